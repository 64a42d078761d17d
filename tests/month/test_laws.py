"""Laws that hold in every regime, whatever happened: drawn facts under each shipped rulebook.

Lines add up to the net, nothing stands without clause and event, an entry taken back was never there, the order in which
facts were written does not matter, and closing a month changes nothing in it.
"""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from kit import Kit, joined, line

from kfterm.problems import Refused
from kfterm.rulebook.conduct_rules import Conduct, Merit
from kfterm.rulebook.floor_rules import Shift
from kfterm.rulebook.load import files_of, load, shipped
from kfterm.rulebook.pay_rules import NetFloor, ReviewItem
from kfterm.rulebook.prices import FineRange, Loss, PointsFree, PointsRange, PointsSerious, Product
from kfterm.rulebook.score_rules import ScoreCap

STAFF = ("an", "bo")
MONTH = "2024-05"
Lines = list[dict[str, Any]]
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def _days() -> st.SearchStrategy[str]:
    return st.integers(0, 30).map(lambda n: (date(2024, 5, 1) + timedelta(days=n)).isoformat())


@st.composite
def _violation(draw: st.DrawFn, rulebook: str, number: int) -> dict[str, Any]:
    rules = load(files_of(rulebook)).all(Conduct)
    clause, rule = draw(st.sampled_from(rules))
    fields: dict[str, Any] = {"times": draw(st.integers(1, 3))}
    for each in rule.price:
        if isinstance(each, PointsRange):
            steps = int((each.high - each.low) / each.step)
            fields["points"] = str(each.low + each.step * draw(st.integers(0, steps)))
        elif isinstance(each, PointsSerious) and draw(st.booleans()):
            fields |= {"points": str(each.low), "serious": True}
        elif isinstance(each, PointsFree):
            fields["points"] = "-1"
        elif isinstance(each, FineRange):
            fields["amount"] = str(each.low + each.step * draw(st.integers(0, 5)))
        elif isinstance(each, Product):
            fields["unit_price"] = draw(st.sampled_from(["1.00", "33.33", "999.99"]))
        elif isinstance(each, Loss):
            fields |= {"amount": draw(st.sampled_from(["0.01", "88.80"])), "order": draw(st.sampled_from("AB"))}
    if rule.codes:
        fields["code"] = draw(st.sampled_from(rule.codes))
    if rule.effects:
        fields["effect"] = draw(st.sampled_from(rule.effects))
    at = f"{draw(_days())} {draw(st.integers(9, 16)):02d}:{draw(st.integers(0, 59)):02d}"
    staff = draw(st.sampled_from(STAFF))
    return line("violation.logged", at, violation=f"V{number}", staff=staff, clause=clause.id, note="seen", **fields)


@st.composite
def _others(draw: st.DrawFn, rulebook: str) -> Lines:
    book, found = load(files_of(rulebook)), []
    shift = next(iter(each.shift for _, each in book.all(Shift)), "day")
    for staff in STAFF:
        metrics = {name: str(draw(st.integers(1, 100))) for name in ("conversion_pct", "reply_pct", "avg_response_s")}
        metrics |= {"enquirers": "100", "buyers": str(draw(st.integers(0, 100))), "avg_order_cny": "150"}
        metrics["sales_cny"] = str(draw(st.integers(0, 200_000)))
        found.append(line("kpi.reported", "2024-05-31 20:00", staff=staff, month=MONTH, metrics=metrics))
        for _, item in book.all(ReviewItem):
            level = draw(st.sampled_from(item.levels))
            found.append(
                line(
                    "review.scored",
                    "2024-05-31 21:00",
                    staff=staff,
                    month=MONTH,
                    item=item.item,
                    score=str(level.score),
                )
            )
        for day in draw(st.lists(_days(), max_size=4, unique=True)):
            found.append(line("shift.assigned", "2024-04-28", staff=staff, on=day, shift=shift))
            found.append(
                line(
                    "punch.recorded",
                    f"{day} {draw(st.integers(8, 9)):02d}:{draw(st.integers(0, 59)):02d}",
                    staff=staff,
                    way="in",
                )
            )
            found.append(
                line(
                    "punch.recorded",
                    f"{day} {draw(st.integers(16, 18)):02d}:{draw(st.integers(0, 59)):02d}",
                    staff=staff,
                    way="out",
                )
            )
        if draw(st.booleans()):
            day = draw(_days())
            found.append(line("absence.confirmed", f"{day} 20:00", staff=staff, on=day, days="0.5"))
        for number in range(draw(st.integers(0, 2))):
            key = f"C-{staff}-{number}"
            found.append(line("complaint.received", f"{draw(_days())} 12:00", complaint=key, staff=staff))
            found.append(line("complaint.judged", "2024-05-31 22:00", complaint=key, valid=draw(st.booleans())))
    merits = book.all(Merit)
    if merits and draw(st.booleans()):
        clause, rule = draw(st.sampled_from(merits))
        ranged = next((each for each in rule.price if isinstance(each, PointsRange)), None)
        points = (
            {"points": str(ranged.default)}
            if ranged
            else {"points": "2"}
            if any(isinstance(p, PointsFree) for p in rule.price)
            else {}
        )
        found.append(
            line("merit.logged", "2024-05-20 12:00", merit="M", staff="an", clause=clause.id, note="well", **points)
        )
    return found


@st.composite
def _facts(draw: st.DrawFn, rulebook: str) -> Lines:
    count = draw(st.integers(1, 6))
    entries = [draw(_violation(rulebook, number)) for number in range(count)]
    return [*entries, *draw(_others(rulebook))]


