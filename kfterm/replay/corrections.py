"""What facts that came after a month was closed change in it, booked in the next open month (G13).

A closed month is judged twice by the rules it was closed under: with what was known when its last correction was
frozen, and with what is known now. The difference goes into the open month. What is booked there by itself (violations,
merits, confirmed absence, leave …) stays out of both, because a judge routes it by when it was written.
"""

from datetime import date
from typing import NamedTuple

import msgspec

from kfterm.events.attendance import AttendancePublished, PacketSent
from kfterm.events.base import Event, kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.registry import KINDS, decode
from kfterm.events.rules import MonthClosed, SettingChanged
from kfterm.folds.rules import Rules
from kfterm.folds.scores import Kpi
from kfterm.folds.shop import Shop
from kfterm.log.rows import Tail
from kfterm.log.store import Log
from kfterm.month.corrections import Late, correction
from kfterm.month.judge import Judge
from kfterm.month.model import Correction, Corrections, Statement
from kfterm.periods import HOUR, Calendar, Month, before, month
from kfterm.replay.effective import target
from kfterm.replay.frame import AFTER, calendar_of, fold_upto, rules_of
from kfterm.rulebook.load import adopted
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import RateCommission

_NIGHT = 12 * HOUR
"""Until so long after midnight a fact may belong to the shift of the day before."""
_HARMLESS = (
    "chat.", "call.", "item.", "handover.", "announcement.", "incident.", "proposal.", "account.", "user.", "break.", "outing.",
    "violation.acknowledged", "appeal.filed", "month.closed", "rulebook.adopted", "fund.spent", "packet.sent",
    "seat.left", "seat.returned", "seat.released",
)  # fmt: skip
"""Kinds that change no figure of a closed month; every other kind is looked at."""
_UNPAID = (b'{"kind":"chat.', b'{"kind":"call.')
"""Nine of ten facts: no line, entry or packet of a month follows from them, so nobody reads them twice."""
_PEOPLE = ("staff", "with_staff")
_TURNS = frozenset({kind_of(MonthClosed), kind_of(EntryWithdrawn)})
_PAID = frozenset({kind_of(PacketSent), kind_of(AttendancePublished)})
"""What is sent and published now says what is open of a packet that was found later."""
_OPENERS = {cls.KEY: kind for kind, cls in KINDS.items() if cls.KEY}


class Link(NamedTuple):
    """A closed month whose late facts are booked in the month that is asked about."""

    month: Month
    after: int
    """The row after which they are: the last closing that left no open month before it."""


class _Known(NamedTuple):
    """A closed month as it was known at a position."""

    rules: Rules
    calendar: Calendar
    rulebook: Rulebook | None
    statements: dict[str, Statement]
    kpi: dict[str, Kpi]


