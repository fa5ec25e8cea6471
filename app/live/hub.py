"""Hands out what was drawn: one drawing for all who share a view, the newest only, at most one frame per window.

Lives on the event loop; only `announce` may be called from other threads.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from app.live.frames import HEARTBEATS, TROUBLE, Frame, Parcel, frame, region_message, revision_message
from app.live.revisions import Revision
from app.live.views import View

WINDOW_SECONDS = 0.2
"""The first change after a rest goes out at once; then at most one frame a window, and the last change always."""
ARRIVALS_SECONDS = 1.0
"""So often who is here is told anew while nothing else happens. A hall comes in at a hundred a second; five times a
second to all who are in would hold up those at the door."""
SHORTEST_REST_SECONDS = 0.05
"""Between two frames, also where making one takes the whole window."""
YIELD_EVERY = 200
"""So many listeners are woken before the loop may do something else."""
RETRY_SECONDS = 1.0
FAULTS_OF_NO_CONCERN = 1
"""So many tries in a row may fail before the pages are told."""

DrawView = Callable[[View, Revision], Awaitable[tuple[dict[str, bytes], Revision]]]
"""Draws what the revision, or a later one, looks like. Returns the regions, and a revision read afterwards: nothing in
them is newer than that."""
ReadRevision = Callable[[int], Awaitable[Revision]]
WriteNow = Callable[[Parcel], bool]
"""Writes without waiting, if all that was written before has left; else it does nothing and returns False."""


@dataclass(eq=False)
class Listener:
    """One open stream. Holds at most the newest of each region that it has not got yet, however slow it is."""

    since: int
    """The revision that its page was drawn at; it may show something newer."""
    pending: dict[str, Frame] = field(default_factory=dict)
    ending: Frame | None = None
    """Ends the next frame: the newest revision, or word of trouble."""
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    write_now: WriteNow | None = None
    """Past the stream's own task, while that rests: thousands need not be woken to write the same bytes."""
    is_over: bool = False
    """Its time is: it ends with a word."""
    is_closing: bool = False
    """Nobody is there, or the server stops."""

    def offer(self, parcel: Parcel) -> None:
        if self.write_now is not None and not self.woken.is_set() and self.write_now(parcel):
            return
        self.pending.update(parcel.regions)
        self.ending = parcel.ending
        self.woken.set()

    def take(self) -> list[Frame]:
        """What is pending, to be written in one go; then nothing is."""
        frames = list(self.pending.values())
        if self.ending is not None:
            frames.append(self.ending)
        self.pending, self.ending = {}, None
        self.woken.clear()
        return frames

    def beat(self) -> None:
        """Nothing pending is a heartbeat too."""
        if self.write_now is None or self.woken.is_set() or not self.write_now(HEARTBEATS):
            self.woken.set()

    def end(self) -> None:
        self.is_over = True
        self.woken.set()

    def close(self) -> None:
        self.is_closing = True
        self.woken.set()


@dataclass(eq=False)
class Channel:
    """All listeners of one view, and what they were last given."""

    listeners: set[Listener] = field(default_factory=set)
    unsure: set[Listener] = field(default_factory=set)
    """Those who came since the last drawing. Their pages may show less than it does, or more; the next one decides."""
    drawn: dict[str, bytes] = field(default_factory=dict)
    regions: dict[str, Frame] = field(default_factory=dict)
    drawn_at: float = 0.0
    """On the loop's clock."""
    revision: int = 0
    newest: int = 0
    """What is drawn shows `revision`, maybe some of what came after, and nothing that came after this."""
    revision_frame: Frame = field(default_factory=lambda: frame(revision_message(0)))
    faults: int = 0
    """Tries in a row that failed."""

    @property
    def is_in_trouble(self) -> bool:
        return self.faults > FAULTS_OF_NO_CONCERN

    def keep(self, revision: int, newest: int, drawn: dict[str, bytes]) -> dict[str, Frame]:
        """Takes over what was drawn. Returns the regions that changed, encoded once for all."""
        changed = {
            name: frame(region_message(name, html)) for name, html in drawn.items() if self.drawn.get(name) != html
        }
        self.drawn = drawn
        self.regions |= changed
        self.revision, self.newest = revision, newest
        self.revision_frame = frame(revision_message(revision))
        return changed

    def may_wait(self, revision: Revision, unsure: set[Listener], now: float) -> bool:
        """Whether nothing but who is here has changed since the last drawing, which was a moment ago."""
        known = min([self.revision, *(listener.since for listener in unsure)])
        is_quiet = bool(self.regions) and not self.faults and revision.substance <= known
        return is_quiet and now < self.drawn_at + ARRIVALS_SECONDS

    def parcel(self, regions: dict[str, Frame]) -> Parcel:
        return Parcel(dict(regions), self.revision_frame)


