"""Checks of names: roles, settings, kinds, codes, and clauses that a machine proposes and nobody can book."""

from kfterm.events.people import ROLES
from kfterm.money import parse_decimal
from kfterm.rulebook import floor_rules as f
from kfterm.rulebook.attendance_rules import AbsenceWage
from kfterm.rulebook.base import Rule
from kfterm.rulebook.check_parts import Found, Reading, every, filled, once_each, tag, within
from kfterm.rulebook.conduct_rules import Conduct, Escalation, Permission, Trigger
from kfterm.rulebook.model import Clause, Setting
from kfterm.rulebook.pay_rules import OrderCommission, Package
from kfterm.rulebook.prices import Case
from kfterm.rulebook.score_rules import Adjustment
from kfterm.words import Words

PROPOSES: tuple[type[Rule], ...] = (
    f.LateEntry,
    f.AbsentEntry,
    f.AwayLimit,
    f.AwayApproval,
    f.IncidentOverrun,
    f.UndoneDuty,
    f.PromisedShipping,
    f.ReliefWait,
    f.MissingLog,
    f.HandoverBreach,
    f.BadRecord,
    f.SkippedItem,
    f.UnpaidOrder,
    f.CallLimit,
)
"""What only proposes: a person books it as the conduct of the same clause."""

PATTERNS = ("shift.*", "incident_limit.*")
NUMBERS = ("absence_wage", "commission_rate", "reference_package", "away_limit_minutes")
"""The settings that a rulebook may ask for: patterns for as many as the shop needs, and single numbers."""


def check_names(rulebook: Reading) -> Found:
    """Everything that is named has to be there."""
    yield from _roles(rulebook)
    yield from _codes(rulebook)
    yield from _triggers(rulebook)
    yield from _settings(rulebook)
    for clause, rule in every(rulebook, *PROPOSES):
        if rulebook.rule(clause.id, Conduct) is None and "conduct" not in rulebook.unread:
            zh = f"{tag(rule)} 要提出本条,而本条没有 conduct,没人能记"
            yield clause.id, Words(zh, f"{tag(rule)} proposes the clause, which has no conduct to book")


def _roles(rulebook: Reading) -> Found:
    for clause, rule in rulebook.all(Permission):
        yield from filled(clause.id, "acts", rule.acts)
        yield from filled(clause.id, "roles", rule.roles)
        yield from within(clause.id, "roles", rule.roles, ROLES)
    for clause, adjustment in rulebook.all(Adjustment):
        yield from within(clause.id, "for_roles", adjustment.for_roles, ROLES)
        yield from within(clause.id, "by_roles", adjustment.by_roles, ROLES)
    for clause, conduct in rulebook.all(Conduct):
        yield from within(clause.id, "by_roles", conduct.by_roles, ROLES)
    for clause, report in rulebook.all(f.ReportDue):
        yield from within(clause.id, "roles", report.roles, ROLES)
    for clause, lead in rulebook.all(f.ShiftLead):
        yield from within(clause.id, "role", (lead.role,), ROLES)


def _codes(rulebook: Reading) -> Found:
    for clause, rule in rulebook.all(Conduct):
        yield from within(clause.id, "codes", rule.priced_codes, rule.codes)
        yield from within(clause.id, "effects", rule.unpriced_effects, rule.effects)
        for price in rule.price:
            if isinstance(price, Case):
                yield from within(clause.id, "by_code", tuple(price.by_code), rule.codes)
        if rule.at_most is not None and rule.at_most < 1:
            yield (
                clause.id,
                Words(f"at_most 是 {rule.at_most},至少 1", f"at_most is {rule.at_most}, it should be at least 1"),
            )
        if rule.needs_effect and not rule.effects:
            yield clause.id, Words("needs_effect 要有 effects 可选", "needs_effect needs effects to choose from")
        for name, given in (("codes", rule.codes), ("effects", rule.effects)):
            yield from once_each([(clause, each) for each in given], name, name)


def _triggers(rulebook: Reading) -> Found:
    for clause, rule in rulebook.all(Trigger):
        if (rule.on == "exam_below") != (rule.below is not None):
            yield clause.id, Words("below 和 exam_below 要一起写", "below and exam_below go together")
        elif rule.below is not None and not 0 < rule.below <= 100:
            zh, en = (
                f"below 是 {rule.below},应为 0 到 100 的百分数",
                f"below is {rule.below}, it should be a percentage up to 100",
            )
            yield clause.id, Words(zh, en)
        if (rule.on == "first_in_month") != bool(rule.metrics):
            yield clause.id, Words("metrics 和 first_in_month 要一起写", "metrics and first_in_month go together")
    for clause, escalation in rulebook.all(Escalation):
        yield from filled(clause.id, "any_of", escalation.any_of)
        yield from filled(clause.id, "price", escalation.price)
        for count in escalation.any_of:
            if count.at_least < 1:
                zh, en = (
                    f"at_least 是 {count.at_least},应不小于 1",
                    f"at_least is {count.at_least}, it should be at least 1",
                )
                yield clause.id, Words(zh, en)


def _settings(rulebook: Reading) -> Found:
    asked = {setting.key for setting in rulebook.head.setting}
    for setting in rulebook.head.setting:
        yield from _setting(rulebook, setting)
    keys = [setting.key for setting in rulebook.head.setting]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield "", Words(f"[[setting]] {key} 写了两次", f"[[setting]] {key} stands twice")
    named: list[tuple[Clause, Rule, str]] = [(clause, rule, rule.setting) for clause, rule in rulebook.all(f.AwayLimit)]
    named += [(clause, rule, rule.setting) for clause, rule in rulebook.all(Package)]
    named += [(clause, rule, rule.setting) for clause, rule in rulebook.all(AbsenceWage)]
    named += [(clause, rule, rule.setting) for clause, rule in rulebook.all(OrderCommission)]
    for clause, rule, key in named:
        if key and key not in asked:
            zh = f"{tag(rule)} 用到设置 {key},rulebook.toml 里没有这个 [[setting]]"
            yield (
                clause.id,
                Words(zh, f"{tag(rule)} reads the setting {key}, and rulebook.toml has no such [[setting]]"),
            )


def _setting(rulebook: Reading, setting: Setting) -> Found:
    known = (*PATTERNS, *NUMBERS)
    if setting.key not in known:
        there = ", ".join(known)
        zh, en = (
            f"[[setting]] 没有 {setting.key}(可用:{there})",
            f"[[setting]] has no {setting.key} (there are: {there})",
        )
        yield "", Words(zh, en)
    number = parse_decimal(setting.default) if setting.default else None
    if setting.default and setting.key in NUMBERS and (number is None or number <= 0):
        zh = f"[[setting]] {setting.key} 的 default 是 {setting.default},应为正数"
        yield "", Words(zh, f"[[setting]] {setting.key}: default is {setting.default}, it should be a number above 0")
