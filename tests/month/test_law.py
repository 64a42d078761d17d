"""The law guard: both caps by hand, what is held back, what is left out of the minimum-wage test."""

import pytest
from kit import Kit, amounts, joined, line, violation

R6 = "r6-fine-ladders"


@pytest.fixture
def r6(tmp_path):  # type: ignore[no-untyped-def]
    kit = Kit(tmp_path, R6)
    yield kit
    kit.close()


def _guarded(kit: Kit, mode: str, **more: str) -> None:
    settings = {"law.mode": mode, **{key.replace("__", "."): value for key, value in more.items()}}
    kit.add([line("setting.changed", "2024-01-02", key=key, value=value) for key, value in settings.items()])


def _fined(kit: Kit, base: str = "3000") -> None:
    # R6-13 150 + R6-8 4 × 50 + R6-11 8 × 50 = 750
    kit.add(joined("li", base=base))
    kit.add(violation("li", "2024-06-03 10:00", "R6-13", violation="A"))
    kit.add(violation("li", "2024-06-04 10:00", "R6-8", times=4, violation="B"))
    kit.add(violation("li", "2024-06-05 10:00", "R6-11", times=8, violation="C"))


def test_off_by_default(r6: Kit) -> None:
    _fined(r6)
    li = r6.of("2024-06", "li")
    assert (li["fines"], li["net"], "law" in li) == ("750.00", "-750.00", False)


def test_a_fifth_of_the_wage_is_held(r6: Kit) -> None:
    # wage due 3000.00, 20 % = 600.00; 750 − 600 = 150 too much; minimum 2000: 3000 − 2000 = 1000 above it
    _guarded(r6, "hold", law__minimum_wage="2000")
    _fined(r6)
    month = r6.month("2024-06")
    (li,) = month["staff"]
    assert li["law"] | {"source": ""} == {
        "mode": "hold", "region": "national", "due": "3000.00", "cap": "600.00", "minimum": "2000.00",
        "above_minimum": "1000.00", "deductions": "750.00", "over": "150.00", "source": "",
    }  # fmt: skip
    assert sorted(amounts(li)["fine"]) == ["-150.00", "-200.00", "-400.00", "150.00"]
    assert (li["fines"], li["net"]) == ("600.00", "-600.00")
    assert month["fund"] == {"in": "600.00", "out": "0.00", "balance": "600.00"}
    assert "law_over:150.00" in li["flags"]


def test_the_minimum_wage_is_tighter(r6: Kit) -> None:
    # 3000 − 2490 = 510 may go; 750 − 510 = 240 is held, the last fine first
    _guarded(r6, "hold", law__minimum_wage="2490")
    _fined(r6)
    li = r6.of("2024-06", "li")
    assert (li["law"]["over"], li["fines"]) == ("240.00", "510.00")
    (held,) = [each for each in li["lines"] if float(each["amount"]) > 0]
    assert (held["amount"], held["clauses"], held["working"]) == ("240.00", ["R6-11"], "400.00 → 160.00")


@pytest.mark.parametrize(
    ("minimum", "over"), [("2250", "150.00"), ("2250.01", "150.00"), ("2400", "150.00"), ("2400.01", "150.01")]
)
def test_exactly_at_the_minimum(r6: Kit, minimum: str, over: str) -> None:
    # above the minimum: 750, 749.99, 600, 599.99; the fifth allows 600: 750 less the smaller of both
    _guarded(r6, "warn", law__minimum_wage=minimum)
    _fined(r6)
    assert r6.of("2024-06", "li")["law"]["over"] == over


def test_warn_deducts_everything(r6: Kit) -> None:
    _guarded(r6, "warn", law__minimum_wage="2000")
    _fined(r6)
    li = r6.of("2024-06", "li")
    assert (li["fines"], li["law"]["over"]) == ("750.00", "150.00")
    assert "law_over:150.00" in li["flags"]


def test_a_region_without_a_share(r6: Kit) -> None:
    # Shenzhen: only the minimum: 3000 − 2360 = 640; 750 − 640 = 110
    _guarded(r6, "hold", law__minimum_wage="2360", law__region="shenzhen")
    _fined(r6)
    li = r6.of("2024-06", "li")
    assert (li["law"]["cap"], li["law"]["over"], li["fines"]) == (None, "110.00", "640.00")


def test_what_is_not_known_is_named(r6: Kit) -> None:
    _guarded(r6, "hold")
    r6.add(joined("wu"), violation("wu", "2024-06-03", "R6-13"))
    _fined(r6)
    assert "missing:wage" in r6.of("2024-06", "wu")["flags"]
    assert r6.of("2024-06", "wu")["fines"] == "150.00"
    li = r6.of("2024-06", "li")
    assert "missing:law.minimum_wage" in li["flags"]
    assert (li["law"]["over"], li["fines"]) == ("150.00", "600.00")


def test_absent_days_are_no_deduction_and_rest_pay_is_left_out(r8: Kit) -> None:
    # June 2024: 2200 + 2 × 2200/30 unused rest (146.67) − 5 × 2200/30 (366.67) for one absent day
    # own wage of that day 2200/30 = 73.33; deduction 366.67 − 73.33 = 293.34
    # due 2200 + 146.67 − 73.33 = 2273.34; 20 % = 454.66; tested 2273.34 − 146.67 = 2126.67; above 1900: 226.67
    # over 293.34 − 226.67 = 66.67
    _guarded(r8, "hold", law__minimum_wage="1900")
    r8.add(joined("li"), line("absence.confirmed", "2024-06-05", staff="li", on="2024-06-05", days="1"))
    law = r8.of("2024-06", "li")["law"]
    assert (law["due"], law["cap"], law["above_minimum"]) == ("2273.34", "454.66", "226.67")
    assert (law["deductions"], law["over"]) == ("293.34", "66.67")
    assert sorted(amounts(r8.of("2024-06", "li"))["absence"]) == ["-366.67", "66.67"]


def test_a_part_month_has_its_part_of_the_minimum(r6: Kit) -> None:
    # joined on the 16th: 15 of 30 days: wage 1500, minimum 1000, fifth 300, above the minimum 500: 150 fits
    _guarded(r6, "hold", law__minimum_wage="2000")
    r6.add(joined("li", "2024-06-16", base="3000"), violation("li", "2024-06-20", "R6-13"))
    law = r6.of("2024-06", "li")["law"]
    assert (law["due"], law["minimum"], law["cap"], law["over"]) == ("1500.00", "1000.00", "300.00", "0.00")


@pytest.mark.parametrize(("key", "value", "says"), [
    ("law.mode", "hard", "off / warn / hold"),
    ("law.region", "mars", "national / jiangsu / shenzhen / guangdong"),
    ("law.minimum_wage", "much", "a number above 0"),
])  # fmt: skip
def test_settings_that_cannot_be(r6: Kit, key: str, value: str, says: str) -> None:
    assert says in str(r6.refused(line("setting.changed", "2024-01-02", key=key, value=value)))
