"""`Desk`: what screens, commands and feeds hold in their hands. It reads through folds and is the only one to write."""

from collections.abc import Sequence
from contextlib import suppress

from kfterm.clock import Clock
from kfterm.events.base import Event, kind_of, version_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.lines import Fact, fact
from kfterm.events.registry import decode, encode
from kfterm.events.rules import RulebookAdopted
from kfterm.log.rows import Appended, Draft, Moved, Tail
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.problems import Problem, Refused, refused
from kfterm.replay.effective import target, withdrawn
from kfterm.replay.frame import closed_after
from kfterm.replay.live import Live
from kfterm.rulebook.load import digest, files_of
from kfterm.words import Words

_TRIES = 100
_LONG = 512
"""A batch longer than this is checked before its turn and not within it."""


class Desk:
    """One hand at one log."""

    def __init__(self, log: Log, clock: Clock, by: str = "system") -> None:
        self.log = log
        self.clock = clock
        self.by = by
        self.live = Live(log, clock.now())

    def judge(self) -> Judge:
        """The shop as it is now."""
        return self.live.judge(self.clock.now())

    def follow(self) -> list[Tail]:
        """What others wrote since the last look."""
        return self.live.follow(self.clock.now())

    def say(self, *events: Event, at: int | None = None, by: str = "") -> list[Appended]:
        """Log events as this hand, or as somebody else's at this desk, now or at a past moment, all or none. Raises Refused."""
        # the moment is taken when it is our turn, so that no terminal writes into another's past
        with self.log.turn():
            moment = self.clock.now() if at is None else at
            return self.record([("", fact(event, moment, by or self.by)) for event in events])

    def record(self, facts: Sequence[tuple[str, Fact]]) -> list[Appended]:
        """Log facts of any hand, all or none; each carries the place it came from. Raises Refused with every problem."""
        facts = [(place, _whole(each)) for place, each in facts]
        asked = [each.id for _, each in facts]
        facts = _openers_first(facts)
        if len(facts) > _LONG:
            # checking so many takes longer than others may be kept waiting
            written = self._unheld(facts)
        else:
            with self.log.turn():
                written = self._checked(facts, held=True)
        return [written[key] for key in asked]

    def _unheld(self, facts: Sequence[tuple[str, Fact]]) -> dict[str, Appended]:
        """Check first, write afterwards if nobody wrote in between, else look again."""
        for _ in range(_TRIES):
            with suppress(Moved):
                return self._checked(facts, held=False)
        raise refused(
            "别的终端一直在写,没有轮到:请再试一次",
            "other terminals kept writing and this one got no turn: try again",
        )

    def _checked(self, facts: Sequence[tuple[str, Fact]], *, held: bool) -> dict[str, Appended]:
        self.follow()
        problems = self._problems(facts if len(facts) == 1 else self._fresh(facts))
        if problems and self._fresh(facts):  # one fact alone is looked up only where something is wrong with it
            raise Refused(problems)
        drafts = [_draft(each) for _, each in facts]
        expected = None if held else self.live.seq
        done = self.log.append(drafts, recorded=self.clock.now(), expected_seq=expected)
        self.live.took(_rows(drafts, done))
        return {each.id: each for each in done}

    def would_refuse(self, *events: Event) -> list[Problem]:
        """What would be wrong with saying this now; nothing is written."""
        now = self.clock.now()
        return self.problems([("", fact(event, now, self.by)) for event in events])

    def problems(self, facts: Sequence[tuple[str, Fact]]) -> list[Problem]:
        """What would be wrong with these facts, without writing anything."""
        return self._problems([(place, _whole(each)) for place, each in facts])

    def _problems(self, facts: Sequence[tuple[str, Fact]]) -> list[Problem]:
        # imported when the first thing is said: the floor opens sooner without the checks
        from kfterm.desk.checks import check
        from kfterm.desk.known import Known

        known = Known(self.judge(), [each for _, each in facts])
        return check(known, facts) + self._withdrawals(facts)

    def _fresh(self, facts: Sequence[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
        """Facts that are not in the log yet; saying a thing twice is no mistake."""
        return [(place, each) for place, each in facts if self.log.by_id(each.id) is None]

    def _withdrawals(self, facts: Sequence[tuple[str, Fact]]) -> list[Problem]:
        own = {each.id for _, each in facts} | {
            str(getattr(each.event, each.event.KEY)) for _, each in facts if each.event.KEY
        }
        found = []
        for place, each in facts:
            if isinstance(each.event, EntryWithdrawn) and each.event.entry not in own:
                seq = target(self.log, each.event.entry)
                entry = each.event.entry
                if seq is None:
                    found.append(Problem(place, Words(f"没有记录 {entry}", f"there is no entry {entry}")))
                elif self.log.by_id(each.id) is None and seq in withdrawn(self.log):
                    says = Words(f"记录 {entry} 已经撤回了", f"entry {entry} was withdrawn already")
                    found.append(Problem(place, says))
                elif following := closed_after(self.log, seq):
                    zh = f"{following} 在它之后结了账,已经记入后来的事实:先撤回 {following} 的结账"
                    en = f"{following} was closed after it and books what came later: withdraw that closing first"
                    found.append(Problem(place, Words(zh, en)))
                elif stays := self._kept(seq, each.by):
                    found.append(Problem(place, stays))
        return found

    def _kept(self, seq: int, by: str) -> Words | None:
        """Why a row stays: what two shifts signed is not taken back by a person."""
        from kfterm.desk.handover import kept

        row = self.log.row(seq)
        return (
            kept(self.judge(), decode(row.body), by) if row is not None and row.kind.startswith("handover.") else None
        )


def _whole(each: Fact) -> Fact:
    """An adoption that names only the id of a shipped rulebook gets its text."""
    event = each.event
    if isinstance(event, RulebookAdopted) and not event.files:
        try:
            files = files_of(event.rulebook)
        except Refused:
            return each  # the check of the adoption says what is wrong, and where
        full = RulebookAdopted(
            rulebook=event.rulebook, from_on=event.from_on, digest=event.digest or digest(files), files=files
        )
        return each._replace(event=full)
    return each


def _openers_first(facts: list[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
    """What opens an entity before what is said about it, where both are of one moment; all else stays in its place."""
    if len(facts) == 1:
        return facts
    moments: dict[int, list[int]] = {}
    for index, (_, each) in enumerate(facts):
        moments.setdefault(each.at, []).append(index)
    ordered = list(facts)
    for places in moments.values():
        same = sorted((facts[index] for index in places), key=lambda each: not each[1].event.KEY)
        for index, one in zip(places, same, strict=True):
            ordered[index] = one
    return ordered


def _draft(each: Fact) -> Draft:
    event = each.event
    return Draft(each.id, kind_of(event), version_of(event), each.at, each.by, encode(event))


def _rows(drafts: Sequence[Draft], done: Sequence[Appended]) -> list[Tail]:
    """What was written, as the log would hand it out; nothing where some of it was there already."""
    if not all(each.fresh for each in done):
        return []
    return [
        Tail(each.seq, draft.id, draft.kind, draft.at, draft.by, draft.body)
        for draft, each in zip(drafts, done, strict=True)
    ]
