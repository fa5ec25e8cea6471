"""Content to JSON and back, for any tree of dataclasses: the renderer's input and the JSON that the team downloads.

A dataclass is an object of its fields, a tuple a list, a moment ISO 8601. Where a field may hold one of several
dataclasses, the one with just these fields is taken, so no two of them may have the same.
"""

import json
import types
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Content = TypeVar("Content")


def to_json(content: Any) -> str:
    """Canonical: the same content is always the same string."""
    return json.dumps(plain(content), sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """Of lists, dicts, texts and numbers alone."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, (date, time)) else value


def from_json(kind: type[Content], text: str) -> Content:
    """What to_json() wrote. Raises ValueError, KeyError or TypeError for anything else."""
    return cast(Content, _read(kind, json.loads(text)))


def _read(kind: Any, raw: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_one_of(get_args(kind), raw)
    if origin is Literal:
        return _among(raw, get_args(kind))
    if origin is tuple:
        part, *rest = get_args(kind)
        parts = [part] * len(raw) if rest == [...] else [part, *rest]
        return tuple(_read(one, item) for one, item in zip(parts, raw, strict=True))
    if is_dataclass(kind):
        if not isinstance(raw, dict):
            raise TypeError(f"an object expected, not {raw!r}")
        known = hints_of(cast(type, kind))
        return cast(type, kind)(**{name: _read(known[name], item) for name, item in raw.items()})
    if issubclass(kind, (datetime, date, time)):
        return kind.fromisoformat(raw)
    if issubclass(kind, Enum):
        return kind(raw)
    if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
        raise TypeError(f"{kind.__name__} expected, not {raw!r}")
    return raw


def _read_one_of(kinds: tuple[Any, ...], raw: Any) -> Any:
    if raw is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is not type(None) and _may_be(kind, raw):
            with suppress(TypeError, ValueError):
                return _read(kind, raw)
    raise TypeError(f"none of {kinds} can be {raw!r}")


def _may_be(kind: Any, raw: Any) -> bool:
    if not is_dataclass(kind):
        return not isinstance(raw, dict)
    return isinstance(raw, dict) and raw.keys() == hints_of(cast(type, kind)).keys()


def _among(raw: Any, allowed: tuple[Any, ...]) -> Any:
    if raw not in allowed:
        raise ValueError(f"{raw!r} is none of {allowed}")
    return raw


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """The types of a dataclass's fields."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
