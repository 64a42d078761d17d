"""A swap says what it meets as well as what it breaks, and with whom it would be possible (R1-7.2–7.7)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from kit import Kit, days, joined, leave, line, millis, rest, shift

from kfterm.desk.exam import findings_of
from kfterm.desk.findings import Finding, verdict
from kfterm.desk.partners import partners
from kfterm.events.base import Event
from kfterm.events.lines import fact
from kfterm.events.roster import SwapAgreed, SwapDecided, SwapRequested

ASKED = "2026-05-02 09:00"


@pytest.fixture
def r1(tmp_path: Path) -> Iterator[Kit]:
    """R1 in May 2026: 苏婉 works early, 郑凯 late, 白宇 rests on Saturdays and Sundays, 方总 signs."""
    kit = Kit(tmp_path, "r1-duty-room", now="2026-05-02 12:00")
    kit.settings(shift__early="08:30-17:00", shift__late="16:30-01:00", away_limit_minutes="15")
    people = {"su": "苏婉", "zheng": "郑凯", "bai": "白宇", "ma": "马倩"}
    kit.add(*(joined(staff, name=name) for staff, name in people.items()), joined("fang", roles=["manager"]))
    kit.add([shift(staff, day, name) for staff, name in (("su", "early"), ("zheng", "late")) for day in MAY])
    kit.add([shift("bai", day, "rest" if date.fromisoformat(day).weekday() >= 5 else "early") for day in MAY])
    yield kit
    kit.close()


MAY = days("2026-05-04", "2026-05-31")


def form(on: str, other: str = "bai", back: str = "", *, reason: str = "看病", agreed: bool = True) -> list[Event]:
    """苏婉's form as it would be signed."""
    returns = date.fromisoformat(back) if back else None
    asked = SwapRequested(
        swap="F", staff="su", with_staff=other, on=date.fromisoformat(on), return_on=returns, reason=reason
    )
    consent: list[Event] = [SwapAgreed(swap="F", staff=other)] if agreed else []
    return [asked, *consent, SwapDecided(swap="F", approved=True)]


def found(kit: Kit, events: list[Event], at: str = ASKED) -> list[Finding]:
    """What signing it would meet and break."""
    return findings_of(kit.judge(at[:7]), [fact(each, millis(at), "fang") for each in events])


def said(kit: Kit, events: list[Event], state: str) -> list[str]:
    """The words of one state, each with its clause."""
    return [f"{each.clause} {each.says.zh}" for each in found(kit, events) if each.state == state]


def signed(kit: Kit, *on: str, other: str = "zheng") -> None:
    """Forms that were signed already."""
    for day in on:
        key = f"{other}-{day}"
        kit.add(
            line("swap.requested", ASKED, swap=key, staff="su", with_staff=other, on=day, reason="x"),
            line("swap.agreed", ASKED, swap=key, staff=other),
            line("swap.decided", ASKED, swap=key, approved=True),
        )


def test_what_is_met_stands_there_with_its_clause_and_arithmetic(r1: Kit) -> None:
    """R1-E03: two are signed, the third is 2 + 1 = 3 ≤ 3."""
    signed(r1, "2026-05-08", "2026-05-12")
    met = said(r1, form("2026-05-16"), "met")
    assert "R1-7.4 苏婉 2026-05 第 3 次,最多 3 次" in met
    assert "R1-7.4 白宇 2026-05 第 1 次,最多 3 次" in met
    assert "R1-7.2 理由:看病" in met
    assert "R1-7.3 双方同意:苏婉 申请,白宇 同意" in met
    assert "R1-7.7 05-16 不是法定节假日" in met
    assert verdict(found(r1, form("2026-05-16"))) == "clear"


def test_the_fourth_is_refused_and_the_next_month_is_named_as_possible(r1: Kit) -> None:
    """R1-A17: 3 + 1 = 4 > 3; one of the two is enough."""
    signed(r1, "2026-05-08", "2026-05-12", "2026-05-20")
    (wrong,) = [each for each in found(r1, form("2026-05-16")) if each.state == "broken"]
    assert (wrong.clause, wrong.overruled_by) == ("R1-7.4", ())
    assert wrong.possible.zh == "2026-06 的班"
    assert verdict([wrong]) == "refused"


