"""The attendance figures of one person's month, with the days behind each of them. Pure."""

from collections.abc import Callable, Iterator, Sequence

from kfterm.folds.breaks import reason_words
from kfterm.month.adherence import Adherence, below_target, month_adherence, percent, together
from kfterm.month.judge import Judge
from kfterm.month.model import Clauses, DayRecord, Events, Statement
from kfterm.papers.board import DEVIATIONS
from kfterm.periods import day_text, month
from kfterm.rulebook.attendance_rules import (
    AbsenceCase,
    AbsenceSteps,
    AbsenceWage,
    FullAttendance,
    LatenessTier,
    LeaveCap,
    LeaveDeduction,
    LeaveNotice,
    MissedPunch,
    MissedShift,
    RestDays,
    SwapLimit,
    WeeklyRest,
)
from kfterm.rulebook.base import Rule
from kfterm.rulebook.conduct_rules import Trigger
from kfterm.rulebook.floor_rules import ChatAfterEnd, LateEntry
from kfterm.words import Lang, Words
from screens.figure import Figure, days_text
from screens.widgets.columns import Cell

Kinds = tuple[type[Rule], ...]
_MINUTES, _DAYS = Words("分", "min"), Words("天", "days")


def attendance_figures(found: Statement, judge: Judge, label: str, lang: Lang) -> list[Figure]:
    """What the month's attendance counts, where there is anything."""
    return list(_Days(found, judge, label, lang).all())


