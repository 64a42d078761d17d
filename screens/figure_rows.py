"""Every figure of one person's month: what the page shows of it, and what stands behind it. Pure.

A figure names its clauses, its events and its arithmetic with the numbers put in, so that one key answers "why?".
"""

from collections.abc import Iterator, Sequence

from kfterm.desk.preview import CASE_WORDS
from kfterm.desk.regime import regime
from kfterm.desk.standing import Standing, pending, standings, weight_words
from kfterm.money import decimal_text, yuan
from kfterm.month.judge import Judge
from kfterm.month.law import concerned, full
from kfterm.month.model import Clauses, Entry, Events, ScoreSheet, Statement
from kfterm.papers.flag_words import flag_text, flag_todo
from kfterm.papers.words import working_text
from kfterm.periods import day_text, month
from kfterm.words import Lang, Words
from screens.figure import Figure
from screens.figure_counters import counter_figures
from screens.figure_days import attendance_figures
from screens.widgets.columns import Cell, RowView

JUMPS = "1234567890ABCDEFGHIJKLMNOPQSTUVWXYZefghilnoprstuxyz"
"""The keys of the rows, from the top: one key from the page to the reason of a figure."""


def figure_rows(found: Sequence[Figure]) -> list[RowView]:
    """The rows of the page, each with its key at the left edge."""
    rows = []
    for index, each in enumerate(found):
        mark = (JUMPS[index], "dim") if index < len(JUMPS) else ""
        first, *others = each.cells
        label: Cell = f" {first}" if isinstance(first, str) else (f" {first[0]}", first[1])
        rows.append(RowView(each.key, (label, *others, (" ".join(each.clauses), "dim")), mark))
    return rows


def figures(found: Statement, judge: Judge, label: str, lang: Lang) -> list[Figure]:
    """Every figure of one person, in the order of the page."""
    page = _Page(found, judge, label, lang)
    return [
        *page.score(),
        *page.upheld(),
        *page.pay(),
        *page.waiting(),
        *page.packets(),
        *page.cases(),
        *page.counted(),
        *page.noted(),
        *page.complaints(),
        *attendance_figures(found, judge, label, lang),
        *page.flags(),
    ]


