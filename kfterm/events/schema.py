"""The JSON Schema of a line, for the programs that write these files."""

from typing import Any

import msgspec

from kfterm.events.base import version_of
from kfterm.events.registry import KINDS

_ENVELOPE: dict[str, Any] = {
    "at": {"type": "string", "format": "date-time", "description": "RFC 3339 with offset"},
    "by": {"type": "string", "description": "staff id, `system` or `import:<source>`"},
    "id": {"type": "string", "description": "derived from the content when absent"},
    "recorded": {"type": "string", "format": "date-time", "description": "written by `export` only"},
}


def json_schema() -> dict[str, Any]:
    """All kinds as one JSON Schema (2020-12)."""
    kinds = []
    definitions: dict[str, Any] = {}
    for kind, cls in sorted(KINDS.items()):
        (reference,), components = msgspec.json.schema_components([cls], ref_template="#/$defs/{name}")
        schema = components.pop(reference["$ref"].rpartition("/")[2])
        definitions.update(components)
        schema["properties"] = _ENVELOPE | schema["properties"]
        schema["properties"]["kind"] = {"const": kind}
        schema["required"] = ["kind", "at", *(n for n in schema.get("required", []) if n not in ("kind", cls.KEY))]
        schema["title"] = kind
        schema["version"] = version_of(cls)
        kinds.append(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kfterm events, one object a line",
        "oneOf": kinds,
        "$defs": definitions,
    }
