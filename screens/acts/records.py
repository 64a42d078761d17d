"""Everything else that the rulebook in force knows and a person records: awards, reviews, exams, absence, meetings …

One key opens the list; what the regime does not know is not in it. Each asks on one form; what the desk would refuse is
said over the form, and what was typed stays.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kfterm.desk import records as known
from kfterm.desk.foresee import foreseen
from kfterm.desk.reading import month_judge
from kfterm.events.attendance import AbsenceConfirmed, PacketSent
from kfterm.events.base import Event
from kfterm.events.conduct import AppealDecided, ComplaintJudged
from kfterm.events.money import AwardGranted, FundSpent
from kfterm.events.scores import DutyChecked, ExamScored, MeetingHeld, ReportFiled, ReviewScored, ScoreAdjusted
from kfterm.money import decimal_text, parse_decimal
from kfterm.periods import day_text, month
from kfterm.rulebook.model import Rulebook
from kfterm.rulebook.pay_rules import ReviewItem
from kfterm.rulebook.score_rules import Adjustment
from kfterm.words import Lang, Words
from screens.acts.clause_form import preview_lines
from screens.acts.subject import Host
from screens.form_words import plainly
from screens.modals import PickModal
from screens.widgets.form import Field, FormModal
from screens.widgets.painted import Line
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen

Answers = dict[str, str]


async def record(floor: "FloorScreen") -> None:
    """On the floor: about the person under the cursor, in the running month."""
    await record_for(floor, floor.staff, floor.app.desk.live.month)


async def record_for(host: Host, staff: str | None, label: str) -> None:
    """Choose what is recorded, and record it."""
    desk, lang = host.app.desk, host.app.lang
    judge = desk.judge()
    day = judge.calendar.day(desk.clock.now())
    found = known.records(judge, staff, day)
    rulebook = judge.plan.rulebook(day)
    name = judge.shop.people.name(staff) if staff else ""
    items = [
        PickItem(each.id, each.words.pick(lang), "" if each.personal else _all(lang),
                 search=f"{each.words.zh} {each.words.en} {each.search}")
        for each in found
    ]  # fmt: skip
    empty = Words("这本规则书没有别的可记", "this rulebook knows nothing else to record").pick(lang)
    title = Words(f"记录 · {name}", f"record · {name}").pick(lang)
    picked = await host.app.push_screen_wait(PickModal(title, items, empty="" if items else empty))
    if picked is None or rulebook is None:
        return
    chosen = next(each for each in found if each.id == picked.key)
    asking = _Asking(host, (staff or "") if chosen.personal else "", label, rulebook, chosen.words)
    await _FORMS[picked.key](asking)


def _all(lang: Lang) -> str:
    return Words("全店", "whole shop").pick(lang)


class _Asking:
    """One record being asked for."""

    def __init__(self, host: Host, staff: str, label: str, rulebook: Rulebook, words: Words) -> None:
        self.host, self.staff, self.label, self.rulebook, self.words = host, staff, label, rulebook, words
        self.desk, self.lang = host.app.desk, host.app.lang
        self.judge = self.desk.judge()
        self.today = self.judge.calendar.day(self.desk.clock.now())
        self.name = self.judge.shop.people.name(staff) if staff else _all(self.lang)

    def pick(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    async def form(
        self, fields: Sequence[Field], made: Callable[[Answers], Sequence[Event]], *, foretold: bool = False
    ) -> None:
        """Ask until the desk agrees, or the hand leaves; with `foretold` what it would change is said before."""
        label = self.label or self.desk.live.month
        judge = month_judge(self.desk, label)

        def foresee(answers: Answers) -> list[str | Line]:
            due = [field for field in fields if field.id != "reason"]
            if any(field.problem(answers[field.id], self.lang) for field in due):
                return []
            said = foreseen(judge, self.staff, label, made(answers), self.desk.clock.now())
            return preview_lines(said.pick(self.lang))

        title = f"{self.words.pick(self.lang)} · {self.name}".rstrip(" ·")
        trouble = ""
        while True:
            answers: Answers | None = await self.host.app.push_screen_wait(
                FormModal(title, fields, lang=self.lang, trouble=trouble, foresee=foresee if foretold else None)
            )
            if answers is None:
                return
            events = made(answers)
            problems = self.desk.would_refuse(*events)
            if events and not problems:
                zh, en = f"{self.name} {self.words.zh}".strip(), f"{self.name} {self.words.en}".strip()
                self.host.say(*events, done=Words(f"已记:{zh}", f"recorded: {en}"))
                return
            if not events:
                return
            trouble = " / ".join(plainly(problem, self.lang) for problem in problems)
            fields = [_with(field, answers[field.id]) for field in fields]

    def text(self, key: str, zh: str, en: str, **more: Any) -> Field:
        return Field(key, self.pick(zh, en), **more)

    def number(self, key: str, zh: str, en: str, hint: str = "", value: str = "") -> Field:
        def check(text: str) -> str | None:
            return None if parse_decimal(text) is not None else self.pick("要写数字", "it should be a number")

        return Field(key, self.pick(zh, en), value, required=True, hint=hint, check=check)

    def month(self) -> Field:
        def check(text: str) -> str | None:
            try:
                month(text)
            except ValueError:
                return self.pick("应如 2026-10", "it should be like 2026-10")
            return None

        return Field("month", self.pick("月份", "month"), self.label, required=True, check=check)

    def day(self) -> Field:
        def check(text: str) -> str | None:
            return None if _date(text) else self.pick("应如 2026-10-13", "it should be like 2026-10-13")

        return Field("on", self.pick("日期", "day"), day_text(self.today), required=True, check=check)

    def reason(self, *, must: bool = True) -> Field:
        return Field("reason", self.pick("理由", "reason"), required=must)

    def choice(self, key: str, zh: str, en: str, choices: Sequence[tuple[str, str]]) -> Field:
        first = choices[0][0] if choices else ""
        return Field(key, self.pick(zh, en), first, required=True, choices=tuple(choices))

    def verdict(self, key: str, zh: str, en: str, choices: Sequence[tuple[str, str]]) -> Field:
        """A choice that is nobody's before somebody makes it."""
        hint = " / ".join(label for _, label in choices)
        return Field(key, self.pick(zh, en), required=True, choices=tuple(choices), hint=hint)

    def yes_no(self, key: str, zh: str, en: str, yes: Words, no: Words) -> Field:
        return self.choice(key, zh, en, [("yes", yes.pick(self.lang)), ("no", no.pick(self.lang))])


