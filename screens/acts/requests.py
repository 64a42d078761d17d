"""Asking for something: a swap, leave, a rest day, going out; noted only, or decided at once by a hand that may."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kfterm.desk.days import typed_day
from kfterm.desk.effects import roster_cell, with_events
from kfterm.desk.findings import met
from kfterm.desk.hours import hours_findings
from kfterm.desk.leave_rules import days_meant
from kfterm.desk.partners import Partner, drafted, partners
from kfterm.desk.requests import LEAVE_KINDS
from kfterm.events.base import Event
from kfterm.events.roster import (
    LeaveDecided,
    LeaveRequested,
    OutingDecided,
    OutingRequested,
    RestDecided,
    RestRequested,
    SwapAgreed,
    SwapDecided,
    SwapRequested,
)
from kfterm.money import parse_decimal
from kfterm.periods import day_text
from kfterm.rulebook.attendance_rules import SwapForm
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.acts.request_form import Answers, day_check, decide_field, either, request_form, today_of, yes_no
from screens.acts.seats import make_up_of
from screens.acts.subject import Subject
from screens.modals import PickModal
from screens.request_lines import finding_lines
from screens.widgets.form import Field, FormModal, example
from screens.widgets.painted import Line
from screens.widgets.picker import PickItem

if TYPE_CHECKING:
    from screens.floor import FloorScreen
    from screens.requests import AskingPane

_WIDE, _PREVIEW = 72, 3
"""Cells and lines under a list to pick from."""
_OTHER = "?for "


async def requests(floor: "FloorScreen") -> None:
    """The requests that wait, with the person under the cursor at hand for a new one."""
    from screens.requests import RequestsScreen

    await floor.app.push_screen_wait(RequestsScreen(floor.staff))


async def new(host: "AskingPane", staff: str | None) -> None:
    """Which kind, then its form; the colleagues stand below the kinds, for asking in somebody else's name."""
    staff = staff or await _somebody(host)
    if staff is None:
        return
    lang, name = host.lang, host.app.desk.judge().shop.people.name(staff)
    kinds = (
        ("cover", Words("替人上班(换好了来补)", "works for somebody: a swap agreed already"), "hb tb swap cover"),
        ("swap", Words("换掉一个班:找人", "give a shift away: who could take it"), "hb zr swap give"),
        ("leave", Words("请假", "leave"), "qj leave"),
        ("rest", Words("休息一天", "a rest day"), "xx rest"),
        ("outing", Words("外出", "going out"), "wc out"),
        ("punch", Words("补卡", "make up a punch"), "bk punch"),
    )
    items = [PickItem(key, says.pick(lang), search=f"{says.zh} {says.en} {more}") for key, says, more in kinds]
    items += [
        PickItem(_OTHER + each.key, Words(f"给 {each.label} 申请", f"for {each.label}").pick(lang), search=each.search)
        for each in _people(host, staff)
    ]
    title = Words(f"申请 · {name};打名字给别人申请", f"ask · {name}; type a name to ask for somebody else").pick(lang)
    picked = await host.app.push_screen_wait(PickModal(title, items))
    if picked is None:
        return
    if picked.key.startswith(_OTHER):
        await new(host, picked.key.removeprefix(_OTHER))
    elif picked.key == "punch":
        await make_up_of(Subject(host, staff))
    else:
        forms = {"cover": _cover, "swap": _give_away, "leave": _leave, "rest": _rest, "outing": _outing}
        await forms[picked.key](host, staff)


async def _somebody(host: "AskingPane", but: str = "", title: Words | None = None) -> str | None:
    items = _people(host, but)
    says = title or Words("谁", "who")
    picked = await host.app.push_screen_wait(PickModal(says.pick(host.lang), items))
    return picked.key if picked else None


def _people(host: "AskingPane", but: str) -> list[PickItem]:
    """Everybody else, each with what stands in the roster of today."""
    judge = host.app.desk.judge()
    today = judge.calendar.day(host.app.desk.clock.now())
    return [
        PickItem(key, each.name, _has(host, key, today), search=f"{each.name} {key}")
        for key, each in judge.shop.people.staff.items()
        if each.left_at is None and key != but
    ]


