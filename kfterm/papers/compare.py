"""Two rulebooks side by side, topic by topic, in words: what each says with its numbers and its clauses.

Regimes are never merged and nothing is judged here. A cell with `-` is a topic on which that rulebook says nothing.
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from kfterm.desk.code_words import code_words
from kfterm.papers.cells import fit, safe, width, wrap
from kfterm.papers.rule_words import saying
from kfterm.papers.said_parts import both
from kfterm.papers.topics import TOPICS, Topic
from kfterm.periods import clock_minutes
from kfterm.rulebook.base import Rule
from kfterm.rulebook.check_names import PROPOSES
from kfterm.rulebook.conduct_rules import Conduct, Trigger
from kfterm.rulebook.floor_rules import ReportDue, Shift
from kfterm.rulebook.model import Clause, Rulebook
from kfterm.words import Lang, Words

_BETWEEN = " | "
_BULLET = "* "
_TOKENS = re.compile(r"¥?[!-~]+|[^\x00-\x7f][,;:.!?)]*|\s+")
"""What a line is not broken within: a number, a word, a clause id, a character with the comma behind it."""
_NARROWEST = 2 * 20 + len(_BETWEEN)
_TEXT_ONLY = Words("提到,不作计算", "named in the text, computes nothing")
_OVERLAP = Words("两班重叠", "overlap of shifts")
_SETTINGS = Words("要店里定的设置", "settings the shop has to type")


def compare(left: Rulebook, right: Rulebook, cells: int, lang: Lang) -> str:
    """Both rulebooks as text; no line is wider than `cells`, and nothing is cut off."""
    room = max(cells, _NARROWEST)
    column = (room - len(_BETWEEN)) // 2
    heads = [wrap(safe(f"{book.id} · {book.head.title.words.pick(lang)}"), column) for book in (left, right)]
    lines = _beside(heads[0], heads[1], column)
    for name, sides in _topics(left, right):
        title = safe(name.pick(lang))
        lines.append("")
        lines.append(_rule(title, room))
        one, two = ([line for item in side for line in _item(item, column, lang)] or ["-"] for side in sides)
        lines += _beside(one, two, column)
    return "".join(line.rstrip() + "\n" for line in lines)


class Said(NamedTuple):
    """A saying and the clauses it rests on."""

    words: Words
    cited: str


def _topics(left: Rulebook, right: Rulebook) -> list[tuple[Words, tuple[list[Said], list[Said]]]]:
    """Every topic with what the two say about it, one saying a clause."""
    found = []
    for topic in TOPICS:
        found.append((topic.name, (cell(left, topic), cell(right, topic))))
    return [*found, (_SETTINGS, (_settings(left), _settings(right)))]


def cell(rulebook: Rulebook, topic: Topic) -> list[Said]:
    """What a rulebook says about a topic: a saying for each clause, with the clause's id behind it."""
    if topic.name == _OVERLAP:
        return _overlaps(rulebook)
    found = []
    for clause in rulebook.clauses:
        rules = [rule for rule in clause.rule if topic.wanted(clause, rule)]
        if rules:
            found.append(_cited(_said(clause, rules, topic), clause.id))
    return found or _named(rulebook, topic)


def _named(rulebook: Rulebook, topic: Topic) -> list[Said]:
    """The clauses that are about a topic and compute nothing there."""
    ids = [each.id for each in rulebook.clauses if any(word in each.zh for word in topic.mentions)]
    return [_cited(_TEXT_ONLY, ", ".join(ids))] if ids else []


def _said(clause: Clause, rules: Sequence[Rule], topic: Topic) -> Words:
    """The sayings of a clause; what it costs stands first where the topic's rules only propose it."""
    proposing = any(isinstance(rule, (*PROPOSES, ReportDue)) for rule in rules)
    told = [rule for rule in clause.rule if isinstance(rule, Conduct) and (proposing or rule in rules)]
    prices = [rule.price for rule in told]
    rest = [rule for rule in rules if rule not in told and not (isinstance(rule, Trigger) and rule.price in prices)]
    if topic.brief:
        return both([_brief(rule) for rule in told], ";", "; ")
    return both([saying(rule) for rule in (*told, *rest)], ";", "; ")


def _brief(rule: Conduct) -> Words:
    kinds = both([code_words(code) for code in rule.codes], "、")
    words = rule.label.words
    return Words(f"{words.zh}:{kinds.zh}", f"{words.en}: {kinds.en}") if rule.codes else words


def _cited(said: Words, clause: str) -> Said:
    return Said(said, f"({clause})")


def _overlaps(rulebook: Rulebook) -> list[Said]:
    """How long two shifts that follow each other are both there."""
    shifts = sorted(rulebook.all(Shift), key=lambda each: clock_minutes(each[1].start))
    found = []
    for (clause, one), (other, two) in itertools.pairwise(shifts):
        minutes = max(0, clock_minutes(one.release or one.end) - clock_minutes(two.start))
        a, b, both_of = one.label, two.label, ", ".join(dict.fromkeys((clause.id, other.id)))
        zh, en = f"{a.zh}与{b.zh}重叠 {minutes} 分钟", f"{a.en} and {b.en} overlap by {minutes} min"
        found.append(_cited(Words(zh, en), both_of))
    return found


def _settings(rulebook: Rulebook) -> list[Said]:
    """What the text asks for and does not print."""
    found = []
    for setting in rulebook.head.setting:
        default = f" = {setting.default}" if setting.default else ""
        said = Words(f"{setting.key}{default}:{setting.zh}", f"{setting.key}{default}: {setting.en}")
        found.append(_cited(said, ", ".join(setting.clauses)) if setting.clauses else Said(said, ""))
    return found


def _item(said: Said, cells: int, lang: Lang) -> list[str]:
    """A saying with its clauses behind it, on lines; nothing that could be searched for is broken in two."""
    lines = [_BULLET]
    for token in _TOKENS.findall(f"{safe(said.words.pick(lang))} {said.cited}".strip()):
        if width(lines[-1] + token) > cells:
            lines.append(" " * len(_BULLET))
        lines[-1] += token if lines[-1].strip() or token.strip() else ""
    return [part for line in lines for part in (wrap(line, cells) if width(line) > cells else [line])]


def _rule(title: str, room: int) -> str:
    """A topic's name with a line behind it."""
    return f"-- {title} " + "-" * (room - width(title) - 4)


def _beside(left: list[str], right: list[str], column: int) -> list[str]:
    """Two columns of lines as one."""
    rows = itertools.zip_longest(left, right, fillvalue="")
    return [fit(one, column) + _BETWEEN + fit(two, column).rstrip() for one, two in rows]
