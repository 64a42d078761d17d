"""Which database, which language, whose hand: options first, then the environment, then what was set up."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kfterm.machine import system_user
from kfterm.problems import refused
from kfterm.words import Lang

if TYPE_CHECKING:
    from kfterm.clock import Clock
    from kfterm.desk.desk import Desk


def language(arguments: Sequence[str]) -> Lang:
    """`--lang`, else KFTERM_LANG, else Chinese."""
    typed = ""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            typed = arguments[index + 1]
        elif argument.startswith("--lang="):
            typed = argument.partition("=")[2]
    chosen = typed or os.environ.get("KFTERM_LANG", "")
    return "en" if chosen.lower().startswith("en") else "zh"


def database(parsed: argparse.Namespace) -> Path:
    """`--db`, else KFTERM_DB, else the user's data folder."""
    given = getattr(parsed, "db", None) or os.environ.get("KFTERM_DB")
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("kfterm", appauthor=False) / "kfterm.db"


def hand(parsed: argparse.Namespace, desk: "Desk") -> str:
    """`--as`, else the staff id the system user is mapped to, else `system`. Raises Refused for an unknown id."""
    people = desk.live.shop.people
    given: str = getattr(parsed, "hand", None) or ""
    if given:
        if given not in people.staff and given != "system" and ":" not in given:
            raise refused(f"--as:没有编号为 {given} 的人", f"--as: nobody has the id {given}")
        return given
    return people.users.get(system_user(), "system")


def open_desk(
    parsed: argparse.Namespace,
    *,
    read_only: bool = False,
    clock: "Clock | None" = None,
    missing: Literal["refuse"] = "refuse",
) -> "Desk":
    """The desk on the chosen database. Raises Refused; a missing database says how to make one."""
    path = database(parsed)
    if not path.exists():
        raise refused(
            f"没有数据库 {path}。先运行 kfterm init --rulebook r8-red-packet,或运行 kfterm demo 看看",
            f"there is no database {path}. Run kfterm init --rulebook r8-red-packet first, or look at kfterm demo",
        )
    from kfterm.clock import SystemClock
    from kfterm.desk.desk import Desk
    from kfterm.log.connect import open_log

    desk = Desk(open_log(path, read_only=read_only), clock or SystemClock())
    desk.by = hand(parsed, desk)
    return desk
