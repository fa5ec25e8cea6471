"""Starts servers without the second or two that loading the app takes: it has loaded it already, and forks.

A line on standard input is an order, its answer a line on standard output: `{"log": …, "environment": …}` starts what
`python -m app.serve` starts, and gives its process id; `{"wait": pid}` waits for one to end, and gives its exit code.
"""

import json
import os
import sys

from app import serve


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
