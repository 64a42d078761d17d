"""The lines around the floor's tables: head, titles, what was noticed, the last entry, the foot. Pure."""

from collections.abc import Sequence

from kfterm.desk.items import kind_words
from kfterm.desk.noticed import Proposal
from kfterm.desk.reading import Entry
from kfterm.desk.view import FloorView
from kfterm.events.chats import ChatAnswered, ChatClosed, ChatTransferred, ChatWaiting
from kfterm.events.conduct import (
    AppealDecided,
    ComplaintJudged,
    EntryWithdrawn,
    MeritLogged,
    ProposalDismissed,
    ViolationLogged,
)
from kfterm.events.floor import BreakPlanned, BreakQueued, SeatLeft
from kfterm.events.handover import HandoverItemRead, ItemOpened, ItemUpdated
from kfterm.events.roster import LeaveDecided, OutingDecided, RestDecided, ShiftAssigned, SwapDecided
from kfterm.folds.breaks import reason_words
from kfterm.folds.shop import Shop
from kfterm.month.judge import Judge
from kfterm.papers.sheet_labels import SHIFTS
from kfterm.periods import Calendar
from kfterm.replay.window import STORE
from kfterm.words import Lang, Words
from screens.entry_subject import subject
from screens.keys import FLOOR, shown
from screens.text import bar, fit, width
from screens.widgets.columns import Column, RowView
from screens.widgets.painted import Line

WEEKDAYS = Words("一二三四五六日", "Mo Tu We Th Fr Sa Su")


def weekday(calendar: Calendar, at: int, lang: Lang) -> str:
    """`周六` or `Sa`."""
    index = calendar.at(at).weekday()
    return f"周{WEEKDAYS.zh[index]}" if lang == "zh" else WEEKDAYS.en.split()[index]


def head_line(
    judge: Judge, view: FloorView, by: str, head: str, lang: Lang, cells: int, banner: str = ""
) -> tuple[Line, Line]:
    """Store and shift, how far it is, the day and the clock, whose hand, where the log stands: left and clock part."""
    calendar, people = judge.calendar, judge.shop.people
    store = judge.shop.rules.setting(STORE) or "kfterm"
    parts: list[tuple[str, str]] = [(f" {store}", "strong")]
    if view.start:
        hours = f"{calendar.clock(view.start)}-{calendar.clock(view.end)}"
        parts.append((f" · {view.shift_words[0 if lang == 'zh' else 1]} {hours} ", ""))
        done = min(1.0, max(0.0, (view.now - view.start) / (view.end - view.start)))
        if cells >= 100:
            parts += [(bar(done, 10), "accent"), (f" {int(done * 100)}%", "dim")]
    if banner:
        parts.append((f"  {banner}", "late"))
    person = people.staff.get(by)
    role = Words("", "")
    who = f"{role.pick(lang)}{person.name}" if person else by
    right: Line = (
        (f"{weekday(calendar, view.now, lang)} {calendar.at(view.now).strftime('%m-%d')} ", "dim"),
        (calendar.clock(view.now, seconds=True), "strong"),
        (f"  {who}", "accent"),
        (f"  {head} " if cells >= 100 else " ", "dim"),
    )
    return tuple(parts), right


def right_width(line: Line) -> int:
    """How many cells the clock part takes."""
    return sum(width(text) for text, _ in line)


def notice_rows(found: Sequence[Proposal], calendar: Calendar, now: int, lang: Lang) -> list[RowView]:
    """What was noticed, a row each, with the day where it is not today; what Enter does stands at its end."""
    today = calendar.day(now)
    book = Words("[Enter 记] [d 驳回]", "[Enter log] [d dismiss]").pick(lang)
    opens = Words("[Enter 开] [d 驳回]", "[Enter open] [d dismiss]").pick(lang)
    know = Words("[Enter 知道了]", "[Enter seen]").pick(lang)
    go = Words("[Enter 放行] [d 驳回]", "[Enter go] [d dismiss]").pick(lang)
    tails: dict[type, str] = {SeatLeft: go, ItemOpened: opens}
    leads_to = {
        "gate": Words("[Enter 去交接]", "[Enter handover]").pick(lang),
        "unread": Words("[Enter 来读]", "[Enter read]").pick(lang),
        "forgotten": Words("[Enter 全班下班]", "[Enter all off]").pick(lang),
    }
    rows = []
    for each in found:
        style = "late" if each.red else "warn" if each.books is not None else ""
        tail = (
            tails.get(type(each.books), book)
            if each.books is not None
            else leads_to.get(each.key.partition(":")[0], know)
        )
        when = calendar.clock(each.at) if calendar.day(each.at) == today else calendar.text(each.at)[5:]
        rows.append(RowView(each.key, ((f"{when} {each.says.pick(lang)}", style), (tail, "dim"))))
    return rows


def notice_columns(lang: Lang) -> list[Column]:
    """The columns of what was noticed."""
    title = Words("提示", "noticed").pick(lang)
    return [Column("n1", f"      {title}", None, "left", 10), Column("n2", "", 24, "right", 1)]


