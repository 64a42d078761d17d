"""Places in the windows of a shift: one for the person under the cursor, or for everybody of the shift at once."""

from typing import TYPE_CHECKING

from kfterm.desk.breaks import Spread, Window, breaks_of, is_here, planned_break, slot_reason, spread, windows
from kfterm.desk.shifts import expected
from kfterm.events.base import Event
from kfterm.events.floor import BreakCleared, BreakPlanned
from kfterm.folds.breaks import SLOTS, away_reasons, reason_of, reason_words
from kfterm.folds.floor import Break
from kfterm.folds.plan import Planned
from kfterm.papers.cells import wrap
from kfterm.periods import MINUTE, clock_minutes
from kfterm.words import Words
from screens.modals import PickModal
from screens.widgets.form import ConfirmModal, Field, FormModal, example
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen

_ALL = "?all"
_OWN = "?own"
_CLEAR = "?clear:"
_LINE = 58
"""Cells of a line in a question."""


async def plan_breaks(floor: "FloorScreen") -> None:
    """L: a window of the shift, everybody of the shift at once, any other time, or a break that is planned taken out."""
    staff = floor.staff
    if staff is None:
        return
    desk, now = floor.app.desk, floor.app.desk.clock.now()
    plan = desk.judge().plan.current(staff, now)
    if plan is None:
        name = floor.name_of(staff)
        floor.tell(Words(f"{name} 今天没有排班", f"{name} has no shift today"), "warn")
        return
    name, judge = floor.name_of(staff), desk.judge()
    if not expected(judge, plan):
        floor.tell(Words(f"{name} 今天休息或请假", f"{name} has the day off"), "warn")
        return
    if plan.covers(now) and not is_here(judge, plan, now):
        floor.tell(Words(f"{name} 未到岗,先 a 上席", f"{name} is not here: a first"), "warn")
        return
    asks = _Plan(floor, plan)
    title = Words(f"小休安排 · {asks.name}", f"breaks · {asks.name}").pick(floor.app.lang)
    foot = Words("Enter 排到这里  Esc 返回", "Enter plans it there  Esc leaves").pick(floor.app.lang)
    modal = PickModal(title, asks.items(), preview=asks.foresee, foot=foot)
    picked = await floor.app.push_screen_wait(modal)
    if picked is None:
        return
    if picked.key == _ALL:
        await asks.everybody()
    elif picked.key == _OWN:
        await asks.other_time()
    elif picked.key.startswith(_CLEAR):
        asks.clear(int(picked.key.removeprefix(_CLEAR)))
    else:
        asks.sit(next(each for each in asks.windows if str(each.since) == picked.key))


