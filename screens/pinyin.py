"""Finding Chinese without an input method: `zm`, `zhangmin`, `zhang min`, `敏`, and `3107` for R4-3.1.07.

Every text is turned once into a few strings (kept by `lru_cache`), so that a key press over some thousand items is a
handful of `in` for each. Patterns, which are slower, decide only where `in` cannot, and look for loose matches (`zmin`,
scattered letters) only when nothing better was found in any item. 单 is found as dan, shan and chan.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple, TypeVar

Item = TypeVar("Item")
EXACT, PREFIX, INITIALS, SUBSTRING, SUBSEQUENCE = range(5)

_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_OTHER = re.compile(r"[^0-9a-z\u3007\u3400-\U0003ffff]+")
_CHINESE_RUN = re.compile(r"[\u3007\u3400-\U0003ffff]+")
_SYLLABLE = r"\|(?:[a-z]*/)*"
_MOST_SPELLINGS = 16  # of one run of Chinese; above, its odd readings are tried one at a time


class _Keys(NamedTuple):
    """What is searched of one text; `\\n` stands at the start of a line, `|` at the start of a later run of Chinese."""

    all: str  # the next three, to leave out at once what has nothing
    plain: str
    spelled: str
    initials: str
    syllables: str  # `\n|dan/shan|xue`: every reading of every syllable


class _Query(NamedTuple):
    """One word of a query, ready to be searched."""

    word: str
    bare: str
    start: str
    ascii: bool
    spoken: re.Pattern[str]
    mixed: re.Pattern[str]
    scattered: re.Pattern[str]


def warm() -> None:
    """Load the readings ahead of the first key (60 ms); a screen may call it in a worker after its first paint."""
    _readings("一")


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    """All readings of one character without tones, with lyu and lu beside lv; '?' if it has none."""
    if char.isascii():
        return (char,)
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # the phrases take 100 ms to load; single characters need none
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    readings = [reading for syllable in found for reading in syllable if reading.isascii() and reading.isalpha()]
    umlauts = [reading.replace("v", other) for reading in readings if "v" in reading for other in ("yu", "u")]
    return tuple(dict.fromkeys(readings + umlauts)) or ("?",)


@lru_cache(maxsize=8192)
def _spellings(run: str) -> tuple[tuple[str, str], ...]:
    """The ways to spell a run of Chinese, the usual one first, each with its initials."""
    readings = [_readings(char) for char in run]
    combinations = 1
    for choice in readings:
        combinations *= len(choice)
    usual = tuple(choice[0] for choice in readings)
    ways = [usual]
    if combinations <= _MOST_SPELLINGS:
        ways += product(*readings)
    else:
        ways += [(*usual[:at], odd, *usual[at + 1 :]) for at, choice in enumerate(readings) for odd in choice[1:]]
    return tuple(dict.fromkeys(("".join(way), "".join(part[0] for part in way)) for way in ways))


def _fold(text: str) -> str:
    """Lower case, and full-width letters and digits as plain ones."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=32768)
def _keys(text: str) -> _Keys:
    plain: list[str] = []
    spelled: list[str] = []
    initials: list[str] = []
    syllables: list[str] = []
    for line in _fold(text).split("\n"):
        bare = _OTHER.sub("", line)
        plain += ["\n", line, "\n", bare, "\n", _OTHER.sub("", _ZEROS.sub("", line))]
        if bare.isascii():
            continue
        readings = [_readings(char) for char in bare]
        spelled += ["\n", *(choice[0] for choice in readings)]
        initials += ["\n", *(choice[0][0] for choice in readings)]
        syllables.append("\n|" + "|".join(map("/".join, readings)))
        for run in _CHINESE_RUN.finditer(bare):
            border = "|" if run.start() else "\n"
            for spelling, letters in _spellings(run.group()):
                spelled += [border, spelling]
                initials += [border, letters]
    written, said, letters_only = ("".join([*part, "\n"]) for part in (plain, spelled, initials))
    return _Keys(written + said + letters_only, written, said, letters_only, "".join(syllables))


@lru_cache(maxsize=256)
def _query(word: str) -> _Query:
    bare = _OTHER.sub("", word) or word
    letters = [re.escape(char) for char in bare]
    next_syllable = rf"(?:[^|\n]*{_SYLLABLE})"
    spoken = _SYLLABLE + rf"(?:(?:/[a-z/]*)?{_SYLLABLE})?".join(letters)
    mixed = _SYLLABLE + rf"{next_syllable}??".join(letters)
    scattered = "".join(rf"[^{letter}\n]*{letter}" for letter in letters)
    patterns = [re.compile(pattern) for pattern in (spoken, mixed, r"\n" + scattered)]
    return _Query(word, bare, "\n" + bare, bare.isascii(), *patterns)


def _score(query: _Query, keys: _Keys) -> int | None:
    """How well one word finds a text, as far as plain searches can tell."""
    word, bare, start, is_ascii, spoken, _, _ = query
    everything, plain, spelled, initials, syllables = keys
    if bare not in everything and word not in everything:
        return None
    if start in plain or "\n" + word in plain:
        return EXACT if start + "\n" in plain or f"\n{word}\n" in plain else PREFIX
    if is_ascii and syllables:
        if start in spelled:
            return EXACT if start + "\n" in spelled else PREFIX
        if start in initials:
            return INITIALS
        if bare in initials or (bare in spelled and spoken.search(syllables)):
            return SUBSTRING
    return SUBSTRING if bare in plain or word in plain else None


def _loose_score(query: _Query, keys: _Keys) -> int | None:
    """How well one word finds a text, syllables in part (`zmin`) and scattered letters (`r407`) included."""
    score = _score(query, keys)
    if score is not None or len(query.bare) < 2:
        return score
    if query.ascii and (found := query.mixed.search(keys.syllables)):
        return INITIALS if keys.syllables[found.start() - 1] == "\n" else SUBSTRING
    return SUBSEQUENCE if query.scattered.search(keys.plain) else None


def _words(query: str) -> list[_Query]:
    """The whole query as one word, then its words."""
    words = _fold(query).split()
    return [_query(word) for word in dict.fromkeys(("".join(words), *words)) if word]


def _match(words: list[_Query], keys: _Keys, score: Callable[[_Query, _Keys], int | None]) -> int | None:
    """The words of a query as one (`zhang min`), or each of them somewhere (`zm 3107`)."""
    best = score(words[0], keys)
    if len(words) == 1 or (best is not None and best < SUBSEQUENCE):
        return best
    worst = EXACT
    for word in words[1:]:
        found = score(word, keys)
        if found is None:
            return best
        worst = max(worst, found)
    return worst


def match(query: str, text: str) -> int | None:
    """How well a query finds a text, whose lines stand apart: 0 exactly, to 4 as scattered letters; None not at all."""
    words = _words(query)
    return _match(words, _keys(text), _loose_score) if words else SUBSTRING


def rank(query: str, items: Iterable[Item], key: Callable[[Item], str]) -> list[Item]:
    """What a query finds, best first, else in order; all if it is empty. Loose hits only if there are no others."""
    words = _words(query)
    candidates = list(items)
    if not words:
        return candidates
    for score in (_score, _loose_score):
        tiers: tuple[list[Item], ...] = ([], [], [], [], [])
        for item in candidates:
            found = _match(words, _keys(key(item)), score)
            if found is not None:
                tiers[found].append(item)
        if any(tiers):
            return [item for tier in tiers for item in tier]
    return []


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """A text as it is usually spelled, for sorting: names in the order of the alphabet and not of code points."""
    return " ".join(_readings(char)[0] for char in text.lower() if not char.isspace())
