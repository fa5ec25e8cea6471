"""The picture that stands for a summary where it is shared: PNG, drawn with Pillow, since no such place takes SVG."""

import io
import re
from collections.abc import Sequence

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from app.report.fonts import font_file
from app.report.marks import Field

WIDTH, HEIGHT = 1200, 630
FINER = 3  # drawn so many times as large, then made smaller: round edges
GROUND, INK, SOFT = "#00313e", "#ffffff", "#d9f1f2"
EDGE = 72
FIELD = HEIGHT - 2 * EDGE
TEXT = WIDTH - FIELD - 3 * EDGE
STROKE = 2.5
STEPS = 12
COLOURS = 128
CIRCLE = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/>')
PATH = re.compile(r'<path d="([^"]+)"/>')

Point = tuple[float, float]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw(heading: str, whose: str, when: str, field: Field) -> bytes:
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), GROUND)
    canvas = ImageDraw.Draw(image)
    scale = FIELD * FINER / field.side
    for mark in field.marks:
        x, y = (WIDTH - EDGE - FIELD) * FINER + mark.x * scale, EDGE * FINER + mark.y * scale
        outline = [(x + px * scale, y + py * scale) for px, py in outline_of(str(mark.shape))]
        canvas.polygon(outline, fill=mark.colour)
        # The round corners are the stroke's, as in the page's own symbols.
        canvas.line([*outline, *outline[:2]], fill=mark.colour, width=round(STROKE * scale), joint="curve")
    y = float(EDGE)
    for text, style, size, colour, most in (
        (heading, "Bold", 68, INK, 2),
        (whose, "Regular", 36, INK, 4),
        (when, "Regular", 27, SOFT, 2),
    ):
        font = _font(size, style)
        for line in _lines(text, font, most):
            canvas.text((EDGE * FINER, y * FINER), line, font=font, fill=colour)
            y += size * 1.2
        y += size * 0.5
    file = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(COLOURS).save(file, "PNG")
    return file.getvalue()


def outline_of(shape: str) -> list[Point]:
    """Of one of the marks of app/charts/shapes.py, inside 24 by 24."""
    pen = _Outline()
    if circle := CIRCLE.fullmatch(shape):
        x, y, radius = map(float, circle.groups())
        parse_path(
            f"M{x - radius} {y}a{radius} {radius} 0 1 1 {2 * radius} 0a{radius} {radius} 0 1 1 {-2 * radius} 0z", pen
        )
    elif path := PATH.fullmatch(shape):
        parse_path(path[1], pen)
    return pen.points


class _Outline(BasePen):  # type: ignore[misc]  # fontTools has no types
    """The corners of a path, its curves in short straight pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.points: list[Point] = []

    def _moveTo(self, point: Point) -> None:
        self.points.append(point)

    _lineTo = _moveTo

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:
        start: Point = self._getCurrentPoint()
        for step in range(1, STEPS + 1):
            t = step / STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            self.points.append(tuple(_sum(weights, axis) for axis in zip(start, first, second, end, strict=True)))  # type: ignore[arg-type]


def _sum(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _font(size: int, style: str) -> Font:
    """Inter, where the server has it for the PDF; Pillow's own otherwise."""
    path = font_file("Inter Display")
    if path is None:
        return ImageFont.load_default(size * FINER)
    styled = path.with_name(path.name.replace("Regular", style))
    return ImageFont.truetype(styled if styled.exists() else path, size * FINER)


def _lines(text: str, font: Font, most: int) -> list[str]:
    """Broken at spaces, a long word where it must be; what has no room is cut with an ellipsis."""
    lines, room = [""], TEXT * FINER
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if font.getlength(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" .,") + "…"]
    return lines
