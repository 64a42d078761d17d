"""The form of a handover item: what it asks for each kind, and what was typed as fields of the event."""

from collections.abc import Mapping
from typing import Any

from kfterm.desk.item_values import MOMENT_WANTED, kept, value_problem
from kfterm.desk.items import SEVERITY, asked, kind_of_item, kind_words
from kfterm.events.base import Event
from kfterm.folds.handover import Item
from kfterm.rulebook.item_kinds import EVENT_FIELDS, OwnField
from kfterm.words import Words
from screens.acts.item_host import ItemHost
from screens.form_words import plainly
from screens.widgets.form import Field, FormModal, example

_OWN = "own-"
_MOMENTS = ("due_at", "promise_at")
_AFTER = tuple(name for name in EVENT_FIELDS if name != "what")
_NEEDED = Words("应填", "needed")


def item_form(
    host: ItemHost,
    kind: str,
    given: Mapping[str, str],
    title: str = "",
    *,
    progress: bool = False,
    trouble: str = "",
    start: str = "",
) -> FormModal:
    """What an item of a kind is asked; `given` is what is known, by field. With `progress` a line for the story first.

    `trouble`: why what was typed before was refused; `start`: the field that is typed into first.
    """
    lang, judge = host.app.lang, host.app.desk.judge()
    now = host.app.desk.clock.now()
    rulebook = judge.plan.rulebook(judge.calendar.day(now))
    wanted = dict.fromkeys(kind_of_item(kind).needed, "") | asked(rulebook, kind)
    fields = [Field("note", Words("进展", "progress").pick(lang), given.get("note", ""))] if progress else []
    fields.append(Field("what", EVENT_FIELDS["what"].pick(lang), given.get("what", ""), required=True))
    for own in kind_of_item(kind).field:
        fields.append(own_field(host, own, given.get(own.id, ""), hint=_hint(host, own.id, wanted)))
    levels = tuple((key, words.pick(lang)) for key, words in SEVERITY.items())
    level = given.get("severity", "stable")
    fields.append(Field("severity", Words("级别", "severity").pick(lang), level, choices=levels))
    for name in _AFTER:
        label, value, hint = EVENT_FIELDS[name].pick(lang), given.get(name, ""), _hint(host, name, wanted)
        if name in _MOMENTS:
            fields.append(
                Field(name, label, value, check=moment_check(host), hint=f"{hint} {example('18:00', lang)}".strip())
            )
        else:
            fields.append(Field(name, label, value, hint=hint))
    words = kind_of_item(kind).words.pick(lang)
    first = next((field.id for field in fields if start and field.id in (start, _OWN + start)), "")
    return FormModal(title or words, fields, lang=lang, trouble=trouble, saves=True, start=first)


def _hint(host: ItemHost, name: str, wanted: Mapping[str, str]) -> str:
    """That a field is needed, and by which clause."""
    return f"{_NEEDED.pick(host.app.lang)} {wanted[name]}".strip() if name in wanted else ""


def own_field(host: ItemHost, own: OwnField, value: str, *, hint: str = "", required: bool = False) -> Field:
    """A field of the kind, with what is said about a value that cannot be read."""
    lang, calendar, now = host.app.lang, host.app.desk.live.calendar, host.app.desk.clock.now()

    def check(text: str) -> str | None:
        problem = value_problem(own, text, calendar, now)
        return problem.pick(lang) if problem is not None else None

    choices = tuple((option.id, option.words.pick(lang)) for option in own.choices)
    if choices:
        choices = (("", ""), *choices)
    return Field(_OWN + own.id, own.words.pick(lang), value, required, choices, hint, check)


def moment_check(host: ItemHost) -> Any:
    """What is wrong with a typed time."""
    lang, calendar = host.app.lang, host.app.desk.live.calendar

    def check(text: str) -> str | None:
        try:
            calendar.typed(text, host.app.desk.clock.now())
        except ValueError:
            return MOMENT_WANTED.pick(lang)
        return None

    return check


def still_asked(host: ItemHost, kind: str, given: Mapping[str, str]) -> str:
    """The first field that a clause asks for and that was left empty: where to go on after a refusal."""
    judge = host.app.desk.judge()
    wanted = asked(judge.plan.rulebook(judge.calendar.day(host.app.desk.clock.now())), kind)
    return next((name for name in wanted if not given.get(name)), "")


def given_of(host: ItemHost, item: Item) -> dict[str, str]:
    """What an item says, as a form shows it."""
    calendar = host.app.desk.live.calendar
    found = dict(item.details) | {name: str(getattr(item, name) or "") for name in ("severity", *EVENT_FIELDS)}
    found["owner"] = host.name_of(item.owner) if item.owner else ""
    for name in _MOMENTS:
        at = getattr(item, name)
        found[name] = calendar.text(at)[5:] if at is not None else ""
    return found


def given_again(answers: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as a form that is opened once more shows it."""
    return {name.removeprefix(_OWN): text for name, text in answers.items()}


def refusal(host: ItemHost, kind: str, *events: Event) -> str:
    """Why the desk would not take what was typed, in the words of the form; empty where it would."""
    lang, words = host.app.lang, kind_words(kind)
    between = ";" if lang == "zh" else "; "
    told = between.join(plainly(problem, lang) for problem in host.app.desk.would_refuse(*events))
    return told.replace(kind, words.pick(lang))


def typed(host: ItemHost, kind: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """The answers as fields of `item.opened`: people by id, moments, own fields as the log keeps them."""
    calendar, now = host.app.desk.live.calendar, host.app.desk.clock.now()
    found: dict[str, Any] = {name: answers[name] for name in ("what", "severity", *_AFTER) if name in answers}
    found["owner"] = owner_of(host, answers.get("owner", ""))
    for name in _MOMENTS:
        text = answers.get(name, "")
        found[name] = calendar.at(calendar.typed(text, now)) if text else None
    found["details"] = {
        own.id: kept(own, answers[_OWN + own.id], calendar, now) or ""
        for own in kind_of_item(kind).field
        if _OWN + own.id in answers
    }
    return found


def owner_of(host: ItemHost, text: str) -> str:
    """A staff id where the beginning of a name, an id or pinyin names somebody; else what was typed."""
    from screens.pinyin import INITIALS, match

    found = []
    for person in host.app.desk.live.shop.people.staff.values():
        how = match(text, f"{person.name}\n{person.staff}") if text else None
        if how is not None and how <= INITIALS:
            found.append((how, person.staff))
    return min(found)[1] if found else text


def changed(item: Item, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is different from what the item says; the form shows whole minutes of a time."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "details":
            other = {key: text for key, text in value.items() if text != item.details.get(key, "")}
            found |= {"details": other} if other else {}
        elif name in _MOMENTS:
            known = getattr(item, name)
            if value is not None and (known is None or round(value.timestamp()) // 60 != known // 60_000):
                found[name] = value
        elif value != getattr(item, name):
            found[name] = value
    return found
