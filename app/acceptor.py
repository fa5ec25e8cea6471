"""Several processes at one door: each phone goes to one that has little to do.

Where the kernel spreads them by chance, all 64 who come in at a time may stand behind one process while the next one
rests: half of a hall then waits twice as long as it must.
"""

import asyncio
import socket
from collections.abc import Callable

from app.loads import Load

LEFT_TO_OTHERS_SECONDS = 0.001
"""So long a process that has more to do leaves whoever knocks to the others; then it opens, since they may be gone."""
NEWCOMER_SECONDS = 0.05
"""So long one who was let in counts as something to do: until then they have said what they want."""
FULL_SECONDS = 0.1
"""No file can be opened: so long nobody is let in."""


class Acceptor:
    """Lets phones in on the event loop, one at a time. `listener` is shared by all processes, and does not block."""

    def __init__(self, listener: socket.socket, make_protocol: Callable[[], asyncio.Protocol], load: Load) -> None:
        self._listener, self._make_protocol, self._load = listener, make_protocol, load
        self._loop = asyncio.get_running_loop()
        self._later: asyncio.TimerHandle | None = None
        self._welcomes: set[asyncio.Task[object]] = set()  # held here, since the loop itself holds tasks only weakly
        self._listen()

    def close(self) -> None:
        self._loop.remove_reader(self._listener)
        if self._later is not None:
            self._later.cancel()

    def _listen(self) -> None:
        self._later = None
        self._loop.add_reader(self._listener, self._knocked)

    def _knocked(self) -> None:
        if self._load.is_little:
            self._let_in()
        else:
            self._rest(LEFT_TO_OTHERS_SECONDS, self._let_in_and_listen)

    def _rest(self, seconds: float, then: Callable[[], None]) -> None:
        self._loop.remove_reader(self._listener)
        self._later = self._loop.call_later(seconds, then)

    def _let_in_and_listen(self) -> None:
        self._listen()
        self._let_in()

    def _let_in(self) -> None:
        try:
            phone, _address = self._listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # another process did, or the phone has gone
        except OSError:
            self._rest(FULL_SECONDS, self._listen)
            return
        phone.setblocking(False)
        self._load.add(1)
        self._loop.call_later(NEWCOMER_SECONDS, self._load.add, -1)
        welcome = asyncio.ensure_future(self._loop.connect_accepted_socket(self._make_protocol, phone))
        self._welcomes.add(welcome)
        welcome.add_done_callback(self._welcomes.discard)
