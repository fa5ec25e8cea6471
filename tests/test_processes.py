"""Processes that share a port fall, rise and end together."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

import pytest

SERVING = """
import os, time
from app.processes import run_processes

def serve(number):
    print(number, os.getpid(), flush=True)
    time.sleep(60)
    return 0

raise SystemExit(run_processes(2, serve))
"""


@pytest.fixture
def parent() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", SERVING], stdout=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


def next_started(said: IO[str] | None) -> tuple[int, int]:
    assert said is not None
    number, pid = said.readline().split()
    return int(number), int(pid)


def test_one_that_falls_is_started_again_and_all_end_when_told(parent: subprocess.Popen[str]) -> None:
    pids = dict(next_started(parent.stdout) for _each in range(2))
    os.kill(pids[1], signal.SIGKILL)
    number, pid = next_started(parent.stdout)

    assert (number, pid == pids[1]) == (1, False)
    parent.send_signal(signal.SIGINT)
    assert parent.wait(10) == 0


def test_they_end_with_their_parent_however_it_ends(parent: subprocess.Popen[str]) -> None:
    for _each in range(2):
        next_started(parent.stdout)
    parent.kill()

    assert parent.stdout is not None
    assert parent.stdout.read() == ""  # the end comes only when nobody holds the pipe any more


def test_told_to_end_while_one_is_being_started_all_end() -> None:
    told_at_once = """
import os, signal
fork = os.fork
def forking():
    pid = fork()
    os.kill(os.getpid(), signal.SIGTERM)  # the parent and the child, before either has done anything
    return pid
os.fork = forking
"""
    ended = subprocess.run([sys.executable, "-c", told_at_once + SERVING], timeout=10, capture_output=True)

    assert ended.returncode == 0
