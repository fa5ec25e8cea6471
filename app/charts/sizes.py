"""The four pictures of every chart. A unit of length is a pixel where the picture is shown at its own width."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Size:
    name: str
    width: float
    text: float
    small: float
    strong: float
    """What was chosen, and the one number of a row."""
    unit: float
    """What air, bars and knobs are multiples of."""
    height: float = 0
    """That must hold it all; 0: as high as it gets."""

    @property
    def is_narrow(self) -> bool:
        """Labels stand above, not beside."""
        return self.name == "narrow"


NARROW = Size("narrow", width=340, text=17, small=15, strong=20, unit=4)
"""A phone: 288 to 430 pixels."""
WIDE = Size("wide", width=660, text=14, small=12, strong=16, unit=4)
"""A laptop."""
PAPER = Size("paper", width=760, text=14, small=12, strong=16, unit=3)
"""A4 between its margins, at 9 points, as close as the tables below it."""
SCREEN = Size("screen", width=1776, text=40, small=34, strong=60, unit=20, height=720)
"""The hall's stage, 111 by 45 rem: nothing under 34 of 1,920 pixels. It holds 20 bars, the support for 3 things in 8
groups, 10 points of importance, and 6 rows of a scale or 7 gaps whose names have one line (with two: 4 of each). With
more the whole picture shrinks."""
SIZES = {size.name: size for size in (NARROW, WIDE, PAPER, SCREEN)}
TIGHTEST = 3
"""The unit under which air is no air any more."""
TRIES = 3
NEARLY_NOTHING = 0.04


class Drawn(Protocol):
    @property
    def height(self) -> float: ...


D = TypeVar("D", bound=Drawn)


def fitted(size: Size, draw: Callable[[Size], D]) -> D:
    """Drawn with as much air as the height allows. Letters keep their size: it must be read from the back row."""
    loose = draw(size)
    if not size.height or loose.height <= size.height:
        return loose
    best = draw(replace(size, unit=TIGHTEST))
    if best.height >= size.height:
        return best
    low, high = float(TIGHTEST), size.unit
    for _ in range(TRIES):
        # The height grows with the unit, nearly in a line.
        part = (size.height - best.height) / (loose.height - best.height)
        if part <= NEARLY_NOTHING:
            break
        unit = low + part * (high - low)
        tried = draw(replace(size, unit=unit))
        if tried.height <= size.height:
            best, low = tried, unit
        else:
            loose, high = tried, unit
    return best
