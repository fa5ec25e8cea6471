"""Real servers to measure, each on a port of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environment import ROOT

LOG_SHOWN = 4000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """`python -m app.serve` with figures (served.py)."""

    instance: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "INSTANCE_PATH": str(self.instance),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "PROCESSES": "1",
            **self.environment,
        }
        with (self.instance / "server.log").open("ab", buffering=0) as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "bench" / "served.py")], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        end = time.monotonic() + 30
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError("the server did not start:\n" + self.log()[-LOG_SHOWN:])
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def log(self) -> str:
        return (self.instance / "server.log").read_text(errors="replace")

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def figures(self) -> dict[str, Any]:
        """Commits since the last time, drawings and frames since the start. Blocks for a moment."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/bench/figures", timeout=30) as answer:
            figures: dict[str, Any] = json.load(answer)
            return figures

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(5)

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
