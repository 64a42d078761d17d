"""Three months of a shop that never was, up to the middle of tonight's shift."""

from kfterm.events.lines import Fact
from kfterm.intake.demo import crew, texts
from kfterm.intake.demo.booking import booking
from kfterm.intake.demo.conducting import Conducting
from kfterm.intake.demo.daily import daily
from kfterm.intake.demo.fates import fates
from kfterm.intake.demo.pending import pending
from kfterm.intake.demo.punching import punching
from kfterm.intake.demo.roster import roster
from kfterm.intake.demo.scene import Scene
from kfterm.intake.demo.scoring import scoring
from kfterm.intake.demo.texts import Short
from kfterm.intake.demo.tonight import Tonight

SMALLEST = 4
"""Tonight's story needs so many agents."""


def fit(size: int) -> int:
    """A size that there are enough names and parts for."""
    return min(max(SMALLEST, size), len(texts.people().agents.list))


def history(now: int, rulebook: Short, seed: int, size: int) -> list[Fact]:
    """Everything that happened until now, in the order in which it did. The same arguments give the same facts."""
    scene = Scene(now, rulebook, seed, fit(size))
    crew.rules(scene)
    crew.people(scene)
    plan = roster(scene)
    told = fates(scene, plan)
    tell = Conducting(scene, plan)
    punching(scene, plan, told)
    tell.tell(told)
    pending(scene, tell, told)
    scoring(scene, tell, told)
    booking(scene, tell)
    daily(scene, plan)
    Tonight(scene, plan).tell()
    return sorted(scene.facts, key=lambda fact: fact.at)
