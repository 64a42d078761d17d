"""Opening: what is not a log, or must not be used, is refused in both languages and left as it was."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

import pytest
from log.making import START, Child, draft, fill, tampering

from kfterm.log import create, migrate, open_log, schema
from kfterm.log.verify import verify
from kfterm.problems import Refused

Start = Callable[[Callable[[Callable[[str], None]], None]], Child]


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY)")


def newer(path: Path) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.FORMAT + 1}")


def torn(path: Path) -> None:
    fill(path, 3)
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "not a file"),
        (lambda path: path.write_bytes(b""), "not a kfterm database"),
        (lambda path: path.write_text("日期,姓名\n" * 200), "not a kfterm database"),
        (other_database, "not a kfterm database"),
        (newer, "Upgrade"),
        (torn, "damaged"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_log_is_refused_and_left_untouched(
    path: Path, make: Callable[[Path], None], says: str, read_only: bool
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(Refused) as refusal:
        open_log(path, read_only=read_only)
    assert says in refusal.value.problems[0].says.en
    assert refusal.value.problems[0].says.zh
    assert (path.read_bytes() if path.is_file() else None) == before
    if says != "damaged":
        assert sorted(path.parent.iterdir()) == beside


def test_create_overwrites_nothing(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(Refused):
        create(path)
    assert path.read_text() == "mine"


def test_create_does_not_swallow_the_rest_of_an_older_database(path: Path) -> None:
    path.with_name("floor.db-wal").write_bytes(b"x")
    with pytest.raises(Refused) as refusal:
        create(path)
    assert "floor.db-wal" in refusal.value.problems[0].says.zh


def test_create_makes_the_folders_above_it(tmp_path: Path) -> None:
    create(tmp_path / "a" / "b" / "floor.db")
    assert sorted(each.name for each in (tmp_path / "a" / "b").iterdir()) == ["floor.db"]


def test_create_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(schema.SCHEMA, "event_readable", "CREATE VIEW broken AS")
    with pytest.raises(Refused):
        create(tmp_path / "a" / "floor.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["晚班 100% #1?.db", "a'b\"c.db", "x&mode=memory.db"])
def test_any_file_name_works(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name, 2)
    with open_log(tmp_path / name) as log:
        assert log.head().seq == 2
    assert verify(tmp_path / name).holds


def test_a_chain_that_does_not_hold_is_opened_for_reading_and_says_which_row(path: Path) -> None:
    fill(path, 300)
    with tampering(path) as connection:
        connection.execute('UPDATE event SET body = \'{"kind":"x"}\' WHERE seq = 250')
    with open_log(path) as log:
        assert log.read_only
        assert log.broken is not None
        assert log.broken.place == "seq 250"
        assert len(list(log.facts())) == 300
        with pytest.raises(Refused) as refusal:
            log.append([draft(900)], recorded=START)
        assert refusal.value.problems == (log.broken,)


@pytest.mark.parametrize("seq", [1, 99, 100, 101, 250, 300])
def test_opening_looks_at_the_newest_rows_and_leaves_the_old_ones_to_the_proof(path: Path, seq: int) -> None:
    fill(path, 300)
    with tampering(path) as connection:
        connection.execute(f"UPDATE event SET at = at + 1 WHERE seq = {seq}")
    with open_log(path) as log:
        assert (log.broken is not None) == (seq >= 100)
    assert verify(path).problems[0].place == f"seq {seq}"


def test_a_log_opened_for_reading_writes_nothing(path: Path) -> None:
    fill(path, 3)
    with open_log(path, read_only=True) as log:
        assert log.read_only
        assert log.broken is None
        assert len(list(log.rows())) == 3
        with pytest.raises(Refused):
            log.append([draft(9)], recorded=START)


def test_looking_at_a_file_keeps_the_locks_of_this_process(path: Path) -> None:
    fill(path, 3)
    with open_log(path) as log:
        log.append([draft(9)], recorded=START)
        with closing(sqlite3.connect(path)):
            before = held(path)
            assert before
            open_log(path, read_only=True).close()
            open_log(path).close()
            assert held(path) == before


def held(path: Path) -> list[str]:
    """The POSIX locks on the file, as the kernel lists them."""
    listing = Path("/proc/locks")
    if not listing.exists():
        pytest.skip("no /proc/locks here")
    return sorted(
        line.split(":", 1)[1]
        for line in listing.read_text().splitlines()
        if f":{path.stat().st_ino} " in line and "POSIX" in line
    )


def test_a_file_half_way_through_taking_in_its_wal_is_opened(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    copy = tmp_path / "copy.db"
    with open_log(path) as log:
        log.append([draft(n) for n in range(100, 400)], recorded=START)
        main, rest = path.read_bytes(), path.with_name("floor.db-wal").read_bytes()
        head = log.head()
    merged = path.read_bytes()
    assert len(merged) > len(main)
    copy.write_bytes(merged[: schema.PAGE] + main[schema.PAGE :])  # the first page was merged, then the power went
    copy.with_name("copy.db-wal").write_bytes(rest)
    assert verify(copy).head == head
    with open_log(copy) as log:
        assert log.head() == head
    assert verify(copy).holds


def test_a_file_that_was_swapped_while_open_is_not_written(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    with open_log(path) as log:
        path.rename(tmp_path / "away.db")
        with pytest.raises(Refused) as refusal:
            log.append([draft(9)], recorded=START)
        assert "moved" in refusal.value.problems[0].says.en
        fill(tmp_path / "new.db", 1).rename(path)
        with pytest.raises(Refused):
            log.append([draft(9)], recorded=START)


def test_an_older_format_is_brought_up_to_date_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 5)
    with open_log(path) as log:
        head = log.head()

    def step(connection: sqlite3.Connection) -> None:
        connection.execute('CREATE INDEX event_by ON event ("by")')

    monkeypatch.setattr(schema, "FORMAT", schema.FORMAT + 1)
    monkeypatch.setattr(migrate, "STEPS", {1: step})
    with pytest.raises(Refused):
        open_log(path, read_only=True)
    for _ in range(2):
        with open_log(path) as log:
            assert log.head() == head
            assert not log.append([draft(5)], recorded=START)[0].fresh
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'event_by'").fetchone()


def test_a_step_that_fails_leaves_the_older_format_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 3)

    def step(connection: sqlite3.Connection) -> None:
        connection.execute('CREATE INDEX event_by ON event ("by")')
        connection.execute('CREATE INDEX event_by ON event ("by")')

    with monkeypatch.context() as patch:
        patch.setattr(schema, "FORMAT", schema.FORMAT + 1)
        patch.setattr(migrate, "STEPS", {1: step})
        with pytest.raises(Refused):
            open_log(path)
    with open_log(path) as log:
        assert log.append([draft(9)], recorded=START)[0].seq == 4
    assert verify(path).holds


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may enter: pytest's own are closed to others."""
    folder = Path(mkdtemp(prefix="kfterm-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()


def as_nobody(act: Callable[[], str]) -> Callable[[Callable[[str], None]], None]:
    """The act as a user who may write nothing; root ignores permissions."""

    def work(say: Callable[[str], None]) -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            say(act())
        except Refused as refusal:
            say(f"refused: {refusal}")

    return work


def test_a_file_in_a_folder_that_cannot_be_written_is_read_as_it_lies(shared: Path, child: Start) -> None:
    path = fill(shared / "floor.db", 3)
    path.chmod(0o444)
    shared.chmod(0o555)

    def read() -> str:
        with open_log(path, read_only=True) as log:
            return f"{log.head().seq} {len(list(log.rows()))} {log.read_only} {verify(path).holds}"

    assert child(as_nobody(read)).say() == "3 3 True True"
    assert "cannot be written" in child(as_nobody(lambda: str(open_log(path)))).say()


def test_rows_that_are_not_merged_yet_are_not_passed_over_where_nothing_can_be_written(
    shared: Path, child: Start
) -> None:
    path = fill(shared / "floor.db", 3)
    with open_log(path) as log:
        log.append([draft(9)], recorded=START)
        rest = path.with_name("floor.db-wal").read_bytes()
        whole = path.read_bytes()
    path.write_bytes(whole)
    path.with_name("floor.db-wal").write_bytes(rest)
    path.with_name("floor.db-wal").chmod(0o444)
    path.chmod(0o444)
    shared.chmod(0o555)
    assert "floor.db-wal" in child(as_nobody(lambda: str(open_log(path, read_only=True)))).say()


def test_a_file_that_cannot_be_read_is_refused(shared: Path, child: Start) -> None:
    path = fill(shared / "floor.db", 1)
    path.chmod(0o000)
    assert child(as_nobody(lambda: str(open_log(path, read_only=True)))).say().startswith("refused")
