"""Each mistake somebody can make in a rulebook is refused, with its file and its clause, all of them at once."""

from pathlib import Path

import pytest

from kfterm.problems import Refused
from kfterm.rulebook.load import HEAD, files_of, load, read

GOOD_HEAD = """
id = "small"
format = 1
version = "1"
title = { zh = "小店", en = "Small" }
source = "a paper"
approver = "店长"
"""


def clause(name: str, *rules: str) -> str:
    head = f'[[clause]]\nid = "{name}"\nzh = "原文"\nen = "text"\nkind = "conduct"\n'
    return head + "".join(f"[[clause.rule]]\n{rule}\n" for rule in rules)


def conduct(price: str) -> str:
    return f'type = "conduct"\nlabel = {{ zh = "吵闹", en = "noise" }}\nprice = [{price}]'


def tier(over: int, more: str = "") -> str:
    return f'type = "lateness_tier"\nover = {over}\n{more}'


def shift(start: str, end: str) -> str:
    return f'type = "shift"\nshift = "d"\nstart = "{start}"\nend = "{end}"\nlabel = {{ zh = "白", en = "day" }}'


RANGE = '{{ type = "points_range", low = {}, high = {}, default = {} }}'
BASE = 'type = "base"\nyuan = 2200'

MISTAKES = {
    "an unknown key in a clause": (clause("S-1").replace("kind", "knid"), "unknown field `knid`"),
    "an unknown key in a rule": (clause("S-1", BASE + "\nyaun = 3"), "unknown field `yaun`"),
    "an unknown mechanism": (clause("S-1", 'type = "bsae"\nyuan = 3'), "Invalid value 'bsae'"),
    "an unknown price": (clause("S-1", conduct('{ type = "pionts", points = 1 }')), "Invalid value 'pionts'"),
    "a rule without a type": (clause("S-1", "yuan = 3"), "missing required field `type`"),
    "a clause without its original sentence": (clause("S-1").replace('zh = "原文"', ""), "missing required field `zh`"),
    "an empty original sentence": (clause("S-1").replace('zh = "原文"', 'zh = " "'), "zh is empty"),
    "a clause id used twice": (clause("S-1") + clause("S-1"), "S-1 stands in 01.toml already"),
    "a decision that is none": (clause("S-1") + 'decided = ["see above"]', "does not look like"),
    "tiers that overlap": (clause("S-0", tier(0, "up_to = 10")) + clause("S-1", tier(5)), "overlaps the tier before"),
    "a hole between tiers": (clause("S-0", tier(0, "up_to = 10")) + clause("S-1", tier(15)), "no tier from 10 to 15"),
    "tiers that do not begin at nothing": (clause("S-1", tier(5)), "no tier from 0 to 5"),
    "a tier that ends before it begins": (clause("S-1", tier(0, "up_to = 0")), "the tier is empty"),
    "a tier after the open one": (clause("S-0", tier(0)) + clause("S-1", tier(9)), "overlaps the tier before"),
    "a shift that ends before it begins": (clause("S-1", shift("17:00", "01:00")), "shift 17:00–01:00 is wrong"),
    "a shift at no time": (clause("S-1", shift("late", "01:00+1")), "shift late–01:00+1 is wrong"),
    "a range with its ends exchanged": (clause("S-1", conduct(RANGE.format(-2, -5, -2))), "low -2 is above high -5"),
    "a default outside its range": (
        clause("S-1", conduct(RANGE.format(-5, -2, 0))),
        "the default 0 is out of",
    ),
    "a ladder without rungs": (clause("S-1", conduct('{ type = "ladder", rungs = [] }')), "the ladder has no rung"),
    "an unknown case": (clause("S-1", conduct('{ type = "case", case = "fire" }')), "Invalid enum value 'fire'"),
    "a word instead of a number": (clause("S-1", 'type = "base"\nyuan = "much"'), "Invalid decimal string"),
    "a fraction of a minute": (clause("S-1", tier(0, "up_to = 2.5")), "Expected `int | null`"),
    "an amount that is no number": (clause("S-1", 'type = "base"\nyuan = nan'), "nan is not a number"),
    "two base rules": (clause("S-0", BASE) + clause("S-1", BASE), "base can stand only once"),
    "broken TOML": (clause("S-1") + "kind conduct", "not valid TOML"),
    "a table of another name": (clause("S-1").replace("[[clause]]", "[[caluse]]"), "unknown key caluse"),
    "a clause that is no table": ("clause = 3 # S-1", "[[clause]] should be a table"),
}
WITHOUT_CLAUSE = {"an amount that is no number", "broken TOML", "a table of another name", "a clause that is no table"}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_its_file_and_clause(mistake: str) -> None:
    text, says = MISTAKES[mistake]
    with pytest.raises(Refused) as refusal:
        load({HEAD: GOOD_HEAD, "01.toml": text})
    (problem,) = refusal.value.problems
    assert problem.place.startswith("01.toml")
    assert says in problem.says.en
    assert mistake in WITHOUT_CLAUSE or "S-1" in problem.pick("en")
    assert problem.says.zh


