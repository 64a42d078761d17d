"""The reject file: every line that was not written, as it arrived, with what is wrong with it. NDJSON, appended.

A line that cannot be kept just now (the disk may be full) is held and tried again with the next one and at the end.
"""

import base64
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from kfterm.intake.stream import MAX_LINE
from kfterm.intake.take import Bad
from kfterm.words import Lang

_HELD = 64 << 20
"""So many bytes are held while the file cannot be written."""
_SHOWN = 4096
"""So much is kept of a line that was too long."""
_encode = msgspec.json.Encoder().encode


class Rejects:
    """One reject file, made when it is first needed."""

    def __init__(self, path: Path, iso: Callable[[], str], lang: Lang) -> None:
        self.path = path
        self.lost = 0
        """How many lines could not be kept."""
        self._iso = iso
        self._lang: Lang = lang
        self._file: int | None = None
        self._torn = False
        self._held: list[bytes] = []

    def keep(self, bad: Sequence[Bad]) -> bool:
        """Write lines to the disk, durably. False when they are only held."""
        for each in bad:
            self._held.append(self._entry(each))
        return self._flush()

    def close(self) -> None:
        """Try once more what is still held, and let go of the file."""
        if not self._flush():
            self.lost += len(self._held)
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _entry(self, bad: Bad) -> bytes:
        raw = bad.item.raw.rstrip(b"\r\n")
        if len(raw) > MAX_LINE:
            raw = raw[:_SHOWN]
        said: dict[str, object] = {"line": bad.item.line, "at": self._iso(), "problems": bad.texts(self._lang)}
        if bad.item.client:
            said["client"] = bad.item.client
        try:
            said["raw"] = raw.decode()
        except UnicodeDecodeError:
            said["raw"] = raw.decode(errors="backslashreplace")
            said["raw_base64"] = base64.b64encode(raw).decode()
        return _encode(said) + b"\n"

    def _flush(self) -> bool:
        try:
            if self._file is None and self._held:
                self._file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            while self._file is not None and self._held:
                self._write(self._file, b"".join(self._held[:500]))
                os.fsync(self._file)
                del self._held[:500]
        except OSError:
            while sum(map(len, self._held)) > _HELD:
                del self._held[0]
                self.lost += 1
            return False
        return True

    def _write(self, file: int, data: bytes) -> None:
        whole = b"\n" + data if self._torn else data  # what was torn stays a line of its own
        self._torn = True
        if os.write(file, whole) != len(whole):
            raise OSError
        self._torn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
