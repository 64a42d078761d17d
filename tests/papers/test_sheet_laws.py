"""Each fact stands on exactly one sheet, wherever the cuts fall and however late it is written."""

from hypothesis import given, settings
from hypothesis import strategies as st
from papers.scene import Scene, people

from kfterm.papers.sheet_mask import wall

KINDS = ("complaint", "violation", "merit", "settled", "incident")
SHIFTS = ("early", "late", "night")
FACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(31, 1400)), max_size=12)


def written(stretches: list[list[tuple[str, int]]]) -> Scene:
    """What is written before each cut and after the last one; when it happened is another matter."""
    scene = Scene()
    people(scene, {"zhoumin": "周敏", "ouyang": "欧阳雪"})
    number = 0
    for index, facts in enumerate(stretches):
        for kind, minute in facts:
            number += 1
            clock, name = f"{minute // 60:02d}:{minute % 60:02d}", f"n{number}."
            if kind == "complaint":
                scene.add("complaint.received", clock, complaint=name, staff="ouyang", what=name)
            elif kind == "violation":
                scene.add("violation.logged", clock, violation=name, staff="ouyang", clause="R4-3.1.06", note=name)
            elif kind == "merit":
                scene.add("merit.logged", clock, merit=name, staff="ouyang", clause="R4-2.03", note=name)
            elif kind == "incident":
                scene.add("incident.opened", clock, incident=name, incident_type="x", what=name)
            else:
                scene.add("item.opened", "00:05", item=name, item_kind="H02", what=name)
                scene.add("item.settled", clock, item=name, outcome="好")
        if index < len(SHIFTS):
            scene.add(
                "handover.cut", f"{8 * index + 7:02d}:30", handover=f"h{index}", on="2026-10-13", shift=SHIFTS[index]
            )
    return scene


@settings(max_examples=40, deadline=None)
@given(st.tuples(FACTS, FACTS, FACTS, FACTS))
def test_each_fact_stands_on_exactly_one_sheet(stretches: tuple[list[tuple[str, int]], ...]) -> None:
    scene = written(list(stretches))
    shifts = [(shift, 13) for shift in SHIFTS] + [("early", 14)]
    found = [scene.sheet("23:59", shift, day) for shift, day in shifts]
    number = sum(map(len, stretches))
    for name in (f"n{index}." for index in range(1, number + 1)):
        told = [sum(name in each.says.zh.split() for each in made.events) for made in found]
        settled = [sum(each.what == name for each in made.settled) for made in found]
        assert sum(told) + sum(settled) == 1, name
        first = next(
            index for index, facts in enumerate(stretches) if int(name[1:-1]) <= sum(map(len, stretches[: index + 1]))
        )
        assert told[first] + settled[first] == 1, "it stands on the sheet of the cut after which it was written"


@settings(max_examples=20, deadline=None)
@given(st.tuples(FACTS, FACTS, FACTS, FACTS))
def test_what_the_lead_is_told_with_names_the_wall_counts(stretches: tuple[list[tuple[str, int]], ...]) -> None:
    scene = written(list(stretches))
    for index, shift in enumerate(SHIFTS):
        made = scene.sheet("23:59", shift)
        kinds = [kind for kind, _ in stretches[index]]
        counted = {
            each.says.en.split()[-1] if each.says.en == "complaint" else "violation": each.times
            for each in wall(made).counts
        }
        expected = {kind: kinds.count(kind) for kind in ("complaint", "violation") if kind in kinds}
        assert counted == expected
        assert not any(told.kind in ("complaint", "violation") for told in wall(made).events)
