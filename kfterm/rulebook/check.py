"""What must hold in a rulebook beyond the shape of its tables: all problems, each with file and clause.

What concerns one topic stands in `check_prices`, `check_names`, `check_floor`, `check_attendance`, `check_pay`.
"""

import re
from collections.abc import Collection, Mapping

from kfterm.problems import Problem
from kfterm.rulebook import attendance_rules as a
from kfterm.rulebook import floor_rules as f
from kfterm.rulebook import pay_rules as p
from kfterm.rulebook import score_rules as s
from kfterm.rulebook.base import Rule
from kfterm.rulebook.check_attendance import check_attendance
from kfterm.rulebook.check_floor import check_floor
from kfterm.rulebook.check_names import check_names
from kfterm.rulebook.check_parts import Found, Reading, tag
from kfterm.rulebook.check_pay import check_pay
from kfterm.rulebook.check_prices import check_prices
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

HEAD = "rulebook.toml"
"""The first page; what is wrong with a setting is wrong there."""

ONCE: tuple[type[Rule], ...] = (
    *(p.Base, p.DayWage, p.Insurance, p.Package, p.Meal, p.KpiPay, p.ReviewPay, p.KpiAmount, p.NetFloor, p.PayDue),
    *(p.FundBox, p.CountCommission, p.OrderCommission),
    *(s.Score, s.ScoreCap, s.Standard, s.FloatFrom, s.LastPlaceCase, s.EarlyConfirmation, s.Adjustment),
    *(a.AbsenceSteps, a.AbsenceWage, a.MissedShift, a.MissedPunch, a.PacketLedger, a.RestDays, a.WeeklyRest),
    *(a.UnusedRest, a.LeaveNotice, a.LeaveDeduction, a.LeaveCap, a.FullAttendance, a.SwapLimit),
    *(f.ChatAfterEnd, f.ReliefWait, f.HandoverDue, f.HandoverBreach, f.BadRecord, f.SkippedItem),
    *(f.LateEntry, f.AbsentEntry, f.AwayLimit, f.AwayApproval, f.ContinuousWork, f.ExamDue),
)
"""Mechanisms of which the program reads one."""

_DECISION = re.compile(r"^[A-Z][A-Z0-9]*-A\d+$|^G\d+$")


def check(rulebook: Rulebook, places: Mapping[str, str], unread: Collection[str] = ()) -> list[Problem]:
    """Everything that is wrong with what could be read; `unread` are the mechanisms of rules that could not be."""
    rulebook = Reading(rulebook, unread)
    found = [*_texts(rulebook), *_once(rulebook), *check_prices(rulebook), *check_names(rulebook)]
    found += [*check_floor(rulebook), *check_attendance(rulebook), *check_pay(rulebook)]
    return [Problem(f"{places.get(clause, HEAD)} {clause}".strip(), says) for clause, says in dict.fromkeys(found)]


def _texts(rulebook: Rulebook) -> Found:
    for clause in rulebook.clauses:
        for name, text in (("zh", clause.zh), ("en", clause.en)):
            if not text.strip():
                yield (
                    clause.id,
                    Words(f"{name} 是空的:每条都要有原文和英文", f"{name} is empty: every clause has both texts"),
                )
        for decision in clause.decided:
            if not _DECISION.match(decision):
                yield (
                    clause.id,
                    Words(f"decided 里的 {decision} 不像 R8-A01", f"{decision} in decided does not look like R8-A01"),
                )


def _once(rulebook: Rulebook) -> Found:
    for cls in ONCE:
        for clause, _ in rulebook.all(cls)[1:]:
            yield clause.id, Words(f"机制 {tag(cls)} 只能出现一次", f"the mechanism {tag(cls)} can stand only once")
