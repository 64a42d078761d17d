"""The JSON Schema of a line, for the programs that write these files."""

from collections.abc import Mapping
from types import MappingProxyType
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


def json_schema(
    fields: Mapping[str, dict[str, Any]] = MappingProxyType({}),
    only: Mapping[tuple[str, str], dict[str, Any]] = MappingProxyType({}),
) -> dict[str, Any]:
    """All kinds as one JSON Schema (2020-12); what is known about a field of a name, or about one of one kind, is added."""
    kinds = []
    definitions: dict[str, Any] = {}
    for kind, cls in sorted(KINDS.items()):
        (reference,), components = msgspec.json.schema_components([cls], ref_template="#/$defs/{name}")
        schema = components.pop(reference["$ref"].rpartition("/")[2])
        definitions.update(components)
        told = {name: fields.get(name, {}) | only.get((kind, name), {}) for name in schema["properties"]}
        own = {name: _told(each, told[name]) for name, each in schema["properties"].items()}
        schema["properties"] = _ENVELOPE | own
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


def _told(schema: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """A field with what is known about it; where it may be null, what is known is about the other case."""
    if "anyOf" not in schema or ("enum" not in told and "items" not in told):
        return schema | told
    cases = [each if each.get("type") == "null" else each | told for each in schema["anyOf"]]
    return schema | {"anyOf": cases}
