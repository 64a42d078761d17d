"""Writing: what goes in, what is refused, what a retry does."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from log.making import START, draft

from kfterm.log import Head, IdTaken, Log, Moved, open_log
from kfterm.log.chain import GENESIS, row_hash
from kfterm.log.rows import Draft
from kfterm.problems import Refused


def test_a_row_comes_back_as_it_was_written_and_continues_the_chain(log: Log) -> None:
    first, second = log.append([draft(1), draft(2, "item.opened")], recorded=START)
    one, two = log.rows()
    assert (one.seq, one.id, one.kind, one.version) == (1, "id-1", "chat.waiting", 1)
    assert (one.by, one.recorded) == ("ann", START)
    assert one.body == draft(1).body
    assert one.prev == GENESIS
    assert two.prev == one.hash == first.hash
    assert (
        two.hash
        == second.hash
        == row_hash(one.hash, 2, b"id-2", b"item.opened", 1, two.at, START, b"ann", draft(2, "item.opened").body)
    )
    assert log.head() == Head(2, two.hash)
    assert log.row(2) == log.by_id("id-2") == two
    assert log.row(3) is None
    assert log.by_id("id-3") is None


def test_an_empty_log_has_an_empty_head(log: Log) -> None:
    assert log.head() == Head(0, bytes(32))
    assert list(log.rows()) == list(log.facts()) == log.tail(0) == []


def test_the_same_draft_again_is_not_written_again(log: Log) -> None:
    before = log.append([draft(1)], recorded=START)
    again = log.append([draft(2), draft(1), draft(2)], recorded=START + 5)
    assert [(done.seq, done.fresh) for done in again] == [(2, True), (1, False), (2, False)]
    assert again[1].hash == before[0].hash
    assert log.head().seq == 2


@pytest.mark.parametrize(
    "other",
    [
        draft(1, at=START),
        draft(1, by="bob"),
        draft(1, "chat.closed"),
        draft(1, note="x"),
    ],
)
def test_an_id_with_other_content_is_refused_and_nothing_of_the_batch_stays(log: Log, other: Draft) -> None:
    log.append([draft(1)], recorded=START)
    with pytest.raises(IdTaken) as refusal:
        log.append([draft(2), other], recorded=START)
    assert "id-1" in refusal.value.problems[0].place
    assert "1" in refusal.value.problems[0].says.zh
    assert log.head().seq == 1
    assert log.append([draft(3)], recorded=START)[0].seq == 2


def test_a_decision_from_an_old_look_is_refused(log: Log, path: Path) -> None:
    with open_log(path) as other:
        other.append([draft(1)], recorded=START)
    with pytest.raises(Moved):
        log.append([draft(2)], recorded=START, expected_seq=0)
    assert log.head().seq == 1
    assert log.append([draft(2)], recorded=START, expected_seq=1)[0].seq == 2


def test_the_moment_of_recording_never_goes_back(log: Log) -> None:
    log.append([draft(1)], recorded=START + 500)
    log.append([draft(2)], recorded=START)
    log.append([draft(3)._replace(recorded=START + 900)], recorded=START + 600)
    assert [row.recorded for row in log.rows()] == [START + 500, START + 500, START + 900]


@dataclass
class Wrong:
    draft: Draft
    says: str


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong(draft(1)._replace(id=""), "id is empty"),
        Wrong(draft(1)._replace(id="a\nb"), "control"),
        Wrong(draft(1)._replace(by="\x1b[31mann"), "control"),
        Wrong(draft(1)._replace(by="a\u009bb"), "control"),
        Wrong(draft(1)._replace(by="a\ud800"), "control"),
        Wrong(draft(1)._replace(kind="seat\x00"), "control"),
        Wrong(draft(1)._replace(at=-1), "1970"),
        Wrong(draft(1)._replace(at=10**15), "9999"),
        Wrong(draft(1)._replace(recorded=10**15), "9999"),
        Wrong(draft(1)._replace(version=0), "version"),
        Wrong(draft(1)._replace(body=b"[]"), "JSON"),
        Wrong(draft(1)._replace(body=b'{"kind":"chat.waiting"'), "JSON"),
        Wrong(draft(1)._replace(body=b'{"kind":"chat.waiting",\n"a":1}'), "line breaks"),
        Wrong(draft(1)._replace(body=b'{"kind":"chat.waiting","a":"\xff"}'), "JSON"),
        Wrong(draft(1)._replace(body=b'{"kind":"chat.closed"}'), "kind"),
        Wrong(draft(1)._replace(body=b'{"kind":"chat.waiting","recorded":1}'), "column"),
    ],
)
def test_a_draft_that_is_not_in_order_is_refused(log: Log, wrong: Wrong) -> None:
    with pytest.raises(Refused) as refusal:
        log.append([draft(7), wrong.draft], recorded=START)
    assert wrong.says in refusal.value.problems[0].says.en
    assert refusal.value.problems[0].says.zh
    assert "\x1b" not in str(refusal.value)
    assert log.head().seq == 0


def test_all_bad_drafts_are_named_at_once(log: Log) -> None:
    with pytest.raises(Refused) as refusal:
        log.append([draft(1)._replace(by=""), draft(2), draft(3)._replace(at=-1)], recorded=START)
    assert [problem.place for problem in refusal.value.problems] == ["'id-1'", "'id-3'"]


def test_a_later_version_of_a_kind_has_its_own_tag(log: Log) -> None:
    second = Draft("v2", "seat.left", 2, START, "ann", b'{"kind":"seat.left@2"}')
    log.append([second], recorded=START)
    assert log.row(1) is not None
    with pytest.raises(Refused):
        log.append([second._replace(id="v3", version=3)], recorded=START)


def test_emoji_with_joiners_in_a_body_are_kept(log: Log) -> None:
    family = draft(1, note="👨\u200d👩\u200d👧 ⚠\ufe0f")
    log.append([family], recorded=START)
    assert next(log.rows()).body == family.body
