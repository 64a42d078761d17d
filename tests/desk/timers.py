"""What the tests of the timers share: a shop under a rulebook, and what waits for a person at a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit import Kit, joined, line, millis, shift

from kfterm.desk.noticed import Proposal
from kfterm.desk.proposals import proposals

R1, R2, R3 = "r1-duty-room", "r2-shop-standard", "r3-conversion-bonus"
R5, R6, R7 = "r5-etiquette-counts", "r6-fine-ladders", "r7-tea-oil"


@contextmanager
def shop(folder: Path, rulebook: str, *people: str, **settings: str) -> Iterator[Kit]:
    """People under a rulebook in June 2024; the 3rd is a Monday."""
    kit = Kit(folder, rulebook, now="2024-07-31 12:00")
    kit.add(*(joined(staff) for staff in people), joined("zu", roles=["lead"]))
    if settings:
        kit.settings(**settings)
    yield kit
    kit.close()


def noticed(kit: Kit, at: str, clause: str = "") -> list[Proposal]:
    """What waits for a person at a moment, of one clause or of all."""
    found = proposals(kit.judge(at[:7]), millis(at))
    return [each for each in found if not clause or each.clause == clause]


def booked(kit: Kit, at: str, clause: str) -> list[str]:
    """Whom a confirmation would book on a clause, the first by name."""
    return sorted(each.staff for each in noticed(kit, at, clause) if each.books is not None)


def known(kit: Kit, at: str, clause: str) -> list[Proposal]:
    """What is only to be known under a clause."""
    return [each for each in noticed(kit, at, clause) if each.books is None]


def on(staff: str, day: str, name: str, came: str = "", left: str = "") -> list[dict[str, object]]:
    """A planned shift with the punches there were; each a whole moment."""
    found = [shift(staff, day, name)]
    for at, way in ((came, "in"), (left, "out")):
        if at:
            found.append(line("punch.recorded", at, staff=staff, way=way))
    return found
