"""What has to be known before a month can be read: rules, zone, the span of its facts; and the reading itself.

Kinds that matter to their own month only (chats, seats, punches …) are read from a little before the month to a
little after it; everything that lasts is read whenever it happened. What comes out is the same as folding all of it.
"""

from kfterm.events.base import kind_of
from kfterm.events.registry import decode
from kfterm.events.rules import MonthClosed
from kfterm.folds.rules import HANDLERS as RULES
from kfterm.folds.rules import Rules
from kfterm.folds.shop import Shop, project
from kfterm.log.store import Log
from kfterm.periods import HOUR, Calendar, Month, before, month
from kfterm.replay.effective import withdrawn
from kfterm.rulebook.load import adopted
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import CountCommission, OrderCommission
from kfterm.rulebook.score_rules import LastPlaceCase

ZONE = "zone"
STORE = "store"
DEFAULT_ZONE = "Asia/Shanghai"

_BEFORE_DAYS = 11
"""Packets of the last week before a month may be paid in it."""
AFTER = 36 * HOUR
"""A night's shift of the last day ends on the first of the next month, and its punch may come late."""


def rules_of(log: Log, upto_seq: int | None = None) -> Rules:
    """Adoptions, settings and closings alone, as far as they were written up to a position."""
    rules, skip = Rules(), withdrawn(log, upto_seq=upto_seq)
    rows = [row for cls in RULES for row in log.of_kind(kind_of(cls)) if row.seq not in skip]
    for row in sorted(rows, key=lambda each: (each.at, each.seq)):
        if upto_seq is None or row.seq <= upto_seq:
            event = decode(row.body)
            RULES[type(event)](rules, event, row.at, row.seq)
    return rules


def closed_after(log: Log, seq: int) -> str:
    """A later month that was closed after the one that this row closed; empty where it closed none or was the last."""
    row = log.row(seq)
    if row is None or row.kind != kind_of(MonthClosed):
        return ""
    closed = rules_of(log).closed
    own = next((label for label, (_, _, each) in closed.items() if each == seq), "")
    later = (label for label, (_, _, each) in closed.items() if own and label > own and each > seq)
    return max(later, default="")


def calendar_of(rules: Rules) -> Calendar:
    """The shop's zone."""
    return Calendar(rules.setting(ZONE) or DEFAULT_ZONE)


def since(rules: Rules, calendar: Calendar, this: Month) -> int:
    """From when on passing facts are needed to settle a month."""
    months = _months_before(_rulebook(rules, this))
    first = month(before(this.label, months)).first if months else this.first
    return calendar.moment(first - _BEFORE_DAYS)


def _months_before(rulebook: Rulebook | None) -> int:
    """Months whose passing facts count beside a month's own: a last place twice running, a parcel sent a second time."""
    if rulebook is None:
        return 0
    last = rulebook.one(LastPlaceCase)
    return max(last[1].months - 1 if last else 0, 1 if rulebook.one(CountCommission) else 0)


def _rulebook(rules: Rules, this: Month) -> Rulebook | None:
    adoption = rules.on(this.last)
    return adopted(adoption.files) if adoption else None


def _until(rules: Rules, calendar: Calendar, this: Month) -> int | None:
    """Up to when; None: whenever, where the remark that makes an order count may come at any time (R7-7)."""
    rulebook = _rulebook(rules, this)
    if rulebook is not None and rulebook.one(OrderCommission):
        return None
    return calendar.moment(this.last + 1) + AFTER


def fold_upto(
    log: Log, rules: Rules, calendar: Calendar, this: Month, upto_seq: int | None, without: tuple[bytes, ...] = ()
) -> Shop:
    """The shop as a month needs it, from what was written up to a position; None: from everything.

    Rows whose body begins with one of `without` are left out unread.
    """
    after = _until(rules, calendar, this)
    facts = log.facts(since=since(rules, calendar, this), upto_seq=upto_seq, passing_until=after)
    shop = Shop()
    read = (fact for fact in facts if not fact[2].startswith(without)) if without else facts
    project(shop, read, withdrawn(log, upto_seq=upto_seq))
    return shop
