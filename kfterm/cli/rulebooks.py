"""`kfterm rulebook list|show|check|compare`."""

import argparse
import shutil
import sys
from collections.abc import Iterator

import msgspec

from kfterm.desk.vocabulary import listed
from kfterm.papers.rule_words import saying
from kfterm.problems import Problem, Refused, refused
from kfterm.rulebook.base import Rule
from kfterm.rulebook.load import files_of, load, read, shipped
from kfterm.rulebook.model import Rulebook
from kfterm.words import Lang, Words


def listing(parsed: argparse.Namespace) -> int:
    """The shipped rulebooks, a line each."""
    for rulebook_id in shipped():
        rulebook = load(files_of(rulebook_id))
        clauses = len(rulebook.clauses)
        title = rulebook.head.title.words.pick(parsed.lang)
        print(f"{rulebook_id:<22} {Words(f'{clauses} 条', f'{clauses} clauses').pick(parsed.lang):<12} {title}")
    return 0


def show(parsed: argparse.Namespace) -> int:
    """A rulebook clause by clause, or one clause in full."""
    rulebook = load(files_of(parsed.rulebook))
    head = rulebook.head
    if parsed.clause:
        clause = rulebook.by_id.get(parsed.clause)
        if clause is None:
            raise refused(f"没有条款 {parsed.clause}", f"there is no clause {parsed.clause}")
        print(f"{clause.id}  [{clause.kind}]\n{clause.zh}\n{clause.en}")
        print(Words("依据: ", "rests on: ").pick(parsed.lang) + (", ".join(clause.decided) or "–"))
        for rule in clause.rule:
            print(f"  {saying(rule).pick(parsed.lang)}")
            for line in _mechanism(msgspec.to_builtins(rule), parsed.lang):
                print(f"    {line}")
            for line in _values(rule, parsed.lang):
                print(f"    {line}")
        print(f"  {clause.effect}" if clause.effect else "")
        return 0
    print(
        f"{head.id}  {head.title.words.pick(parsed.lang)}\n{head.source} · {head.approver} · {rulebook.digest[:16]}\n"
    )
    for clause in rulebook.clauses:
        print(f"{clause.id}  {clause.zh if parsed.lang == 'zh' else clause.en}")
        said = [saying(rule).pick(parsed.lang) for rule in clause.rule]
        for line in said or [Words("(只作说明)", "(text only)").pick(parsed.lang)]:
            print(f"    {line}")
        for rule in clause.rule:
            for line in _values(rule, parsed.lang):
                print(f"      {line}")
    for setting in head.setting:
        print(f"{setting.key} ({setting.unit})  {setting.zh if parsed.lang == 'zh' else setting.en}")
    return 0


def _values(rule: Rule, lang: Lang) -> Iterator[str]:
    """What can be written in a field of an event, with its words: `code: uniform 工作服, tie 领带`."""
    fields: dict[str, list[str]] = {}
    for field, key, words in listed(rule):
        said = words.pick(lang)
        fields.setdefault(field, []).append(key if said == key else f"{key} {said}")
    for field, values in fields.items():
        yield f"{field}: {', '.join(values)}"


def _mechanism(value: object, lang: Lang, name: str = "") -> Iterator[str]:
    """A mechanism as `type`, then its parameters a line each, nested ones indented."""
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        yield f"{name} = {value[lang]}"
    elif isinstance(value, dict):
        yield str(value.get("type", name))
        for key, each in value.items():
            if key != "type" and each not in (None, "", (), [], False):
                yield from (f"  {line}" for line in _mechanism(each, lang, key))
    elif isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value):
        for each in value:
            yield from _mechanism(each, lang, name)
    else:
        yield f"{name} = {', '.join(map(str, value)) if isinstance(value, list | tuple) else value}"


def check(parsed: argparse.Namespace) -> int:
    """Every mistake of a rulebook at once."""
    rulebook, problems = read(files_of(parsed.rulebook))
    for problem in problems:
        print(problem.pick(parsed.lang), file=sys.stderr)
    if problems or rulebook is None:
        count = len(problems)
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        print(Words(f"{count} 处错误", mistakes).pick(parsed.lang), file=sys.stderr)
        return 1
    clauses, digest = len(rulebook.clauses), rulebook.digest[:16]
    print(
        Words(
            f"{rulebook.id} 没有错误:{clauses} 条,{digest}", f"{rulebook.id} is sound: {clauses} clauses, {digest}"
        ).pick(parsed.lang)
    )
    return 0


def compare(parsed: argparse.Namespace) -> int:
    """Two rulebooks side by side, topic by topic."""
    from kfterm.papers.compare import compare as side_by_side

    problems: list[Problem] = []
    books: list[Rulebook] = []
    for name in (parsed.left, parsed.right):
        try:
            books.append(load(files_of(name)))
        except Refused as wrong:
            problems += [Problem(f"{name} {each.place}".strip(), each.says) for each in wrong.problems]
    if problems:
        raise Refused(problems)
    sys.stdout.write(side_by_side(books[0], books[1], shutil.get_terminal_size((80, 24)).columns, parsed.lang))
    return 0
