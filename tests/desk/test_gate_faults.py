"""What went wrong at a handover is proposed for the right person, once (R2-A12, R2-5.3.2, R4-3.1.05, R4-3.2.05, R1-3.4)."""

from pathlib import Path
from typing import Any

import pytest
from desk.handing import DAY, NEXT, cut, floor, item, read, sign
from desk.timers import R1, R2, R3, R5, R6, R7, booked, known, noticed, on, shop
from kit import R4, R8, Kit, line

from kfterm.rulebook.floor_rules import BadRecord, HandoverBreach, SkippedItem
from kfterm.rulebook.load import files_of, load
from kfterm.rulebook.model import Rulebook


def rulebook(name: str) -> Rulebook:
    """A rulebook as it is shipped."""
    return load(files_of(name))


def handed(kit: Kit, *keys: str) -> None:
    """What 何立 took over from 周敏, signed by both at 17:05."""
    for key in keys:
        read(kit, key)
    sign(kit, "out", "zhoumin")
    sign(kit, "in", "heli")


def due(at: str) -> dict[str, Any]:
    """A due time of this evening."""
    return {"due_at": f"{DAY}T{at}:00+08:00"}


def test_the_texts_that_punish_a_handover_say_so_as_data() -> None:
    found = {
        (clause.id, type(rule).__name__)
        for name in (R1, R2, R3, R4, R5, R6, R7, R8)
        for clause, rule in [
            each for kind in (BadRecord, SkippedItem, HandoverBreach) for each in rulebook(name).all(kind)
        ]
    }
    assert found == {("R1-3.4", "BadRecord"), ("R4-3.1.05", "BadRecord"), ("R4-3.2.05", "SkippedItem"),
                     ("R2-5.3.2", "HandoverBreach")}  # fmt: skip


# ---- a bad record


@pytest.mark.parametrize(("rulebook", "clause", "kind"), [(R4, "R4-3.1.05", "H02"), (R1, "R1-3.4", "H13")])
def test_an_item_given_back_is_a_bad_record_of_its_owner(tmp_path: Path, rulebook: str, clause: str, kind: str) -> None:
    with floor(tmp_path, rulebook) as kit:
        item(kit, "none", "16:40", "H26", what="无")
        item(kit, "a", kind=kind, owner="zheng")
        cut(kit)
        read(kit, "a", reason="没有物流单号")
        (found,) = [each for each in noticed(kit, f"{DAY} 17:01", clause) if each.key.startswith("bad:")]
        assert (found.staff, found.books is not None, "没有物流单号" in found.says.zh) == ("zheng", True, True)
        kit.add(line("item.updated", f"{DAY} 17:02", item="a", note="SF1"))
        read(kit, "a", "17:03")  # completing it does not undo that it was given back
        assert [each.staff for each in noticed(kit, f"{DAY} 17:04", clause) if each.key.startswith("bad:")] == ["zheng"]


def test_one_bad_record_a_person_however_many_items(tmp_path: Path) -> None:
    with floor(tmp_path, R4) as kit:
        for key in ("a", "b", "c"):
            item(kit, key, owner="lin" if key != "c" else "zheng")
        cut(kit)
        for key in ("a", "b", "c"):
            read(kit, key, reason="unclear")
        assert booked(kit, f"{DAY} 17:01", "R4-3.1.05") == ["lin", "zheng"]


def test_where_the_owner_is_of_the_relief_who_handed_over_answers(tmp_path: Path) -> None:
    with floor(tmp_path, R4) as kit:
        item(kit, "a", owner="su")  # 苏婉 comes: the record was not hers
        cut(kit)
        read(kit, "a", reason="unclear")
        assert booked(kit, f"{DAY} 17:01", "R4-3.1.05") == []  # nobody signed for it yet
        kit.add(line("item.updated", f"{DAY} 17:02", item="a", note="clear"))
        read(kit, "a", "17:03")
        sign(kit, "out", "zhoumin")
        assert booked(kit, f"{DAY} 17:06", "R4-3.1.05") == ["zhoumin"]


# ---- a skipped item


@pytest.mark.parametrize(
    ("what", "blamed"),
    [
        ({}, ["heli"]),
        ({"note": "20:30"}, []),  # something was done about it
        ({"parked": "23:59"}, []),  # put aside until after the cut
        ({"due": "23:55"}, []),  # not past its time at the cut
    ],
)
def test_an_item_taken_over_and_left_past_its_time_is_skipped_by_who_took_it(
    tmp_path: Path, what: dict[str, str], blamed: list[str]
) -> None:
    with floor(tmp_path, R4) as kit:
        item(kit, "a", **due(what.get("due", "20:00")))
        cut(kit)
        parked = {"parked_until": f"{DAY}T{what['parked']}:00+08:00"} if "parked" in what else {}
        read(kit, "a", **parked)
        sign(kit, "out", "zhoumin")
        sign(kit, "in", "heli")
        if "note" in what:
            kit.add(line("item.updated", f"{DAY} {what['note']}", item="a", note="called"))
        assert booked(kit, f"{DAY} 23:40", "R4-3.2.05") == []  # the shift is not over and nobody cut
        cut(kit, "23:50", "heli", "I", shift="late")
        assert booked(kit, f"{DAY} 23:51", "R4-3.2.05") == blamed
        kit.add(line("item.updated", f"{DAY} 23:55", item="a", note="too late"))
        assert booked(kit, f"{DAY} 23:56", "R4-3.2.05") == blamed


