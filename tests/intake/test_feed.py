"""A live feed: every good line is in the log, every bad one is answered and kept, and nothing ends the feed."""

import base64
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.small_shop import AT, RULES, chat, ids, open_desk, text, violation

from kfterm.desk.desk import Desk
from kfterm.intake.feed import Fed, feed
from kfterm.intake.stream import MAX_LINE, Splitter, Waiting
from kfterm.log import create
from kfterm.problems import Refused, refused

BAD = [
    b"hello", b"{", b"[1, 2]", b"\xff\xfe", b'{"kind": "chat.waiting"\x00}', b'{"kind": "chat.waitin"}', b"[" * 5000,
    b'{"kind": "punch.recorded", "staff": "nobody", "way": "in"}', b'{"kind": "chat.closed", "chat": "x", "at": 5}',
    b'{"kind": "rulebook.adopted", "rulebook": "r99", "from_on": "2026-01-01"}',
    b'{"kind": "chat.closed", "chat": "x", "id": "taken"}',
]  # fmt: skip


class Answers(list[dict[str, Any]]):
    def __call__(self, answer: str) -> None:
        self.append(json.loads(answer))


def rejected(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def one(event: dict[str, Any]) -> bytes:
    return text(event)


def test_a_good_line_is_written_at_once_and_not_answered(desk: Desk, tmp_path: Path) -> None:
    answers, seen = Answers(), []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            yield one(chat(number))
            seen.append(desk.log.head().seq)

    assert feed(desk, lines(), answers, tmp_path / "rejects") == Fed(3, 0)
    assert seen == [1, 2, 3]
    assert answers == []
    assert not (tmp_path / "rejects").exists()


def test_a_line_without_at_happens_now_and_is_said_by_the_source(desk: Desk, tmp_path: Path) -> None:
    feed(desk, [one(chat(1, at=None)), one(chat(2, by="wang"))], print, tmp_path / "r", source="千牛")
    assert [(row.at == desk.clock.now(), row.by) for row in desk.log.rows()] == [(True, "import:千牛"), (False, "wang")]


def test_a_bad_line_is_answered_in_the_language_asked_for_and_kept(desk: Desk, tmp_path: Path) -> None:
    lines = [one(chat(1)), b"\n", b"# hm\n", b'{"kind": "chat.waitin", "by": 5}\n', one(chat(2))]
    for lang, word in (("en", "there is no event kind"), ("zh", "没有 kind")):
        answers = Answers()
        assert feed(desk, lines, answers, tmp_path / lang, lang=lang) == Fed(2, 1)  # type: ignore[arg-type]
        assert answers[0]["line"] == 4
        assert word in answers[0]["problems"][1]
        assert answers[0]["error"] == answers[0]["problems"][0]
        (kept,) = rejected(tmp_path / lang)
        assert kept["line"] == 4
        assert kept["raw"] == '{"kind": "chat.waitin", "by": 5}'
        assert kept["problems"] == answers[0]["problems"]
        assert kept["at"] == "2026-10-13T20:00:00+08:00"


def test_a_line_that_is_not_utf8_is_kept_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    feed(desk, [b'{"kind": "\xd5\xc5"}\n'], Answers(), tmp_path / "r")
    assert base64.b64decode(rejected(tmp_path / "r")[0]["raw_base64"]) == b'{"kind": "\xd5\xc5"}'


def test_a_line_that_is_too_long_is_rejected_with_its_beginning(desk: Desk, tmp_path: Path) -> None:
    answers = Answers()
    long = one(chat("x" * MAX_LINE))
    assert feed(desk, [long, one(chat(1))], answers, tmp_path / "r", lang="en") == Fed(1, 1)
    assert "longer than 1048576 bytes" in answers[0]["error"]
    assert long.decode().startswith(rejected(tmp_path / "r")[0]["raw"])


def test_a_refusal_of_the_desk_does_not_keep_out_the_lines_around_it(desk: Desk, tmp_path: Path) -> None:
    entries = [violation("v1"), violation("v1", note="2"), violation("v2", clause="R9-1"), violation("v3")]
    lines = [one(event) for event in RULES + entries]
    answers = Answers()
    assert feed(desk, lines, answers, tmp_path / "r", lang="en") == Fed(5, 2)
    assert [answer["line"] for answer in answers] == [5, 6]
    assert desk.judge().shop.conduct.violations.keys() == {"v1", "v3"}


@given(
    lines=st.lists(st.integers(0, 10**6) | st.sampled_from(BAD) | st.sampled_from([b"", b"#", b"  "]), max_size=60),
    cuts=st.lists(st.integers(1, 400), min_size=1, max_size=8),
    batched=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_mix_good_lines_are_in_and_bad_ones_are_rejected(
    lines: list[int | bytes], cuts: list[int], batched: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        create(Path(folder) / "db")
        desk = open_desk(Path(folder) / "db")
        feed(desk, [one(chat("first", id="taken"))], print, Path(folder) / "none")
        raw = [one(chat(line)).rstrip() if isinstance(line, int) else line for line in lines]
        rejects, answers = Path(folder) / "rejects", Answers()
        if batched:
            given_lines: Any = Waiting(_pipe(b"\n".join(raw) + b"\n", cuts))
        else:
            given_lines = [line + b"\n" for line in raw]
        fed = feed(desk, given_lines, answers, rejects, lang="en")
        if batched:
            os.close(given_lines._descriptor)
        good = [str(line) for line in lines if isinstance(line, int)]
        bad = [number for number, line in enumerate(lines, 1) if line in BAD]
        assert fed == Fed(len(good), len(bad))
        assert ids(desk) == ["first", *dict.fromkeys(good)]
        assert [answer["line"] for answer in answers] == bad
        kept = rejected(rejects)
        assert [each["line"] for each in kept] == bad
        for each in kept:
            raw_line = base64.b64decode(each["raw_base64"]) if "raw_base64" in each else each["raw"].encode()
            assert raw_line == lines[each["line"] - 1]
        desk.log.close()


def _pipe(data: bytes, cuts: list[int]) -> int:
    """The reading end of a pipe into which data is written in pieces."""
    out, into = os.pipe()

    def write() -> None:
        start = turn = 0
        while start < len(data):
            size = cuts[turn % len(cuts)] * (1 if len(data) < 20_000 else 50)
            os.write(into, data[start : start + size])
            start, turn = start + size, turn + 1
        os.close(into)

    threading.Thread(target=write).start()
    return out


@given(st.lists(st.binary(max_size=30)), st.integers(1, 12))
def test_a_stream_is_cut_into_the_same_lines_however_it_arrives(pieces: list[bytes], limit: int) -> None:
    splitter = Splitter(limit)
    lines = [line for piece in pieces for line in splitter.push(piece)]
    *whole, rest = b"".join(pieces).split(b"\n")
    assert lines == [line[: limit + 1] for line in whole]
    assert splitter.rest() == rest[: limit + 1]


def test_while_another_holds_the_log_lines_are_refused_and_afterwards_written(tmp_path: Path, db: Path) -> None:
    desk = open_desk(db)
    desk.log._seconds = 0.1
    desk.log._main.execute("PRAGMA busy_timeout = 100")
    hog = sqlite3.connect(db, isolation_level=None)
    answers = Answers()

    def lines() -> Iterator[bytes]:
        yield one(chat(1))
        hog.execute("BEGIN IMMEDIATE")
        yield one(chat(2))
        hog.execute("COMMIT")
        yield one(chat(3))

    assert feed(desk, lines(), answers, tmp_path / "r", lang="en") == Fed(2, 1)
    assert "another terminal holds the database" in answers[0]["error"]
    assert [each["line"] for each in rejected(tmp_path / "r")] == [2]
    assert ids(desk) == ["1", "3"]
    hog.close()
    desk.log.close()


def test_trouble_with_the_log_refuses_what_waits_at_once_instead_of_line_by_line(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kfterm.log.trouble import full

    tries = []

    def append(*_: object, **__: object) -> None:
        tries.append(1)
        raise full(desk.log.path)

    monkeypatch.setattr(desk.log, "append", append)
    out, into = os.pipe()
    os.write(into, text(*(chat(number) for number in range(200))))
    os.close(into)
    answers = Answers()
    assert feed(desk, Waiting(out), answers, tmp_path / "r", lang="en") == Fed(0, 200)
    os.close(out)
    assert len(tries) == 1
    assert len(rejected(tmp_path / "r")) == 200
    assert "the disk is full" in answers[199]["error"]


def test_a_fault_of_the_program_is_answered_and_the_feed_goes_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.record

    def record(facts: Any) -> Any:
        if "boom" in repr(facts):
            raise KeyError("boom")
        return real(facts)

    monkeypatch.setattr(desk, "record", record)
    answers = Answers()
    assert feed(desk, [one(chat("boom")), one(chat(1))], answers, tmp_path / "r", lang="en") == Fed(1, 1)
    assert "please report it" in answers[0]["error"]


def test_a_feed_that_gets_no_turn_tries_again(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, tries = desk.record, []

    def record(facts: Any) -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise refused("别的终端一直在写", "other terminals kept writing")
        return real(facts)

    monkeypatch.setattr(desk, "record", record)
    assert feed(desk, [one(chat(1))], print, tmp_path / "r") == Fed(1, 0)


def test_rejected_lines_wait_while_the_reject_file_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    rejects, answers = tmp_path / "later" / "rejects", Answers()

    def lines() -> Iterator[bytes]:
        yield b"one\n"
        rejects.parent.mkdir()
        yield b"two\n"

    assert feed(desk, lines(), answers, rejects, lang="en") == Fed(0, 2)
    assert [each["raw"] for each in rejected(rejects)] == ["one", "two"]
    assert [len(answer["problems"]) for answer in answers] == [2, 1]


def test_a_reject_file_that_never_opens_costs_no_good_line(desk: Desk, tmp_path: Path) -> None:
    assert feed(desk, [b"x\n", one(chat(1))], Answers(), tmp_path / "no" / "r") == Fed(1, 1, lost=1)


def test_nobody_listening_to_answers_does_not_end_the_feed(desk: Desk, tmp_path: Path) -> None:
    def gone(_: str) -> None:
        raise BrokenPipeError

    assert feed(desk, [b"x\n", one(chat(1))], gone, tmp_path / "r") == Fed(1, 1)


def test_a_source_with_spaces_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        feed(desk, [], print, tmp_path / "r", source="a b")


FEED = """
import sys
from pathlib import Path
from kfterm.clock import SystemClock
from kfterm.desk.desk import Desk
from kfterm.intake.feed import feed
from kfterm.intake.stream import Waiting
from kfterm.log import open_log
desk = Desk(open_log(Path(sys.argv[1]), lock_seconds=30), SystemClock())
print("ready", flush=True)
done = feed(desk, Waiting(0), print, Path(sys.argv[2]), source=sys.argv[3], lang="en")
print(done.good, done.rejected)
"""


def _feeding(db: Path, rejects: Path, source: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", FEED, str(db), str(rejects), source]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_two_feeds_and_a_desk_at_once_lose_and_double_nothing(desk: Desk, db: Path, tmp_path: Path) -> None:
    for event in RULES:
        feed(desk, [one(event)], print, tmp_path / "none")
    feeds = [_feeding(db, tmp_path / "rejects", name) for name in ("a", "b")]

    def send(process: "subprocess.Popen[bytes]", name: str) -> None:
        assert process.stdin is not None
        for number in range(150):
            event = violation(f"{name}{number}") if number % 3 == 0 else chat(f"{name}{number}")
            process.stdin.write(one(event) + (b"oops\n" if number % 50 == 0 else b""))
            process.stdin.flush()
        process.stdin.close()

    threads = [threading.Thread(target=send, args=pair) for pair in zip(feeds, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for number in range(30):
        feed(desk, [one(violation(f"c{number}"))], print, tmp_path / "none")
    for thread, process in zip(threads, feeds, strict=True):
        thread.join()
        assert process.stdout is not None
        said = process.stdout.read()
        assert said.splitlines()[-1] == b"150 3", said
        process.stdout.close()
        assert process.wait(30) == 0
    desk.follow()
    assert len(desk.judge().shop.conduct.violations) == 50 + 50 + 30
    assert sorted(ids(desk)) == sorted(f"{name}{number}" for name in "ab" for number in range(150) if number % 3)
    assert len(rejected(tmp_path / "rejects")) == 6


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_feed_after_what_is_in_hand(db: Path, tmp_path: Path, number: signal.Signals) -> None:
    process = _feeding(db, tmp_path / "r", "a")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(one(chat(1)) + b"oops\n" + b'{"kind": ')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["line"] == 2
    process.send_signal(number)
    assert process.stdout.read().splitlines()[-1] == b"1 2"
    assert process.wait(30) == 0
    process.stdin.close()
    process.stdout.close()
    assert [each["line"] for each in rejected(tmp_path / "r")] == [2, 3]


def test_the_same_line_sent_again_with_its_moment_is_written_once(desk: Desk, tmp_path: Path) -> None:
    line = one({"kind": "order.urged", "at": AT, "order": "1"})
    assert feed(desk, [line, line], print, tmp_path / "r") == Fed(2, 0)
    assert desk.log.head().seq == 1
