"""A start that cannot succeed says why in one sentence, and costs nothing."""

import gc
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ROOT
from app.serve import spare_collector


def start(instance: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.serve", *arguments],
        cwd=ROOT,
        env=os.environ | {"INSTANCE_PATH": str(instance), "HOST": "127.0.0.1"} | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_port_in_use_is_said_before_the_first_password_is_made_and_lost(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = start(tmp_path, PORT=str(port))

    assert ended.stderr == f"HOST 127.0.0.1 and PORT {port} cannot be used: Address already in use.\n"
    assert (ended.returncode, ended.stdout) == (2, "")
    assert not (tmp_path / "dialog.sqlite3").exists()


def test_what_is_said_after_the_command_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    ended = start(tmp_path, "--port=9000")

    assert ended.stderr == "--port=9000 is not understood: settings come from the environment (PORT=9000 bin/run).\n"
    assert ended.returncode == 2


@pytest.mark.parametrize("content", [None, "not a database, but a text that is long enough to be taken for one"])
def test_a_database_that_cannot_be_used_is_a_sentence(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "nowhere" / "dialog.sqlite3"
    if content is not None:
        file.parent.mkdir()
        file.write_text(content)

    ended = start(tmp_path, PORT=str(free_port()), DATABASE_URL=f"sqlite:///{file}")

    assert ended.stderr.startswith("DATABASE_URL: the database cannot be used: ")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


def test_a_terminal_that_cannot_write_the_qr_code_stops_nothing(tmp_path: Path) -> None:
    terminal = {"PYTHONIOENCODING": "latin-1", "INSTANCE_PATH": str(tmp_path)}
    server = subprocess.Popen(
        [sys.executable, "-m", "app.serve"],
        cwd=ROOT,
        env=os.environ | terminal | {"HOST": "127.0.0.1", "PORT": str(free_port())},
        stdout=subprocess.PIPE,
        text=True,
        encoding="latin-1",
    )
    with server:
        assert server.stdout is not None
        said = "".join(iter(server.stdout.readline, "  Ctrl-C stops the server.\n"))
        server.terminate()

    assert re.search(r"Password +(\w{4}-){3}\w{4} ", said)
    assert server.returncode in (0, -signal.SIGTERM)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_what_is_loaded_is_not_looked_through_for_garbage_again() -> None:
    thresholds = gc.get_threshold()
    try:
        spare_collector()
        gc.collect()
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
