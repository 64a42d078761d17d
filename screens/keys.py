"""Every action a person can take, once: its key, its name in both languages, where it works. Help and palette read it."""

from typing import NamedTuple

from textual.binding import Binding

from kfterm.words import Words


class Act(NamedTuple):
    """One action of the floor."""

    id: str
    key: str
    says: Words
    hint: bool = False
    """Whether the foot of the floor shows it."""


FLOOR: tuple[Act, ...] = (
    Act("violation", "v", Words("违规", "violation"), True),
    Act("merit", "m", Words("表扬", "merit"), True),
    Act("away", "l", Words("离席", "away"), True),
    Act("back", "b", Words("回席", "back"), True),
    Act("item", "i", Words("交接项", "item"), True),
    Act("handover", "h", Words("交接班", "handover"), True),
    Act("roster", "r", Words("排班", "roster"), True),
    Act("month", "g", Words("月度", "month"), True),
    Act("travel", "t", Words("回看", "look back"), True),
    Act("find", "slash", Words("查找", "find"), True),
    Act("undo", "u", Words("撤销", "undo"), True),
    Act("help", "question_mark", Words("帮助", "help"), True),
    Act("breaks", "L", Words("小休安排:时段、全班", "plan breaks: windows, the whole shift")),
    Act("seat", "a", Words("到岗上席", "on seat")),
    Act("release", "e", Words("下班离岗", "off for the day")),
    Act("release_all", "E", Words("全班下班:到点还在席的人", "off: everybody whose shift is over")),
    Act("punch", "P", Words("补卡", "make up a punch")),
    Act("call", "c", Words("电话开始/结束", "call begins/ends")),
    Act("incident", "x", Words("突发/办结", "incident opened/settled")),
    Act("settle", "o", Words("办结交接项", "settle an item")),
    Act("proposals", "p", Words("到提示", "go to what was noticed")),
    Act("dismiss", "d", Words("驳回提示", "dismiss what was noticed")),
    Act("requests", "w", Words("申请:换班、请假、休息、外出、补卡", "requests: swap, leave, rest, out, make-up")),
    Act("complaint", "f", Words("投诉", "complaint")),
    Act(
        "record",
        "R",
        Words("杂项记录:奖金、评分、考试、旷工、例会…", "record: award, review, exam, absence, meeting …"),
    ),
    Act("announce", "n", Words("公告", "announcement")),
    Act("news", "A", Words("重读公告", "read the announcements again")),
    Act("person", "enter", Words("此人本月", "this person's month")),
    Act("sort", "s", Words("换一列排序", "sort by the next column")),
    Act("reverse", "S", Words("倒序", "reverse the order")),
    Act("log", "y", Words("日志", "the log")),
    Act("staff", "N", Words("加人", "add a person")),
    Act("palette", "ctrl+p", Words("所有操作", "every action")),
    Act("language", "ctrl+l", Words("中文/English", "中文/English")),
    Act("quit", "q", Words("退出", "quit")),
)

WRITES = frozenset(
    {
        "violation",
        "merit",
        "away",
        "back",
        "breaks",
        "item",
        "undo",
        "seat",
        "release",
        "release_all",
        "punch",
        "call",
        "incident",
        "settle",
    }
    | {"confirm", "dismiss", "complaint", "record", "announce", "staff"}
)
"""The actions that log something, which nobody does in the past."""

BY_ID = {act.id: act for act in FLOOR}

_SHOWN = {"slash": "/", "question_mark": "?", "enter": "Enter", "ctrl+p": "^p", "ctrl+l": "^l"}


def shown(key: str) -> str:
    """A key as it stands on a keyboard."""
    return _SHOWN.get(key, key)


def bindings(acts: tuple[Act, ...]) -> list[Binding]:
    """The bindings of a screen."""
    return [Binding(act.key, f"act('{act.id}')", act.says.en, show=False, id=f"floor.{act.id}") for act in acts]
