"""Folded state beside the log, as a cache. Used only when it provably belongs to the log and to this program."""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

from kfterm import events, folds
from kfterm.folds.shop import Shop
from kfterm.log.store import Log


class Checkpoint(msgspec.Struct):
    """A state that knows every fact up to a row, except those that happen after `last_at`."""

    program: str
    month: str
    seq: int
    hash: bytes
    skip: list[int]
    state: bytes
    last_at: int


def path_of(log: Path) -> Path:
    """Where the cache of a log lies."""
    return log.with_name(log.name + ".cache")


@cache
def program() -> str:
    """What names the folds that made a state: their source files, so that changed code never reads an old state."""
    seen = hashlib.sha256()
    for package in (events, folds):
        folder = Path(str(package.__file__)).parent
        for entry in sorted(os.scandir(folder), key=lambda each: each.name):
            if entry.name.endswith(".py"):
                stat = entry.stat()
                seen.update(f"{entry.name} {stat.st_size} {stat.st_mtime_ns};".encode())
    return seen.hexdigest()


def encode(shop: Shop) -> bytes:
    """A state as bytes."""
    return msgspec.msgpack.encode(shop)


def decode(state: bytes) -> Shop:
    """The state in these bytes."""
    return _decoder().decode(state)


@cache
def _decoder() -> msgspec.msgpack.Decoder[Shop]:
    return msgspec.msgpack.Decoder(Shop)


def store(log: Path, checkpoints: list[Checkpoint]) -> None:
    """Write the cache, whole or not at all; where that cannot be done there is none."""
    target = path_of(log)
    with suppress(OSError):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.msgpack.encode(checkpoints))
            os.replace(name, target)
        except OSError:
            os.unlink(name)
            raise


def read(log: Log, month: str) -> list[Checkpoint]:
    """The checkpoints of this month that belong to this log and this program, oldest first."""
    try:
        found = msgspec.msgpack.decode(path_of(log.path).read_bytes(), type=list[Checkpoint])
    except (OSError, msgspec.DecodeError):
        return []
    good = [each for each in found if each.program == program() and each.month == month]
    rows = [(each, log.row(each.seq)) for each in good]
    return [each for each, row in rows if row is not None and row.hash == each.hash]
