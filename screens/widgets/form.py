"""Small modal questions: a form of a few fields, and yes or no. Answers come back by `dismiss`, never otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.widgets import Input

from kfterm.words import Lang, Words
from screens.text import fit, framed, safe, width
from screens.widgets.choice import ChoiceLine
from screens.widgets.lines import TextLines
from screens.widgets.modal import Modal
from screens.widgets.painted import Line

__all__ = ["ConfirmModal", "Field", "FormModal", "example"]

_REQUIRED = Words("必填", "required")
_FORM_KEYS = Words("Tab 下一项 · Enter 下一项/确定 · Esc 取消", "Tab next · Enter next/done · Esc cancel")
_SAVE_KEYS = Words("Enter 保存 · Tab 下一项 · Esc 取消", "Enter saves · Tab next · Esc cancel")
_CLEARS = Words("^U 清空", "^U clears")
"""What takes a field's old text away, said where a field has one and the foot has room."""
_INSIDE = 56
"""Cells of a line of text inside a form."""
_CONFIRM_KEYS = Words("[Enter/y] 是   [n/Esc] 否", "[Enter/y] yes   [n/Esc] no")
_MORE_KEY = Words("   [Tab] 写细节", "   [Tab] details")


def example(text: str, lang: Lang) -> str:
    """A hint that shows how an answer may look, and cannot be taken for one that stands there: `如 18:00`."""
    return Words(f"如 {text}", f"e.g. {text}").pick(lang)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `choices` are values, or values with labels; `check` says what is wrong with a value, or None."""

    id: str
    label: str
    value: str = ""
    required: bool = False
    choices: tuple[str | tuple[str, str], ...] = ()
    hint: str = ""
    check: Callable[[str], str | None] | None = None

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The choices, each with its label."""
        return tuple((choice, choice) if isinstance(choice, str) else choice for choice in self.choices)

    def problem(self, value: str, lang: Lang) -> str | None:
        """What is wrong with an answer: nothing in a required field, else what its check says."""
        if not value:
            return _REQUIRED.pick(lang) if self.required else None
        return self.check(value) if self.check else None


def _cut(text: str) -> list[str]:
    """A sentence on lines that fit into a form."""
    lines = [""]
    for char in safe(text):
        if width(lines[-1] + char) > _INSIDE:
            lines.append("")
        lines[-1] += char
    return lines


