"""A program on a real terminal of our own: what it sends, when, and how much of a core it takes."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """One program on a pty. Its bytes are kept with the moment each piece came."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40) -> None:
        self.began = time.perf_counter()
        self.seen = bytearray()
        self.last = self.began
        self._pid, self._file = pty.fork()
        if not self._pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(command[0], list(command), dict(env))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> int:
        """Take what comes within so many seconds, or the first piece of it; how many bytes that were."""
        if not select.select([self._file], [], [], max(0.0, seconds))[0]:
            return 0
        try:
            piece = os.read(self._file, 1 << 16)
        except OSError:
            return 0
        self.last = time.perf_counter()
        self.seen += piece
        return len(piece)

    def until(self, found: Callable[[bytes], bool], seconds: float = 20.0) -> float:
        """Read until the bytes since the last `forget` say so; the moment they did. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while not found(bytes(self.seen)):
            if time.perf_counter() > end:
                raise TimeoutError(f"not seen on the terminal; it ends with {bytes(self.seen[-300:])!r}")
            self.read(0.2)
        return self.last

    def settle(self, quiet: float = 0.06, seconds: float = 5.0) -> float:
        """Read until nothing came for a while; when the last piece came."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and self.read(quiet):
            pass
        return self.last

    def listen(self, seconds: float) -> int:
        """Read for so long; how many bytes came."""
        end, count = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            count += self.read(left)
        return count

    def forget(self) -> None:
        """What was seen so far no longer counts."""
        self.seen.clear()

    def type(self, text: str) -> float:
        """Press keys; when."""
        now = time.perf_counter()
        os.write(self._file, text.encode())
        return now

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        with open(f"/proc/{self._pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGTERM)
        os.close(self._file)
        end = time.perf_counter() + 3
        while os.waitpid(self._pid, os.WNOHANG) == (0, 0):
            if time.perf_counter() > end:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                return
            time.sleep(0.02)
