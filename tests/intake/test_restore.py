"""An export restored is the same log."""

from collections.abc import Callable
from pathlib import Path

import pytest
from intake.small_shop import AT, RULES, chat, exported, open_desk, text, violation

from kfterm.desk.desk import Desk
from kfterm.intake.files import import_files
from kfterm.intake.restore import is_export, restore
from kfterm.log import create
from kfterm.log.verify import verify
from kfterm.problems import Refused

File = Callable[..., Path]


@pytest.fixture
def backup(desk: Desk, file: File) -> Path:
    """An export of a log that was written over some time, with late facts, a withdrawal and somebody rehired."""
    import_files(desk, [file(*RULES)])
    for number in range(5):
        desk.clock.advance(seconds=0.7)  # type: ignore[attr-defined]
        path = file(chat(f"聊{number}"), violation(f"v{number}", note='"\\ \u2028 é'), name=f"{number}.ndjson")
        import_files(desk, [path])
    import_files(desk, [file(
        {"kind": "entry.withdrawn", "at": AT, "entry": "v2"},
        {"kind": "staff.left", "at": "2026-10-13T09:00:00.123+08:00", "staff": "li", "reason": "辞职"},
    )])  # fmt: skip
    import_files(desk, [file(RULES[1] | {"at": "2026-10-13T10:00:00+08:00"})])
    return file(raw=exported(desk), name="export.ndjson")


def test_an_export_restored_has_the_same_head_and_the_same_bytes(desk: Desk, backup: Path, tmp_path: Path) -> None:
    done = restore(tmp_path / "again.db", backup)
    assert done.head == desk.log.head()
    assert verify(tmp_path / "again.db").holds
    again = open_desk(tmp_path / "again.db")
    assert exported(again) == backup.read_bytes()
    assert list(again.log.rows()) == list(desk.log.rows())
    again.log.close()
    assert not [each for each in tmp_path.iterdir() if "restore" in each.name]


def test_an_empty_database_takes_an_export_too(desk: Desk, backup: Path, tmp_path: Path) -> None:
    create(tmp_path / "empty.db")
    assert restore(tmp_path / "empty.db", backup).head == desk.log.head()


def test_a_database_with_rows_is_not_restored_into(desk: Desk, backup: Path) -> None:
    with pytest.raises(Refused):
        restore(desk.log.path, backup)


def test_into_a_log_with_rows_an_export_is_an_ordinary_import(desk: Desk, backup: Path, tmp_path: Path) -> None:
    assert import_files(desk, [backup])[:2] == (0, desk.log.head().seq)


def test_only_a_file_whose_every_line_was_recorded_is_an_export(backup: Path, file: File, tmp_path: Path) -> None:
    assert is_export(backup)
    assert not is_export(file(raw=backup.read_bytes() + text(chat(9))))
    assert not is_export(file(name="empty"))
    assert not is_export(tmp_path / "none")
    assert not is_export(file(raw=b"[[[["))


def test_a_damaged_export_makes_nothing_and_its_problems_are_named(backup: Path, file: File, tmp_path: Path) -> None:
    lines = backup.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'{"kind":"', b'{"kind":"x')
    lines[4] = lines[4][:20] + b"\n"
    lines.insert(9, lines[8])
    lines[-1] = lines[-1].replace(b'"recorded":"2026', b'"recorded":"2025')
    with pytest.raises(Refused) as caught:
        restore(tmp_path / "again.db", file(raw=b"".join(lines)))
    places = [problem.place for problem in caught.value.problems]
    assert places == ["line 3", "line 5", "line 9", f"line {len(lines)}"]
    assert not [each.name for each in tmp_path.iterdir() if each.name.startswith("again")]


def test_a_line_that_stands_twice_is_refused(backup: Path, file: File, tmp_path: Path) -> None:
    lines = backup.read_bytes().splitlines(keepends=True)
    with pytest.raises(Refused, match="two lines have this id"):
        restore(tmp_path / "again.db", file(raw=b"".join([*lines[:4], lines[3], *lines[4:]])))
