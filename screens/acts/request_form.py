"""The form of a request: what is typed, what it would meet and break meanwhile, and the reason for what is overruled.

All of it is one form: a second window for the reason would take what is still being typed into the first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from kfterm.desk.days import day_wanted, typed_day
from kfterm.desk.exam import draft_findings, draft_silence, signs
from kfterm.desk.findings import Finding, verdict
from kfterm.desk.requests import Kind
from kfterm.events.base import Event
from kfterm.papers.cells import wrap
from kfterm.words import Lang, Words
from screens.form_words import plainly
from screens.request_lines import finding_lines, silent_lines
from screens.text import safe
from screens.widgets.choice import ChoiceLine
from screens.widgets.form import Field, FormModal
from screens.widgets.painted import Line

if TYPE_CHECKING:
    from screens.requests import AskingPane

Answers = dict[str, str]
_CELLS, _LINES = 58, 9
"""Room for what is foreseen inside a form."""
_MARK = 2
_WHY = "why"
_NEEDED = Words("破例要写理由", "what is overruled needs a reason")


async def request_form(
    host: "AskingPane",
    title: str,
    kind: Kind,
    fields: Callable[[Answers], list[Field]],
    events: Callable[[Answers, bool], list[Event]],
    done: tuple[Words, Words],
    looked: Callable[[Answers], list[Event]] | None = None,
) -> None:
    """Ask until the desk agrees; what is met and broken, and why the desk refused, stands below the fields.

    `looked`: what is looked at while it is typed, where that is not what an approval would write.
    """
    desk, lang = host.app.desk, host.lang
    said: Answers = {}
    trouble: list[Line] = []

    def drafted(answers: Answers) -> list[Event]:
        """The request with its approval; nothing while what is typed cannot be read."""
        made = looked(answers) if looked is not None else events(answers, True)
        return made if _right(fields(answers), answers) else []

    def found(answers: Answers) -> list[Finding]:
        made = drafted(answers)
        return draft_findings(desk, made) if made else []

    def foresee(answers: Answers) -> list[Line]:
        refused, made = trouble if answers == said else [], drafted(answers)
        silent = draft_silence(desk, kind, made) if made else None
        lines = finding_lines(found(answers), lang, _CELLS, possible=True)
        return [*refused, *lines, *silent_lines(silent, lang, _CELLS)][:_LINES]

    def overrules(answers: Answers) -> bool:
        return answers.get("decide") == "y" and verdict(found(answers)) == "overrule"

    while True:
        answers = await host.app.push_screen_wait(RequestForm(title, fields(said), lang, foresee, overrules))
        if answers is None:
            return
        said = answers
        wished = events(said, answers.get("decide") == "y")
        problems = desk.would_refuse(*wished)
        if not problems:
            break
        trouble = []
        for each in problems:
            first, *more = wrap(safe(plainly(each, lang)), _CELLS - _MARK)
            trouble += [((f"! {first}", "late"),), *(((" " * _MARK + line, "late"),) for line in more)]
    approved = any(getattr(each, "approved", False) for each in wished)
    host.say(*wished, done=done[0] if approved else done[1])


class RequestForm(FormModal):
    """A form whose last field is the reason for overruling: passed over where nothing is overruled, else required."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        lang: Lang,
        foresee: Callable[[Answers], list[Line]],
        overrules: Callable[[Answers], bool],
    ) -> None:
        super().__init__(title, [self._told(each) for each in fields], lang=lang, foresee=foresee)
        self._overrules = overrules
        self._needed = False

    def _told(self, field: Field) -> Field:
        """The reason as a field that knows at the end whether it may be empty."""
        if field.id != _WHY:
            return field
        return _Why(field.id, field.label, field.value, hint=field.hint, needed=lambda: self._needed)

    @on(Input.Submitted)
    @on(ChoiceLine.Submitted)
    def entry_submitted(self, event: Input.Submitted | ChoiceLine.Submitted) -> None:
        """Enter on the field before the reason answers at once where there is nothing to give a reason for."""
        last = len(self._fields) > 1 and self._fields[-1].id == _WHY
        if last and event.control is self._entries[-2] and not self._overrules(self._answers()):
            event.stop()
            event.prevent_default()
            self.action_submit()

    def action_submit(self) -> None:
        """Whether a reason is needed is known before the fields are looked at."""
        self._needed = self._overrules(self._answers())
        super().action_submit()


@dataclass(frozen=True, slots=True)
class _Why(Field):
    needed: Callable[[], bool] = bool

    def problem(self, value: str, lang: Lang) -> str | None:
        """What is overruled needs a reason; nothing else does."""
        return _NEEDED.pick(lang) if self.needed() and not value else None


def _right(fields: Sequence[Field], answers: Answers) -> bool:
    """Whether what was typed so far can be read."""
    return all(
        not answers.get(each.id) or each.check is None or each.check(answers[each.id]) is None for each in fields
    )


def decide_field(host: "AskingPane", kind: Kind, day: int, said: Answers) -> list[Field]:
    """Whether to decide at once, and why in spite of what is broken; nothing for a hand that may not."""
    if not signs(host.app.desk, kind, day).may:
        return []
    decide = yes_no(host, "decide", Words("当场批准", "approve at once"), said, "y")
    if kind == "swap":  # a swap has a reason already
        return [decide]
    hint = either(host, "不破例可空", "only where a rule is overruled")
    return [decide, Field(_WHY, either(host, "破例理由", "why overruled"), said.get(_WHY, ""), hint=hint)]


def yes_no(host: "AskingPane", key: str, says: Words, said: Answers, begins: str = "") -> Field:
    """A question that is answered with y or n."""
    choices = (("y", either(host, "y 是", "y yes")), ("n", either(host, "n 不", "n no")))
    return Field(key, says.pick(host.lang), said.get(key, begins), required=True, choices=choices, hint="y / n")


def either(host: "AskingPane", zh: str, en: str) -> str:
    """One of two texts."""
    return Words(zh, en).pick(host.lang)


def today_of(host: "AskingPane", staff: str) -> int:
    """The shift day of now, from which typed days are counted."""
    desk = host.app.desk
    return desk.judge().plan.shift_day(staff, desk.clock.now())


def day_check(host: "AskingPane", today: int) -> Callable[[str], str | None]:
    """What is wrong with a typed day."""
    return lambda text: None if typed_day(text, today) else day_wanted(today).pick(host.lang)
