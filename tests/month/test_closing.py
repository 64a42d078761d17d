"""Closing a month: what stands in its way, what is frozen, and that nothing before it changes."""

import msgspec
import pytest
from kit import LATER, Kit, joined, line, punch, shift, violation
from month.conftest import Make

from kfterm.desk.closing import close, obstacles, told
from kfterm.desk.frozen import digest_of, mismatch
from kfterm.month.missing_words import missing
from kfterm.month.summary import summary
from kfterm.problems import Refused
from kfterm.replay.window import fold_month


@pytest.fixture
def june(make: Make) -> Kit:
    """R4 from 2024-06-01 on, one manager; the clock stands at 2 July, 10:00."""
    kit = make(rulebook="r4-points-110", start="2024-06-01", now="2024-07-02 10:00")
    kit.settings(shift__day="09:00-17:00", shift__late="17:00-01:00", at="2024-06-01")
    kit.add(joined("fang", "2024-06-01", roles=["manager"]), joined("li", "2024-06-01"))
    return kit


def says(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The reasons in English."""
    return [problem.says.en for problem in refusal.value.problems]


def test_what_is_frozen_names_its_position_and_comes_out_the_same(june: Kit) -> None:
    june.add(violation("li", "2024-06-03", "R4-3.2.01"))
    head, before = june.log.head(), june.month("2024-06")
    done = close(june.desk, "2024-06")
    row = june.log.row(done.seq)
    assert row is not None
    event = msgspec.json.decode(row.body)
    assert (event["upto"], event["head"], event["digest"]) == (head.seq, head.hash.hex(), done.digest)
    after = june.month("2024-06")
    assert after == before | {"closed": True, "log": {"seq": row.seq, "head": row.hash.hex()}}
    found = summary(fold_month(june.log, "2024-06"), "2024-06")
    assert digest_of(june.log, found) == done.digest
    assert mismatch(june.log, found) is None


def test_a_digest_of_another_form_is_not_compared(june: Kit) -> None:
    june.add(line("month.closed", "2024-07-02", month="2024-06", digest="d"))
    assert mismatch(june.log, summary(june.judge("2024-06"), "2024-06")) is None


def test_a_month_that_runs_is_refused(june: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        close(june.desk, "2024-07")
    assert "2024-07 is over at 2024-08-01 00:00 only: close it after that" in says(refusal)
    refused = june.refused(line("month.closed", "2024-07-31 23:59", month="2024-07", digest="d"))
    assert "close it after that" in str(refused)


def test_the_last_night_belongs_to_the_month(make: Make) -> None:
    kit = make(rulebook="r8-red-packet", start="2024-06-01", now="2024-07-01 00:59")
    kit.add(joined("li", "2024-06-01"), shift("li", "2024-06-30", "late"))  # 17:00 to 01:00, R8-3.1.2
    assert "is over at 2024-07-01 01:00 only" in str(kit.refused(line("month.closed", "2024-07-01 00:59",
                                                                      month="2024-06", digest="d")))  # fmt: skip
    kit.add(line("month.closed", "2024-07-01 01:00", month="2024-06", digest="d"))


def test_months_before_it_may_be_open_and_are_named(make: Make) -> None:
    kit = make(rulebook="r4-points-110", start="2024-03-01", now="2024-07-02 10:00")
    kit.settings(shift__day="09:00-17:00", at="2024-03-01")
    kit.add(joined("li", "2024-04-10"))  # nobody is employed in March: it need not be closed
    assert obstacles(kit.desk, "2024-06").firm == ()
    done = close(kit.desk, "2024-06")
    assert done.open_before == ("2024-04", "2024-05")
    assert "not closed yet before it: 2024-04, 2024-05" in told(done).en
    assert close(kit.desk, "2024-04").open_before == ()


def test_missing_inputs_are_all_named_and_a_reason_gets_past_them(make: Make) -> None:
    kit = make(rulebook="r8-red-packet", start="2024-06-01", now="2024-07-02 10:00")
    kit.add(joined("li", "2024-06-01", name="李娜"), joined("wu", "2024-06-01", name="吴芳"))
    kit.add(line("kpi_amount.set", "2024-07-01", staff="wu", month="2024-06", amount="100", source="x"))
    with pytest.raises(Refused) as refusal:
        close(kit.desk, "2024-06", " ")
    assert [text.partition(".")[0] for text in says(refusal)] == [
        "not imported insurance, own share: 李娜, 吴芳",
        "not imported performance: 李娜",
    ]
    assert all("缺导入数据 " in problem.says.zh and "--reason" in problem.says.zh for problem in refusal.value.problems)
    done = close(kit.desk, "2024-06", "HR is late")
    row = kit.log.row(done.seq)
    assert row is not None
    assert msgspec.json.decode(row.body)["reason"] == "HR is late"


def test_a_pending_appeal_on_an_entry_of_the_month_stands_in_the_way(june: Kit) -> None:
    june.add(violation("li", "2024-06-03", "R4-3.2.01", violation="V"))
    june.add(violation("li", "2024-07-01", "R4-3.2.01", violation="W"))
    june.add(line("appeal.filed", "2024-07-01 12:00", appeal="B", violation="W", staff="li", reason="no"))
    assert obstacles(june.desk, "2024-06").soft == ()
    june.add(line("appeal.filed", "2024-07-01 12:00", appeal="A", violation="V", staff="li", reason="no"))
    with pytest.raises(Refused) as refusal:
        close(june.desk, "2024-06")
    assert says(refusal) == ["appeal A is not decided: li R4-3.2.01. Decide it, or say why not to wait (--reason)"]
    close(june.desk, "2024-06", "the camera is at the repair shop")


def test_a_reason_does_not_get_past_the_rest(june: Kit) -> None:
    with pytest.raises(Refused, match="is over at"):
        close(june.desk, "2024-07", "now")


def test_who_may(june: Kit) -> None:
    june.desk.by = "li"
    with pytest.raises(Refused, match="li may not do this"):
        close(june.desk, "2024-06")
    june.desk.by = "fang"
    close(june.desk, "2024-06")


def test_old_closings_are_imported_with_whatever_they_say(make: Make) -> None:
    kit = make(rulebook="r8-red-packet", start="2023-01-01", now=LATER)
    kit.add(joined("li"))
    # months before it are open, everything is missing, the digest is of another form
    kit.add(line("month.closed", "2024-07-05", month="2024-06", digest=""))
    assert kit.month("2024-06")["closed"] is True


def test_closing_changes_nothing_before_it(june: Kit) -> None:
    june.add(punch("li", "2024-06-03 09:10", "in"), violation("li", "2024-07-01", "R4-3.2.01"))
    may, july = june.of("2024-06", "li"), june.of("2024-07", "li")
    close(june.desk, "2024-06")
    assert (june.of("2024-06", "li"), june.of("2024-07", "li")) == (may, july)


def test_months_are_opened_again_the_last_one_first(make: Make) -> None:
    # July has booked what was found of June: with June open again it would count twice
    kit = make(rulebook="r4-points-110", start="2024-06-01", now="2024-08-02 10:00")
    kit.add(joined("li", "2024-06-01"))
    for label, at in (("2024-06", "2024-07-02"), ("2024-07", "2024-08-02")):
        kit.add({**line("month.closed", at, month=label, digest="d"), "id": label})
    refusal = kit.refused(line("entry.withdrawn", "2024-08-02 09:30", entry="2024-06", reason="x"))
    assert "2024-07 was closed after it" in str(refusal)
    kit.add(line("entry.withdrawn", "2024-08-02 09:31", entry="2024-07", reason="x"))
    kit.add(line("entry.withdrawn", "2024-08-02 09:32", entry="2024-06", reason="x"))
    assert [kit.month(label)["closed"] for label in ("2024-06", "2024-07")] == [False, False]


@pytest.mark.parametrize(
    ("detail", "zh", "en"),
    [
        ("review:ability", "缺 人工考核 业务能力", "missing manual review ability"),
        ("kpi:sales_cny", "缺导入数据 销售额", "not imported sales"),
        ("commission_rate", "没有填 提成比例", "not set the commission rate"),
        ("kpi_amount", "缺导入数据 绩效", "not imported performance"),
    ],
)
def test_what_is_missing_is_said_in_words(detail: str, zh: str, en: str) -> None:
    found = missing(detail)
    assert f"{found.head.zh} {found.what.zh}" == zh
    assert f"{found.head.en} {found.what.en}" == en
    assert ":" not in found.what.en
    assert "_" not in found.what.en
    assert found.todo.zh
    assert found.todo.en


def test_a_review_item_that_is_missing_is_named_in_the_refusal(make: Make) -> None:
    """R2-4.7.2 and its table: nobody was reviewed in June."""
    kit = make(rulebook="r2-shop-standard", start="2024-06-01", now="2024-07-02 10:00")
    kit.add(joined("gao", "2024-06-01", name="高远"))
    with pytest.raises(Refused) as refusal:
        close(kit.desk, "2024-06")
    words = [problem.says for problem in refusal.value.problems]
    assert any(each.zh.startswith("缺 人工考核 业务能力:高远。") for each in words)
    assert any(each.en.startswith("missing manual review ability: 高远. ") for each in words)
    assert not any("review:" in each.zh or "review:" in each.en for each in words)
