"""The log as text: one JSON object a line, the form in which other programs write and read events."""

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from kfterm.log.rows import Row
from kfterm.log.store import Log

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_encode = msgspec.json.Encoder().encode


def export(log: Log, out: BinaryIO, at_text: Callable[[int], str]) -> int:
    """Write every row as one line, in the order of writing. `at_text` says a moment as RFC 3339. Gives the count."""
    count = 0
    for row in log.rows():
        out.write(line(row, at_text))
        out.write(b"\n")
        count += 1
    return count


def line(row: Row, at_text: Callable[[int], str]) -> bytes:
    """One row: the log's columns, then the fields of the body as they stand there, byte for byte.

    `version` is named only where it is not 1, so that a line looks like the ones people write.
    """
    fields = _fields(row.body)
    fields.pop("kind", None)
    said: dict[str, object] = {"kind": row.kind, "at": at_text(row.at), "by": row.by, "id": row.id}
    if row.version != 1:
        said["version"] = row.version
    said["recorded"] = at_text(row.recorded)
    return _encode({**said, **fields})
