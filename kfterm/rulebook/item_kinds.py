"""The kinds of handover items and what belongs to each, as shipped in `data/items.toml`.

They stand this deep because a rulebook names kinds and their fields (`item_due`, `item_fields`). What an item still
lacks and whether it is open is for the desk to say (`desk/items.py`).
"""

import tomllib
from functools import cache
from typing import Literal

import msgspec

from kfterm.resources import data_folder
from kfterm.rulebook.base import Label
from kfterm.words import Words

Value = Literal["text", "count", "money", "day", "moment", "choice"]

EVENT_FIELDS: dict[str, Words] = {
    "what": Words("事项", "what"),
    "owner": Words("负责人", "owner"),
    "due_at": Words("到期", "due"),
    "next_action": Words("下一步", "next action"),
    "if_then": Words("如果…就", "if … then"),
    "promise": Words("答应买家", "promise"),
    "promise_at": Words("答应到", "promised by"),
    "order": Words("订单号", "order"),
    "buyer": Words("买家旺旺", "buyer"),
    "store": Words("店铺", "store"),
    "evidence": Words("凭证", "evidence"),
}
"""The fields that every item has, by their names in `item.opened`, as a form and a paper call them."""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers of a field that is chosen."""

    id: str
    zh: str
    en: str

    @property
    def words(self) -> Words:
        """The answer in both languages."""
        return Words(self.zh, self.en)


class OwnField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of one kind; its value stands as text under its id in `details`."""

    id: str
    zh: str
    en: str
    value: Value = "text"
    needed: bool = False
    instead: str = ""
    """A field of the event that says the same for one; where that is filled this one is not missing."""
    choices: tuple[Option, ...] = ()

    @property
    def words(self) -> Words:
        """What it is called."""
        return Words(self.zh, self.en)


class ItemKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of item (index of the regimes, section 5)."""

    id: str
    zh: str
    en: str
    search: str = ""
    until: Literal["done", "acknowledged", "day_end"] = "done"
    done: Label | None = None
    """What settles it."""
    needs: tuple[str, ...] = ()
    """Fields of the event that it cannot do without."""
    settle_needs: tuple[str, ...] = ()
    settle_by: str = ""
    """The act of a `permission`: only who may do that settles it."""
    field: tuple[OwnField, ...] = ()

    @property
    def words(self) -> Words:
        """What it is called."""
        return Words(self.zh, self.en)

    @property
    def needed(self) -> tuple[str, ...]:
        """Every field that it cannot do without, whatever the regime."""
        return self.needs + tuple(each.id for each in self.field if each.needed)

    def instead(self, name: str) -> str:
        """The field of the event that stands for one of its own; empty where none does."""
        return next((each.instead for each in self.field if each.id == name), "")

    def label(self, name: str) -> Words:
        """What a field of it is called; the name itself where it has none."""
        own = next((each.words for each in self.field if each.id == name), None)
        return own or EVENT_FIELDS.get(name, Words(name, name))


@cache
def item_kinds() -> dict[str, ItemKind]:
    """Every kind by its id, in the order of the list."""
    table = tomllib.loads((data_folder() / "items.toml").read_text(encoding="utf-8"))
    return {each.id: each for each in msgspec.convert(table["kind"], list[ItemKind])}
