"""The handover book: announcements, and the handover itself. Its items are in `items.py`."""

from typing import TYPE_CHECKING

from kfterm.events.handover import AnnouncementPosted
from kfterm.words import Words
from screens.acts.conduct import new_key
from screens.widgets.form import Field, FormModal

if TYPE_CHECKING:
    from screens.floor import FloorScreen


async def announce(floor: "FloorScreen") -> None:
    """Post something everybody must read."""
    lang, now = floor.app.lang, floor.app.desk.clock.now()
    field = Field("what", Words("公告", "announcement").pick(lang), required=True)
    answers = await floor.app.push_screen_wait(FormModal(Words("公告", "announcement").pick(lang), [field], lang=lang))
    if answers:
        event = AnnouncementPosted(announcement=new_key("announcement.posted", "", now), what=answers["what"])
        floor.say(event, done=Words("公告已发", "announcement posted"))


async def handover(floor: "FloorScreen") -> None:
    """The sheet of this shift: read, cut, accept, sign, print."""
    from screens.handover import HandoverScreen

    await floor.app.push_screen_wait(HandoverScreen())
