"""A throw-away shop for tests: facts go in as lines, as any program would write them, and figures come out as JSON.

`line("punch.recorded", "2024-06-03 08:31", staff="li", way="in")` is a line; `Kit.add` imports lines through the desk
under a clock that stands still; `Kit.month("2024-06")` is what `kfterm month 2024-06 --json` prints.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.events.lines import Fact, read_line
from kfterm.log import Appended, Log, create, open_log
from kfterm.month.as_json import summary_json
from kfterm.month.judge import Judge
from kfterm.month.summary import summary
from kfterm.problems import Refused
from kfterm.replay.window import fold_month, position
from kfterm.words import Lang

R4, R8 = "r4-points-110", "r8-red-packet"
LATER = "2026-12-31 12:00"
"""When everything is over that a test is about."""


def moment(text: str) -> str:
    """`2024-06-03 08:31` or with seconds, as RFC 3339 in China; `24:00` is the end of that day."""
    day, _, clock = text.replace("T", " ").partition(" ")
    if clock.startswith("24:"):
        day, clock = (date.fromisoformat(day) + timedelta(days=1)).isoformat(), "00" + clock[2:]
    return f"{day}T{clock or '09:00'}{'' if clock.count(':') == 2 else ':00'}+08:00"


def millis(text: str) -> int:
    """The same as milliseconds."""
    return round(datetime.fromisoformat(moment(text)).timestamp() * 1000)


def line(kind: str, at: str, **fields: Any) -> dict[str, Any]:
    """One line of a file. A field that ends in `_` is the keyword of that name."""
    return {"kind": kind, "at": moment(at)} | {name.rstrip("_"): value for name, value in fields.items()}


def days(first: str, last: str) -> list[str]:
    """Every day from one to another, both included."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]


def facts(lines: Iterable[dict[str, Any]], by: str = "import:test", now: int | None = None) -> list[tuple[str, Fact]]:
    """Lines as facts with their places. Raises Refused with everything that is wrong, as an import does."""
    problems, good = [], []
    for number, each in enumerate(lines, 1):
        place = f"line {number}"
        found = read_line(msgspec.json.encode(each), place, by, now)
        if isinstance(found, Fact):
            good.append((place, found))
        else:
            problems += found
    if problems:
        raise Refused(problems)
    return good


def joined(staff: str, at: str = "2023-01-01", name: str = "", **fields: Any) -> dict[str, Any]:
    """Somebody is employed from a day on."""
    return line("staff.joined", at, staff=staff, name=name or staff, **fields)


def shift(staff: str, on: str, shift: str = "day") -> dict[str, Any]:
    """A shift in the roster."""
    return line("shift.assigned", "2024-01-01", staff=staff, on=on, shift=shift)


def punch(staff: str, at: str, way: str) -> dict[str, Any]:
    """A punch of the clock."""
    return line("punch.recorded", at, staff=staff, way=way)


def worked(staff: str, on: str, came: str = "08:30", left: str = "17:30", name: str = "day") -> list[dict[str, Any]]:
    """A shift of one calendar day with both punches; an empty time is a punch that is missing."""
    ways = ((came, "in"), (left, "out"))
    return [shift(staff, on, name), *(punch(staff, f"{on} {clock}", way) for clock, way in ways if clock)]


def leave(staff: str, first: str, last: str, count: str, kind: str = "personal", **fields: Any) -> list[dict[str, Any]]:
    """Leave that was asked for a month ahead, and approved."""
    asked = (date.fromisoformat(first) - timedelta(days=30)).isoformat()
    key = fields.pop("leave", f"{staff}-{first}-{kind}")
    told = {"leave": key, "staff": staff, "from_on": first, "to_on": last, "days": count, "leave_kind": kind}
    return [
        line("leave.requested", f"{asked} 09:00", **told, **fields),
        line("leave.decided", f"{asked} 10:00", leave=key, approved=True),
    ]


