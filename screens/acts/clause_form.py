"""The form of a clause: only what this clause asks for, with what the answers so far would do, until the desk agrees."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

import msgspec

from kfterm.desk.asked import Asked, Range
from kfterm.desk.choices import ClauseChoice, asked_now
from kfterm.desk.code_words import code_words
from kfterm.desk.days import typed_day
from kfterm.desk.preview import AGAIN, AGAIN_ELSEWHERE, preview
from kfterm.events.conduct import MeritLogged, ViolationLogged
from kfterm.money import decimal_text, parse_decimal
from kfterm.periods import day_text
from kfterm.words import Lang, Words
from screens.acts.subject import Subject
from screens.form_words import plainly
from screens.widgets.form import Field, FormModal, example
from screens.widgets.painted import Line

E = TypeVar("E", ViolationLogged, MeritLogged)
Answers = dict[str, str]

_YES = "yes"
_TICK = (("", Words("否", "no")), (_YES, Words("是", "yes")))


def preview_lines(text: str) -> list[str | Line]:
    """A preview on up to three lines: which time it is, what it does, what the next would do."""
    lines: list[list[str]] = [[]]
    for part in text.split(" · "):
        if part.startswith((*AGAIN, *AGAIN_ELSEWHERE)):
            lines.append([])
        lines[-1].append(part)
    first, *others = lines[0]
    shown = [first, " · ".join(others), *(" · ".join(each) for each in lines[1:])]
    return [f"  {each}" for each in shown if each]


async def typed_entry(subject: Subject, choice: ClauseChoice, event: E, *, more: bool, note: str = "") -> E | None:
    """The entry with its details; what the desk would refuse is said over the form, and what was typed stays."""
    lang: Lang = subject.lang
    title = f"{choice.clause} {choice.label.pick(lang)}"
    values: Answers = {"note": note} if note else {}
    trouble = ""

    def asked_of(entry: E) -> Asked:
        if isinstance(entry, ViolationLogged):
            return asked_now(subject.judge(entry.on), entry, subject.now)
        return choice.asked

    asked: Asked = asked_of(event)

    def made(answers: Answers) -> E:
        day = _typed_on(subject, event, answers.get("day", ""))
        return filled(msgspec.structs.replace(event, on=day), asked, answers)

    def foresee(answers: Answers) -> list[str | Line]:
        if asked.free_points and not answers.get("points"):
            return []
        coming: E = made(answers)
        said: list[str | Line] = preview_lines(preview(subject.judge(coming.on), coming, subject.now).pick(lang))
        return [*_understood(coming, answers, lang), *said]

    while True:
        fields = fields_of(subject, choice, asked, values, event, more=more)
        modal = FormModal(title, fields, lang=lang, trouble=trouble, foresee=foresee)
        answers: Answers | None = await subject.host.app.push_screen_wait(modal)
        if answers is None:
            return None
        entry = made(answers)
        problems = subject.desk.would_refuse(entry)
        if not problems:
            return entry
        asked = asked_of(entry)  # another day may be another time of it
        values, trouble = answers, " / ".join(plainly(problem, lang) for problem in problems)


def _typed_on(subject: Subject, event: ViolationLogged | MeritLogged, text: str) -> date | None:
    """The day that was typed; that of the entry where it is the same or none."""
    on = typed_day(text, subject.today)
    same = on is None or on == (event.on or date.fromordinal(subject.day))
    return event.on if same else on


def _understood(entry: ViolationLogged | MeritLogged, answers: Answers, lang: Lang) -> list[str | Line]:
    """What a number was taken for, where it is not what was typed."""
    typed = parse_decimal(answers.get("points", ""))
    if typed is None or entry.points is None or typed == entry.points:
        return []
    points = decimal_text(entry.points)
    return [((Words(f"  记作 {points} 分", f"  taken as {points} points").pick(lang), "warn"),)]


def filled(event: E, asked: Asked, answers: Answers) -> E:
    """The entry with what was typed so far; what is not a number yet is left out."""
    said = answers.get
    serious = said("serious") == _YES
    points = _of_sign(asked, parse_decimal(said("points", "")))
    if points is None and serious and asked.serious_points is not None:
        points = asked.serious_points.lightest
    if isinstance(event, MeritLogged):
        return msgspec.structs.replace(event, points=points, note=said("note") or None)
    units = {name: _count(said(name, "")) for name in ("times", "errors")}
    return msgspec.structs.replace(
        event,
        points=points,
        amount=parse_decimal(said("amount", "")),
        unit_price=parse_decimal(said("unit_price", "")),
        times=units["times"] or event.times,
        errors=units["errors"],
        code=said("code") or None,
        effect=said("effect") or None,
        serious=True if serious else None,
        note=said("note") or None,
        order=said("order") or None,
        evidence=said("evidence") or None,
    )


def _of_sign(asked: Asked, points: Decimal | None) -> Decimal | None:
    """`5` where only points off are possible means −5."""
    spans = [each for each in (asked.points, asked.serious_points, asked.extra) if each is not None]
    only_off = asked.free_points == "-" or (bool(spans) and all(each.high <= 0 for each in spans))
    return -points if points is not None and points > 0 and only_off else points


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def fields_of(
    subject: Subject,
    choice: ClauseChoice,
    asked: Asked,
    values: Answers,
    event: ViolationLogged | MeritLogged,
    *,
    more: bool,
) -> list[Field]:
    """What the clause asks; with `more` also what may be added to any entry."""
    praise = isinstance(event, MeritLogged)
    made = _Fields(subject.lang, values)
    if asked.codes and (more or asked.code_due):
        made.choose("code", Words("哪一种", "which kind"), asked.codes, must=asked.code_due)
    if asked.effects:  # nothing is assumed of what came of it
        made.choose("effect", Words("后果", "what came of it"), asked.effects, must=True)
    if asked.serious:
        made.tick("serious", Words("严重", "serious"))
    made.points(asked)
    if asked.amount is not None:
        made.number("amount", Words("金额 元", "amount, yuan"), _bounds(asked.amount), must=True)
    elif asked.loss:
        made.number("amount", Words("金额 元", "amount, yuan"), "", must=asked.loss_due)
    if asked.unit_price:
        made.number("unit_price", Words("单价 元", "unit price, yuan"), choice.price.pick(subject.lang), must=True)
    if asked.times:
        made.whole("times", Words("几项", "how many"), "1")
    if asked.errors:
        made.whole("errors", Words("几处错", "errors"), "1")
    made.text("note", Words("说明", "note"), must=asked.reason_due)
    if not praise and (more or asked.by_order or asked.unit_price):
        made.text("order", Words("订单号", "order"))
    if not praise and more:
        made.text("evidence", Words("证据", "evidence"))
    if more or subject.elsewhen:
        value = "" if subject.elsewhen else day_text(event.on.toordinal() if event.on else subject.day)
        made.day(value, subject.day_problem)
    return made.fields


def _bounds(found: Range) -> str:
    near, far = sorted((found.low, found.high), key=abs)
    return f"{decimal_text(near)}..{decimal_text(far)}"


class _Fields:
    """Fields being made, each with what was typed before."""

    def __init__(self, lang: Lang, values: Answers) -> None:
        self.lang: Lang = lang
        self.values = values
        self.fields: list[Field] = []

    def _add(
        self,
        key: str,
        words: Words,
        *,
        value: str = "",
        must: bool = False,
        hint: str = "",
        choices: tuple[tuple[str, str], ...] = (),
        check: Callable[[str], str | None] | None = None,
    ) -> None:
        typed = self.values.get(key, value)
        self.fields.append(Field(key, words.pick(self.lang), typed, must, choices, hint, check))

    def choose(self, key: str, words: Words, codes: tuple[str, ...], *, must: bool) -> None:
        """One of the kinds that the clause prints; none is chosen before somebody does."""
        listed = [code for code in codes if code]
        known = tuple((code, code_words(code).pick(self.lang)) for code in listed)
        hint = " / ".join(label for _, label in known)
        nothing = () if must else (("", Words("不写", "not said").pick(self.lang)),)
        self._add(key, words, must=must, choices=(*nothing, *known), hint=hint)

    def tick(self, key: str, words: Words) -> None:
        """Yes or no; no until somebody says yes."""
        self._add(key, words, choices=tuple((value, label.pick(self.lang)) for value, label in _TICK))

    def points(self, asked: Asked) -> None:
        """Points, where the scorer chooses; empty is the lightest."""
        words = Words("分数", "points")
        if asked.free_points:
            self.number("points", words, f"{asked.free_points}", must=True)
        elif asked.extra is not None:
            self.number("points", Words("加扣分数", "points on top"), _bounds(asked.extra))
        elif asked.points is not None:
            self.number("points", words, _bounds(asked.points))
        elif asked.serious_points is not None:
            where = Words("严重时", "where serious").pick(self.lang)
            self.number("points", words, f"{where} {_bounds(asked.serious_points)}")

    def number(self, key: str, words: Words, hint: str, *, must: bool = False) -> None:
        """A decimal number."""

        def check(text: str) -> str | None:
            known = parse_decimal(text) is not None
            return None if known else Words("要写数字", "it should be a number").pick(self.lang)

        self._add(key, words, must=must, hint=hint, check=check)

    def whole(self, key: str, words: Words, hint: str) -> None:
        """How many; empty is one."""

        def check(text: str) -> str | None:
            return None if _count(text) else Words("要写整数", "it should be a whole number").pick(self.lang)

        self._add(key, words, hint=hint, check=check)

    def text(self, key: str, words: Words, *, must: bool = False) -> None:
        """Free text."""
        self._add(key, words, must=must)

    def day(self, value: str, check: Callable[[str], str | None]) -> None:
        """The shift day it happened on."""
        self._add("day", Words("日期", "day"), value=value, must=True, hint=example("10-28", self.lang), check=check)