def test_without_a_cut_the_end_of_the_shift_shows_it_and_it_is_proposed_once(tmp_path: Path) -> None:
    with floor(tmp_path, R4) as kit:
        item(kit, "a", **due("20:00"))
        cut(kit)
        handed(kit, "a")
        assert booked(kit, f"{NEXT} 01:00", "R4-3.2.05") == []
        assert booked(kit, f"{NEXT} 01:01", "R4-3.2.05") == ["heli"]
        kit.add(line("handover.cut", f"{NEXT} 01:10", handover="I", on=DAY, shift="late"))
        assert booked(kit, f"{NEXT} 01:11", "R4-3.2.05") == ["heli"]


# ---- R2: each for the own half


def test_r2_a12_not_handed_over_is_for_who_goes_and_asks_for_the_harm(tmp_path: Path) -> None:
    with shop(tmp_path, R2, "li", "ye") as kit:
        kit.add(on("zu", "2024-06-03", "early", "2024-06-03 07:55", "2024-06-03 18:05"))
        kit.add(on("ye", "2024-06-03", "late", "2024-06-03 16:55"))
        (found,) = [each for each in noticed(kit, "2024-06-03 18:10") if each.key.startswith("handover:")]
        assert (found.staff, found.clause) == ("zu", "R2-5.3.2")
        assert found.books is not None
        (asked,) = kit.desk.would_refuse(found.books)  # who confirms says what came of it
        assert "effect" in asked.says.en


def test_r2_a12_not_handled_in_time_is_for_who_took_over_and_signed(tmp_path: Path) -> None:
    with floor(tmp_path, R2) as kit:
        item(kit, "a", **due("20:00"))
        item(kit, "old", **due("16:00"))  # past its time before it was taken: not the relief's half
        kit.add(line("handover.cut", f"{DAY} 16:58", handover="H", on=DAY, shift="early"))
        handed(kit, "a", "old")
        assert [each.staff for each in noticed(kit, f"{DAY} 19:59", "R2-5.3.2") if "unhandled" in each.key] == []
        found = [each for each in noticed(kit, f"{DAY} 20:01", "R2-5.3.2") if "unhandled" in each.key]
        assert [(each.staff, "what a" in each.says.en) for each in found] == [("heli", True)]
        late = [each.key for each in known(kit, f"{DAY} 20:01", "R2-5.3.2") if each.key.startswith("item:")]
        assert [key.split(":")[1] for key in late] == ["old"]  # the other is proposed, and not told twice
        kit.add(line("item.settled", f"{DAY} 21:00", item="a", outcome="refunded"))
        assert [each.staff for each in noticed(kit, f"{DAY} 21:01", "R2-5.3.2") if "unhandled" in each.key] == ["heli"]


def test_r2_settled_in_time_is_nobodys_fault(tmp_path: Path) -> None:
    with floor(tmp_path, R2) as kit:
        item(kit, "a", **due("20:00"))
        kit.add(line("handover.cut", f"{DAY} 16:58", handover="H", on=DAY, shift="early"))
        handed(kit, "a")
        kit.add(line("item.settled", f"{DAY} 20:00", item="a", outcome="refunded"))
        assert noticed(kit, f"{DAY} 20:01", "R2-5.3.2") == []


def test_r2_the_late_shift_without_a_log_breaches_too(tmp_path: Path) -> None:
    with shop(tmp_path, R2, "li") as kit:
        kit.add(on("li", "2024-06-03", "late", "2024-06-03 16:55", "2024-06-03 23:35"))
        (found,) = [each for each in noticed(kit, "2024-06-04 08:00") if each.key.startswith("log:")]
        assert (found.staff, found.clause) == ("li", "R2-5.3.2")


# ---- one act, one clause


def test_r1_who_left_before_the_relief_is_not_blamed_for_the_signature_too(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia", "yi", shift__day="09:00-17:00", shift__late="17:00-24:00") as kit:
        kit.add(on("jia", "2024-06-03", "day", "2024-06-03 08:55", "2024-06-03 17:01"))
        kit.add(on("yi", "2024-06-03", "late"))
        found = [each.clause for each in noticed(kit, "2024-06-03 17:20") if each.staff == "jia" and each.books]
        assert [clause for clause in found if clause.startswith("R1-3.")] == ["R1-3.2"]


def test_r3_who_left_with_the_relief_there_and_nothing_signed_left_without_a_handover(tmp_path: Path) -> None:
    with shop(tmp_path, R3, "jia", "yi") as kit:
        kit.add(on("zu", "2024-06-03", "day", "2024-06-03 08:25", "2024-06-03 17:40"))
        kit.add(on("yi", "2024-06-03", "late", "2024-06-03 17:25"))
        assert booked(kit, "2024-06-03 17:45", "R3-8.1.4") == ["zu"]


# ---- an open gate is said


def test_an_open_handover_is_told_with_each_step_and_only_once(tmp_path: Path) -> None:
    with shop(tmp_path, R3, "jia", "yi") as kit:
        kit.add(on("zu", "2024-06-03", "day", "2024-06-03 08:25"), on("yi", "2024-06-03", "late", "2024-06-03 17:20"))
        kit.add(line("item.opened", "2024-06-03 10:00", item="a", item_kind="H13", what="a", owner="zu"))
        kit.add(line("handover.cut", "2024-06-03 17:20", handover="h", on="2024-06-03", shift="day"))

        def told(at: str) -> list[str]:
            return [each.key for each in noticed(kit, at) if each.key.startswith(("gate:", "handover:"))]

        assert told("2024-06-03 17:21") == ["gate:h:reading"]
        kit.add(line("handover.item_read", "2024-06-03 17:22", handover="h", item="a", accepted=True))
        assert told("2024-06-03 17:50") == ["gate:h:signing"]  # past the end, and not said a second time
        for side, staff, left in (("out", "zu", ["gate:h:in"]), ("in", "yi", [])):
            kit.add(line("handover.signed", "2024-06-03 17:51", handover="h", side=side, staff=staff))
            assert told("2024-06-03 17:52") == left
