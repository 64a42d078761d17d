"""Facts come in folding order, only those that are asked for, and nothing is sorted on the way."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from log.making import START, draft, scattered

from kfterm.log import Log, open_log
from kfterm.log.read import fact_queries
from kfterm.log.schema import PASSING

END = START + 100_000


def expected(log: Log, since: int | None, until: int | None, upto: int | None, passing: int | None) -> list[int]:
    """The same, the slow and plain way."""
    rows = [
        row
        for row in log.rows()
        if (until is None or row.at <= until)
        and (upto is None or row.seq <= upto)
        and (row.kind not in PASSING or (since or 0) <= row.at <= (END * 3 if passing is None else passing))
    ]
    return [row.seq for row in sorted(rows, key=lambda each: (each.at, each.seq))]


@pytest.mark.parametrize("since", [None, START, START + 30_000, END * 2])
@pytest.mark.parametrize("until", [None, START - 1, START + 60_000])
@pytest.mark.parametrize("upto", [None, 0, 100])
@pytest.mark.parametrize("passing", [None, START + 45_000])
def test_facts_are_those_asked_for_in_folding_order(
    log: Log, since: int | None, until: int | None, upto: int | None, passing: int | None
) -> None:
    log.append(scattered(300), recorded=START)
    found = list(log.facts(since=since, until=until, upto_seq=upto, passing_until=passing))
    assert [seq for seq, _, _ in found] == expected(log, since, until, upto, passing)
    assert all((row := log.row(seq)) and (row.at, row.body) == (at, body) for seq, at, body in found[:20])


def test_nothing_is_sorted_and_no_table_is_walked_from_end_to_end(log: Log, path: Path) -> None:
    log.append(scattered(50), recorded=START)
    with closing(sqlite3.connect(path)) as connection:
        for since in (None, START):
            for until in (None, END):
                for passing in (None, END):
                    for sql, values in fact_queries(since, until, 40, passing):
                        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
                        assert "TEMP B-TREE" not in plan
                        assert "SEARCH event USING INDEX event_" in plan


def test_what_others_write_while_facts_are_read_is_left_out(log: Log, path: Path) -> None:
    log.append(scattered(300), recorded=START)
    facts = log.facts(since=START + 30_000)
    first = next(facts)
    with open_log(path) as other:
        other.append([draft(1001, "item.opened", START + 1), draft(1002, at=START + 99_000)], recorded=START)
    assert len({first[0], *(seq for seq, _, _ in facts)} & {301, 302}) == 0


def test_a_half_read_answer_does_not_stop_writing(log: Log, path: Path) -> None:
    log.append(scattered(300), recorded=START)
    facts, rows = log.facts(), log.rows()
    next(facts)
    next(rows)
    with open_log(path) as other:
        other.append([draft(1001)], recorded=START)
    assert log.append([draft(1002)], recorded=START)[0].seq == 302
    assert len(list(facts)) == 299


def test_rows_can_be_read_in_parts_and_backwards(log: Log) -> None:
    log.append([draft(n) for n in range(1, 11)], recorded=START)
    assert [row.seq for row in log.rows(after_seq=3, limit=2)] == [4, 5]
    assert [row.seq for row in log.rows(newest_first=True, limit=3)] == [10, 9, 8]


def test_rows_of_a_lasting_kind_and_the_row_that_opened_an_entity_are_found(log: Log) -> None:
    opened = [draft(n, "item.opened", item=f"i{n % 3}") for n in range(1, 7)]
    log.append([*opened, draft(9, "item.settled", item="i1")], recorded=START)
    assert [row.seq for row in log.of_kind("item.opened")] == [1, 2, 3, 4, 5, 6]
    assert log.opening("item.opened", "item", "i1") == 4
    assert log.opening("item.opened", "item", "i9") is None


def test_breaks_of_another_month_are_passed_over(log: Log) -> None:
    """They stand in the index of what lasts, because it was frozen before they were there."""
    log.append(
        [draft(1, "break.queued", START), draft(2, "item.opened", START), draft(3, "break.planned", START + 9)],
        recorded=START,
    )
    assert [seq for seq, _, _ in log.facts(since=START + 5)] == [2, 3]
    assert [seq for seq, _, _ in log.facts(since=START, passing_until=START + 5)] == [1, 2]
