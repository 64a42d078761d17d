"""Every mechanism of a rulebook in words, with its numbers, in both languages: for `rulebook show` and `compare`.

The records themselves (`kfterm/rulebook`) know no papers; one small function a record stands in the `said_*` files, by
topic, and here they come together.
"""

from collections.abc import Callable
from typing import Any

from kfterm.papers.said_attendance import ATTENDANCE
from kfterm.papers.said_conduct import CONDUCT
from kfterm.papers.said_floor import FLOOR
from kfterm.papers.said_pay import PAY, SCORES
from kfterm.papers.said_prices import PRICES
from kfterm.rulebook.base import Price, Rule
from kfterm.words import Words

SAYINGS: dict[type, Callable[[Any], Words]] = {**CONDUCT, **FLOOR, **ATTENDANCE, **SCORES, **PAY, **PRICES}


def saying(found: Rule | Price) -> Words:
    """What a rule or a price does, in a few words."""
    return SAYINGS[type(found)](found)
