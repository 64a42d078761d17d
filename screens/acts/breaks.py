"""Breaks: away for a reason, queued where too many are, let go all the same, back; places in the windows of a shift."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kfterm.desk.breaks import break_minutes, full, full_words, out_at, out_words, queued
from kfterm.desk.noticed import Proposal
from kfterm.desk.outings import OUTING, approved_outing
from kfterm.events.floor import BreakQueued, BreakUnqueued, SeatLeft, SeatReturned
from kfterm.folds.breaks import AwayReason, agreed_minutes, away_reasons, reason_of, reason_words
from kfterm.folds.floor import AWAY, ON
from kfterm.papers.cells import wrap
from kfterm.papers.spans import clock_text
from kfterm.periods import MINUTE
from kfterm.words import Words
from screens.modals import PickModal
from screens.widgets.form import Field, FormModal
from screens.widgets.painted import Line
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen

_UNTOLD = "?untold"
_STOP = "?stop"
_OUT = "?outing"
_LINE = 72
"""Cells of a line in a picker's preview."""
_FOOT = Words("Enter 离席/排队  Tab 分钟、报备、理由  Esc 不记", "Enter goes or queues  Tab minutes, told, reason  Esc")


async def away(floor: "FloorScreen") -> None:
    """l, a reason, Enter: told and for the usual minutes, or into the queue where as many are away as may be."""
    staff = floor.staff
    if staff is None:
        return
    if absent(floor, staff):
        return
    asks = _Away(floor, staff)
    modal = PickModal(asks.title(), asks.items(), preview=asks.foresee, foot=_FOOT.pick(floor.app.lang))
    picked = await floor.app.push_screen_wait(modal)
    if picked is None:
        return
    if picked.key == _STOP:
        floor.say(BreakUnqueued(staff=staff), done=Words(f"{asks.name} 不再排队", f"{asks.name} waits no longer"))
    elif picked.key == _OUT:
        asks.go_out()
    elif picked.key == _UNTOLD:
        floor.say(
            SeatLeft(staff=staff, reason=_LEFT.pick(floor.app.lang), told=False),
            done=Words(f"{asks.name} 未报离岗", f"{asks.name} left untold"),
        )
    elif picked.details:
        await asks.details(_reason(picked.key))
    else:
        asks.at_once(_reason(picked.key))


def absent(floor: "FloorScreen", staff: str) -> bool:
    """Whether somebody is not on the floor, and so has nothing to leave; says so."""
    seat = floor.app.desk.live.shop.floor.seats.get(staff)
    if seat is not None and seat.state in (ON, AWAY):
        return False
    name = floor.name_of(staff)
    floor.tell(Words(f"{name} 不在席,先 a 上席", f"{name} is not on seat: a first"), "warn")
    return True


_LEFT = Words("未报离岗", "left without a word")


def _reason(key: str) -> AwayReason:
    return next(each for each in away_reasons() if each.id == key)


