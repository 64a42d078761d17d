"""`kfterm rulebook show` and `compare`: what a rulebook does, in words."""

from pathlib import Path

import pytest
from cli.conftest import Door

from kfterm.papers.cells import width


def test_two_rulebooks_stand_side_by_side_within_the_terminal(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        told = door("rulebook", "compare", "r8-red-packet", "r6-fine-ladders")
        assert told.code == 0
        assert max(width(line) for line in told.out.splitlines()) <= columns
        assert "late or leaving early by <=10 min: red packet ¥10" in " ".join(told.out.split()) or columns == 80
    assert "迟到" in door("rulebook", "compare", "r8-red-packet", "r6-fine-ladders", lang="zh").out


def test_a_folder_of_ones_own_is_compared_like_a_shipped_one(door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "rulebook.toml").write_text(
        'id = "mine"\nformat = 1\nversion = "1"\ntitle = { zh = "我", en = "Mine" }\nsource = "x"\napprover = "y"\n',
        encoding="utf-8",
    )
    (folder / "01.toml").write_text(
        '[[clause]]\nid = "M-1"\nzh = "底薪"\nen = "pay"\nkind = "pay"\nrule = [{ type = "base", yuan = 3100 }]\n',
        encoding="utf-8",
    )
    out = door("rulebook", "compare", "r8-red-packet", str(folder)).out
    assert "base pay ¥2200 (R8-5.4)" in out
    assert "base pay ¥3100 (M-1)" in out


def test_a_rulebook_that_cannot_be_read_is_refused_with_its_name_and_all_that_is_wrong(door: Door) -> None:
    told = door("rulebook", "compare", "r9-none", "r10-none")
    assert told.code == 1
    assert "r9-none: there is no rulebook r9-none" in told.err
    assert "r10-none: there is no rulebook r10-none" in told.err


def test_every_clause_is_shown_with_what_it_does_in_words(door: Door) -> None:
    out = door("rulebook", "show", "r6-fine-ladders").out
    assert "fine ¥150; serious: case: review on top" in out
    assert "(text only)" in out
    one = door("rulebook", "show", "r2-shop-standard", "R2-6.1.3").out
    assert "fine of 3 x the unit price, at least ¥10, at most ¥500" in one
    assert "factor = 3" in one, "and its fields, for who writes rulebooks"
    assert "罚款为单价的 3 倍" in door("rulebook", "show", "r2-shop-standard", "R2-6.1.3", lang="zh").out
