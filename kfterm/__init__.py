"""kfterm: the engine of the shift lead's terminal. Runs headless; `screens/` draws it.

Rooms, top to bottom, each importing only from those below: `cli` > (`screens`) > `intake`, `papers` > `desk` >
`replay` > `month` > `folds` > `rulebook`, `log` > `events` > `periods` > the small foundations.
"""

__version__ = "0.1.0"
