"""The log as it stood when one row was its newest: what a paper is folded from, and folded from again years later.

Nothing written after the row is seen, not even a withdrawal, and the shop is judged at the moment the row was recorded.
So the same row gives the same paper for as long as the log lasts, whatever the clock says.
"""

import re

from kfterm.folds.shop import Shop, project
from kfterm.log.rows import Head
from kfterm.log.store import Log
from kfterm.month.judge import Judge
from kfterm.periods import month_of
from kfterm.problems import refused
from kfterm.replay.effective import withdrawn
from kfterm.replay.frame import calendar_of, rules_of, since

_HEX = re.compile("[0-9a-f]{8,64}")
_MANY = 100
"""So many rows with the same first digits are looked at; four bytes name a row of any shop."""


def judge_at(log: Log, seq: int, day: int | None = None) -> Judge:
    """The shop folded from the rows up to this one, judged at the moment it was recorded (milliseconds).

    `day`: the earliest day that will be looked at; passing facts are read from before its month on. Without it the day
    of the row itself.
    """
    row = log.row(seq)
    if row is None:
        raise refused(f"日志里没有第 {seq} 行", f"the log has no row {seq}")
    rules = rules_of(log, seq)
    calendar = calendar_of(rules)
    own = calendar.day(row.recorded)
    start = since(rules, calendar, month_of(own if day is None else min(day, own)))
    shop = Shop()
    project(shop, log.facts(since=start, upto_seq=seq), withdrawn(log, upto_seq=seq))
    return Judge(shop, calendar, row.recorded)


def row_of(log: Log, head: str) -> Head:
    """The row whose hash is printed on a paper: the whole of it, or at least its first eight hex digits.

    Raises Refused for what is no head, for one that is not in this log, and for digits that several rows begin with.
    """
    typed = head.strip().lower()
    if not _HEX.fullmatch(typed):
        raise refused(
            f"{head.strip()[:70]!r} 不是纸上的链头:至少 8 位十六进制数字",
            f"{head.strip()[:70]!r} is not a head as printed: at least 8 of its hexadecimal digits",
        )
    rows = log.by_hash(bytes.fromhex(typed[: len(typed) // 2 * 2]), _MANY)
    found = [Head(seq, hash_) for seq, hash_ in rows if hash_.hex().startswith(typed)]
    if not found:
        raise refused(
            f"链头 {typed[:8]} 不在这个记录里:是不是另一个数据库的纸",
            f"the head {typed[:8]} is not in this log: is the paper of another database?",
        )
    if len(found) > 1:
        seqs = ", ".join(f"#{each.seq}" for each in reversed(found))
        raise refused(
            f"链头 {typed} 有几行都对:{seqs};多写几位", f"several rows begin with {typed}: {seqs}; give more digits"
        )
    return found[0]
