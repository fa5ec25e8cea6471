"""A lock that goes to whoever has waited longest.

A plain one goes to whoever happens to run, which is mostly the thread that has just let go of it: in a flood some wait
until all others are through.
"""

from collections import deque
from threading import Lock


class FirstCome:
    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_taken = False

    def acquire(self, timeout: float) -> bool:
        """False when the turn did not come within so many seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            gate = Lock()
            gate.acquire()
            self._waiting.append(gate)
        if gate.acquire(timeout=timeout):
            return True
        with self._guard:
            if gate in self._waiting:
                self._waiting.remove(gate)
                return False
        return True  # it was handed over in this very moment

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()  # stays taken: handed on, not thrown open
            else:
                self._is_taken = False
