"""The present state of a shop, kept up to date while this and other terminals write.

A fact that arrives late is folded where it happened: the state goes back to a snapshot from before it and forward
again. Snapshots are taken every few minutes of the shop's time; the newest ones also lie in the cache beside the log.
"""

from collections.abc import Sequence

from kfterm.events.base import kind_of
from kfterm.events.conduct import EntryWithdrawn
from kfterm.events.rules import RulebookAdopted, SettingChanged
from kfterm.folds.shop import Shop, project
from kfterm.log.rows import Tail
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.month.model import Corrections
from kfterm.periods import MINUTE, Calendar, month, month_of
from kfterm.replay import checkpoint
from kfterm.replay.checkpoint import Checkpoint
from kfterm.replay.corrections import Corrector
from kfterm.replay.effective import withdrawn
from kfterm.replay.frame import calendar_of, rules_of, since

_EVERY = 5 * MINUTE
_KEEP_RECENT = 12
_KEEP = 36
_MANY = 20_000
"""Rows after whose folding the state is put into the cache at once: whoever opens next need not do it again."""
_WITHDRAWN = kind_of(EntryWithdrawn)
_FRAME = frozenset({kind_of(RulebookAdopted), kind_of(SettingChanged)})
"""Kinds that may change the zone or the span that has to be read."""


