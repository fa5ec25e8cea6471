"""The cover's field of marks: one for each person who came, mixed as at the tables, always alike."""

import random
from dataclasses import dataclass
from math import ceil, sqrt

from markupsafe import Markup

from app.charts.colours import COLOURS
from app.charts.shapes import MARKS

MOST_MARKS = 400
PEOPLE_PER_MARK = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
CELL = 24  # a shape's own square
STRIDE = 29.28  # the square and the air beside it
FEWEST_COLUMNS = 4  # so that one person is not a shape of 17 cm

# By position: the shape inside 24 by 24, and its colour on the dark cover and on the light one.
_ON_DARK = ("#72b8f2", "#f5c25f", "#68ca80", "#a98ce4", "#eb7955", "#f197c2", "#7ad7d1", "#b7a897")
SHAPES = {
    position: (MARKS[position], colour, COLOURS[f"group-{position}"])
    for position, colour in enumerate(_ON_DARK, start=1)
}


@dataclass(frozen=True, slots=True)
class PlacedMark:
    x: float
    y: float
    shape: Markup
    colour: str
    """On the dark cover."""
    on_light: str


@dataclass(frozen=True, slots=True)
class Field:
    marks: tuple[PlacedMark, ...]
    people_per_mark: int
    side: float  # of the square viewBox


def field_of(joined: dict[int, int], seed: str) -> Field:
    """`joined` is people by the group's position. A group that came has a mark, however few they are."""
    each = next((k for k in PEOPLE_PER_MARK if ceil(sum(joined.values()) / k) <= MOST_MARKS), PEOPLE_PER_MARK[-1])
    counts = {position: max(1, round(people / each)) for position, people in joined.items() if people}
    columns = columns_for(sum(counts.values()))
    order = mixed(counts, columns, seed)
    marks = tuple(
        PlacedMark(round(index % columns * STRIDE, 2), round(index // columns * STRIDE, 2), *SHAPES[position])
        for index, position in enumerate(order)
    )
    return Field(marks, each, round((max(columns, FEWEST_COLUMNS) - 1) * STRIDE + CELL, 2))


def columns_for(marks: int) -> int:
    """As square as it gets, but rather one or two columns more than a last row with holes."""
    square = ceil(sqrt(marks))
    return min(range(square, square + 3), key=lambda columns: (-marks % columns if columns else 0, columns))


def mixed(counts: dict[int, int], columns: int, seed: str) -> list[int]:
    """Shuffled, then swapped until no two equal marks stand beside or above each other, or no swap helps."""
    chance = random.Random(seed)  # noqa: S311  # a picture, not a secret
    order = [position for position, count in sorted(counts.items()) for _ in range(count)]
    chance.shuffle(order)
    for _ in range(8):
        touching = [index for index in range(len(order)) if _touches(order, columns, index)]
        helped = [_swap_away(order, columns, index, chance) for index in touching]
        if not any(helped):
            break
    return order


def _touches(order: list[int], columns: int, index: int) -> int:
    """How many of the four neighbours are equal to this one."""
    beside = [index - columns, index + columns]
    beside += [index - 1] if index % columns else []
    beside += [index + 1] if (index + 1) % columns else []
    return sum(0 <= other < len(order) and order[other] == order[index] for other in beside)


def _swap_away(order: list[int], columns: int, index: int, chance: random.Random) -> bool:
    for other in chance.sample(range(len(order)), len(order)):
        before = _touches(order, columns, index) + _touches(order, columns, other)
        order[index], order[other] = order[other], order[index]
        if _touches(order, columns, index) + _touches(order, columns, other) < before:
            return True
        order[index], order[other] = order[other], order[index]
    return False
