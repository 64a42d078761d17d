"""Setting a paper as PDF: typst with a font that travels with the program, from a template and plain data.

The engine and the font are the `print` extra and are loaded only here. Everything typed travels as JSON and is set as
text, never read as markup. The same data gives the same bytes: the date in the file is handed in.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from kfterm.papers.cells import plain
from kfterm.papers.cmap import covered
from kfterm.problems import Problem, refused
from kfterm.resources import data_folder
from kfterm.words import Words

MISSING = "\u3013"
"""What is printed for a character that the font does not have: the geta mark, which Chinese readers know."""
_SNIPPET = 24


class Printed(NamedTuple):
    """A finished paper, and what could not be drawn on it."""

    pdf: bytes
    missing: tuple[Problem, ...]


def missing_in(data: Any) -> tuple[Problem, ...]:
    """Every character of the data without a glyph, once for each text that it is in."""
    known = glyphs()
    found: dict[Problem, None] = {}
    for text in _texts(msgspec.to_builtins(data)):
        for char in dict.fromkeys(plain(text)):
            if ord(char) not in known:
                found[_problem(char, plain(text), known)] = None
    return tuple(found)


def _problem(char: str, text: str, known: frozenset[int]) -> Problem:
    at = max(0, text.index(char) - _SNIPPET // 2)
    snippet = "".join(c if ord(c) in known else MISSING for c in text[at : at + _SNIPPET])
    name = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
    zh = f"字体没有 {char} ({name}) 纸上印作 {MISSING}"
    return Problem(snippet.strip(), Words(zh, f"the font has no {char} ({name}), printed as {MISSING}"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def compiled(
    template: str, data: Any, seconds: int, form: Literal["pdf", "png"] = "pdf", ppi: float | None = None
) -> list[bytes]:
    """What typst makes of a template under `data/papers` and of data: one file, or one picture a page.

    `seconds` since the epoch is the date in the file. Raises Refused without the `print` extra.
    """
    try:
        import typst
    except ImportError:
        raise _no_extra() from None
    drawn = msgspec.json.encode(_drawable(msgspec.to_builtins(data), glyphs())).decode()
    made: Any = typst.compile(
        (data_folder() / "papers" / template).read_bytes(),
        font_paths=fonts(),
        format=form,
        ppi=ppi,
        sys_inputs={"sheet": drawn},
        timestamp=seconds,
    )
    return made if isinstance(made, list) else [made]


def _drawable(value: Any, known: frozenset[int]) -> Any:
    """The same tree with the geta mark for what cannot be drawn."""
    if isinstance(value, str):
        return "".join(char if ord(char) in known else MISSING for char in plain(value))
    if isinstance(value, dict):
        return {key: _drawable(each, known) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(each, known) for each in value]
    return value


def _no_extra() -> Exception:
    command = "pip install 'kfterm[print]'"
    return refused(f"打印 PDF 需要 typst 和字体: {command}", f"printing a PDF needs typst and a font: {command}")


def _font_files() -> tuple[Path, Path]:
    try:
        import pylopdf_fonts_zh_cn as wheel
    except ImportError:
        raise _no_extra() from None
    return Path(wheel.sans_path()), Path(wheel.serif_path())


@cache
def glyphs() -> frozenset[int]:
    """What both fonts can draw."""
    sans, serif = _font_files()
    return covered(sans) & covered(serif)


@cache
def fonts() -> Any:
    """Those two and no others: neither the machine's nor the engine's own, so that any machine gives the same bytes."""
    import typst

    folder = str(_font_files()[0].parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
