"""The sheet on the screen: it scrolls, turns to the wall copy, prints, writes a file, and earlier ones are a key away."""

import subprocess
from pathlib import Path

import pytest
from shopfloor import Hand, Shop, at_keyboard, line

from kfterm.papers import printing
from screens.sheet import SheetScreen

DAY = "2026-10-13"


def handed_over(shop: Shop) -> None:
    """The night before and this morning: one sheet that is closed, one that waits for a signature."""
    shop.add(
        line("handover.cut", f"{DAY} 00:20", handover="night", on="2026-10-12", shift="late"),
        line("handover.signed", f"{DAY} 00:21", handover="night", side="in", staff="zhoumin"),
        line("handover.signed", f"{DAY} 00:22", handover="night", side="out", staff="heli"),
        line("violation.logged", f"{DAY} 09:30", violation="v", staff="zhangmin", clause="R4-3.1.09"),
    )


async def opened(hand: Hand, handover: str | None = None) -> None:
    """Open the screen and wait until the paper is made."""
    hand.app.push_screen(SheetScreen(handover))
    await hand.until(lambda: hand.says("Esc", "===="))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_reads_turns_and_leafs(r4: Shop, lang: str, size: tuple[int, int]) -> None:
    handed_over(r4)
    zh = lang == "zh"
    async with at_keyboard(r4, lang=lang, size=size) as hand:
        await opened(hand)
        assert hand.says("[组长联]" if zh else "[LEAD'S COPY]", "2026-10-12", "10-13 00:22", "1/1")
        await hand.press("w")
        assert hand.says("[上墙联]" if zh else "[WALL COPY]")
        await hand.press("right_square_bracket")
        assert hand.says("2026-10-13", "还没有截止" if zh else "not cut yet")
        await hand.press("right_square_bracket")
        assert hand.says("没有更晚的了" if zh else "that is the last")
        await hand.press("left_square_bracket")
        assert hand.says("2026-10-12", "1/1")
        await hand.press("left_square_bracket")
        assert hand.says("没有更早的了" if zh else "that is the first")
        await hand.press("right_square_bracket", "w", "end")
        assert hand.says("kfterm verify --head")


async def test_a_handover_is_shown_by_its_name(r4: Shop) -> None:
    handed_over(r4)
    async with at_keyboard(r4, size=(80, 24)) as hand:
        await opened(hand, "night")
        assert hand.says("2026-10-12", "1/1")


async def test_a_new_signature_is_told_and_read_with_a_key(r4: Shop) -> None:
    handed_over(r4)
    r4.add(line("handover.cut", f"{DAY} 10:10", handover="h", on=DAY, shift="early"))
    async with at_keyboard(r4, size=(120, 40)) as hand:
        await opened(hand)
        assert hand.says("2/2", "还没有关闭")
        r4.add(line("handover.forced", f"{DAY} 10:12", handover="h", reason="停电", second="fangzong"))
        hand.floor.followed()
        await hand.rest()
        assert hand.says("r 按最新的再看")
        await hand.press("r")
        assert hand.says("强制关闭 10:12", "停电")


async def test_p_prints_the_copy_that_is_shown_and_says_where(r4: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_over(r4)
    r4.add(line("setting.changed", f"{DAY} 09:00", key="printer", value="前台"))
    r4.add(line("setting.changed", f"{DAY} 09:00", key="printer.form", value="text"))
    jobs: list[tuple[list[str], bytes]] = []

    def run(command: list[str], *, input: bytes, **_: object) -> subprocess.CompletedProcess[bytes]:
        jobs.append((command, input))
        return subprocess.CompletedProcess(command, 0, b"request id is front-3 (0 file(s))\n", b"")

    monkeypatch.setattr(printing.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(printing.subprocess, "run", run)
    async with at_keyboard(r4, size=(80, 24)) as hand:
        await opened(hand, "night")
        await hand.press("w", "P")
        await hand.app.workers.wait_for_complete()
        await hand.rest()
        assert hand.says("已送到 前台,任务 front-3")
    ((command, data),) = jobs
    assert command == ["/usr/bin/lp", "-t", "交接班表 2026-10-12 晚班 上墙联", "-d", "前台", "-"]
    assert "[上墙联]" in data.decode()


async def test_where_there_is_no_printer_the_reason_is_said(r4: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_over(r4)
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    r4.add(line("setting.changed", f"{DAY} 09:00", key="printer.form", value="text"))
    async with at_keyboard(r4, lang="en", size=(120, 40)) as hand:
        await opened(hand, "night")
        await hand.press("P")
        await hand.app.workers.wait_for_complete()
        await hand.rest()
        assert hand.says("there is no lp command")


async def test_f_writes_a_pdf_and_never_over_another_file(
    r4: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("typst")
    handed_over(r4)
    monkeypatch.chdir(tmp_path)
    async with at_keyboard(r4, size=(120, 40)) as hand:
        await opened(hand, "night")
        await hand.press("f")
        assert hand.says("handover-2026-10-12-late.pdf")
        await hand.press("enter")
        assert hand.says("已写")
        made = (tmp_path / "handover-2026-10-12-late.pdf").read_bytes()
        assert made.startswith(b"%PDF")
        await hand.press("f", "enter")
        assert hand.says("没有覆盖")
    assert (tmp_path / "handover-2026-10-12-late.pdf").read_bytes() == made
