"""Days, months and weeks of a shop, in its own zone. The only place where a moment becomes a date.

A *day* is an ordinal number (`date.toordinal`), a *moment* milliseconds since the epoch, a *month* `"2026-10"`.
The hot path is whole-number arithmetic with the zone's offset remembered per hour; pendulum serves what people type.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTE = 60_000
HOUR = 60 * MINUTE
_DAY = 24 * HOUR
_EPOCH = date(1970, 1, 1).toordinal()
_DAYS_AWAY = {
    "昨天": -1, "今天": 0, "明天": 1, "大后天": 3, "后天": 2, "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
"""How people call a day, and how many days it is from today."""


class Month(NamedTuple):
    """A natural month: first and last day as ordinals, both included."""

    label: str
    first: int
    last: int

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return self.last - self.first + 1


def month(label: str) -> Month:
    """The month `"2026-10"`. Raises ValueError for anything else."""
    year, _, number = label.partition("-")
    if len(year) != 4 or len(number) != 2 or not 1970 <= int(year) <= 2999:
        raise ValueError(label)
    first = date(int(year), int(number), 1)
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Month(label, first.toordinal(), after.toordinal() - 1)


def month_label(day: int) -> str:
    """The month a day is in."""
    return date.fromordinal(day).isoformat()[:7]


def month_of(day: int) -> Month:
    """The month a day is in, with its edges."""
    return month(month_label(day))


def before(label: str, months: int = 1) -> str:
    """The label so many months earlier (later when negative)."""
    year, number = int(label[:4]), int(label[5:7])
    index = year * 12 + number - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def monday(day: int) -> int:
    """The Monday of a day's week (G11)."""
    return day - date.fromordinal(day).weekday()


def day_text(day: int) -> str:
    """`2026-10-13`."""
    return date.fromordinal(day).isoformat()


def clock_minutes(text: str) -> int:
    """Minutes after midnight of the shift day: `17:00`, `24:00`, `01:00+1`. Raises ValueError for anything else."""
    hours_text, plus, days = text.partition("+")
    hours, colon, minutes = hours_text.partition(":")
    if not colon or len(minutes) != 2 or not (hours + minutes).isdigit() or (plus and not days.isdigit()):
        raise ValueError(text)
    if int(minutes) > 59 or int(hours) > 24:
        raise ValueError(text)
    return int(hours) * 60 + int(minutes) + (int(days) if plus else 0) * 24 * 60


class Calendar:
    """A shop's zone: between moments and days."""

    def __init__(self, zone: str) -> None:
        try:
            self._zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(zone) from error
        self.zone = zone
        self._offsets: dict[int, int] = {}

    def _offset(self, at: int) -> int:
        hour = at // HOUR
        found = self._offsets.get(hour)
        if found is None:
            local = datetime.fromtimestamp(hour * 3600, self._zone).utcoffset() or timedelta()
            found = self._offsets[hour] = round(local.total_seconds() * 1000)
            if len(self._offsets) > 10_000:
                self._offsets = {hour: found}
        return found

    def day(self, at: int) -> int:
        """The calendar day of a moment."""
        return (at + self._offset(at)) // _DAY + _EPOCH

    def moment(self, day: int, minutes: int = 0) -> int:
        """The moment so many minutes after midnight of a day."""
        naive = (day - _EPOCH) * _DAY + minutes * MINUTE
        return naive - self._offset(naive - self._offset(naive))

    def at(self, at: int) -> datetime:
        """The moment as an aware datetime of the shop."""
        return datetime.fromtimestamp(at / 1000, self._zone)

    def clock(self, at: int, *, seconds: bool = False) -> str:
        """`20:21` or `20:21:07`."""
        return self.at(at).strftime("%H:%M:%S" if seconds else "%H:%M")

    def text(self, at: int) -> str:
        """`2026-10-13 20:21`."""
        return self.at(at).strftime("%Y-%m-%d %H:%M")

    def iso(self, at: int) -> str:
        """RFC 3339 with the shop's offset, to the millisecond where there are any."""
        return self.at(at).isoformat(timespec="milliseconds" if at % 1000 else "seconds")

    def typed(self, text: str, now: int) -> int:
        """What a person typed: `20:15`, `明天 18:00`, `10-13 08:30`, `2026-10-13T08:30:00+08:00`. Raises ValueError.

        A day without an hour, such as `后天`, is its last minute; one that is over needs its hour.
        """
        import pendulum

        rest, day = text.strip().replace("：", ":"), self.day(now)
        name = next((each for each in _DAYS_AWAY if rest.lower().startswith(each)), "")
        if name:
            rest, day = rest[len(name) :].strip(), day + _DAYS_AWAY[name]
            if not rest and _DAYS_AWAY[name] >= 0:
                return self.moment(day + 1) - MINUTE
            if ":" not in rest or "-" in rest:
                raise ValueError(text)
        if rest.count(":") and "-" not in rest:
            minutes = clock_minutes(rest[:5] if len(rest) > 5 else rest.zfill(5))
            return self.moment(day, minutes) + (int(rest[6:8]) * 1000 if len(rest) > 5 else 0)
        if len(rest) == len("10-13 08:30"):
            rest = f"{self.at(now).year}-{rest}"
        parsed = pendulum.parse(rest, tz=self.zone)
        if not isinstance(parsed, datetime):
            raise ValueError(text)
        return round(parsed.timestamp() * 1000)