class Corrector:
    """Corrections of one log. What was known at a position never changes, and is judged once."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._known: dict[Link, _Known] = {}

    def into(self, label: str, rules: Rules, upto_seq: int) -> Corrections:
        """What is booked in a month, by what was written up to a position."""
        chain = links(rules, label)
        if not chain:
            return {}
        calendar = calendar_of(rules)
        edge = calendar.moment(chain[0].month.last + 1) + _NIGHT
        rows = self._log.late(chain[0].after, upto_seq, edge)
        late = [each for row in rows for each in self._heard(*row, chain, rules)]
        found: dict[tuple[str, str], tuple[Correction, ...]] = {}
        for link in reversed(chain):  # the oldest month first
            own = [each for each in late if each.seq > link.after and each.day <= link.month.last]
            if own:
                for staff, each in self._of(link, own, upto_seq).items():
                    found[staff, label] = (*found.get((staff, label), ()), each)
        return found

    def concerns(self, row: Tail, label: str, rules: Rules, booked: Corrections | None) -> bool:
        """Whether a row that was just written may change what is booked in a month."""
        if row.kind in _TURNS:
            return True
        if not rules.closed:
            return False
        chain = links(rules, label)
        paid = bool(booked) and row.kind in _PAID
        return bool(chain) and (paid or bool(self._heard(row.seq, row.at, row.body, chain, rules)))

    def _heard(self, seq: int, at: int, body: bytes, chain: list[Link], rules: Rules) -> list[Late]:
        """One row as a late fact, where it may be one: cheap for nearly every row of a running shop."""
        if body.startswith(_STARTS):
            return []
        found = self._look(decode(body), seq, at, rules)
        return [found] if found.day <= chain[0].month.last else []

    def _look(self, event: Event, seq: int, at: int, rules: Rules) -> Late:
        """What a fact speaks of: the days it names, else those of what it is about, else its own day."""
        staff = frozenset(str(each) for name in _PEOPLE if (each := getattr(event, name, None)))
        own = Late(seq, min(_days(event), default=calendar_of(rules).day(at - _NIGHT)), staff)
        if isinstance(event, SettingChanged):
            return own._replace(day=0) if _says_first(event, seq, rules) else own
        about = None
        if isinstance(event, EntryWithdrawn):
            about = target(self._log, event.entry, seq)
        elif event.OF != "staff" and event.OF in _OPENERS:
            about = self._log.opening(_OPENERS[event.OF], event.OF, str(getattr(event, event.OF)))
        row = self._log.row(about) if about is not None else None
        if row is None or row.seq >= seq:
            return own
        earlier = self._look(decode(row.body), row.seq, row.at, rules)
        return Late(seq, earlier.day, staff | earlier.staff, earlier.names or row.seq)

    def _of(self, link: Link, late: list[Late], upto_seq: int) -> dict[str, Correction]:
        was = self._was(link)
        if was.rulebook is None:
            return {}
        shop = fold_upto(self._log, was.rules, was.calendar, link.month, upto_seq, _UNPAID)
        _keep_rules(was, shop, link)
        _keep_conversion(was, shop, link.month.label)
        now = _statements(_judge(shop, was.calendar, link.month), link.month)
        found = {}
        for staff in sorted({*was.statements, *now}):
            old, new = was.statements.get(staff), now.get(staff)
            each = correction(old, new, link.month.label, late, was.rulebook)
            if each is not None:
                found[staff] = each
        return found

    def _was(self, link: Link) -> _Known:
        if link not in self._known:
            rules = rules_of(self._log, link.after)
            calendar = calendar_of(rules)
            shop = fold_upto(self._log, rules, calendar, link.month, link.after, _UNPAID)
            judge = _judge(shop, calendar, link.month)
            rulebook = judge.rulebook(link.month)
            people = _statements(judge, link.month) if rulebook else {}
            kpi = shop.scores.kpi.get(link.month.label, {})
            self._known[link] = _Known(rules, calendar, rulebook, people, kpi)
        return self._known[link]


_STARTS = tuple(f'{{"kind":"{kind}'.encode() for kind in _HARMLESS)


def links(rules: Rules, label: str) -> list[Link]:
    """The closed months whose late facts are booked in this one, the newest first: all without an open one between."""
    found: list[Link] = []
    after, earlier = 0, before(label)
    while earlier in rules.closed:
        after = max(after, rules.closed[earlier][2])
        found.append(Link(month(earlier), after))
        earlier = before(earlier)
    return found


def later(log: Log, label: str) -> list[tuple[str, str, Correction]]:
    """(Month, person, what) of all that was found after a month was closed, in every month it was booked in."""
    rules, corrector, found = rules_of(log), Corrector(log), []
    into = label
    while into in rules.closed:
        into = before(into, -1)
        upto = rules.closed[into][2] if into in rules.closed else log.head().seq
        booked = corrector.into(into, rules_of(log, upto), upto)
        for (staff, _), corrections in sorted(booked.items()):
            found += [(into, staff, each) for each in corrections if each.month == label]
    return found


def _days(event: Event) -> list[int]:
    """Every day and month that a fact names."""
    found = []
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, date):
            found.append(value.toordinal())
        elif name == "month":
            found.append(month(value).first)
    return found


def _judge(shop: Shop, calendar: Calendar, this: Month) -> Judge:
    """A closed month is over, whenever it is looked at."""
    return Judge(shop, calendar, calendar.moment(this.last + 1) + AFTER)


def _statements(judge: Judge, this: Month) -> dict[str, Statement]:
    from kfterm.month.summary import statement  # needed only where something came late

    people = [*judge.people(this), *judge.gone(this)]
    return {person.staff: statement(judge, person, this) for person in people}


def _says_first(event: SettingChanged, seq: int, rules: Rules) -> bool:
    """Whether a setting that a rulebook needs and does not print is said for the first time."""
    said = [value for _, value, other in rules.settings.get(event.key, []) if other < seq]
    needed = tuple(stem for each in rules.adopted for stem in _needed(adopted(each.files)))
    return not any(said) and event.key.startswith(needed)


def _needed(rulebook: Rulebook) -> tuple[str, ...]:
    """The keys of settings, or what they begin with, that a rulebook leaves to the shop without printing a value."""
    return tuple(each.key.removesuffix("*") for each in rulebook.head.setting if not each.default)


def _keep_rules(was: _Known, shop: Shop, link: Link) -> None:
    """A closed month stays under its rulebook and settings.

    A setting that was typed since then counts only where the rulebook prints none and the month had none.
    """
    shop.rules.adopted = was.rules.adopted
    end = was.calendar.moment(link.month.last + 1)
    needed = _needed(was.rulebook) if was.rulebook else ()
    for key, history in shop.rules.settings.items():
        if not key.startswith(needed):
            shop.rules.settings[key] = [each for each in history if each[0] < end or each[2] <= link.after]


def _keep_conversion(was: _Known, shop: Shop, label: str) -> None:
    """A ratio that a commission was paid by is not reopened: only the amount is, at the rate used then (R3-A20)."""
    for _, rule in was.rulebook.all(RateCommission) if was.rulebook else ():
        ratio = (rule.part, rule.whole, rule.percent)
        for staff, kpi in shop.scores.kpi.get(label, {}).items():
            old = was.kpi[staff].metrics if staff in was.kpi else {}
            kept = {key: old[key] for key in ratio if key in old}
            if kept:
                metrics = {key: value for key, value in kpi.metrics.items() if key not in ratio} | kept
                shop.scores.kpi[label][staff] = msgspec.structs.replace(kpi, metrics=metrics)
