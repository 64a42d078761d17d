"""Importing files: whole or not at all, every problem named, twice is once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from intake.small_shop import AT, RULES, chat, ids, text, violation

from kfterm.desk.desk import Desk
from kfterm.intake.files import Imported, import_files
from kfterm.problems import Refused

File = Callable[..., Path]


def refusal(desk: Desk, *paths: Path, dry_run: bool = False) -> list[str]:
    before = desk.log.head()
    with pytest.raises(Refused) as caught:
        import_files(desk, paths, dry_run=dry_run)
    assert desk.log.head() == before
    return [problem.pick("en") for problem in caught.value.problems]


def test_a_file_of_events_is_recognised_and_written(desk: Desk, file: File) -> None:
    path = file(*RULES, violation("v1"))
    assert import_files(desk, [path]) == Imported(4, 0, 4, {str(path): "events"})
    assert desk.judge().shop.conduct.violations.keys() == {"v1"}


def test_importing_twice_changes_nothing(desk: Desk, file: File) -> None:
    path = file(*RULES, violation("v1"), chat(1), {"kind": "order.urged", "at": AT, "order": "o1"})
    import_files(desk, [path])
    head = desk.log.head()
    assert import_files(desk, [path]) == Imported(0, 6, 6, {str(path): "events"})
    assert desk.log.head() == head


def test_what_is_new_in_a_file_that_grew_is_added(desk: Desk, file: File) -> None:
    import_files(desk, [file(*RULES, chat(1))])
    assert import_files(desk, [file(*RULES, chat(1), chat(2))])[:2] == (1, 4)


def test_a_line_said_twice_in_one_file_is_written_once(desk: Desk, file: File) -> None:
    assert import_files(desk, [file(*RULES, chat(1), chat(1))])[:3] == (4, 1, 5)


def test_the_order_of_lines_does_not_matter(desk: Desk, file: File) -> None:
    late = {"kind": "appeal.filed", "at": AT, "appeal": "a", "violation": "v1", "staff": "li", "reason": "x"}
    withdrawn = {"kind": "entry.withdrawn", "at": AT, "entry": "v2"}
    assert import_files(desk, [file(withdrawn, late, violation("v2"), violation("v1"), *reversed(RULES))]).fresh == 7


def test_facts_of_one_file_may_name_those_of_another(desk: Desk, file: File) -> None:
    one, two = file(violation("v1"), name="1.ndjson"), file(*RULES, name="2.ndjson")
    assert import_files(desk, [one, two]).fresh == 4


def test_all_problems_of_all_files_are_named_with_file_and_line(desk: Desk, file: File) -> None:
    one = file(*RULES, violation("v1", staff="nobody"), {"kind": "chat.waitin", "at": AT}, name="1.ndjson")
    two = file(chat(1), violation("v2", clause="R9-1"), chat(2, at=None), name="2.ndjson")
    found = refusal(desk, one, two)
    lines = [each.rpartition("ndjson ")[2].split(":")[0] for each in found]
    assert lines == ["line 4", "line 5", "line 2", "line 3"]
    assert found[0].startswith(f"{one} line 4: ")
    assert found[2].startswith(f"{two} line 2: ")


def test_one_file_needs_no_name_in_its_places(desk: Desk, file: File) -> None:
    assert refusal(desk, file(*RULES, {"kind": "x", "at": AT}))[0].startswith("line 4: ")


def test_a_line_without_at_is_a_problem(desk: Desk, file: File) -> None:
    assert "at is None" in refusal(desk, file({"kind": "chat.waiting", "chat": "1", "account": "a"}))[0]


def test_a_dry_run_checks_as_much_and_writes_nothing(desk: Desk, file: File) -> None:
    assert import_files(desk, [file(*RULES, violation("v1"))], dry_run=True)[:2] == (4, 0)
    assert desk.log.head().seq == 0
    assert "nobody has the id" in refusal(desk, file(*RULES, violation("v", staff="x")), dry_run=True)[0]
    import_files(desk, [file(*RULES)])
    assert import_files(desk, [file(*RULES, violation("v1"))], dry_run=True)[:2] == (1, 3)


def test_an_unknown_rulebook_is_a_problem_of_its_line(desk: Desk, file: File) -> None:
    found = refusal(desk, file(chat(1), RULES[0] | {"rulebook": "r99"}))
    assert found[0].startswith("line 2: there is no rulebook r99")


def test_blank_lines_remarks_bom_and_windows_line_ends_are_fine(desk: Desk, file: File) -> None:
    first, last = text(chat(1)).replace(b"\n", b"\r\n"), text(chat(2)).rstrip()
    raw = b"\xef\xbb\xbf# from the old book\r\n\r\n" + first + b"  \n# end\n" + last
    assert import_files(desk, [file(raw=raw)])[:3] == (2, 0, 2)


def test_lines_that_are_not_utf8_are_named(desk: Desk, file: File) -> None:
    found = refusal(desk, file(raw=text(chat(1)) + text(chat("张敏")).decode().encode("gb18030") + text(chat(2))))
    assert len(found) == 1
    assert found[0].startswith("line 2: this line is not UTF-8")


def test_recorded_and_seq_of_an_export_are_ignored(desk: Desk, file: File) -> None:
    import_files(desk, [file(chat(1, recorded="2020-01-01T00:00:00+08:00", seq=77))])
    row = desk.log.row(1)
    assert row is not None
    assert row.recorded == desk.clock.now()


def test_who_says_it_is_the_file_when_the_line_does_not(desk: Desk, file: File) -> None:
    import_files(desk, [file(chat(1), chat(2, by="wang"), name="十月 聊天\t记录.2026.ndjson")])
    assert [row.by for row in desk.log.rows()] == ["import:十月-聊天-记录.2026", "wang"]


def test_an_id_that_stands_for_two_things_is_refused_with_both_places(desk: Desk, file: File) -> None:
    found = refusal(desk, file(chat(1, id="x"), chat(2, id="x")))
    assert found == ["line 2: id x stands for something else (line 1): give another id, or none"]
    import_files(desk, [file(chat(1, id="x", by="a"))])
    assert "row 1 of the log" in refusal(desk, file(chat(3), chat(2, id="x", by="a"), name="b.ndjson"))[0]


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (b"PK\x03\x04....", "Excel"),
        ("{}\n".encode("utf-16"), "UTF-16"),
        (b'[{"kind": "x"}]\n', "JSON list"),
        (b'{\n  "kind": "x"\n}\n', "spans lines"),
        ("姓名,日期\n".encode("gb18030"), "unknown"),
        (b"\x00\x01\x02", "unknown"),
    ],
)
def test_other_files_are_refused_with_what_can_be_read(desk: Desk, file: File, raw: bytes, hint: str) -> None:
    found = refusal(desk, file(raw=raw, name="x.bin"))
    assert len(found) == 1
    assert hint in found[0]
    assert "one JSON object a line" in found[0]


def test_files_that_cannot_be_read_are_problems_among_the_others(desk: Desk, file: File, tmp_path: Path) -> None:
    found = refusal(desk, tmp_path / "none", tmp_path, file({"kind": "x"}))
    assert [each.split(":")[0].removeprefix(str(tmp_path)) for each in found][:2] == ["/none", ""]
    assert len(found) == 4


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b'{"a":' * 50_000, b"\x00", b'{"kind":"chat.closed","chat":"\\ud800"}', b"5"]
)
def test_no_line_however_odd_gets_past_the_list_of_problems(desk: Desk, file: File, raw: bytes) -> None:
    found = refusal(desk, file(raw=text(chat(1)) + raw + b"\n"))
    assert found[0].startswith("line 2: ")


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"])
def test_moments_that_the_log_cannot_hold_are_named_by_line(desk: Desk, file: File, at: str) -> None:
    assert refusal(desk, file(chat(1), chat(2, at=at)))[0].startswith("line 2: at is not between")


def test_an_empty_file_says_nothing(desk: Desk, file: File) -> None:
    assert import_files(desk, [file()])[:3] == (0, 0, 0)
    assert ids(desk) == []
