"""What every rule and price is made of."""

import msgspec

from kfterm.words import Words


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in both languages."""

    zh: str
    en: str

    @property
    def words(self) -> Words:
        """The same as something to say."""
        return Words(self.zh, self.en)


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """A mechanism attached to a clause; `type` names it."""


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """What one occurrence costs or earns; `type` names the mechanism."""
