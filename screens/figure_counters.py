"""What is counted about a person, as figures of the page: how often, out of how many, and what comes next. Pure."""

from collections.abc import Iterator

from kfterm.folds.people import Person
from kfterm.money import decimal_text
from kfterm.month.attendance_counters import REST
from kfterm.month.counter import THIS_MONTH
from kfterm.month.counters import counters
from kfterm.month.judge import Judge
from kfterm.periods import Month
from kfterm.words import Lang, Words
from screens.figure import Figure


def counter_figures(judge: Judge, person: Person, month: Month, lang: Lang) -> Iterator[Figure]:
    """One row a counter: `计次  投诉 本月 · 下次 自动离职个案  2/3`."""
    for index, each in enumerate(counters(judge, person, month)):
        if each.label == REST and each.window == THIS_MONTH:
            continue  # stands among the days of the month
        following = Words(f"下次 {each.next.zh}", f"next: {each.next.en}").pick(lang) if each.next.zh else ""
        what = " · ".join(filter(None, (f"{each.label.pick(lang)} {each.window.pick(lang)}", following)))
        count = decimal_text(each.count)
        figure = f"{count}/{decimal_text(each.limit)}" if each.limit is not None else count
        if each.limit is not None and each.count > each.limit:  # beyond the last step of a ladder
            figure = Words(f"第 {count} 次", f"no. {count}").pick(lang)
        style = "warn" if each.limit is not None and each.next.zh and each.count + 1 >= each.limit else ""
        cells = (Words("计次", "count").pick(lang), what, (figure, style))
        yield Figure(f"counter:{index}", cells, (each.clause,), each.seqs, f"{what} {figure}")
