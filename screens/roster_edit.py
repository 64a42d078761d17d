"""What the keys of the roster write: one cell or a block as one batch, asked for first where days are over; and undo."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kfterm.desk.roster_grid import Cell
from kfterm.desk.roster_makers import makers
from kfterm.desk.roster_plans import (
    RosterPlan,
    copied_week,
    exchanged_accounts,
    newly_broken,
    rotated_week,
    shift_words,
    shortest_rest,
)
from kfterm.desk.shift_signs import LEAVE
from kfterm.events.base import Event
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.roster import REST, ShiftAssigned, ShiftCleared
from kfterm.log.rows import Appended
from kfterm.periods import day_text, monday, month_label
from kfterm.words import Words
from screens.modals import Picked, PickModal, ReadModal
from screens.widgets.form import ConfirmModal
from screens.widgets.painted import Line
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.roster import RosterScreen

_Before = list[tuple[str, int, str | None]]
"""(staff, day, shift) of cells as they were before something was written."""
_CLEAR = "?clear"
_CAME_BACK = 3
"""So many cells are named that an undo brought back."""
_SHOWN = 8
"""So many broken rules and moves are listed in a preview; the rest are counted."""


class RosterHand:
    """Writes for a roster screen, and remembers its batches."""

    def __init__(self, screen: "RosterScreen") -> None:
        self._screen = screen
        self._last: str | None = None
        self._batches: list[tuple[list[str], set[str], _Before]] = []
        """Ids of the rows of each batch, newest last, whose they were, and what stood there."""
        self._people: set[str] = set()
        self._before: _Before = []

    def _marked(self) -> list[Cell]:
        """The cells of the block that can be planned, or the one under the cursor."""
        block, rows = self._screen.cells.block, self._screen.grid.rows
        cells = [cell for row in rows[block.top : block.bottom + 1] for cell in row.cells[block.left : block.right + 1]]
        return [cell for cell in cells if cell.here]

    def assign(self, shift: str | None) -> None:
        """A shift, rest, or nothing, for what is marked; a single cell goes on to the next day."""
        screen, cells = self._screen, self._marked()
        if not self.may(rest=shift == REST or any(cell.shift == REST for cell in cells)):
            return
        self._last = shift or self._last
        single = not screen.cells.marking
        events = [event for cell in cells if (event := _event(cell, shift)) is not None]

        def write(yes: bool | None) -> None:
            if yes and (not events or self._write({cell.staff for cell in cells}, *events)):
                if single:
                    if shift is not None and not screen.cells.at_end:
                        screen.cells.action_move(0, 1)  # the next month begins only where somebody asks for it
                else:
                    screen.cells.drop()

        over = self._over([cell for cell in cells if _event(cell, shift) is not None])
        if over:
            question, lines = self._warning(over)
            screen.app.push_screen(ConfirmModal(question, lines, lang=screen.lang), write)
        else:
            write(True)

    def may(self, *, rest: bool = False) -> bool:
        """Whether this hand may plan; if not, who may is said in the foot. `rest`: it is about a rest day."""
        screen = self._screen
        found = makers(screen.desk.judge(), screen.desk.by, screen.desk.clock.now())
        allowed = found.shifts or (rest and found.rests)
        if not allowed:
            screen.keys(found.who.pick(screen.lang), "late")
        return allowed

    def again(self) -> None:
        """The shift assigned last; nothing where none was."""
        if self._last is not None:
            self.assign(self._last)

    def _over(self, cells: Sequence[Cell]) -> list[Cell]:
        """Cells whose day is over, or whose shift has begun."""
        now, today = self._screen.desk.clock.now(), self._screen.today
        return [each for each in cells if each.day < today or (each.plan is not None and each.plan.start <= now)]

    def _warning(self, over: Sequence[Cell]) -> tuple[str, list[str]]:
        """What follows from changing days that are over."""
        screen = self._screen
        days = sorted({cell.day for cell in over})
        span = day_text(days[0]) if len(days) == 1 else f"{day_text(days[0])} - {day_text(days[-1])[5:]}"
        question = screen.pick(
            f"{span} 已经开始或过去,还要改?", f"{span} has begun or is over. Change it all the same?"
        )
        lines = [
            screen.pick(f"涉及 {len(over)} 格", f"{len(over)} cell(s)"),
            screen.pick(
                "这些天的迟到、早退、旷工和工资会跟着重算。", "Lateness, absence and pay of these days follow."
            ),
        ]
        closed = sorted({month_label(day) for day in days} & set(screen.judge().shop.rules.closed))
        if closed:
            named = "、".join(closed) if screen.lang == "zh" else ", ".join(closed)
            zh, en = (
                f"{named} 已关账:差额记入下个没关账的月。",
                f"{named} is closed: the difference goes into the next open month.",
            )
            lines.append(screen.pick(zh, en))
        return question, lines

    def _write(self, people: set[str], *events: Event) -> bool:
        self._people = people
        roster = self._screen.judge().shop.roster
        cells = [
            (event.staff, event.on.toordinal()) for event in events if isinstance(event, ShiftAssigned | ShiftCleared)
        ]
        self._before = [(staff, day, roster.shift(staff, day)) for staff, day in cells]
        return self._screen.write(*events)

    def wrote(self, rows: Sequence[Appended]) -> None:
        """What the desk wrote: kept for undoing, drawn."""
        self._batches.append(([each.id for each in rows], self._people, self._before))
        self._screen.changed(self._people)

    def undo(self) -> None:
        """Take back the batch written last from this screen."""
        screen = self._screen
        if not self._batches:
            screen.keys(
                screen.pick(
                    "这里没有可撤的;现场的 u 撤别的",
                    "nothing of this screen to undo; u on the floor undoes other entries",
                ),
                "warn",
            )
            return
        ids, people, before = self._batches.pop()
        reason = Words("撤销", "undone").pick(screen.lang)
        self._people = people
        if screen.write(*(EntryWithdrawn(entry=each, reason=reason) for each in ids)):
            self._batches.pop()  # a withdrawal is not taken back by the same key
            back = self._came_back(before)
            screen.keys(screen.pick(f"已撤回 {len(ids)} 条{back}", f"{len(ids)} taken back{back}"), "ok")

    def _came_back(self, before: _Before) -> str:
        """`: 郑凯 10-20 早班`: which cells stand again as they stood, as many as have room."""
        screen = self._screen
        judge = screen.judge()
        named = [
            f"{judge.shop.people.name(staff)} {day_text(day)[5:]} {shift_words(judge, day, shift).pick(screen.lang)}"
            for staff, day, shift in before[:_CAME_BACK]
        ]
        more = [f"+{len(before) - _CAME_BACK}"] if len(before) > _CAME_BACK else []
        return f": {', '.join([*named, *more])}" if named else ""

    def choose(self) -> None:
        """A list of the shifts with their hours."""
        screen = self._screen
        cell = screen.cell
        if cell is None or not self.may(rest=True):
            return
        calendar = screen.judge().calendar
        items = []
        for sign in screen.grid.signs.values():
            span = ""
            if sign.hours is not None:
                start, end = (calendar.clock(calendar.moment(cell.day, each)) for each in sign.hours)
                span = f"{start}-{end}"
            if sign.shift != LEAVE:
                search = f"{sign.words.zh} {sign.words.en} {sign.shift} {'x' if not span else ''}"
                items.append(PickItem(sign.shift, sign.words.pick(screen.lang), span, search=search))
        items.append(PickItem(_CLEAR, screen.pick("清空", "clear"), "", search="清空 clear qk"))

        def assign(picked: Picked | None) -> None:
            if picked is not None:
                self.assign(None if picked.key == _CLEAR else picked.key)

        name = screen.judge().shop.people.name(cell.staff)
        screen.app.push_screen(PickModal(f"{name} {day_text(cell.day)}", items), assign)

    def plan(self, which: str) -> None:
        """Show what a plan would change and break; Enter writes it as one batch."""
        screen = self._screen
        cell = screen.cell
        if cell is None or not self.may():
            return
        judge, block = screen.judge(), screen.cells.block
        rows = screen.grid.rows[block.top : block.bottom + 1] if screen.cells.marking else screen.grid.rows
        people, week = [row.staff for row in rows], monday(cell.day)
        made = {
            "copy": lambda: copied_week(judge, people, week, screen.today),
            "rotate": lambda: rotated_week(judge, people, week, screen.today),
            "accounts": lambda: exchanged_accounts(screen.desk.judge()),
        }[which]()
        if not made.events:
            says = [made.title, *made.says, Words("没有要改的", "nothing to change")]
            screen.keys(screen.pick(":".join(each.zh for each in says), ": ".join(each.en for each in says)), "warn")
            return

        title, lines = made.title.pick(screen.lang), self._foreseen(made)
        refused = list(dict.fromkeys(problem.says for problem in screen.desk.would_refuse(*made.events)))
        if refused:  # nothing is offered that the desk would not write
            lines = [
                *(f"x {each.pick(screen.lang)}" for each in refused[:_SHOWN]),
                *_more(len(refused) - _SHOWN),
                *lines,
            ]
            shown: list[Line] = [((line, ""),) for line in lines]
            foot = screen.pick("不能写  Esc 返回", "cannot be written  Esc back")
            screen.app.push_screen(ReadModal(title, shown, foot, lang=screen.lang))
            return

        def write(yes: bool | None) -> None:
            if yes and self._write(set(people), *made.events):
                screen.cells.drop()
                count = len(made.events)
                screen.keys(screen.pick(f"已写 {count} 条  u 撤回", f"{count} written  u takes them back"), "ok")

        screen.app.push_screen(ConfirmModal(title, lines, lang=screen.lang), write)

    def _foreseen(self, made: RosterPlan) -> list[str]:
        """What a plan changes, in words, and every rule it would break."""
        screen, lang = self._screen, self._screen.lang
        count = len(made.events)
        people = len({event.staff for event in made.events if isinstance(event, ShiftAssigned)})
        lines = [screen.pick(f"改 {count} 格,{people} 人", f"{count} cell(s) of {people} people")] if people else []
        later = Counter(month_label(event.on.toordinal()) for event in made.events if isinstance(event, ShiftAssigned))
        for label, cells in sorted(later.items()):
            if label != screen.label:
                lines.append(screen.pick(f"其中 {cells} 格在 {label}", f"{cells} of them in {label}"))
        lines += [each.pick(lang) for each in made.says[:_SHOWN]]
        lines += _more(len(made.says) - _SHOWN)
        broken = newly_broken(screen.judge(), made.events, screen.today)
        lines.append(screen.pick(f"会多出 {len(broken)} 处问题", f"{len(broken)} new problem(s)"))
        lines += [f"! {each.pick(lang)}" for each in broken[:_SHOWN]]
        lines += _more(len(broken) - _SHOWN)
        rest = shortest_rest(screen.judge(), made.events)
        return [*lines, rest.pick(lang)] if rest is not None else lines


def _more(count: int) -> list[str]:
    return [f"  +{count}"] if count > 0 else []


def _event(cell: Cell, shift: str | None) -> ShiftAssigned | ShiftCleared | None:
    """What has to be said so that a cell is planned like this; None where it is already."""
    on = date.fromordinal(cell.day)
    if shift == cell.shift:
        return None
    return (
        ShiftCleared(staff=cell.staff, on=on) if shift is None else ShiftAssigned(staff=cell.staff, on=on, shift=shift)
    )
