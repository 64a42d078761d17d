"""A morning on the floor (scenario S5), folded without a database."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from kfterm.events.base import Event
from kfterm.events.lines import Fact, read_fact
from kfterm.folds.shop import Shop, apply
from kfterm.month.judge import Judge
from kfterm.papers.handover import sheet
from kfterm.papers.sheet_model import Sheet
from kfterm.periods import Calendar
from kfterm.rulebook.load import digest, files_of

HEAD = "a91f3c" + "0123456789abcdef" * 3 + "0011223344"
ZONE = "Asia/Shanghai"
CALENDAR = Calendar(ZONE)
DAY = date(2026, 10, 13).toordinal()
_EAST = timezone(timedelta(hours=8))


def moment(clock: str, day: int = 13) -> str:
    """`08:31` of a day of October 2026 in RFC 3339."""
    return f"2026-10-{day:02d}T{clock}{':00' if clock.count(':') == 1 else ''}+08:00"


class Scene:
    """Rows in the order of writing; folded in the order of time."""

    def __init__(self, rulebook: str = "r4-points-110") -> None:
        self.rows: list[tuple[int, int, Event]] = []
        files = files_of(rulebook)
        self.add(
            "rulebook.adopted", "00:01", 1, rulebook=rulebook, from_on="2026-10-01", digest=digest(files), files=files
        )

    def add(self, kind: str, clock: str, day: int = 13, **fields: Any) -> int:
        """Write one fact; its seq."""
        found = read_fact({"kind": kind, "at": moment(clock, day), "by": "zhoumin", **fields}, "scene", "zhoumin")
        assert isinstance(found, Fact), found
        self.rows.append((found.at, len(self.rows) + 1, found.event))
        return len(self.rows)

    def shop(self) -> Shop:
        """Everything folded."""
        shop = Shop()
        for at, seq, event in sorted(self.rows, key=lambda row: row[:2]):
            apply(shop, event, at, seq)
        return shop

    def judge(self, clock: str, day: int = 13) -> Judge:
        """The shop as judged at a moment."""
        return Judge(self.shop(), CALENDAR, round(datetime.fromisoformat(moment(clock, day)).timestamp() * 1000))

    def sheet(self, clock: str = "17:10", shift: str = "early", day: int = 13) -> Sheet:
        """The sheet of a shift as it would be printed at a moment."""
        on = date(2026, 10, day).toordinal()
        return sheet(self.judge(clock, day), on, shift, len(self.rows), HEAD)


CHINESE = {
    "zhoumin": "周敏",
    "heli": "何立",
    "linxt": "林晓彤",
    "zhengkai": "郑凯",
    "suwan": "苏婉",
    "ouyang": "欧阳雪",
    "luozh": "罗子豪",
    "maqian": "马倩",
    "tiantian": "田甜",
    "baiyu": "白宇",
    "gaohan": "高晗",
    "youjia": "尤佳",
}
LATE_SHIFT = ("heli", "gaohan")


def people(scene: Scene, names: dict[str, str]) -> None:
    """Everybody, with the shifts of the 13th."""
    scene.add("setting.changed", "00:02", 1, key="shift.early", value="08:30-17:00", reason="init")
    scene.add("setting.changed", "00:02", 1, key="shift.late", value="16:30-01:00", reason="init")
    for staff, name in names.items():
        roles = ["lead"] if staff in ("zhoumin", "heli") else ["agent"]
        scene.add("staff.joined", "00:03", 1, staff=staff, name=name, roles=roles)
        if staff != "youjia":
            shift = "late" if staff in LATE_SHIFT else "early"
            scene.add("shift.assigned", "00:04", 1, staff=staff, on="2026-10-13", shift=shift)


def morning(texts: dict[str, str] | None = None, names: dict[str, str] | None = None) -> Scene:
    """Scenario S5 up to the signatures. `texts` replaces typed texts, for a sheet without Chinese in them."""
    scene, names = Scene(), names or CHINESE
    say = ({} if texts is None else texts).get
    people(scene, names)
    store = say("store", "木禾家居旗舰店,小鹿母婴专营店")
    scene.add("setting.changed", "00:05", 1, key="store", value=store, reason="init")
    first = store.split(",")[0]
    refund = {"store": first, "order": "320114471", "buyer": say("buyer", "王小丫")}
    scene.add(
        "item.opened",
        "15:00",
        11,
        item="refund",
        item_kind="H14",
        what=say("refund", "退款 #…4471 买家催第三次,承诺今天 18:00 前到账"),
        severity="urgent",
        owner="suwan",
        due_at=moment("16:00"),
        next_action=say("next", "找财务确认到账截图"),
        if_then=say("if", "17:30 未到账则打电话给买家并报经理"),
        **refund,
    )
    scene.add("item.updated", "11:00", 12, item="refund", note=say("note", "财务已受理,流水号 88120"))
    scene.add("handover.cut", "16:55", 11, handover="h11", on="2026-10-11", shift="early")
    scene.add(
        "item.opened",
        "10:00",
        12,
        item="promise",
        item_kind="H15",
        what=say("promise", "婴儿车承诺 10-14 发出"),
        severity="watch",
        owner="ouyang",
        due_at=moment("18:00", 14),
        store=store.split(",")[-1],
    )
    scene.add("item.opened", "10:05", 12, item="device", item_kind="H01", what=say("device", "3 号机键盘失灵,已报修"))
    scene.add(
        "item.opened",
        "15:10",
        12,
        item="parcel",
        item_kind="H12",
        what=say("parcel", "圆通单号停在杭州三天"),
        severity="watch",
        owner="linxt",
        store=first,
        order="320118800",
    )
    scene.add("item.opened", "15:40", 12, item="goal", item_kind="H24", what=say("goal", "今天响应 40 秒以内"))
    scene.add("handover.cut", "16:57", 12, handover="h12", on="2026-10-12", shift="early")
    for index, staff in enumerate(names):
        if staff not in ("baiyu", *LATE_SHIFT):
            scene.add("seat.taken", f"08:{20 + index:02d}", staff=staff)
    scene.add("punch.recorded", "08:38", staff="zhengkai", way="in")
    scene.add("chat.waiting", "10:15", chat="c1", account="linxt", buyer="tb_8812")
    scene.add("chat.answered", "10:17", chat="c1")
    scene.add("seat.left", "12:00", staff="ouyang", reason=say("reason", "就餐"), told=True, minutes=30)
    scene.add("seat.returned", "12:41", staff="ouyang")
    scene.add(
        "incident.opened",
        "13:00",
        incident="i1",
        incident_type="network",
        what=say("incident", "二楼断网"),
        staff="suwan",
        limit_minutes=20,
    )
    scene.add("incident.settled", "13:25", incident="i1", outcome="ok")
    scene.add(
        "violation.logged", "14:05", violation="v1", staff="gaohan", clause="R4-3.1.06", note=say("quarrel", "爱买不买")
    )
    scene.add(
        "item.opened",
        "14:10",
        item="quarrel",
        item_kind="H16",
        what=say("complaint", "买家投诉客服态度,要求道歉"),
        severity="urgent",
        owner="heli",
        due_at=moment("19:00"),
        store=first,
    )
    scene.add(
        "item.opened",
        "15:10",
        item="unpaid",
        item_kind="H09",
        what=say("unpaid", "大单未付,客户说晚上付"),
        order="320119999",
    )
    scene.add(
        "item.opened",
        "15:30",
        item="special",
        item_kind="H21",
        what=say("special", "礼盒要手写卡片"),
        buyer=say("buyer2", "li_ming88"),
    )
    scene.add("item.settled", "16:00", item="device", outcome=say("outcome", "换了新键盘"))
    scene.add("merit.logged", "16:10", merit="m1", staff="linxt", clause="R4-2.01")
    scene.add("announcement.posted", "09:00", announcement="a1", what=say("notice", "双十一价保规则 11 月 1 日起生效"))
    for staff in names:
        if staff not in ("luozh", "maqian"):
            scene.add("announcement.read", "09:30", announcement="a1", staff=staff)
    scene.add("chat.waiting", "16:50", chat="c2", account="suwan", buyer="zhao")
    return scene


def signed(scene: Scene, *, force: bool = False, texts: dict[str, str] | None = None) -> Scene:
    """The cut at 16:58, the reading, and what is written after the cut."""
    say = ({} if texts is None else texts).get
    scene.add("handover.cut", "16:58", handover="h13", on="2026-10-13", shift="early")
    scene.add("complaint.received", "17:02", complaint="k1", staff="suwan", what=say("late", "十七点零二分的投诉"))
    scene.add("complaint.received", "16:30", complaint="k2", staff="suwan", what=say("earlier", "补记的投诉"))
    for item in ("refund", "promise", "quarrel", "unpaid", "special", "goal"):
        scene.add(
            "handover.item_read",
            "17:03",
            handover="h13",
            item=item,
            accepted=True,
            read_back=say("back", "知道了,十八点前"),
        )
    scene.add(
        "handover.item_read",
        "17:04",
        handover="h13",
        item="parcel",
        accepted=False,
        reason=say("given", "没有物流单号"),
    )
    if force:
        scene.add("handover.forced", "17:08", handover="h13", reason=say("why", "系统故障,先交班"), second="maqian")
    scene.add("handover.signed", "17:09", handover="h13", side="in", staff="heli")
    scene.add("handover.signed", "17:10", handover="h13", side="out", staff="zhoumin")
    return scene
