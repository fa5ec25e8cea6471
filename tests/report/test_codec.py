"""Content to JSON and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

import pytest

from app.report.codec import from_json, to_json


class Shade(StrEnum):
    LIGHT = "light"


@dataclass(frozen=True)
class Circle:
    radius: float


@dataclass(frozen=True)
class Square:
    side: int | Shade
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    shapes: tuple[Circle | Square, ...]
    day: date
    at: time | None
    made: datetime | None = None
    is_good: bool = True


PICTURES = [
    Picture((Circle(1.5), Square(2, ("a", "b")), Square(Shade.LIGHT)), date(2026, 11, 19), time(8, 30)),
    Picture((), date(2026, 11, 19), None, datetime(2026, 11, 19, 15, 0, 1, tzinfo=UTC), is_good=False),
]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_tree_comes_back_as_it_was(picture: Picture) -> None:
    assert from_json(Picture, to_json(picture)) == picture


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "nonsense",
        to_json(PICTURES[1]).replace("2026-11-19", "yesterday"),
        to_json(PICTURES[1]).replace("false", '"no"'),
        to_json(PICTURES[0]).replace("radius", "diameter"),
        to_json(PICTURES[0]).replace('"light"', '"dark"'),
        to_json(PICTURES[1]).replace('"is_good"', '"is_bad"'),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(Picture, text)
