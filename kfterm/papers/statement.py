"""A person's statement of a month, as it is said on paper: every figure with its clause, its working, its events."""

from collections.abc import Callable
from decimal import Decimal

import msgspec

from kfterm.money import decimal_text, yuan
from kfterm.month.law import full
from kfterm.month.model import Case, Clauses, DayRecord, Entry, Events, Line, Packet, Statement, Summary
from kfterm.papers.words import CASES, LINES, WAYS, flag_text, joined, said, working_text
from kfterm.periods import day_text
from kfterm.rulebook.model import Rulebook
from kfterm.words import Lang, Words

Ids = Callable[[Events], list[str]]


class Quote(msgspec.Struct, frozen=True):
    """A clause as it is printed: its id and the original sentence, in English also the translation."""

    id: str
    text: str
    more: str


class Row(msgspec.Struct, frozen=True):
    """One figure."""

    label: str
    kind: str
    working: str
    amount: str
    clauses: tuple[str, ...]
    events: str
    loud: bool = False


class Part(msgspec.Struct, frozen=True):
    """A heading in both languages with its figures; `total` stands at the end where the part has one."""

    zh: str
    en: str
    rows: tuple[Row, ...]
    total_label: str = ""
    total: str = ""
    note: str = ""


class Account(msgspec.Struct, frozen=True):
    """One person's pages."""

    name: str
    staff: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    quotes: tuple[Quote, ...]


class Paper(msgspec.Struct, frozen=True):
    """Everything the template is given."""

    lang: str
    title: str
    subtitle: str
    month: str
    store: str
    log_label: str
    log_seq: int
    head_label: str
    log_head: str
    verify: str
    page: str
    signatures: tuple[str, ...]
    labels: dict[str, str]
    people: tuple[Account, ...]


class Heading(msgspec.Struct, frozen=True):
    """What stands around the accounts: the shop, and the log it was made from."""

    store: str
    seq: int
    head: str


def statements(summary: Summary, rulebook: Rulebook, heading: Heading, ids: Ids, lang: Lang) -> Paper:
    """The statements of everybody in a summary; `ids` turns seqs into event ids."""

    def say(zh: str, en: str) -> str:
        return Words(zh, en).pick(lang)

    state = say("已关账", "closed") if summary.closed else say("未关账,数字仍会变", "open, figures may change")
    return Paper(
        lang=lang,
        title=say("月度对账单", "Monthly statement"),
        subtitle=f"{rulebook.head.title.words.pick(lang)} {rulebook.id} {rulebook.head.version} · {state}",
        month=summary.month,
        store=heading.store,
        log_label=say("日志", "log"),
        log_seq=heading.seq,
        head_label=say("链头", "head"),
        log_head=heading.head,
        verify=say("核对: kfterm verify --head", "check: kfterm verify --head"),
        page=say("第 {n} / {m} 页", "page {n} of {m}"),
        signatures=(say("本人", "person"), say("主管", "supervisor"), say("日期", "date")),
        labels={
            "item": "项目 Item",
            "working": "算式 Working",
            "clauses": "条款 Clause",
            "amount": "金额 / 分 Amount",
            "quotes": "条款原文 Clauses",
            "nobody": say("没有记录", "nothing"),
        },
        people=tuple(_Account(each, rulebook, ids, lang).account() for each in summary.statements),
    )


