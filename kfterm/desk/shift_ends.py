"""What is due when a shift ends: chats in hand, the relief, the handover, the log (TM03–TM06)."""

from collections.abc import Iterator

from kfterm.desk.crews import LEADS
from kfterm.desk.noticed import Proposal, know, listed, notice
from kfterm.desk.shifts import arrival, day_over, departure, recent, reliefs
from kfterm.folds.handover import Handover
from kfterm.folds.plan import Planned
from kfterm.month.judge import Judge
from kfterm.periods import HOUR, clock_minutes
from kfterm.rulebook.floor_rules import ChatAfterEnd, HandoverBreach, HandoverDue, MissingLog, ReliefWait
from kfterm.rulebook.model import Rulebook
from kfterm.words import Words

_DAY = 24 * HOUR


def shift_ends(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """Everything about the shifts that ended on this shift day and the last."""
    yield from _chats_after_end(judge, rulebook, now)
    waits = list(_relief_waits(judge, rulebook, now))
    yield from waits
    # who left before the relief left without a handover too: one act, the more special clause (G12)
    left = {each.key.removeprefix("left:") for each in waits if each.key.startswith("left:")}
    yield from (each for each in _handovers(judge, rulebook, now) if each.key.removeprefix("handover:") not in left)
    yield from _missing_logs(judge, rulebook, now)


def _chats_after_end(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM03: who still has chats in hand after the end of the shift, until the last one closes."""
    found = rulebook.one(ChatAfterEnd)
    if found is None:
        return
    clause, rule = found
    open_chats = judge.shop.timers.open_chats
    for plan in recent(judge, now):
        count = open_chats.get(plan.staff, 0)
        if not count or plan.release > now or day_over(judge, plan, now):
            continue
        name = judge.shop.people.name(plan.staff)
        alert = max(plan.end, judge.calendar.moment(plan.day, clock_minutes(rule.alert_at))) if rule.alert_at else None
        key = f"after_end:{plan.staff}:{plan.day}"
        if alert is not None and now >= alert:
            clock = judge.calendar.clock(alert)
            says = Words(f"{name} 过了 {clock} 还在接待 {count} 个", f"{name} still has {count} chats after {clock}")
            yield know(f"{key}:alert", alert, plan.staff, says, clause.id)
        else:
            says = Words(f"{name} 已到下班,手上还有 {count} 个", f"{name}'s shift is over, {count} chats in hand")
            yield know(key, plan.release, plan.staff, says, clause.id)
        if rule.suspend:
            yield from _not_suspended(judge, rulebook, clause.id, plan, now)


def _not_suspended(judge: Judge, rulebook: Rulebook, clause: str, plan: Planned, now: int) -> Iterator[Proposal]:
    """Chats that somebody took after the end of the shift, when the account should be suspended (R3-A12)."""
    for key, chat in judge.shop.timers.chats.items():
        if chat.staff == plan.staff and plan.end < chat.held_since <= now:
            name = judge.shop.people.name(plan.staff)
            says = Words(f"{name} 下班后又接新客户,应挂起", f"{name} took a new chat after the end: suspend")
            yield know(f"suspend:{key}:{plan.staff}", chat.held_since, plan.staff, says, clause)


def _relief_waits(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM04: nobody leaves before a relief is on post; each relief lets one go, until all who were planned have come."""
    found = rulebook.one(ReliefWait)
    if found is None:
        return
    clause = found[0].id
    for group in _by_shift(recent(judge, now)):
        first = group[0]
        coming = reliefs(judge, first, now)
        if first.end > now and not any(departure(judge, plan, now) for plan in group):
            continue
        if not coming:
            continue
        came = sorted(at for at in (arrival(judge, plan) for plan in coming) if at is not None and at <= now)
        yield from _left_too_soon(judge, rulebook, clause, group, came, len(coming), now)
        waiting = [plan for plan in group if _is_here(judge, plan, now)]
        absent = [judge.shop.people.name(plan.staff) for plan in coming if arrival(judge, plan) is None]
        if first.end <= now and waiting and absent and len(came) < len(group):
            who = listed(absent)
            says = Words(f"接班人 {who} 未到,交班的不能离台", f"relief {who} not on post: nobody leaves before")
            yield know(_relief_key(first), first.end, waiting[0].staff, says, clause)


def _left_too_soon(
    judge: Judge, rulebook: Rulebook, clause: str, group: list[Planned], came: list[int], planned: int, now: int
) -> Iterator[Proposal]:
    gone = sorted((at, plan) for plan in group if (at := departure(judge, plan, now)) is not None)
    lifted = _lifted_at(judge, group[0])
    for index, (at, plan) in enumerate(gone):
        needed = min(index, planned - 1)
        relieved = needed < len(came) and came[needed] <= at
        if not relieved and (lifted is None or at < lifted):
            name = judge.shop.people.name(plan.staff)
            says = Words(f"{name} 接班人未到就离台", f"{name} left before the relief was on post")
            yield notice(rulebook, clause, f"left:{plan.staff}:{plan.day}", at, plan.staff, says, plan.day)


def _is_here(judge: Judge, plan: Planned, now: int) -> bool:
    return departure(judge, plan, now) is None and arrival(judge, plan) is not None and not day_over(judge, plan, now)


def _relief_key(plan: Planned) -> str:
    return f"relief:{plan.day}:{plan.shift}"


def _lifted_at(judge: Judge, plan: Planned) -> int | None:
    """When who may say so let the shift go: the wait was dismissed, or the handover closed with a second name (R1-A05)."""
    found = _handover(judge, plan)
    forced = found.forced[2] if found is not None and found.forced is not None else None
    said = [at for at in (forced, judge.shop.conduct.dismissed_at.get(_relief_key(plan))) if at is not None]
    return min(said, default=None)


def _by_shift(plans: tuple[Planned, ...]) -> list[list[Planned]]:
    groups: dict[tuple[int, str], list[Planned]] = {}
    for plan in plans:
        groups.setdefault((plan.day, plan.shift), []).append(plan)
    return list(groups.values())


def _handover(judge: Judge, plan: Planned) -> Handover | None:
    """The newest handover of a shift; handovers are cut in the order of time."""
    for each in reversed(judge.shop.book.handovers):
        if each.day == plan.day and each.shift == plan.shift:
            return each
        if each.cut_at < plan.start - _DAY:
            return None
    return None


def _handovers(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM05: a shift that hands over to another is signed by both sides before it leaves."""
    found = rulebook.one(HandoverDue)
    if found is None:
        return
    clause, rule = found
    for group in _by_shift(recent(judge, now)):
        first = group[0]
        coming = reliefs(judge, first, now)
        if (rule.shifts and first.shift not in rule.shifts) or not coming:
            continue
        signed = _signed_at(_handover(judge, first))
        begin = min(plan.start for plan in coming)  # who leaves before there is anybody to hand over to leaves early
        gone_at = ((plan.staff, departure(judge, plan, now)) for plan in group)
        left = {staff: at for staff, at in gone_at if at is not None and at >= begin}
        due = min([first.end, *left.values()])
        if now <= due or (signed is not None and signed <= max([first.end, *left.values()])):
            continue
        leads = [plan for plan in group if set(LEADS) & set(judge.shop.people.staff[plan.staff].roles)] or group
        gone = [plan for plan in leads if plan.staff in left and (signed is None or signed > left[plan.staff])]
        for plan in gone:
            name = judge.shop.people.name(plan.staff)
            says = Words(f"{name} 交接未签就离开", f"{name} left before the handover was signed")
            key, at = f"handover:{plan.staff}:{plan.day}", left[plan.staff]
            yield notice(rulebook, _breach(rulebook, clause.id), key, at, plan.staff, says, plan.day)
        if not gone and signed is None and _handover(judge, first) is None:  # one that is cut is said by its own notice
            shift = judge.plan.shifts(first.day)[first.shift]
            says = Words(f"{shift.zh} 交接还没签", f"handover of the {shift.en} shift not signed")
            yield know(f"handover:{first.day}:{first.shift}", due, leads[0].staff, says, clause.id)


def _breach(rulebook: Rulebook, clause: str) -> str:
    """Under which clause not handing over is proposed: one that has a price for its harm, else the duty's own."""
    found = rulebook.one(HandoverBreach)
    return found[0].id if found is not None else clause


def _signed_at(handover: Handover | None) -> int | None:
    """When the second of both sides signed, or it was closed with a second name."""
    if handover is None:
        return None
    if handover.signed_out is not None and handover.signed_in is not None:
        return max(handover.signed_out[1], handover.signed_in[1])
    return handover.forced[2] if handover.forced is not None else None


def _missing_logs(judge: Judge, rulebook: Rulebook, now: int) -> Iterator[Proposal]:
    """TM06: each of these shifts enters the handover log before leaving; afterwards is not entered (R6-A12, R6-A21)."""
    for clause, rule in rulebook.all(MissingLog):
        plans = [plan for plan in recent(judge, now) if plan.shift in rule.shifts and plan.release <= now]
        if not plans:
            continue
        entered = _entered(judge, min(plan.start for plan in plans))
        for plan in plans:
            if arrival(judge, plan) is None:
                continue
            left, over = departure(judge, plan, now), day_over(judge, plan, now)
            until = left if left is not None else now
            moments = [*entered.get(plan.staff, []), *entered.get("", [])]
            if any(plan.start - HOUR <= at <= until for at in moments):
                continue
            name, key = judge.shop.people.name(plan.staff), f"log:{plan.staff}:{plan.day}"
            if left is not None or over:
                says = Words(f"{name} 下班前未录入交接", f"{name} left without an entry in the log")
                yield notice(rulebook, _breach(rulebook, clause.id), key, left or plan.end, plan.staff, says, plan.day)
            elif plan.end <= now:
                says = Words(f"{name} 还没录入交接", f"{name} has not entered the log yet")
                yield know(f"{key}:yet", plan.end, plan.staff, says, clause.id)


def _entered(judge: Judge, since: int) -> dict[str, list[int]]:
    """Owner to the moments of what was entered in the book since a moment; `nothing to hand over` counts (R6-A11).

    What has no owner was entered for everybody.
    """
    found: dict[str, list[int]] = {}
    for item in reversed(judge.shop.book.items.values()):
        if item.opened_at < since - _DAY:
            break
        found.setdefault(item.owner, []).append(item.opened_at)
    for item in judge.shop.book.open_items():
        found.setdefault(item.owner, []).extend(at for at, _ in item.notes if at >= since)
    return found
