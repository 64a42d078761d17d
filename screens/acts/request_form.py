"""The form of a request: what is typed, what it would meet and break meanwhile, and the reason for what is overruled."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kfterm.desk.days import day_wanted, typed_day
from kfterm.desk.exam import draft_findings, signs
from kfterm.desk.findings import verdict
from kfterm.desk.requests import Kind
from kfterm.events.base import Event
from kfterm.words import Words
from screens.acts.plain import plainly
from screens.request_lines import finding_lines
from screens.widgets.form import Field, FormModal
from screens.widgets.painted import Line

if TYPE_CHECKING:
    from screens.requests import AskingPane

Answers = dict[str, str]
_CELLS, _LINES = 58, 9
"""Room for what is foreseen inside a form."""


async def request_form(
    host: "AskingPane",
    title: str,
    kind: Kind,
    fields: Callable[[Answers], list[Field]],
    events: Callable[[Answers, bool], list[Event]],
    done: tuple[Words, Words],
) -> None:
    """Ask until the desk agrees; what is overruled asks for its own reason; what is met and broken stands below."""
    desk, lang = host.app.desk, host.lang
    said: Answers = {}
    trouble = ""

    def foresee(answers: Answers) -> list[Line]:
        drafted = events(answers, True)
        found = draft_findings(desk, drafted) if drafted and _right(fields(answers), answers) else []
        return finding_lines(found, lang, _CELLS, possible=True)[:_LINES]

    while True:
        answers = await host.app.push_screen_wait(
            FormModal(title, fields(said), lang=lang, trouble=trouble, foresee=foresee)
        )
        if answers is None:
            return
        said = answers
        approve = answers.get("decide") == "y"
        wished = events(said, approve)
        problems = desk.would_refuse(*wished)
        if problems and approve and verdict(draft_findings(desk, wished)) == "overrule":
            trouble = " / ".join(plainly(each, lang) for each in problems)
            why = Field("why", either(host, "破例理由", "why overruled"), required=True)
            more = await host.app.push_screen_wait(FormModal(title, [why], lang=lang, trouble=trouble))
            wished = events(said | (more or {}), approve)
            problems = desk.would_refuse(*wished)
        if not problems:
            break
        trouble = " / ".join(plainly(each, lang) for each in problems)
    approved = any(getattr(each, "approved", False) for each in wished)
    host.say(*wished, done=done[0] if approved else done[1])


def _right(fields: Sequence[Field], answers: Answers) -> bool:
    """Whether what was typed so far can be read."""
    return all(
        not answers.get(each.id) or each.check is None or each.check(answers[each.id]) is None for each in fields
    )


def decide_field(host: "AskingPane", kind: Kind, day: int, said: Answers) -> list[Field]:
    """Whether to decide at once; nothing for a hand that may not."""
    if not signs(host.app.desk, kind, day).may:
        return []
    return [yes_no(host, "decide", Words("当场批准? y", "approve at once? y"), said, "y")]


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
