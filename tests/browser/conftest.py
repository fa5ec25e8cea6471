"""A real server in a process of its own, and Debian's Chromium."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app import create_app
from app.config import load_config
from app.extensions import db
from app.models import Conference
from tests.browser.nursery import Nursery
from tests.browser.servers import EMAIL, PASSWORD, Server, again, cookies_of_first_account, once

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
NETWORK_IS_AWAY = re.compile(
    r"Failed to load resource|net::ERR|htmx:(sse:)?error: (network error|timeout|.*Failed to fetch)"
)
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1440, "height": 900}
PROJECTOR = {"width": 1920, "height": 1080}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Server:
    """What a first start leaves behind: migrations, first account, demo conferences. The first facilitator signs in."""

    def make(folder: Path) -> None:
        server = Server(folder, nursery)
        server.start()
        (folder / "cookies.json").write_text(json.dumps(cookies_of_first_account(server)))
        assert server.stop() == 0

    folder = once(tmp_path_factory, "first-start", make)
    return Server(
        folder,
        nursery,
        welcome=(folder / "server.log").read_text(),
        signed_in=json.loads((folder / "cookies.json").read_text()),
    )


@pytest.fixture
def server(first_start: Server, tmp_path: Path) -> Iterator[Server]:
    with again(first_start, tmp_path) as server:
        yield server


@pytest.fixture(scope="session")
def shared_server(first_start: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For tests that only look."""
    with again(first_start, tmp_path_factory.mktemp("shared")) as server:
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Debian's package chromium is missing; bin/test installs it"
    browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@dataclass
class Browsers:
    """Opens browsers that know nothing of each other, and watches their consoles."""

    chromium: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, viewport: dict[str, int] | None = None, **options: object) -> Page:
        context = self.chromium.new_context(viewport=viewport or PHONE, locale="nb-NO", **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(30_000)  # how fast a page comes on a busy machine is no test's story
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        return page

    def _note(self, kind: str, text: str) -> None:
        # That a test took the network away is no fault of the page's; what its own code does wrong, we want to know.
        if kind == "error" and not NETWORK_IS_AWAY.search(text):
            self.complaints.append(text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def browsers(chromium: Browser) -> Iterator[Browsers]:
    """At the end no page may have complained in its console (a blocked inline style, an unknown element, a fault)."""
    browsers = Browsers(chromium)
    yield browsers
    browsers.close()
    assert browsers.complaints == []


@pytest.fixture
def app(server: Server) -> Iterator[Flask]:
    """The app on the server's own data, in this process: to the server, what is done here another process did."""
    app = create_app(load_config({"BASE_URL": server.url}, server.instance))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def demo(app: Flask) -> Conference:
    """The demo conference that the server built at its first start: in its first dialogue. The other one is over."""
    return db.session.scalars(db.select(Conference).where(Conference.finished_at.is_(None))).one()


def join(page: Page, server: Server, code: str, group: str = "Innbyggere") -> None:
    """Straight into the conference: the door is asked and answered, but not drawn."""
    address = f"{server.url}/j/{code}"
    door = page.context.request.get(address).text()
    mark = re.search(f'value="([0-9]+)" required data-name="{re.escape(escape(group))}"', door)
    assert mark, door
    page.context.request.post(f"{address}/participants", form={"group": mark.group(1)}, max_redirects=0)
    page.goto(address)
    page.wait_for_selector("#activity")


def join_by_hand(page: Page, server: Server, code: str, group: str = "Innbyggere") -> None:
    """From the code to the conference, as a person does it."""
    page.goto(f"{server.url}/j/{code}")
    join_here(page, group)


def join_here(page: Page, group: str = "Innbyggere") -> None:
    page.get_by_text(group, exact=True).click()
    page.get_by_role("button", name="Fortsett").click()
    page.wait_for_selector("#activity")


def sign_in(page: Page, server: Server) -> None:
    """As the first facilitator, who has been here before: no page is opened."""
    page.context.add_cookies([{**cookie, "url": server.url} for cookie in server.signed_in])  # type: ignore[typeddict-item]


def sign_in_by_hand(page: Page, server: Server) -> None:
    """With the password that the first start printed."""
    page.goto(f"{server.url}/conferences")
    page.get_by_label("E-post").fill(server.said(EMAIL))
    page.get_by_label("Passord").fill(server.said(PASSWORD))
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url("**/conferences")


def wait_for_state(page: Page, state: str, seconds: float = 15) -> None:
    """Until the page is "on" (streaming), "polling" or "off"."""
    page.wait_for_function(  # between two pages there is a moment without a root element
        "state => document.documentElement?.dataset.live === state", arg=state, timeout=seconds * 1000
    )