def _shop(folder: str, rulebook: str, facts: Lines) -> Kit:
    """A shop with two people; facts that this regime refuses for what came before them are left out."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    kit = Kit(path, rulebook)
    asked = {each.key for each in load(files_of(rulebook)).head.setting}
    given_ = {"absence_wage": "120", "commission_rate": "0.02", "away_limit_minutes": "15", "shift.*": ""}
    for key in asked & given_.keys():
        key, value = ("shift.day", "08:30-17:30") if key == "shift.*" else (key, given_[key])
        kit.add(line("setting.changed", "2023-01-01", key=key, value=value))
    kit.add(*(joined(staff, base="3000") for staff in STAFF))
    try:
        kit.add(*facts)
        return kit
    except Refused:
        pass  # one after the other, then
    for fact in facts:
        try:
            kit.add(fact)
        except Refused as refused:
            # points of a rung depend on how many came before: another order, another rung
            if "points" not in str(refused):
                raise
    return kit


def _without_log(month: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in month.items() if key not in ("log", "closed")}


@pytest.mark.parametrize("rulebook", shipped())
@SLOW
@given(data=st.data())
def test_lines_add_up_and_nothing_stands_alone(rulebook: str, data: st.DataObject) -> None:
    facts = data.draw(_facts(rulebook))
    with tempfile.TemporaryDirectory() as folder:
        kit = _shop(folder, rulebook, facts)
        month = kit.month(MONTH)
        known = {row.id for row in kit.log.rows()}
        kit.close()
    clauses = load(files_of(rulebook)).by_id
    floor, cap = load(files_of(rulebook)).one(NetFloor), load(files_of(rulebook)).one(ScoreCap)
    for person in month["staff"]:
        total = sum(_fen(each["amount"]) for each in person["lines"])
        assert _fen(person["net"]) == (max(total, int(floor[1].yuan * 100)) if floor else total)
        fines = -sum(_fen(each["amount"]) for each in person["lines"] if each["line"] == "fine")
        assert _fen(person["fines"]) == fines
        entries = person["score"]["entries"] if person["score"] else []
        figures = [*person["lines"], *person["cases"], *({**each, "clauses": [each["clause"]]} for each in entries)]
        for each in figures:
            assert each["clauses"], each
            assert set(each["clauses"]) <= clauses.keys(), each
            assert each["events"], each
            assert set(each["events"]) <= known, each
        if person["score"]:
            points = sum(float(each["points"]) for each in entries)
            uncapped = float(person["score"]["opening"]) + points
            assert float(person["score"]["total"]) == (min(uncapped, float(cap[1].at_most)) if cap else uncapped)


def _fen(text: str) -> int:
    return round(float(text) * 100)


@pytest.mark.parametrize("rulebook", shipped())
@SLOW
@given(data=st.data())
def test_taken_back_is_never_written(rulebook: str, data: st.DataObject) -> None:
    facts = data.draw(_facts(rulebook))
    victim = {**data.draw(_violation(rulebook, 99)), "id": "victim"}
    with tempfile.TemporaryDirectory() as folder:
        without = _shop(f"{folder}/a", rulebook, facts)
        plain = _without_log(without.month(MONTH))
        without.close()
        kit = _shop(f"{folder}/b", rulebook, facts)
        try:
            kit.add(victim)
        except Refused:
            kit.close()
            assume(False)
        kit.add(line("entry.withdrawn", "2024-06-02", entry="victim", reason="wrong person"))
        again = _without_log(kit.month(MONTH))
        kit.close()
    assert again == plain


@pytest.mark.parametrize("rulebook", shipped())
@SLOW
@given(data=st.data())
def test_the_order_of_writing_does_not_matter(rulebook: str, data: st.DataObject) -> None:
    facts = data.draw(_facts(rulebook))
    # what is judged or decided names an earlier thing, and a rung's own points depend on the count: both keep their place
    assume(
        not any(
            "points" in fact and load(files_of(rulebook)).by_id[fact["clause"]]
            for fact in facts
            if fact["kind"] == "violation.logged"
        )
    )
    moved = data.draw(st.permutations([fact for fact in facts if fact["kind"] != "complaint.judged"]))
    judged = [fact for fact in facts if fact["kind"] == "complaint.judged"]
    with tempfile.TemporaryDirectory() as folder:
        months = []
        for name, order in (("a", facts), ("b", [*moved, *judged])):
            kit = _shop(f"{folder}/{name}", rulebook, order)
            months.append(_without_log(kit.month(MONTH)))
            kit.close()
    assert _sorted(months[0]) == _sorted(months[1])


def _sorted(month: Any) -> Any:
    """The same with lists of events in a fixed order: a seq is the order of writing."""
    if isinstance(month, dict):
        return {key: sorted(value) if key == "events" else _sorted(value) for key, value in month.items()}
    return [_sorted(each) for each in month] if isinstance(month, list) else month


@pytest.mark.parametrize("rulebook", shipped())
@SLOW
@given(data=st.data())
def test_closing_changes_nothing_before_it(rulebook: str, data: st.DataObject) -> None:
    facts = data.draw(_facts(rulebook))
    late = data.draw(_violation(rulebook, 77))
    with tempfile.TemporaryDirectory() as folder:
        kit = _shop(folder, rulebook, facts)
        before = _without_log(kit.month(MONTH))
        kit.add(line("month.closed", "2024-06-03 12:00", month=MONTH, digest="d"))
        closed = kit.month(MONTH)
        assert _without_log(closed) == before
        try:
            kit.add({**late, "at": "2024-06-05T12:00:00+08:00", "on": late["at"][:10]})
        except Refused:
            kit.close()
            assume(False)
        assert kit.month(MONTH) == closed
        kit.close()
