"""The summary as JSON for other programs, and the JSON Schema of it, made from the content model's own types.

.venv/bin/python -m app.report.schema >docs/summary.schema.json
"""

import json
import sys
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal, Union, cast, get_args, get_origin

from app.report.codec import hints_of, plain
from app.report.content import SummaryContent

FORMAT = "dialog-summary"
VERSION = 1
"""Raise it when a field changes its meaning or goes; docs/summary-schema.md says what each version is."""

Schema = dict[str, Any]
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "description": "ISO 8601, the wall clock of the conference, without a zone"},
    time: {"type": "string", "description": "ISO 8601, the wall clock of the conference, without a zone"},
}


def json_of(content: SummaryContent) -> bytes:
    """UTF-8, indented, with the name and version of the format."""
    whole = {"format": FORMAT, "version": VERSION, "summary": plain(content)}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def schema() -> Schema:
    """JSON Schema, draft 2020-12."""
    definitions: dict[str, Schema] = {}
    summary = _of(SummaryContent, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}, "summary": summary},
        "required": ["format", "version", "summary"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(part, definitions) for part in parts]}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple and parts[-1] is Ellipsis:
        return {"type": "array", "items": _of(parts[0], definitions)}
    if origin is tuple:
        each = [_of(part, definitions) for part in parts]
        return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
    if is_dataclass(kind):
        return {"$ref": f"#/$defs/{_defined(cast(type, kind), definitions)}"}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    raise TypeError(f"no schema for {kind!r}")


def _defined(kind: type, definitions: dict[str, Schema]) -> str:
    """The name of its definition, which is made where it is not there yet."""
    name = f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"
    if name not in definitions:
        definitions[name] = {}  # so that a type within itself ends
        hints = hints_of(kind)
        definitions[name] = {
            "type": "object",
            "properties": {
                field.name: _of(hints[field.name], definitions)
                | ({} if field.default is MISSING else {"default": plain(field.default)})
                for field in fields(kind)
            },
            "required": [field.name for field in fields(kind)],
            "additionalProperties": False,
        }
    return name


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
