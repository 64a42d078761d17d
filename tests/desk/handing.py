"""What the tests of the gate share: R1 and R8 in S5's setting, people as hands, machines as files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kit import Kit, joined, line, millis, shift

from kfterm.desk.gate import Gate, current, gate
from kfterm.problems import Refused

DAY = "2026-10-13"
NEXT = "2026-10-14"
LEADS = {"zhoumin": "周敏", "heli": "何立"}
AGENTS = {"lin": "林晓彤", "zheng": "郑凯", "su": "苏婉", "luo": "罗子豪"}


@contextmanager
def floor(folder: Path, rulebook: str, now: str = f"{DAY} 16:50") -> Iterator[Kit]:
    """周敏's early shift with 林晓彤 and 郑凯 hands over to 何立's late shift with 苏婉; 方总 stands above, 罗子豪 is off."""
    kit = Kit(folder, rulebook, "2026-10-01", now)
    kit.add(*(joined(staff, "2026-10-01", name, roles=["lead"]) for staff, name in LEADS.items()))
    kit.add(*(joined(staff, "2026-10-01", name, roles=["agent"]) for staff, name in AGENTS.items()))
    kit.add(joined("fang", "2026-10-01", "方总", roles=["manager"]))
    kit.settings("2026-10-01", shift__early="08:30-17:00", shift__late="16:30-01:00")
    kit.add(*(shift(staff, DAY, "early") for staff in ("zhoumin", "lin", "zheng")))
    kit.add(*(shift(staff, DAY, "late") for staff in ("heli", "su")))
    kit.add(line("seat.taken", f"{DAY} 08:28", staff="zhoumin"))
    yield kit
    kit.close()


def item(kit: Kit, key: str, at: str = "10:00", kind: str = "H02", **fields: Any) -> None:
    """An item of 13 October, from a file."""
    said = {"item": key, "item_kind": kind, "what": f"what {key}", "owner": "lin"} | fields
    kit.add(line("item.opened", f"{DAY} {at}", **said))


def cut(kit: Kit, at: str = "16:58", by: str = "zhoumin", key: str = "H", on: str = DAY, shift: str = "early") -> None:
    """A person cuts."""
    kit.add(line("handover.cut", f"{on} {at}", handover=key, on=on, shift=shift), by=by)


def read(kit: Kit, key: str, at: str = "17:00", by: str = "heli", handover: str = "H", **fields: Any) -> None:
    """A person takes an item, or with `reason` gives it back."""
    fields = {"accepted": "reason" not in fields} | fields
    kit.add(line("handover.item_read", f"{DAY} {at}", handover=handover, item=key, **fields), by=by)


def sign(kit: Kit, side: str, staff: str, at: str = "17:05", handover: str = "H") -> None:
    """A person signs at the own terminal."""
    kit.add(line("handover.signed", f"{DAY} {at}", handover=handover, side=side, staff=staff), by=staff)


def stands(kit: Kit, at: str = f"{DAY} 17:06") -> Gate:
    """Where the open handover stands."""
    judge = kit.judge(at[:7])
    handover = current(judge.shop.book)
    assert handover is not None, "no handover is open"
    return gate(judge, handover, millis(at))


def blocks(kit: Kit, at: str = f"{DAY} 17:06") -> list[str]:
    """What blocks it, by kind."""
    return [each.kind for each in stands(kit, at).blocks if each.blocks]


def why(refused: Refused) -> str:
    """Everything a refusal says, in English."""
    return " / ".join(problem.says.en for problem in refused.problems)
