"""Everybody off at once whose shift is over: who they are, who still has chats open, one batch that one undo takes back."""

from typing import TYPE_CHECKING

from kfterm.desk.signed_in import Over, shift_words, signed_in
from kfterm.events.floor import SeatReleased
from kfterm.papers.cells import wrap
from kfterm.words import Words
from screens.widgets.form import ConfirmModal

if TYPE_CHECKING:
    from screens.floor import FloorScreen

_LINE = 58
"""Cells of a line in a question."""
_LEAVES = Words("   [Tab] 留下有会话的", "   [Tab] all but those with chats")


async def release_all(floor: "FloorScreen") -> None:
    """E: all whose shift is over and who are still signed in; Tab keeps those with open chats."""
    found = signed_in(floor.app.desk.judge(), floor.app.desk.clock.now())
    if not found:
        floor.tell(Words("没有到点还在席的人", "nobody whose shift is over is still on seat"), "warn")
        return
    busy = [each for each in found if each.chats]
    count, lang = len(found), floor.app.lang
    question = Words(f"全班下班:{count} 人已到点", f"Off: the shift of {count} is over").pick(lang)
    more = _LEAVES if busy and len(busy) < count else None
    answer = await floor.app.push_screen_wait(
        ConfirmModal(question, _lines(floor, found), lang=lang, more=more is not None, more_says=more)
    )
    if answer is False:
        return
    going = found if answer else [each for each in found if not each.chats]
    done = Words(f"{len(going)} 人下班", f"{len(going)} are off")
    if answer and busy:
        done = Words(
            f"{done.zh},{len(busy)} 人还有会话:先回一句再转接",
            f"{done.en}, {len(busy)} with open chats: answer, then pass on",
        )
    floor.say(*(SeatReleased(staff=each.staff) for each in going), done=done)


def _lines(floor: "FloorScreen", found: list[Over]) -> list[str]:
    """By shift: who has nothing open; each with open chats on a line of their own, and what to do about them."""
    judge, lang = floor.app.desk.judge(), floor.app.lang
    groups: dict[tuple[str, int], list[str]] = {}
    for each in found:
        if not each.chats:
            groups.setdefault((each.shift, each.end), []).append(floor.name_of(each.staff))
    lines = []
    for (shift, end), names in groups.items():
        words, when = shift_words(judge, shift, end), judge.calendar.text(end)[5:]
        head = Words(f"{words.zh} {when} 止:", f"{words.en}, until {when}: ").pick(lang)
        lines += wrap(head + Words("、", ", ").pick(lang).join(names), _LINE)
    for each in found:
        if each.chats:
            name = floor.name_of(each.staff)
            says = Words(
                f"! {name} 还有 {each.chats} 个会话:先回一句再转接",
                f"! {name} has {each.chats} chats open: answer, then pass on",
            )
            lines += wrap(says.pick(lang), _LINE)
    return lines
