"""How a sheet says moments, spans and labels in one language."""

from kfterm.papers.sheet_labels import LABELS
from kfterm.papers.sheet_model import Sheet
from kfterm.papers.spans import span_words
from kfterm.periods import Calendar, day_text
from kfterm.words import Lang


class Speaker:
    """Puts one sheet into words."""

    def __init__(self, sheet: Sheet, lang: Lang) -> None:
        self.sheet, self.lang = sheet, lang
        self.calendar = Calendar(sheet.zone)
        self.labels = {key: words.pick(lang) for key, words in LABELS.items()}

    def say(self, key: str, **values: object) -> str:
        """A label with its gaps filled."""
        return self.labels[key].format(**values)

    def moment(self, at: int) -> str:
        """`16:58`, with the date in front when it is not the day of the sheet."""
        clock = self.calendar.clock(at)
        day = self.calendar.day(at)
        return clock if day == self.sheet.day else f"{day_text(day)[5:]} {clock}"

    def span(self, milliseconds: int) -> str:
        """`45 分`, `3 小时 20 分`, `2 天 4 小时`."""
        return span_words(milliseconds).pick(self.lang)

    def seconds(self, seconds: int) -> str:
        """`42 秒`, `2 分 05 秒`."""
        whole, rest = divmod(seconds, 60)
        return self.say("m_s", minutes=whole, seconds=f"{rest:02d}") if whole else self.say("s", seconds=rest)
