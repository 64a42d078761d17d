"""Backups while others write, and the log as text."""

import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from log.making import START, Child, draft, fill, tampering

from kfterm.log import Draft, Log, create, open_log
from kfterm.log.backup import backup
from kfterm.log.export import export
from kfterm.log.verify import verify
from kfterm.problems import Refused

Start = Callable[[Callable[[Callable[[str], None]], None]], Child]


def test_a_backup_while_another_process_writes_is_whole_and_up_to_date(
    path: Path, log: Log, tmp_path: Path, child: Start
) -> None:
    def work(say: Callable[[str], None]) -> None:
        with open_log(path) as other:
            for number in range(100_000):
                say(str(other.append([draft(number)], recorded=START)[0].seq))

    writer = child(work)
    for _ in range(50):
        seen = int(writer.say())
    for number in range(5):
        head = backup(path, tmp_path / f"copy{number}.db")
        assert head.seq >= seen
        report = verify(tmp_path / f"copy{number}.db")
        assert report.holds
        assert report.head == head
        for _ in range(10):
            seen = int(writer.say())
    assert sorted(each.name for each in tmp_path.iterdir() if "part" in each.name) == []
    with open_log(tmp_path / "copy0.db") as copy:
        assert copy.append([draft(900_000)], recorded=START)[0].fresh


def test_a_backup_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(Refused):
        backup(path, tmp_path / "copy.db")
    with pytest.raises(Refused):
        backup(path, path)
    with pytest.raises(Refused):
        backup(path, tmp_path / "no" / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_backup_of_a_broken_log_is_not_kept(path: Path, tmp_path: Path) -> None:
    fill(path, 30)
    with tampering(path) as connection:
        connection.execute("UPDATE event SET at = 1 WHERE seq = 20")
    with pytest.raises(Refused) as refusal:
        backup(path, tmp_path / "copy.db")
    assert refusal.value.problems[0].place == "seq 20"
    assert [each.name for each in tmp_path.iterdir() if "copy" in each.name] == []


def test_an_export_restores_to_the_same_head(path: Path, log: Log, tmp_path: Path) -> None:
    log.append([draft(1, note='引\\"号'), draft(2, "item.opened", item="i1", amount="-146.70")], recorded=START)
    log.append(
        [Draft("v2", "seat.left", 2, START, "bob", b'{"kind":"seat.left@2","n":12345678901234567890,"f":1.0}')],
        recorded=START + 7,
    )
    out = io.BytesIO()
    assert export(log, out, lambda at: f"T{at}") == 3
    create(tmp_path / "again.db")
    with open_log(tmp_path / "again.db") as again:
        for text in out.getvalue().splitlines():
            again.append([restored(text)], recorded=1)
        assert again.head() == log.head()


def restored(text: bytes) -> Draft:
    """A line as a draft, as an importer makes it."""
    fields = msgspec.json.decode(text, type=dict[str, msgspec.Raw])

    def take(name: str) -> str:
        return str(msgspec.json.decode(fields.pop(name)))

    kind, at, by, key, recorded = (take(name) for name in ("kind", "at", "by", "id", "recorded"))
    version = int(take("version")) if "version" in fields else 1
    tag = kind if version == 1 else f"{kind}@{version}"
    body = msgspec.json.encode({"kind": tag, **fields})
    return Draft(key, kind, version, int(at[1:]), by, body, int(recorded[1:]))


def test_a_line_names_the_columns_first_and_keeps_the_order_of_the_fields(log: Log) -> None:
    log.append([draft(1, zebra="z", apple="a")], recorded=START)
    out = io.BytesIO()
    export(log, out, lambda at: str(at))
    assert list(msgspec.json.decode(out.getvalue())) == ["kind", "at", "by", "id", "recorded", "what", "zebra", "apple"]
