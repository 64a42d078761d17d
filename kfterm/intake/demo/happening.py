"""What else comes to a floor: orders and their fate, remarks, incidents, new items for the book, complaints."""

import random

from kfterm.intake.demo import texts
from kfterm.intake.demo.booking import fill
from kfterm.intake.demo.conducting import buyer, order_number
from kfterm.intake.demo.deeds import conduct
from kfterm.intake.demo.lines import Lines
from kfterm.intake.demo.picture import Picture
from kfterm.periods import HOUR, MINUTE

SECOND = 1000
_ORDERS = 0.0042
"""Chance per agent and second."""
_INCIDENTS = 0.00005
_ITEMS = 0.00016
_COMPLAINTS = 0.00004
_PAID, _URGED = 0.68, 0.22
_FULL_BOOK = 9
"""Open items from which on the agents settle some of their own."""


class Happening:
    """What the simulator remembers about orders, incidents and items."""

    def __init__(self, chance: random.Random, size: int) -> None:
        self.chance, self.size = chance, size
        self.pays_at: dict[str, tuple[str, int]] = {}
        self.settles_at: dict[str, int] = {}
        self.outcomes: dict[str, str] = {}
        self.count = 0

    def move(self, picture: Picture, at: int, lines: Lines) -> None:
        """One second of the rest."""
        for order in list(picture.orders):
            self._order_goes_on(picture, order, at, lines)
        for key in list(picture.incidents):
            self._incident_goes_on(picture, key, at, lines)
        self._book(picture, at, lines)
        ready = picture.ready(at)
        if not ready:
            return
        staff = self.chance.choice(ready)
        for chance, happens in (
            (_ORDERS, self._order),
            (_INCIDENTS, self._incident),
            (_ITEMS, self._item),
            (_COMPLAINTS, self._complaint),
        ):
            if self.chance.random() < chance * self.size:
                happens(picture, staff, at, lines)

    def _key(self, letter: str, at: int) -> str:
        self.count += 1
        return f"{letter}{at:x}-{self.count}"

    def _store(self, picture: Picture, staff: str) -> str:
        return picture.accounts[staff].partition(":")[0]

    def _order(self, picture: Picture, staff: str, at: int, lines: Lines) -> None:
        order, chance = order_number(self.chance), self.chance
        amount = f"{chance.randrange(2900, 39900) / 100:.2f}"
        store = self._store(picture, staff)
        lines.add("order.placed", at, order=order, staff=staff, amount=amount, store=store, buyer=buyer(chance))
        picture.orders[order] = staff
        if chance.random() < 0.25:
            remark = chance.choice(texts.shop().remarks.list)
            lines.add("remark.written", at + 600, order=order, staff=staff, remark=remark)

    def _order_goes_on(self, picture: Picture, order: str, at: int, lines: Lines) -> None:
        if order not in self.pays_at:
            luck = self.chance.random()
            what = "paid" if luck < _PAID else "urged" if luck < _PAID + _URGED else "cancelled"
            self.pays_at[order] = (what, at + round(self.chance.uniform(40, 420) * SECOND))
        what, when = self.pays_at[order]
        if at < when:
            return
        if what == "urged":
            staff = picture.orders[order]
            if picture.free(staff):
                lines.add("order.urged", at, order=order, staff=staff)
                self.pays_at[order] = ("paid", at + round(self.chance.uniform(60, 3000) * SECOND))
            return
        lines.add(f"order.{what}", at, order=order)
        del picture.orders[order], self.pays_at[order]

    def _incident(self, picture: Picture, staff: str, at: int, lines: Lines) -> None:
        if len(picture.incidents) > 2:
            return
        kind = self.chance.choice(texts.shop().incident)
        lines.add(
            "incident.opened",
            at,
            incident=self._key("e", at),
            incident_type=kind.kind,
            what=self.chance.choice(kind.what),
            staff=staff,
            limit_minutes=kind.minutes,
        )

    def _incident_goes_on(self, picture: Picture, key: str, at: int, lines: Lines) -> None:
        """Most are settled in time, some a little late."""
        incident = picture.incidents[key]
        if key not in self.settles_at:
            limit = (incident.limit_minutes or 20) * MINUTE
            until = incident.opened_at + round(limit * self.chance.uniform(0.4, 1.15))
            self.settles_at[key] = until if until > at else at + round(self.chance.uniform(240, 420) * SECOND)
        if at >= self.settles_at[key]:
            lines.add("incident.settled", at, incident=key, outcome="已恢复")
            del picture.incidents[key]

    def _item(self, picture: Picture, staff: str, at: int, lines: Lines) -> None:
        chance = self.chance
        item = chance.choice([each for each in texts.book().item if each.kind != "H26"])
        order, key = order_number(chance), self._key("i", at)
        self.outcomes[key] = item.outcome
        lines.add(
            "item.opened",
            at,
            item=key,
            item_kind=item.kind,
            what=fill(item.what, order, chance),
            owner=staff,
            due_at=lines.calendar.iso(at - at % MINUTE + chance.randint(1, 14) * HOUR),
            severity=item.severity,
            store=self._store(picture, staff),
            order=order if "{order}" in item.what else None,
            next_action=fill(item.next_action, order, chance),
            if_then=fill(item.if_then, order, chance),
        )

    def _book(self, picture: Picture, at: int, lines: Lines) -> None:
        """When the book fills up, its owner settles one that the simulator itself opened."""
        if len(picture.items) < _FULL_BOOK or self.chance.random() > 0.01:
            return
        for key in picture.items:
            if key in self.outcomes and picture.items[key].owner in picture.on:
                lines.add("item.settled", at, item=key, outcome=self.outcomes.pop(key))
                del picture.items[key]
                return

    def _complaint(self, picture: Picture, staff: str, at: int, lines: Lines) -> None:
        lines.add(
            "complaint.received",
            at,
            complaint=self._key("c", at),
            staff=staff,
            what=self.chance.choice(conduct().complaints.list),
            store=self._store(picture, staff),
            order=order_number(self.chance),
            buyer=buyer(self.chance),
        )
