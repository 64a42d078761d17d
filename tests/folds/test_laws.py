"""Laws of the folds, over facts of any kind in any order."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from anyfact import START, stories
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import R8, Kit, joined

from kfterm.events.base import Event, kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.registry import KINDS, encode
from kfterm.folds.shop import HANDLED, Shop, apply, project
from kfterm.log import Draft
from kfterm.month.as_json import summary_json
from kfterm.month.summary import summary
from kfterm.replay import checkpoint
from kfterm.replay.live import Live
from kfterm.replay.window import fold_all, fold_month

Facts = list[tuple[int, Event]]
NOW = "2024-06-30 23:59"
slow = settings(max_examples=60, deadline=None)


def rows(facts: Facts) -> list[tuple[int, int, bytes]]:
    """Facts as rows in folding order; the seq is the order in which they were appended."""
    found = [(seq, at, encode(event)) for seq, (at, event) in enumerate(facts, 1)]
    return sorted(found, key=lambda row: (row[1], row[0]))


def folded(found: list[tuple[int, int, bytes]], shop: Shop | None = None) -> Shop:
    """A shop that has seen these rows."""
    shop = shop or Shop()
    project(shop, found)
    return shop


@contextmanager
def a_log(start: str = "2024-01-01") -> Iterator[Kit]:
    """A log with a rulebook and three people, thrown away afterwards."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # hundreds of logs: no need to wait for a disk
    with TemporaryDirectory(dir=memory) as folder:
        kit = Kit(Path(folder), R8, start, NOW)
        kit.add(*(joined(staff, "2024-01-01") for staff in ("li", "wu", "zhao")))
        yield kit
        kit.close()


def drafts(facts: Facts) -> list[Draft]:
    """Facts as they are written, whatever the desk would say to them."""
    return [Draft(_name(at, event), kind_of(event), 1, at, "system", encode(event)) for at, event in facts]


def _name(at: int, event: Event) -> str:
    return f"gone{at}" if isinstance(event, EntryWithdrawn) else f"f{at}"


def write(kit: Kit, facts: Facts) -> None:
    """Append facts as they come."""
    if facts:
        kit.log.append(drafts(facts), recorded=kit.clock.now())


def test_every_kind_is_folded() -> None:
    assert frozenset(KINDS.values()) == HANDLED


@given(stories(), st.integers(0, 30), st.booleans())
def test_head_then_tail_is_all(facts: Facts, cut: int, stored: bool) -> None:
    found = rows(facts)
    head = folded(found[:cut])
    if stored:
        head = checkpoint.decode(checkpoint.encode(head))
    assert checkpoint.encode(folded(found[cut:], head)) == checkpoint.encode(folded(found))


@given(stories())
def test_the_same_log_gives_the_same_bytes(facts: Facts) -> None:
    found = rows(facts)
    assert checkpoint.encode(folded(found)) == checkpoint.encode(folded(found))
    assert checkpoint.decode(checkpoint.encode(folded(found))) == folded(found)


@given(stories())
def test_one_by_one_is_all_at_once(facts: Facts) -> None:
    shop = Shop()
    for seq, (at, event) in sorted(enumerate(facts, 1), key=lambda each: (each[1][0], each[0])):
        apply(shop, event, at, seq)
    assert shop == folded(rows(facts))


@given(stories(), st.sets(st.integers(1, 30)))
def test_what_is_skipped_was_never_there(facts: Facts, gone: set[int]) -> None:
    with_skip = Shop()
    project(with_skip, rows(facts), frozenset(gone))
    without = folded([row for row in rows(facts) if row[0] not in gone])
    assert msgspec.structs.replace(with_skip, last_at=0) == msgspec.structs.replace(without, last_at=0)


def test_unknown_kinds_stop_everything() -> None:
    with pytest.raises(msgspec.DecodeError):
        project(Shop(), [(1, START, b'{"kind":"nobody.knows"}')])


def test_a_kind_without_a_fold_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strange(Event, frozen=True, tag="strange.happened"):
        """A kind that somebody forgot to fold."""

    monkeypatch.setattr("kfterm.folds.shop.decode", lambda body: Strange())
    with pytest.raises(LookupError, match=r"strange\.happened"):
        project(Shop(), [(1, START, b"{}")])


@slow
@given(stories(20, days=36), st.lists(st.integers(0, 20), max_size=4), st.data())
def test_live_is_the_sorted_log(facts: Facts, cuts: list[int], data: st.DataObject) -> None:
    """However facts arrive, in whatever order and in how many portions, live ends where a fold of the log ends."""
    with a_log() as kit:
        live = Live(kit.log, kit.clock.now())
        edges = sorted({0, len(facts), *(cut for cut in cuts if cut < len(facts))})
        for begin, end in pairwise(edges):
            write(kit, facts[begin:end])
            live.took()
            if data.draw(st.booleans()):
                live.save()
        whole = fold_all(kit.log).shop
        assert checkpoint.encode(live.shop) == checkpoint.encode(whole)
        live.save()
        again = Live(kit.log, kit.clock.now())
        assert checkpoint.encode(again.shop) == checkpoint.encode(whole)


@slow
@given(stories(20), st.sets(st.integers(0, 19), max_size=5))
def test_withdrawn_is_never_written(facts: Facts, gone: set[int]) -> None:
    taken_back = [index for index in gone if index < len(facts)]
    with a_log() as kit:
        live = Live(kit.log, kit.clock.now())
        write(kit, facts)
        live.took()
        for index in taken_back:
            at = facts[index][0]
            write(kit, [(at, EntryWithdrawn(entry=f"f{at}"))])
            live.took()
        kept = [(seq, at, body) for seq, at, body in kit.log.facts() if not body.startswith(b'{"kind":"entry.')]
        lost = {row.seq for index in taken_back if (row := kit.log.by_id(f"f{facts[index][0]}"))}
        never = folded([row for row in kept if row[0] not in lost])
        assert msgspec.structs.replace(live.shop, last_at=0) == msgspec.structs.replace(never, last_at=0)
        assert msgspec.structs.replace(fold_all(kit.log).shop, last_at=0) == msgspec.structs.replace(never, last_at=0)


def _month(kit: Kit, judge: Any, label: str) -> dict[str, Any]:
    """A month without what names the log, and with events in the order of their names."""
    found = summary_json(summary(judge, label), lambda seqs: sorted(kit.ids(seqs)), 0, "")
    return msgspec.json.decode(msgspec.json.encode(found))  # type: ignore[no-any-return]


@slow
@given(stories(25))
def test_the_month_replayed_is_the_month_live(facts: Facts) -> None:
    with a_log() as kit:
        live = Live(kit.log, kit.clock.now())
        write(kit, facts)
        live.took()
        on_the_floor = _month(kit, live.judge(kit.clock.now()), "2024-06")
        assert on_the_floor == _month(kit, fold_month(kit.log, "2024-06"), "2024-06")
        assert on_the_floor == _month(kit, fold_all(kit.log), "2024-06")


@slow
@given(stories(25), st.randoms(use_true_random=False))
def test_the_order_of_appending_does_not_matter(facts: Facts, random: Any) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)
    months = []
    for order in (sorted(facts, key=lambda each: each[0]), shuffled):
        with a_log() as kit:
            write(kit, order)
            months.append(_month(kit, fold_month(kit.log, "2024-06"), "2024-06"))
    assert months[0] == months[1]
