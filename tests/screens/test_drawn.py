"""What reaches the terminal: straight lines at every size, nothing foreign in them, both languages, and a few pictures."""

import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from shopfloor import DAY, R4, R8, Hand, Shop, at_keyboard, line, lines_of, shop, straight

from kfterm.words import Lang
from screens.floor_lines import foot_line

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
SIZES = [(80, 24), (120, 40), (200, 60)]
PICTURES = Path(__file__).parent / "snapshots"
REWRITE = bool(os.environ.get("KFTERM_REWRITE_SNAPSHOTS"))
EVIL = "坏\x1b[31m\x07\u202e名\u200b\u2066⚠️🏳️‍🌈①→"
_CHINESE = re.compile("[\u4e00-\u9fff]+")

VISITS = [("v",), ("l",), ("enter",), ("g",), ("r",), ("y",), ("h",), ("i", "enter"), ("w",), ("L",),
          ("question_mark",), ("u",)]  # fmt: skip


@pytest.mark.parametrize(("size", "rulebook", "lang"), [((40, 12), R4, "en"), ((80, 24), R4, "zh"), ((80, 24), R8, "en"),
                                                        ((120, 40), R8, "zh"), ((120, 40), R4, "en"), ((200, 60), R4, "zh")])  # fmt: skip
async def test_every_screen_is_exactly_as_wide_as_the_terminal(
    tmp_path: Path, size: tuple[int, int], rulebook: str, lang: str
) -> None:
    made = shop(tmp_path, rulebook)
    async with at_keyboard(made, size, lang) as hand:
        straight(hand)
        for keys in VISITS:
            await hand.press(*keys)
            straight(hand)
            await hand.press("escape", "escape")
    made.close()


async def test_resizing_keeps_lines_straight(r4: Shop) -> None:
    async with at_keyboard(r4, (80, 24)) as hand:
        for size in [(99, 30), (100, 30), (60, 15), (120, 50)]:
            await hand.pilot.resize_terminal(*size)
            await hand.rest()
            straight(hand)


async def test_foreign_characters_never_reach_the_terminal(r4: Shop) -> None:
    r4.add(
        line("staff.joined", "2026-10-02", staff="evil", name=EVIL, roles=["agent"]),
        line("seat.taken", f"{DAY} 09:00", staff="evil", seat="\x1b]0;x"),
        line("seat.left", f"{DAY} 10:16", staff="evil", reason=EVIL, told=False),
        line("item.opened", f"{DAY} 10:00", item="e", item_kind="H16", what=EVIL, owner="evil", order=EVIL),
        line("chat.waiting", f"{DAY} 10:16", chat="\x1b[2J", account="muhe:2", store=EVIL, buyer=EVIL),
        line(
            "violation.logged", f"{DAY} 10:10", violation="e", staff="evil", clause="R4-3.1.01", note=EVIL, by="zhoumin"
        ),
    )
    async with at_keyboard(r4, (100, 30)) as hand:
        straight(hand)
        for keys in [("v",), ("slash",), ("enter",), ("enter", "enter"), ("g",), ("r",), ("y",), ("y", "enter"), ("h",), ("h", "p"),
                     ("tab", "tab", "enter"), ("a",), ("w",), ("u",)]:  # fmt: skip
            await hand.press(*keys)
            straight(hand)
            await hand.press("escape", "escape", "escape")