def _has(host: "AskingPane", staff: str, day: int) -> str:
    """What stands in the roster of somebody on a day."""
    return roster_cell(host.app.desk.judge(), staff, day).pick(host.lang)


async def _cover(host: "AskingPane", works: str) -> None:
    """This person works instead of somebody else, as agreed elsewhere."""
    name = host.app.desk.judge().shop.people.name(works)
    title = Words(f"{name} 替谁上班", f"whose shift does {name} work")
    instead_of = await _somebody(host, works, title)
    if instead_of is not None:
        other = host.app.desk.judge().shop.people.name(instead_of)
        title = Words(f"{name} 替 {other} 上班", f"{name} works {other}'s shift")
        await _swap_form(host, instead_of, works, today_of(host, works), title.pick(host.lang))


async def _give_away(host: "AskingPane", staff: str) -> None:
    """Which day, then who could take it, the best first; what stands in the way is said of each."""
    lang, name = host.lang, host.app.desk.judge().shop.people.name(staff)
    today = today_of(host, staff)
    title = Words(f"换班 · {name} 不能上哪天", f"swap · which day can {name} not work").pick(lang)
    field = Field(
        "on",
        either(host, "日期", "day"),
        required=True,
        check=day_check(host, today),
        hint=example("10-16 / 明天", host.lang),
    )
    answers = await host.app.push_screen_wait(FormModal(title, [field], lang=lang))
    on = typed_day(answers["on"], today) if answers else None
    if on is None:
        return
    other = await _partner(host, staff, on.toordinal())
    if other is not None:
        takes = host.app.desk.judge().shop.people.name(other)
        title = Words(f"换班 · {name} 的班由 {takes} 上", f"swap · {takes} works {name}'s shift").pick(lang)
        await _swap_form(host, staff, other, on.toordinal(), title)


async def show_partners(host: "AskingPane", staff: str, day: int, but: str) -> None:
    """Only to look; without whom the form names already."""
    await _partner(host, staff, day, but)


async def _partner(host: "AskingPane", staff: str, day: int, but: str = "") -> str | None:
    desk, lang = host.app.desk, host.lang
    judge = desk.judge()
    found = {each.staff: each for each in partners(judge, staff, day, desk.clock.now(), but=but)}
    items = [
        PickItem(each.staff, f"{'+' if each.possible else 'x'} {judge.shop.people.name(each.staff)}", each.has.pick(lang),
                 search=f"{judge.shop.people.name(each.staff)} {each.staff}")
        for each in found.values()
    ]  # fmt: skip

    def preview(key: str) -> Sequence[str | Line]:
        return _partner_lines(found[key], host, staff, day)

    text = day_text(day)[5:]
    title = Words(f"{text} 跟谁换 (休息的在前)", f"{text}: with whom (who rests first)").pick(lang)
    empty = Words("没有同事能换这一天", "no colleague can swap that day").pick(lang)
    picked = await host.app.push_screen_wait(PickModal(title, items, preview=preview, empty=empty))
    return picked.key if picked else None


def _partner_lines(partner: Partner, host: "AskingPane", staff: str, day: int) -> list[Line]:
    """What is in the way; where nothing is, the clauses that are met and how the colleague would rest."""
    wrong = [each for each in partner.found if each.state == "broken"]
    if wrong:
        return finding_lines(wrong, host.lang, _WIDE, possible=True)
    clauses = " ".join(dict.fromkeys(each.clause for each in partner.found if each.clause))
    desk = host.app.desk
    judge = desk.judge()
    after = with_events(judge, drafted(staff, partner.staff, day), desk.clock.now())
    rests = list(hours_findings(judge, after, partner.staff, [day]))[: _PREVIEW - bool(clauses)]
    said = met("", f"都符合:{clauses}", f"all met: {clauses}")
    return finding_lines([*([said] if clauses else []), *rests], host.lang, _WIDE)


