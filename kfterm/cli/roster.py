"""`kfterm roster 2026-10`: the plan of a month as text, CSV or a workbook."""

import argparse

from kfterm.cli.month_files import write_file
from kfterm.cli.papers import label_of
from kfterm.cli.where import open_desk
from kfterm.desk.reading import month_judge
from kfterm.desk.roster_grid import grid
from kfterm.desk.roster_problems import plan_problems
from kfterm.folds.settings import value
from kfterm.papers.roster_table import roster_csv, roster_table, roster_text
from kfterm.periods import month_label
from kfterm.replay.window import STORE
from kfterm.words import Words


def roster(parsed: argparse.Namespace) -> int:
    """Print the grid, or write it."""
    desk = open_desk(parsed, read_only=True)
    now = desk.clock.now()
    today = desk.live.calendar.day(now)
    label = label_of(parsed.month) if parsed.month else month_label(today)
    judge = month_judge(desk, label) if label < desk.live.month else desk.judge()
    found = grid(judge, label, today)
    table = roster_table(judge, found, value(judge.shop.rules, STORE), parsed.lang)
    head = desk.log.head()
    foot = f"#{head.seq} {head.hash.hex()}"
    made: list[tuple[str, bytes]] = []
    if parsed.csv:
        made.append((parsed.csv, roster_csv(table)))
    if parsed.xlsx:
        from kfterm.papers.roster_xlsx import roster_xlsx

        made.append((parsed.xlsx, roster_xlsx(table, foot, now // 1000)))
    for name, data in made:
        write_file(name, data)
        print(Words(f"已写 {name}", f"wrote {name}").pick(parsed.lang))
    if not made:
        print(roster_text(table, plan_problems(judge, found), foot))
    return 0
