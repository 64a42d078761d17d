"""The fixed words of a handover sheet."""

import re

from kfterm.words import Words

CALLED = re.compile(r"[\u4e00-\u9fff](?=女士|小姐|太太|先生(?![成产效]))")
"""The surname of a buyer as people type it; 先生成 is two other words."""

WEEKDAYS = tuple(
    Words(zh, en)
    for zh, en in zip(
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        strict=True,
    )
)

SHIFTS = {
    "early": Words("早班", "early"),
    "day": Words("白班", "day"),
    "late": Words("晚班", "late"),
    "night": Words("夜班", "night"),
    "rest": Words("休", "rest day"),
}

COPIES = {"lead": Words("组长联", "LEAD'S COPY"), "wall": Words("上墙联", "WALL COPY")}

COUNTED = {
    "complaint": Words("投诉", "complaint"),
    "absent": Words("旷工", "absence"),
    "left": Words("离职", "left the company"),
}
"""Kinds of events that a wall counts and does not tell; late, missing and away are counted with the people."""

EVENTS = {
    "violation": Words("违规", "violations"),
    "merit": Words("表扬", "merits"),
    "complaint": Words("投诉", "complaints"),
    "incident": Words("异常", "incidents"),
}

TIMERS = {
    "chat": Words("应答超红线", "replies over the red limit"),
    "away": Words("离席超限", "away over the limit"),
    "incident": Words("异常超时", "incidents over their limit"),
    "due": Words("事项到期未办", "items past their time"),
    "promise": Words("承诺过期", "promises past their time"),
    "call": Words("通话超时", "calls over the limit"),
    "chat_end": Words("下班后还在接待", "chats after the end of a shift"),
    "relief": Words("接班人未按时到岗", "relief not on post in time"),
    "urge": Words("订单未催付或未打单", "orders not urged or without waybill"),
    "report": Words("报告未交", "reports missing"),
}

LABELS: dict[str, Words] = {
    "title": Words("交接班表", "Shift handover"),
    "date": Words("日期", "Date"),
    "shift": Words("班次", "Shift"),
    "period": Words("时段", "Covers"),
    "leads": Words("组长", "Lead"),
    "goals": Words("今日目标", "Goal of the day"),
    "cut": Words("{at} 截止", "{at}, cut"),
    "preview": Words("{at} 最后一条记录,未截止", "{at}, the last entry; not cut yet"),
    "first": Words("(首张)", "(first sheet)"),
    "minutes": Words("{minutes} 分", "{minutes} min"),
    "m_s": Words("{minutes} 分 {seconds} 秒", "{minutes} min {seconds} s"),
    "s": Words("{seconds} 秒", "{seconds} s"),
    "forced": Words(
        "强制关闭 {at}  理由: {reason}  第二人: {second}", "FORCED SHUT {at}  reason: {reason}  second name: {second}"
    ),
    "merged": Words("{name} 没有交接单,并入本单", "{name} HAD NO HANDOVER, it is part of this sheet"),
    "untaken": Words("未接: {items}", "not taken: {items}"),
    "people": Words("人员", "People"),
    "people_line": Words(
        "应到 {planned}  实到 {present}  迟到 {late}  未到 {missing}  离席超限 {over}",
        "planned {planned}  present {present}  late {late}  not here {missing}  away over limit {over}",
    ),
    "kept": Words("排班遵守 {adherence}  工时达成 {conformance}", "adherence {adherence}  conformance {conformance}"),
    "missing": Words("未到", "not here"),
    "unplanned": Words("未排班", "not planned"),
    "late": Words("迟到 {minutes} 分", "{minutes} min late"),
    "early": Words("早退 {minutes} 分", "left {minutes} min early"),
    "over": Words("{since} 离席 {lasted} 限 {limit} 分 {reason}", "{since} away {lasted} (limit {limit}) {reason}"),
    "away_now": Words("{since} 起离席", "away since {since}"),
    "items": Words("待交接", "Open items"),
    "items_line": Words(
        "共 {open} 项  承接 {carried}  新增 {new}  过期 {overdue}  本班办结 {settled}",
        "{open} open  {carried} carried  {new} new  {overdue} overdue  {settled} settled in the shift",
    ),
    "item": Words("事项", "Item"),
    "state": Words("状态", "Status"),
    "no_items": Words("无交接事项", "Nothing to hand over"),
    "done": Words("已做", "Done"),
    "promise": Words("承诺", "Promise"),
    "evidence": Words("凭证", "Proof"),
    "by": Words("{at} 前", "by {at}"),
    "lacks": Words("缺", "Lacks"),
    "since_taken": Words("接下后", "Since taken"),
    "untouched": Words("没有处理过", "nothing was done"),
    "next_action": Words("下一步", "Next"),
    "if_then": Words("预案", "If-then"),
    "owner": Words("负责", "Owner"),
    "due": Words("到期", "Due"),
    "age": Words("已开", "Age"),
    "overdue": Words("过期 {span}", "overdue {span}"),
    "new": Words("本班新增", "new"),
    "passes": Words("第 {n} 次交接", "pass {n}"),
    "escalated": Words("第 {n} 次交接 升级", "pass {n} ESCALATED"),
    "unread": Words("接班未读", "not read yet"),
    "taken": Words("已接", "taken"),
    "parked": Words("已接 搁置到 {at}", "taken, put aside until {at}"),
    "returned": Words("退回", "GIVEN BACK"),
    "completed": Words("退回后已补齐 待读", "completed since, to be read"),
    "done_since": Words("截止后 {at} 已办结", "settled at {at}, after the cut"),
    "was_returned": Words("曾退回", "given back before"),
    "settled": Words("本班办结", "Settled in the shift"),
    "events": Words("本班记事", "Events of the shift"),
    "counts": Words("违规与投诉(只计次数)", "Violations and complaints (counted only)"),
    "timers": Words("超时", "Over time"),
    "no_events": Words("无", "none"),
    "chats": Words("应答", "Chats"),
    "rounds": Words(
        "{hours} 按整点  应答 {answered} 轮  平均 {mean}  最慢 {slowest}  未答转出 {left}",
        "{hours} by full hours  rounds answered {answered}  mean {mean}  slowest {slowest}  passed on unanswered {left}",
    ),
    "unread_by": Words("{n} 人未读", "{n} have not read it"),
    "no_rounds": Words("{hours} 按整点  无应答记录", "{hours} by full hours  no rounds recorded"),
    "waiting": Words("截止时待答 {n}", "still waiting {n}"),
    "announcements": Words("公告未读", "Announcements not read"),
    "signatures": Words("签字", "Signatures"),
    "out": Words("交班组长", "Lead going out"),
    "in": Words("接班组长", "Lead coming in"),
    "second": Words("第二人(强制)", "Second name (forced)"),
    "sign_here": Words("签名 / 时间", "name / time"),
    "log": Words("记录位置", "Log position"),
    "head": Words("链头", "Head"),
    "verify": Words(
        "用 kfterm verify --head 加上面的链头 可验证本表与记录一致",
        "kfterm verify --head with the head above proves this sheet against the log",
    ),
    "page": Words("第 {n} 页 共 {m} 页", "page {n} of {m}"),
}
