"""The renderer as a process of its own: one a folder, restartable, and never in anybody's way."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.report import jobs
from app.report.jobs import Done, Failed, Missing, Running, SummaryStatus, cancel_summary, start_summary, summary_status
from app.report.lock import being_made
from app.report.orders import PdfOrder
from app.report.progress import ProgressFile
from tests.report.conftest import make_content

Make = Callable[..., PdfOrder]
PATIENCE = 30  # seconds, for a machine under load


@pytest.fixture
def make() -> Make:
    """An order, since that is what is made."""
    return lambda **given: PdfOrder(make_content(**given))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "conference"
    for pid in renderers_of(tmp_path):
        os.kill(pid, signal.SIGKILL)


def renderers_of(folder: Path) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(jobs.RENDERER).encode() in arguments and str(folder).encode() in arguments:
            found.append(int(process.name))
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def end_of(folder: Path, content: PdfOrder) -> SummaryStatus:
    """The process lives a moment longer than the document takes."""
    wait_for(lambda: being_made(folder) is None)
    return summary_status(folder, content.fingerprint())


def test_folder_that_does_not_exist_has_no_summary(folder: Path, make: Make) -> None:
    assert summary_status(folder, make().fingerprint()) == Missing(older=None)


def test_started_many_times_at_once_there_is_one_process(folder: Path, make: Make) -> None:
    content = make()
    answers: list[SummaryStatus] = []
    gate = threading.Barrier(8)

    def start() -> None:
        gate.wait()
        answers.append(start_summary(folder, content))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_for(lambda: renderers_of(folder) != [])
    assert len(renderers_of(folder)) == 1
    assert [type(answer) for answer in answers] == [Running] * 8
    pdf = folder / f"{content.fingerprint()}.pdf"
    assert end_of(folder, content) == Done(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.stat().st_mode & 0o077 == 0
    assert {path.name for path in folder.iterdir()} == {pdf.name, "lock", "renderer.log"}
    assert (folder / "renderer.log").read_text() == ""
    assert start_summary(folder, content) == Done(pdf)
    assert being_made(folder) is None


def test_renderer_knows_no_secret_and_tells_how_far_it_is(
    folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for the renderer")
    content = make()
    start_summary(folder, content)
    wait_for(lambda: renderers_of(folder) != [])  # for a moment a new process has no name
    (pid,) = renderers_of(folder)
    assert (folder / "lock").read_text().splitlines()[::2] == [content.fingerprint(), str(pid)]
    surroundings = Path(f"/proc/{pid}/environ").read_bytes()
    assert b"PATH=" in surroundings
    assert b"SECRET_KEY" not in surroundings
    shares: list[float] = []

    def ended() -> bool:
        status = summary_status(folder, content.fingerprint())
        shares.extend([status.progress.share] if isinstance(status, Running) else [])
        return not isinstance(status, Running)

    wait_for(ended)
    assert shares == sorted(shares)
    assert len(set(shares)) > 2


def test_killed_renderer_is_told_and_can_be_started_again(
    folder: Path, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    content = make()
    start_summary(folder, content)
    wait_for(lambda: (folder / f"{content.fingerprint()}.progress").exists())
    os.kill(renderers_of(folder)[0], signal.SIGKILL)
    failed = end_of(folder, content)
    assert isinstance(failed, Failed)
    assert failed.progress.reason == "stopped"
    wait_for(lambda: "a summary was not made: its renderer ended with -9" in caplog.messages)
    assert isinstance(start_summary(folder, content), Running)
    assert isinstance(end_of(folder, content), Done)


def test_lock_of_a_dead_process_is_no_lock(folder: Path, make: Make) -> None:
    content = make()
    folder.mkdir()
    (folder / "lock").write_text(f"{content.fingerprint()}\n0\n{os.getpid()}\n")
    assert summary_status(folder, content.fingerprint()) == Missing(older=None)
    assert isinstance(start_summary(folder, content), Running)


def test_old_document_stays_until_the_new_one_is_there(folder: Path, make: Make) -> None:
    before, after = make(groups=1), make(groups=2)
    start_summary(folder, before)
    assert summary_status(folder, after.fingerprint()) == replace(running(folder, before), this_content=False)
    assert start_summary(folder, after) == replace(running(folder, before), this_content=False)
    old = end_of(folder, before)
    assert isinstance(old, Done)
    assert summary_status(folder, after.fingerprint()) == Missing(older=old.path)
    start_summary(folder, after)
    assert old.path.exists()
    new = end_of(folder, after)
    assert isinstance(new, Done)
    assert list(folder.glob("*.pdf")) == [new.path]


def test_cancelled_at_work_it_leaves_nothing_but_the_older_one(
    folder: Path, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    before, after = make(groups=1), make(groups=2)
    start_summary(folder, before)
    old = end_of(folder, before)
    start_summary(folder, after)
    wait_for(lambda: (folder / f"{after.fingerprint()}.progress").exists())

    cancel_summary(folder)

    status = summary_status(folder, after.fingerprint())
    assert isinstance(status, Failed)
    assert isinstance(old, Done)
    assert (status.progress.reason, status.older) == ("cancelled", old.path)
    assert not list(folder.glob("*.json"))
    assert renderers_of(folder) == []
    assert caplog.messages == []  # somebody wanted it: no fault to be told of
    cancel_summary(folder)
    start_summary(folder, after)
    assert isinstance(end_of(folder, after), Done)


def test_with_one_queue_they_are_made_one_after_the_other(tmp_path: Path, make: Make) -> None:
    order, folders = make(groups=1), (tmp_path / "one", tmp_path / "two")
    for folder in folders:
        start_summary(folder, order, queue=tmp_path / "queue")

    def steps() -> list[str]:
        states = [summary_status(folder, order.fingerprint()) for folder in folders]
        return [state.progress.step for state in states if isinstance(state, Running)]

    def both_are_done() -> bool:
        told = steps()
        assert len(told) < 2 or "waiting" in told or len(steps()) < 2  # the first went and the second began meanwhile
        return not told

    wait_for(both_are_done)
    assert [type(end_of(folder, order)) for folder in folders] == [Done, Done]


def running(folder: Path, content: PdfOrder) -> Running:
    """Right after the start, before the renderer has told anything."""
    status = summary_status(folder, content.fingerprint())
    assert isinstance(status, Running)
    return status


def test_numbers_that_disagree_are_the_reason_given(folder: Path, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    content = make().content
    broken = PdfOrder(replace(content, moderation=replace(content.moderation, waiting=99)))
    start_summary(folder, broken)
    failed = end_of(folder, broken)
    assert isinstance(failed, Failed)
    assert (failed.progress.reason, failed.older) == ("numbers", None)
    assert "received" in failed.progress.detail
    wait_for(lambda: f"a summary was not made: {failed.progress.detail}" in caplog.messages)


def test_machine_without_pango_is_the_reason_given(tmp_path: Path, make: Make) -> None:
    (tmp_path / "c.json").write_text(make(groups=1).to_json())
    # As cffi says it, when WeasyPrint is imported.
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library \\'libpango\\': no such file')")
    paths = [str(tmp_path / name) for name in ("c.json", "c.progress", "c.pdf")]
    surroundings = os.environ | {"PYTHONPATH": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-P", str(jobs.RENDERER), *paths], env=surroundings, check=False)
    told = ProgressFile(tmp_path / "c.progress").read()
    assert told
    assert (ended.returncode, told.reason) == (1, "fonts")
    assert "cannot load library 'libpango' (bin/setup says" in told.detail


def test_content_that_cannot_be_read_is_the_reason_given(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text('{"title": 1}')
    paths = [str(tmp_path / name) for name in ("c.json", "c.progress", "c.pdf")]
    assert subprocess.run([sys.executable, "-P", str(jobs.RENDERER), *paths], check=False).returncode == 1
    told = ProgressFile(tmp_path / "c.progress").read()
    assert told
    assert told.reason == "content"
    assert not (tmp_path / "c.pdf").exists()


def test_renderer_loads_neither_flask_nor_the_database(tmp_path: Path, make: Make) -> None:
    (tmp_path / "c.json").write_text(make(groups=1).to_json())
    paths = [str(tmp_path / name) for name in ("c.json", "c.progress", "c.pdf")]
    code = (
        "import runpy, sys\n"
        f"sys.argv = {['', *paths]!r}\n"
        f"try: runpy.run_path({str(jobs.RENDERER)!r}, run_name='__main__')\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "assert 'weasyprint' in sys.modules\n"
        "assert not {'flask', 'sqlalchemy', 'app.routes', 'app.models'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-P", "-c", code], check=True)


LIMITED = """
import ctypes, sys, time, types
package = types.ModuleType("app"); package.__path__ = [sys.argv[1]]; sys.modules["app"] = package
from pathlib import Path
from app.report import render
from app.report.lock import being_made
from app.report.progress import ProgressFile
render.SECONDS, render.GRACE = 1, 1
render.limit(ProgressFile(Path(sys.argv[2])))
"""


@pytest.mark.parametrize(
    ("hang", "returncode", "reason"),
    [
        ("time.sleep(20)", 1, "timeout"),
        (
            "ctypes.PyDLL(None).sleep(20)",
            -signal.SIGALRM,
            None,
        ),  # holds the interpreter: only the kernel can end it
        ("bytearray(3 * 1024**3)", 1, None),
    ],
)
def test_renderer_that_hangs_or_swells_is_ended(tmp_path: Path, hang: str, returncode: int, reason: str | None) -> None:
    package, progress = jobs.RENDERER.parents[1], tmp_path / "progress"
    command = [sys.executable, "-P", "-c", LIMITED + hang, str(package), str(progress)]
    ended = subprocess.run(command, check=False, capture_output=True, timeout=10)
    assert ended.returncode == returncode
    told = ProgressFile(progress).read()
    assert (told.reason if told else None) == reason
    assert (b"MemoryError" in ended.stderr) == ("bytearray" in hang)
