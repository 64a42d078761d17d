"""One word for one thing, wherever it is said; and what used to be said by its key."""

import pytest

from kfterm.desk.items import ITEM_KINDS
from kfterm.desk.permits import role_list
from kfterm.desk.records import FUND, REVIEW
from kfterm.ids import content_id, short
from kfterm.month.case_words import CASE_WORDS
from kfterm.month.fixed import _LABELS
from kfterm.papers.flag_words import flag_text, flag_todo
from kfterm.papers.words import CASES, KINDS, LINES


def test_papers_and_screens_have_the_same_tables() -> None:
    assert CASES is CASE_WORDS
    assert KINDS is ITEM_KINDS
    assert LINES["meal"].zh == _LABELS["meal"].zh == "饭贴"
    assert LINES["review"].zh == REVIEW.words.zh == "人工考核"
    assert FUND.words.zh == "基金箱支出"


@pytest.mark.parametrize(
    ("flag", "zh", "en"),
    [
        ("skill_failed:typing", "考核未通过 打字", "test not passed: typing"),
        ("missing:review:ability", "缺 人工考核 业务能力", "missing manual review ability"),
    ],
)
def test_flags_are_said_in_words(flag: str, zh: str, en: str) -> None:
    assert (flag_text(flag, "zh"), flag_text(flag, "en")) == (zh, en)


def test_what_to_do_names_no_key() -> None:
    assert flag_todo("missing:kpi_amount").zh == "导入绩效:kfterm import"
    assert flag_todo("missing:kpi_amount").en == "import performance: kfterm import"


def test_roles_are_listed_in_words() -> None:
    assert role_list(("lead", "presales", "manager")) == (
        "组长、售前客服、经理",
        "shift lead, pre-sales agent, manager",
    )


def test_made_ids_are_shortened_and_typed_ones_are_not() -> None:
    made = content_id("swap.requested", 1, "li", b"{}")
    assert short(made) == made[:8]
    assert short("jia-yi-2026-05-13") == "jia-yi-2026-05-13"