class _Page:
    """One page being made; remembers which violations have a figure already."""

    def __init__(self, found: Statement, judge: Judge, label: str, lang: Lang) -> None:
        self.found, self.judge, self.label, self.lang = found, judge, label, lang
        self.standings = standings(judge, found.staff, label)
        self.by_seq = {each.violation.seq: each for each in self.standings}
        self.shown: set[str] = set()

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def _standing(self, clauses: Clauses, events: Events) -> Standing | None:
        """The violation that a figure is: the one of its clause, not one of many behind a sum."""
        own = (self.by_seq[seq] for seq in events if seq in self.by_seq)
        return next((each for each in own if each.violation.event.clause in clauses), None)

    def _marked(self, text: str, clauses: Clauses, events: Events) -> tuple[str, str]:
        """A text with where its violation stands, which may be cut, and the id of that."""
        standing = self._standing(clauses, events)
        if standing is None:
            return text, ""
        self.shown.add(standing.violation.event.violation)
        state = f"[{standing.says.pick(self.lang)}]"
        return f"{text} {state}".strip(), standing.violation.event.violation

    def score(self) -> Iterator[Figure]:
        score = self.found.score
        if score is None:
            return
        total = (decimal_text(score.total), "strong")
        events = tuple(sorted({seq for each in score.entries for seq in each.events}))
        cells: tuple[Cell, ...] = (self.say("月分", "score"), score.grade or "–", total)
        yield Figure("score", cells, score.clauses, events, score_working(score))
        for index, each in enumerate(score.entries):
            on = day_text(each.day)[5:] if each.day else self.say("月", "month")
            what, violation = self._marked(each.label.pick(self.lang), (each.clause,), each.events)
            points = (decimal_text(each.points), "late" if each.points < 0 else "ok")
            working = entry_working(each)
            yield Figure(f"entry:{index}", (f"  {on}", what, points), (each.clause,), each.events, working, violation)

    def upheld(self) -> Iterator[Figure]:
        """What was appealed with success stays on the page, with what it gave back."""
        for each in self.standings:
            if each.state == "upheld":
                event = each.violation.event
                self.shown.add(event.violation)
                back = weight_words(each.priced, back=True).pick(self.lang) or "0"
                was = weight_words(each.priced).pick(self.lang)
                what = f"~~{each.label.pick(self.lang)}~~ [{each.says.pick(self.lang)} {back}]"
                cells: tuple[Cell, ...] = (f"  {day_text(each.day)[5:]}", (what, "dim"), (back, "ok"))
                events = (each.violation.seq, each.violation.upheld_seq)
                working = self.say(f"记 {was} 还 {back} = 0", f"was {was}, gives back {back} = 0")
                yield Figure(f"upheld:{event.violation}", cells, (event.clause,), events, working)

    def pay(self) -> Iterator[Figure]:
        found = self.found
        for index, line in enumerate(found.lines):
            working = working_text(line, self.lang)
            day = working.replace(f"{self.label[:4]}-", "")  # the year stands in the title
            what, violation = self._marked(day, line.clauses, line.events)
            amount = (yuan(line.fen), "late" if line.fen < 0 else "")
            why, events = f"{working} => {yuan(line.fen)}".strip(), line.events
            if found.guard is not None and line in found.guard.held:
                why = f"{why} · {full(found.guard).pick(self.lang)}"
                events = tuple(dict.fromkeys([*events, *concerned(found.guard, found.lines)[1]]))
            cells: tuple[Cell, ...] = (line.label.pick(self.lang), what, amount)
            yield Figure(f"line:{index}", cells, line.clauses, events, why, violation)
        if not found.lines and not regime(self.judge.rulebook(month(self.label))).money:
            return
        clauses = tuple(dict.fromkeys(clause for line in found.lines for clause in line.clauses))
        events = tuple(sorted({seq for line in found.lines for seq in line.events}))
        net = ((self.say("本表合计", "net"), "strong"), "", (yuan(found.net_fen), "strong"))
        yield Figure("net", net, clauses, events, _sum([line.fen for line in found.lines], found.net_fen))
        fines = [line for line in found.lines if line.line == "fine"]
        if fines:
            clauses = tuple(dict.fromkeys(clause for line in fines for clause in line.clauses))
            events = tuple(seq for line in fines for seq in line.events)
            cells = (self.say("罚款合计", "fines"), "", (yuan(found.fines_fen), "late"))
            yield Figure("fines", cells, clauses, events, _sum([-line.fen for line in fines], found.fines_fen))

    def waiting(self) -> Iterator[Figure]:
        """What is appealed and not decided yet, apart; it counts until it is."""
        found = pending(self.judge, self.found.staff, self.label)
        if found is None:
            return
        each_one = [each for each in self.standings if each.state == "appealed"]
        clauses = tuple(dict.fromkeys(each.violation.event.clause for each in each_one))
        weights = [weight_words(each.priced).pick(self.lang) or "0" for each in each_one]
        what = self.say(f"{found.number} 条申诉,判定前照算", f"{found.number} appealed, counted until decided")
        total = weight_words(found.priced).pick(self.lang)
        working = " + ".join(f"({each})" for each in weights) + f" = {total}"
        cells: tuple[Cell, ...] = ((self.say("待裁", "pending"), "warn"), what, (total, "warn"))
        yield Figure("pending", cells, clauses, tuple(each.violation.seq for each in each_one), working)

    def packets(self) -> Iterator[Figure]:
        packets = self.found.attendance.packets
        for index, packet in enumerate(packets):
            doubled = self.say("翻倍", "doubled") if packet.doubled else ""
            what = f"{day_text(packet.day)[5:]} {doubled}".strip()
            cells: tuple[Cell, ...] = (self.say("红包", "packet"), what, (yuan(packet.owed_fen), "warn"))
            working = f"{yuan(packet.fen)} - {yuan(packet.paid_fen)} = {yuan(packet.owed_fen)}"
            yield Figure(f"packet:{index}", cells, (packet.clause,), packet.events, working)
        if len(packets) > 1:
            owed = self.found.packets_owed_fen
            clauses = tuple(dict.fromkeys(packet.clause for packet in packets))
            events = tuple(seq for packet in packets for seq in packet.events)
            cells = (self.say("欠红包合计", "packets owed"), "", (yuan(owed), "warn"))
            yield Figure("packets", cells, clauses, events, _sum([packet.owed_fen for packet in packets], owed))

    def cases(self) -> Iterator[Figure]:
        for index, case in enumerate(self.found.cases):
            words = CASE_WORDS.get(case.case, Words(case.case, case.case)).pick(self.lang)
            what, violation = self._marked(words, case.clauses, case.events)
            amount = yuan(case.fen) if case.fen is not None else ""
            cells: tuple[Cell, ...] = ((self.say("个案", "case"), "late"), what, amount)
            human = self.say("由人决定,程序不执行", "for a person to decide, never executed")
            working = f"{words} {amount}".strip() + f" ({human})"
            yield Figure(f"case:{index}", cells, case.clauses, case.events, working, violation)

    def counted(self) -> Iterator[Figure]:
        """How often what happened, out of how many, and what the next time brings."""
        this = month(self.label)
        person = self.judge.in_month(self.judge.shop.people.staff[self.found.staff], this)
        yield from counter_figures(self.judge, person, this, self.lang)

    def noted(self) -> Iterator[Figure]:
        """Violations and praise that cost and earn nothing."""
        nothing = self.say("只记录,不扣分不扣钱", "log only: no points, no money")
        for each in self.standings:
            event = each.violation.event
            if event.violation not in self.shown:
                what = f"{each.label.pick(self.lang)} [{each.says.pick(self.lang)}]"
                cells: tuple[Cell, ...] = (self.say("记录", "noted"), what, "0")
                yield Figure(
                    f"noted:{event.violation}", cells, (event.clause,), (each.violation.seq,), nothing, event.violation
                )
        scored = {seq for entry in self.found.score.entries for seq in entry.events} if self.found.score else set()
        for day, merit in self.judge.merits(self.found.staff, month(self.label)):
            if merit.seq not in scored:
                cells = (self.say("表扬", "merit"), f"{day_text(day)[5:]} {merit.event.note or ''}".strip(), "")
                yield Figure(f"merit:{merit.event.merit}", cells, (merit.event.clause,), (merit.seq,), nothing)

    def complaints(self) -> Iterator[Figure]:
        for _, each in self.judge.complaints(self.found.staff, month(self.label)):
            verdict = {
                None: Words("未判", "not judged"),
                True: Words("有效", "valid"),
                False: Words("无效", "not valid"),
            }
            state = verdict[each.valid].pick(self.lang)
            events = (each.seq, each.judged_seq) if each.judged_seq else (each.seq,)
            cells: tuple[Cell, ...] = (self.say("投诉", "complaint"), f"{each.what} [{state}]", "")
            yield Figure(f"complaint:{each.complaint}", cells, (), events, state)

    def flags(self) -> Iterator[Figure]:
        for index, flag in enumerate(self.found.flags):
            todo = flag_todo(flag).pick(self.lang)
            cells: tuple[Cell, ...] = ((self.say("标记", "flag"), "warn"), flag_text(flag, self.lang), "")
            clauses: Clauses = ()
            events: Events = ()
            guard = self.found.guard
            if guard is not None and flag.startswith("law_over:"):
                todo = " · ".join(filter(None, (full(guard).pick(self.lang), todo)))
                clauses, events = concerned(guard, self.found.lines)
            yield Figure(f"flag:{index}", cells, clauses, events, todo)


def entry_working(entry: Entry) -> str:
    """`-5 × 2 = -10`."""
    times = f" × {entry.times}" if entry.times != 1 else ""
    price = decimal_text(entry.price if entry.price is not None else entry.points)
    return f"{price}{times} = {decimal_text(entry.points)}"


def score_working(score: ScoreSheet) -> str:
    """`80 - 1 + 5 = 84`, and the cap where it holds."""
    moves = "".join(signed(decimal_text(each.points)) for each in score.entries)
    capped = f" => {decimal_text(score.total)}" if score.total != score.uncapped else ""
    return f"{decimal_text(score.opening)}{moves} = {decimal_text(score.uncapped)}{capped}"


def signed(text: str) -> str:
    """A term of a sum."""
    return f" - {text[1:]}" if text.startswith("-") else f" + {text}"


def _sum(parts: Sequence[int], total: int) -> str:
    """Amounts added up, fen; and what the total is kept at where it is another."""
    if not parts:
        return f"0 = {yuan(total)}"
    text = "".join(signed(yuan(each)) for each in parts).removeprefix(" + ").strip()
    added = sum(parts)
    return f"{text} = {yuan(added)}" + (f" => {yuan(total)}" if added != total else "")
