"""Starts the renderer for a folder and says how it goes. For the web side: nothing waits here.

A folder holds the files of one conference in one format: `<fingerprint>.pdf` (or .docx, .zip), and while it is being
made `<fingerprint>.json` and `.progress`, `lock` and `renderer.log`. All of it can be lost without loss.

With a `queue`, a file whose lock each renderer holds while it works, they are made one after the other whatever their
folders. One that dies leaves it by itself.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import Protocol

from app.report.atomic import write_whole
from app.report.lock import being_made, describe, describe_process, lock_of, process_of
from app.report.progress import Progress, ProgressFile

logger = logging.getLogger(__name__)
RENDERER = Path(__file__).with_name("__main__.py")
# All that the renderer may know of its surroundings: no key, no address of a database.
INHERITED = {
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "VIRTUAL_ENV",
    "XDG_CACHE_HOME",
    "XDG_DATA_HOME",
}
INHERITED |= {"FONTCONFIG_FILE", "FONTCONFIG_PATH"}
DEATH = 2.0
"""Seconds that a cancelled renderer may need to go."""


class Order(Protocol):
    """What a file is made of: a SummaryContent for a PDF, and what render.py knows for other endings."""

    def to_json(self) -> str: ...

    def fingerprint(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Missing:
    """Not made for this content. `older` is the file of what the content was before, if there is one."""

    older: Path | None


@dataclass(frozen=True, slots=True)
class Running:
    """Being made. `this_content` is False while the folder's one renderer works on an older content."""

    progress: Progress
    this_content: bool


@dataclass(frozen=True, slots=True)
class Done:
    path: Path


@dataclass(frozen=True, slots=True)
class Failed:
    """May be started again. `progress.reason` says why; `older` is as in Missing."""

    progress: Progress
    older: Path | None
    told_at: float
    """When it was last heard of, in seconds since 1970."""


SummaryStatus = Missing | Running | Done | Failed


def start_summary(folder: Path, order: Order, ending: str = "pdf", queue: Path | None = None) -> SummaryStatus:
    """Starts a renderer unless one runs in the folder or the file is there. Twice at once starts one.

    It waits in the queue, if there is one, before it begins.
    """
    fingerprint = order.fingerprint()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock_of(folder) as lock:
        if lock is None or _file(folder, fingerprint, ending).exists():
            return summary_status(folder, fingerprint, ending)
        describe(lock, fingerprint)
        _progress(folder, fingerprint).forget()
        write_whole(folder / f"{fingerprint}.json", order.to_json().encode())
        describe_process(lock, _start_renderer(folder, fingerprint, ending, lock, queue))
    return Running(Progress(), this_content=True)


def cancel_summary(folder: Path, ending: str = "pdf") -> None:
    """Ends the folder's renderer, whether it waits or works. What was made before stays."""
    made = _end_renderer(folder)
    if made is None:
        return
    for path in (*folder.glob("*.json"), *folder.glob("*.tmp")):  # what people wrote, and half a file
        path.unlink(missing_ok=True)
    if not _file(folder, made, ending).exists():
        _progress(folder, made).fail("cancelled")


def forget_summary(folder: Path) -> None:
    """Ends the folder's renderer, and takes away what was made and what it was made of."""
    _end_renderer(folder)
    rmtree(folder, ignore_errors=True)


def summary_status(folder: Path, fingerprint: str, ending: str = "pdf") -> SummaryStatus:
    made = being_made(folder)  # first: a renderer that ends between the two looks has left its file
    file = _file(folder, fingerprint, ending)
    if file.exists():
        return Done(file)
    if made is not None:
        return Running(_progress(folder, made).read() or Progress(), made == fingerprint)
    progress = _progress(folder, fingerprint)
    told = progress.read()
    older = kept_file(folder, ending)
    if told is None:
        return Missing(older)
    if told.reason is None and being_made(folder) is not None:
        return summary_status(folder, fingerprint, ending)  # started between the two looks
    return Failed(told if told.reason else replace(told, reason="stopped"), older, progress.told_at)


def running_in(folder: Path) -> Running | None:
    """What the folder's renderer works on, whatever content that is."""
    made = being_made(folder)
    return Running(_progress(folder, made).read() or Progress(), this_content=True) if made else None


def kept_file(folder: Path, ending: str = "pdf") -> Path | None:
    """The file that was made last, whatever has changed since; it stays until a newer one is whole."""
    made: dict[Path, float] = {}
    for path in folder.glob(f"*.{ending}"):
        with suppress(FileNotFoundError):  # a newer one took its place in this moment
            made[path] = path.stat().st_mtime
    return max(made, key=made.__getitem__, default=None)


def _end_renderer(folder: Path) -> str | None:
    """The fingerprint that it worked on; None where there was none."""
    made, process = being_made(folder), process_of(folder)
    if made is None or process is None:
        return None
    with suppress(ProcessLookupError):  # it was ready in this moment
        os.kill(process, signal.SIGTERM)
    until = time.monotonic() + DEATH
    while being_made(folder) is not None and time.monotonic() < until:
        time.sleep(0.01)
    return made


def _start_renderer(folder: Path, fingerprint: str, ending: str, lock: int, queue: Path | None) -> int:
    """The process id. The lock stays taken as long as that process has it open."""
    paths = [str((folder / f"{fingerprint}.{end}").resolve()) for end in ("json", "progress", ending)]
    paths += [str(queue.resolve())] if queue else []
    inherited = os.environ.items()  # noqa: TID251  # handed on, not read
    with (folder / "renderer.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own module on our own files
            [sys.executable, "-P", str(RENDERER), *paths],  # -P: our folder is not for imports
            cwd=folder,
            env={name: value for name, value in inherited if name in INHERITED or name.startswith("LC_")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,
        )
    threading.Thread(target=_take_leave, args=(process, _progress(folder, fingerprint)), daemon=True).start()
    return process.pid


def _take_leave(process: subprocess.Popen[bytes], progress: ProgressFile) -> None:
    """So that no zombie stays, and whoever keeps the server reads why there is no summary."""
    code = process.wait()
    if code not in (0, -signal.SIGTERM):  # that one was asked to
        told = progress.read()
        logger.error("a summary was not made: %s", (told and told.detail) or f"its renderer ended with {code}")


def _file(folder: Path, fingerprint: str, ending: str) -> Path:
    return folder / f"{fingerprint}.{ending}"


def _progress(folder: Path, fingerprint: str) -> ProgressFile:
    return ProgressFile(folder / f"{fingerprint}.progress")