def _with(field: Field, value: str) -> Field:
    return Field(field.id, field.label, value, field.required, field.choices, field.hint, field.check)


def _decimal(text: str) -> Decimal:
    """A number that the form has looked at."""
    return parse_decimal(text) or Decimal(0)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


async def _award(ask: _Asking) -> None:
    clauses = [(clause, f"{words.pick(ask.lang)} {clause}") for clause, words in known.awards(ask.rulebook)]
    fields = [
        ask.choice("clause", "条款", "clause", clauses),
        ask.number("amount", "金额 元", "amount, yuan"),
        ask.reason(),
        ask.month(),
    ]
    await ask.form(fields, lambda said: [
        AwardGranted(staff=ask.staff, month=said["month"], clause=said["clause"],
                     amount=_decimal(said["amount"]), reason=said["reason"])
    ])  # fmt: skip


async def _review(ask: _Asking) -> None:
    """All items on one form; an item that has its score already shows it."""
    items = [rule for _, rule in ask.rulebook.all(ReviewItem)]
    scored = ask.judge.shop.scores.reviews.get(ask.label, {}).get(ask.staff, {})
    fields = []
    for rule in items:
        levels = [(decimal_text(each.score), f"{decimal_text(each.score)} {each.label.words.pick(ask.lang)}")
                  for each in rule.levels]  # fmt: skip
        value = decimal_text(scored[rule.item][0]) if rule.item in scored else ""
        hint = " / ".join(score for score, _ in levels)
        words = rule.label.words.pick(ask.lang)
        fields.append(Field(rule.item, words, value, required=True, choices=tuple(levels), hint=hint))
    fields.append(ask.month())

    def made(said: Answers) -> list[Event]:
        month_scores = ask.judge.shop.scores.reviews.get(said["month"], {}).get(ask.staff, {})
        found: list[Event] = []
        for rule in items:
            score = parse_decimal(said[rule.item])
            before = month_scores.get(rule.item)
            if score is not None and (before is None or before[0] != score):
                found.append(ReviewScored(staff=ask.staff, month=said["month"], item=rule.item, score=score))
        return found

    await ask.form(fields, made)


