"""The command line as a person calls it: in this process, with exit code and what was printed."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kfterm.cli.main import run

FOUNDED = ("init", "--rulebook", "r4-points-110", "--from", "2026-10-01", "--store", "木禾家居", "--set",
           "shift.early=08:30-17:00", "--set", "incident_limit.system=15")  # fmt: skip


class Told(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


class Door:
    """A folder with a database, and commands at it."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.db = folder / "shop.kfterm"
        self._capture = capture

    def __call__(self, *arguments: str, lang: str = "en") -> Told:
        """Run a command; a usage error is an exit code too."""
        self._capture.readouterr()
        try:
            code = run(["--db", str(self.db), "--lang", lang, *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self._capture.readouterr()
        assert "Traceback" not in said.err
        return Told(code, said.out, said.err)


@pytest.fixture
def door(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Door:
    """An empty folder; nothing of the machine's own settings."""
    monkeypatch.delenv("KFTERM_DB", raising=False)
    monkeypatch.delenv("KFTERM_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return Door(tmp_path, capsys)


@pytest.fixture
def store(door: Door) -> Door:
    """A founded store under R4 with a lead and an agent."""
    assert door(*FOUNDED).code == 0
    assert door("log", "staff.joined", "staff=wu", "name=吴芳", "roles=lead", "at=2026-10-01T09:00:00+08:00").code == 0
    assert door("log", "staff.joined", "staff=li", "name=李娜", "roles=agent", "at=2026-10-01T09:00:00+08:00").code == 0
    return door