@pytest.mark.parametrize(
    ("mistake", "says"),
    [
        (("format = 1", "format = 2"), "format 2 is newer than this program"),
        (("approver", "aprover"), "unknown field `aprover`"),
        (('source = "a paper"', ""), "missing required field `source`"),
        (('id = "small"', "id small"), "not valid TOML"),
        (('version = "1"', "version = 1"), "Expected `str`, got `int`"),
    ],
)
def test_a_mistake_in_the_head_is_refused_with_the_file(mistake: tuple[str, str], says: str) -> None:
    with pytest.raises(Refused) as refusal:
        load({HEAD: GOOD_HEAD.replace(*mistake), "01.toml": clause("S-1", BASE)})
    (problem,) = refusal.value.problems
    assert problem.place == HEAD
    assert says in problem.says.en


def test_a_rulebook_without_its_first_page_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        load({"01.toml": clause("S-1", BASE)})
    assert [problem.pick("en") for problem in refusal.value.problems] == [f"{HEAD}: this file is missing"]


def test_mistakes_in_several_files_are_all_listed_at_once() -> None:
    files = {
        HEAD: GOOD_HEAD.replace("format = 1", "format = 9"),
        "01.toml": clause("S-1", "yuan = 1", conduct(RANGE.format(-5, -2, 0))) + clause("S-2", 'type = "none"'),
        "02.toml": "this is no TOML",
        "03.toml": clause("S-2") + clause("S-3", shift("1", "2")) + clause("S-4").replace('en = "text"', ""),
    }
    rulebook, problems = read(files)
    assert rulebook is not None
    assert sorted(problem.place for problem in problems) == [
        "01.toml S-1",
        "01.toml S-1",
        "01.toml S-2 [none]",
        "02.toml",
        "03.toml S-2",
        "03.toml S-3",
        "03.toml S-4",
        "rulebook.toml",
    ]


def test_the_good_rulebook_of_these_tests_is_good() -> None:
    tiers = [clause("S-1", tier(0, "up_to = 5")), clause("S-2", tier(5, "up_to = 10\npacket = 0.5"), tier(10))]
    files = {HEAD: GOOD_HEAD, "01.toml": "".join(tiers) + clause("S-3", BASE, shift("17:00", "24:00"))}
    assert [each.id for each in load(files).clauses] == ["S-1", "S-2", "S-3"]


def write(folder: Path, text: bytes) -> str:
    (folder / HEAD).write_text(GOOD_HEAD, encoding="utf-8")
    (folder / "01.toml").write_bytes(text)
    return str(folder)


def test_a_file_saved_by_an_editor_with_a_byte_order_mark_is_the_same_text(tmp_path: Path) -> None:
    text = clause("S-1", BASE)
    windows = write(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert files_of(windows)["01.toml"] == text


def test_a_file_saved_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"01\.toml: is not UTF-8 text"):
        files_of(write(tmp_path, clause("S-1", BASE).encode("gbk")))


def test_a_folder_that_is_no_rulebook_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"there are: .*r4-points-110, .*r8-red-packet"):
        files_of(str(tmp_path))
