"""Opening the floor: on the default database, after a short set-up the first time; without a terminal one frame."""

import argparse
import os
import sys

from kfterm.cli.where import database, open_desk
from kfterm.machine import system_user
from kfterm.problems import refused


def open_floor(parsed: argparse.Namespace) -> int:
    """The floor on a terminal; one frame of it where there is none."""
    path = database(parsed)
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        from kfterm.cli.board import board

        parsed.at, parsed.json = None, False
        code = board(parsed)
        if os.environ.get("TERM") == "dumb":
            raise refused(
                "TERM=dumb 不能显示现场,请换一个终端", "TERM=dumb cannot show the floor: use another terminal"
            )
        return code
    if not path.exists():
        from screens.setup import set_up

        answer = set_up(path, parsed.lang)
        if answer is None:
            return 1
        parsed.lang = answer[0]
    desk = open_desk(parsed)
    from screens.app import KftermApp

    shop = desk.live.shop
    asks = not getattr(parsed, "hand", None) and system_user() not in shop.people.users
    KftermApp(desk, parsed.lang, asks_hand=asks and bool(shop.people.staff) and not desk.log.read_only).run()
    desk.live.save()
    desk.log.close()
    return 0
