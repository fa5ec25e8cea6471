"""The picture that stands for a summary where it is shared."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from app.charts.shapes import MARKS
from app.report.content import SummaryContent
from app.report.marks import SHAPES
from app.report.picture import HEIGHT, WIDTH, outline_of
from app.report.web import picture_of

Make = Callable[..., SummaryContent]


def opened(content: SummaryContent) -> Image.Image:
    return Image.open(io.BytesIO(picture_of(content))).convert("RGB")


@pytest.mark.parametrize("position", MARKS)
def test_every_mark_has_an_outline_inside_its_square(position: int) -> None:
    points = outline_of(str(MARKS[position]))

    assert len(points) >= 3
    assert all(0 <= x <= 24 and 0 <= y <= 24 for x, y in points)
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))) / 2
    assert 100 < area < 330


def test_every_group_that_came_is_in_it(make: Make) -> None:
    colours = {colour for count, colour in opened(make(groups=8)).getcolors(WIDTH * HEIGHT) or [] if count > 300}

    for _shape, colour, _on_light in SHAPES.values():
        wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert any(max(abs(a - b) for a, b in zip(wanted, found, strict=True)) < 12 for found in colours), colour  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["", "A" * 1000, "ord " * 200, "👍 中文 العربية \u202e \x00", "Čálli ŋáŧŧi"])
def test_any_title_can_be_drawn(make: Make, title: str) -> None:
    assert opened(make(title=title)).size == (WIDTH, HEIGHT)


def test_nobody_came_and_there_is_a_picture_still(make: Make) -> None:
    assert opened(make(groups=2, joined=0, advice=(), inputs=())).size == (WIDTH, HEIGHT)


def test_the_same_content_gives_the_same_picture(make: Make) -> None:
    assert picture_of(make()) == picture_of(make())
