"""A shop of sixteen people in a real log, with an evening that is handed over: what the tests of the sheet share."""

from pathlib import Path
from typing import Any

from kit import Kit, line, millis

from kfterm.papers.sheet_model import Sheet
from kfterm.papers.sheet_shelf import again, newest, shelf

DAY = "2026-10-13"
EARLY = {
    "zhoumin": "周敏", "linxt": "林晓彤", "zhengkai": "郑凯", "suwan": "苏婉", "ouyang": "欧阳雪", "luozh": "罗子豪",
    "maqian": "马倩", "tiantian": "田甜", "baiyu": "白宇", "gaohan": "高晗", "qinlan": "秦岚", "fanqi": "范琪",
    "songyi": "宋怡", "hejia": "何佳", "tangxin": "唐欣", "duanyue": "段悦",
}  # fmt: skip
LATE = {"heli": "何立", "youjia": "尤佳"}
KINDS = ("H14", "H15", "H12", "H09", "H13", "H11", "H16", "H10")


class Shop:
    """The log, and what is written into it at which moment of the clock."""

    def __init__(self, folder: Path, rulebook: str = "r4-points-110") -> None:
        self.kit = Kit(folder, rulebook, now="2026-10-01 09:00")
        self.kit.settings(
            "2026-10-01", store="木禾家居旗舰店,小鹿母婴专营店", shift__early="08:30-17:00", shift__late="16:30-01:00"
        )
        for staff, name in (EARLY | LATE).items():
            roles = ["lead"] if staff in ("zhoumin", "heli") else ["agent"]
            self.kit.add(line("staff.joined", "2026-10-01 09:00", staff=staff, name=name, roles=roles))

    def at(self, when: str, kind: str, **fields: Any) -> None:
        """Somebody says something at a moment, and it is written then."""
        self.kit.clock.at = millis(when)
        self.kit.add(line(kind, when, **fields))

    def late(self, now: str, when: str, kind: str, **fields: Any) -> None:
        """Somebody says now what was so earlier."""
        self.kit.clock.at = millis(now)
        self.kit.add(line(kind, when, **fields))

    def roster(self, day: str) -> None:
        """Who works on a day."""
        for staff in EARLY | LATE:
            self.at(
                "2026-10-01 10:00", "shift.assigned", staff=staff, on=day, shift="late" if staff in LATE else "early"
            )

    def close(self, day: str, handover: str, items: list[str], shift: str = "early", clock: str = "17") -> None:
        """The cut at 16:58, everything read, both signatures."""
        self.at(f"{day} {int(clock) - 1}:58", "handover.cut", handover=handover, on=day, shift=shift)
        for item in items:
            said = {"accepted": True, "read_back": "知道了,十八点前办"}
            self.at(f"{day} {clock}:03", "handover.item_read", handover=handover, item=item, **said)
        self.at(f"{day} {clock}:09", "handover.signed", handover=handover, side="in", staff="heli")
        self.at(f"{day} {clock}:10", "handover.signed", handover=handover, side="out", staff="zhoumin")

    def sheet(self, day: str | None = DAY, shift: str = "early") -> Sheet:
        """The last sheet of a shift, made again from the log as it is now."""
        from datetime import date

        on = date.fromisoformat(day).toordinal() if day else None
        kept = newest(shelf(self.kit.log), on, shift)
        assert kept is not None
        return again(self.kit.log, kept)


def evening(folder: Path, rulebook: str = "r4-points-110") -> Shop:
    """Sixteen people, eight items, ten events: a normal shift, up to both signatures."""
    shop = Shop(folder, rulebook)
    shop.roster(DAY)
    shop.at(f"{DAY} 00:10", "handover.cut", handover="h0", on="2026-10-12", shift="late")
    for index, staff in enumerate(EARLY):
        if staff != "baiyu":
            shop.at(f"{DAY} 08:{10 + index:02d}", "punch.recorded", staff=staff, way="in")
            shop.at(f"{DAY} 08:{10 + index:02d}", "seat.taken", staff=staff)
    shop.at(f"{DAY} 09:00", "item.opened", item="goal", item_kind="H24", what="首响 40 秒以内,催付 30 单")
    for index, kind in enumerate(KINDS):
        shop.at(
            f"{DAY} 09:{10 + index}", "item.opened", item=f"i{index}", item_kind=kind, owner=list(EARLY)[index],
            what="买家说收到的婴儿车少一个轮子,要补发", severity="urgent" if index < 2 else "watch", store="木禾家居旗舰店",
            order=f"32011447{index:02d}", buyer="王小丫", due_at=f"{DAY}T{15 + index}:00:00+08:00",
            next_action="找仓库确认库存", if_then="18:00 前没有货就退差价",
        )  # fmt: skip
    shop.at(
        f"{DAY} 11:00",
        "item.updated",
        item="i0",
        note="财务已受理",
        promise="今天到账",
        promise_at=f"{DAY}T18:00:00+08:00",
    )
    shop.at(f"{DAY} 11:30", "item.opened", item="done", item_kind="H01", what="3 号机键盘失灵")
    shop.at(f"{DAY} 12:00", "item.settled", item="done", outcome="换了新键盘")
    for index, staff in enumerate(("zhengkai", "gaohan", "luozh", "zhengkai")):
        shop.at(
            f"{DAY} 13:{index:02d}",
            "violation.logged",
            violation=f"v{index}",
            staff=staff,
            clause="R4-3.1.06",
            order="320114471",
            note="在 320114471 里和买家吵" if not index else None,
        )
    for index, staff in enumerate(("linxt", "suwan")):
        shop.at(f"{DAY} 14:{index:02d}", "merit.logged", merit=f"m{index}", staff=staff, clause="R4-2.03")
    for index in range(2):
        shop.at(f"{DAY} 14:1{index}", "complaint.received", complaint=f"k{index}", staff="maqian", what="说客服不理人")
        shop.at(
            f"{DAY} 15:0{index}",
            "incident.opened",
            incident=f"x{index}",
            incident_type="断网",
            what="二楼断网,郑凯报",
            staff="suwan",
            limit_minutes=20,
        )
        shop.at(f"{DAY} 15:3{index}", "incident.settled", incident=f"x{index}", outcome="重启交换机")
    shop.at(f"{DAY} 12:10", "seat.left", staff="ouyang", reason="就餐", told=True, minutes=30)
    shop.at(f"{DAY} 12:51", "seat.returned", staff="ouyang")
    shop.close(DAY, "h1", [f"i{index}" for index in range(len(KINDS))] + ["goal"])
    return shop
