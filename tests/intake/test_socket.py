"""A served feed: several clients at once, each with its own line numbers and answers."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from intake.small_shop import chat, ids, open_desk, text

from kfterm.clock import FixedClock
from kfterm.intake.feed import Fed
from kfterm.intake.socket import serve
from kfterm.problems import Refused


class Served:
    """A server in a thread of its own."""

    def __init__(self, db: Path, folder: Path) -> None:
        self.path, self.rejects, self._db = folder / "feed.sock", folder / "rejects", db
        self._stop, ready = threading.Event(), threading.Event()
        self.fed: Fed | None = None

        def run() -> None:
            clock = FixedClock(1_791_900_000_000)
            desk = partial(open_desk, db)
            self.fed = serve(desk, self.path, clock, self._stop, self.rejects, lang="en", ready=ready.set)

        self._thread = threading.Thread(target=run)
        self._thread.start()
        assert ready.wait(10)

    def client(self) -> socket.socket:
        made = socket.socket(socket.AF_UNIX)
        made.settimeout(10)
        made.connect(str(self.path))
        return made

    def end(self) -> Fed:
        self._stop.set()
        self._thread.join(20)
        assert self.fed is not None
        return self.fed

    def written(self) -> list[str]:
        desk = open_desk(self._db)
        try:
            return ids(desk)
        finally:
            desk.log.close()

    def rejected(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.rejects.read_bytes().splitlines()] if self.rejects.exists() else []


@pytest.fixture
def served(db: Path, tmp_path: Path) -> Iterator[Served]:
    made = Served(db, tmp_path)
    yield made
    made.end()


def answers(client: socket.socket) -> list[dict[str, Any]]:
    """Everything until the server closes, after saying that nothing more is sent."""
    client.shutdown(socket.SHUT_WR)
    data = b""
    while piece := client.recv(65536):
        data += piece
    client.close()
    return [json.loads(line) for line in data.splitlines()]


def test_clients_get_their_own_answers_with_their_own_line_numbers(served: Served) -> None:
    one, two = served.client(), served.client()
    one.sendall(text(chat(1)) + b"oops\n")
    two.sendall(b"\n\nhm\n" + text(chat(2)))
    assert [each["line"] for each in answers(one)] == [2]
    assert [each["line"] for each in answers(two)] == [3]
    assert served.end() == Fed(2, 2)
    assert sorted(served.written()) == ["1", "2"]
    assert {(each["line"], each["raw"]) for each in served.rejected()} == {(2, "oops"), (3, "hm")}
    assert len({each["client"] for each in served.rejected()}) == 2


def test_many_clients_at_once_lose_nothing(served: Served) -> None:
    def send(name: int) -> None:
        client = served.client()
        for number in range(40):
            client.sendall(text(chat(f"{name}-{number}"))[:30])
            client.sendall(text(chat(f"{name}-{number}"))[30:])
        assert answers(client) == []

    threads = [threading.Thread(target=send, args=(name,)) for name in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert served.end() == Fed(480, 0)
    assert sorted(served.written()) == sorted(f"{name}-{number}" for name in range(12) for number in range(40))


def test_who_goes_in_the_middle_of_a_line_loses_only_that_line(served: Served) -> None:
    client = served.client()
    client.sendall(text(chat(1)) + text(chat(2))[:25])
    client.close()
    other = served.client()
    other.sendall(text(chat(3)))
    assert answers(other) == []
    assert served.end() == Fed(2, 1)
    assert sorted(served.written()) == ["1", "3"]
    assert [(each["line"], each["raw"]) for each in served.rejected()] == [(2, text(chat(2))[:25].decode())]


def test_a_last_line_that_is_whole_needs_no_line_end(served: Served) -> None:
    client = served.client()
    client.sendall(text(chat(1)).rstrip())
    assert answers(client) == []
    assert served.end() == Fed(1, 0)


def test_who_never_reads_answers_does_not_hold_up_the_others(served: Served) -> None:
    rude = served.client()
    rude.settimeout(0.3)
    with pytest.raises(TimeoutError):
        rude.sendall(b"x\n" * 5_000_000)
    client = served.client()
    client.sendall(b"y\n" + text(chat(1)))
    assert [each["line"] for each in answers(client)] == [1]
    assert served.end().good == 1
    rude.close()


def test_a_line_that_never_ends_is_rejected_without_filling_the_memory(served: Served) -> None:
    client = served.client()
    for _ in range(40):
        client.sendall(b"x" * (1 << 18))
    client.sendall(b"\n" + text(chat(1)))
    assert "longer than" in answers(client)[0]["error"]
    assert served.end() == Fed(1, 1)
    assert len(served.rejected()[0]["raw"]) == 4096


def test_what_was_sent_before_the_end_is_taken(served: Served) -> None:
    client = served.client()
    client.sendall(text(*(chat(number) for number in range(500))) + b'{"kind"')
    assert served.end() == Fed(500, 1)
    client.close()


def test_the_socket_is_for_its_owner_only_and_goes_in_the_end(served: Served) -> None:
    assert stat.S_IMODE(os.stat(served.path).st_mode) == 0o600
    served.end()
    assert not [each.name for each in served.path.parent.iterdir() if each.name.startswith("feed.sock")]


def _refusal(db: Path, path: Path) -> str:
    with pytest.raises(Refused) as caught:
        serve(lambda: open_desk(db), path, FixedClock(0), threading.Event(), path.with_name("r"))
    return caught.value.problems[0].pick("en")


def test_two_servers_cannot_share_a_socket(served: Served, db: Path) -> None:
    assert "another program serves here" in _refusal(db, served.path)
    client = served.client()
    client.sendall(text(chat(1)))
    assert answers(client) == []


def test_a_socket_of_another_program_is_left_alone(db: Path, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(tmp_path / "s"))
        other.listen()
        assert "another program serves here" in _refusal(db, tmp_path / "s")
    assert (tmp_path / "s").exists()


def test_a_file_is_never_taken_for_a_stale_socket(db: Path, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("precious")
    assert "no socket" in _refusal(db, tmp_path / "s")
    assert (tmp_path / "s").read_text() == "precious"


def test_a_stale_socket_is_replaced(db: Path, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(str(tmp_path / "feed.sock"))
    served = Served(db, tmp_path)
    client = served.client()
    client.sendall(text(chat(1)))
    assert answers(client) == []
    assert served.end() == Fed(1, 0)


@pytest.mark.parametrize("name", ["x" * 120, "none/s"])
def test_a_path_that_cannot_be_a_socket_is_refused(db: Path, tmp_path: Path, name: str) -> None:
    assert _refusal(db, tmp_path / name)


def test_a_database_that_cannot_be_opened_leaves_no_socket(tmp_path: Path) -> None:
    assert "no such file" in _refusal(tmp_path / "none.db", tmp_path / "s")
    assert list(tmp_path.iterdir()) == []


SERVE = """
import sys, threading
from pathlib import Path
from kfterm.clock import SystemClock
from kfterm.desk.desk import Desk
from kfterm.intake.socket import serve
from kfterm.log import open_log
clock = SystemClock()
db, path = map(Path, sys.argv[1:])
ready = lambda: print("ready", flush=True)
print(serve(lambda: Desk(open_log(db), clock), path, clock, threading.Event(), path.with_name("rejects"), ready=ready))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_signals_end_it_cleanly_and_after_a_kill_the_next_one_serves(db: Path, tmp_path: Path, number: int) -> None:
    path = tmp_path / "feed.sock"
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(db), str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(text(chat(1)))
        desk = open_desk(db)
        until = time.monotonic() + 10
        while desk.log.head().seq == 0 and time.monotonic() < until:
            time.sleep(0.01)
        desk.log.close()
        process.send_signal(number)
        said = process.stdout.read()
        process.stdout.close()
        process.wait(20)
    if number == signal.SIGKILL:
        assert path.exists()
        served = Served(db, tmp_path)
        served.end()
    else:
        assert process.returncode == 0
        assert b"good=1" in said
    assert not path.exists()
