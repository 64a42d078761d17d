"""`kfterm rulebook list|show|check`."""

import argparse
import sys
from collections.abc import Iterator

import msgspec

from kfterm.problems import refused
from kfterm.rulebook.load import files_of, load, read, shipped
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
            for line in _mechanism(msgspec.to_builtins(rule), parsed.lang):
                print(f"  {line}")
        print(f"  {clause.effect}" if clause.effect else "")
        return 0
    print(
        f"{head.id}  {head.title.words.pick(parsed.lang)}\n{head.source} · {head.approver} · {rulebook.digest[:16]}\n"
    )
    for clause in rulebook.clauses:
        rules = ", ".join(str(rule.__struct_config__.tag) for rule in clause.rule)
        print(f"{clause.id}  {clause.zh if parsed.lang == 'zh' else clause.en}")
        print(f"    {rules or Words('(只作说明)', '(text only)').pick(parsed.lang)}")
    for setting in head.setting:
        print(f"{setting.key} ({setting.unit})  {setting.zh if parsed.lang == 'zh' else setting.en}")
    return 0


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
        print(Words(f"{count} 处错误", f"{count} mistakes").pick(parsed.lang), file=sys.stderr)
        return 1
    clauses, digest = len(rulebook.clauses), rulebook.digest[:16]
    print(
        Words(
            f"{rulebook.id} 没有错误:{clauses} 条,{digest}", f"{rulebook.id} is sound: {clauses} clauses, {digest}"
        ).pick(parsed.lang)
    )
    return 0
