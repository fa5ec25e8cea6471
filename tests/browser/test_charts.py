"""The charts in a browser: one picture at a time, accessible, readable on the smallest phone and from the back row."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from app import create_app
from app.config import Config
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Browsers
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import free_port
from tests.charts.gallery import add_gallery
from tests.charts.samples import SAMPLES

NARROW = {"width": 320, "height": 640}
SHOWN = """() => ["narrow", "wide"].map(
    size => [...document.querySelectorAll(`.chart-${size}`)].filter(picture => picture.checkVisibility()).length)"""
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll("figure svg text")].filter(
    text => text.checkVisibility() && text.textContent.trim()).map(
    text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
WIDER_THAN_ITS_PICTURE = """() => [...document.querySelectorAll("figure svg text")].filter(text => {
    const box = text.getBoundingClientRect(), picture = text.ownerSVGElement.getBoundingClientRect();
    return text.checkVisibility() && (box.left < picture.left - 2 || box.right > picture.right + 2);
}).map(text => text.textContent)"""
PICTURES = sum(not chart.is_empty for _, chart in SAMPLES.values())


@pytest.fixture
def gallery(config: Config) -> Iterator[str]:
    app = create_app(config)
    add_gallery(app)
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/gallery"
    server.shutdown()
    thread.join()
    server.server_close()


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")


@pytest.mark.parametrize(
    ("size", "bundle", "shown", "letters"),
    [(NARROW, "phone", [PICTURES, 0], 12), (PHONE, "phone", [PICTURES, 0], 14), (LAPTOP, "desk", [0, PICTURES], 12)],
    ids=["320", "390", "laptop"],
)
def test_charts_on_phone_and_laptop(
    gallery: str,
    browsers: Browsers,
    size: dict[str, int],
    bundle: str,
    shown: list[int],
    letters: int,
) -> None:
    page = browsers.open(size)
    page.goto(f"{gallery}?bundle={bundle}")

    assert page.evaluate(SHOWN) == shown
    assert page.evaluate(SMALLEST_LETTERS) >= letters
    assert page.evaluate(WIDER_THAN_ITS_PICTURE) == []
    unfold(page)
    assert axe_findings(page) == []
    assert not has_sideways_scroll(page)


def test_dark_charts_have_the_colours_of_the_dark_tokens(gallery: str, browsers: Browsers) -> None:
    fills = []
    for scheme in ("light", "dark"):
        page = browsers.open(color_scheme=scheme)
        page.goto(gallery)
        fills.append(page.eval_on_selector(".chart-won", "bar => getComputedStyle(bar).fill"))

    assert fills == ["rgb(5, 80, 97)", "rgb(127, 202, 211)"]


def test_charts_on_the_halls_screen(gallery: str, browsers: Browsers) -> None:
    screen = browsers.open(PROJECTOR)
    for name in (
        "vote",
        "tie",
        "twenty",
        "reveal",
        "turnout",
        "gaps",
        "gaps_by_group",
        "importance",
        "support",
        "eight",
    ):
        screen.goto(f"{gallery}/stage?name={name}")
        assert screen.evaluate(SMALLEST_LETTERS) >= 33.9, name
        assert screen.evaluate(WIDER_THAN_ITS_PICTURE) == [], name
        assert axe_findings(screen) == [], name
        picture, foot = (screen.locator(what).bounding_box() for what in ("figure svg", ".foot"))
        assert picture
        assert foot
        assert picture["y"] + picture["height"] <= foot["y"], name
