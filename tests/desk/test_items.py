"""Kinds of items: what each needs and says, what the regime demands beyond, how long it counts, what settles it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk.timers import R1, R2, R3, shop
from kit import R4, R8, Kit, joined, line, millis, moment

from kfterm.desk.items import details_said, is_open, missing_fields, open_items, taken_means
from kfterm.folds.handover import Item
from kfterm.periods import Calendar
from kfterm.rulebook.item_kinds import EVENT_FIELDS, item_kinds

DAY = "2024-06-03"
NEXT = "2024-06-04"
INDEX = {  # shared index, section 5, "needed fields"; `what` is the description of every kind
    "H01": {"device", "state"},
    "H02": {"owner"},
    "H03": {"who", "shift", "form"},
    "H04": {"count", "list"},
    "H05": {"count", "code"},
    "H06": {"orders"},
    "H07": {"order", "courier", "due_at"},
    "H08": {"account", "buyer"},
    "H09": {"order", "placed_at", "due_at"},
    "H10": {"order", "agreement"},
    "H11": {"order", "purchased_on", "demand"},
    "H12": {"order", "courier", "step"},
    "H13": {"goods", "fault", "signed"},
    "H14": {"logistics", "complete", "difference"},
    "H15": {"due_at", "chased"},
    "H16": {"evidence", "record"},
    "H17": {"order", "review"},
    "H18": {"count"},
    "H19": {"type", "opened_at", "limit"},
    "H20": {"from_at"},
    "H21": {"owner", "due_at"},
    "H22": {"referrer", "customer"},
    "H23": set(),
    "H24": set(),
    "H25": {"done_by"},
    "H26": set(),
    "H27": {"tasks"},
}


def opened(kind: str, at: str = f"{DAY} 10:00", **fields: Any) -> dict[str, Any]:
    """An item `I` of a kind."""
    return line("item.opened", at, **{"item": "I", "item_kind": kind, "what": "x"} | fields)


def item(kit: Kit, key: str = "I") -> Item:
    """An item as it stands."""
    return kit.judge("2024-06").shop.book.items[key]


def lacks(kit: Kit, key: str = "I") -> list[str]:
    """What an item lacks, in English."""
    return [words.en for words in missing_fields(kit.judge("2024-06"), item(kit, key))]


def counts(kit: Kit, at: str) -> list[str]:
    """The items that are open at a moment."""
    return [each.item for each in open_items(kit.judge("2024-06"), millis(at))]


def test_every_kind_needs_what_the_index_says() -> None:
    assert {key: set(kind.needed) for key, kind in item_kinds().items()} == INDEX


@pytest.mark.parametrize("kind", list(item_kinds()))
def test_what_a_kind_names_is_a_field_of_it_or_of_every_item(kind: str) -> None:
    found = item_kinds()[kind]
    own = {field.id for field in found.field}
    assert not own & set(EVENT_FIELDS)
    assert {*found.needs, *found.settle_needs} <= own | set(EVENT_FIELDS)
    assert all(bool(field.choices) == (field.value == "choice") for field in found.field)
    assert {field.instead for field in found.field} <= {"", *EVENT_FIELDS}


@pytest.mark.parametrize(
    ("regime", "fields"),
    [
        (R3, ["order", "purchase day", "buyer's demand", "waybill stub"]),  # R3-8.7
        (R8, ["order", "purchase day", "buyer's demand", "buyer"]),  # R8-3.14.2: the Wangwang name
        (R4, ["order", "purchase day", "buyer's demand"]),
    ],
)
def test_a_problem_ticket_lacks_what_its_regime_demands(tmp_path: Path, regime: str, fields: list[str]) -> None:
    with shop(tmp_path, regime) as kit:
        kit.add(opened("H11"))
        assert sorted(lacks(kit)) == sorted(fields)
        details = {"purchased_on": "2024-05-20", "demand": "refund", "stub": "A-17"}
        kit.add(line("item.updated", f"{DAY} 11:00", item="I", order="4471", buyer="bear", details=details))
        assert lacks(kit) == []


def test_a_blank_is_no_answer(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.add(opened("H01", details={"device": " ", "state": "jammed"}))
        assert lacks(kit) == ["device"]


def test_own_fields_are_said_in_their_order_choices_in_words(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.add(opened("H13", details={"fault": "cracked", "signed": "no", "goods": "cup", "shelf": "B2", "note": ""}))
        said = [(words.zh, text) for words, text in details_said(item(kit))]
        assert said == [("商品", "cup"), ("毛病", "cracked"), ("签收了吗", "未签收"), ("shelf", "B2")]
        assert {words.en: text for words, text in details_said(item(kit), "en")}["signed for"] == "no"


def test_nothing_to_hand_over_is_gone_with_its_cut_and_never_escalated(tmp_path: Path) -> None:
    from kfterm.desk.escalated import escalated

    with shop(tmp_path, R8, "li") as kit:
        kit.settings(handover__escalate_passes="1")
        kit.add(opened("H26"))
        assert counts(kit, f"{DAY} 11:00") == ["I"]
        kit.add(line("handover.cut", f"{DAY} 12:00", handover="C", on=DAY, shift="day"))
        assert counts(kit, f"{DAY} 12:01") == []
        judge = kit.judge("2024-06")
        rulebook = judge.plan.rulebook(judge.calendar.day(millis(f"{DAY} 12:01")))
        assert rulebook is not None
        assert list(escalated(judge, rulebook, millis(f"{DAY} 12:01"))) == []


def test_what_is_not_overdue_stands_by_severity_and_what_is_before_it(tmp_path: Path) -> None:
    with shop(tmp_path, R8, "li") as kit:
        for key, level, due in (
            ("S", "stable", "13"),
            ("W", "watch", "15"),
            ("U", "urgent", "16"),
            ("O", "stable", "10"),
        ):
            kit.add(opened("H12", f"{DAY} 09:00", item=key, severity=level, due_at=moment(f"{DAY} {due}:30")))
        kit.add(opened("H12", f"{DAY} 09:00", item="N", severity="watch"))  # without a time: after its like
        assert counts(kit, f"{DAY} 11:00") == ["O", "U", "W", "N", "S"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:00", f"{DAY} 18:00"),
        ("明天 18:00", f"{NEXT} 18:00"),
        ("明天18:00", f"{NEXT} 18:00"),
        ("tomorrow 09:30", f"{NEXT} 09:30"),
        ("昨天 22:00", "2024-06-02 22:00"),
        ("今天", f"{DAY} 23:59"),  # by the end of that day
        ("后天", "2024-06-05 23:59"),
        ("06-05 08:30", "2024-06-05 08:30"),
    ],
)
def test_a_moment_is_typed_as_people_say_it(text: str, at: str) -> None:
    calendar = Calendar("Asia/Shanghai")
    assert calendar.text(calendar.typed(text, millis(f"{DAY} 10:00"))) == at


@pytest.mark.parametrize("text", ["昨天", "明天 soon", "tea time", "明天 06-05 08:30"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Calendar("Asia/Shanghai").typed(text, millis(f"{DAY} 10:00"))


def test_taking_ends_what_is_only_to_be_known_and_nothing_else() -> None:
    of_kind = [Item(item="I", kind=kind, what="x", opened_at=0, seq=1) for kind in item_kinds()]
    assert [each.kind for each in of_kind if taken_means(each) is not None] == ["H01", "H05", "H20"]  # index, section 5


@pytest.mark.parametrize(
    "to_do",
    [
        {"due_at": moment(f"{DAY} 22:00")},
        {"promise_at": moment(f"{DAY} 22:00")},
        {"next_action": "call"},
        {"promise": "x"},
    ],
)
def test_equipment_with_something_to_be_done_goes_on_after_it_was_taken(tmp_path: Path, to_do: dict[str, Any]) -> None:
    with shop(tmp_path, R4) as kit:
        kit.settings(shift__day="09:00-17:00")
        kit.add(opened("H01", **to_do), line("handover.cut", f"{DAY} 16:50", handover="C", on=DAY, shift="day"))
        kit.add(line("handover.item_read", f"{DAY} 16:56", handover="C", item="I", accepted=True))
        assert counts(kit, f"{DAY} 17:00") == ["I"]
        kit.add(line("item.settled", f"{DAY} 18:00", item="I", outcome="mended"))
        assert counts(kit, f"{DAY} 18:01") == []


def test_the_order_of_an_item_says_which_order_has_no_waybill(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.add(
            opened("H06"), opened("H06", item="J", order="4471"), opened("H06", item="K", details={"orders": "1, 2"})
        )
        assert [lacks(kit, key) for key in ("I", "J", "K")] == [["several orders"], [], []]


def test_what_is_only_to_be_known_is_open_until_the_relief_took_it(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.settings(shift__day="09:00-17:00")
        kit.add(opened("H01"), opened("H02", item="J"))
        kit.add(line("handover.cut", f"{DAY} 16:50", handover="C", on=DAY, shift="day"))
        assert counts(kit, f"{DAY} 16:55") == ["I", "J"]
        for key in ("I", "J"):
            kit.add(line("handover.item_read", f"{DAY} 16:56", handover="C", item=key, accepted=True))
        assert counts(kit, f"{DAY} 17:00") == ["J"]


def test_what_was_taken_and_put_aside_is_not_done_with(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.add(opened("H01"), line("handover.cut", f"{DAY} 16:50", handover="C", on=DAY, shift="day"))
        aside = {"accepted": True, "parked_until": moment(f"{DAY} 20:00")}
        kit.add(line("handover.item_read", f"{DAY} 16:56", handover="C", item="I", **aside))
        assert counts(kit, f"{DAY} 17:00") == ["I"]


@pytest.mark.parametrize(
    ("written", "at", "there"),
    [  # R8: day 08:30-17:30, late 17:00-01:00 of the next day, so the shift day ends at 01:00
        (f"{DAY} 09:00", f"{NEXT} 00:59:59", True),
        (f"{DAY} 09:00", f"{NEXT} 01:00:00", False),
        (f"{NEXT} 00:30", f"{NEXT} 00:59:59", True),
        (f"{NEXT} 00:30", f"{NEXT} 01:00:00", False),
        (f"{NEXT} 01:30", f"{NEXT} 23:00:00", True),
    ],
)
def test_the_goal_of_the_day_ends_with_its_shift_day(tmp_path: Path, written: str, at: str, there: bool) -> None:
    with shop(tmp_path, R8) as kit:
        kit.add(opened("H24", written))
        assert is_open(kit.judge("2024-06"), item(kit), millis(at)) is there


def test_the_overdue_come_first_and_what_was_put_aside_last(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.add(opened("H02", item="undated"))
        kit.add(opened("H02", f"{DAY} 10:01", item="later", due_at=moment(f"{DAY} 20:00")))
        kit.add(opened("H02", f"{DAY} 10:02", item="aside", due_at=moment(f"{DAY} 19:00")))
        kit.add(opened("H02", f"{DAY} 10:03", item="over", due_at=moment(f"{DAY} 12:00")))
        kit.add(line("handover.cut", f"{DAY} 16:50", handover="C", on=DAY, shift="day"))
        aside = {"accepted": True, "parked_until": moment(f"{NEXT} 09:00")}
        kit.add(line("handover.item_read", f"{DAY} 16:56", handover="C", item="aside", **aside))
        assert counts(kit, f"{DAY} 17:00") == ["over", "later", "undated", "aside"]
        assert counts(kit, f"{DAY} 19:01") == ["over", "aside", "later", "undated"], "an overdue item is not aside"


def test_a_cut_counts_for_what_was_written_before_it(tmp_path: Path) -> None:
    with shop(tmp_path, R4) as kit:
        kit.add(opened("H02"))
        for number, clock in enumerate(("11:00", "12:00"), 1):
            kit.add(line("handover.cut", f"{DAY} {clock}", handover=f"C{number}", on=DAY, shift="day"))
        kit.add(opened("H02", f"{DAY} 10:30", item="late"))  # happened before both cuts, written after them
        assert item(kit).passes == 2
        assert item(kit, "late").passes == 0


# ------------------------------------------------------------------------------------------------- what people are asked


def refusal(kit: Kit, *lines: dict[str, Any], by: str = "zu") -> tuple[str, str]:
    """What the desk says to a person, in both languages."""
    found = kit.refused(*[each | {"by": by} for each in lines]).problems
    return "\n".join(each.says.zh for each in found), "\n".join(each.says.en for each in found)


@pytest.mark.parametrize(
    ("kind", "details", "zh", "en"),
    [
        ("H18", {"count": "some"}, "条数:some 不是个数,应如 12", "count: some is no count, it should be like 12"),
        ("H14", {"difference": "12.505"}, "差价:12.505 不是金额", "difference: 12.505 is no amount"),
        ("H11", {"purchased_on": "5/20"}, "购买日期:5/20 不是日期,应如 06-03", "purchase day: 5/20 is no day"),
        ("H20", {"from_at": "noon"}, "从何时起:noon 不是时间,应如 18:00", "from when: noon is no time"),
        ("H13", {"signed": "maybe"}, "可选 已签收 / 未签收", "there is no maybe, choose yes / no"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_to_people(
    tmp_path: Path, kind: str, details: dict[str, str], zh: str, en: str
) -> None:
    with shop(tmp_path, R4) as kit:
        said = refusal(kit, opened(kind, details=details))
        assert zh in said[0]
        assert en in said[1]
        kit.add(opened(kind, details=details), by="import:book")  # a file states what was written
        said = refusal(kit, line("item.updated", f"{DAY} 11:00", item="I", details=details))
        assert zh in said[0]


NOW = "2024-07-31 12:00"
"""When the shop's clock stands still: what is said of this moment is done now."""