def entry_text(entry: Entry, shop: Shop, calendar: Calendar, lang: Lang, today: int | None = None) -> str:
    """One entry of the log as a line: `20:20 王芳 记违规 高晗 R4-3.1.04`; with its date where today is another day."""
    kind = KIND_WORDS.get(entry.kind, Words(entry.kind, entry.kind)).pick(lang)
    gone = Words(" (已撤)", " (withdrawn)").pick(lang) if entry.withdrawn else ""
    other = today is not None and calendar.day(entry.at) != today
    when = calendar.text(entry.at)[5:] if other else calendar.clock(entry.at)
    line = f"{when} {shop.people.name(entry.by)} {kind} {entry_about(entry, shop, calendar, lang)}"
    return line.rstrip() + gone


def entry_about(entry: Entry, shop: Shop, calendar: Calendar, lang: Lang) -> str:
    """Whom and what an entry is about, without who wrote it: `高晗 R4-3.1.04 迟到三分`, `退款 4471 已退`."""
    event = entry.event
    about, of = getattr(event, "staff", None) or "", subject(event, shop, calendar, lang)
    name = shop.people.name(about) if about and about != entry.by else ""
    if of.startswith(name):
        name = ""
    return " ".join(f"{name} {of} {_tail(entry, shop, calendar, lang)}".split())


def _tail(entry: Entry, shop: Shop, calendar: Calendar, lang: Lang) -> str:
    event, people = entry.event, shop.people
    match event:
        case ViolationLogged() | MeritLogged():
            return f"{event.clause} {event.note or ''}"
        case SeatLeft() | BreakQueued() | BreakPlanned():
            note = getattr(event, "note", None)
            return reason_words(event.reason).pick(lang) + (f" ({note})" if note else "")
        case ItemOpened():
            return f"{kind_words(event.item_kind).pick(lang)} {event.what}"
        case EntryWithdrawn():
            return _withdrawn(entry, event, shop, calendar, lang)
        case ChatWaiting():
            return f"{people.name(people.accounts.get(event.account, event.account))} {event.buyer or event.chat}"
        case ChatAnswered():
            auto = Words("自动", "automatic").pick(lang) if event.auto else ""
            return f"{event.chat} {auto}"
        case ChatTransferred():
            return f"{event.chat} -> {people.name(people.accounts.get(event.to_account, event.to_account))}"
        case ChatClosed():
            return event.chat
        case ShiftAssigned():
            shift = SHIFTS.get(event.shift, Words(event.shift, event.shift))
            return f"{event.on.isoformat()[5:]} {shift.pick(lang)}"
        case ComplaintJudged():
            verdict = Words("有效", "valid") if event.valid else Words("无效", "not valid")
            return f"{verdict.pick(lang)} {event.reason}"
        case AppealDecided():
            verdict = Words("成立", "upheld") if event.upheld else Words("不成立", "not upheld")
            return f"{verdict.pick(lang)} {event.reason}"
        case LeaveDecided() | RestDecided() | SwapDecided() | OutingDecided():
            verdict = Words("批准", "approved") if event.approved else Words("不批", "not approved")
            return f"{verdict.pick(lang)} {event.reason}"
        case ProposalDismissed():
            return event.reason
        case ItemUpdated():
            return event.note or ""
        case HandoverItemRead():
            return event.reason or event.read_back or ""
    named = (
        getattr(event, each, None) for each in ("what", "outcome", "reason", "clause", "key", "account", "violation")
    )
    return next((str(value) for value in named if value), "")


def _withdrawn(entry: Entry, event: EntryWithdrawn, shop: Shop, calendar: Calendar, lang: Lang) -> str:
    """`#326 离席 高晗 就餐`, and why where somebody said more than that it is undone."""
    which = f"#{entry.target}" if entry.target is not None else event.entry
    why = "" if event.reason in UNDONE else event.reason
    if entry.gone is None:
        return f"{which} {event.reason}"
    kind = KIND_WORDS.get(entry.gone.kind, Words(entry.gone.kind, entry.gone.kind)).pick(lang)
    about = entry_about(entry.gone, shop, calendar, lang)
    return f"{which} {kind} {about}" + (f" ({why})" if why else "")


UNDONE = Words("撤销", "undone")
"""The reason that `u` writes, which says nothing by itself."""


def foot_line(lang: Lang, cells: int) -> Line:
    """The keys worth knowing, as many as fit; help, which knows all, always stands at the end."""
    texts = [(f" {shown(act.key)}", f" {act.says.pick(lang)} ") for act in FLOOR if act.hint]
    *others, last = texts
    parts: list[tuple[str, str]] = []
    left = cells - width("".join(last))
    for key, says in others:
        left -= width(key + says)
        if left < 0:
            break
        parts += [(key, "accent"), (says, "dim")]
    return *parts, (last[0], "accent"), (last[1], "dim")