class Hub:
    """The streams of this process."""

    def __init__(self, draw_view: DrawView, read_revision: ReadRevision) -> None:
        self._draw_view = draw_view
        self._read_revision = read_revision
        self._channels: dict[View, Channel] = {}
        self._moved: dict[int, asyncio.Event] = {}
        self._pumps: dict[int, asyncio.Task[None]] = {}  # held here, since the loop itself holds tasks only weakly
        self._loop: asyncio.AbstractEventLoop | None = None
        self.frames = 0
        """Frames made, whatever the number of listeners."""

    def start(self) -> None:
        """Call on the running loop."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """Ends every stream; the pages come back by themselves."""
        for pump in self._pumps.values():
            pump.cancel()
        for channel in self._channels.values():
            for listener in channel.listeners:
                listener.close()

    @property
    def listener_count(self) -> int:
        return sum(len(channel.listeners) for channel in self._channels.values())

    @property
    def conference_ids(self) -> set[int]:
        """The conferences that somebody listens to."""
        return set(self._pumps)

    def announce(self, conference_id: int) -> None:
        """A hint from any thread that the conference moved."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.wake, conference_id)

    def wake(self, conference_id: int) -> None:
        """The same on the loop's own thread."""
        moved = self._moved.get(conference_id)
        if moved is not None:
            moved.set()

    def join(self, view: View, since: int) -> Listener:
        """A new stream. It gets the present state at once, unless its page shows it already."""
        listener = Listener(since)
        channel = self._channels.get(view)
        if channel is None:
            channel = self._channels[view] = Channel()
        channel.listeners.add(listener)
        if channel.regions and since < channel.newest:
            listener.offer(channel.parcel(channel.regions))
        else:
            channel.unsure.add(listener)
        if channel.is_in_trouble:
            listener.offer(Parcel({}, TROUBLE))
        if view.conference_id not in self._pumps:
            self._moved[view.conference_id] = asyncio.Event()
            self._pumps[view.conference_id] = asyncio.create_task(self._pump(view.conference_id))
        if channel.unsure:
            self.wake(view.conference_id)
        return listener

    def leave(self, view: View, listener: Listener) -> None:
        channel = self._channels.get(view)
        if channel is None:
            return
        channel.listeners.discard(listener)
        channel.unsure.discard(listener)
        if not channel.listeners:
            del self._channels[view]
            if not any(other.conference_id == view.conference_id for other in self._channels):
                del self._moved[view.conference_id]
                self._pumps.pop(view.conference_id).cancel()

    async def _pump(self, conference_id: int) -> None:
        """One conference's heart: waits for a change, hands it out, rests for a window."""
        moved, loop = self._moved[conference_id], asyncio.get_running_loop()
        while True:
            await moved.wait()
            moved.clear()
            begun = loop.time()
            try:
                await self._hand_out(conference_id)
            except asyncio.CancelledError:
                raise
            except Exception as fault:
                # A busy or restarting database must not end the streams: what was not handed out is tried again.
                loop.call_exception_handler(
                    {"message": f"could not draw conference {conference_id}", "exception": fault}
                )
                moved.set()
                await asyncio.sleep(RETRY_SECONDS)
            await asyncio.sleep(max(WINDOW_SECONDS - (loop.time() - begun), SHORTEST_REST_SECONDS))

    async def _hand_out(self, conference_id: int) -> None:
        """Whatever is wrong with one view, the others get theirs; the fault is raised when all have been tried."""
        here = [(view, each) for view, each in self._channels.items() if view.conference_id == conference_id]
        # Whoever comes after this has perhaps a page that is ahead of what will be drawn now.
        channels = [(view, channel, set(channel.unsure)) for view, channel in here]
        try:
            revision = await self._read_revision(conference_id)
        except Exception:
            for _view, channel in here:
                await self._note_fault(channel)
            raise
        if not revision:  # a rehearsal that was ended: the pages ask their guard, and it says so
            for _view, channel in here:
                for listener in list(channel.listeners):
                    listener.end()
            return
        fault: Exception | None = None
        now = asyncio.get_running_loop().time()
        for view, channel, unsure in channels:
            if channel.regions and channel.revision == revision and not channel.faults and not unsure:
                continue
            if channel.may_wait(revision, unsure, now):
                self.wake(conference_id)  # it is looked at again after the window, and then sent if it is time
                continue
            try:
                drawn, newest = await self._draw_view(view, revision)
            except Exception as failed:
                fault = failed
                await self._note_fault(channel)
                continue
            was_in_trouble, channel.faults = channel.is_in_trouble, 0
            changed = channel.keep(revision, newest, drawn)
            channel.drawn_at = now
            channel.unsure -= unsure
            if changed:
                self.frames += 1
            have_it = {listener for listener in unsure if listener.since == newest}
            await self._offer(unsure - have_it, channel.parcel(channel.regions))
            if changed or was_in_trouble:
                await self._offer(channel.listeners - unsure - channel.unsure, channel.parcel(changed))
            if was_in_trouble:
                await self._offer(have_it, channel.parcel({}))
            if channel.unsure:
                self.wake(conference_id)
        if fault is not None:
            raise fault

    async def _note_fault(self, channel: Channel) -> None:
        channel.faults += 1
        if channel.faults == FAULTS_OF_NO_CONCERN + 1:
            await self._offer(channel.listeners, Parcel({}, TROUBLE))

    async def _offer(self, listeners: set[Listener], parcel: Parcel) -> None:
        for number, listener in enumerate(list(listeners), start=1):
            listener.offer(parcel)
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)
