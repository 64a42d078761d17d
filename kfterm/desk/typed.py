"""What the scorer typed with an entry: points, amounts, kind and effect are what the clause prints, with a reason (G10)."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from kfterm.desk.known import Known, shift_day
from kfterm.events.conduct import MeritLogged, ViolationLogged
from kfterm.events.lines import Fact
from kfterm.money import decimal_text
from kfterm.month.acts import costs
from kfterm.month.prices import rung_of
from kfterm.periods import month_of
from kfterm.rulebook.conduct_rules import Conduct
from kfterm.rulebook.prices import AnyPrice, FineRange, Ladder, Loss, PointsFree, PointsRange, PointsSerious, Product
from kfterm.words import Words

Band = tuple[Decimal, Decimal, Decimal]
"""Low, high, step."""


def points(
    clause: str, prices: Sequence[AnyPrice], event: ViolationLogged | MeritLogged, number: Callable[[], int]
) -> Iterator[Words]:
    """Typed points: within what the clause prints for its n-th occurrence, with a note beyond the lightest.

    `number` says which occurrence it is; it is asked only where a ladder depends on it.
    """
    free = next((each for each in prices if isinstance(each, PointsFree)), None)
    serious = next((each for each in prices if isinstance(each, PointsSerious)), None)
    typed, note = event.points, (event.note or "").strip()
    if free is not None:
        yield from _free(clause, free, typed, note)
        return
    if typed is None:
        return
    bands = [*_bands(prices, number)]
    if serious is not None and typed == serious.light:
        if getattr(event, "serious", None):
            yield Words(
                f"{clause} 勾了严重:points 应为 {decimal_text(serious.low)} 到 {decimal_text(serious.high)}",
                f"{clause} is ticked serious: points should be {decimal_text(serious.low)} to {decimal_text(serious.high)}",
            )
        return
    if not bands:
        yield Words(f"{clause} 的分数是固定的,不要写 points", f"the points of {clause} are fixed: leave points out")
        return
    low, high, step = bands[0]
    if not low <= typed <= high or (typed - low) % step:
        allowed = _allowed(low, high, step)
        if serious is not None:
            light = decimal_text(serious.light)
            allowed = Words(f"{light},或严重时 {allowed.zh}", f"{light}, or where serious {allowed.en}")
        found = decimal_text(typed)
        yield Words(f"points 是 {found},{clause} 允许 {allowed.zh}", f"points is {found}, {clause} allows {allowed.en}")
    elif abs(typed) > min(abs(low), abs(high)) and not note:
        yield Words(f"{clause} 超过最轻一档要写理由 note", f"{clause} beyond the lightest value needs a reason in note")


def _allowed(low: Decimal, high: Decimal, step: Decimal) -> Words:
    each, least, most = decimal_text(step), decimal_text(low), decimal_text(high)
    return Words(f"{least} 到 {most},步长 {each}", f"{least} to {most} in steps of {each}")


def _free(clause: str, free: PointsFree, typed: Decimal | None, note: str) -> Iterator[Words]:
    """Points without a printed range (R5-A14): typed, of the right sign, with a reason."""
    right = typed is not None and (typed > 0 if free.sign == "+" else typed < 0)
    if not right:
        found = "-" if typed is None else decimal_text(typed)
        yield Words(
            f"points 是 {found},{clause} 要写{'正' if free.sign == '+' else '负'}数",
            f"points is {found}, {clause} needs a number {'above' if free.sign == '+' else 'below'} 0",
        )
    if not note:
        yield Words(f"{clause} 没有印出分数,要写理由 note", f"{clause} prints no number: it needs a reason in note")


def _bands(prices: Sequence[AnyPrice], number: Callable[[], int]) -> Iterator[Band]:
    for each in prices:
        if isinstance(each, PointsRange | PointsSerious):
            yield each.low, each.high, each.step
        elif isinstance(each, Ladder):
            rung = rung_of(each, number())
            if rung.low is not None and rung.high is not None:
                yield rung.low, rung.high, Decimal(1)


def number_of(known: Known, fact: Fact) -> int:
    """Which occurrence of its clause in the month an entry would be by its day, counting its own batch and no notes."""
    event = fact.event
    assert isinstance(event, ViolationLogged)
    day = shift_day(known, event, event.staff, fact.at)
    rulebook = known.rulebook(day)
    rule = rulebook.rule(event.clause, Conduct) if rulebook else None
    others = [(each.event, on, each.at) for on, each in known.judge.violations(event.staff, month_of(day))]
    for other in known.violations:
        entry = other.event
        assert isinstance(entry, ViolationLogged)
        on = shift_day(known, entry, entry.staff, other.at)
        if other.id != fact.id and entry.staff == event.staff and month_of(on) == month_of(day):
            others.append((entry, on, other.at))
    return event.times + sum(
        entry.times
        for entry, on, at in others
        if entry.clause == event.clause and (on, at) <= (day, fact.at) and rule is not None and costs(rule, entry)
    )


def amounts(prices: Sequence[AnyPrice], event: ViolationLogged) -> Iterator[Words]:
    """Typed yuan: only where the clause takes them, within its range, with a reason."""
    loss = next((each for each in prices if isinstance(each, Loss)), None)
    ranged = next((each for each in prices if isinstance(each, FineRange)), None)
    if event.amount is not None and loss is None and ranged is None:
        yield Words(f"{event.clause} 不收金额,不要写 amount", f"{event.clause} takes no amount: leave amount out")
    if event.amount is None and ((loss is not None and loss.required) or ranged is not None):
        yield Words(f"{event.clause} 要写金额 amount(元)", f"{event.clause} needs an amount in yuan")
    if ranged is not None and event.amount is not None:
        low, high, step = (decimal_text(each) for each in (ranged.low, ranged.high, ranged.step))
        if not ranged.low <= event.amount <= ranged.high or (event.amount - ranged.low) % ranged.step:
            found = decimal_text(event.amount)
            yield Words(
                f"amount 是 {found},应为 {low} 到 {high} 元,步长 {step}",
                f"amount is {found}, it should be {low} to {high} yuan in steps of {step}",
            )
        elif not (event.note or "").strip():
            yield Words(f"{event.clause} 的金额要写理由 note", f"the amount of {event.clause} needs a reason in note")
    product = any(isinstance(each, Product) for each in prices)
    if product and (event.unit_price is None or event.unit_price <= 0):
        yield Words(f"{event.clause} 要写单价 unit_price(元)", f"{event.clause} needs unit_price in yuan")
    elif event.unit_price is not None and not product:
        yield Words(f"{event.clause} 不用单价,不要写 unit_price", f"{event.clause} takes no unit_price: leave it out")


def kinds(rule: Conduct, event: ViolationLogged) -> Iterator[Words]:
    """Which kind of the act, and what came of it: one of those printed; there where the price depends on it."""
    for name, found, allowed, needed in (
        ("code", event.code, rule.codes, bool(rule.priced_codes)),
        ("effect", event.effect, rule.effects, rule.needs_effect),
    ):
        listed = " / ".join(allowed)
        if found and allowed and found not in allowed:
            yield Words(f"{name} 是 {found},应为 {listed}", f"{name} is {found}, it should be {listed}")
        elif needed and not found:
            yield Words(f"{event.clause} 要写 {name}:{listed}", f"{event.clause} needs {name}: {listed}")
    if rule.at_most is not None and event.times > rule.at_most:
        yield Words(
            f"times 是 {event.times},{event.clause} 一次最多 {rule.at_most}",
            f"times is {event.times}, one entry of {event.clause} stands for at most {rule.at_most}",
        )
    if event.serious and not rule.serious and not any(isinstance(each, PointsSerious) for each in rule.price):
        yield Words(f"{event.clause} 不分轻重,不要写 serious", f"{event.clause} knows no serious: leave it out")
