"""The values that fields of events may have, for the programs that write them: lists of the program, and whose list it is.

What only a rulebook knows (codes, effects, review items, measures) is not here: `kfterm rulebook show` lists it.
"""

from collections.abc import Iterator
from typing import Any

from kfterm.desk.code_words import code_words
from kfterm.desk.dues import MEETINGS
from kfterm.desk.items import ITEM_KINDS
from kfterm.desk.records import DUTY_WORDS, REPORT_WORDS
from kfterm.events.people import ROLES
from kfterm.month.missing_words import METRICS, name_of
from kfterm.rulebook.base import Rule
from kfterm.rulebook.item_kinds import item_kinds
from kfterm.words import Words

_SHOW = "`kfterm rulebook show ID CLAUSE`"
_SKILLS = {"typing": Words("打字", "typing")}
_ITEMS = ", ".join(f"{key} {words.en}" for key, words in ITEM_KINDS.items())
_DETAILS = "; ".join(
    f"{key}: {', '.join(field.id for field in kind.field)}" for key, kind in item_kinds().items() if kind.field
)
FIELDS: dict[str, dict[str, Any]] = {
    "item_kind": {"enum": list(ITEM_KINDS), "description": _ITEMS},
    "details": {"description": f"the own fields of the item's kind, as text: {_DETAILS}"},
    "roles": {"items": {"type": "string", "enum": list(ROLES)}},
    "clause": {"description": "a clause of the rulebook in force that can be logged: `kfterm rulebook show ID`"},
    "code": {"description": f"one of the kinds that the clause prints, where it prints any: {_SHOW}"},
    "effect": {"description": f"one of the effects that the clause prints, where it prints any: {_SHOW}"},
    "metrics": {"description": f"measure ({', '.join(METRICS)}) to decimal text; which the rulebook needs: {_SHOW}"},
    "shift": {
        "description": "a shift of the rulebook, or one with hours in the setting shift.ID; `rest` is a rest day"
    },
    "incident_type": {"description": "free; its limit is the setting incident_limit.TYPE"},
    "month": {"description": "YYYY-MM"},
    "proposal": {"description": "the key of the machine's notice that this answers"},
    "skill": {"description": f"a skill that the rulebook tests: {_SHOW}"},
    "duty": {"description": f"a duty of the rulebook ({', '.join(DUTY_WORDS)}): {_SHOW}"},
    "report": {"description": f"a report that the rulebook asks for ({', '.join(REPORT_WORDS)}): {_SHOW}"},
    "meeting": {"description": f"a meeting of the rulebook, with anything after it that makes it one: {_SHOW}"},
}
"""What the schema says about a field of this name, in every kind."""

ONLY: dict[tuple[str, str], dict[str, Any]] = {
    ("review.scored", "item"): {"description": f"an item of the rulebook's manual review: {_SHOW}"},
}
"""The same for a field of one kind, where its name means something else elsewhere."""


def listed(rule: Rule) -> Iterator[tuple[str, str, Words]]:
    """What a rule lets one write: the field of the event, the value, its words."""
    found = (
        ("code", code_words, getattr(rule, "codes", ())),
        ("effect", code_words, getattr(rule, "effects", ())),
        ("item", name_of, getattr(rule, "item", ())),
        ("metrics", name_of, getattr(rule, "metric", ())),
        ("metrics", name_of, getattr(rule, "metrics", ())),
        ("skill", lambda key: _SKILLS.get(key, Words(key, key)), getattr(rule, "skill", ())),
        ("duty", lambda key: DUTY_WORDS.get(key, Words(key, key)), getattr(rule, "duties", ())),
        ("report", lambda key: REPORT_WORDS.get(key, Words(key, key)), getattr(rule, "report", ())),
        ("meeting", lambda key: MEETINGS.get(key, Words(key, key)), getattr(rule, "meeting", ())),
    )
    for field, words, keys in found:
        for key in [keys] if isinstance(keys, str) else keys:
            if key:
                yield field, key, words(key)