class Live:
    """A shop that follows its log."""

    def __init__(self, log: Log, now: int) -> None:
        self.log = log
        self.version = 0
        """Grows whenever the state changed."""
        self.seq = 0
        self.shop = Shop()
        self._now = now
        self._minute = now // MINUTE
        self._skip = withdrawn(log)
        self._judge: Judge | None = None
        self._corrector = Corrector(log)
        self._corrections: Corrections | None = None
        """What is booked of closed months in the present one; None: to be found out."""
        self.calendar: Calendar = calendar_of(rules_of(log))
        self.month = month_of(self.calendar.day(now)).label
        self._snapshots = [each for each in checkpoint.read(log, self.month) if self._holds(each)]
        if self._snapshots:
            self._go_back(self.log.head().seq, None)
        else:
            self._refold()

    def judge(self, now: int) -> Judge:
        """The state as it is judged now. The same object until something changes or a minute passes."""
        minute = now - now % MINUTE
        if self._judge is None or self._judge.asof != minute:
            if self._corrections is None:
                self._corrections = self._corrector.into(self.month, self.shop.rules, self.seq)
            self._judge = Judge(self.shop, self.calendar, minute, self._corrections)
        return self._judge

    def follow(self, now: int) -> list[Tail]:
        """What was written since the last look, by whomever; the state knows it afterwards."""
        self._now = now
        if now // MINUTE != self._minute:  # a month does not end within one
            self._minute = now // MINUTE
            label = month_of(self.calendar.day(now)).label
            if label != self.month:
                self.month = label
                self._refold()
        return self._catch_up() if self.log.changed() else []

    def took(self, rows: Sequence[Tail] = ()) -> Sequence[Tail]:
        """The same after an append of our own, which does not show as a change.

        `rows` is what was written: it need not be read again where nobody wrote in between.
        """
        if rows and rows[0].seq == self.seq + 1 and rows[-1].seq == self.seq + len(rows):
            self._take(rows)
            return rows
        return self._catch_up()

    @property
    def withdrawn(self) -> frozenset[int]:
        """The rows that no longer count."""
        return self._skip

    def save(self) -> None:
        """Put the newest snapshots into the cache beside the log, for the next opening."""
        if not self.log.read_only:
            self._snapshot()
            checkpoint.store(self.log.path, [*self._snapshots[:1], *self._snapshots[1:][-2:]])

    def _catch_up(self) -> list[Tail]:
        tail = self.log.tail(self.seq)
        if tail:
            self._take(tail)
        return tail

    def _take(self, tail: Sequence[Tail]) -> None:
        """Fold the next rows of the log."""
        earliest = min(row.at for row in tail)
        booked = self._corrections
        if any(self._corrector.concerns(row, self.month, self.shop.rules, booked) for row in tail):
            self._corrections = None
        taken_back = self._withdraw() if any(row.kind == _WITHDRAWN for row in tail) else []
        earliest = min([earliest, *taken_back])
        if any(row.kind in _FRAME for row in tail):
            self._refold()
        elif taken_back or earliest < self.shop.last_at:
            self._go_back(tail[-1].seq, earliest)
        else:
            ordered = sorted(tail, key=lambda row: (row.at, row.seq))
            project(self.shop, ((row.seq, row.at, row.body) for row in ordered), self._skip)
            self.seq = tail[-1].seq
            self._changed()
        if self._snapshots and self.shop.last_at - self._snapshots[-1].last_at > _EVERY:
            self._snapshot()

    def _withdraw(self) -> list[int]:
        """Learn what no longer counts; the moments of the rows concerned."""
        before = self._skip
        self._skip = withdrawn(self.log)
        rows = [self.log.row(seq) for seq in before ^ self._skip]
        return [row.at for row in rows if row is not None]

    def _go_back(self, upto: int, at: int | None) -> None:
        """Fold again from the newest snapshot that knows nothing later than a moment, up to a row."""
        while self._snapshots:
            newest = self._snapshots[-1]
            late = [row.at for row in self.log.tail(newest.seq)] if at is None else [at]
            if self._holds(newest) and newest.last_at <= min(late, default=newest.last_at):
                break
            self._snapshots.pop()
        else:
            self._refold()
            return
        self.shop = checkpoint.decode(newest.state)
        self._forward(newest.last_at, newest.seq, upto)

    def _refold(self) -> None:
        """Fold everything the present month needs."""
        self._snapshots = []
        self._corrections = None
        rules = rules_of(self.log)
        self.calendar = calendar_of(rules)
        self._skip = withdrawn(self.log)
        self.shop = Shop()
        head = self.log.head()
        start = since(rules, self.calendar, month(self.month))
        count = project(self.shop, self.log.facts(since=start, until=self._now, upto_seq=head.seq), self._skip)
        self.seq = head.seq
        self._snapshot()
        self._forward(self._now, head.seq, head.seq)
        if count > _MANY:
            self.save()

    def _forward(self, at: int, seq: int, upto: int) -> None:
        """Fold what happened after a moment: up to now, then what claims to happen later."""
        rows = [row for row in self.log.facts_after(at, seq) if row[0] <= upto]
        past = [row for row in rows if row[1] <= self._now]
        project(self.shop, past, self._skip)
        self.seq = upto
        if self._snapshots and self.shop.last_at - self._snapshots[-1].last_at > _EVERY:
            self._snapshot()
        project(self.shop, rows[len(past) :], self._skip)
        self._changed()

    def _holds(self, snapshot: Checkpoint) -> bool:
        return set(snapshot.skip) == {each for each in self._skip if each <= snapshot.seq}

    def _snapshot(self) -> None:
        newest = self._snapshots[-1] if self._snapshots else None
        if newest is not None and (newest.seq, newest.last_at) == (self.seq, self.shop.last_at):
            return
        row = self.log.row(self.seq)
        if row is None or self.shop.last_at > self._now:
            return
        made = Checkpoint(
            program=checkpoint.program(),
            month=self.month,
            seq=self.seq,
            hash=row.hash,
            skip=sorted(each for each in self._skip if each <= self.seq),
            state=checkpoint.encode(self.shop),
            last_at=self.shop.last_at,
        )
        self._snapshots.append(made)
        if len(self._snapshots) > _KEEP:
            # far back a coarser grid is enough: every second one of the older half
            self._snapshots = [*self._snapshots[:-_KEEP_RECENT:2], *self._snapshots[-_KEEP_RECENT:]]

    def _changed(self) -> None:
        self._judge = None
        self.version += 1
