"""The pieces of a drawing. As HTML each is the attributes of its element; the templates write the elements."""

from dataclasses import dataclass

from markupsafe import Markup

from app.charts.colours import COLOURS

MARKS = {
    1: Markup('<circle cx="12" cy="12" r="8.5"/>'),
    2: Markup('<path d="M4.5 4.5h15v15h-15z"/>'),
    3: Markup('<path d="M12 3.5 21.5 19.5h-19z"/>'),
    4: Markup('<path d="M12 2 22 12 12 22 2 12z"/>'),
    5: Markup('<path d="M7.2 3.7h9.6L21.6 12l-4.8 8.3H7.2L2.4 12z"/>'),
    6: Markup('<path d="M12 2c3 4 6.8 7.6 6.8 12.2a6.8 6.8 0 0 1-13.6 0C5.2 9.6 9 6 12 2z"/>'),
    7: Markup('<path d="M8.5 3.5h7v5h5v7h-5v5h-7v-5h-5v-7h5z"/>'),
    8: Markup('<path d="M2.5 16.5a9.5 9.5 0 0 1 19 0z"/>'),
}
"""Of the eight target groups, inside 24 by 24, as in components/marks.svg, which paper has not."""


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    tone: str = ""
    """Empty: the template says how it looks."""

    @property
    def bare(self) -> "Box":
        return Box(self.x, self.y, self.width, self.height)

    def __html__(self) -> str:
        place = f'x="{self.x:.1f}" y="{self.y:.1f}" width="{self.width:.1f}" height="{self.height:.1f}"'
        return f'{place} fill="{COLOURS[self.tone]}" class="chart-{self.tone}"' if self.tone else place


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float

    def __html__(self) -> str:
        return f'cx="{self.x:.1f}" cy="{self.y:.1f}" r="{self.radius:.1f}"'


@dataclass(frozen=True, slots=True)
class Stroke:
    path: str
    tone: str
    thickness: float

    def __html__(self) -> str:
        line = f'd="{self.path}" stroke="{COLOURS[self.tone]}" stroke-width="{self.thickness:.1f}"'
        return f'{line} fill="none" class="chart-stroke-{self.tone}"'


def across(x1: float, x2: float, y: float, tone: str, thickness: float) -> Stroke:
    return Stroke(f"M{x1:.1f} {y:.1f}H{x2:.1f}", tone, thickness)


def down(x: float, y1: float, y2: float, tone: str, thickness: float) -> Stroke:
    return Stroke(f"M{x:.1f} {y1:.1f}V{y2:.1f}", tone, thickness)


@dataclass(frozen=True, slots=True)
class Mark:
    """A target group's shape, beside its name or under its bar."""

    number: int
    x: float
    y: float
    side: float

    @property
    def shape(self) -> Markup:
        return MARKS[self.number]

    def __html__(self) -> str:
        colour = COLOURS[f"group-{self.number}"]
        place = f'transform="translate({self.x:.1f} {self.y:.1f}) scale({self.side / 24:.3f})"'
        look = f'fill="{colour}" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"'
        return f'{place} {look} class="chart-mark" data-group="{self.number}"'


def mark_beside(number: int, x: float, middle: float, letters: float) -> Mark | None:
    """As high as the letters of the line that it stands on; None for nobody's."""
    side = 1.1 * letters
    return Mark(number, x, middle - side / 2, side) if number else None
