"""What a policy asks for and does not print: which settings the rulebooks have, and when they are demanded."""

from pathlib import Path

import pytest
from kit import Kit, line

from kfterm.clock import FixedClock
from kfterm.desk.found import found_store, missing_settings
from kfterm.desk.unsaid import unsaid_settings
from kfterm.log import open_log
from kfterm.problems import Refused
from kfterm.rulebook.check_names import NUMBERS
from kfterm.rulebook.load import files_of, load, shipped

NOW = 1_790_000_000_000
REQUIRED = {
    "r1-duty-room": "away_limit_minutes",
    "r5-etiquette-counts": "absence_wage",
    "r7-tea-oil": "commission_rate",
}
"""Index §7: the away limit of R1 (R1-A07), the absence wage of R5 (R5-A17), the commission rate of R7 (R7-A14)."""
PATTERNS = {
    "r1-duty-room": {"shift.*"},
    "r4-points-110": {"shift.*", "incident_limit.*"},
    "r5-etiquette-counts": {"shift.*"},
}
"""Shift hours of R1, R4, R5; flow-control limits of R4 (index §7)."""


@pytest.mark.parametrize("name", shipped())
def test_a_rulebook_demands_what_its_policy_cannot_do_without(name: str) -> None:
    rulebook = load(files_of(name))
    wanted = [REQUIRED[name]] if name in REQUIRED else []
    assert [setting.key for setting in unsaid_settings(rulebook, ())] == wanted
    patterns = {setting.key for setting in rulebook.head.setting if setting.key.endswith("*")}
    assert patterns == PATTERNS.get(name, set())


def test_the_package_of_r2_is_what_the_text_comes_to() -> None:
    """14 × 60 = 840 is 16% of the pay: 840 ÷ 0.16 = 5,250.00 (R2-A03)."""
    (setting,) = load(files_of("r2-shop-standard")).head.setting
    assert (setting.key, setting.default, setting.required) == ("reference_package", "5250.00", False)


@pytest.mark.parametrize("name", REQUIRED)
def test_founding_without_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        found_store(tmp_path / "shop.kfterm", FixedClock(NOW), files_of(name))
    assert [problem.place for problem in refusal.value.problems] == [REQUIRED[name]]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", REQUIRED)
def test_not_known_yet_is_an_answer_that_is_still_missing(tmp_path: Path, name: str) -> None:
    said = {REQUIRED[name]: ""}
    found_store(tmp_path / "shop.kfterm", FixedClock(NOW), files_of(name), settings=said)
    rulebook = load(files_of(name))
    assert unsaid_settings(rulebook, said) == []
    assert REQUIRED[name] in [setting.key for setting in missing_settings(rulebook, said)]
    with open_log(tmp_path / "shop.kfterm") as log:
        assert log.head().seq > 0


def test_a_pattern_that_is_marked_required_is_not_demanded(tmp_path: Path) -> None:
    files = files_of("r4-points-110")
    files["rulebook.toml"] = files["rulebook.toml"].replace("required = false", "required = true")
    found_store(tmp_path / "shop.kfterm", FixedClock(NOW), files)


def test_a_person_may_say_the_setting_in_the_same_breath(tmp_path: Path) -> None:
    """A file with the setting and the adoption is one batch: what it brings counts as said."""
    kit = Kit(tmp_path)
    kit.add(line("staff.joined", "2023-01-01", staff="fang", name="方总", roles=["manager"]))
    adopt = line("rulebook.adopted", "2024-05-01", rulebook="r5-etiquette-counts", from_on="2024-06-01")
    refusal = kit.refused(adopt, by="fang")
    assert "absence_wage" in refusal.problems[0].says.en
    kit.add(line("setting.changed", "2024-05-01", key="absence_wage", value="120"), adopt, by="fang")
    kit.close()


@pytest.mark.parametrize("key", NUMBERS)
def test_every_number_a_rulebook_may_ask_for_can_be_typed_and_left_open(tmp_path: Path, key: str) -> None:
    kit = Kit(tmp_path)
    kit.settings(**{key: "5"})
    kit.settings("2024-01-01", **{key: ""})
    refusal = kit.refused(line("setting.changed", "2024-02-01", key=key, value="0"))
    assert "a number above 0" in refusal.problems[0].says.en
    kit.close()


def test_an_import_is_taken_as_it_is(tmp_path: Path) -> None:
    kit = Kit(tmp_path)
    kit.add(line("rulebook.adopted", "2024-05-01", rulebook="r5-etiquette-counts", from_on="2024-06-01"))
    kit.close()