def test_a_form_over_a_month_edge_counts_in_the_month_of_its_earlier_shift(r1: Kit) -> None:
    """R1-E05: 05-31 and 06-04 on one form are no. 1 of May, and nothing of June."""
    r1.add(shift("bai", "2026-06-04", "early"), shift("su", "2026-06-04", "rest"))
    met = said(r1, form("2026-05-31", back="2026-06-04"), "met")
    assert "R1-7.4 苏婉 2026-05 第 1 次,最多 3 次" in met
    assert not any("2026-06" in each for each in met)


@pytest.mark.parametrize(("reason", "agreed", "clause"), [("", True, "R1-7.2"), ("看病", False, "R1-7.3")])
def test_a_form_without_reason_or_consent_is_broken_on_that_clause_alone(
    r1: Kit, reason: str, agreed: bool, clause: str
) -> None:
    events = form("2026-05-16", reason=reason, agreed=agreed)
    assert [each.clause for each in found(r1, events) if each.state == "broken"] == [clause]


def test_regimes_without_swap_rules_find_nothing_in_the_way(tmp_path: Path) -> None:
    kit = Kit(tmp_path, "r8-red-packet", now="2026-05-02 12:00")
    kit.add(joined("su"), joined("bai"), shift("su", "2026-05-16"))
    assert found(kit, form("2026-05-16")) == []
    kit.close()


def test_colleagues_who_rest_come_first_and_who_may_not_last(r1: Kit) -> None:
    """R1-7.1: on Saturday 05-16 白宇 rests; 郑凯 works late and ends at 01:00; 马倩 is not planned at all."""
    signed(r1, "2026-05-08", "2026-05-12", "2026-05-20")  # 郑凯 has three
    r1.add(line("swap.decided", ASKED, swap="zheng-2026-05-20", approved=False))
    judge = r1.judge("2026-05")
    listed = partners(judge, "su", date(2026, 5, 16).toordinal(), millis(ASKED))
    assert [(each.staff, each.resting, each.possible) for each in listed] == [
        ("bai", True, True),
        ("zheng", False, True),
    ]


def test_a_colleague_with_three_forms_is_listed_with_what_is_in_the_way(r1: Kit) -> None:
    r1.add([shift("ma", day, "late") for day in MAY])
    for day in ("2026-05-05", "2026-05-07", "2026-05-13"):
        key = f"m-{day}"
        r1.add(
            line("swap.requested", ASKED, swap=key, staff="ma", with_staff="bai", on=day, reason="x"),
            line("swap.agreed", ASKED, swap=key, staff="bai"),
            line("swap.decided", ASKED, swap=key, approved=True),
        )
    listed = {
        each.staff: each for each in partners(r1.judge("2026-05"), "su", date(2026, 5, 16).toordinal(), millis(ASKED))
    }
    assert not listed["bai"].possible
    assert "已换班 3 次" in " ".join(each.says.zh for each in listed["bai"].found if each.state == "broken")


def test_nobody_on_leave_is_a_candidate(r1: Kit) -> None:
    r1.add(leave("bai", "2026-05-16", "2026-05-16", "1"))
    listed = partners(r1.judge("2026-05"), "su", date(2026, 5, 16).toordinal(), millis(ASKED))
    assert "bai" not in [each.staff for each in listed]


def test_a_granted_rest_day_counts_as_resting(r1: Kit) -> None:
    r1.add(rest("zheng", "2026-05-20"))
    listed = partners(r1.judge("2026-05"), "su", date(2026, 5, 20).toordinal(), millis(ASKED))
    assert [(each.staff, each.resting) for each in listed] == [("zheng", True)]  # 白宇 works early too: nothing to swap


# the day back


def back(kit: Kit, on: str, returns: str) -> list[str]:
    """What is said of a day back, with what would be possible."""
    wrong = [each for each in found(kit, form(on, back=returns)) if not each.clause and each.state == "broken"]
    return [f"{each.mark} {each.says.zh} -> {each.possible.zh}" for each in wrong]


