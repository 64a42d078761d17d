"""A power cut at any moment: the disk has what was synced and any part of what was not.

kill -9 cannot show this, for the system still writes what it was given. So a shim notes each write and sync of a real
process appending to a real log; from the notes the disk is built as it might be at a random moment: everything synced,
and of the rest any 512-byte sectors, any truncations, any new names. It cannot show a disk that lies about syncs.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kfterm.log import open_log
from kfterm.log.verify import verify
from kfterm.problems import Refused

CUTS = int(os.environ.get("KFTERM_TEST_CUTS", "100"))
SECTOR = 512
WRITER = """
import os, sys
from pathlib import Path
from log.making import START, draft
from kfterm.log import open_log
folder, synchronous, checkpoint = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
acks = os.open(folder / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
with open_log(folder / "floor.db") as log:
    log._main.execute(f"PRAGMA synchronous = {synchronous}")
    log._main.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
    for number in range(400):
        done = log.append([draft(number, "item.opened")], recorded=START)[0]
        os.write(acks, f"{done.seq} {done.hash.hex()}\\n".encode())
"""


class Note(NamedTuple):
    """One thing the process did to a file."""

    op: str
    name: str
    offset: int
    data: bytes


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("shim") / "power_shim.so"
    source = Path(__file__).with_name("power_shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def record(shim: Path, folder: Path, synchronous: str, checkpoint: int) -> list[Note]:
    """What a process did to the disk while it appended."""
    disk = folder / "disk"
    disk.mkdir()
    here = Path(__file__).parents[2]
    environment = {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "KFTERM_POWER_FOLDER": str(disk),
        "KFTERM_POWER_NOTES": str(folder / "notes"),
        "PYTHONPATH": f"{here}{os.pathsep}{here / 'tests'}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    make = "import sys; from pathlib import Path; from kfterm.log import create; create(Path(sys.argv[1]) / 'floor.db')"
    subprocess.run([sys.executable, "-c", make, disk], env={**environment, "LD_PRELOAD": ""}, check=True)
    made = (disk / "floor.db").read_bytes()
    command = [sys.executable, "-c", WRITER, disk, synchronous, str(checkpoint)]
    subprocess.run(command, env=environment, check=True)
    notes = list(read_notes((folder / "notes").read_bytes()))
    names = {note.name for note in notes}
    assert {"floor.db-wal", "acks"} <= names, f"the shim saw nothing: {names}"
    return [Note("W", "floor.db", 0, made), Note("S", "floor.db", 0, b""), Note("S", "", 0, b""), *notes]


def read_notes(raw: bytes) -> Iterator[Note]:
    """The notes of the shim."""
    at = 0
    while at < len(raw):
        op, length = chr(raw[at]), struct.unpack_from("<q", raw, at + 1)[0]
        name = raw[at + 9 : at + 9 + length].decode().partition("/disk")[2].removeprefix("/")
        at += 9 + length
        offset, size = struct.unpack_from("<qq", raw, at)
        at += 16
        data = raw[at : at + size] if op == "W" else b""
        at += len(data)
        yield Note(op, name, offset, data)


class Disk:
    """The files as they surely are, and what may or may not have happened since."""

    def __init__(self) -> None:
        self.sure: dict[str, bytearray] = {}
        self.open: list[Note] = []
        self.named: set[str] = set()

    def follow(self, note: Note) -> None:
        """One more thing the process did."""
        if note.op != "S":
            self.open.append(note)
        elif note.name == "":  # the folder: names of new files, removals
            self.named |= {each.name for each in self.open if each.op == "W"} | set(self.sure)
            self._settle(lambda each: each.op == "U")
        else:
            self._settle(lambda each: each.name == note.name and each.op != "U")

    def cut(self, chance: random.Random, share: float) -> dict[str, bytearray]:
        """The files after a power cut now."""
        files = {name: bytearray(data) for name, data in self.sure.items()}
        for note in self.open:
            if note.op != "W":
                if chance.random() < share:
                    _do(files, note)
                continue
            start = 0
            while start < len(note.data):
                end = min(len(note.data), start + SECTOR - (note.offset + start) % SECTOR)
                if chance.random() < share:
                    _do(files, Note("W", note.name, note.offset + start, note.data[start:end]))
                start = end
        for name in list(files):
            if name not in self.named and chance.random() < 0.5:
                del files[name]
        return files

    def _settle(self, done: Callable[[Note], bool]) -> None:
        for note in self.open:
            if done(note):
                _do(self.sure, note)
        self.open = [note for note in self.open if not done(note)]


def _do(files: dict[str, bytearray], note: Note) -> None:
    if note.op == "U":
        files.pop(note.name, None)
        return
    file = files.setdefault(note.name, bytearray())
    if note.op == "T":
        del file[note.offset :]
        file.extend(bytes(note.offset - len(file)))
        return
    file.extend(bytes(max(0, note.offset + len(note.data) - len(file))))
    file[note.offset : note.offset + len(note.data)] = note.data


def cuts(notes: list[Note], folder: Path, count: int, chance: random.Random) -> tuple[int, int, int]:
    """Cut the power at random moments: how many disks were damaged, lost acknowledged events, acknowledged any."""
    damaged = lost = acknowledged = 0
    first = next(index for index, note in enumerate(notes) if note.name == "acks")
    for moment in sorted(chance.randrange(first, len(notes)) for _ in range(count)):
        disk = Disk()
        acks = b""
        for note in notes[: moment + 1]:
            if note.name == "acks":
                acks += note.data
            elif note.name == "" or note.name in ("floor.db", "floor.db-wal"):
                disk.follow(note)
        place = folder / f"cut-{moment}"
        place.mkdir(exist_ok=True)
        for name, data in disk.cut(chance, chance.choice((0.0, 0.3, 0.5, 0.9, 1.0))).items():
            (place / name).write_bytes(data)
        said = dict(text.split() for text in acks.decode().splitlines())
        acknowledged += len(said)
        try:
            with open_log(place / "floor.db") as log:
                assert log.broken is None, log.broken
                stored = {str(row.seq): row.hash.hex() for row in log.rows()}
            damaged += not verify(place / "floor.db").holds
        except (Refused, AssertionError):
            damaged += 1
            continue
        lost += not said.items() <= stored.items()
    return damaged, lost, acknowledged


@pytest.mark.parametrize("checkpoint", [1000, 20])
def test_nothing_acknowledged_is_lost_to_a_power_cut(shim: Path, tmp_path: Path, checkpoint: int) -> None:
    notes = record(shim, tmp_path, "FULL", checkpoint)
    damaged, lost, acknowledged = cuts(notes, tmp_path, CUTS // 2, random.Random(checkpoint))
    assert (damaged, lost) == (0, 0)
    assert acknowledged > CUTS


def test_the_simulation_does_find_a_log_that_syncs_too_little(shim: Path, tmp_path: Path) -> None:
    notes = record(shim, tmp_path, "NORMAL", 1000)
    _, lost, _ = cuts(notes, tmp_path, 20, random.Random(3))
    assert lost > 10
