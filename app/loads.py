"""How much each of several processes has to do, in memory that they share: who has least takes the next phone."""

import mmap

LITTLE = 2
"""So much more than the least is little enough."""


class Loads:
    """Make it before the processes part."""

    def __init__(self, processes: int) -> None:
        self.counts = memoryview(mmap.mmap(-1, 4 * processes)).cast("i")

    def of(self, number: int) -> "Load":
        """For the process itself, when it begins: it has nothing to do."""
        return Load(self, number)


class Load:
    """What one process has to do. It alone writes it, on its event loop."""

    def __init__(self, loads: Loads, number: int) -> None:
        self._counts, self._number = loads.counts, number
        self._counts[number] = 0

    def add(self, count: int) -> None:
        self._counts[self._number] += count

    @property
    def is_little(self) -> bool:
        return self._counts[self._number] <= min(self._counts) + LITTLE
