"""The evening goes on by the rules of a floor, and follows what the lead does."""

from collections.abc import Callable

import pytest

from kfterm.clock import FixedClock
from kfterm.desk.desk import Desk
from kfterm.events.floor import SeatLeft, SeatReleased
from kfterm.folds.floor import ON
from kfterm.intake.demo import texts
from kfterm.intake.demo.lines import Line
from kfterm.intake.demo.shop import facts_of
from kfterm.intake.demo.simulator import Simulator
from kfterm.intake.demo.texts import Short

Make = Callable[[Short, int, int], Desk]


def play(desk: Desk, simulator: Simulator, seconds: float, step: float = 0.6) -> list[Line]:
    """So many seconds of the evening; the lines that were written."""
    found: list[Line] = []
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    until = clock.now() + seconds * 1000
    while clock.now() < until:
        clock.advance(seconds=step)
        lines = simulator.step(desk.live.shop, clock.now())
        if lines:
            desk.record([("demo", fact) for fact in facts_of(lines, clock.now())])
        found += lines
    return found


@pytest.mark.parametrize("size", [4, 16, 60])
@pytest.mark.parametrize("seed", [1, 20261121])
def test_ten_minutes_are_never_refused_and_as_busy_as_the_shop(
    opened: Make, rulebook: Short, seed: int, size: int
) -> None:
    desk = opened(rulebook, seed, size)
    lines = play(desk, Simulator(rulebook, seed, size), 600)
    assert 0.5 < len(lines) / 600 / (size / 16) < 1.8
    open_now = sum(1 for chat in desk.live.shop.timers.chats.values() if chat.since)
    assert open_now < 2 * size + 6


@pytest.mark.parametrize("speed", [1.0, 20.0])
def test_the_law_of_the_floor(opened: Make, rulebook: Short, speed: float) -> None:
    desk = opened(rulebook, 3, 16)
    shop = desk.live.shop
    chats = {key: chat.staff for key, chat in shop.timers.chats.items()}
    on = {seat.staff for seat in shop.floor.seats.values() if seat.state == ON}
    accounts = dict(shop.people.accounts)
    unpaid, calls = set(shop.orders.unpaid), set(shop.floor.calls)
    last = ""
    for line in play(desk, Simulator(rulebook, 3, 16), 1800, 0.6 * speed):
        moment = line["at"][:19]
        assert moment >= last
        last = moment
        match line["kind"]:
            case "chat.waiting":
                chats.setdefault(line["chat"], accounts[line["account"]])
            case "chat.answered":
                assert line["chat"] in chats
                assert line.get("auto") or line["staff"] == chats[line["chat"]]
                assert line.get("auto") or line["staff"] in on
            case "chat.transferred":
                chats[line["chat"]] = accounts[line["to_account"]]
            case "chat.closed":
                del chats[line["chat"]]
            case "seat.taken" | "seat.returned":
                assert line["staff"] not in on
                on.add(line["staff"])
            case "seat.left" | "seat.released":
                on.remove(line["staff"])
            case "order.placed":
                unpaid.add(line["order"])
            case "order.paid" | "order.cancelled":
                unpaid.remove(line["order"])
            case "call.started":
                calls.add(line["call"])
            case "call.ended":
                calls.remove(line["call"])
    assert chats.keys() == desk.live.shop.timers.chats.keys()


def test_who_is_sent_away_stops_answering(opened: Make, rulebook: Short) -> None:
    desk = opened(rulebook, 5, 16)
    desk.by = "wangfang"
    simulator = Simulator(rulebook, 5, 16)
    play(desk, simulator, 20)
    desk.say(SeatLeft(staff="zhangmin", reason="辅导", told=True, minutes=10))
    desk.say(SeatReleased(staff="tiantian"))
    lines = play(desk, simulator, 240)
    answering = {line.get("staff") for line in lines if line["kind"] == "chat.answered"}
    assert not answering & {"zhangmin", "tiantian"}
    assert answering
    assert not [line for line in lines if line["kind"] == "seat.taken" and line["staff"] == "tiantian"]
    assert desk.live.shop.floor.seats["zhangmin"].reason == "辅导"


def test_the_missing_one_comes(opened: Make, rulebook: Short) -> None:
    desk = opened(rulebook, 5, 16)
    lines = play(desk, Simulator(rulebook, 5, 16), 300)
    came = [line["staff"] for line in lines if line["kind"] == "punch.recorded"]
    assert came == ["gaohan"]
    assert desk.live.shop.floor.seats["gaohan"].state == ON


def test_the_night_ends_and_the_morning_comes(opened: Make, rulebook: Short) -> None:
    desk = opened(rulebook, 5, 16)
    simulator = Simulator(rulebook, 5, 16)
    lines = play(desk, simulator, 5.2 * 3600, 30)
    assert sum(1 for line in lines if line["kind"] == "seat.released") >= 14
    agents = [seat for seat in desk.live.shop.floor.seats.values() if seat.staff not in ("wangfang", "zhoumin")]
    assert all(seat.state != ON for seat in agents)
    assert not desk.live.shop.timers.chats
    morning = play(desk, simulator, 8 * 3600, 120)
    assert "seat.taken" in {line["kind"] for line in morning}
    assert "chat.answered" in {line["kind"] for line in morning}


def test_the_same_evening_is_played_the_same(opened: Make, rulebook: Short) -> None:
    one, two = (play(opened(rulebook, 8, 16), Simulator(rulebook, 8, 16), 60) for _ in range(2))
    assert one == two
    assert one


def test_the_first_step_has_nothing(desk: Desk, rulebook: Short) -> None:
    assert Simulator(rulebook, 1, 16).step(desk.live.shop, texts.story()) == []