class _Days:
    """The figures being made."""

    def __init__(self, found: Statement, judge: Judge, label: str, lang: Lang) -> None:
        self.found, self.seen, self.lang = found, found.attendance, lang
        self.swaps = judge.shop.roster.swaps_of(found.staff, label)
        self.rulebook = judge.rulebook(month(label))
        self.calendar = judge.calendar
        self.kept = month_adherence(judge, found.staff, month(label))
        whole = together([each for _, each in self.kept])
        self.short = whole is not None and below_target(judge, whole)

    def all(self) -> Iterator[Figure]:
        seen = self.seen
        yield from self._minutes("late", Words("迟到", "late"), seen.late_count, lambda day: day.late_minutes)
        yield from self._minutes("early", Words("早退", "early leave"), seen.early_count, lambda day: day.early_minutes)
        yield from self._minutes("overrun", Words("延时", "overrun"), 0, lambda day: day.overrun_minutes)
        yield from self._absence()
        if seen.leave_half_days:
            total = f"{days_text(seen.leave_half_days)} {_DAYS.pick(self.lang)}"
            clauses = self._clauses((LeaveDeduction, LeaveCap, LeaveNotice)) or self._without("leave")
            yield self._figure("leave", Words("请假", "leave"), total, clauses, seen.leave_events, total)
        if seen.rest_entitled or seen.rest_taken:
            words, value = Words("休假 已休/应休", "rest taken/due"), f"{seen.rest_taken}/{seen.rest_entitled}"
            clauses = self._clauses((RestDays, WeeklyRest))
            yield self._figure("rest", words, value, clauses, seen.rest_events, f"{value} {_DAYS.pick(self.lang)}")
        if seen.missed_punches:
            days = [day for day in seen.days if day.made_up]
            parts = " + ".join(f"{len(day.made_up)} ({day_text(day.day)[5:]})" for day in days)
            value, clauses = str(seen.missed_punches), self._clauses((MissedPunch,))
            words = Words("补卡", "made-up punches")
            yield self._figure("punches", words, value, clauses, _events(days), f"{parts} = {value}")
        yield from self._kept()
        if self.swaps:
            events = tuple(each.seq for each in self.swaps)
            value, words = str(len(self.swaps)), Words("换班", "swaps")
            yield self._figure("swaps", words, value, self._clauses((SwapLimit,)), events, value)

    def _kept(self) -> Iterator[Figure]:
        """How well the plan was kept, by day: right state at the right time, and how much of the planned work was done."""
        found = together([each for _, each in self.kept])
        if found is None:
            return
        days = Words(f"{len(self.kept)} 天", f"{len(self.kept)} days").pick(self.lang)
        done = Words(
            f"{days} 工时达成 {percent(found.conformance)}", f"{days}, conformance {percent(found.conformance)}"
        )
        each_day = " · ".join(self._kept_text(day, each) for day, each in self.kept)
        sums = f"{_hours(found.adherent)} ÷ {_hours(found.scheduled)} = {percent(found.adherence)}"
        worked = f"{_hours(found.worked)} ÷ {_hours(found.due)} = {percent(found.conformance)}"
        working = Words(
            f"排班遵守 {sums};工时达成 {worked}。{each_day}", f"adherence {sums}; conformance {worked}. {each_day}"
        )
        words = Words("排班遵守", "adherence")
        share = percent(found.adherence)
        cells: tuple[Cell, ...] = (words.pick(self.lang), done.pick(self.lang), (share, "warn" if self.short else ""))
        yield Figure("adherence", cells, (), (), working.pick(self.lang))

    def _kept_text(self, day: int, found: Adherence) -> str:
        """`10-13 92%/100% 08:30-08:42 迟到`: a day's two shares, and what was otherwise than planned."""
        clock = self.calendar.clock
        apart = [
            f"{clock(each.since)}-{clock(each.until)} {DEVIATIONS.get(each.why, reason_words(each.why)).pick(self.lang)}"
            for each in found.deviations
        ]
        shares = f"{percent(found.adherence)}/{percent(found.conformance)}"
        return " ".join([f"{day_text(day)[5:]} {shares}", *apart])

    def _figure(
        self, key: str, words: Words, value: str, clauses: Clauses, events: Events, working: str, what: str = ""
    ) -> Figure:
        return Figure(key, (words.pick(self.lang), what, value), clauses, events, working)

    def _minutes(self, key: str, words: Words, count: int, size: Callable[[DayRecord], int]) -> Iterator[Figure]:
        """Lateness, early leave, work beyond the end: minutes of each day, added up."""
        days = [day for day in self.seen.days if size(day)]
        if not days:
            return
        kinds: Kinds = (ChatAfterEnd,) if key == "overrun" else (LateEntry, LatenessTier)
        of_days = tuple(dict.fromkeys(clause for day in days for clause in day.late_clauses))
        clauses = of_days if of_days and key != "overrun" else self._clauses(kinds) or self._without(key)
        minutes = _MINUTES.pick(self.lang)
        total = f"{sum(size(day) for day in days)} {minutes}"
        parts = " + ".join(f"{size(day)} ({day_text(day.day)[5:]})" for day in days)
        times = Words(f"{count} 次", f"{count} x").pick(self.lang) if count else ""
        yield self._figure(key, words, total, clauses, _events(days), f"{parts} = {total}", times)

    def _absence(self) -> Iterator[Figure]:
        half_days = self.seen.absence_half_days
        if not half_days:
            return
        total = f"{days_text(half_days)} {_DAYS.pick(self.lang)}"
        days = [day for day in self.seen.days if day.absent_half_days]
        parts = " + ".join(f"{days_text(day.absent_half_days)} ({day_text(day.day)[5:]})" for day in days)
        whole = sum(day.absent_half_days for day in days) == half_days
        clauses = self._clauses((AbsenceSteps, AbsenceWage, AbsenceCase, MissedShift))
        if self.rulebook is not None:
            clauses += tuple(clause.id for clause, rule in self.rulebook.all(Trigger) if rule.on == "absence")
        working = f"{parts} = {total}" if whole else total
        words, clauses = Words("旷工", "absence"), tuple(dict.fromkeys(clauses)) or self._without("absence")
        yield self._figure("absence", words, total, clauses, self.seen.absence_events, working)

    def _without(self, key: str) -> Clauses:
        """Where nothing else speaks of it: the full attendance that it costs."""
        found = self.rulebook.all(FullAttendance) if self.rulebook is not None else []
        return tuple(clause.id for clause, rule in found if key in rule.without)

    def _clauses(self, kinds: Kinds) -> Clauses:
        """The clauses that speak of something."""
        if self.rulebook is None:
            return ()
        return tuple(dict.fromkeys(clause.id for kind in kinds for clause, _ in self.rulebook.all(kind)))


def _hours(seconds: int) -> str:
    """`7:30`, hours and minutes."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02d}"


def _events(days: Sequence[DayRecord]) -> Events:
    return tuple(dict.fromkeys(seq for day in days for seq in day.events))
