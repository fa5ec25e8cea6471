"""A real server in a process of its own, begun on what one first start left behind."""

import fcntl
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
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.nursery import Nursery

EMAIL = r"Sign in with +(\S+)"
PASSWORD = r"Password +(\S+)"


@dataclass
class Server:
    """`python -m app.serve` on a port of its own; it can be killed and started again on the same data."""

    instance: Path
    nursery: Nursery
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    pid: int | None = None
    welcome: str = ""
    signed_in: list[dict[str, str]] = field(default_factory=list)
    """The first facilitator's cookies, once somebody has signed in; they are good on every copy."""

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


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A directory that the first worker who wants it fills, for all of them."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with open(shared / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / name
        if not made.exists():
            being_made = shared / f"{name}.new"
            being_made.mkdir()
            make(being_made)
            being_made.rename(made)
        return made


def cookies_of_first_account(server: Server) -> list[dict[str, str]]:
    jar = CookieJar()
    form = {"email": server.said(EMAIL), "password": server.said(PASSWORD)}
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.open(server.url + "/sign-in", urlencode(form).encode()).close()
    assert jar
    return [{"name": cookie.name, "value": cookie.value or ""} for cookie in jar]


@contextmanager
def again(first_start: Server, folder: Path) -> Iterator[Server]:
    """The second start, on a copy. What the first one said, a password among it, can still be read."""
    left_out = shutil.ignore_patterns("server.log", "cookies.json")
    shutil.copytree(first_start.instance, folder, ignore=left_out, dirs_exist_ok=True)
    server = Server(folder, first_start.nursery, signed_in=first_start.signed_in)
    server.start()
    server.welcome += first_start.welcome
    yield server
    if server.pid is not None:
        server.kill()
