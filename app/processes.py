"""Several processes of one server on one port: they share its socket, and who has least to do lets in (acceptor.py).

Beside that they share nothing in memory; what changed, they learn from the database (live/watcher.py).
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable

RESTART_SECONDS = 0.5
"""Before a process that fell is started again, so that one that cannot start does not eat the machine."""

TOLD = (signal.SIGINT, signal.SIGTERM)

log = logging.getLogger(__name__)


def run_processes(count: int, serve: Callable[[int], int]) -> int:
    """Runs `serve(number)`, 0 to `count` - 1, each in a process of its own, until SIGINT or SIGTERM; one that falls is
    started again. They end when this one does, however it ends. Call with no thread running. Returns 0 when all ended
    well.
    """
    watched, held = os.pipe()
    running: dict[int, int] = {}
    stopping = threading.Event()

    def stop(_signal: int, _frame: object) -> None:
        stopping.set()
        for pid in running:
            os.kill(pid, signal.SIGTERM)

    def start(number: int) -> None:
        # Who is told to end in this moment is told when the child can listen, and when it is known here.
        signal.pthread_sigmask(signal.SIG_BLOCK, TOLD)
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells all of us; the first one passes it on
            signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
            os.close(held)
            threading.Thread(target=_end_with_parent, args=(watched,), daemon=True).start()
            os._exit(serve(number))
        running[pid] = number
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
        if stopping.is_set():
            os.kill(pid, signal.SIGTERM)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    for number in range(count):
        start(number)
    worst = 0
    while running:
        pid, status = os.wait()
        number = running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if stopping.is_set():
            worst = max(worst, 0 if code == -signal.SIGTERM else abs(code))
            continue
        log.warning("process %s of the server fell (%s) and is started again", pid, code)
        time.sleep(RESTART_SECONDS)
        if not stopping.is_set():
            start(number)
    return worst


def _end_with_parent(watched: int) -> None:
    os.read(watched, 1)  # nobody writes; the end of the pipe is the end of the parent
    os._exit(1)