async def _exam(ask: _Asking) -> None:
    exams = ask.judge.shop.scores.exams
    full = decimal_text(exams[-1].full) if exams else ""  # most often that of the last exam
    fields = [ask.number("score", "得分", "score"), ask.number("full", "满分", "full mark", value=full)]
    await ask.form(fields, lambda said: [
        ExamScored(staff=ask.staff, score=_decimal(said["score"]), full=_decimal(said["full"]))
    ], foretold=True)  # fmt: skip


async def _absence(ask: _Asking) -> None:
    fields = [ask.day(), ask.number("days", "几天", "days", value="1"), ask.reason(must=False)]
    await ask.form(fields, lambda said: [
        AbsenceConfirmed(staff=ask.staff, on=date.fromisoformat(said["on"]),
                         days=_decimal(said["days"]), reason=said["reason"])
    ])  # fmt: skip


async def _adjustment(ask: _Asking) -> None:
    found = ask.rulebook.one(Adjustment)
    hint = f"{decimal_text(found[1].low)}..+{decimal_text(found[1].high)}" if found else ""
    fields = [ask.number("points", "分数", "points", hint=hint), ask.reason(), ask.month()]
    await ask.form(fields, lambda said: [
        ScoreAdjusted(staff=ask.staff, month=said["month"], points=_decimal(said["points"]),
                      reason=said["reason"])
    ], foretold=True)  # fmt: skip


async def _report(ask: _Asking) -> None:
    kinds = [(key, known.named(known.REPORT_WORDS, key).pick(ask.lang)) for key in known.reports(ask.rulebook)]
    fields = [ask.choice("report", "哪种", "which", kinds), ask.number("characters", "字数", "characters")]
    await ask.form(fields, lambda said: [
        ReportFiled(staff=ask.staff, report=said["report"], characters=int(_decimal(said["characters"])))
    ])  # fmt: skip


async def _duty(ask: _Asking) -> None:
    kinds = [(key, known.named(known.DUTY_WORDS, key).pick(ask.lang)) for key in known.duties(ask.rulebook)]
    done = ask.yes_no("done", "结果", "found", Words("做了", "done"), Words("没做", "not done"))
    fields = [ask.choice("duty", "哪项", "which", kinds), done, ask.day()]
    await ask.form(fields, lambda said: [
        DutyChecked(duty=said["duty"], staff=ask.staff, done=said["done"] == "yes", on=date.fromisoformat(said["on"]))
    ])  # fmt: skip


async def _packet(ask: _Asking) -> None:
    fields = [ask.number("amount", "金额 元", "amount, yuan")]
    await ask.form(fields, lambda said: [PacketSent(staff=ask.staff, amount=_decimal(said["amount"]))])


async def _complaint(ask: _Asking) -> None:
    waiting = [(key, f"{ask.judge.calendar.text(at)[5:]} {what}")
               for key, what, at in known.open_complaints(ask.judge, ask.staff)]  # fmt: skip
    await judge_complaint(ask, waiting)


async def judge_complaint(ask: _Asking, waiting: Sequence[tuple[str, str]]) -> None:
    """Valid or not, which nobody has decided before; what it would bring is said."""
    verdicts = [
        ("invalid", ask.pick("无效", "not valid")),  # first: 有 can be read as wei, so that wx would find 有效
        ("valid", ask.pick("有效", "valid")),
        ("quarrel", ask.pick("有效且口角", "valid, with a quarrel")),
    ]
    fields = [
        ask.choice("complaint", "哪一条", "which", waiting),
        ask.verdict("verdict", "判定", "judgement", verdicts),
        ask.reason(must=False),
    ]
    await ask.form(fields, lambda said: [
        ComplaintJudged(complaint=said["complaint"], valid=said["verdict"] != "invalid",
                        quarrel=said["verdict"] == "quarrel", reason=said["reason"])
    ], foretold=True)  # fmt: skip