class _Away:
    """What `l` asks about one person."""

    def __init__(self, floor: "FloorScreen", staff: str) -> None:
        self.floor, self.staff, self.lang = floor, staff, floor.app.lang
        self.name = floor.name_of(staff)
        self.now, self.judge = floor.app.desk.clock.now(), floor.app.desk.judge()
        seat = self.judge.shop.floor.seats.get(staff)
        self.seat = seat if seat is not None and seat.state == AWAY else None
        """Where somebody is away already: another reason ends this absence and begins the next."""
        limits = ((each.id, full(self.judge, staff, each.id, self.now)) for each in away_reasons())
        self.full = {reason: limit for reason, limit in limits if limit is not None}
        """The reasons with no place left, as they are shown; a place that is lost meanwhile is for the desk to refuse."""

    def title(self) -> str:
        """`离席 · 欧阳雪`, and for how long they have been away for what."""
        doing = ""
        if self.seat is not None:
            doing = f" · {reason_words(self.seat.reason).pick(self.lang)} {self._lasted()}"
        return Words(f"离席 · {self.name}", f"away · {self.name}").pick(self.lang) + doing

    def _lasted(self) -> str:
        return clock_text((self.now - self.seat.since) // 1000) if self.seat is not None else ""

    def items(self) -> list[PickItem]:
        """The reasons, each with its minutes or that it is full; whoever waits: what they wait for first, to stop last."""
        found = []
        waits = queued(self.judge, self.staff)
        outing = approved_outing(self.judge, self.staff, self.now)
        if outing is not None:
            since, words = self.judge.calendar.clock(outing.since), reason_words(OUTING)
            allowed = Words(f"{words.zh}:{outing.reason}(已批)", f"{words.en}: {outing.reason} (allowed)")
            hint = Words(f"{since} 起 {outing.minutes} 分钟", f"from {since}, {outing.minutes} min").pick(self.lang)
            found.append(PickItem(_OUT, allowed.pick(self.lang), hint, search=f"{words.zh} {words.en} wc yp"))
        waited = reason_of(waits[1].reason) if waits is not None else None
        for reason in sorted(
            away_reasons(), key=lambda each: (each != waited, each.id in self.full and waits is not None)
        ):
            words = reason.words
            found.append(
                PickItem(reason.id, words.pick(self.lang), self._hint(reason), search=f"{words.zh} {words.en}")
            )
        found.append(PickItem(_UNTOLD, _LEFT.pick(self.lang), "", search=f"{_LEFT.zh} {_LEFT.en}"))
        if waits is not None:
            what, minutes = reason_words(waits[1].reason), (self.now - waits[1].since) // MINUTE
            label = Words(f"不再排队({what.zh})", f"wait no longer ({what.en})").pick(self.lang)
            hint = Words(f"第 {waits[0]} 位,排了 {minutes} 分钟", f"no. {waits[0]}, for {minutes} min").pick(self.lang)
            found.append(PickItem(_STOP, label, hint, search="不再排队 stop waiting bzpd"))
        return found

    def _hint(self, reason: AwayReason) -> str:
        limit = self.full.get(reason.id)
        if limit is not None:
            return Words(f"满 {len(limit.out)}/{limit.limit}", f"full {len(limit.out)}/{limit.limit}").pick(self.lang)
        minutes = agreed_minutes(self.judge.shop.rules, reason, self.now)
        return Words(f"{minutes} 分钟", f"{minutes} min").pick(self.lang) if minutes else ""

    def foresee(self, key: str) -> Sequence[str | Line]:
        """Until when; where it is full, who is out and when each is expected."""
        if key in (_UNTOLD, _STOP, _OUT):
            return []
        reason, lines = _reason(key), []
        limit = self.full.get(key)
        if limit is not None:
            says = full_words(self.judge, limit, self.now).pick(self.lang)
            lines = [((each, "warn"),) for each in wrap(says, _LINE)[:2]]
            does = self._queues(reason)
            return [*lines, ((does.pick(self.lang), "dim"),)]
        until = self._until(agreed_minutes(self.judge.shop.rules, reason, self.now))
        if self.seat is not None:
            was = reason_words(self.seat.reason)
            ends = Words(f"{was.zh} {self._lasted()} 到此为止", f"{was.en} ends here after {self._lasted()}")
            until = Words(f"{ends.zh},{until.zh}", f"{ends.en}, {until.en}") if until.zh else ends
        others = [each for each in out_at(self.judge, self.now) if each.staff != self.staff]
        if reason.counts and others:
            out = out_words(self.judge, others, self.now)
            also = Words(f"已离席 {len(others)}:{out.zh}", f"{len(others)} away: {out.en}").pick(self.lang)
            return [until.pick(self.lang), *wrap(also, _LINE)[:2]]
        return [until.pick(self.lang)]

    def _queues(self, reason: AwayReason) -> Words:
        """What Enter does where there is no place: queue, or go on waiting."""
        waits = queued(self.judge, self.staff)
        if waits is not None and reason_of(waits[1].reason) == reason:
            return Words(
                f"已在排队,第 {waits[0]} 位  Tab 写理由放行", f"waits, no. {waits[0]}  Tab lets go, with a reason"
            )
        place = self._place()
        return Words(
            f"Enter 排队,第 {place} 位  Tab 写理由放行", f"Enter queues, no. {place}  Tab lets go, with a reason"
        )

    def _place(self) -> int:
        """The place in the queue of who queues now."""
        return len([each for each in self.judge.shop.floor.queue if each.staff != self.staff]) + 1

    def _until(self, minutes: int) -> Words:
        if not minutes:
            return Words("", "")
        clock = self.judge.calendar.clock(self.now + minutes * MINUTE)
        return Words(f"{minutes} 分钟,{clock} 回", f"{minutes} min, back {clock}")

    def go_out(self) -> None:
        """Out as it was allowed, for the minutes of the request."""
        outing = approved_outing(self.judge, self.staff, self.now)
        if outing is not None:
            event = SeatLeft(staff=self.staff, reason=OUTING, told=True, minutes=outing.minutes)
            done = Words(f"{self.name} 外出 {outing.minutes} 分钟", f"{self.name} is out for {outing.minutes} min")
            self.floor.say(event, done=done)

    def at_once(self, reason: AwayReason) -> None:
        """Enter: goes, told and for the usual minutes; or queues."""
        words = reason.words
        if self.seat is not None and reason_of(self.seat.reason) == reason:
            self.floor.tell(
                Words(f"{self.name} 已经在{words.zh}:Tab 改分钟,b 回席", f"{self.name} is away for that: Tab, or b"),
                "warn",
            )
        elif reason.id in self.full:
            place = self._place()
            self.floor.say(
                BreakQueued(staff=self.staff, reason=reason.id),
                done=Words(
                    f"{self.name} 排队{words.zh},第 {place} 位", f"{self.name} waits for a {words.en}, no. {place}"
                ),
            )
        else:
            minutes = break_minutes(self.judge, reason.id, None, self.now)
            self.go(SeatLeft(staff=self.staff, reason=reason.id, told=True, minutes=minutes))

    async def details(self, reason: AwayReason) -> None:
        """Tab: other minutes, untold, and where it is full why they go all the same."""
        limit = self.full.get(reason.id)
        minutes = break_minutes(self.judge, reason.id, None, self.now)
        told = (("yes", Words("已报备", "told").pick(self.lang)), ("no", Words("未报备", "untold").pick(self.lang)))
        fields = [
            Field("minutes", Words("分钟", "minutes").pick(self.lang), str(minutes or ""), check=self._whole()),
            Field("told", Words("报备", "told").pick(self.lang), "yes", choices=told),
        ]
        if limit is not None:
            fields.insert(0, _why(self.floor))
        answers = await self.floor.app.push_screen_wait(
            FormModal(
                f"{self.title()} · {reason.words.pick(self.lang)}",
                fields,
                lang=self.lang,
                trouble=full_words(self.judge, limit, self.now).pick(self.lang) if limit is not None else "",
                foresee=self._foresee_typed,
            )
        )
        if answers is not None:
            typed = answers["minutes"]
            self.go(
                SeatLeft(
                    staff=self.staff,
                    reason=reason.id,
                    told=answers["told"] == "yes",
                    minutes=int(typed) if typed else None,
                    note=answers.get("note") or None,
                )
            )

    def _foresee_typed(self, answers: dict[str, str]) -> list[str | Line]:
        typed = answers["minutes"]
        return [self._until(int(typed)).pick(self.lang)] if typed.isascii() and typed.isdigit() else []

    def _whole(self) -> Callable[[str], str | None]:
        says = Words("要写整数分钟", "it should be a whole number of minutes").pick(self.lang)
        return lambda text: None if text.isascii() and text.isdigit() and int(text) > 0 else says

    def go(self, event: SeatLeft) -> None:
        """Log it; an absence that it ends is said with its length."""
        words, was = reason_words(event.reason), ("", "")
        if self.seat is not None:
            before = reason_words(self.seat.reason)
            was = f"{before.zh} {self._lasted()} -> ", f"{before.en} {self._lasted()} -> "
        back = self._until(event.minutes or 0)
        self.floor.say(
            event,
            done=Words(
                f"{self.name} 离席 {was[0]}{words.zh} {back.zh}".rstrip(),
                f"{self.name} away: {was[1]}{words.en} {back.en}".rstrip(),
            ),
        )


def _why(floor: "FloorScreen") -> Field:
    return Field("note", Words("放行理由", "why all the same").pick(floor.app.lang), required=True)


async def let_go(floor: "FloorScreen", found: Proposal) -> None:
    """Enter on whose turn it is: they go; where the place was taken meanwhile, only with a reason."""
    event = found.books
    assert isinstance(event, SeatLeft)
    desk, lang = floor.app.desk, floor.app.lang
    judge, now = desk.judge(), desk.clock.now()
    limit = full(judge, event.staff, event.reason, now)
    note = None
    if limit is not None:
        says = full_words(judge, limit, now).pick(lang)
        answers = await floor.app.push_screen_wait(
            FormModal(found.says.pick(lang), [_why(floor)], lang=lang, trouble=says)
        )
        if answers is None:
            return
        note = answers["note"]
    _Away(floor, event.staff).go(
        SeatLeft(staff=event.staff, reason=event.reason, told=True, minutes=event.minutes, note=note)
    )


async def back(floor: "FloorScreen") -> None:
    """Back on seat; says how long it was, and by how much over."""
    staff = floor.staff
    if staff is None:
        return
    desk, name = floor.app.desk, floor.name_of(staff)
    seat, now = desk.live.shop.floor.seats.get(staff), desk.clock.now()
    if seat is None or seat.state != AWAY:
        floor.tell(Words(f"{name} 没有离席", f"{name} is not away"), "warn")
        return
    lasted = clock_text((now - seat.since) // 1000)
    over = max(0, now - seat.since - (seat.minutes or 0) * MINUTE) // 1000 if seat.minutes else 0
    beyond = Words(f",超 {clock_text(over)}", f", {clock_text(over)} over") if over else Words("", "")
    floor.say(
        SeatReturned(staff=staff),
        done=Words(f"{name} 回席,离席 {lasted}{beyond.zh}", f"{name} is back after {lasted}{beyond.en}"),
    )
