"""A full disk: a refusal, nothing half-written, and the same log goes on once there is space."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from log.making import START, draft

from kfterm.log import Log, create, open_log
from kfterm.log.backup import backup
from kfterm.log.verify import verify
from kfterm.problems import Refused

NOTE = "空" * 600


def test_a_database_that_may_not_grow_refuses_and_goes_on_later(log: Log) -> None:
    pages = log._main.execute("PRAGMA page_count").fetchone()[0]
    log._main.execute(f"PRAGMA max_page_count = {pages + 3}")
    acknowledged = until_refused(log)
    assert log.head().seq == acknowledged
    log._main.execute("PRAGMA max_page_count = 100000")
    assert log.append([draft(99_999)], recorded=START)[0].seq == acknowledged + 1
    assert verify(log.path).holds


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_refuses_and_the_log_goes_on_when_there_is_space(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(400_000))
    create(small_disk / "floor.db")
    with open_log(small_disk / "floor.db") as log:
        acknowledged = until_refused(log)
        assert acknowledged > 5
        assert len(list(log.rows())) == acknowledged
        ballast.unlink()
        assert log.append([draft(99_999)], recorded=START)[0].seq == acknowledged + 1
    assert verify(small_disk / "floor.db").rows == acknowledged + 1


def test_a_new_log_and_a_backup_on_a_full_disk_leave_nothing_half_made(small_disk: Path, log: Log) -> None:
    log.append([draft(n, note=NOTE) for n in range(600)], recorded=START)
    with pytest.raises(Refused) as refusal:
        backup(log.path, small_disk / "copy.db")
    assert "disk is full" in refusal.value.problems[0].says.en
    assert list(small_disk.iterdir()) == []
    (small_disk / "ballast").write_bytes(bytes(1024 * 1024))
    with pytest.raises(Refused):
        create(small_disk / "new" / "floor.db")
    assert [each.name for each in small_disk.iterdir()] == ["ballast"]


def until_refused(log: Log) -> int:
    """Append until the disk is full; how many were acknowledged."""
    for number in range(5000):
        try:
            log.append([draft(number, note=NOTE)], recorded=START)
        except Refused:
            with pytest.raises(Refused) as refusal:
                log.append([draft(number, note=NOTE)], recorded=START)
            assert "disk is full" in refusal.value.problems[0].says.en
            return number
    raise AssertionError("the disk never filled up")
