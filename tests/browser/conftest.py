"""A real server in a process of its own, and Debian's Chromium."""

import os
import re
import shutil
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app import create_app
from app.config import load_config
from app.extensions import db
from app.models import Conference
from tests.browser.nursery import Nursery

ROOT = Path(__file__).parent.parent.parent
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text()
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
IS_STILL = """() => document.getAnimations().every(
    animation => animation.playState !== "running" || animation.effect.getComputedTiming().progress === null)"""
"""An animation that still waits for its delay has no progress."""
AXE_FINDINGS = """options => axe.run(document, {resultTypes: ["violations"], iframes: false, ...options}).then(
    result => result.violations.map(
        rule => `${document.documentElement.dataset.colorScheme}: ${rule.id}: ${
            rule.nodes.map(node => node.target.join(" ")).join(", ")}`))"""
TURN_SCHEME = """() => {
    const root = document.documentElement, shown = root.dataset.colorScheme;
    if (document.body.classList.contains("posters")) return null;  // printed
    const isDark = shown === "dark" || shown === "auto" && matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.colorScheme = isDark ? "light" : "dark";
    return shown;
}"""
"""Light becomes dark, and dark light; returns what it was."""
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1440, "height": 900}
PROJECTOR = {"width": 1920, "height": 1080}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@dataclass
class Server:
    """`python -m app.serve` on a port of its own; it can be killed and started again on the same data."""

    instance: Path
    nursery: Nursery
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    pid: int | None = None
    welcome: str = ""

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self.port = self.port or free_port()
        environment = {
            **os.environ,
            "INSTANCE_PATH": str(self.instance),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "BASE_URL": self.url,
            "PROCESSES": "1",  # two would cost each test a second start and show nothing more
            **self.environment,
        }
        self.pid = self.nursery.start(self.instance / "server.log", environment)
        wait_until(lambda: answers(self.url + "/health"), 30)
        self.welcome = (self.instance / "server.log").read_text()

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As Ctrl-C would. Returns the exit code."""
        return self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> int:
        assert self.pid is not None
        pid, self.pid = self.pid, None
        os.kill(pid, how)
        return self.nursery.wait(pid)

    def said(self, pattern: str) -> str:
        found = re.search(pattern, self.welcome)
        assert found, self.welcome
        return found.group(1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return answer.status == 200
    except OSError:
        return False


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Server:
    """What a first start leaves behind: migrations, first account, demo conferences."""
    server = Server(tmp_path_factory.mktemp("first"), nursery)
    server.start()
    assert server.stop() == 0
    return server


@contextmanager
def again(first_start: Server, folder: Path) -> Iterator[Server]:
    """The second start, on a copy. What the first one said, a password among it, can still be read."""
    shutil.copytree(first_start.instance, folder, ignore=shutil.ignore_patterns("server.log"), dirs_exist_ok=True)
    server = Server(folder, first_start.nursery)
    server.start()
    server.welcome += first_start.welcome
    yield server
    if server.pid is not None:
        server.kill()


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


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and best practice, once nothing fades in any more. Only colours
    differ between light and dark, so in the scheme that is not shown only the contrast is looked at."""
    page.wait_for_function(IS_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(AXE_FINDINGS, {})
    shown = page.evaluate(TURN_SCHEME)
    if shown:
        page.wait_for_function(IS_STILL)
        found += page.evaluate(AXE_FINDINGS, {"runOnly": ["color-contrast"]})
        page.evaluate("shown => document.documentElement.dataset.colorScheme = shown", shown)
        page.wait_for_function(IS_STILL)
    return [str(finding) for finding in found]


def has_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


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
    """From the code to the conference, as a person does it."""
    page.goto(f"{server.url}/j/{code}")
    join_here(page, group)


def join_here(page: Page, group: str = "Innbyggere") -> None:
    page.get_by_text(group, exact=True).click()
    page.get_by_role("button", name="Fortsett").click()
    page.wait_for_selector("#activity")


def sign_in(page: Page, server: Server) -> None:
    """As the first facilitator, with the password that the first start printed."""
    page.goto(f"{server.url}/conferences")
    page.get_by_label("E-post").fill(server.said(r"Sign in with +(\S+)"))
    page.get_by_label("Passord").fill(server.said(r"Password +(\S+)"))
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url("**/conferences")


def wait_for_state(page: Page, state: str, seconds: float = 15) -> None:
    """Until the page is "on" (streaming), "polling" or "off"."""
    page.wait_for_function(  # between two pages there is a moment without a root element
        "state => document.documentElement?.dataset.live === state", arg=state, timeout=seconds * 1000
    )
