"""What waits for a decision is said on the floor until somebody decided it."""

from pathlib import Path

from desk.timers import R1, noticed, shop
from kit import Kit, line


def asked(kit: Kit, at: str) -> list[tuple[str, ...]]:
    """The notice at a moment, in both languages."""
    return [tuple(each.says) for each in noticed(kit, at) if each.key.startswith("asked:")]


def test_requests_wait_on_the_floor_until_they_are_decided_or_their_day_is_long_over(tmp_path: Path) -> None:
    with shop(tmp_path, R1, "jia", "yi") as kit:
        kit.add(line("rest.requested", "2024-06-03 09:00", rest="r", staff="jia", on="2024-06-10"))
        kit.add(
            line(
                "outing.requested",
                "2024-06-03 10:00",
                outing="o",
                staff="yi",
                from_at="2024-06-04T14:00:00+08:00",
                minutes=30,
                reason="bank",
            )
        )
        assert asked(kit, "2024-06-03 11:00") == [("2 张申请待批:jia, yi", "2 requests wait for a decision: jia, yi")]
        assert asked(kit, "2024-06-05 11:00") == [("2 张申请待批:jia, yi", "2 requests wait for a decision: jia, yi")]
        assert asked(kit, "2024-06-06 11:00") == [("1 张申请待批:jia", "1 request waits for a decision: jia")]
        kit.add(line("rest.decided", "2024-06-06 12:00", rest="r", approved=False, reason="full"))
        assert asked(kit, "2024-06-06 12:01") == []
