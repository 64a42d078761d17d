"""What the desk refuses, in the words of a form: its fields are called what the form calls them."""

import re

from kfterm.problems import Problem
from kfterm.words import Lang, Words

_NAMES: dict[str, Words] = {
    "points": Words("分数", "points"),
    "amount": Words("金额", "amount"),
    "unit_price": Words("单价", "unit price"),
    "code": Words("哪一种", "which kind"),
    "effect": Words("后果", "what came of it"),
    "serious": Words("严重", "serious"),
    "times": Words("几项", "how many"),
    "errors": Words("几处错", "errors"),
    "note": Words("说明", "note"),
    "reason": Words("理由", "reason"),
    "days": Words("几天", "days"),
    "score": Words("得分", "score"),
    "full": Words("满分", "full mark"),
    "due_at": Words("到期", "due"),
}
_TWICE = re.compile(r"(?:金额|单价|理由|期限) (amount|unit_price|note|reason|due_at)")
"""Where the desk says the word and the name of the field; the field of a reason may be the note."""
_NAMED = re.compile(r" ?(?<![\w.])(" + "|".join(_NAMES) + r")(?![\w.]) ?", re.ASCII)
_IN_ENGLISH = re.compile(r"\b(unit_price|code|effect|full|due_at)\b")


def plainly(problem: Problem, lang: Lang) -> str:
    """A refusal without the names that fields have in the log."""
    if lang == "en":
        return _IN_ENGLISH.sub(lambda met: _NAMES[met[1]].en, problem.pick(lang))
    text = _TWICE.sub(lambda met: "理由(说明)" if met[1] == "note" else _NAMES[met[1]].zh, problem.pick(lang))
    return _NAMED.sub(lambda met: _NAMES[met[1]].zh, text)
