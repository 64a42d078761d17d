"""The floor shows only what the adopted regime knows: its columns, and the timers of no other regime."""

from pathlib import Path

import pytest
from desk.timers import R1, R2, R3, R5, R6, R7, noticed, on, shop
from kit import R4, R8, line

from kfterm.desk.regime import Regime, regime
from kfterm.rulebook.load import files_of, load

D = "2024-06-03"
ALL = (R1, R2, R3, R4, R5, R6, R7, R8)


@pytest.mark.parametrize(
    ("rulebook", "known"),
    [  # index.md §3: points in R4 and R5, cash fines in R2, R3, R6, R7, red packets in R8, none of it in R1;
        # pay lines in all but R1
        (R1, Regime()),
        (R2, Regime(fines=True, money=True)),
        (R3, Regime(fines=True, money=True)),
        (R4, Regime(score=True, money=True)),
        (R5, Regime(score=True, money=True)),
        (R6, Regime(fines=True, money=True)),
        (R7, Regime(fines=True, money=True)),
        (R8, Regime(packets=True, money=True)),
    ],
)
def test_what_a_regime_knows_of_a_month(rulebook: str, known: Regime) -> None:
    assert regime(load(files_of(rulebook))) == known


def test_without_a_rulebook_nothing_is_known() -> None:
    assert regime(None) == Regime()


@pytest.mark.parametrize("rulebook", ALL)
def test_no_timer_of_another_regime_is_seen(tmp_path: Path, rulebook: str) -> None:
    with shop(tmp_path, rulebook, "jia", "yi", shift__day="08:30-17:30", shift__late="17:30-24:00") as kit:
        kit.add(on("jia", D, "day", f"{D} 08:50", f"{D} 17:30"), on("yi", D, "late"))
        kit.add(line("account.assigned", f"{D} 08:00", account="w", staff="jia"))
        kit.add(line("chat.waiting", f"{D} 17:29", chat="c", account="w"))
        kit.add(line("order.placed", f"{D} 09:00", order="o", staff="jia"))
        kit.add(line("call.started", f"{D} 09:00", call="k", staff="jia", line="external"))
        kit.add(line("seat.left", f"{D} 10:00", staff="jia", reason="out", told=False))
        kit.add(line("item.opened", f"{D} 09:00", item="i", item_kind="H11", what="…", owner="jia",
                     due_at=f"{D}T10:00:00+08:00"))  # fmt: skip
        found = {each.clause for each in noticed(kit, f"{D} 17:45")} - {""}
        prefix = rulebook[:2].upper() + "-"
        assert {clause for clause in found if not clause.startswith(prefix)} == set()
        timed = {"call": R5, "unpaid": R3, "relief": R1, "left": R1, "unasked": (R1, R6, R7), "publish": R8, "pay": R8}
        for each in noticed(kit, f"{D} 17:45"):
            assert rulebook in timed.get(each.key.partition(":")[0], ALL), each.key