def now_settled(kit: Kit) -> str:
    """The outcome of the item as the shop knows it now."""
    return kit.desk.live.shop.book.items["I"].outcome


def test_a_complaint_is_closed_by_who_may_and_with_evidence(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia") as kit:  # R1-P.3.4.2; who judges complaints: R1-P.3.2.4
        kit.add(joined("zhu", name="朱主管", roles=["supervisor"]))
        kit.add(opened("H16"))
        settled = line("item.settled", NOW, item="I", outcome="apologised")
        zh, en = refusal(kit, settled)
        assert "zu 不能做这件事 (R1-P.3.2.4):请 主管、经理 来记" in zh
        assert "ask a supervisor, manager" in en
        zh, en = refusal(kit, settled, by="zhu")
        assert zh == "投诉纠纷「x」还没写 凭证:先写上,再办结"
        assert en == "complaint or dispute “x” still lacks evidence: add what is missing, then settle it"
        kit.add(line("item.updated", NOW, item="I", evidence="chat 4471") | {"by": "zu"})
        kit.add(settled | {"by": "zhu"})
        assert now_settled(kit) == "apologised"


def test_once_the_complaint_was_judged_a_lead_settles_what_is_left_to_do(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia") as kit:
        kit.add(line("complaint.received", f"{DAY} 09:00", complaint="K", staff="jia", what="rude"))
        kit.add(opened("H16", evidence="chat 4471", details={"record": "K"}))
        settled = line("item.settled", NOW, item="I", outcome="the buyer was called")
        assert "R1-P.3.2.4" in refusal(kit, settled)[0]
        kit.add(line("complaint.judged", f"{DAY} 12:00", complaint="K", valid=True))
        kit.add(settled | {"by": "zu"})
        assert now_settled(kit) == "the buyer was called"


def test_a_return_is_settled_when_all_three_are_known(tmp_path: Path) -> None:
    with shop(tmp_path, R3) as kit:  # R3-9.10
        kit.add(opened("H14", details={"logistics": "back"}))
        settled = line("item.settled", NOW, item="I", outcome="done")
        zh, en = refusal(kit, settled)
        assert "还没写 是否完好、差价" in zh
        assert "still lacks completeness, difference" in en
        rest = line("item.updated", NOW, item="I", details={"complete": "yes", "difference": "0"})
        kit.add(rest | {"by": "zu"}, settled | {"by": "zu"})
        assert now_settled(kit) == "done"


@pytest.mark.parametrize("kind", ["H14", "H16"])
def test_a_machine_states_that_an_item_is_settled(tmp_path: Path, kind: str) -> None:
    with shop(tmp_path, R2) as kit:
        kit.add(opened(kind), line("item.settled", NOW, item="I", outcome="done"))
        assert now_settled(kit) == "done"


@pytest.mark.parametrize("kind", ["H14", "H16"])
def test_a_file_states_what_somebody_settled_long_ago(tmp_path: Path, kind: str) -> None:
    with shop(tmp_path, R1) as kit:
        kit.add(opened(kind), line("item.settled", f"{DAY} 12:00", item="I", outcome="done") | {"by": "zu"})
        assert now_settled(kit) == "done"


# ------------------------------------------------------------------------------------------------- passed on too often


@pytest.fixture
def passed(tmp_path: Path) -> Any:
    """R4: an item and as many cuts as are asked for."""
    kit = Kit(tmp_path, R4)
    kit.add(joined("zu", name="周敏", roles=["lead"]), opened("H12", what="parcel"))

    def cut(times: int) -> Kit:
        for number in range(times):
            kit.add(line("handover.cut", f"{DAY} 1{number}:30", handover=f"C{number}", on=DAY, shift="day"))
        return kit

    yield cut
    kit.close()


def notices(kit: Kit) -> list[tuple[str, str]]:
    """What is said of items that were passed on too often."""
    from kfterm.desk.proposals import proposals

    found = proposals(kit.judge("2024-06"), millis(f"{DAY} 18:00"))
    return [(each.says.zh, each.says.en) for each in found if each.key.startswith("passed:")]


@pytest.mark.parametrize(("times", "told"), [(2, 0), (3, 1), (4, 1)])
def test_three_handovers_bring_an_item_to_the_supervisor(passed: Callable[[int], Kit], times: int, told: int) -> None:
    kit = passed(times)
    kit.add(joined("zhu", name="王芳", roles=["supervisor"]), joined("fang", name="方总", roles=["manager"]))
    assert len(notices(kit)) == told
    if times == 3:
        zh = "「parcel」交了 3 班还没办结,请主管 王芳 看"
        assert notices(kit) == [(zh, "“parcel” carried through 3 handovers: for supervisor 王芳")]


def test_how_many_is_the_shops_to_say(passed: Callable[[int], Kit]) -> None:
    kit = passed(2)
    kit.settings(handover__escalate_passes="2")
    assert len(notices(kit)) == 1


@pytest.mark.parametrize(
    ("people", "who"),
    [({"fang": "manager"}, "请经理 fang 看"), ({}, "请组长 周敏 看"), ({"z": "supervisor"}, "请主管 z 看")],
)
def test_without_a_supervisor_whoever_is_above_sees_it(
    passed: Callable[[int], Kit], people: dict[str, str], who: str
) -> None:
    kit = passed(3)
    kit.add(*(joined(staff, roles=[role]) for staff, role in people.items()))
    assert notices(kit)[0][0].endswith(who)


def test_it_stays_until_one_who_may_has_seen_it(passed: Callable[[int], Kit]) -> None:
    kit = passed(3)
    kit.add(joined("zhu", name="王芳", roles=["supervisor"]), joined("fang", roles=["manager"]))
    seen = line("proposal.dismissed", f"{DAY} 17:00", proposal="passed:I", reason="seen")
    assert refusal(kit, seen) == (
        "周敏 不能替主管看过:请主管 王芳 来按",
        "周敏 cannot see it for them: ask the supervisor, 王芳",
    )
    assert len(notices(kit)) == 1
    kit.add(seen | {"by": "fang"})
    assert notices(kit) == []


def test_a_settled_item_is_nobodys_concern(passed: Callable[[int], Kit]) -> None:
    kit = passed(3)
    kit.add(joined("zhu", roles=["supervisor"]))
    kit.add(line("item.settled", f"{DAY} 17:00", item="I", outcome="delivered"))
    assert notices(kit) == []
