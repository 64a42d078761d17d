"""What a terminal may be given: cleaned, measured and cut text, clocks and bars. Pure; every screen may call it.

Names and notes come from other people's files. An escape character in one of them would reach the terminal, and a
character that Rich and the terminal count differently would push the rest of its line aside. `safe` is the only gate.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

Align = Literal["left", "right"]

_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029\u115f\u3164\uffa0")  # the last three: fillers that draw nothing
_KEPT = frozenset("·–…▓░") | {chr(code) for code in range(0x2500, 0x2580)}  # ambiguous, but drawn by ourselves
_PLAIN_PAIRS = """→:-> ←:<- ↑:^ ↓:v ⇒:=> ▲:^ △:^ ▼:v ▽:v ▶:> ▷:> ◀:< ◁:< ×:x ÷:/ ±:+- ≈:~ ∽:~ ≠:!= ≤:<= ≥:>= √:v ∞:oo
°: ℃:C ☎:T ☏:T №:No §:S ▒:▓"""
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("★☆●◎◆◇■□▪▫◼◻※♥♡✦", "*"),
        **dict.fromkeys("○◦", "o"),
        **dict.fromkeys("“”„‟″〝〞", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("—―‒", "-"),
        **dict.fromkeys("•‧∙", "·"),
        **dict(pair.split(":") for pair in _PLAIN_PAIRS.split()),
        **{chr(0x1F1E6 + index): chr(65 + index) for index in range(26)},  # flags become their two letters
    }
)
_ASCII = re.compile(r"[ -~]*")
_MOST_MARKS = 2  # combining marks kept on one character; more of them climb into other lines


@lru_cache(maxsize=8192)
def framed(text: str) -> str:
    """A safe text for the title or the foot of a frame, where `[` begins markup."""
    return safe(text).replace("[", r"\[")


def safe(text: str) -> str:
    """The text without anything that could move, colour, hide or misalign what stands around it."""
    if _ASCII.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in text.translate(_PLAIN):
        category = unicodedata.category(char)
        if category in ("Mn", "Me", "Mc"):
            marks += 1
            if kept and marks <= _MOST_MARKS and _is_mark(char, category):
                kept.append(char)
            continue
        marks = 0
        kept.append(_plain(char, category))
    return "".join(kept)


def _is_mark(char: str, category: str) -> bool:
    """Whether a combining character is an accent, not a selector of emoji or a keycap."""
    return category != "Me" and not 0xFE00 <= ord(char) <= 0xFE0F and ord(char) < 0xE0000


def _plain(char: str, category: str) -> str:
    """One character, or what is drawn in its place: '' where it is only a control of others' direction or joining."""
    code = ord(char)
    if " " <= char <= "~" or char in _KEPT:
        return char
    if char in _SPACES or (category == "Zs" and char != "\u3000"):
        return " "
    if category == "Cf" or 0x1F3FB <= code <= 0x1F3FF:
        return ""
    if category in ("Cc", "Cs", "Co", "Cn") or 0x1160 <= code <= 0x11FF:
        return "?"
    eastern = unicodedata.east_asian_width(char)
    if (eastern == "A" and category[0] != "L") or (eastern == "N" and get_character_cell_size(char) != 1):
        folded = unicodedata.normalize("NFKC", char).replace("\u2044", "/").strip("()")
        return folded if folded.isascii() else "*"
    return char


def width(text: str) -> int:
    """How many cells a cleaned text takes."""
    return cell_len(text)


@lru_cache(maxsize=8192)
def fit(text: str, cells: int, align: Align = "left") -> str:
    """The text in exactly so many cells: padded, or cut with an ellipsis, never through the middle of a character."""
    if cells <= 0:
        return ""
    taken = cell_len(text)
    if taken > cells:
        text = _head(text, cells - 1) + "…"
        taken = cell_len(text)
    padding = " " * (cells - taken)
    return text + padding if align == "left" else padding + text


def _head(text: str, cells: int) -> str:
    """As many whole characters, with their accents, as go into so many cells."""
    taken = 0
    for index, char in enumerate(text):
        taken += get_character_cell_size(char)
        if taken > cells:
            return text[:index]
    return text


def bar(fraction: float, cells: int) -> str:
    """A progress bar of exactly so many cells; nothing begun is drawn full, nothing ended short."""
    full = 0 if fraction <= 0 else cells if fraction >= 1 else min(max(int(fraction * cells), 0), cells)
    return "▓" * full + "░" * (cells - full)
