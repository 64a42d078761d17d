"""Reading the command line, running a command, saying what went wrong."""

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence

from kfterm.cli.where import language
from kfterm.problems import Problem, Refused
from kfterm.words import Lang, Words

DONE, REFUSED, USAGE = 0, 1, 2
_SHOWN = 20
"""So many problems are listed one by one; `import --dry-run` lists all."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    if "--version" in arguments:
        from kfterm import __version__

        print(f"kfterm {__version__}")
        return DONE
    gc.set_threshold(200_000, 20, 50)  # starting makes a great many things and throws hardly any of them away
    lang = language(arguments)
    from kfterm.cli.parser import parser, wanted

    parsed = parser(lang, wanted(arguments)).parse_args(list(arguments))
    parsed.lang = lang
    try:
        return _run(parsed)
    except Refused as refused:
        sys.stdout.flush()
        whole = getattr(parsed, "dry_run", False)
        for text in _listed(refused.problems, None if whole else _SHOWN, lang):
            print(_shown(text), file=sys.stderr)
        if len(refused.problems) > 1:
            count = len(refused.problems)
            says = Words(f"共 {count} 处问题,什么都没有写入", f"{count} problems; nothing was written")
            print(says.pick(lang), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        name, why = error.filename or "", error.strerror or str(error)
        says = Words(f"系统拒绝:{why}。请检查路径和磁盘", f"the system refused: {why}. Check the path and the disk")
        print(_shown(Problem(str(name), says).pick(lang)), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED


def _listed(problems: Sequence[Problem], most: int | None, lang: Lang) -> Iterator[str]:
    """The first problems a line each; of the rest each reason once, at its first place, with how many more there are."""
    yield from (problem.pick(lang) for problem in problems[:most])
    reasons: dict[str, list[Problem]] = {}
    for problem in problems[most:] if most is not None else ():
        reasons.setdefault(problem.says.pick(lang), []).append(problem)
    for first, *others in reasons.values():
        more = Words(f" (同样的还有 {len(others)} 处)", f" (and {len(others)} more like it)").pick(lang)
        yield first.pick(lang) + (more if others else "")


def _shown(text: str) -> str:
    """What was found in somebody's file, fit for a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _run(parsed: argparse.Namespace) -> int:
    if parsed.command is None:
        from kfterm.cli.terminal import open_floor

        return open_floor(parsed)
    from importlib import import_module

    module, function = parsed.runs.split(":")
    command = getattr(import_module(f"kfterm.cli.{module}"), function)
    result: int = command(parsed)
    return result
