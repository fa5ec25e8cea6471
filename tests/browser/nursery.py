"""Starts servers without the second or two that loading the app takes: it has loaded it already, and forks.

A line on standard input is an order, its answer a line on standard output: `{"log": …, "environment": …}` starts what
`python -m app.serve` starts, and gives its process id; `{"wait": pid}` waits for one to end, and gives its exit code.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from app import serve

ROOT = Path(__file__).parent.parent.parent


class Nursery:
    """The same from where the orders are given."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _order(self, **order: object) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def start(self, log: Path, environment: dict[str, str]) -> int:
        return self._order(log=str(log), environment=environment)

    def wait(self, pid: int) -> int:
        return self._order(wait=pid)

    def close(self) -> None:
        self._process.communicate()


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _pid, status = os.waitpid(order["wait"], 0)
            answer(os.waitstatus_to_exitcode(status))
            continue
        pid = os.fork()
        if pid == 0:
            run(order["log"], order["environment"])
        answer(pid)


def answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def run(log: str, environment: dict[str, str]) -> None:
    """In the child: `python -m app.serve`, until it ends."""
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.environ.clear()
    os.environ.update(environment)
    code = 1
    try:
        code = serve.main()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
