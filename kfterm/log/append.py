"""The one way in: drafts become rows in one durable transaction, all of them or none."""

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from kfterm.log.chain import row_hash
from kfterm.log.rows import EMPTY, Appended, Draft, IdTaken, Moved
from kfterm.problems import Problem, Refused
from kfterm.words import Words

# Control characters would reach a terminal from a name; a line feed would make the hash ambiguous.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x1f\x7f]")

LAST_MOMENT = 253_402_300_799_999
"""The end of the year 9999: later moments cannot be written as text."""

_HEAD = "SELECT seq, hash, recorded FROM event ORDER BY seq DESC LIMIT 1"
_SAME = 'SELECT seq, kind, at, "by", body, hash FROM event WHERE id = ?'
_INSERT = (
    'INSERT INTO event (seq, id, kind, version, at, recorded, "by", body, prev, hash)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class _Envelope(msgspec.Struct):
    """What the log has to know of a body: that it is a JSON object, of this kind, without the log's own columns."""

    kind: str
    id: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    at: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    by: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    recorded: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    seq: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class Ready(NamedTuple):
    """A draft that passed the checks, with its text as SQLite and as the hash want it."""

    draft: Draft
    id: bytes
    kind: bytes
    by: bytes
    body: str


_decode = msgspec.json.Decoder(_Envelope).decode


def ready(drafts: Sequence[Draft]) -> list[Ready]:
    """Check the drafts before any lock is taken. Raises Refused with everything that is wrong."""
    problems: list[Problem] = []
    checked: list[Ready] = []
    for draft in drafts:
        wrong = _wrong(draft)
        if wrong:
            problems.append(Problem(repr(draft.id)[:60], wrong))
        elif not problems:
            checked.append(Ready(draft, draft.id.encode(), draft.kind.encode(), draft.by.encode(), draft.body.decode()))
    if problems:
        raise Refused(problems)
    return checked


def write(
    connection: sqlite3.Connection, checked: Sequence[Ready], recorded: int, expected_seq: int | None
) -> list[Appended]:
    """Write checked drafts in one transaction and come back when they are safe on the disk."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = connection.execute(_HEAD).fetchone()
        seq, last, newest = found or (*EMPTY, recorded)
        if expected_seq is not None and seq != expected_seq:
            raise _moved(seq, expected_seq)
        done: list[Appended] = []
        for item in checked:
            draft = item.draft
            # A clock that was set back must not make the record look out of order.
            newest = max(newest, recorded if draft.recorded is None else draft.recorded)
            hash_ = row_hash(last, seq + 1, item.id, item.kind, draft.version, draft.at, newest, item.by, draft.body)
            try:
                connection.execute(
                    _INSERT,
                    (seq + 1, draft.id, draft.kind, draft.version, draft.at, newest, draft.by, item.body, last, hash_),
                )
            except sqlite3.IntegrityError:
                again = _again(connection, item)
                if again is None:  # not its id: something else is wrong, and the error says what
                    raise
                done.append(again)
                continue
            seq, last = seq + 1, hash_
            done.append(Appended(seq, draft.id, hash_, True))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return done


def _again(connection: sqlite3.Connection, item: Ready) -> Appended | None:
    """The row that has a draft's id already, if any. Raises IdTaken when it says something else."""
    draft = item.draft
    found = connection.execute(_SAME, (draft.id,)).fetchone()
    if found is None:
        return None
    seq, kind, at, by, body, hash_ = found
    if (kind, at, by, body) != (item.kind, draft.at, item.by, draft.body):
        raise IdTaken(
            [
                Problem(
                    repr(draft.id)[:60],
                    Words(
                        f"第 {seq} 行已用这个 id 记了另一件事（{kind.decode()}）。请换一个 id，或不写 id。",
                        f"row {seq} has this id and says something else ({kind.decode()}). Give another id, or none.",
                    ),
                )
            ]
        )
    return Appended(seq, draft.id, hash_, False)


def _moved(seq: int, expected_seq: int) -> Moved:
    return Moved(
        [
            Problem(
                "",
                Words(
                    f"另一个终端刚写了新的记录（第 {expected_seq} 行之后到了第 {seq} 行），没有写入。请看一眼再确认。",
                    f"another terminal wrote meanwhile (the log went from row {expected_seq} to {seq});"
                    " nothing was written. Look again and confirm.",
                ),
            )
        ]
    )


def _wrong(draft: Draft) -> Words | None:
    id_, kind, _, at, by, _, recorded = draft
    # Nearly every draft is in order and printable: then nothing has to be looked for letter by letter.
    if not (id_ and kind and by and (id_ + kind + by).isprintable()):
        wrong = _wrong_text(draft)
        if wrong:
            return wrong
    for name, moment in (("at", at), ("recorded", recorded or 0)):
        if not 0 <= moment <= LAST_MOMENT:
            return Words(
                f"{name} 是 {moment}，不在 1970 到 9999 年之间。请改正时间。",
                f"{name} is {moment}, which is not between the years 1970 and 9999. Correct the time.",
            )
    if not 1 <= draft.version <= 0xFFFF:
        return Words(f"version 是 {draft.version}，应从 1 起。", f"version is {draft.version}; it counts from 1.")
    return _wrong_body(draft)


def _wrong_text(draft: Draft) -> Words | None:
    for name, text in (("id", draft.id), ("kind", draft.kind), ("by", draft.by)):
        if not text:
            return Words(f"{name} 是空的，请填写。", f"{name} is empty. Give one.")
        if _CONTROL.search(text):
            return Words(
                f"{name} {text!r} 里有控制字符。请去掉。", f"{name} {text!r} has control characters. Take them out."
            )
    return None


def _wrong_body(draft: Draft) -> Words | None:
    try:
        envelope = _decode(draft.body)
        text = draft.body.decode()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Words(
            f"正文不是一个带 kind 的 JSON 对象：{error}。请改正。",
            f"the body is no JSON object with a kind: {error}. Correct it.",
        )
    if not text.isprintable() and _CONTROL_BYTE.search(draft.body):
        return Words(
            "正文里有换行或控制字符。请把 JSON 写在一行里。",
            "the body has line breaks or control characters. Write the JSON on one line.",
        )
    if envelope.kind not in (draft.kind, f"{draft.kind}@{draft.version}"):  # a later version has its own tag
        return Words(
            f"正文的 kind 是 {envelope.kind!r}，不是 {draft.kind!r}。请让两者一致。",
            f"the body says kind {envelope.kind!r}, the event {draft.kind!r}. Make them agree.",
        )
    if not (envelope.id is envelope.at is envelope.by is envelope.recorded is envelope.seq is msgspec.UNSET):
        for name in ("id", "at", "by", "recorded", "seq"):
            if getattr(envelope, name) is msgspec.UNSET:
                continue
            return Words(
                f"正文里有 {name}，那是记录自己的栏。请从正文里去掉。",
                f"the body has {name}, which is a column of the log. Take it out of the body.",
            )
    return None