class _Plan:
    """The windows of the shift of one person."""

    def __init__(self, floor: "FloorScreen", plan: Planned) -> None:
        self.floor, self.plan, self.lang = floor, plan, floor.app.lang
        self.now, self.judge = floor.app.desk.clock.now(), floor.app.desk.judge()
        self.name = floor.name_of(plan.staff)
        self.windows = windows(self.judge, plan.day, plan.shift)
        self.own = breaks_of(self.judge, plan)

    def _clock(self, since: int, until: int) -> str:
        return f"{self.judge.calendar.clock(since)}-{self.judge.calendar.clock(until)}"

    def _names(self, staff: tuple[str, ...]) -> str:
        return Words("、", ", ").pick(self.lang).join(self.floor.name_of(each) for each in staff)

    def items(self) -> list[PickItem]:
        """Windows with the places left and who sits there; the whole shift; another time; what is planned, to clear it."""
        found = []
        for each in self.windows:
            clock = self._clock(each.since, each.until)
            left = Words(f"剩 {each.left}/{each.places}", f"{each.left}/{each.places} left").pick(self.lang)
            found.append(PickItem(str(each.since), f"{clock}  {left}", self._names(each.sits), search=clock))
        if self.windows:
            label = Words("全班均匀排开", "spread the whole shift").pick(self.lang)
            found.append(PickItem(_ALL, label, search="全班 均匀 spread all qb"))
        found += [
            PickItem(f"{_CLEAR}{each.since}", self._clear_text(each), search="取消 clear qx") for each in self.own
        ]
        label = Words("其他时间", "another time").pick(self.lang)
        found.append(PickItem(_OWN, label, search="其他时间 another time qt"))
        return found

    def _clear_text(self, each: Break) -> str:
        what, clock = reason_words(each.reason), self._clock(each.since, each.since + each.minutes * MINUTE)
        return Words(f"取消 {clock} {what.zh}", f"clear {clock} {what.en}").pick(self.lang)

    def foresee(self, key: str) -> list[str]:
        """For whom there is no place; that there are no windows yet, and how to make some."""
        if key == _ALL:
            found = spread(self.judge, self.plan.day, self.plan.shift, self.now)
            placed, without = len(found.placed), len(found.without)
            return [
                Words(f"排 {placed} 人,{without} 人没有位子", f"{placed} get a place, {without} do not").pick(self.lang)
            ]
        if key == _OWN and not self.windows:
            example = f"{SLOTS}{self.plan.shift}=11:30-12:00*2"
            return [
                Words(f"这个班没有时段,可设置 {example}", f"this shift has no windows; set {example}").pick(self.lang)
            ]
        return []

    def sit(self, window: Window) -> None:
        """A place in a window; a place in another one is given up."""
        reason = slot_reason()
        events: list[Event] = [
            BreakCleared(staff=self.plan.staff, from_at=self.judge.calendar.at(each.since))
            for each in self.own
            if each.reason == reason and each.since != window.since
        ]
        clock, what = self._clock(window.since, window.until), reason_words(reason)
        self.floor.say(
            *events,
            planned_break(self.judge, self.plan.staff, window),
            done=Words(f"{self.name} 安排 {clock} {what.zh}", f"{self.name}: {what.en} planned {clock}"),
        )

    def clear(self, since: int) -> None:
        """Take a planned break out."""
        clock = self.judge.calendar.clock(since)
        self.floor.say(
            BreakCleared(staff=self.plan.staff, from_at=self.judge.calendar.at(since)),
            done=Words(f"{self.name} 取消 {clock} 的小休", f"{self.name}: no break at {clock} any more"),
        )

    async def everybody(self) -> None:
        """Everybody of the shift who has no place yet, evenly, shown before it is logged."""
        found = spread(self.judge, self.plan.day, self.plan.shift, self.now)
        if not found.placed:
            self.floor.tell(Words("没有人可排,或没有位子", "nobody to place, or no places left"), "warn")
            return
        count = len(found.placed)
        question = Words(f"排 {count} 人的{reason_words(slot_reason()).zh}?", f"Plan a break for {count}?").pick(
            self.lang
        )
        if await self.floor.app.push_screen_wait(ConfirmModal(question, self._lines(found), lang=self.lang)):
            events = [planned_break(self.judge, staff, window) for staff, window in found.placed]
            self.floor.say(*events, done=Words(f"已排 {count} 人", f"{count} breaks planned"))

    def _lines(self, found: Spread) -> list[str]:
        lines = []
        for window in self.windows:
            new = tuple(staff for staff, place in found.placed if place == window)
            text = f"{self._clock(window.since, window.until)} {self._names((*window.sits, *new))}"
            lines += wrap(text, _LINE)
        if found.without:
            names = self._names(found.without)
            lines += wrap(Words(f"没有位子:{names}", f"no place: {names}").pick(self.lang), _LINE)
        if found.absent:
            names = self._names(found.absent)
            lines += wrap(Words(f"不在场,不排:{names}", f"not here, left out: {names}").pick(self.lang), _LINE)
        return lines

    async def other_time(self) -> None:
        """Any other break of the shift: when, how long, for what."""
        reasons = tuple((each.id, each.words.pick(self.lang)) for each in away_reasons())
        usual = reason_of(slot_reason())
        fields = [
            Field("from", Words("几点", "from").pick(self.lang), required=True, hint=example("12:00", self.lang), check=self._moment),
            Field("minutes", Words("分钟", "minutes").pick(self.lang), str(usual.minutes if usual else ""), required=True,
                  check=self._whole),
            Field("reason", Words("原因", "reason").pick(self.lang), slot_reason(), choices=reasons),
        ]  # fmt: skip
        title = Words(f"小休安排 · {self.name}", f"breaks · {self.name}").pick(self.lang)
        answers = await self.floor.app.push_screen_wait(FormModal(title, fields, lang=self.lang))
        if answers is None:
            return
        at, what = self._at(answers["from"]), reason_words(answers["reason"])
        self.floor.say(
            BreakPlanned(
                staff=self.plan.staff,
                from_at=self.judge.calendar.at(at),
                minutes=int(answers["minutes"]),
                reason=answers["reason"],
            ),
            done=Words(
                f"{self.name} {self.judge.calendar.clock(at)} {what.zh} {answers['minutes']} 分钟",
                f"{self.name}: {what.en} {self.judge.calendar.clock(at)}, {answers['minutes']} min",
            ),
        )

    def _at(self, text: str) -> int:
        """A clock in the shift: one before its beginning is after midnight."""
        at = self.judge.calendar.moment(self.plan.day, clock_minutes(text))
        return at if at >= self.plan.start else self.judge.calendar.moment(self.plan.day + 1, clock_minutes(text))

    def _moment(self, text: str) -> str | None:
        try:
            clock_minutes(text)
        except ValueError:
            return Words("要写成 12:00", "it should be like 12:00").pick(self.lang)
        return None

    def _whole(self, text: str) -> str | None:
        says = Words("要写整数分钟", "it should be a whole number of minutes").pick(self.lang)
        return None if text.isascii() and text.isdigit() and int(text) > 0 else says