def test_a_day_back_on_which_the_partner_rests_gives_nothing_back(r1: Kit) -> None:
    """05-16 and 05-17 are Saturday and Sunday, 白宇 rests; 05-19 苏婉 rests and 白宇 works: that could be given back."""
    r1.add(shift("su", "2026-05-19", "rest"))
    assert back(r1, "2026-05-16", "2026-05-17") == ["! 还班日期不对:05-17 白宇 没有班,没有可还的 -> 可以还的日子:05-19"]
    assert back(r1, "2026-05-16", "2026-05-19") == []
    (wrong,) = [each for each in found(r1, form("2026-05-16", back="2026-05-17")) if each.state == "broken"]
    assert wrong.says.en == "wrong day back: 白宇 works no shift on 05-17, there is nothing to give back"
    assert verdict([wrong]) == "overrule", "no clause refuses it: who signs may sign it with a reason"


def test_a_day_back_on_which_both_work_the_same_shift_changes_nothing(r1: Kit) -> None:
    """Monday 05-18: both work early; from late to early something is exchanged."""
    assert back(r1, "2026-05-16", "2026-05-18") == ["! 还班日期不对:05-18 两人上同一个班,换了等于没换 -> "]
    r1.add(shift("bai", "2026-05-18", "late"))
    assert back(r1, "2026-05-16", "2026-05-18") == []
    told = said(r1, form("2026-05-16", back="2026-05-18"), "known")
    assert told == [" 05-18 两人都上班,只是对换班次:白宇 多上的一天没有还"], (
        "he works on Saturday and has no day off for it"
    )


def test_shifts_exchanged_on_both_days_leave_nothing_open(r1: Kit) -> None:
    """苏婉 early and 郑凯 late on every day: nobody works a day more."""
    assert [each for each in found(r1, form("2026-05-16", other="zheng", back="2026-05-18")) if not each.clause] == []


def test_who_took_the_shift_owes_one_whoever_filled_in_the_form(r1: Kit) -> None:
    """苏婉 rests on 05-19 and takes 白宇's shift: on 05-16 she works and he rests, on 05-20 she rests too."""
    r1.add(shift("su", "2026-05-19", "rest"), shift("su", "2026-05-20", "rest"))
    assert back(r1, "2026-05-19", "2026-05-16") == []
    assert "05-20 苏婉 没有班" in back(r1, "2026-05-19", "2026-05-20")[0]


def test_a_partner_on_leave_has_no_shift_to_give_back(r1: Kit) -> None:
    r1.add(shift("su", "2026-05-19", "rest"), leave("bai", "2026-05-19", "2026-05-19", "1"))
    assert "05-19 白宇 没有班" in back(r1, "2026-05-16", "2026-05-19")[0]


def test_a_day_back_is_looked_at_without_swap_rules_too_and_refuses_no_machine(tmp_path: Path) -> None:
    kit = Kit(tmp_path, "r8-red-packet", now="2026-05-02 12:00")
    kit.add(
        joined("su", name="苏婉"),
        joined("bai", name="白宇"),
        shift("su", "2026-05-16"),
        shift("bai", "2026-05-17", "rest"),
    )
    assert len(back(kit, "2026-05-16", "2026-05-17")) == 1
    fields = {"swap": "S", "staff": "su", "with_staff": "bai", "on": "2026-05-16", "return_on": "2026-05-17"}
    kit.add(line("swap.requested", ASKED, **fields, reason="x"), line("swap.decided", ASKED, swap="S", approved=True))
    assert kit.judge("2026-05").shop.roster.swaps["S"].approved
    kit.close()


@pytest.mark.parametrize(
    ("at", "late"), [("2026-05-08 08:29:59", []), ("2026-05-08 08:30", [" 补批:05-08 08:30 的班已经开始"])]
)
def test_signing_after_a_shift_began_is_called_a_late_approval(r1: Kit, at: str, late: list[str]) -> None:
    told = [f"{each.clause} {each.says.zh}" for each in found(r1, form("2026-05-08", "zheng"), at)]
    assert [each for each in told if "补批" in each] == late