async def _swap_form(host: "AskingPane", asks: str, works: str, day: int, title: str) -> None:
    """Which day, which day back, why; consent where the regime wants it; decided at once where this hand may."""
    desk = host.app.desk
    judge = desk.judge()
    rulebook = judge.plan.rulebook(day)
    consent = rulebook is not None and any(rule.consent for _, rule in rulebook.all(SwapForm))
    today, key = today_of(host, works), new_key("swap.requested", works, desk.clock.now())
    check = day_check(host, today)

    def fields(said: Answers) -> list[Field]:
        return [
            Field("on", either(host, "日期", "day"), said.get("on", day_text(day)), required=True, check=check),
            Field("return", either(host, "还班日期(可空)", "day back (or none)"), said.get("return", ""), check=check),
            Field("reason", either(host, "理由", "reason"), said.get("reason", ""), required=True),
            *([yes_no(host, "both", Words("双方同意", "both agree"), said)] if consent else []),
            *decide_field(host, "swap", day, said),
        ]

    def events(said: Answers, approve: bool) -> list[Event]:
        on, back = typed_day(said.get("on", ""), today), typed_day(said.get("return", ""), today)
        if on is None:
            return []
        reason = said.get("reason", "")
        made: list[Event] = [
            SwapRequested(swap=key, staff=asks, with_staff=works, on=on, return_on=back, reason=reason)
        ]
        agreed = not consent or said.get("both") == "y"
        made += [SwapAgreed(swap=key, staff=works)] if consent and agreed else []
        return [*made, SwapDecided(swap=key, approved=True, reason=reason)] if approve and agreed else made

    def looked(said: Answers) -> list[Event]:
        """What signing it now would meet: a reason still to be typed stands in its way no more than an empty field does."""
        made = events({**said, "reason": said.get("reason") or "…"}, False)
        return [*made, SwapDecided(swap=key, approved=True)] if made else []

    names = judge.shop.people.name(works), judge.shop.people.name(asks)
    done = Words(f"{names[0]} 替 {names[1]} 上班", f"{names[0]} works for {names[1]}")
    waits = Words("已记换班申请", "swap asked for")
    await request_form(host, title, "swap", fields, events, (done, waits), looked)


async def _leave(host: "AskingPane", staff: str) -> None:
    """From, to, how many days, which kind, urgent, why."""
    desk = host.app.desk
    name = desk.judge().shop.people.name(staff)
    today, key = today_of(host, staff), new_key("leave.requested", staff, desk.clock.now())
    check = day_check(host, today)
    kinds = tuple((each, words.pick(host.lang)) for each, words in LEAVE_KINDS.items())

    def days_check(text: str) -> str | None:
        typed = parse_decimal(text)
        right = typed is not None and typed > 0 and not (typed * 2) % 1
        return None if right else either(host, "应是 0.5 的倍数,如 0.5、1、2", "a multiple of 0.5: 0.5, 1, 2")

    def fields(said: Answers) -> list[Field]:
        return [
            Field(
                "from",
                either(host, "从哪天", "from"),
                said.get("from", ""),
                required=True,
                check=check,
                hint=example("10-16 / 明天", host.lang),
            ),
            Field("to", either(host, "到哪天(空=同一天)", "to (or that day)"), said.get("to", ""), check=check),
            Field(
                "days",
                either(host, "几天(空=全部,除休息)", "days (or all but rest)"),
                said.get("days", ""),
                check=days_check,
            ),
            Field("kind", either(host, "哪种假", "kind"), said.get("kind", "personal"), choices=kinds),
            yes_no(host, "urgent", Words("紧急(已电话)", "urgent (by phone)"), said, "n"),
            Field("reason", either(host, "理由", "reason"), said.get("reason", ""), required=True),
            *decide_field(host, "leave", today, said),
        ]

    def events(said: Answers, approve: bool) -> list[Event]:
        first = typed_day(said.get("from", ""), today)
        if first is None:
            return []
        last = typed_day(said.get("to", ""), today) or first
        meant = days_meant(desk.judge(), staff, first.toordinal(), last.toordinal())
        days = parse_decimal(said.get("days", "")) or Decimal(meant)
        asked = LeaveRequested(
            leave=key, staff=staff, from_on=first, to_on=last, days=days,
            leave_kind=said.get("kind") or "personal",  # type: ignore[arg-type]
            urgent=said.get("urgent") == "y", reason=said.get("reason", ""),
        )  # fmt: skip
        return [asked, *([LeaveDecided(leave=key, approved=True, reason=said.get("why", ""))] if approve else [])]

    done = Words(f"{name} 请假已批", f"leave of {name} approved"), Words("已记请假申请", "leave asked for")
    await request_form(host, Words(f"请假 · {name}", f"leave · {name}").pick(host.lang), "leave", fields, events, done)


