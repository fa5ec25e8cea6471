"""What the kernel knows: the processor time and memory of a process and its children, the load, the machine itself."""

import os
import platform
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def raise_open_files() -> None:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))


def tree_of(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from tree_of(int(child))


def cpu_of(pids: list[int]) -> float:
    """Seconds of processor time, user and system, of these processes and all below them."""
    seconds = 0.0
    for root in pids:
        for pid in tree_of(root):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / TICKS
    return seconds


def memory_of(pids: list[int]) -> int:
    """Bytes that these processes hold for themselves (PSS)."""
    kilobytes = 0
    for root in pids:
        for pid in tree_of(root):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes * 1024


def load() -> float:
    """The load average of the last minute."""
    return os.getloadavg()[0]


@dataclass
class Span:
    """Processor time of some processes, and wall time, between two moments."""

    pids: list[int]
    cpu: float = 0.0
    wall: float = 0.0

    def __enter__(self) -> "Span":
        self.cpu, self.wall = -cpu_of(self.pids), -time.monotonic()
        return self

    def __exit__(self, *_error: object) -> None:
        self.cpu += cpu_of(self.pids)
        self.wall += time.monotonic()

    @property
    def cores(self) -> float:
        return self.cpu / self.wall


def description() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernel = platform.release().partition("-")[0]  # what follows names whose build it is
    return f"{os.cpu_count()} × {model}, {memory:.0f} GB, Linux {kernel}, Python {platform.python_version()}"
