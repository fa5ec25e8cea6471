"""The cover's field of marks: one for each person who came, mixed as at the tables, always alike."""

import random
from dataclasses import dataclass
from math import ceil, sqrt

MOST_MARKS = 400
PEOPLE_PER_MARK = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
CELL = 24  # a shape's own square
STRIDE = 29.28  # the square and the air beside it
FEWEST_COLUMNS = 4  # so that one person is not a shape of 17 cm

# position: (shape inside 24 by 24, its colour on the dark cover); the same shapes as static/report/marks/
SHAPES = {
    1: ('<circle cx="12" cy="12" r="8.5"/>', "#72b8f2"),
    2: ('<path d="M4.5 4.5h15v15h-15z"/>', "#f5c25f"),
    3: ('<path d="M12 3.5 21.5 19.5h-19z"/>', "#68ca80"),
    4: ('<path d="M12 2 22 12 12 22 2 12z"/>', "#a98ce4"),
    5: ('<path d="M7.2 3.7h9.6L21.6 12l-4.8 8.3H7.2L2.4 12z"/>', "#eb7955"),
    6: ('<path d="M12 2c3 4 6.8 7.6 6.8 12.2a6.8 6.8 0 0 1-13.6 0C5.2 9.6 9 6 12 2z"/>', "#f197c2"),
    7: ('<path d="M8.5 3.5h7v5h5v7h-5v5h-7v-5h-5v-7h5z"/>', "#7ad7d1"),
    8: ('<path d="M2.5 16.5a9.5 9.5 0 0 1 19 0z"/>', "#b7a897"),
}


@dataclass(frozen=True, slots=True)
class PlacedMark:
    x: float
    y: float
    shape: str  # SVG of ours
    colour: str


@dataclass(frozen=True, slots=True)
class Field:
    marks: tuple[PlacedMark, ...]
    people_per_mark: int
    side: float  # of the square viewBox


def field_of(joined: dict[int, int], seed: str) -> Field:
    """`joined` is people by the group's position. A group that came has a mark, however few they are."""
    each = next((k for k in PEOPLE_PER_MARK if ceil(sum(joined.values()) / k) <= MOST_MARKS), PEOPLE_PER_MARK[-1])
    counts = {position: max(1, round(people / each)) for position, people in joined.items() if people}
    columns = ceil(sqrt(sum(counts.values())))
    order = mixed(counts, columns, seed)
    marks = tuple(
        PlacedMark(round(index % columns * STRIDE, 2), round(index // columns * STRIDE, 2), *SHAPES[position])
        for index, position in enumerate(order)
    )
    return Field(marks, each, round((max(columns, FEWEST_COLUMNS) - 1) * STRIDE + CELL, 2))


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
