"""One rulebook for each mistake that the checks know, with the very sentence it is told in; many are told at once.

What cannot even be read (a misspelt field, a word for a number) stands in `test_mistakes.py`.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple, get_args

import pytest

from kfterm.rulebook.check import ONCE
from kfterm.rulebook.check_names import NUMBERS, PATTERNS, PROPOSES
from kfterm.rulebook.item_kinds import item_kinds
from kfterm.rulebook.load import HEAD, read
from kfterm.rulebook.model import AnyRule

CHINESE = re.compile("[\u4e00-\u9fff]")
GOOD_HEAD = """
id = "small"
format = 1
version = "1"
title = { zh = "小店", en = "Small" }
source = "a paper"
approver = "店长"
"""


def clause(name: str, *rules: str) -> str:
    head = f'[[clause]]\nid = "{name}"\nzh = "原文"\nen = "text"\nkind = "conduct"\n'
    return head + "rule = [\n" + "".join(f"  {{ {rule} }},\n" for rule in rules) + "]\n"


def setting(key: str, more: str = "") -> str:
    return f'[[setting]]\nkey = "{key}"\nunit = "yuan"\nzh = "多少?"\nen = "How much?"\n{more}\n'


LABEL = 'label = { zh = "吵闹", en = "noise" }'
CONDUCT = f'type = "conduct", {LABEL}'
SCORE = clause("S-0", 'type = "score", opening = 0, whole = false')
BASE = 'type = "base", yuan = 3000'
DAY = f'type = "shift", shift = "day", start = "09:00", end = "18:00", {LABEL}'
ITEM = 'type = "kpi_item", metric = "{}", worst = {}, best = {}, worst_score = {}, best_score = {}, weight = {}'
GOOD_ITEM = ITEM.format("sales_cny", 0, 10, 0, 100, 1)
PACKAGE = 'type = "package", setting = "reference_package"'
LEVELS = f"levels = [{{ score = 1, {LABEL} }}]"
REVIEW = f'type = "review_item", item = "drive", {LABEL}, '
RANGE = 'type = "points_range", low = {}, high = {}, default = {}'
SERIOUS = 'type = "points_serious", light = {}, low = {}, high = {}'


def conduct(price: str) -> str:
    return clause("S-1", f"{CONDUCT}, price = [{{ {price} }}]")


def ladder(*rungs: str) -> str:
    return conduct('type = "ladder", rungs = [' + ", ".join(f"{{ {rung} }}" for rung in rungs) + "]")


def merit(price: str) -> str:
    return clause("S-1", f'type = "merit", {LABEL}, price = [{{ {price} }}]')


def tier(over: int, more: str = "") -> str:
    return f'type = "lateness_tier", over = {over}{", " + more if more else ""}'


def trigger(on: str, more: str = "") -> str:
    return clause("S-1", f'type = "trigger", on = "{on}", {LABEL}{more}')


def commission(*steps: str) -> str:
    text = ", ".join(f"{{ {step} }}" for step in steps)
    names = 'base = "sales_cny", part = "buyers", whole = "enquirers", percent = "conversion_pct"'
    return clause("S-1", f'type = "rate_commission", {names}, steps = [{text}]')


class Bad(NamedTuple):
    """A chapter, the sentence, the clause it is told of, and what the first page has more."""

    chapter: str
    says: str
    where: str = "01.toml S-1"
    head: str = ""


ROLES = (
    "agent, presales, aftersales, lead, deputy, supervisor, manager, training_specialist, operations, hr, "
    "general_manager"
)
CASES = (
    "dismiss, auto_resign, withhold_month_wage, company_notice, no_settlement, training_fee, absence, discipline, "
    "warning, demerit, review"
)
ITEMS = ", ".join(f"H{number:02d}" for number in range(1, 28))
LEAST = "it should be at least"
SHARE = "it should be above 0 and at most 1, such as 0.3"
MINUS = "a violation takes points: write them with a minus, such as -2"

PRICES = {
    "a range with its ends exchanged": Bad(conduct(RANGE.format(-2, -5, -2)), "low -2 is above high -5"),
    "a default outside its range": Bad(conduct(RANGE.format(-5, -2, -1)), "the default -1 is out of the range"),
    "a step of nothing": Bad(conduct(RANGE.format(-5, -2, -2) + ", step = 0"), "step is 0, it should be above 0"),
    "steps that miss the end": Bad(
        conduct(RANGE.format(-5, -2, -2) + ", step = 2"), "steps of 2 from -5 do not reach -2"
    ),
    "a serious range with its ends exchanged": Bad(conduct(SERIOUS.format(-1, -3, -5)), "low -3 is above high -5"),
    "light heavier than serious": Bad(conduct(SERIOUS.format(-4, -5, -3)), "light -4 is heavier than serious"),
    "light with no minus": Bad(
        merit(SERIOUS.format(1, -5, -3))
        .replace("merit", "trigger", 1)
        .replace("trigger", 'trigger", on = "quarrel', 1),
        "light, low and high have the same sign",
    ),
    "a violation that gives points": Bad(conduct('type = "points", points = 2'), MINUS),
    "a violation of free points that gives": Bad(conduct('type = "points_free", sign = "+"'), MINUS),
    "praise that takes points": Bad(
        merit('type = "points", points = -2'), "praise gives points: write them without a minus"
    ),
    "half a point where only whole ones exist": Bad(
        SCORE.replace(", whole = false", "") + conduct('type = "points", points = -0.5'),
        "-0.5 is no whole number of points, and score has whole ones (write whole = false)",
    ),
    "a negative fine": Bad(conduct('type = "fine", yuan = -50'), "yuan is -50: an amount is never negative"),
    "a fine of less than a fen": Bad(conduct('type = "fine", yuan = 0.005'), "yuan is 0.005: at most two decimals"),
    "a range of fines with its ends exchanged": Bad(
        conduct('type = "fine_range", low = 500, high = 10'), "low 500 is above high 10"
    ),
    "a range of fines in steps that miss the end": Bad(
        conduct('type = "fine_range", low = 10, high = 100, step = 25'), "steps of 25 from 10 do not reach 100"
    ),
    "a range of fines from below nothing": Bad(
        conduct('type = "fine_range", low = -10, high = 100'), "low is -10: an amount is never negative"
    ),
    "a product with its ends exchanged": Bad(
        conduct('type = "product", factor = 3, low = 500, high = 10'), "low 500 is above high 10"
    ),
    "a product of nothing": Bad(
        conduct('type = "product", factor = 0, low = 10, high = 500'), "factor is 0, it should be above 0"
    ),
    "a ladder without rungs": Bad(ladder(), "the ladder has no rung"),
    "a rung with a case that is none": Bad(ladder('case = "fire"'), f"rungs[1].case has no fire (there are: {CASES})"),
    "a rung that pays": Bad(ladder("yuan = 50", "yuan = -50"), "rungs[2].yuan is -50: an amount is never negative"),
    "a rung with one end": Bad(ladder("low = -3"), "rungs[1] has low or high alone: write both"),
    "a rung with its ends exchanged": Bad(ladder("low = -1, high = -3"), "rungs[1]: low -1 is above high -3"),
    "a serious price that is wrong": Bad(
        clause("S-1", f'{CONDUCT}, serious = [{{ type = "fine", yuan = -1 }}]'),
        "yuan is -1: an amount is never negative",
    ),
    "two prices that ask for an amount": Bad(
        clause(
            "S-1",
            f'{CONDUCT}, price = [{{ type = "fine_range", low = 1, high = 2 }}, {{ type = "loss", line = "freight" }}]',
        ),
        "fine_range, loss all ask for the typed amount: only one can",
    ),
}
NAMES = {
    "a role that is none": Bad(
        clause("S-1", 'type = "permission", acts = ["log_merit"], roles = ["boss"]'),
        f"roles has no boss (there are: {ROLES})",
    ),
    "a permission for nobody": Bad(
        clause("S-1", 'type = "permission", acts = ["log_merit"], roles = []'), "roles is empty"
    ),
    "a permission for nothing": Bad(clause("S-1", 'type = "permission", acts = [], roles = ["lead"]'), "acts is empty"),
    "an entry by a role that is none": Bad(
        clause("S-1", f'{CONDUCT}, by_roles = ["boss"]'), f"by_roles has no boss (there are: {ROLES})"
    ),
    "an adjustment for a role that is none": Bad(
        SCORE + clause("S-1", 'type = "adjustment", low = -5, high = 5, for_roles = ["boss"], by_roles = ["lead"]'),
        f"for_roles has no boss (there are: {ROLES})",
    ),
    "an adjustment by a role that is none": Bad(
        SCORE + clause("S-1", 'type = "adjustment", low = -5, high = 5, for_roles = ["lead"], by_roles = ["boss"]'),
        f"by_roles has no boss (there are: {ROLES})",
    ),
    "a report from a role that is none": Bad(
        clause("S-1", 'type = "report_due", report = "weekly_summary", every = "day", roles = ["boss"]'),
        f"roles has no boss (there are: {ROLES})",
    ),
    "a priced kind that is not offered": Bad(
        clause("S-1", f'{CONDUCT}, codes = ["chat"], priced_codes = ["game"]'), "codes has no game (there are: chat)"
    ),
    "a kind offered twice": Bad(
        clause("S-1", f'{CONDUCT}, codes = ["chat", "chat"]'), "codes chat stands in S-1 already"
    ),
    "an unpriced effect that is not offered": Bad(
        clause("S-1", f'{CONDUCT}, effects = ["loss"], unpriced_effects = ["none"]'),
        "effects has no none (there are: loss)",
    ),
    "an effect that is needed and not offered": Bad(
        clause("S-1", f"{CONDUCT}, needs_effect = true"), "needs_effect needs effects to choose from"
    ),
    "an exam without its limit": Bad(trigger("exam_below"), "below and exam_below go together"),
    "an exam limit above the whole": Bad(
        trigger("exam_below", ", below = 160"), "below is 160, it should be a percentage up to 100"
    ),
    "a limit for what is no exam": Bad(trigger("absence", ", below = 60"), "below and exam_below go together"),
    "first in nothing": Bad(trigger("first_in_month"), "metrics and first_in_month go together"),
    "an escalation of nothing": Bad(
        clause("S-1", f'type = "escalation", {LABEL}, any_of = [], price = [{{ type = "points", points = -20 }}]'),
        "any_of is empty",
    ),
    "an escalation that costs nothing": Bad(
        clause("S-1", f'type = "escalation", {LABEL}, any_of = [{{ level = "light", at_least = 4 }}], price = []'),
        "price is empty",
    ),
    "an escalation from none on": Bad(
        clause(
            "S-1",
            f'type = "escalation", {LABEL}, any_of = [{{ level = "light", at_least = 0 }}], '
            'price = [{ type = "points", points = -20 }]',
        ),
        "at_least is 0, it should be at least 1",
    ),
    "a setting that the program does not know": Bad(
        SCORE,
        "[[setting]] has no tea_break (there are: shift.*, incident_limit.*, absence_wage, commission_rate, "
        "reference_package, away_limit_minutes)",
        HEAD,
        setting("tea_break"),
    ),
    "a setting that stands twice": Bad(
        SCORE, "[[setting]] absence_wage stands twice", HEAD, setting("absence_wage") * 2
    ),
    "a default that is no number": Bad(
        SCORE,
        "[[setting]] reference_package: default is lots, it should be a number above 0",
        HEAD,
        setting("reference_package", 'default = "lots"'),
    ),
    "a rule that reads a setting nobody asks for": Bad(
        clause("S-1", 'type = "absence_wage", setting = "absence_wage"'),
        "absence_wage reads the setting absence_wage, and rulebook.toml has no such [[setting]]",
    ),
    "an away limit that reads a setting nobody asks for": Bad(
        clause("S-1", CONDUCT, 'type = "away_limit", setting = "away_limit_minutes"'),
        "away_limit reads the setting away_limit_minutes, and rulebook.toml has no such [[setting]]",
    ),
    "a package that reads a setting nobody asks for": Bad(
        clause("S-1", PACKAGE), "package reads the setting reference_package, and rulebook.toml has no such [[setting]]"
    ),
    "a commission that reads a setting nobody asks for": Bad(
        clause("S-1", 'type = "order_commission", setting = "commission_rate"'),
        "order_commission reads the setting commission_rate, and rulebook.toml has no such [[setting]]",
    ),
}
FLOOR = {
    "a shift that ends before it begins": Bad(
        clause("S-1", DAY.replace("18:00", "08:00")), "shift 09:00–08:00 is wrong, it should be like 17:00 to 01:00+1"
    ),
    "a shift at no time": Bad(
        clause("S-1", DAY.replace("18:00", "late")), "shift 09:00–late is wrong, it should be like 17:00 to 01:00+1"
    ),
    "a release outside the shift": Bad(
        clause("S-1", f'{DAY}, release = "19:00"'), "release 19:00 is outside the shift 09:00–18:00"
    ),
    "a release at no time": Bad(
        clause("S-1", f'{DAY}, release = "noon"'), "release is noon, it should be like 17:00 or 01:00+1"
    ),
    "a shift that stands twice": Bad(clause("S-1", DAY, DAY), "shift day stands in S-1 already"),
    "an alert at no time": Bad(
        clause("S-1", 'type = "chat_after_end", alert_at = "1am"'),
        "alert_at is 1am, it should be like 17:00 or 01:00+1",
    ),
    "incident bands with a hole": Bad(
        clause(
            "S-1",
            CONDUCT,
            'type = "incident_overrun", from_minutes = 1, to_minutes = 10',
            'type = "incident_overrun", from_minutes = 12',
        ),
        "there is no tier from 10 to 11",
    ),
    "incident bands that end": Bad(
        clause("S-1", CONDUCT, 'type = "incident_overrun", from_minutes = 1, to_minutes = 10'),
        "there is no tier above 10: the last one has no end",
    ),
    "an away limit without a limit": Bad(
        clause("S-1", CONDUCT, 'type = "away_limit"'), "write limit_minutes or setting, one of the two"
    ),
    "an away limit with two": Bad(
        clause("S-1", CONDUCT, 'type = "away_limit", limit_minutes = 5, setting = "away_limit_minutes"'),
        "write limit_minutes or setting, one of the two",
        head=setting("away_limit_minutes"),
    ),
    "an away limit of nothing": Bad(
        clause("S-1", CONDUCT, 'type = "away_limit", limit_minutes = 0'), f"limit_minutes is 0, {LEAST} 1"
    ),
    "work without an end": Bad(
        clause("S-1", 'type = "continuous_work", limit_minutes = 0'), f"limit_minutes is 0, {LEAST} 1"
    ),
    "an order that is unpaid at once": Bad(
        clause("S-1", CONDUCT, 'type = "unpaid_order", limit_minutes = 0'), f"limit_minutes is 0, {LEAST} 1"
    ),
    "a call of no length": Bad(
        clause("S-1", CONDUCT, 'type = "call_limit", line = "external", limit_minutes = 0'),
        f"limit_minutes is 0, {LEAST} 1",
    ),
    "two limits of one line": Bad(
        clause(
            "S-1",
            CONDUCT,
            'type = "call_limit", line = "external", limit_minutes = 5',
            'type = "call_limit", line = "external", limit_minutes = 9',
        ),
        "line external stands in S-1 already",
    ),
    "an exam reminded of in the past": Bad(
        clause("S-1", 'type = "exam_due", remind_days = -1'), f"remind_days is -1, {LEAST} 0"
    ),
    "a weekly report without its day": Bad(
        clause("S-1", 'type = "report_due", report = "weekly_summary", every = "week"'),
        'weekday and every = "week" go together',
    ),
    "a daily meeting with a weekday": Bad(
        clause("S-1", 'type = "meeting_due", meeting = "daily", every = "day", weekday = 1'),
        'weekday and every = "week" go together',
    ),
    "an eighth day of the week": Bad(
        clause("S-1", 'type = "meeting_due", meeting = "weekly", every = "week", weekday = 8'),
        "weekday is 8, it should be 1 (Monday) to 7 (Sunday)",
    ),
    "a report at no time": Bad(
        clause("S-1", 'type = "report_due", report = "r", every = "day", at = "soon"'),
        "at is soon, it should be like 17:00 or 01:00+1",
    ),
    "a report of less than nothing": Bad(
        clause("S-1", 'type = "report_due", report = "r", every = "day", min_characters = -1'),
        f"min_characters is -1, {LEAST} 0",
    ),
    "a log of a shift that is none": Bad(
        clause("S-1", CONDUCT, DAY, 'type = "missing_log", shifts = ["late"]'), "shifts has no late (there are: day)"
    ),
    "a log of no shift": Bad(clause("S-1", CONDUCT, 'type = "missing_log", shifts = []'), "shifts is empty"),
    "a duty of a shift that is none": Bad(
        clause("S-1", DAY, 'type = "duty_due", duties = ["desk"], shifts = ["late"]'),
        "shifts has no late (there are: day)",
    ),
    "a handover from a shift that is none": Bad(
        clause("S-1", DAY, 'type = "handover_due", shifts = ["late"]'), "shifts has no late (there are: day)"
    ),
    "no duty": Bad(clause("S-1", 'type = "duty_due", duties = []'), "duties is empty"),
    "no duty undone": Bad(clause("S-1", CONDUCT, 'type = "undone_duty", duties = []'), "duties is empty"),
    "an item of a kind that is none": Bad(
        clause("S-1", 'type = "item_due", item_kinds = ["H99"]'), f"item_kinds has no H99 (there are: {ITEMS})"
    ),
    "no field of an item": Bad(
        clause("S-1", 'type = "item_fields", item_kinds = ["H11"], fields = []'), "fields is empty"
    ),
    "a field that the kind does not have": Bad(
        clause("S-1", 'type = "item_fields", item_kinds = ["H11"], fields = ["order", "colour"]'),
        "fields has no colour (there are: purchased_on, demand, stub, what, owner, due_at, next_action, if_then, "
        "promise, promise_at, order, buyer, store, evidence)",
    ),
    "fields of a kind that is none": Bad(
        clause("S-1", 'type = "item_fields", item_kinds = ["H99"], fields = ["order"]'),
        f"item_kinds has no H99 (there are: {ITEMS})",
    ),
    "no item": Bad(clause("S-1", 'type = "item_due", item_kinds = []'), "item_kinds is empty"),
    "a shipping promise of a kind that is none": Bad(
        clause("S-1", CONDUCT, 'type = "promised_shipping", item_kind = "H99"'),
        f"item_kind has no H99 (there are: {ITEMS})",
    ),
    "a handover of kinds that are none": Bad(
        clause("S-1", 'type = "handover_kinds", item_kinds = ["H99"]'), f"item_kinds has no H99 (there are: {ITEMS})"
    ),
}
ATTENDANCE = {
    "tiers that overlap": Bad(clause("S-1", tier(0, "up_to = 10"), tier(5)), "overlaps the tier before, from 5 on"),
    "a hole between tiers": Bad(clause("S-1", tier(0, "up_to = 10"), tier(15)), "there is no tier from 10 to 15"),
    "a hole in the tiers of early leave alone": Bad(
        clause("S-1", tier(0, 'ways = ["in"]'), tier(0, 'up_to = 5, ways = ["out"]'), tier(9, 'ways = ["out"]')),
        "there is no tier from 5 to 9",
    ),
    "tiers that end": Bad(clause("S-1", tier(0, "up_to = 10")), "there is no tier above 10: the last one has no end"),
    "an empty tier": Bad(clause("S-1", tier(0, "up_to = 0")), "0 is not above 0: the tier is empty"),
    "a tier for neither way": Bad(clause("S-1", tier(0), tier(0, "ways = []")), "ways is empty"),
    "a tier that gives points": Bad(
        clause("S-1", tier(0, "points = 1")), "lateness takes points: write them with a minus, such as -1"
    ),
    "a negative deduction": Bad(clause("S-1", tier(0, "deduct = -40")), "deduct is -40: an amount is never negative"),
    "a negative packet": Bad(clause("S-1", tier(0, "packet = -1")), "packet is -1: an amount is never negative"),
    "a packet for nobody": Bad(clause("S-1", tier(0, "packet = 1, shares = 0")), f"shares is 0, {LEAST} 1"),
    "absence steps out of order": Bad(
        clause(
            "S-1",
            BASE,
            'type = "day_wage", divide_by = "calendar_days"',
            'type = "absence_steps", steps = [{ from_days = 2, deduct_days = 5 }, { from_days = 1, deduct_days = 3 }]',
        ),
        "the absence steps go from few days to many",
    ),
    "an absence step without a consequence": Bad(
        clause("S-1", 'type = "absence_steps", steps = [{ from_days = 2 }]'),
        "the step from 2 days has neither deduct_days nor cases",
    ),
    "absence in days' wages without a day's wage": Bad(
        clause("S-1", 'type = "absence_steps", steps = [{ from_days = 2, deduct_days = 5 }]'),
        "absence_steps counts in days' wages: day_wage is missing",
    ),
    "unused rest without a day's wage": Bad(
        clause("S-1", 'type = "unused_rest"'), "unused_rest counts in days' wages: day_wage is missing"
    ),
    "leave without a day's wage": Bad(
        clause("S-1", 'type = "leave_deduction"'), "leave_deduction counts in days' wages: day_wage is missing"
    ),
    "a publication on no weekday": Bad(
        clause("S-1", 'type = "packet_ledger", multiplier = 2, weekday = 0'),
        "weekday is 0, it should be 1 (Monday) to 7 (Sunday)",
    ),
    "a packet owed no times": Bad(
        clause("S-1", 'type = "packet_ledger", multiplier = 0, weekday = 1'), f"multiplier is 0, {LEAST} 1"
    ),
    "fewer than no free make-ups": Bad(
        clause("S-1", 'type = "missed_punch", free = -1, out_packet = 10, shares = 5'), f"free is -1, {LEAST} 0"
    ),
    "fewer than no rest days": Bad(clause("S-1", 'type = "rest_days", days = -1'), f"days is -1, {LEAST} 0"),
    "eight rest days a week": Bad(
        clause("S-1", 'type = "weekly_rest", days = 8, max_consecutive_days = 6'), "days is 8, a week has 1 to 7"
    ),
    "a warning before the first day": Bad(
        clause("S-1", 'type = "weekly_rest", days = 1, max_consecutive_days = 0'),
        f"max_consecutive_days is 0, {LEAST} 1",
    ),
    "fewer than no swaps": Bad(clause("S-1", 'type = "swap_limit", at_most = -1'), f"at_most is -1, {LEAST} 0"),
    "a swap form that asks for nothing": Bad(
        clause("S-1", 'type = "swap_form"'), "write true for reason or consent, or for both"
    ),
    "a day on which everything goes": Bad(
        clause("S-1", 'type = "swap_day", on = "holiday"'), "write true for no_leave or no_swap, or for both"
    ),
    "leave asked for in the past": Bad(
        clause("S-1", 'type = "leave_notice", lead_days = -1'), f"lead_days is -1, {LEAST} 0"
    ),
    "a leave cap below nothing": Bad(
        clause("S-1", 'type = "leave_cap", over_days = -3, next_month_rest = 0'), f"over_days is -3, {LEAST} 0"
    ),
    "a yearly cap below nothing": Bad(
        clause("S-1", 'type = "yearly_leave_cap", leave_kind = "sick", max_days = -1'), f"max_days is -1, {LEAST} 0"
    ),
    "full attendance without anything": Bad(
        clause("S-1", 'type = "full_attendance", yuan = 200, without = []'), "without is empty"
    ),
}


def grade(name: str, edges: str) -> str:
    return f'type = "grade", grade = "{name}", {edges}'


SCORES = {
    "grades that overlap": Bad(
        SCORE + clause("S-1", grade("A", "from_score = 80"), grade("B", "up_to = 80")), "overlaps the grade below"
    ),
    "a hole between grades": Bad(
        SCORE + clause("S-1", grade("A", "over = 80"), grade("B", "below = 80")),
        "there is a hole between this grade and the one below",
    ),
    "a grade that ends before it begins": Bad(
        SCORE + clause("S-1", grade("A", "over = 80, up_to = 70")), "the grade ends before it begins"
    ),
    "two lower ends of one grade": Bad(
        SCORE + clause("S-1", grade("A", "over = 80, from_score = 81")), "write over or from_score, not both"
    ),
    "two upper ends of one grade": Bad(
        SCORE + clause("S-1", grade("A", "up_to = 80, below = 81")), "write up_to or below, not both"
    ),
    "a grade that stands twice": Bad(
        SCORE + clause("S-1", grade("A", "over = 80"), grade("A", "up_to = 80")), "grade A stands in S-1 already"
    ),
    "grades without a score": Bad(clause("S-1", grade("A", "over = 80")), "grade needs a score"),
    "a cap below the opening": Bad(
        SCORE.replace("opening = 0", "opening = 80") + clause("S-1", 'type = "score_cap", at_most = 70'),
        "at_most 70 is below the opening 80",
    ),
    "an adjustment with its ends exchanged": Bad(
        SCORE + clause("S-1", 'type = "adjustment", low = 5, high = -5, for_roles = ["lead"], by_roles = ["manager"]'),
        "low 5 is above high -5",
    ),
    "a float with its ends exchanged": Bad(
        SCORE + clause("S-1", 'type = "float", standard = 80, yuan_per_point = 10, low = 300, high = -300'),
        "low 300 is above high -300",
    ),
    "last place in no month": Bad(
        SCORE + clause("S-1", 'type = "last_place_case", months = 0, below = 70, case = { case = "dismiss" }'),
        f"months is 0, {LEAST} 1",
    ),
    "a float from no month on": Bad(
        SCORE
        + clause(
            "S-1",
            'type = "float", standard = 80, yuan_per_point = 10, low = -300, high = 300',
            'type = "float_from", month = 0',
        ),
        f"month is 0, {LEAST} 1",
    ),
    "a beginning of no float": Bad(clause("S-1", 'type = "float_from", month = 3'), "float_from needs a float"),
    "a confirmation by a grade that is none": Bad(
        SCORE + clause("S-1", 'type = "early_confirmation", grade = "Z"'), "there is no grade Z"
    ),
    "a leaver without words": Bad(
        clause("S-1", 'type = "leaver", when = "probation", case = { case = "review" }, reasons = []'),
        "reasons is empty",
    ),
    "half a wage written as fifty": Bad(
        clause("S-1", 'type = "leaver", when = "probation", case = { case = "review" }, reasons = ["x"], share = 50'),
        f"share is 50, {SHARE}",
    ),
}
PAY = {
    "base pay of nothing": Bad(clause("S-1", 'type = "base"'), "write yuan or share, one of the two"),
    "meals in two ways": Bad(
        clause("S-1", PACKAGE, 'type = "meal", yuan = 300, share = 0.08'),
        "write yuan or share, one of the two",
        head=setting("reference_package"),
    ),
    "full attendance of nothing": Bad(
        clause("S-1", 'type = "full_attendance", without = ["late"]'), "write yuan or share, one of the two"
    ),
    "negative base pay": Bad(clause("S-1", 'type = "base", yuan = -1'), "yuan is -1: an amount is never negative"),
    "a share above the whole": Bad(
        clause("S-1", PACKAGE, 'type = "base", share = 40'), f"share is 40, {SHARE}", head=setting("reference_package")
    ),
    "a share without a package": Bad(
        clause("S-1", 'type = "base", share = 0.4'), "base has a share: a package is missing"
    ),
    "an insurance share above the whole": Bad(
        clause("S-1", 'type = "insurance", person_share = 30'), f"person_share is 30, {SHARE}"
    ),
    "a floor below nothing": Bad(
        clause("S-1", 'type = "net_floor", yuan = -1'), "yuan is -1: an amount is never negative"
    ),
    "pay on no day": Bad(clause("S-1", 'type = "pay_due", day = 32'), "day is 32, it should be 1 to 31"),
    "a day's wage of no pay": Bad(
        clause("S-1", 'type = "day_wage", divide_by = "calendar_days"'), "day_wage needs a base"
    ),
    "a measure without a line": Bad(
        clause("S-1", ITEM.format("sales_cny", 10, 10, 0, 100, 1)), "worst and best are the same: no line between them"
    ),
    "a measure with one score": Bad(
        clause("S-1", ITEM.format("sales_cny", 0, 10, 100, 100, 1)), "worst_score and best_score are the same"
    ),
    "half a ratio": Bad(clause("S-1", f'{GOOD_ITEM}, part = "buyers"'), "part and whole go together"),
    "weights that do not sum to one": Bad(
        clause("S-1", ITEM.format("sales_cny", 0, 10, 0, 100, 0.5), ITEM.format("reply_pct", 0, 10, 0, 100, 0.4)),
        "the weights sum to 0.9, it should be 1",
    ),
    "a measure that stands twice": Bad(
        clause("S-1", *[ITEM.format("sales_cny", 0, 10, 0, 100, 0.5)] * 2), "metric sales_cny stands in S-1 already"
    ),
    "KPI pay without a measure": Bad(
        clause("S-1", PACKAGE, 'type = "kpi_pay", share = 0.2, full_score = 100'),
        "kpi_pay needs a kpi_item",
        head=setting("reference_package"),
    ),
    "KPI pay without a package": Bad(
        clause("S-1", GOOD_ITEM, 'type = "kpi_pay", share = 0.2, full_score = 100'),
        "kpi_pay has a share: a package is missing",
    ),
    "KPI pay of no score": Bad(
        clause("S-1", PACKAGE, GOOD_ITEM, 'type = "kpi_pay", share = 0.2, full_score = 0'),
        "full_score is 0, it should be above 0",
        head=setting("reference_package"),
    ),
    "a review without levels": Bad(clause("S-1", f"{REVIEW} levels = []"), "levels is empty"),
    "a level that stands twice": Bad(
        clause("S-1", f"{REVIEW} levels = [{{ score = 1, {LABEL} }}, {{ score = 1.0, {LABEL} }}]"),
        "score 1 stands in S-1 already",
    ),
    "a review item that stands twice": Bad(
        clause("S-1", REVIEW + LEVELS, REVIEW + LEVELS), "item drive stands in S-1 already"
    ),
    "review pay without an item": Bad(
        clause("S-1", 'type = "review_pay", yuan = 60, low = 6, high = 14'), "review_pay needs a review_item"
    ),
    "review pay with its ends exchanged": Bad(
        clause("S-1", REVIEW + LEVELS, 'type = "review_pay", yuan = 60, low = 14, high = 6'), "low 14 is above high 6"
    ),
    "review pay that takes": Bad(
        clause("S-1", REVIEW + LEVELS, 'type = "review_pay", yuan = -60, low = 6, high = 14'),
        "yuan is -60: an amount is never negative",
    ),
    "a negative commission": Bad(
        clause("S-1", 'type = "count_commission", yuan = -0.1'), "yuan is -0.1: an amount is never negative"
    ),
    "a commission without a rate": Bad(commission(), "steps is empty"),
    "a rate above the whole": Bad(commission("rate = 1.5"), f"rate is 1.5, {SHARE}"),
    "rates with a hole": Bad(
        commission("rate = 0.01, below = 0.6", "rate = 0.015, from_ratio = 0.7"), "there is no tier from 0.6 to 0.7"
    ),
    "rates that overlap": Bad(
        commission("rate = 0.01, below = 0.8", "rate = 0.015, from_ratio = 0.7"),
        "overlaps the tier before, from 0.7 on",
    ),
    "rates that end": Bad(
        commission("rate = 0.01, below = 0.7"), "there is no tier above 0.7: the last one has no end"
    ),
    "a streak without rungs": Bad(
        clause("S-1", 'type = "streak_award", metric = "sales_cny", rungs = []'), "rungs is empty"
    ),
    "a streak that takes": Bad(
        clause("S-1", 'type = "streak_award", metric = "sales_cny", rungs = [50, -1]'),
        "rungs[2] is -1: an amount is never negative",
    ),
}
BAD = PRICES | NAMES | FLOOR | ATTENDANCE | SCORES | PAY


def problems(bad: Bad) -> Iterator[tuple[str, str, str]]:
    _, found = read({HEAD: GOOD_HEAD + bad.head, "01.toml": bad.chapter})
    for problem in found:
        yield problem.place, problem.says.en, problem.says.zh


@pytest.mark.parametrize("mistake", BAD)
def test_a_mistake_is_told_with_its_place_and_in_both_languages(mistake: str) -> None:
    bad = BAD[mistake]
    ((place, english, chinese),) = problems(bad)
    assert (place, english) == (bad.where, bad.says)
    assert CHINESE.search(chinese)
    assert not CHINESE.search(english)


@pytest.mark.parametrize("proposer", PROPOSES, ids=lambda cls: str(cls.__struct_config__.tag))
def test_what_only_proposes_needs_something_to_book(proposer: type) -> None:
    needs = {
        "away_limit": "limit_minutes = 5",
        "incident_overrun": "from_minutes = 1",
        "undone_duty": 'duties = ["desk"]',
        "promised_shipping": 'item_kind = "H15"',
        "missing_log": 'shifts = ["late"]',
        "unpaid_order": "limit_minutes = 60",
        "call_limit": 'line = "internal", limit_minutes = 5',
    }
    name = str(proposer.__struct_config__.tag)  # type: ignore[attr-defined]
    rule = f'type = "{name}"' + (f", {needs[name]}" if name in needs else "")
    says = f"{name} proposes the clause, which has no conduct to book"
    assert [each[1] for each in problems(Bad(clause("S-1", rule), ""))] == [says]
    assert list(problems(Bad(clause("S-1", CONDUCT, rule), ""))) == []


def test_what_the_program_reads_once_can_stand_once() -> None:
    """Where a second one would be silently left out, it is a mistake."""
    twice = clause("S-1", BASE, PACKAGE) + clause("S-2", BASE, PACKAGE)
    found = [(place, says) for place, says, _ in problems(Bad(twice, "", head=setting("reference_package")))]
    assert found == [
        ("01.toml S-2", "the mechanism base can stand only once"),
        ("01.toml S-2", "the mechanism package can stand only once"),
    ]
    assert set(ONCE) <= set(get_args(AnyRule))


def test_many_mistakes_at_once_are_all_told_in_one_go() -> None:
    bad = [each for each in BAD.values() if not each.head and "S-0" not in each.chapter and each.where.endswith("S-1")]
    alone = {
        f"{index:03d}.toml S-{index}": (
            each.chapter.replace('"S-1"', f'"S-{index}"'),
            each.says.replace("S-1", f"S-{index}"),
        )
        for index, each in enumerate(bad, 1)
    }
    files = {place.partition(" ")[0]: text for place, (text, _) in alone.items()}
    _, found = read({HEAD: GOOD_HEAD, **files})
    told = {(problem.place, problem.says.en) for problem in found}
    of_one_clause = PRICES | {name: NAMES[name] for name in ("a priced kind that is not offered", "first in nothing")}
    wanted = {
        (place, says) for place, (_, says) in alone.items() if says in {each.says for each in of_one_clause.values()}
    }
    assert len(wanted) > 20
    assert wanted <= told
    assert len(found) >= len(bad) // 2, "mistakes that need neighbours may be told of another of the tiers"


def test_what_could_not_be_read_is_not_called_missing_by_its_neighbours() -> None:
    """The float is there and has a word for a number: its beginning is not blamed, nor is what stands on the score."""
    broken = SCORE + clause("S-1", 'type = "float", standard = 80, yuan_per_point = 10, low = "much", high = 300')
    broken += clause("S-2", 'type = "float_from", month = 3')
    ((place, says, _),) = problems(Bad(broken, ""))
    assert place == "01.toml S-1 [float]"
    assert says.startswith("cannot be read")
    no_text = clause("S-1", CONDUCT, 'type = "base", yuan = 3000').replace('zh = "原文"\n', "")
    no_text += clause("S-2", 'type = "day_wage", divide_by = "calendar_days"')
    assert [place for place, _, _ in problems(Bad(no_text, ""))] == ["01.toml S-1"]


def test_the_good_parts_of_these_tests_are_good() -> None:
    good = SCORE + clause("S-1", CONDUCT, DAY, BASE, PACKAGE, GOOD_ITEM, REVIEW + LEVELS, tier(0, "up_to = 5"), tier(5))
    assert list(problems(Bad(good, "", head=setting("reference_package")))) == []
    tomllib.loads(good)


def test_the_kinds_of_items_are_those_of_the_handover_book() -> None:
    assert list(item_kinds()) == [f"H{number:02d}" for number in range(1, 28)]


@pytest.mark.parametrize("key", [*PATTERNS, *NUMBERS])
def test_every_setting_a_rulebook_may_ask_for_is_no_mistake(key: str) -> None:
    assert list(problems(Bad(SCORE, "", head=setting(key)))) == []
