"""Who agreed, who decided, when and why: read from the log; and that a text says nothing about a kind of request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from kit import Kit, joined, line, millis, shift

from kfterm.desk.exam import examine, silence
from kfterm.desk.requests import Kind, Request, decided, decision, waiting
from kfterm.desk.rulings import Ruling, consents, ruling
from kfterm.periods import month

ON = "2026-05-16"
ASKED = "2026-05-02 09:00"


def made(folder: Path, rulebook: str) -> Kit:
    """苏婉 asks 白宇 to work on 05-16; 方总 decides on 05-02 at 12:00."""
    kit = Kit(folder, rulebook, now="2026-05-02 12:00")
    kit.settings(shift__early="08:30-17:00", away_limit_minutes="15")
    kit.add(joined("su", name="苏婉"), joined("bai", name="白宇"), joined("fang", name="方总", roles=["manager"]))
    kit.add(shift("su", ON, "early"), shift("bai", ON, "rest"))
    kit.add(line("swap.requested", ASKED, swap="S", staff="su", with_staff="bai", on=ON, reason="看病"))
    kit.desk.by = "fang"
    return kit


@pytest.fixture
def r1(tmp_path: Path) -> Iterator[Kit]:
    kit = made(tmp_path, "r1-duty-room")
    yield kit
    kit.close()


def the(kit: Kit) -> Request:
    """The one request."""
    (found,) = [*waiting(kit.desk), *decided(kit.desk.judge())]
    return found


def agreed(kit: Kit, lang: str = "zh") -> list[str]:
    """Who agreed, in one language."""
    return [getattr(each, lang) for each in consents(kit.desk, the(kit))]


def test_who_is_still_to_agree_and_who_agreed_when(r1: Kit) -> None:
    """R1-7.3 wants both; a consent noted by another hand names the hand."""
    assert (agreed(r1), agreed(r1, "en")) == (["等 白宇 同意"], ["白宇 is still to agree"])
    r1.add(line("swap.agreed", "2026-05-02 10:30", swap="S", staff="bai", by="fang"))
    assert agreed(r1) == ["白宇 05-02 10:30 同意(方总 记)"]
    assert agreed(r1, "en") == ["白宇 agreed 05-02 10:30 (noted by 方总)"]
    assert [each.zh for each in examine(r1.desk, the(r1)).consent] == agreed(r1)


def test_consent_that_is_noted_twice_is_said_once(r1: Kit) -> None:
    for clock in ("10:30", "11:00"):
        r1.add(line("swap.agreed", f"2026-05-02 {clock}", swap="S", staff="bai", by="bai"))
    assert agreed(r1) == ["白宇 05-02 10:30 同意"]


def test_looking_at_a_request_adds_no_consent(r1: Kit) -> None:
    """What is only looked at is folded into a copy."""
    r1.add(line("swap.agreed", "2026-05-02 10:30", swap="S", staff="bai", by="bai"))
    swap = r1.desk.judge().shop.roster.swaps["S"]
    examine(r1.desk, the(r1))
    assert (swap.agreed, len(swap.agreed_seqs)) == (["bai"], 1)


def test_where_no_consent_is_wanted_nobody_is_waited_for(tmp_path: Path) -> None:
    kit = made(tmp_path, "r8-red-packet")
    assert agreed(kit) == []
    kit.add(line("swap.agreed", "2026-05-02 10:30", swap="S", staff="bai", by="bai"))
    assert agreed(kit) == ["白宇 05-02 10:30 同意"]
    kit.close()


@pytest.mark.parametrize(
    ("reason", "overruled", "own"), [("", False, ""), ("人手够", True, "人手够"), ("看病", False, "")]
)
def test_a_decision_names_its_hand_its_moment_and_a_reason_of_its_own(
    tmp_path: Path, reason: str, overruled: bool, own: str
) -> None:
    """The form of a swap that is decided at once writes the swap's own reason: that overrules nothing."""
    kit = made(tmp_path, "r8-red-packet")
    assert ruling(kit.desk, the(kit)) is None
    kit.desk.say(decision(the(kit), True, reason))
    assert ruling(kit.desk, the(kit)) == Ruling("fang", kit.clock.now(), True, own, overruled)
    kit.close()


def test_a_refusal_has_a_reason_and_overrules_nothing(tmp_path: Path) -> None:
    kit = made(tmp_path, "r8-red-packet")
    kit.desk.say(decision(the(kit), False, "人手不够"))
    found = ruling(kit.desk, the(kit))
    assert found is not None
    assert (found.approved, found.reason, found.overruled) == (False, "人手不够", False)
    kit.close()


def test_what_a_file_states_overrules_nothing(tmp_path: Path) -> None:
    kit = made(tmp_path, "r8-red-packet")
    kit.add(line("swap.decided", "2026-05-02 11:00", swap="S", approved=True, reason="纸上批的", by="import:old"))
    found = ruling(kit.desk, the(kit))
    assert found is not None
    assert (found.by, found.overruled, found.reason) == ("import:old", False, "纸上批的")
    kit.close()


@pytest.mark.parametrize(
    ("rulebook", "kind", "says"),
    [
        ("r8-red-packet", "swap", "本制度对换班没有规定"),
        ("r8-red-packet", "rest", None),  # R8-3.4.1
        ("r1-duty-room", "swap", None),  # R1-7
        ("r1-duty-room", "rest", "本制度对休息没有规定"),
        ("r2-shop-standard", "leave", None),  # R2-7.1: leave costs the full attendance
        ("r4-points-110", "outing", "本制度对外出没有规定"),
    ],
)
def test_a_text_that_says_nothing_is_said_to_say_nothing(
    tmp_path: Path, rulebook: str, kind: Kind, says: str | None
) -> None:
    kit = made(tmp_path, rulebook)
    found = silence(kit.desk.judge(), kind, month("2026-05").first)
    assert (found.zh if found else None) == says
    assert found is None or found.en.startswith("this rulebook says nothing about")
    kit.close()


@pytest.mark.parametrize(("at", "late"), [(f"{ON} 08:29:59", False), (f"{ON} 08:30", True)])
def test_what_is_approved_once_its_shift_began_was_approved_late(tmp_path: Path, at: str, late: bool) -> None:
    kit = made(tmp_path, "r8-red-packet")
    kit.clock.at = millis(at)
    kit.desk.say(decision(the(kit), True))
    found = ruling(kit.desk, the(kit))
    assert found is not None
    assert found.late is late
    kit.close()
