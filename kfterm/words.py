"""The two languages. Everything a person reads is a `Words`: Chinese and English side by side, where it is said.

A pair in the code cannot lose its translation and cannot drift from it, which a catalogue of keys can; the price is
that a third language would be a change of code. Only the door and the screens choose between the two.
"""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """One thing said in both languages."""

    zh: str
    en: str

    def pick(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en
