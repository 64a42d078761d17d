"""A closed month: what names it, whether it still says what was frozen, and what was found later (G13)."""

import hashlib
from collections.abc import Iterable

import msgspec

from kfterm.desk.desk import Desk
from kfterm.events.registry import decode
from kfterm.events.rules import MonthClosed
from kfterm.log.store import Log
from kfterm.money import decimal_text, yuan
from kfterm.month.as_json import summary_json
from kfterm.month.model import Correction, Summary
from kfterm.replay.corrections import later
from kfterm.replay.window import closing_of
from kfterm.words import Words


def digest_of(log: Log, found: Summary) -> str:
    """What names a settled month: the same figures, words, clauses and events always have the same digest."""
    made = summary_json(found, lambda seqs: ids_of(log, seqs), 0, "", "en")
    del made["log"], made["closed"]
    return hashlib.sha256(msgspec.json.encode(made, order="sorted")).hexdigest()


def ids_of(log: Log, seqs: Iterable[int]) -> list[str]:
    """The ids of rows; a seq that is not there keeps its number."""
    rows = [(seq, log.row(seq)) for seq in dict.fromkeys(seqs)]
    return [row.id if row else f"#{seq}" for seq, row in rows]


def mismatch(log: Log, found: Summary) -> Words | None:
    """What to say where a closed month comes out differently than it was frozen; None where it does not.

    Only what `kfterm close` froze can be compared: the digests of other programs are of another form.
    """
    closing = closing_of(log, found.month)
    event = decode(closing.body) if closing else None
    if not isinstance(event, MonthClosed) or event.upto is None:
        return None
    digest = digest_of(log, found)
    if digest == event.digest:
        return None
    was, now, seq = event.digest[:12], digest[:12], closing.seq if closing else 0
    return Words(
        f"!!! {found.month} 与结账时不一致:结账 #{seq} 时是 {was},现在算出 {now}。"
        "程序版本或规则不同:以结账时的纸面为准,用结账时的版本核对",
        f"!!! {found.month} is not what was closed: #{seq} froze {was}, this program makes {now}. "
        "Another version or other rules: the paper of the closing holds; check it with the version of then",
    )


def closing_words(desk: Desk, label: str) -> Words | None:
    """`closed 2026-11-02 10:00, position #n, digest …`; None for an open month."""
    closing = closing_of(desk.log, label)
    if closing is None:
        return None
    event = decode(closing.body)
    assert isinstance(event, MonthClosed)
    when, short = desk.live.calendar.text(closing.at), event.digest[:12] or "-"
    zh, en = f"{when} 结账,位置 #{closing.seq},摘要 {short}", f"closed {when}, position #{closing.seq}, digest {short}"
    reason = f" ({event.reason})" if event.reason else ""
    return Words(zh + reason, en + reason)


def later_words(desk: Desk, label: str) -> list[Words]:
    """What was found after a month was closed and changes it: where it is booked, for whom, how much."""
    found = []
    for month, staff, each in later(desk.log, label):
        zh, en = (f"{desk.live.shop.people.name(staff)} {_figures(each).pick(lang)}" for lang in ("zh", "en"))
        found.append(Words(f"以后的更正记入 {month}:{zh}", f"later correction booked in {month}: {en}"))
    return found


def _figures(each: Correction) -> Words:
    """The sums of a correction: yuan, points, packets."""
    fen, packets = sum(line.fen for line in each.lines), sum(packet.fen for packet in each.packets)
    points = sum(entry.points for entry in each.entries)
    zh = [f"{yuan(fen)} 元"] * bool(each.lines) + [f"{decimal_text(points)} 分"] * bool(each.entries)
    en = [f"{yuan(fen)} yuan"] * bool(each.lines) + [f"{decimal_text(points)} points"] * bool(each.entries)
    zh += [f"红包 {yuan(packets)}"] * bool(each.packets)
    en += [f"packets {yuan(packets)}"] * bool(each.packets)
    return Words(" ".join(zh), ", ".join(en))
