"""The command line: every command with its options, in both languages."""

import argparse
from collections.abc import Sequence
from typing import Any

from kfterm.words import Lang, Words

COMMANDS = (
    "demo", "init", "board", "log", "import", "feed", "handover", "roster", "requests", "month", "close", "rulebook", "verify", "backup", "export", "query", "events",
)  # fmt: skip


class _Unasked:
    """Stands for the parser of a command that was not asked for: making them all takes longer than most commands."""

    def add_argument(self, *_: Any, **__: Any) -> None:
        """An option that nobody will look at."""


def wanted(arguments: Sequence[str]) -> str:
    """The command that these arguments are about; empty where that is not plain."""
    rest = iter(arguments)
    for argument in rest:
        if argument in ("--db", "--lang", "--as"):
            next(rest, "")
        elif not argument.startswith("-"):
            return argument if argument in COMMANDS else ""
    return ""


def parser(lang: Lang, only: str = "") -> argparse.ArgumentParser:
    """The parser, speaking one language; with one of its commands alone where `only` names it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--db", default=argparse.SUPPRESS, metavar="FILE", help=_DB.pick(lang))
    common.add_argument("--lang", default=argparse.SUPPRESS, choices=["zh", "en"], help=_LANG.pick(lang))
    common.add_argument("--as", dest="hand", default=argparse.SUPPRESS, metavar="STAFF", help=_AS.pick(lang))
    top = argparse.ArgumentParser(prog="kfterm", description=_TOP.pick(lang), parents=[common])
    top.add_argument("--version", action="store_true", help=Words("版本", "the version").pick(lang))
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, runs: str, says: Words, under: "argparse._SubParsersAction[argparse.ArgumentParser]" = commands
            ) -> argparse.ArgumentParser | _Unasked:  # fmt: skip
        if only and under is commands and name != only:
            return _Unasked()
        made = under.add_parser(name, parents=[common], help=says.pick(lang), description=says.pick(lang))
        made.set_defaults(runs=runs)
        return made

    demo = add(
        "demo", "demo:demo", Words("打开一个正在上班的示范店", "open a shop in mid-shift on a throw-away database")
    )
    demo.add_argument("--rulebook", choices=["r4", "r8"], default="r8")
    demo.add_argument("--seed", type=int, default=20261121)
    demo.add_argument("--speed", type=float, default=1.0)
    demo.add_argument("--size", type=int, default=16)

    init = add("init", "init:init", Words("建一个数据库并采用规则书", "create a database and adopt a rulebook"))
    init.add_argument("--rulebook", required=True, metavar="ID")
    init.add_argument("--from", dest="from_on", metavar="DATE")
    init.add_argument("--store", default="", metavar="NAME")
    init.add_argument("--zone", default="Asia/Shanghai")
    init.add_argument("--set", dest="settings", action="append", default=[], metavar="KEY=VALUE")

    board = add("board", "board:board", Words("现场的一帧文字", "one frame of the floor as text"))
    board.add_argument("--at", metavar="TIME", help=Words("过去的一刻", "a past moment").pick(lang))
    board.add_argument("--json", action="store_true")

    log = add("log", "log:log", Words("记一条事件", "log one event"))
    log.add_argument("kind", metavar="KIND")
    log.add_argument("fields", nargs="*", metavar="field=value")

    imports = add("import", "intake:imports", Words("导入文件,要么全进,要么全不进", "import files, all or nothing"))
    imports.add_argument("files", nargs="+", metavar="FILE")
    imports.add_argument("--dry-run", action="store_true")

    feed = add(
        "feed",
        "intake:feed",
        Words("从标准输入或套接字接收实时事件", "take live events from standard input or a socket"),
    )
    feed.add_argument("source", nargs="?", default="-", metavar="-")
    feed.add_argument("--socket", metavar="PATH")
    feed.add_argument("--rejects", metavar="FILE")

    handover = add("handover", "handover:handover", Words("交接单", "the handover sheet"))
    handover.add_argument("--on", metavar="DATE", help=_ON.pick(lang))
    handover.add_argument("--shift", metavar="SHIFT", help=Words("哪个班", "which shift").pick(lang))
    handover.add_argument("--head", metavar="HASH", help=_HEAD.pick(lang))
    handover.add_argument("--last", action="store_true", help=_LAST.pick(lang))
    handover.add_argument(
        "--list", action="store_true", help=Words("有哪些交接单", "which sheets there are").pick(lang)
    )
    handover.add_argument("--check", action="store_true", help=_CHECK.pick(lang))
    handover.add_argument("--copy", choices=["lead", "wall"], default="", help=_COPY.pick(lang))
    handover.add_argument("--text", action="store_true", help=Words("80 列文字", "80 columns of text").pick(lang))
    handover.add_argument("--pdf", metavar="FILE", help=Words("写成 PDF", "write a PDF").pick(lang))
    handover.add_argument("--print", action="store_true", help=_PRINT.pick(lang))
    handover.add_argument("--printer", metavar="NAME", help=_PRINTER.pick(lang))
    handover.add_argument("--form", choices=["text", "pdf"], help=_FORM.pick(lang))

    asked = add(
        "requests",
        "requests:requests",
        Words("换班、请假、休息、外出、补卡的申请", "swaps, leave, rest, going out, make-ups"),
    )
    asked.add_argument("--all", action="store_true", help=_ALL.pick(lang))
    asked.add_argument("--json", action="store_true")

    roster = add("roster", "roster:roster", Words("一个月的排班", "the roster of a month"))
    roster.add_argument("month", nargs="?", default="", metavar="YYYY-MM")
    roster.add_argument(
        "--xlsx", metavar="FILE", help=Words("可打印、可再导入的工作簿", "a workbook to print or import").pick(lang)
    )
    roster.add_argument("--csv", metavar="FILE", help=Words("CSV", "CSV").pick(lang))

    month = add("month", "papers:month", Words("一个月的分数、工资和个案", "a month's scores, pay and cases"))
    month.add_argument("month", metavar="YYYY-MM")
    month.add_argument("--staff", metavar="ID")
    month.add_argument("--why", action="store_true")
    month.add_argument("--json", action="store_true")
    month.add_argument("--csv", metavar="FILE", help=Words("汇总表,CSV", "the summary as CSV").pick(lang))
    month.add_argument("--xlsx", metavar="FILE", help=Words("工作簿:汇总、明细、个案、基金", "a workbook").pick(lang))
    month.add_argument("--pdf", metavar="FILE", help=Words("每人一份对账单", "a statement per person").pick(lang))
    month.add_argument("--under", metavar="ID|FOLDER", help=_UNDER.pick(lang))

    close = add("close", "close:closing", Words("结账:冻结一个月", "close a month: freeze it"))
    close.add_argument("month", metavar="YYYY-MM")
    close.add_argument("--reason", default="", metavar="TEXT", help=_REASON.pick(lang))
    close.add_argument("--by", dest="hand", default=argparse.SUPPRESS, metavar="STAFF", help=_AS.pick(lang))

    if only in ("", "rulebook"):
        rulebook = commands.add_parser("rulebook", parents=[common], help=Words("规则书", "rulebooks").pick(lang))
        books = rulebook.add_subparsers(dest="what", metavar="list|show|check|compare", required=True)
        add("list", "rulebooks:listing", Words("随程序的规则书", "the rulebooks that come with the program"), books)
        show = add("show", "rulebooks:show", Words("一本规则书的条款", "the clauses of a rulebook"), books)
        show.add_argument("rulebook", metavar="ID|FOLDER")
        show.add_argument("clause", nargs="?", metavar="CLAUSE")
        check = add(
            "check",
            "rulebooks:check",
            Words("检查规则书,列出所有错误", "check a rulebook and list every mistake"),
            books,
        )
        check.add_argument("rulebook", metavar="ID|FOLDER")
        compare = add("compare", "rulebooks:compare", Words("两本规则书对照", "two rulebooks side by side"), books)
        compare.add_argument("left", metavar="ID|FOLDER")
        compare.add_argument("right", metavar="ID|FOLDER")

    verify = add("verify", "keeping:verify", Words("检查整条链", "check the whole chain"))
    verify.add_argument("--head", metavar="HASH", help=Words("纸上印的链头", "the head printed on a paper").pick(lang))
    backup = add("backup", "keeping:backup", Words("在线备份", "back up while others write"))
    backup.add_argument("target", metavar="FILE")
    export = add("export", "keeping:export", Words("导出为 NDJSON", "export as NDJSON"))
    export.add_argument("target", nargs="?", default="-", metavar="FILE")
    query = add("query", "query:query", Words("用 SQL 查日志(只读)", "ask the log in SQL, reading only"))
    query.add_argument("sql", metavar="SQL")
    query.add_argument("--csv", action="store_true")
    query.add_argument("--json", action="store_true")
    if only in ("", "events"):
        events = commands.add_parser("events", parents=[common], help=Words("事件词汇", "the vocabulary").pick(lang))
        vocabulary = events.add_subparsers(dest="what", metavar="schema", required=True)
        add("schema", "keeping:schema", Words("所有事件的 JSON Schema", "the JSON Schema of all events"), vocabulary)
    return top


_TOP = Words(
    "客服现场终端:组长用它带班。不带命令时打开现场。",
    "The shift lead's terminal. Without a command it opens the floor.",
)
_DB = Words(
    "数据库文件(默认:用户数据目录;环境变量 KFTERM_DB)", "the database (default: the user's data folder; KFTERM_DB)"
)
_LANG = Words("语言 zh 或 en(环境变量 KFTERM_LANG)", "the language, zh or en (KFTERM_LANG)")
_AS = Words("以谁的名义记(员工编号)", "whose hand it is (a staff id)")
_CHECK = Words(
    "只看:截止前还缺什么,截止后卡在哪里", "only look: what is missing before the cut, what blocks it afterwards"
)
_ALL = Words("连同最近的决定", "with the latest decisions")
_UNDER = Words(
    "如果换一本规则书:同样的事实按它再算一遍,什么都不写",
    "what if: the same facts settled under another rulebook; nothing is written",
)
_ON = Words("哪一天的班(班次开始的那天)", "the day of the shift: the one on which it begins")
_HEAD = Words("纸上印的链头:照原样再印一次", "the head printed on a paper: that paper once more")
_LAST = Words("最近关闭的一张", "the sheet that was closed last")
_COPY = Words("组长联(有名字)或上墙联(只计次数)", "the lead's copy, with names, or the one for the wall, with counts")
_PRINT = Words("用 lp 打印", "print it with lp")
_PRINTER = Words("哪台打印机(默认:设置 printer)", "on which printer (else the setting printer)")
_FORM = Words("送给打印机的形式(默认:设置 printer.form)", "what the printer is sent (else the setting printer.form)")
_REASON = Words(
    "缺数据或有未判的申诉时,为什么还要结账", "why it is closed although inputs are missing or appeals are pending"
)
