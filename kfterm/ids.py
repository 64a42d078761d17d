"""Keys: the id of an event, derived from its content so that saying the same thing twice writes it once."""

import hashlib
import re

_MADE = re.compile(r"[0-9a-f]{16,}(-[0-9a-f-]+)?")
_SHORT = 8
_PLAIN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]+")


def content_id(kind: str, at: int, by: str, body: bytes) -> str:
    """The id of an event that was given none: the same content always has the same id."""
    digest = hashlib.sha256(b"\n".join((kind.encode(), str(at).encode(), by.encode(), body)))
    return digest.hexdigest()[:20]


def short(key: str) -> str:
    """Enough of an id to find it by: the beginning of one that was made from content, a typed one whole."""
    return key[:_SHORT] if _MADE.fullmatch(key) else key


def is_plain(key: str) -> bool:
    """Whether a staff id (or another key) has no spaces and no control characters."""
    return _PLAIN.fullmatch(key) is not None
