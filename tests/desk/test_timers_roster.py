"""What the plan says: rest days, duty days running, rotation (TM29, TM37, CN15), at both sides of each limit."""

from pathlib import Path

import pytest
from desk.timers import R2, R3, R6, R7, known, noticed, shop
from kit import R8, days, line, shift

WEEK = days("2024-06-03", "2024-06-09")


def week(staff: str, *names: str) -> list[dict[str, object]]:
    return [shift(staff, day, name) for day, name in zip(WEEK, names, strict=False)]


def rests(found: list[object], key: str) -> int:
    return sum(1 for each in found if each.key.startswith(key))  # type: ignore[attr-defined]


@pytest.mark.parametrize("rulebook", [R3, R7])
@pytest.mark.parametrize(
    ("names", "wrong"),
    [  # R3-A11, R7-A11: exactly one rest day from Monday to Sunday
        (["day"] * 6 + ["rest"], 0),
        (["day"] * 7, 1),
        (["day"] * 5 + ["rest"] * 2, 1),
        (["day"] * 3, 0),  # half a plan is no mistake yet
    ],
)
def test_one_rest_day_a_week(tmp_path: Path, rulebook: str, names: list[str], wrong: int) -> None:
    with shop(tmp_path, rulebook, "jia") as kit:
        kit.add(week("jia", *names))
        clause = rulebook[:2].upper() + ("-8.1.2" if rulebook == R3 else "-1.2")
        assert rests(known(kit, "2024-06-03 09:00", clause), "rest:week") == wrong


@pytest.mark.parametrize(("last", "warned"), [("2024-06-08", 0), ("2024-06-09", 1)])
def test_seven_days_running_are_warned_of(tmp_path: Path, last: str, warned: int) -> None:
    # six on, one off: from the 3rd on, the 8th is the sixth day, the 9th the seventh
    with shop(tmp_path, R3, "jia") as kit:
        kit.add([shift("jia", day) for day in days("2024-06-03", last)], shift("jia", "2024-06-02", "rest"))
        assert rests(known(kit, "2024-06-05 09:00", "R3-8.1.2"), "rest:run") == warned


def test_days_running_go_over_the_end_of_a_week(tmp_path: Path) -> None:
    # a rest on Monday the 3rd and one on Sunday the 16th: each week has its one, and twelve days lie between
    with shop(tmp_path, R3, "jia") as kit:
        kit.add([shift("jia", day) for day in days("2024-06-04", "2024-06-15")])
        kit.add(shift("jia", "2024-06-03", "rest"), shift("jia", "2024-06-16", "rest"))
        assert rests(known(kit, "2024-06-12 09:00", "R3-8.1.2"), "rest:week") == 0
        assert rests(known(kit, "2024-06-12 09:00", "R3-8.1.2"), "rest:run") == 1


@pytest.mark.parametrize(("count", "wrong"), [(2, 1), (3, 0), (4, 1)])
def test_r6_three_rest_days_a_month(tmp_path: Path, count: int, wrong: int) -> None:
    with shop(tmp_path, R6, "jia") as kit:
        june = days("2024-06-01", "2024-06-30")
        kit.add([shift("jia", day, "rest" if n < count else "early") for n, day in enumerate(june)])
        assert rests(known(kit, "2024-06-05 09:00", "R6-1.2"), "rest:month") == wrong


@pytest.mark.parametrize(("count", "wrong"), [(1, 0), (2, 0), (3, 1)])
def test_r8_rest_days_not_taken_are_paid(tmp_path: Path, count: int, wrong: int) -> None:
    # R8-3.4.2: fewer than two is no mistake, more than two is
    with shop(tmp_path, R8, "jia") as kit:
        june = days("2024-06-01", "2024-06-30")
        kit.add([shift("jia", day, "rest" if n < count else "day") for n, day in enumerate(june)])
        assert rests(known(kit, "2024-06-05 09:00", "R8-3.4.1"), "rest:month") == wrong


def test_r2_shifts_change_every_week(tmp_path: Path) -> None:
    with shop(tmp_path, R2, "jia", "yi") as kit:
        for day in WEEK:
            later = days("2024-06-10", "2024-06-16")[WEEK.index(day)]
            kit.add(shift("jia", day, "early"), shift("jia", later, "early"))
            kit.add(shift("yi", day, "early"), shift("yi", later, "late"))
        (found,) = [each for each in known(kit, "2024-06-10 09:00", "R2-5.1") if "rotation" in each.key]
        assert ("jia" in found.says.en, "yi" in found.says.en) == (True, False)


def test_r2_accounts_change_every_month(tmp_path: Path) -> None:
    with shop(tmp_path, R2, "jia", "yi") as kit:
        kit.add(line("account.assigned", "2024-05-02", account="w1", staff="jia"))
        kit.add(line("account.assigned", "2024-05-02", account="w2", staff="yi"))
        assert noticed(kit, "2024-05-31 23:59:59", "R2-5.2") == []
        assert len(known(kit, "2024-06-01 00:00:00", "R2-5.2")) == 1
        kit.add(line("account.assigned", "2024-06-01 08:00", account="w1", staff="yi"))
        kit.add(line("account.assigned", "2024-06-01 08:00", account="w2", staff="jia"))
        assert noticed(kit, "2024-06-01 08:01", "R2-5.2") == []
