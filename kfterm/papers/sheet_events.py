"""What happened in a shift and is worth telling, and the figures of its chats."""

from collections.abc import Iterator

from kfterm.desk.overruns import incident_words, limit_of
from kfterm.desk.shifts import arrival
from kfterm.folds.breaks import reason_words
from kfterm.folds.plan import minutes
from kfterm.month.judge import Judge
from kfterm.month.leave import on_leave, rest_days
from kfterm.papers.sheet_counts import label as label_of
from kfterm.papers.sheet_mask import hidden, mask_order
from kfterm.papers.sheet_model import Chats, Span, Told
from kfterm.papers.sheet_people import away_limit, over_limit
from kfterm.periods import HOUR, MINUTE, day_text
from kfterm.words import Words


def events(judge: Judge, span: Span) -> list[Told]:
    """Everything of the span, in the order of time; a forced closing stands with the signatures and on top."""
    found = [
        *_violations(judge, span),
        *_merits(judge, span),
        *_complaints(judge, span),
        *_incidents(judge, span),
        *_arrivals(judge, span),
        *_absences(judge, span),
        *_aways(judge, span),
        *_leavers(judge, span),
        *_meetings(judge, span),
    ]
    return sorted(found, key=lambda each: (each.at, each.says.en))


def _told(
    kind: str, at: int, zh: list[str], en: list[str], *, public: tuple[list[str], list[str]] | None = None,
    loud: bool = False, staff: str = "",
) -> Told:  # fmt: skip
    """Parts that say nothing leave no gap. `public`: the same without a reproach that has a name."""
    return Told(kind, at, _joined(zh, en), _joined(*public) if public else None, loud, staff)


def _joined(zh: list[str], en: list[str]) -> Words:
    return Words(" ".join(filter(None, zh)), " ".join(filter(None, en)))


def _violations(judge: Judge, span: Span) -> Iterator[Told]:
    for each in judge.shop.conduct.violations.values():
        event = each.event
        if not span.wrote(each.seq, each.at):
            continue
        label = label_of(judge, event.clause, judge.violation_day(each))
        name = judge.shop.people.name(event.staff)
        times = f"x{event.times}" if event.times > 1 else ""
        void = Words("(申诉成立,不计)", "(appeal upheld, does not count)") if each.upheld else Words("", "")
        order = event.order or ""
        tail = [event.clause, times, hidden(event.note or "", order, ""), f"#{mask_order(order)}" if order else ""]
        yield _told(
            "violation",
            each.at,
            [name, "违规", label.zh, *tail, void.zh],
            [name, "violation:", label.en, *tail, void.en],
        )


def _merits(judge: Judge, span: Span) -> Iterator[Told]:
    for each in judge.shop.conduct.merits.values():
        if span.wrote(each.seq, each.at):
            label = label_of(judge, each.event.clause, judge.merit_day(each))
            name = judge.shop.people.name(each.event.staff)
            tail = [each.event.clause, each.event.note or ""]
            zh, en = [name, "表扬", label.zh, *tail], [name, "merit:", label.en, *tail]
            yield _told("merit", each.at, zh, en, public=(zh, en))


def _complaints(judge: Judge, span: Span) -> Iterator[Told]:
    for each in judge.shop.conduct.complaints.values():
        name = judge.shop.people.name(each.staff)
        judged = each.valid is not None and span.wrote(each.judged_seq, each.at)
        verdict = Words("", "")
        if judged:
            verdict = Words("判定成立", "judged valid") if each.valid else Words("判定不成立", "judged invalid")
        if span.wrote(each.seq, each.at) or judged:
            zh, en = [name, "被投诉", each.what, verdict.zh], [name, "complaint:", each.what, verdict.en]
            yield _told("complaint", each.at, zh, en, loud=bool(judged and each.valid))


def _incidents(judge: Judge, span: Span) -> Iterator[Told]:
    until = span.until
    for each in judge.shop.floor.incidents.values():
        done = each.settled_at if each.settled_at is not None and each.settled_seq <= until.seq else None
        settled_here = done is not None and span.wrote(each.settled_seq, done)
        if not settled_here and not span.wrote(each.seq, each.opened_at):
            continue
        lasted, limit = minutes((done or until.at) - each.opened_at), limit_of(judge, each)
        name = judge.shop.people.name(each.staff) if each.staff else ""
        over = limit is not None and lasted > limit
        zh = f"已处理 历时 {lasted} 分" if done is not None else f"未处理 已 {lasted} 分"
        en = f"settled after {lasted} min" if done is not None else f"open, {lasted} min so far"
        more = Words(f" 限 {limit} 分", f"(limit {limit} min)") if over else Words("", "")
        end_zh, end_en = zh + more.zh, f"{en} {more.en}".strip()
        kind = incident_words(each.kind)
        said_zh = ["异常", kind.zh, each.what, name, end_zh]
        said_en = ["incident:", kind.en, each.what, name, end_en]
        public = (["异常", kind.zh, each.what, end_zh], ["incident:", kind.en, each.what, end_en])
        yield _told("incident", each.opened_at, said_zh, said_en, public=public, loud=over or done is None)


