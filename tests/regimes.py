"""The shop of `shopfloor` under the other regimes: the same people, a Tuesday morning, the settings that are asked for."""

from pathlib import Path

from kit import line, millis
from shopfloor import DAY, NOW, PEOPLE, Shop

from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.log import create, open_log

R2, R3, R5, R6, R7 = (
    "r2-shop-standard",
    "r3-conversion-bonus",
    "r5-etiquette-counts",
    "r6-fine-ladders",
    "r7-tea-oil",
)
_SHIFTS = {R2: "early", R3: "day", R5: "day", R6: "early", R7: "day"}
_SETTINGS = {
    R5: {"shift.day": "08:30-17:30", "absence_wage": "120"},
    R7: {"commission_rate": "0.02"},
}


def regime(folder: Path, rulebook: str, by: str = "fangzong") -> Shop:
    """The shop under a regime, with a hand that may log everything in it; who is on the early shift came in time."""
    path = folder / "shop.kfterm"
    create(path)
    log = open_log(path)
    clock = FixedClock(millis(NOW))
    made = Shop(path, log, clock, Desk(log, clock, by="system"))
    first = "2026-10-01"
    made.add(line("rulebook.adopted", f"{first} 00:00", rulebook=rulebook, from_on=first))
    settings = {"store": "木禾家居", "zone": "Asia/Shanghai"} | _SETTINGS.get(rulebook, {})
    made.add(*(line("setting.changed", f"{first} 00:01", key=key, value=value) for key, value in settings.items()))
    for staff, (name, roles) in PEOPLE.items():
        made.add(line("staff.joined", f"{first} 00:02", staff=staff, name=name, roles=roles))
        if staff != "fangzong":
            made.add(line("shift.assigned", "2026-10-10 12:00", staff=staff, on=DAY, shift=_SHIFTS[rulebook]))
            made.add(line("punch.recorded", f"{DAY} 07:55", staff=staff, way="in"))
            made.add(line("seat.taken", f"{DAY} 07:58", staff=staff))
    made.desk.by = by
    return made
