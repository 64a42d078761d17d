"""The account of one person's month in full: every entry and line with its clause, its arithmetic and its events.

Written so that the person concerned can check it with a pencil: running totals, numbers put in, nothing left out.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from kfterm.desk.standing import Standing, pending_of, weight_words
from kfterm.money import decimal_text, yuan
from kfterm.month.law import concerned, full
from kfterm.month.model import AttendanceSheet, Clauses, DayRecord, Entry, Events, ScoreSheet, Statement
from kfterm.papers.cells import fit, hang, safe, width, wrap
from kfterm.papers.flag_words import flag_text, flag_todo
from kfterm.papers.words import CASES, WAYS, joined, said, working_text
from kfterm.periods import day_text
from kfterm.rulebook.model import Rulebook
from kfterm.words import Lang, Words

_INDENT = "    "


def why(
    statement: Statement,
    rulebook: Rulebook,
    lang: Lang,
    event_text: Callable[[int], str],
    cells: int = 80,
    standings: Sequence[Standing] = (),
) -> str:
    """The account as plain text, no line wider than `cells`.

    `event_text` says what the row of a seq recorded; `standings` where every violation stands with the person.
    """
    lines = _Account(statement, rulebook, lang, event_text, cells, standings).lines()
    return "".join(line.rstrip() + "\n" for line in lines)


class _Account:
    """One account being written; remembers which clauses were already quoted."""

    def __init__(
        self,
        statement: Statement,
        rulebook: Rulebook,
        lang: Lang,
        event_text: Callable[[int], str],
        cells: int,
        standings: Sequence[Standing],
    ) -> None:
        self.statement, self.rulebook, self.lang = statement, rulebook, lang
        self.event_text, self.cells = event_text, cells
        self.standings = standings
        self.quoted: set[str] = set()
        self.told: set[int] = set()

    def say(self, zh: str, en: str) -> str:
        return safe(Words(zh, en).pick(self.lang))

    def lines(self) -> Iterator[str]:
        person = self.statement
        yield from wrap(safe(f"{person.name} ({person.staff})  {self._rulebook()}"), self.cells)
        yield self.say(f"在职 {person.employed_days} 天", f"employed {person.employed_days} days")
        if person.score is not None:
            yield from self._score(person.score)
        yield from self._attendance(person.attendance)
        yield from self._pay()
        yield from self._cases()
        yield from self._noted()
        yield from self._appeals()
        if person.flags:
            yield from self._title(self.say("注意", "Flags"))
            for flag in person.flags:
                yield from self._flag(flag)

    def _flag(self, flag: str) -> Iterator[str]:
        yield from hang("  ", safe(flag_text(flag, self.lang)), self.cells)
        todo = flag_todo(flag).pick(self.lang)
        yield from hang(_INDENT, safe(todo), self.cells) if todo else ()
        guard = self.statement.guard
        if guard is not None and flag.startswith("law_over:"):
            yield from hang(_INDENT, safe(full(guard).pick(self.lang)), self.cells)
            yield from self._basis(*concerned(guard, self.statement.lines))

    def _rulebook(self) -> str:
        head = self.rulebook.head
        return f"{head.title.words.pick(self.lang)} {head.id} {head.version} {self.rulebook.digest[:12]}"

    def _title(self, title: str) -> Iterator[str]:
        yield ""
        yield title
        yield "-" * self.cells

    def _amount(self, label: str, amount: str) -> Iterator[str]:
        """A label with its figure at the right edge."""
        room = self.cells - width(amount) - 2
        *before, last = wrap(safe(label), room)
        yield from before
        yield fit(last, room) + "  " + amount

    def _basis(self, clauses: Clauses, events: Events) -> Iterator[str]:
        yield from self._clauses(clauses)
        for seq in dict.fromkeys(events):
            yield from hang(f"{_INDENT}#{seq} ", safe(self.event_text(seq)), self.cells)

    def _stands(self, clauses: Clauses, events: Events) -> Iterator[str]:
        """Where the violation that a figure is stands with the person."""
        for each in self.standings:
            if each.violation.seq in events and each.violation.event.clause in clauses:
                self.told.add(each.violation.seq)
                yield from hang(_INDENT, safe(f"[{each.says.pick(self.lang)}]"), self.cells)

    def _clauses(self, clauses: Sequence[str]) -> Iterator[str]:
        """Each clause with the original sentence and the English one, once; afterwards only its id."""
        for key in clauses:
            clause = self.rulebook.by_id.get(key)
            if clause is None or key in self.quoted:
                yield _INDENT + safe(key)
                continue
            self.quoted.add(key)
            texts = (clause.zh, clause.en) if self.lang == "zh" else (clause.en, clause.zh)
            yield from hang(f"{_INDENT}{safe(key)} ", safe(texts[0]), self.cells)
            yield from hang(" " * (len(_INDENT) + width(safe(key)) + 1), safe(texts[1]), self.cells)

    def _score(self, score: ScoreSheet) -> Iterator[str]:
        yield from self._title(self.say("月分", "Score"))
        opening, *others = score.clauses
        yield from self._amount(self.say("起始", "opening"), decimal_text(score.opening))
        yield from self._basis((opening,), ())
        running = score.opening
        for entry in score.entries:
            yield from self._entry(entry, running)
            running += entry.points
        total = decimal_text(score.total)
        if score.uncapped != score.total:
            before = decimal_text(score.uncapped)
            yield from self._amount(self.say(f"合计 {before} 封顶", f"sum {before}, capped"), total)
        else:
            yield from self._amount(self.say("合计", "total"), total)
        if score.grade:
            yield from self._amount(self.say("等级", "grade"), score.grade)
        yield from self._clauses(others)

    def _entry(self, entry: Entry, running: Decimal) -> Iterator[str]:
        day = day_text(entry.day) if entry.day else self.say("全月", "whole month")
        points, after = _signed(entry.points), decimal_text(running + entry.points)
        working = f"{decimal_text(running)} {_signed(entry.points, ' ')} = {after}"
        if entry.price is not None and entry.times > 1:
            working = f"{_signed(entry.price)} x {entry.times} = {points}; {working}"
        yield from self._amount(f"{day}  {entry.label.pick(self.lang)}", points)
        yield from hang(_INDENT, working, self.cells)
        yield from self._stands((entry.clause,), entry.events)
        yield from self._basis((entry.clause,), entry.events)

    def _attendance(self, seen: AttendanceSheet) -> Iterator[str]:
        days = [day for day in seen.days if _notable(day)]
        yield from self._title(self.say("考勤", "Attendance"))
        absence, leave = (decimal_text(Decimal(half) / 2) for half in (seen.absence_half_days, seen.leave_half_days))
        zh = f"出勤 {seen.worked_shifts} 班  迟到 {seen.late_count} 次  早退 {seen.early_count} 次"
        zh += f"  补卡 {seen.missed_punches} 次  旷工 {absence} 天  请假 {leave} 天"
        zh += f"  休 {seen.rest_taken}/{seen.rest_entitled} 天"
        en = f"{seen.worked_shifts} shifts  late {seen.late_count}  early {seen.early_count}"
        en += f"  made-up punches {seen.missed_punches}  absence {absence} d  leave {leave} d"
        yield from wrap(self.say(zh, f"{en}  rest {seen.rest_taken}/{seen.rest_entitled} d"), self.cells)
        for day in days:
            late, early, absent = day.late_minutes, day.early_minutes, decimal_text(Decimal(day.absent_half_days) / 2)
            parts = [
                self.say(f"迟到 {late} 分", f"{late} min late") if late else "",
                self.say(f"早退 {early} 分", f"left {early} min early") if early else "",
                self._ways("缺卡", "no punch", day.missing),
                self._ways("补卡", "punch made up", day.made_up),
                self.say(f"旷工 {absent} 天", f"absent {absent} d") if day.absent_half_days else "",
            ]
            yield from hang(f"{day_text(day.day)}  ", joined([part for part in parts if part], self.lang), self.cells)
            yield from self._basis(day.late_clauses, day.events)
        for packet in seen.packets:
            sent = self.say("已发", "sent") + f" {yuan(packet.paid_fen)}" if packet.paid_fen else ""
            doubled = self.say("逾期翻倍", "doubled, sent late") if packet.doubled else ""
            label = f"{day_text(packet.day)}  {self.say('红包', 'red packet')}  {doubled}  {sent}"
            yield from self._amount(label, yuan(packet.fen))
            yield from self._basis((packet.clause,), packet.events)
        if seen.packets:
            yield from self._amount(self.say("尚欠红包", "packets still owed"), yuan(self.statement.packets_owed_fen))

    def _ways(self, zh: str, en: str, ways: Sequence[str]) -> str:
        return f"{self.say(zh, en)} {'/'.join(said(WAYS, way, self.lang) for way in ways)}" if ways else ""

    def _pay(self) -> Iterator[str]:
        person = self.statement
        if not person.lines:
            return
        yield from self._title(self.say("工资", "Pay"))
        for line in person.lines:
            yield from self._amount(line.label.pick(self.lang), yuan(line.fen))
            working = working_text(line, self.lang)
            if working:
                yield from hang(_INDENT, safe(working), self.cells)
            guard = person.guard
            if guard is not None and line in guard.held:
                yield from hang(_INDENT, safe(full(guard).pick(self.lang)), self.cells)
            yield from self._stands(line.clauses, line.events)
            yield from self._basis(line.clauses, line.events)
        total = sum(line.fen for line in person.lines)
        amounts = [yuan(line.fen) if line.fen < 0 else f"+{yuan(line.fen)}" for line in person.lines]
        yield from wrap(f"{' '.join(amounts)} = {yuan(total)}", self.cells)
        if total != person.net_fen:
            floor = self.say("不足部分不扣 按规定下限", "not below the floor of the rulebook")
            yield from self._amount(f"{yuan(total)}  {floor}", yuan(person.net_fen))
        yield from self._amount(self.say("本表合计", "net"), yuan(person.net_fen))

    def _cases(self) -> Iterator[str]:
        if self.statement.cases:
            title = Words("个案  由人决定 程序不执行", "Cases: for a person to decide, never executed")
            yield from self._title(safe(title.pick(self.lang)))
        for case in self.statement.cases:
            amount = yuan(case.fen) if case.fen is not None else ""
            yield from self._amount(said(CASES, case.case, self.lang), amount)
            yield from self._stands(case.clauses, case.events)
            yield from self._basis(case.clauses, case.events)

    def _noted(self) -> Iterator[str]:
        """Violations that cost nothing: they are on record all the same."""
        found = [each for each in self.standings if each.violation.seq not in self.told and each.state != "upheld"]
        if found:
            yield from self._title(self.say("只记录 不扣分不扣钱", "Log only: no points, no money"))
        for each in found:
            yield from wrap(safe(f"{day_text(each.day)}  {each.label.pick(self.lang)}"), self.cells)
            clauses, events = (each.violation.event.clause,), (each.violation.seq,)
            yield from self._stands(clauses, events)
            yield from self._basis(clauses, events)

    def _appeals(self) -> Iterator[str]:
        """What waits for a decision, apart, with its weight; what was upheld, with what it gave back."""
        waiting = pending_of(self.standings)
        upheld = [each for each in self.standings if each.state == "upheld"]
        if waiting is None and not upheld:
            return
        yield from self._title(self.say("申诉", "Appeals"))
        for each in self.standings:
            if each.state == "appealed":
                label = f"{day_text(each.day)}  {each.label.pick(self.lang)}"
                yield from self._amount(label, weight_words(each.priced).pick(self.lang))
                yield from self._basis((each.violation.event.clause,), (each.violation.seq,))
        if waiting is not None:
            counted = self.say("判定前照算", "counted until decided")
            yield from hang("", safe(f"{waiting.says.pick(self.lang)}  {counted}"), self.cells)
        for each in upheld:
            was, back = weight_words(each.priced).pick(self.lang), weight_words(each.priced, back=True).pick(self.lang)
            label = f"{day_text(each.day)}  {each.label.pick(self.lang)}  [{each.says.pick(self.lang)}]"
            yield from self._amount(label, back)
            yield from hang(_INDENT, safe(self.say(f"记 {was} 还 {back}", f"was {was}, gives back {back}")), self.cells)
            events = (each.violation.seq, each.violation.upheld_seq)
            yield from self._basis((each.violation.event.clause,), events)


def _notable(day: DayRecord) -> bool:
    return bool(day.late_minutes or day.early_minutes or day.missing or day.made_up or day.absent_half_days)


def _signed(points: Decimal, gap: str = "") -> str:
    sign = "-" if points < 0 else "+"
    return f"{sign}{gap}{decimal_text(abs(points))}"