async def test_what_is_painted_without_colour_is_the_same_text(r4: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_keyboard(r4, paints=True) as hand:
        coloured = hand.text
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_keyboard(r4, paints=True) as hand:
        assert hand.text == coloured
        for key in ("v", "escape", "enter", "enter", "escape", "escape", "i", "enter", "escape", "u"):
            await hand.press(key)
        straight(hand)
        assert all(segment.style is not None for strip in hand.strips for segment in strip)


async def test_lateness_and_overrun_are_marked_without_colour(r4: Shop) -> None:
    async with at_keyboard(r4) as hand:
        assert hand.says("未到岗", "+01:47:00", "! 01:40", "!退款", "-00:17")
        assert next(row.count("! 01:40") for row in lines_of(hand, "张敏")) == 2, "people and waits say it alike"


async def test_english_screens_have_no_chinese_but_names_and_what_people_typed(r4: Shop) -> None:
    known = ["张敏", "高晗", "欧阳雪", "周敏", "何立", "方总", "木禾家居", "退款", "催第三次", "少件", "中文"]
    async with at_keyboard(r4, (160, 40), "en") as hand:
        for keys in [("escape",), ("v",), ("l",), ("m",), ("x",), ("g",), ("r",), ("r", "enter"), ("h",), ("i",), ("i", "enter"),
                     ("question_mark",), ("N",), ("f",), ("t",), ("P",), ("c",), ("tab", "tab", "o")]:  # fmt: skip
            await hand.press(*keys)
            found = [
                word for word in _CHINESE.findall(hand.text) if not any(word in name or name in word for name in known)
            ]
            assert found == [], f"after {keys}"
            await hand.press("escape", "escape", "escape")


async def picture(hand: Hand, name: str) -> None:
    """The screen is exactly what it was when somebody last looked at it (KFTERM_REWRITE_SNAPSHOTS=1 takes it anew)."""
    straight(hand)
    path = PICTURES / f"{name}.txt"
    shown = hand.text + "\n"
    if REWRITE:
        path.write_text(shown, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown, (
        f"{name} looks different; KFTERM_REWRITE_SNAPSHOTS=1 takes it anew"
    )


def alive(made: Shop) -> None:
    """More of a morning: an untold absence from the seat, a violation, a second buyer."""
    clause = "R4-3.1.09" if made.desk.judge().plan.rulebook(739902).id == R4 else "R8-2.9"  # type: ignore[union-attr]
    made.add(
        line("seat.left", f"{DAY} 10:09", staff="zhoumin", reason="?", told=False),
        line("chat.waiting", f"{DAY} 10:13", chat="c2", account="muhe:2", store="木禾家居", buyer="李小二"),
        line(
            "violation.logged", f"{DAY} 10:05", violation="v9", staff="zhangmin", clause=clause, note="闲聊", by="heli"
        ),
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rulebook", [R4, R8])
async def test_the_floor_looks_as_it_did(tmp_path: Path, rulebook: str, size: tuple[int, int]) -> None:
    made = shop(tmp_path, rulebook)
    alive(made)
    async with at_keyboard(made, size) as hand:
        await picture(hand, f"floor-{rulebook[:2]}-zh-{size[0]}x{size[1]}")
    made.close()


async def test_the_other_pictures(tmp_path: Path) -> None:
    made = shop(tmp_path, R4)
    alive(made)
    async with at_keyboard(made, (120, 40), "en") as hand:
        await picture(hand, "floor-r4-en-120x40")
    async with at_keyboard(made, (80, 24)) as hand:
        while hand.floor.staff != "zhangmin":
            await hand.press("down")
        await hand.press("v")
        await hand.type("3.1.0")
        await picture(hand, "picker-r4-zh-80x24")
        await hand.press("escape", "g")
        await picture(hand, "month-r4-zh-80x24")
        await hand.press("escape", "enter", "down", "enter")
        await picture(hand, "why-r4-zh-80x24")
        await hand.press("escape", "escape", "r")
        await picture(hand, "roster-r4-zh-80x24")
    made.close()


def test_the_pictures_are_as_wide_as_their_names_say() -> None:
    for path in sorted(PICTURES.glob("*.txt")):
        columns, rows = map(int, path.stem.rpartition("-")[2].split("x"))
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        assert max(map(cell_len, lines)) <= columns
        assert len(lines) <= rows


def test_the_key_of_help_is_always_in_sight() -> None:
    for cells in range(10, 200):
        for lang in LANGUAGES:
            foot = "".join(text for text, _ in foot_line(lang, cells))
            assert foot.endswith((" ? 帮助 ", " ? help "))
            assert cell_len(foot) <= cells
