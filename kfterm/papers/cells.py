"""Text in terminal cells: made harmless, measured, padded, cut and wrapped; for papers with straight columns.

Names and notes come from other people's files: nothing in them may reach a terminal or a printer as a control, and a
character whose width is drawn differently here and there may not push a column aside.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

Align = Literal["left", "right", "center"]

_ASCII = re.compile(r"[ -~]*")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WHOLE = re.compile(r"(?:[A-Z]+\d+-)?[A-Z]?\d*(?:\.\d+)+|[A-Z]+\d+-[A-Z]?\d+")
"""The id of a clause, `R8-3.6.1`, `R1-P.3.2.5`, `R1-A12`, or a number with a point: never broken where a line has room."""
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029\u115f\u3164\uffa0")  # the last three: fillers that draw nothing
_NO_BREAK_BEFORE = frozenset("\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300b\u300d\u300f\u3011,.;:!?)]}%")
_ENDS = (".", ",", ";", ":", ")", "-", "/", " ", "]", "}")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("★☆●◎◆◇■□※♥", "*"),
        **dict.fromkeys("“”„‟″〝〞", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("—―‒–−", "-"),
        **dict.fromkeys("·•‧∙", "."),
        "→": "->",
        "←": "<-",
        "×": "x",
        "÷": "/",
        "±": "+-",
        "≈": "~",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "…": "..",
        "∽": "~",
        "°": "",
        "℃": "C",
        "№": "No",
        "√": "v",
        "〓": "=",
        **{chr(0x1F1E6 + index): chr(65 + index) for index in range(26)},  # flags become their two letters
    }
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text on one line, without anything that is a command and not a character."""
    if _ASCII.fullmatch(text):
        return text
    return "".join(_visible(char) for char in unicodedata.normalize("NFC", text)).strip()


def _visible(char: str) -> str:
    category, code = unicodedata.category(char), ord(char)
    if char in _SPACES or (category == "Zs" and char != "\u3000"):
        return " "
    if category == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x1F3FB <= code <= 0x1F3FF:
        return ""
    if category in ("Mn", "Me", "Mc"):
        return char if category == "Mn" and code < 0x0370 else ""
    return "?" if category in ("Cc", "Cs", "Co", "Cn") else char


@lru_cache(maxsize=4096)
def safe(text: str) -> str:
    """The same for fixed columns: only characters that every terminal and line printer draws equally wide."""
    if _ASCII.fullmatch(text):
        return text
    return "".join(_even(char) for char in plain(text).translate(_PLAIN))


def _even(char: str) -> str:
    if " " <= char <= "~":
        return char
    category, eastern = unicodedata.category(char), unicodedata.east_asian_width(char)
    if category == "Mn":
        return ""
    doubtful = eastern == "A" and category[0] != "L"
    if doubtful or 0x1160 <= ord(char) <= 0x11FF or (eastern == "N" and get_character_cell_size(char) != 1):
        folded = unicodedata.normalize("NFKC", char).replace("\u2044", "/").strip("()")
        return folded if folded.isascii() else "*"
    return char


def width(text: str) -> int:
    """How many cells a safe text takes."""
    return cell_len(text)


def fit(text: str, cells: int, align: Align = "left") -> str:
    """A safe text in exactly so many cells: padded, or cut with two dots, never through a character."""
    if cells <= 0:
        return ""
    if cell_len(text) > cells:
        text = _head(text, cells - 2) + ".."[:cells]
    padding = cells - cell_len(text)
    before = padding if align == "right" else padding // 2 if align == "center" else 0
    return " " * before + text + " " * (padding - before)


def _head(text: str, cells: int) -> str:
    taken = 0
    for index, char in enumerate(text):
        taken += get_character_cell_size(char)
        if taken > cells:
            return text[:index]
    return text


def wrap(text: str, cells: int) -> list[str]:
    """A safe text in lines of at most so many cells: at spaces, between Chinese characters, else wherever it must."""
    lines = []
    rest = text.strip()
    while cell_len(rest) > cells:
        head = _head(rest, cells) or rest[:1]
        cut = _break(rest, len(head))
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, rest] if rest or not lines else lines


def _break(text: str, most: int) -> int:
    """Where to break within the first `most` characters."""
    whole = [met.span() for met in _WHOLE.finditer(text)]
    for cut in range(most, max(0, most // 2), -1):
        before, after = text[cut - 1], text[cut]
        if any(start < cut < end for start, end in whole):
            continue
        if before == "-" and after.isdigit():
            continue  # the sign of a number
        if after not in _NO_BREAK_BEFORE and (before in _ENDS or after == " " or _wide(before) or _wide(after)):
            return cut
    return next((start for start, end in whole if 0 < start < most < end), most)


def _wide(char: str) -> bool:
    return get_character_cell_size(char) == 2


def hang(first: str, text: str, cells: int) -> list[str]:
    """Lines that begin with `first` once and are indented by its width afterwards; a long `first` has its own line."""
    indent = cell_len(first)
    if indent > cells // 2:
        return [*wrap(first, cells), *("  " + line for line in wrap(text, cells - 2))]
    lines = wrap(text, cells - indent)
    return [(first if index == 0 else " " * indent) + line for index, line in enumerate(lines)]


def mask(buyer: str) -> str:
    """A buyer's nick or name as a paper may show it: enough to find the chat, too little to know whom."""
    name = plain(buyer).strip()
    if not name:
        return ""
    if _CHINESE.match(name):
        return name[0] + "**"
    if name.isdecimal() and len(name) >= 11:
        return f"{name[:3]}****{name[-4:]}"
    return name[: min(7, len(name) * 2 // 3)] + "**"
