"""The log: one append-only table of events in one SQLite file. The only truth; everything else is folded from it.

This room knows rows, not event types: a kind is a string, a body is the JSON of the event. `store.Log` is what the
rooms above hold in their hands; `connect.open_log` and `schema.create` are the two ways to get one. Not for network
file systems: the locks SQLite needs do not hold there.
"""

from kfterm.log.connect import open_log
from kfterm.log.rows import Appended, Draft, Head, IdTaken, Moved, Row, Tail
from kfterm.log.schema import create
from kfterm.log.store import Log

__all__ = ["Appended", "Draft", "Head", "IdTaken", "Log", "Moved", "Row", "Tail", "create", "open_log"]
