"""Statutory public holidays, from `data/holidays.toml`: a year or a feast that is not there has none."""

import tomllib
from functools import cache

from kfterm.resources import data_folder
from kfterm.words import Words


@cache
def holidays() -> dict[int, Words]:
    """Day to the name of the holiday it is (R1-7.7, R1-A14)."""
    table = tomllib.loads((data_folder() / "holidays.toml").read_text(encoding="utf-8"))
    return {day.toordinal(): Words(each["zh"], each["en"]) for each in table["holiday"] for day in each["on"]}
