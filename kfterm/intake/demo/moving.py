"""People on the floor: late comers, breaks, dinner, calls, and going home at the end of the shift."""

import random

from kfterm.folds.plan import Planned, minutes
from kfterm.intake.demo import texts
from kfterm.intake.demo.lines import Lines
from kfterm.intake.demo.picture import Picture
from kfterm.intake.demo.punching import packet
from kfterm.periods import HOUR, MINUTE
from kfterm.rulebook.model import Rulebook

SECOND = 1000
_BREAKS = 0.00028
"""Chance per agent and second to leave the seat."""
_CALLS = 0.00035
_DINNER_FROM, _DINNER_TO = 55 * MINUTE, 4 * HOUR
_LONGEST_STAY = 8 * MINUTE


class Moving:
    """What the simulator remembers about people: when they come, come back and hang up."""

    def __init__(self, chance: random.Random, size: int, rules: Rulebook) -> None:
        self.chance, self.size, self.rules = chance, size, rules
        self.comes_at: dict[str, int] = {}
        self.back_at: dict[str, tuple[str, int]] = {}
        """Staff to (reason, moment): a new reason means that somebody else sent them."""
        self.ends_at: dict[str, int] = {}
        self.pays_at: dict[str, tuple[int, int]] = {}
        self.ate: set[tuple[str, int]] = set()
        self.count = 0

    def move(self, picture: Picture, at: int, lines: Lines) -> None:
        """One second of people."""
        for staff in picture.accounts:
            shift = picture.shift(staff)
            if shift is None:
                continue
            if staff in picture.away:
                self._returns(picture, staff, at, lines)
            elif staff in picture.on:
                self._stays(picture, staff, shift, at, lines)
            elif shift.start - 12 * MINUTE <= at < shift.end and not picture.came(staff, shift):
                self._arrives(picture, staff, shift, at, lines)
        for call in [key for key in picture.calls if at >= self.ends_at.setdefault(key, at + self._span(40, 260))]:
            lines.add("call.ended", at, call=call)
            del picture.calls[call]
        self._pays(at, lines)

    def _span(self, low: float, high: float) -> int:
        return round(self.chance.uniform(low, high) * SECOND)

    def _arrives(self, picture: Picture, staff: str, shift: Planned, at: int, lines: Lines) -> None:
        if staff not in self.comes_at:
            before = shift.start - self._span(-180, 11 * 60)
            self.comes_at[staff] = before if before > at else at + self._span(100, 260)
        if at < self.comes_at[staff]:
            return
        del self.comes_at[staff]
        lines.add("punch.recorded", at, staff=staff, way="in")
        lines.add("seat.taken", at + 900, staff=staff, seat=self._seat(picture, staff))
        picture.on.add(staff)
        self.pays_at[staff] = (minutes(at - shift.start), at + self._span(200, 700))

    def _seat(self, picture: Picture, staff: str) -> str:
        seat = picture.shop.floor.seats.get(staff)
        if seat is not None and seat.seat:
            return seat.seat
        return f"{list(picture.accounts).index(staff) + 1:02d}"

    def _stays(self, picture: Picture, staff: str, shift: Planned, at: int, lines: Lines) -> None:
        if at >= shift.end:
            self._goes_home(picture, staff, shift, at, lines)
            return
        if not picture.free(staff):
            return
        drawn, elapsed = self.chance.random(), at - shift.start
        enough = len(picture.on) > max(1, self.size // 2)
        if enough and elapsed > _DINNER_FROM and (staff, shift.day) not in self.ate and drawn < _BREAKS * 3:
            self.ate.add((staff, shift.day))
            if elapsed < _DINNER_TO and not self._has_eaten(picture, staff, shift):
                away = texts.shop().away
                self._leaves(picture, staff, away.dinner, away.dinner_minutes, at, lines)
        elif enough and drawn > 1 - _BREAKS:
            self._leaves(picture, staff, self.chance.choice(texts.shop().away.reasons), None, at, lines)
        elif _BREAKS * 3 <= drawn < _BREAKS * 3 + _CALLS:
            self.count += 1
            call = f"k{at:x}-{self.count}"
            line = "external" if self.chance.random() < 0.7 else "internal"
            lines.add("call.started", at, call=call, staff=staff, line=line)
            picture.calls[call] = staff

    def _has_eaten(self, picture: Picture, staff: str, shift: Planned) -> bool:
        dinner = texts.shop().away.dinner
        return any(a.staff == staff and a.reason == dinner and a.since >= shift.start for a in picture.shop.floor.aways)

    def _leaves(self, picture: Picture, staff: str, reason: str, agreed: int | None, at: int, lines: Lines) -> None:
        told = agreed is not None or self.chance.random() < 0.75
        extra = {} if agreed is None else {"minutes": agreed}
        lines.add("seat.left", at, staff=staff, reason=reason, told=told, **extra)
        picture.on.discard(staff)
        picture.away[staff] = reason
        stay = self._span(18 * 60, 31 * 60) if agreed else self._stay()
        self.back_at[staff] = (reason, at + stay)

    def _stay(self) -> int:
        """Mostly two or three minutes, now and then too long."""
        return min(_LONGEST_STAY, round(self.chance.lognormvariate(0.9, 0.55) * MINUTE))

    def _returns(self, picture: Picture, staff: str, at: int, lines: Lines) -> None:
        reason = picture.away[staff]
        known = self.back_at.get(staff)
        if known is None or known[0] != reason:
            known = self.back_at[staff] = (reason, at + self._away_span(picture, staff, at))
        if at < known[1]:
            return
        del self.back_at[staff]
        lines.add("seat.returned", at, staff=staff)
        del picture.away[staff]
        picture.on.add(staff)

    def _away_span(self, picture: Picture, staff: str, at: int) -> int:
        """Whom the lead sent away stays as long as was agreed, give or take; a break ends some time."""
        seat = picture.shop.floor.seats.get(staff)
        if seat is not None and seat.minutes:
            return max(self._span(20, 90), seat.since + seat.minutes * MINUTE - at - self._span(-60, 180))
        return self._span(90, 240)

    def _goes_home(self, picture: Picture, staff: str, shift: Planned, at: int, lines: Lines) -> None:
        """Once the last chat is closed: nobody walks off from a buyer."""
        if picture.load(staff) or staff in picture.calls.values() or self.chance.random() > 0.01:
            return
        if not picture.released(staff, shift):
            lines.add("punch.recorded", at, staff=staff, way="out")
        lines.add("seat.released", at + 700, staff=staff)
        picture.on.discard(staff)

    def _pays(self, at: int, lines: Lines) -> None:
        """A late comer sends the packet he owes, where the rulebook knows packets."""
        for staff, (size, when) in list(self.pays_at.items()):
            if at >= when:
                del self.pays_at[staff]
                amount = packet(self.rules, size) if size else None
                if amount is not None:
                    lines.add("packet.sent", at, staff=staff, amount=str(amount))
