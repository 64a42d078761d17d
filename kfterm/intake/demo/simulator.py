"""The evening as it goes on: feed lines for what happens between one look and the next.

It keeps no state of the floor of its own. At each step it looks at the folded state, so that what a lead does by keys
holds: who was sent away stops answering, a released seat stays empty, a settled item is not settled again. What it
remembers is only when the next thing is due.
"""

import random

from kfterm.folds.shop import Shop
from kfterm.intake.demo import texts
from kfterm.intake.demo.happening import Happening
from kfterm.intake.demo.lines import Line, Lines
from kfterm.intake.demo.moving import Moving
from kfterm.intake.demo.picture import Picture
from kfterm.intake.demo.talking import Talking
from kfterm.intake.demo.texts import Short
from kfterm.periods import Calendar
from kfterm.rulebook.load import files_of, load

TICK = 1000
LONGEST = 600 * TICK
"""Of a longer pause only the end is played."""


class Simulator:
    """One shop's buyers and agents."""

    def __init__(self, rulebook: Short, seed: int, size: int) -> None:
        chance = random.Random(f"{seed}:{rulebook}:{size}:simulator")
        self.calendar = Calendar(texts.shop().zone)
        self.talking = Talking(chance, size)
        self.moving = Moving(chance, size, load(files_of(texts.shop().rulebooks[rulebook])))
        self.happening = Happening(chance, size)
        self._until = 0

    def step(self, desk_state: Shop, now: int) -> list[Line]:
        """What happened since the last step, in order: dicts in the format of the border. The first step has none."""
        if not self._until:
            self._until = now
        self._until = max(self._until, now - LONGEST)
        picture, lines = Picture(desk_state, self.calendar, now), Lines(self.calendar)
        # a line may lie up to a tick after its beginning, and never after now
        while self._until + TICK <= now:
            for part in (self.talking, self.moving, self.happening):
                part.move(picture, self._until, lines)
            self._until += TICK
        return lines.ordered()
