"""What can be chosen on the floor: incident types, clauses."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kfterm.desk.asked import Asked, asked
from kfterm.desk.code_words import code_words
from kfterm.desk.permits import ROLE_WORDS
from kfterm.desk.preview import CASE_WORDS, occurrence
from kfterm.events.conduct import ViolationLogged
from kfterm.folds.settings import INCIDENT_LIMIT
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.month.prices import rung_of
from kfterm.rulebook.conduct_rules import Conduct, Merit
from kfterm.rulebook.model import Clause
from kfterm.rulebook.prices import (
    AnyPrice,
    Case,
    Fine,
    FineRange,
    Ladder,
    Loss,
    Points,
    PointsFree,
    PointsRange,
    PointsSerious,
    Product,
    Rung,
)
from kfterm.words import Words


class ClauseChoice(NamedTuple):
    """A clause that can be logged."""

    key: str
    """The clause, and which of its rules where it has several of a kind."""
    clause: str
    label: Words
    price: Words
    level: str
    search: str
    asked: Asked
    by: Words = Words("", "")
    """Who alone may log it; empty where everybody may who may log at all."""
    kinds: str = ""
    """The words of its kinds, a line for each."""


def conduct_choices(judge: Judge, day: int) -> list[ClauseChoice]:
    """The violation catalogue in force on a day."""
    rulebook = judge.plan.rulebook(day)
    return _choices(rulebook.all(Conduct)) if rulebook else []


def merit_choices(judge: Judge, day: int) -> list[ClauseChoice]:
    """The catalogue of praise in force on a day."""
    rulebook = judge.plan.rulebook(day)
    return _choices(rulebook.all(Merit)) if rulebook else []


def _choices(found: Sequence[tuple[Clause, Conduct]] | Sequence[tuple[Clause, Merit]]) -> list[ClauseChoice]:
    seen: Counter[str] = Counter()
    made = []
    for clause, rule in found:
        seen[clause.id] += 1
        key = clause.id if seen[clause.id] == 1 else f"{clause.id}#{seen[clause.id]}"
        level, roles = (rule.level or "", rule.by_roles) if isinstance(rule, Conduct) else ("", ())
        by = Words("/".join(ROLE_WORDS[each].zh for each in roles), "/".join(ROLE_WORDS[each].en for each in roles))
        search = f"{clause.zh} {rule.search}"
        questions, label = asked(rule), rule.label.words
        kinds = "\n".join(text for code in questions.codes if code for text in code_words(code))
        made.append(ClauseChoice(key, clause.id, label, rule_words(rule), level, search, questions, by, kinds))
    return made


def asked_now(judge: Judge, event: ViolationLogged, at: int) -> Asked:
    """What a clause asks of this person at this moment: a ladder may let the scorer choose from its n-th time on."""
    day = event.on.toordinal() if event.on else judge.plan.shift_day(event.staff, at)
    rulebook = judge.plan.rulebook(day)
    rule = rulebook.rule(event.clause, Conduct) if rulebook else None
    if rule is None:
        return Asked()
    ladder = next((price for price in rule.price if isinstance(price, Ladder)), None)
    if ladder is None or not any(rung.low is not None for rung in ladder.rungs):
        return asked(rule)
    coming = occurrence(judge, event, at)
    return asked(rule, rung_of(ladder, coming.number) if coming is not None else None)


def rule_words(rule: Conduct | Merit) -> Words:
    """What logging a clause costs or earns."""
    plain = price_words(rule.price)
    if isinstance(rule, Merit) or not rule.serious:
        return plain
    more = price_words(rule.serious)
    return Words(f"{plain.zh} 严重+{more.zh}", f"{plain.en} serious+{more.en}")


def price_words(prices: tuple[AnyPrice, ...]) -> Words:
    """What a clause costs, as briefly as it can be said."""
    found = [_price(price) for price in prices]
    zh, en = " ".join(each.zh for each in found), " ".join(each.en for each in found)
    return Words(zh or "只记录", en or "log only")


def _price(price: AnyPrice) -> Words:
    match price:
        case Points():
            text = _signed(decimal_text(price.points))
        case PointsRange():
            text = _range(price.low, price.high)
        case PointsSerious():
            light, heavy = _signed(decimal_text(price.light)), _range(price.low, price.high)
            return Words(f"{light} 重{heavy}", f"{light} serious {heavy}")
        case PointsFree():
            return Words(f"{price.sign}分自定", f"{price.sign}points typed")
        case Fine():
            text = f"¥{decimal_text(price.yuan)}"
        case FineRange():
            text = f"¥{decimal_text(price.low)}-{decimal_text(price.high)}"
        case Product():
            factor, low, high = (decimal_text(each) for each in (price.factor, price.low, price.high))
            return Words(f"单价×{factor} ¥{low}-{high}", f"unit price ×{factor} ¥{low}-{high}")
        case Ladder():
            rungs = [_rung(rung) for rung in price.rungs]
            return Words("/".join(each.zh for each in rungs), "/".join(each.en for each in rungs))
        case Loss():
            return Words("照价赔偿", "at price") if price.line == "compensation" else Words("运费", "freight")
        case Case():
            return Words("个案", "case")
    return Words(text, text)


def _rung(rung: Rung) -> Words:
    """One step of a ladder: `¥50`, `-5警告`, `-1..-3记过`, `自动离职`; a step without any effect is a dash."""
    parts = [f"¥{decimal_text(rung.yuan)}"] if rung.yuan else []
    parts += [_signed(decimal_text(rung.points))] if rung.points else []
    parts += [_range(rung.low, rung.high)] if rung.low is not None and rung.high is not None else []
    case = CASE_WORDS.get(rung.case, Words(rung.case, rung.case))
    figures = " ".join(parts)
    if not rung.case:
        return Words(figures or "–", figures or "–")
    return Words(figures + case.zh, f"{figures} {case.en}".strip())


def _range(low: Decimal, high: Decimal) -> str:
    """From the end nearer to nothing to the other."""
    near, far = sorted((low, high), key=abs)
    return f"{_signed(decimal_text(near))}..{_signed(decimal_text(far))}"


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


def incident_types(judge: Judge) -> list[tuple[str, int]]:
    """Incident types that have a limit, with their minutes."""
    found = []
    for key, value in judge.shop.rules.values().items():
        if key.startswith(INCIDENT_LIMIT) and value.isdigit():
            found.append((key[len(INCIDENT_LIMIT) :], int(value)))
    return found