def _arrivals(judge: Judge, span: Span) -> Iterator[Told]:
    first, last = judge.calendar.day(span.since.at) - 1, judge.calendar.day(span.until.at)
    for person in judge.shop.people.staff.values():
        for day in range(max(first, last - 2), last + 1):
            plan = judge.plan.planned(person.staff, day)
            came = arrival(judge, plan) if plan else None
            if plan is None or came is None or on_leave(judge, person.staff, day):
                continue
            late = minutes(came - plan.start)
            resting = day in rest_days(judge, person.staff)
            punches = judge.shop.attendance.punches.get(person.staff, [])
            row = next((seq for at, _, seq in punches if at == came), None)
            here = span.wrote(row, came) if row is not None else span.since.at < came <= span.until.at
            if late and here and not resting:
                yield _told(
                    "late",
                    came,
                    [person.name, f"迟到 {late} 分"],
                    [person.name, f"{late} min late"],
                    staff=person.staff,
                )


def _absences(judge: Judge, span: Span) -> Iterator[Told]:
    for staff, absences in judge.shop.attendance.absences.items():
        for day, half_days, seq in absences:
            if span.wrote(seq, judge.calendar.moment(day + 1) - 1):
                name, days = judge.shop.people.name(staff), f"{half_days / 2:g}"
                at = min(max(judge.calendar.moment(day), span.since.at), span.until.at)
                zh, en = f"旷工 {days} 天({day_text(day)})", f"absent {days} day(s) ({day_text(day)})"
                yield _told("absent", at, [name, zh], [name, en], loud=True)


def _aways(judge: Judge, span: Span) -> Iterator[Told]:
    for away in judge.shop.floor.aways:
        if away.seq <= span.since.seq and away.until is not None and away.until <= span.since.at:
            continue
        limit = away_limit(judge, away)
        if limit is None or not span.became(away.seq, away.since + limit * MINUTE + 1):
            continue
        over = over_limit(judge, away, span.until.at)
        if over is not None:
            name = judge.shop.people.name(away.staff)
            reason, just = reason_words(away.reason), over.minutes == limit
            more = Words(f" {over.seconds:02d} 秒", f" {over.seconds:02d} s") if just else Words("", "")
            zh, en = (
                f"离席 {over.minutes} 分{more.zh} 限 {limit} 分",
                f"away {over.minutes} min{more.en}, limit {limit}",
            )
            yield _told("away", away.since, [name, zh, reason.zh], [name, en, reason.en], staff=away.staff)


def _leavers(judge: Judge, span: Span) -> Iterator[Told]:
    for person in judge.shop.people.staff.values():
        if person.left_at is not None and span.wrote(person.left_seq, person.left_at):
            reason = person.left_reason
            yield _told(
                "left", person.left_at, [person.name, "离职", reason], [person.name, "left the company", reason]
            )


def _meetings(judge: Judge, span: Span) -> Iterator[Told]:
    """Meetings with who was missing without leave; on the wall with how many."""
    for each in judge.shop.scores.meetings:
        if span.wrote(each.seq, each.at):
            names = [judge.shop.people.name(staff) for staff in each.absent]
            gone = (f"缺席 {'、'.join(names)}", f"absent: {', '.join(names)}") if names else ("", "")
            many = (f"缺席 {len(names)} 人", f"{len(names)} absent") if names else ("", "")
            public = (["会议", each.meeting, many[0]], ["meeting:", each.meeting, many[1]])
            said = (["会议", each.meeting, gone[0]], ["meeting:", each.meeting, gone[1]])
            yield _told("meeting", each.at, *said, public=public)


def chats(judge: Judge, span: Span, cut: bool) -> Chats:
    """Rounds of whole hours, which is how they are kept: a cut counts as the nearest one, on both its sheets."""
    first = _nearest(span.since.at)
    last = _nearest(span.until.at) if cut else -(-span.until.at // HOUR)
    answered = total = slowest = passed_on = 0
    for hours in judge.shop.timers.rounds.values():
        for hour, rounds in hours.items():
            if first <= hour < last:
                answered += rounds.answered
                total += rounds.total_ms
                slowest = max(slowest, rounds.slowest_ms)
                passed_on += rounds.unanswered
    waiting = sum(1 for chat in judge.shop.timers.chats.values() if 0 < chat.buyer_since <= span.until.at)
    mean = (2 * total + answered * 1000) // (answered * 2000) if answered else 0
    return Chats(first * HOUR, last * HOUR, answered, mean, slowest // 1000, passed_on, waiting)


def _nearest(at: int) -> int:
    return (at + HOUR // 2) // HOUR