async def _rest(host: "AskingPane", staff: str) -> None:
    """Which day."""
    desk = host.app.desk
    name = desk.judge().shop.people.name(staff)
    today, key = today_of(host, staff), new_key("rest.requested", staff, desk.clock.now())

    def fields(said: Answers) -> list[Field]:
        check = day_check(host, today)
        return [
            Field(
                "on",
                either(host, "哪天", "day"),
                said.get("on", ""),
                required=True,
                check=check,
                hint=example("10-16 / 后天", host.lang),
            ),
            *decide_field(host, "rest", today, said),
        ]

    def events(said: Answers, approve: bool) -> list[Event]:
        on = typed_day(said.get("on", ""), today)
        if on is None:
            return []
        asked = RestRequested(rest=key, staff=staff, on=on)
        return [asked, *([RestDecided(rest=key, approved=True, reason=said.get("why", ""))] if approve else [])]

    done = Words(f"{name} 休息已批", f"rest day of {name} approved"), Words("已记休息申请", "rest day asked for")
    await request_form(
        host, Words(f"休息 · {name}", f"rest day · {name}").pick(host.lang), "rest", fields, events, done
    )


async def _outing(host: "AskingPane", staff: str) -> None:
    """From when, for how long, why."""
    desk = host.app.desk
    judge = desk.judge()
    now, calendar, name = desk.clock.now(), judge.calendar, judge.shop.people.name(staff)
    key, today = new_key("outing.requested", staff, now), calendar.day(now)

    def since(text: str) -> datetime | None:
        try:
            return calendar.at(calendar.typed(text, now))
        except ValueError:
            return None

    def when_check(text: str) -> str | None:
        return None if since(text) else either(host, "应如 14:30 或 10-16 14:30", "like 14:30 or 10-16 14:30")

    def whole(text: str) -> str | None:
        right = text.isascii() and text.isdigit() and int(text) > 0
        return None if right else either(host, "要写整数分钟", "a whole number of minutes")

    def fields(said: Answers) -> list[Field]:
        begin = said.get("since", calendar.clock(now))
        return [
            Field("since", either(host, "几点走", "from"), begin, required=True, check=when_check),
            Field("minutes", either(host, "几分钟", "minutes"), said.get("minutes", ""), required=True, check=whole),
            Field("reason", either(host, "事由", "what for"), said.get("reason", ""), required=True),
            *decide_field(host, "outing", today, said),
        ]

    def events(said: Answers, approve: bool) -> list[Event]:
        begin, minutes = since(said.get("since", "")), said.get("minutes", "")
        if begin is None or whole(minutes):
            return []
        asked = OutingRequested(
            outing=key, staff=staff, from_at=begin, minutes=int(minutes), reason=said.get("reason", "")
        )
        return [asked, *([OutingDecided(outing=key, approved=True, reason=said.get("why", ""))] if approve else [])]

    done = Words(f"{name} 外出已批", f"going out of {name} allowed"), Words("已记外出申请", "going out asked for")
    await request_form(
        host, Words(f"外出 · {name}", f"going out · {name}").pick(host.lang), "outing", fields, events, done
    )
