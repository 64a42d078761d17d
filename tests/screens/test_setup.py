"""The first minute: from nothing to a store with people, by keys."""

import json
from pathlib import Path

import pytest
from kit import moment
from shopfloor import Hand, driven

from kfterm.clock import SystemClock
from kfterm.desk.desk import Desk
from kfterm.log import open_log
from kfterm.machine import system_user
from screens.setup import SetupApp


async def store(hand: Hand, rulebook: str) -> None:
    """Language, store and rulebook."""
    assert hand.says("语言 / language", "中文", "English")
    await hand.press("enter")
    await hand.type("muhe")
    await hand.press("enter")
    assert hand.says("规则书", "r4-points-110", "r8-red-packet")
    await hand.type(rulebook)
    await hand.press("enter")


async def person(hand: Hand, name: str, staff: str) -> None:
    """Type one person."""
    assert hand.says("人员(")
    await hand.press("enter")
    await hand.type(name)
    await hand.press("enter")
    await hand.type(staff)
    await hand.press("enter", "enter", "enter")


async def test_from_nothing_to_an_open_floor(tmp_path: Path) -> None:
    path, people = tmp_path / "new.kfterm", tmp_path / "people.ndjson"
    joined = {"kind": "staff.joined", "at": moment("2026-10-01"), "staff": "heli", "name": "何立", "roles": ["lead"]}
    people.write_text(json.dumps(joined), encoding="utf-8")
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r4")
        assert hand.says("shift.*", "incident_limit.*")
        await hand.type("early=08:30-17:00,late=16:30-01:00")
        await hand.press("enter")
        await hand.type("system=15")
        await hand.press("enter")
        assert hand.says("人员(0)")
        await person(hand, "Min", "zhoumin")
        assert hand.says("人员(1)")
        await hand.press("down", "enter")
        await hand.type(str(people))
        await hand.press("enter")
        assert hand.says("人员(2)")
        await hand.press("end", "enter")
        assert hand.app.return_value == ("zh", "zhoumin")
    with open_log(path) as log:
        shop = Desk(log, SystemClock()).live.shop
        assert shop.rules.setting("store") == "muhe"
        assert shop.rules.setting("shift.late") == "16:30-01:00"
        assert shop.rules.setting("incident_limit.system") == "15"
        assert {each.name: each.roles for each in shop.people.staff.values()} == {"Min": ("lead",), "何立": ("lead",)}
        assert shop.people.users == {system_user(): "zhoumin"}


@pytest.mark.parametrize("typed", ["early=morning", "08:30-17:30"])
async def test_hours_that_cannot_be_read_or_have_no_name_are_refused_in_place(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "new.kfterm"
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r4")
        await hand.type(typed)
        await hand.press("enter", "enter")
        assert hand.top == "FormModal"
        assert hand.says(typed, "应如", "day=08:30-17:30")
        assert not path.exists()
        await hand.press("ctrl+u")
        assert not hand.says("应如"), "an old error goes away when the field changes"
        await hand.type("early=08:30-16:30")
        await hand.press("enter", "enter")
        assert path.exists()


async def test_a_file_that_cannot_be_imported_writes_nothing(tmp_path: Path) -> None:
    path, wrong = tmp_path / "new.kfterm", tmp_path / "wrong.ndjson"
    wrong.write_text('{"kind":"staff.joined","at":"soon","staff":"x y","name":"","roles":["boss"]}\n', encoding="utf-8")
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r8")
        for file in (str(wrong), str(tmp_path / "none.csv")):
            await hand.press("down", "enter")
            await hand.type(file)
            await hand.press("enter")
            assert hand.top == "ReadModal"
            assert hand.says("没有写入")
            await hand.press("escape")
        assert hand.says("人员(0)")


async def test_a_person_who_is_there_already_is_refused(tmp_path: Path) -> None:
    async with driven(SetupApp(tmp_path / "new.kfterm", "zh"), (80, 24)) as hand:
        await store(hand, "r8")
        await person(hand, "Min", "zhoumin")
        await person(hand, "Min", "zhoumin")
        assert hand.top in ("FormModal", "ReadModal")
        await hand.press("escape")
        assert hand.says("人员(1)")


async def test_leaving_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.kfterm"
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await hand.press("enter", "escape")
        assert hand.app.return_value is None
    assert list(tmp_path.iterdir()) == []


async def test_the_settings_can_be_left_for_later(tmp_path: Path) -> None:
    async with driven(SetupApp(tmp_path / "new.kfterm", "zh"), (80, 24)) as hand:
        await store(hand, "r4")
        await hand.press("escape")
        assert hand.says("人员(0)"), "what is not set now can be set later"


async def test_the_questions_are_in_the_language_that_was_chosen(tmp_path: Path) -> None:
    async with driven(SetupApp(tmp_path / "new.kfterm", "zh"), (80, 24)) as hand:
        await hand.press("down", "enter")
        assert hand.says("name of the store")
        assert not hand.says("店铺名")


async def test_what_the_rulebook_cannot_do_without_is_asked_with_its_question(tmp_path: Path) -> None:
    path = tmp_path / "new.kfterm"
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r7")
        assert hand.says("commission_rate", "本制度说有提成,但没有写比例", "还不知道")
        await hand.press("enter")
        assert hand.says("必填"), "an empty answer is none"
        assert not path.exists()
        await hand.type("0.02")
        await hand.press("enter")
        assert hand.says("人员(0)")
    with open_log(path) as log:
        assert Desk(log, SystemClock()).live.shop.rules.setting("commission_rate") == "0.02"


async def test_what_is_not_known_yet_is_said_so_and_the_rest_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "new.kfterm"
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r5")
        assert hand.says("absence_wage", "缺勤")
        await hand.type("?")
        await hand.press("enter")
        assert hand.says("shift.*")
        assert not hand.says("absence_wage")
        await hand.press("escape")
        assert hand.says("人员(0)")
    with open_log(path) as log:
        assert Desk(log, SystemClock()).live.shop.rules.setting("absence_wage") == ""


async def test_leaving_the_question_goes_back_to_the_rulebooks_and_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.kfterm"
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r1")
        assert hand.says("away_limit_minutes", "本制度说出入办公区")
        await hand.press("escape")
        assert hand.says("r8-red-packet")
        assert not path.exists()


async def test_a_required_setting_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.kfterm"
    async with driven(SetupApp(path, "zh"), (80, 24)) as hand:
        await store(hand, "r7")
        await hand.type("much")
        await hand.press("enter")
        assert hand.says("没有写入", "commission_rate")
        assert not path.exists()
        await hand.press("escape")
        assert hand.says("店铺名", "muhe"), "what was typed is still there"
