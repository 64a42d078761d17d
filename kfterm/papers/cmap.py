"""Which characters a font can draw: a reader of the `cmap` table of an OpenType file, formats 4 and 12."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_END = 0xFFFF


@cache
def covered(font: Path) -> frozenset[int]:
    """Every code point with a glyph. Raises ValueError for a file that is not such a font."""
    data = font.read_bytes()
    try:
        return frozenset(_codes(data, _table(data)))
    except struct.error as error:
        raise ValueError(f"{font.name}: {error}") from error


def _table(data: bytes) -> int:
    """Where the cmap begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("no cmap table")


def _codes(data: bytes, cmap: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * index)
        (kind,) = struct.unpack_from(">H", data, cmap + offset)
        if kind == 4:
            yield from _segments(data, cmap + offset)
        elif kind == 12:
            yield from _groups(data, cmap + offset)


def _groups(data: bytes, at: int) -> Iterator[int]:
    """Format 12: groups of (first code, last code, first glyph)."""
    (count,) = struct.unpack_from(">L", data, at + 12)
    for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count]):
        yield from range(first if glyph else first + 1, last + 1)


def _segments(data: bytes, at: int) -> Iterator[int]:
    """Format 4: segments of end code, start code, delta, and an offset into a list of glyphs."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, _END - 1) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, offsets_at + 2 * index + offset + 2 * (code - start))
            if (glyph + delta) & _END if glyph or not offset else 0:
                yield code