def title_line(text: str, cells: int, focused: bool) -> Line:
    """A panel's title with a rule behind it."""
    shown_text = f"─ {text} "
    return ((fit(shown_text, min(cells, width(shown_text))), "head" if not focused else "accent"),
            ("─" * max(0, cells - width(shown_text)), "dim"))  # fmt: skip


KIND_WORDS = {
    "violation.logged": Words("记违规", "logged a violation of"),
    "merit.logged": Words("记表扬", "logged a merit of"),
    "seat.taken": Words("上席", "on seat:"),
    "seat.left": Words("离席", "away:"),
    "seat.returned": Words("回席", "back:"),
    "seat.released": Words("下班", "off:"),
    "break.queued": Words("排队", "waits for a break:"),
    "break.unqueued": Words("不再排队", "left the break queue:"),
    "break.planned": Words("安排小休", "planned a break:"),
    "break.cleared": Words("取消小休安排", "cleared a planned break:"),
    "outing.requested": Words("申请外出", "asked to go out:"),
    "outing.decided": Words("外出决定", "going out decided"),
    "item.opened": Words("开交接项", "opened an item"),
    "item.settled": Words("办结交接项", "settled an item"),
    "item.updated": Words("更新交接项", "updated an item"),
    "entry.withdrawn": Words("撤销", "withdrew"),
    "call.started": Words("电话", "phone:"),
    "call.ended": Words("挂电话", "phone ended"),
    "incident.opened": Words("突发", "incident:"),
    "incident.settled": Words("突发办结", "incident settled"),
    "shift.assigned": Words("排班", "planned"),
    "shift.cleared": Words("清空排班", "cleared the plan of"),
    "punch.recorded": Words("打卡", "punch of"),
    "punch.made_up": Words("补卡", "made up a punch of"),
    "proposal.dismissed": Words("驳回提示", "dismissed a proposal"),
    "staff.joined": Words("入职", "joined:"),
    "swap.requested": Words("换班申请", "swap asked by"),
    "swap.decided": Words("换班决定", "swap decided"),
    "handover.cut": Words("交班截止", "cut the handover"),
    "handover.signed": Words("签字", "signed"),
    "handover.item_read": Words("接班读项", "read an item"),
    "handover.forced": Words("强制关闭交接", "forced the handover"),
    "complaint.received": Words("投诉", "complaint about"),
    "complaint.judged": Words("投诉判定", "complaint judged"),
    "announcement.posted": Words("公告", "announcement"),
    "setting.changed": Words("设置", "setting"),
    "rulebook.adopted": Words("采用规则书", "adopted a rulebook"),
    "chat.waiting": Words("买家来消息", "buyer wrote"),
    "chat.answered": Words("回复", "answered"),
    "chat.transferred": Words("转接", "transferred"),
    "chat.closed": Words("会话结束", "chat closed"),
    "leave.requested": Words("请假申请", "leave asked by"),
    "leave.decided": Words("请假决定", "leave decided"),
    "rest.requested": Words("休假申请", "rest asked by"),
    "rest.decided": Words("休假决定", "rest decided"),
    "announcement.read": Words("已读公告", "read an announcement"),
    "staff.changed": Words("人员变动", "changed"),
    "staff.confirmed": Words("转正", "confirmed"),
    "staff.left": Words("离职", "left:"),
    "account.assigned": Words("旺旺号", "chat account of"),
    "swap.agreed": Words("同意换班", "agreed to swap:"),
    "absence.confirmed": Words("确认旷工", "absence of"),
    "packet.sent": Words("发红包", "packet sent by"),
    "attendance.published": Words("公布考勤", "attendance published"),
    "order.placed": Words("下单", "order with"),
    "order.urged": Words("催付", "buyer urged"),
    "order.paid": Words("付款", "order paid"),
    "order.cancelled": Words("取消订单", "order cancelled"),
    "refund.proposed": Words("提议退款", "refund proposed by"),
    "remark.written": Words("写备注", "remark written"),
    "waybill.printed": Words("打面单", "waybill printed by"),
    "waybill.shipped": Words("发货", "shipped"),
    "waybill.voided": Words("作废面单", "waybill voided"),
    "waybills.counted": Words("面单数", "waybills of"),
    "violation.acknowledged": Words("本人确认", "acknowledged by"),
    "appeal.filed": Words("申诉", "appeal by"),
    "appeal.decided": Words("申诉判定", "appeal decided"),
    "kpi.reported": Words("指标", "measures of"),
    "review.scored": Words("人工考核", "review of"),
    "exam.scored": Words("考试", "exam of"),
    "skill.tested": Words("技能测试", "skill test of"),
    "score.adjusted": Words("月评调整", "score of"),
    "report.filed": Words("交总结", "report by"),
    "meeting.held": Words("会议", "meeting"),
    "duty.checked": Words("查值日", "duty of"),
    "kpi_amount.set": Words("绩效额", "KPI amount of"),
    "insurance.set": Words("保险", "insurance of"),
    "award.granted": Words("奖金", "award to"),
    "fund.spent": Words("基金箱支出", "fund spent"),
    "month.closed": Words("关账", "month closed"),
    "user.mapped": Words("系统用户", "system user of"),
}
