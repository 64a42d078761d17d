"""The ledger of packets owed to colleagues: what was sent pays what is open, what is late doubles once (R8-3.3)."""

from collections.abc import Sequence

from kfterm.month.judge import Judge
from kfterm.month.model import Packet
from kfterm.periods import monday
from kfterm.rulebook.attendance_rules import PacketLedger


def settle(judge: Judge, staff: str, packets: Sequence[Packet]) -> list[Packet]:
    """Packets after everything that was sent and published, in the order in which they were incurred."""
    ledger = sorted(packets, key=lambda packet: (packet.day, packet.at))
    sent = [(at, "sent", fen, seq) for at, fen, seq in judge.shop.attendance.packets.get(staff, [])]
    published = [(at, "week", week, seq) for week, at, seq in judge.shop.attendance.published]
    for at, what, value, seq in sorted([*sent, *published], key=lambda each: (each[0], each[3])):
        if what == "sent":
            _pay(ledger, at, value, seq)
        else:
            _double(judge, ledger, value, seq)
    return ledger


def _pay(ledger: list[Packet], at: int, fen: int, seq: int) -> None:
    """A payment goes to the open packet of exactly that amount, the oldest first; else to the oldest ones."""
    known = [index for index, packet in enumerate(ledger) if packet.owed_fen > 0 and packet.at <= at]
    exact = [index for index in known if ledger[index].owed_fen == fen]
    for index in exact[:1] or known:
        packet = ledger[index]
        part = min(fen, packet.owed_fen)
        if part <= 0:
            break
        ledger[index] = packet._replace(paid_fen=packet.paid_fen + part, events=(*packet.events, seq))
        fen -= part


def _double(judge: Judge, ledger: list[Packet], week: int, seq: int) -> None:
    for index, packet in enumerate(ledger):
        if monday(packet.day) != week or packet.doubled or packet.owed_fen <= 0:
            continue
        rulebook = judge.plan.rulebook(packet.day)
        rule = rulebook.one(PacketLedger) if rulebook else None
        if rule is not None:
            more = packet.owed_fen * (rule[1].multiplier - 1)
            ledger[index] = packet._replace(fen=packet.fen + more, doubled=True, events=(*packet.events, seq))