class _Entry(Input):
    """A line of text. What stands in it stays when the keys come to it: they go on at its end, Ctrl-U takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+u", "erase_all", show=False, id="entry.erase-all")]

    def __init__(self, field: Field) -> None:
        hint, named = safe(field.hint), f"field-{field.id}"
        super().__init__(field.value, placeholder=hint, compact=True, select_on_focus=False, id=named)
        self.cursor_blink = False

    def action_erase_all(self) -> None:
        """Nothing stands here any more, wherever the cursor was."""
        self.value = ""


class FormModal(Modal[dict[str, str] | None]):
    """Asks for some fields and answers with the text of each by its id, or None. Shows all that is wrong at once.

    `trouble` is why the answers before were refused; `foresee` says below the fields what the answers so far would do.
    `saves`: Enter answers from any field, for a long form of which little is required; its keys stand in the frame.
    """

    DEFAULT_CSS = """
    FormModal {
        align: center middle;
        & > VerticalScroll {
            width: 64; max-width: 100%; height: auto; max-height: 100%;
            border: round $primary; background: $surface; padding: 0 1;
        }
        & .form-row { height: 1; }
        & .form-label { height: 1; }
        & .form-error { height: 1; display: none; }
        & .form-error.-shown { display: block; }
        & .form-trouble { height: auto; }
        & .form-preview { height: auto; min-height: 3; margin-top: 1; }
        & .form-foot { height: 1; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False, id="form.cancel"),
        Binding("down", "app.focus_next", show=False, id="form.next"),
        Binding("up", "app.focus_previous", show=False, id="form.previous"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        lang: Lang = "zh",
        trouble: str = "",
        foresee: Callable[[dict[str, str]], Sequence[str | Line]] | None = None,
        saves: bool = False,
        start: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._start = start
        self._saves = saves
        self._trouble = trouble
        said = [[(f"! {part}", "late")] for part in _cut(trouble)]
        self._troubled = TextLines(said, classes="form-trouble")
        self._foresee = foresee
        self._preview = TextLines(classes="form-preview")
        self._fields = tuple(fields)
        self._lang: Lang = lang
        self._entries: list[Input | ChoiceLine] = [_entry(field) for field in self._fields]
        self._errors = [TextLines(classes="form-error") for _ in self._fields]

    def compose(self) -> ComposeResult:
        """A row for each field, with room for its error below it."""
        label_width = min(24, max((width(safe(field.label)) for field in self._fields), default=0)) + 2
        with VerticalScroll(can_focus=False) as box:
            box.border_title = framed(self._title)
            filled = any(field.value and not field.choices for field in self._fields)
            clears = f" · {_CLEARS.pick(self._lang)}" if filled else ""
            if self._saves:  # a foot below the last field would be out of sight
                box.border_subtitle = framed(_SAVE_KEYS.pick(self._lang) + clears)
            if self._trouble:
                yield self._troubled
            for field, entry, error in zip(self._fields, self._entries, self._errors, strict=True):
                star = "*" if field.required else " "
                label = TextLines([[(fit(safe(field.label), label_width - 2) + star, "")]], classes="form-label")
                label.styles.width = label_width
                yield Horizontal(label, entry, classes="form-row")
                error.styles.margin = (0, 0, 0, label_width)
                yield error
            if self._foresee is not None:
                yield self._preview
            if not self._saves:
                yield TextLines([[(_FORM_KEYS.pick(self._lang) + clears, "dim")]], classes="form-foot")

    def on_mount(self) -> None:
        """The field that is asked for first has the focus, else the first."""
        names = [field.id for field in self._fields]
        if self._entries:
            self._entries[names.index(self._start) if self._start in names else 0].focus()
        self.call_later(self._look_ahead)

    @on(Input.Changed)
    @on(ChoiceLine.Changed)
    def entry_changed(self, event: Input.Changed | ChoiceLine.Changed) -> None:
        """Say what the answers so far would do; what was wrong with the field before is not said any more."""
        event.stop()
        place = next(index for index, entry in enumerate(self._entries) if entry is event.control)
        self._errors[place].set_class(False, "-shown")
        if isinstance(event, ChoiceLine.Changed) or event.value != self._fields[place].value:
            self._troubled.display = False
        if self._foresee is not None:
            self.call_later(self._look_ahead)

    def _look_ahead(self) -> None:
        if self._foresee is not None and self.is_mounted:
            said = self._foresee(self._answers())
            self._preview.set_lines([[(each, "dim")] if isinstance(each, str) else each for each in said])

    def _answers(self) -> dict[str, str]:
        return {field.id: entry.value.strip() for field, entry in zip(self._fields, self._entries, strict=True)}

    @on(Input.Submitted)
    @on(ChoiceLine.Submitted)
    def entry_submitted(self, event: Input.Submitted | ChoiceLine.Submitted) -> None:
        """Enter: the next field, or after the last the answer; the answer at once where the form saves."""
        event.stop()
        if self._saves:
            self.action_submit()
            return
        place = next(index for index, entry in enumerate(self._entries) if entry is event.control)
        if place + 1 < len(self._entries):
            self._entries[place + 1].focus()
        else:
            self.action_submit()

    def action_submit(self) -> None:
        """Answer, if nothing is wrong; else say what is, and go to the first of it."""
        answers = self._answers()
        problems = [field.problem(answers[field.id], self._lang) for field in self._fields]
        for error, problem in zip(self._errors, problems, strict=True):
            error.set_lines([[(f"! {problem}", "late")]] if problem else [])
            error.set_class(problem is not None, "-shown")
        wrong = [entry for entry, problem in zip(self._entries, problems, strict=True) if problem]
        if wrong:
            first, *_ = wrong
            if isinstance(first, Input):  # to go on typing where it is wrong
                first.cursor_position = len(first.value)
            first.focus()
        else:
            self.dismiss(answers)

    def action_cancel(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


def _entry(field: Field) -> Input | ChoiceLine:
    if field.choices:
        return ChoiceLine(field.options, field.value, hint=field.hint, id=f"field-{field.id}")
    return _Entry(field)


class ConfirmModal(Modal[bool | None]):
    """A question and, if need be, lines that say what it means; y or Enter is yes, n or Esc is no, Tab (where offered) None."""

    DEFAULT_CSS = """
    ConfirmModal {
        align: center middle;
        & > VerticalScroll {
            width: 64; max-width: 100%; height: auto; max-height: 100%;
            border: round $warning; background: $surface; padding: 0 1;
        }
        & TextLines { height: auto; }
    }
    """
    _AROUND: ClassVar[int] = 5
    """Lines that are not what it means: the frame, the question, the keys and the empty one above them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", show=False, id="confirm.yes"),
        Binding("n,escape", "answer(False)", show=False, id="confirm.no"),
        Binding("tab", "more", show=False, id="confirm.more"),
    ]

    def __init__(
        self,
        question: str,
        lines: Sequence[str] = (),
        *,
        lang: Lang = "zh",
        more: bool = False,
        more_says: Words | None = None,
    ) -> None:
        super().__init__()
        self._more = more
        self._more_says = more_says or _MORE_KEY
        self._question = question
        self._said = tuple(lines)
        self._lang: Lang = lang

    def compose(self) -> ComposeResult:
        """The question, what it means, the keys."""
        with VerticalScroll(can_focus=False):
            yield TextLines(self._lines(self.app.size.height))

    def on_resize(self, event: Resize) -> None:
        """More or fewer lines leave the keys in sight."""
        self.query_one(TextLines).set_lines(self._lines(event.size.height))

    def _lines(self, rows: int) -> list[Line]:
        """As much of what it means as leaves the keys in sight, and how many lines more there are."""
        room = max(1, rows - self._AROUND)
        said = [((line, ""),) for line in self._said[: room if len(self._said) <= room else room - 1]]
        if more := len(self._said) - len(said):
            said.append(((Words(f"… 还有 {more} 条", f"… {more} more").pick(self._lang), "dim"),))
        keys = _CONFIRM_KEYS.pick(self._lang) + (self._more_says.pick(self._lang) if self._more else "")
        return [((self._question, "strong"),), *said, ((" ", ""),), ((keys, "dim"),)]

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)

    def action_more(self) -> None:
        """Neither: the details are asked for first."""
        if self._more:
            self.dismiss(None)