async def judge_one(host: Host, staff: str, label: str, complaint: tuple[str, str], rulebook: Rulebook) -> None:
    """Judge one complaint, from a screen that shows it."""
    await judge_complaint(_Asking(host, staff, label, rulebook, known.COMPLAINT.words), [complaint])


async def _appeal(ask: _Asking) -> None:
    waiting = [(key, f"{clause} {why}") for key, clause, why, _ in known.open_appeals(ask.judge, ask.staff)]
    await decide(ask, waiting)


async def decide(ask: _Asking, waiting: Sequence[tuple[str, str]]) -> None:
    """Uphold an appeal or turn it down, with a reason."""
    verdicts = [("yes", ask.pick("申诉成立", "upheld")), ("no", ask.pick("不成立", "turned down"))]
    verdict = ask.verdict("upheld", "判定", "decision", verdicts)
    fields = [ask.choice("appeal", "哪一条", "which", waiting), verdict, ask.reason()]
    await ask.form(fields, lambda said: [
        AppealDecided(appeal=said["appeal"], upheld=said["upheld"] == "yes", reason=said["reason"])
    ], foretold=True)  # fmt: skip


async def decide_appeal(host: Host, staff: str, label: str, appeal: tuple[str, str], rulebook: Rulebook) -> None:
    """Decide one appeal, from a screen that shows it."""
    await decide(_Asking(host, staff, label, rulebook, known.APPEAL.words), [appeal])


async def _meeting(ask: _Asking) -> None:
    """Who was missing, by the beginnings of names or ids."""
    kinds = [(key, key) for key in known.meetings(ask.rulebook)] or [("meeting", ask.pick("例会", "meeting"))]
    names = ask.pick("姓名或拼音,空格隔开", "names or ids, with spaces between")
    found = _Names(ask)
    fields = [
        ask.choice("meeting", "哪个会", "which", kinds),
        Field("absent", ask.pick("无故缺席", "missing"), hint=names, check=found.problem),
        Field("excused", ask.pick("请假", "excused"), hint=names, check=found.problem),
    ]
    on = day_text(ask.today)

    def made(said: Answers) -> list[Event]:
        absent, excused = found.staff(said["absent"]), found.staff(said["excused"])
        return [MeetingHeld(meeting=f"{said['meeting']}-{on}", absent=absent, excused=excused)]

    await ask.form(fields, made)


class _Names:
    """People by what was typed of them."""

    def __init__(self, ask: _Asking) -> None:
        people = ask.judge.shop.people.staff.values()
        self._ask = ask
        self._people = [each for each in people if each.left_at is None]

    def _one(self, word: str) -> str | None:
        from screens.pinyin import INITIALS, match

        scores = [(match(word, f"{each.name}\n{each.staff}"), each.staff) for each in self._people]
        met = sorted((how, staff) for how, staff in scores if how is not None and how <= INITIALS)
        return met[0][1] if met else None

    def staff(self, text: str) -> tuple[str, ...]:
        """The ids of everybody named."""
        found = (self._one(word) for word in text.replace(",", " ").replace("、", " ").split())
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def problem(self, text: str) -> str | None:
        """Who of those named is nobody."""
        words = text.replace(",", " ").replace("、", " ").split()
        unknown = [word for word in words if self._one(word) is None]
        nobody = " ".join(unknown)
        return self._ask.pick(f"没有这个人:{nobody}", f"nobody is called {nobody}") if unknown else None


async def _fund(ask: _Asking) -> None:
    fields = [ask.number("amount", "金额 元", "amount, yuan"), ask.text("purpose", "用途", "purpose", required=True)]
    await ask.form(fields, lambda said: [
        FundSpent(amount=_decimal(said["amount"]), purpose=said["purpose"])
    ])  # fmt: skip


_FORMS: dict[str, Callable[[_Asking], Awaitable[None]]] = {
    known.AWARD.id: _award,
    known.REVIEW.id: _review,
    known.EXAM.id: _exam,
    known.ABSENCE.id: _absence,
    known.ADJUSTMENT.id: _adjustment,
    known.REPORT.id: _report,
    known.DUTY.id: _duty,
    known.PACKET.id: _packet,
    known.COMPLAINT.id: _complaint,
    known.APPEAL.id: _appeal,
    known.MEETING.id: _meeting,
    known.FUND.id: _fund,
}