class _Account:
    """One account being made."""

    def __init__(self, statement: Statement, rulebook: Rulebook, ids: Ids, lang: Lang) -> None:
        self.statement, self.rulebook, self.ids, self.lang = statement, rulebook, ids, lang

    def say(self, zh: str, en: str) -> str:
        return Words(zh, en).pick(self.lang)

    def account(self) -> Account:
        parts = [self._pay(), self._score(), self._attendance(), self._packets(), self._cases(), self._notes()]
        kept = tuple(part for part in parts if part is not None)
        used = dict.fromkeys(clause for part in kept for row in part.rows for clause in row.clauses)
        return Account(
            self.statement.name,
            self.statement.staff,
            tuple(self._facts()),
            kept,
            tuple(quote for quote in map(self._quote, used) if quote is not None),
        )

    def _facts(self) -> list[tuple[str, str]]:
        each, seen = self.statement, self.statement.attendance
        found = [(self.say("在职", "employed"), self.say(f"{each.employed_days} 天", f"{each.employed_days} days"))]
        if each.score:
            grade = f" {each.score.grade}" if each.score.grade else ""
            found.append((self.say("月分", "score"), decimal_text(each.score.total) + grade))
        found.append((self.say("出勤", "shifts"), str(seen.worked_shifts)))
        if seen.rest_entitled or seen.rest_taken:
            found.append((self.say("休息", "rest"), f"{seen.rest_taken}/{seen.rest_entitled}"))
        if each.lines:
            found.append((self.say("本表合计", "net"), yuan(each.net_fen)))
        return found

    def _quote(self, key: str) -> Quote | None:
        clause = self.rulebook.by_id.get(key)
        if clause is None:
            return None
        return Quote(key, clause.zh, clause.en if self.lang == "en" else "")

    def _pay(self) -> Part | None:
        each = self.statement
        if not each.lines:
            return None
        rows = tuple(self._line(line) for line in each.lines)
        note = ""
        total = sum(line.fen for line in each.lines)
        if total != each.net_fen:
            note = self.say(f"合计 {yuan(total)},按规定下限发", f"sum {yuan(total)}, paid at the floor of the rulebook")
        if each.guard is not None:
            note = " · ".join(filter(None, (note, full(each.guard).pick(self.lang))))
        return Part("工资", "Pay", rows, self.say("本表合计", "net"), yuan(each.net_fen), note)

    def _line(self, line: Line) -> Row:
        label, kind = line.label.pick(self.lang), said(LINES, line.line, self.lang)
        working = working_text(line, self.lang)
        return Row(
            label, "" if kind == label else kind, working, yuan(line.fen), line.clauses, self._events(line.events)
        )

    def _events(self, events: Events) -> str:
        """The ids, the first few; the whole account is `kfterm month --why`."""
        names = self.ids(events[:4])
        more = f" +{len(events) - 4}" if len(events) > 4 else ""
        return " ".join(names) + more

    def _score(self) -> Part | None:
        score = self.statement.score
        if score is None:
            return None
        rows = [
            Row(self.say("起始", "opening"), "", "", decimal_text(score.opening), score.clauses[:1], ""),
            *(self._entry(entry) for entry in score.entries),
        ]
        capped = score.uncapped != score.total
        note = self.say(f"合计 {score.uncapped} 封顶", f"sum {score.uncapped}, capped") if capped else ""
        total = decimal_text(score.total) + (f" {score.grade}" if score.grade else "")
        return Part("得分", "Score", tuple(rows), self.say("月分", "score"), total, note)

    def _entry(self, entry: Entry) -> Row:
        on = day_text(entry.day) if entry.day else self.say("全月", "whole month")
        each = f"{decimal_text(entry.price)} × {entry.times}" if entry.price is not None and entry.times > 1 else ""
        clauses: Clauses = (entry.clause,)
        return Row(
            entry.label.pick(self.lang), on, each, decimal_text(entry.points), clauses, self._events(entry.events)
        )

    def _attendance(self) -> Part | None:
        rows = tuple(self._day(day) for day in self.statement.attendance.days if _notable(day))
        return Part("考勤", "Attendance", rows) if rows else None

    def _day(self, day: DayRecord) -> Row:
        absent = decimal_text(Decimal(day.absent_half_days) / 2)
        parts = [
            self.say(f"迟到 {day.late_minutes} 分", f"{day.late_minutes} min late") if day.late_minutes else "",
            self.say(f"早退 {day.early_minutes} 分", f"{day.early_minutes} min early") if day.early_minutes else "",
            self._ways("缺卡", "no punch", day.missing),
            self._ways("补卡", "made up", day.made_up),
            self.say(f"旷工 {absent} 天", f"absent {absent} d") if day.absent_half_days else "",
        ]
        text = joined([part for part in parts if part], self.lang)
        return Row(text, day_text(day.day), "", "", day.late_clauses, self._events(day.events))

    def _ways(self, zh: str, en: str, ways: tuple[str, ...]) -> str:
        return f"{self.say(zh, en)} {'/'.join(said(WAYS, way, self.lang) for way in ways)}" if ways else ""

    def _packets(self) -> Part | None:
        packets = self.statement.attendance.packets
        if not packets:
            return None
        owed = yuan(self.statement.packets_owed_fen)
        rows = tuple(self._packet(packet) for packet in packets)
        note = self.say("发给同事,不从工资扣", "sent to colleagues, never taken off the wage")
        return Part("红包", "Packets", rows, self.say("尚欠", "still owed"), owed, note)

    def _packet(self, packet: Packet) -> Row:
        parts = [
            self.say("逾期翻倍", "doubled") if packet.doubled else "",
            self.say(f"已发 {yuan(packet.paid_fen)}", f"sent {yuan(packet.paid_fen)}") if packet.paid_fen else "",
        ]
        working = joined([part for part in parts if part], self.lang)
        label = self.say("红包", "packet")
        events = self._events(packet.events)
        return Row(label, day_text(packet.day), working, yuan(packet.fen), (packet.clause,), events)

    def _cases(self) -> Part | None:
        if not self.statement.cases:
            return None
        note = self.say("由人决定,程序不执行", "for a person to decide, never executed by the program")
        return Part("个案", "Cases", tuple(self._case(case) for case in self.statement.cases), note=note)

    def _case(self, case: Case) -> Row:
        amount = "" if case.fen is None else yuan(case.fen)
        events = self._events(case.events)
        return Row(said(CASES, case.case, self.lang), "", "", amount, case.clauses, events, loud=True)

    def _notes(self) -> Part | None:
        rows = tuple(Row(flag_text(flag, self.lang), "", "", "", (), "") for flag in self.statement.flags)
        return Part("注意", "Notes", rows) if rows else None


def _notable(day: DayRecord) -> bool:
    return bool(day.late_minutes or day.early_minutes or day.missing or day.made_up or day.absent_half_days)
