"""Signing a handover, each side by its own word, and forcing it with a second name."""

from typing import TYPE_CHECKING, Literal

from kfterm.desk.crews import coming, senior, side_of
from kfterm.desk.gate import Gate, counted, current, gate, name_of, untaken
from kfterm.events.handover import HandoverForced, HandoverSigned
from kfterm.folds.handover import Handover
from kfterm.month.judge import Judge
from kfterm.words import Words
from screens.widgets.form import ConfirmModal, Field, FormModal

if TYPE_CHECKING:
    from screens.handover import HandoverScreen

CUT_FIRST = Words("先按 c 截止", "press c to cut first")


async def sign(screen: "HandoverScreen") -> None:
    """s: this hand signs for its side, after saying so."""
    desk = screen.app.desk
    judge = desk.judge()
    handover = current(judge.shop.book)
    if handover is None:
        screen.tell(CUT_FIRST, "warn")
    elif desk.by not in judge.shop.people.staff:
        await sign_other(screen)
    else:
        await _sign(screen, handover, desk.by, ask=True)


async def sign_other(screen: "HandoverScreen") -> None:
    """S: somebody else signs at this terminal by typing who they are."""
    handover = current(screen.app.desk.judge().shop.book)
    if handover is None:
        screen.tell(CUT_FIRST, "warn")
        return
    staff = await who(screen, Words("谁签字", "who signs").pick(screen.lang))
    if staff is not None:
        await _sign(screen, handover, staff, ask=False)


async def _sign(screen: "HandoverScreen", handover: Handover, staff: str, *, ask: bool) -> None:
    desk, lang = screen.app.desk, screen.lang
    judge = desk.judge()
    side = side_of(judge, handover, staff) or await _which_side(screen)
    if side is None:
        return
    event = HandoverSigned(handover=handover.handover, side=side, staff=staff)  # type: ignore[arg-type]
    problems = desk.would_refuse(event)
    if problems:
        screen.tell(Words(" / ".join(p.says.zh for p in problems), " / ".join(p.says.en for p in problems)), "late")
        return
    person, which = judge.shop.people.name(staff), Words("交班", "out") if side == "out" else Words("接班", "in")
    name, found = name_of(judge, handover), gate(judge, handover, desk.clock.now())
    question = Words(f"{person} 签{which.zh} {name.zh}?", f"{person} signs {which.en}, {name.en}?").pick(lang)
    lines = [_taken_words(found).pick(lang)]
    if side == "out" and found.read < found.total and handover.forced is None:
        lines.append(Words("下一班来了读、签", "the next shift reads and signs").pick(lang))
    if ask and not await screen.app.push_screen_wait(ConfirmModal(question, lines, lang=lang)):
        return
    screen.say(event, done=Words(f"{person} 已签{which.zh}", f"{person} signed {which.en}"))


def _taken_words(found: Gate) -> Words:
    """How many items the relief took, said plainly where it is all of them."""
    if found.aside or found.read < found.total:
        return counted(found.read, found.total, found.aside)
    return Words(f"{found.total} 项都接下了", f"all {found.total} items were taken")


async def _which_side(screen: "HandoverScreen") -> str | None:
    """Asked only where the roster does not say."""
    lang = screen.lang
    sides = (("out", Words("交班", "out").pick(lang)), ("in", Words("接班", "in").pick(lang)))
    field = Field("side", Words("哪一方", "which side").pick(lang), required=True, choices=sides, hint=" / ".join(label for _, label in sides))  # fmt: skip
    answers = await screen.app.push_screen_wait(FormModal(Words("签字", "sign").pick(lang), [field], lang=lang))
    return answers["side"] if answers else None


async def force(screen: "HandoverScreen") -> None:
    """f: closed although something is missing: a reason and a second name."""
    desk, lang = screen.app.desk, screen.lang
    judge, now = desk.judge(), desk.clock.now()
    handover = current(judge.shop.book)
    if handover is None or handover.forced is not None:
        screen.tell(Words("没有要强制的", "there is nothing to force"), "warn")
        return
    comes = {plan.staff for plan in coming(judge, handover.day, handover.shift)}
    people = [each for each in judge.shop.people.staff.values() if each.left_at is None and each.staff != desk.by]
    seconds = tuple((each.staff, each.name) for each in people if each.staff in comes or senior(judge, each.staff, now))
    fields = [
        Field("reason", Words("理由", "reason").pick(lang), required=True),
        Field("second", Words("第二人", "second name").pick(lang), required=True, choices=seconds,
              hint=Words("组长以上或接班的人", "a lead or above, or of the relief").pick(lang)),
    ]  # fmt: skip
    left = len(untaken(judge, handover))
    title = Words(f"强制关闭:{left} 项没接", f"force: {left} not taken").pick(lang)
    answers = await screen.app.push_screen_wait(FormModal(title, fields, lang=lang))
    if answers is not None:
        event = HandoverForced(handover=handover.handover, reason=answers["reason"], second=answers["second"])
        # the paper is closed by that row: who forces it signs for the own side before
        sides = _own_side(judge, handover, desk.by)
        own = [HandoverSigned(handover=handover.handover, side=side, staff=desk.by) for side in sides]
        screen.say(*([] if desk.would_refuse(*own, event) else own), event, done=Words("已强制关闭", "closed by force"))


def _own_side(judge: Judge, handover: Handover, staff: str) -> list[Literal["out", "in"]]:
    """The side for which somebody signs and nobody has; empty for who is of neither."""
    if staff not in judge.shop.people.staff:
        return []
    side = side_of(judge, handover, staff)
    if side == "out":
        return ["out"] if handover.signed_out is None else []
    return ["in"] if side == "in" and handover.signed_in is None else []


async def who(screen: "HandoverScreen", title: str) -> str | None:
    """Somebody says who they are by typing the own id or full name; nobody is picked from a list."""
    people = screen.app.desk.live.shop.people.staff

    def find(text: str) -> str | None:
        named = [staff for staff, person in people.items() if person.left_at is None and text in (staff, person.name)]
        return named[0] if len(named) == 1 else None

    def check(text: str) -> str | None:
        says = Words("没有这个人:打全自己的姓名或工号", "nobody is called that: the full name or the id")
        return None if find(text) else says.pick(screen.lang)

    label = Words("自己的姓名或工号", "own name or id").pick(screen.lang)
    answers = await screen.app.push_screen_wait(FormModal(title, [Field("who", label, required=True, check=check)], lang=screen.lang))  # fmt: skip
    return find(answers["who"]) if answers else None
