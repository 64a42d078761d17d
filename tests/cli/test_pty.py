"""The floor on a real pseudo-terminal: keys in, a violation in the log, the terminal clean afterwards."""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cli.conftest import Door

_START = 20.0


class Terminal:
    """A program on a terminal of its own; what it draws is only collected."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24) -> None:
        self.drawn = b""
        self.pid, self._end = pty.fork()
        if not self.pid:  # pragma: no cover - the child becomes the program
            path = os.pathsep.join(each for each in sys.path if each)
            environment = {**os.environ, "TERM": "screen-256color", "PYTHONPATH": path, "KFTERM_LANG": "zh"}
            environment.pop("NO_COLOR", None)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore hang-ups, as under nohup
            os.execvpe(sys.executable, [sys.executable, "-m", "kfterm", *arguments], environment)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float = 0.05) -> None:
        """Take what was drawn meanwhile."""
        while select.select([self._end], [], [], seconds)[0]:
            try:
                got = os.read(self._end, 65536)
            except OSError:
                return
            if not got:
                return
            self.drawn += got

    def until(self, met: Callable[[], bool]) -> None:
        """Read until something is true."""
        ends = time.monotonic() + _START
        while not met():
            assert time.monotonic() < ends, self.drawn[-4000:].decode(errors="replace")
            self.read()

    def sees(self, text: str) -> None:
        """Read until a text was drawn since the last key."""
        self.until(lambda: text.encode() in self.drawn)

    def press(self, keys: str) -> None:
        """Type."""
        self.drawn = b""
        os.write(self._end, keys.encode())

    def left(self) -> int:
        """Wait for the end; the exit code."""
        gone: list[int] = []

        def ended() -> bool:
            pid, status = os.waitpid(self.pid, os.WNOHANG) if not gone else (self.pid, 0)
            if pid and not gone:
                gone.append(os.waitstatus_to_exitcode(status))
            return bool(gone)

        self.until(ended)
        self.read(0.1)
        os.close(self._end)
        return gone[0]


@pytest.fixture
def today(store: Door) -> Door:
    """Somebody on seat now, and the system user is not asked for."""
    on = date.today().isoformat()  # noqa: DTZ011 - a real process on the real clock
    assert store("log", "shift.assigned", "staff=li", f"on={on}", "shift=early").code == 0
    assert store("log", "seat.taken", "staff=li").code == 0
    return store


def test_a_violation_by_keys_on_a_real_terminal(today: Door) -> None:
    terminal = Terminal("--db", str(today.db), "--as", "wu")
    terminal.sees("李娜")
    assert b"\x1b[?1049h" in terminal.drawn
    terminal.press("v")
    terminal.sees("R4-3.1.01")
    terminal.press("pth")
    terminal.sees("1/31")
    terminal.press("\r")
    terminal.sees("u 撤销")
    terminal.press("q")
    assert terminal.left() == 0
    tail = terminal.drawn
    assert b"\x1b[?1049l" in tail, "the alternate screen is left"
    assert b"\x1b[?25h" in tail, "the cursor is shown again"
    assert b"\x1b[?1000h" not in tail
    assert tail.rindex(b"\x1b[?1049l") > tail.rfind(b"\x1b[?1049h")
    assert b"Traceback" not in tail
    events = [json.loads(line) for line in today("export").out.splitlines()]
    assert (events[-1]["kind"], events[-1]["staff"], events[-1]["clause"], events[-1]["by"]) == (
        "violation.logged", "li", "R4-3.1.01", "wu")  # fmt: skip


def test_the_demo_opens_on_a_terminal_and_throws_its_shop_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    terminal = Terminal("demo", "--size", "6")
    terminal.sees("帮助")
    assert list(tmp_path.glob("kfterm-demo-*"))
    terminal.press("q")
    assert terminal.left() == 0
    assert b"\x1b[?1049l" in terminal.drawn
    assert not list(tmp_path.glob("kfterm-demo-*"))


def test_ctrl_c_leaves_the_terminal_clean(today: Door) -> None:
    terminal = Terminal("--db", str(today.db), "--as", "wu")
    terminal.sees("李娜")
    terminal.press("\x03")
    terminal.left()
    assert b"\x1b[?1049l" in terminal.drawn
    assert today("verify").code == 0


def test_a_hangup_loses_nothing(today: Door) -> None:
    """The link breaks: the floor goes, the log is whole."""
    terminal = Terminal("--db", str(today.db), "--as", "wu")
    terminal.sees("李娜")
    terminal.press("e")
    terminal.sees("u 撤销")
    os.close(terminal._end)
    ends = time.monotonic() + _START
    while os.waitpid(terminal.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < ends, "it goes on without a terminal"
        time.sleep(0.05)
    assert json.loads(today("export").out.splitlines()[-1])["kind"] == "seat.released"
    assert today("verify").code == 0


def test_without_a_terminal_a_subprocess_prints_one_frame(today: Door) -> None:
    path = os.pathsep.join(each for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, "-m", "kfterm", "--db", str(today.db)],
        capture_output=True, timeout=30, check=False, env={**os.environ, "PYTHONPATH": path, "KFTERM_LANG": "zh"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "李娜" in done.stdout.decode()
    assert b"\x1b" not in done.stdout
