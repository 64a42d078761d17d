"""What can be chosen on the floor: reasons to leave the seat, kinds of handover items, incident types, clauses."""

import tomllib
from functools import cache
from typing import NamedTuple

from kfterm.folds.settings import INCIDENT_LIMIT
from kfterm.money import decimal_text
from kfterm.month.judge import Judge
from kfterm.resources import data_folder
from kfterm.rulebook.conduct_rules import Conduct, Merit
from kfterm.rulebook.prices import AnyPrice, Case, Fine, FineRange, Ladder, Loss, Points, PointsRange, Product
from kfterm.words import Words


class AwayReason(NamedTuple):
    """Why somebody leaves the seat."""

    id: str
    words: Words
    minutes: int


@cache
def away_reasons() -> tuple[AwayReason, ...]:
    """The shipped list, in its order."""
    table = tomllib.loads((data_folder() / "floor.toml").read_text(encoding="utf-8"))
    return tuple(AwayReason(each["id"], Words(each["zh"], each["en"]), each["minutes"]) for each in table["away"])


def reason_words(reason: str) -> Words:
    """A reason as typed by a machine or chosen from the list."""
    known = (each.words for each in away_reasons() if reason in (each.id, *each.words))
    return next(known, Words(reason, reason))


class ClauseChoice(NamedTuple):
    """A clause that can be logged."""

    clause: str
    label: Words
    price: Words
    level: str
    search: str
    ranged: bool
    """The scorer chooses points."""
    amount: bool
    """An amount is typed."""
    amount_required: bool


def conduct_choices(judge: Judge, day: int) -> list[ClauseChoice]:
    """The violation catalogue in force on a day."""
    rulebook = judge.plan.rulebook(day)
    found = rulebook.all(Conduct) if rulebook else []
    return [_choice(clause.id, rule, f"{clause.zh} {rule.search}", rule.level or "") for clause, rule in found]


def merit_choices(judge: Judge, day: int) -> list[ClauseChoice]:
    """The catalogue of praise in force on a day."""
    rulebook = judge.plan.rulebook(day)
    found = rulebook.all(Merit) if rulebook else []
    return [_choice(clause.id, rule, f"{clause.zh} {rule.search}", "") for clause, rule in found]


def _choice(clause: str, rule: Conduct | Merit, search: str, level: str) -> ClauseChoice:
    losses = [price for price in rule.price if isinstance(price, Loss)]
    fines = [price for price in rule.price if isinstance(price, FineRange)]
    return ClauseChoice(
        clause,
        rule.label.words,
        price_words(rule.price),
        level,
        search,
        ranged=any(isinstance(price, PointsRange) for price in rule.price),
        amount=bool(losses or fines),
        amount_required=bool(fines) or any(price.required for price in losses),
    )


def price_words(prices: tuple[AnyPrice, ...]) -> Words:
    """What a clause costs, as briefly as it can be said."""
    zh: list[str] = []
    en: list[str] = []
    for price in prices:
        text = _price(price)
        zh.append(text.zh)
        en.append(text.en)
    return Words(" ".join(zh) or "只记录", " ".join(en) or "log only")


def _price(price: AnyPrice) -> Words:
    match price:
        case Points():
            text = _signed(decimal_text(price.points))
        case PointsRange():
            text = f"{_signed(decimal_text(price.high))}..{decimal_text(price.low)}"
        case Fine():
            text = f"¥{decimal_text(price.yuan)}"
        case FineRange():
            text = f"¥{decimal_text(price.low)}-{decimal_text(price.high)}"
        case Product():
            text = f"×{decimal_text(price.factor)}"
        case Ladder():
            text = "/".join(decimal_text(rung.yuan or rung.points) for rung in price.rungs)
        case Loss():
            return Words("照价赔偿", "at price") if price.line == "compensation" else Words("运费", "freight")
        case Case():
            return Words("个案", "case")
    return Words(text, text)


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


def incident_types(judge: Judge) -> list[tuple[str, int]]:
    """Incident types that have a limit, with their minutes."""
    found = []
    for key, value in judge.shop.rules.values().items():
        if key.startswith(INCIDENT_LIMIT) and value.isdigit():
            found.append((key[len(INCIDENT_LIMIT) :], int(value)))
    return found


ITEM_KINDS: dict[str, Words] = {
    "H01": Words("设备", "equipment"),
    "H02": Words("疑难", "hard problem"),
    "H03": Words("调班", "staffing"),
    "H04": Words("未发面单", "unshipped waybills"),
    "H05": Words("晚班面单", "late shift's waybills"),
    "H06": Words("无面单订单", "orders without waybill"),
    "H07": Words("特别快递", "special express"),
    "H08": Words("转接客户", "customer passed on"),
    "H09": Words("催付", "unpaid order"),
    "H10": Words("待备注", "remark pending"),
    "H11": Words("问题件", "problem ticket"),
    "H12": Words("物流", "logistics"),
    "H13": Words("少件破损", "missing or damaged"),
    "H14": Words("退换", "return or exchange"),
    "H15": Words("承诺发货", "promised shipping"),
    "H16": Words("投诉", "complaint"),
    "H17": Words("差评", "negative review"),
    "H18": Words("离线留言", "offline messages"),
    "H19": Words("突发", "incident"),
    "H20": Words("公告", "announcement"),
    "H21": Words("特殊要求", "special request"),
    "H22": Words("转介", "referral"),
    "H23": Words("建议", "idea"),
    "H24": Words("目标", "goal of the day"),
    "H25": Words("卫生", "cleaning"),
    "H26": Words("无交接", "nothing to hand over"),
    "H27": Words("调岗", "internal move"),
}
"""The kinds of handover items, short."""