def rest(staff: str, on: str) -> list[dict[str, Any]]:
    """A rest day, asked for in time and approved."""
    asked = (date.fromisoformat(on) - timedelta(days=5)).isoformat()
    return [
        line("rest.requested", f"{asked} 09:00", rest=f"{staff}-{on}", staff=staff, on=on),
        line("rest.decided", f"{asked} 10:00", rest=f"{staff}-{on}", approved=True),
    ]


def violation(staff: str, at: str, clause: str, **fields: Any) -> dict[str, Any]:
    """A violation."""
    return line("violation.logged", at, staff=staff, clause=clause, **fields)


class Kit:
    """A log with an adopted rulebook, and the desk that writes it."""

    def __init__(self, folder: Path, rulebook: str = R8, start: str = "2023-01-01", now: str = LATER) -> None:
        self.path = folder / "shop.kfterm"
        create(self.path)
        self.log: Log = open_log(self.path)
        self.clock = FixedClock(millis(now))
        self.desk = Desk(self.log, self.clock, by="system")
        self.add(line("rulebook.adopted", start, rulebook=rulebook, from_on=start))

    def settings(self, at: str = "2023-01-01", **values: str) -> None:
        """Change settings; `__` stands for the point of a key."""
        changed = [line("setting.changed", at, key=k.replace("__", "."), value=v) for k, v in values.items()]
        self.add(*changed)

    def add(self, *lines: dict[str, Any] | list[dict[str, Any]], by: str = "import:test") -> list[Appended]:
        """Import lines, all or none; lists of lines are taken apart."""
        flat = [each for one in lines for each in (one if isinstance(one, list) else [one])]
        return self.desk.record(facts(flat, by, self.clock.now()))

    def refused(self, *lines: dict[str, Any] | list[dict[str, Any]], by: str = "import:test") -> Refused:
        """The refusal of lines that must not be written; asserts that nothing was."""
        before = self.log.head()
        try:
            self.add(*lines, by=by)
        except Refused as problem:
            assert self.log.head() == before, "something was written in spite of the refusal"
            return problem
        raise AssertionError("these lines were taken")

    def ids(self, seqs: Iterable[int]) -> list[str]:
        """The ids of rows."""
        rows = [self.log.row(seq) for seq in seqs]
        return [row.id for row in rows if row is not None]

    def judge(self, label: str) -> Judge:
        """A month folded from the log."""
        return fold_month(self.log, label)

    def month(self, label: str, lang: Lang = "en") -> dict[str, Any]:
        """A month as `kfterm month LABEL --json` prints it."""
        head = position(self.log, label)
        return summary_json(summary(self.judge(label), label), self.ids, head.seq, head.hash.hex(), lang)

    def of(self, label: str, staff: str) -> dict[str, Any]:
        """One person's month."""
        (found,) = [each for each in self.month(label)["staff"] if each["staff"] == staff]
        return found

    def close(self) -> None:
        """Let go of the file."""
        self.log.close()


def amounts(person: dict[str, Any]) -> dict[str, list[str]]:
    """Pay lines by name, zero lines left out: `{"base": ["2200.00"]}`."""
    found: dict[str, list[str]] = {}
    for each in person["lines"]:
        if float(each["amount"]):
            found.setdefault(each["line"], []).append(each["amount"])
    return found


def amount(person: dict[str, Any], name: str) -> str:
    """The amount of a pay line that stands once; `0.00` where it does not stand."""
    found = amounts(person).get(name, ["0.00"])
    assert len(found) == 1, found
    return found[0]


def cases(person: dict[str, Any]) -> list[str]:
    """The cases, sorted by name."""
    return sorted(each["case"] for each in person["cases"])


def scored(person: dict[str, Any]) -> tuple[int, str | None, str]:
    """Score, grade and float."""
    return person["score"]["total"], person["score"]["grade"], amount(person, "float")


def points(person: dict[str, Any]) -> dict[str, list[int]]:
    """Points by clause, in the order of the entries."""
    found: dict[str, list[int]] = {}
    for each in person["score"]["entries"]:
        found.setdefault(each["clause"], []).append(each["points"])
    return found
