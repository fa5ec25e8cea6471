"""The app as one process serves it: Flask on worker threads, the live streams on the event loop beside it."""

import asyncio
import logging
import resource
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from app.config import Config
from app.domain.closings import close_what_is_due
from app.extensions import db
from app.live.announcing import on_announcement
from app.live.drawing import draw_view
from app.live.hub import Hub
from app.live.revisions import Revision, revision_of
from app.live.stream import PREFIX, Receive, Scope, Send, Stream
from app.live.tokens import ViewTokens
from app.live.views import View
from app.live.watcher import watch
from app.loads import Load
from app.simulation import runner
from app.threads import Threads
from app.whole_bodies import WholeBodies

DUE_SECONDS = 1.0
"""How often it is looked up whether something was announced to close by now."""

log = logging.getLogger(__name__)


class Application:
    """An ASGI application: `/live/…` are streams, all else is Flask's."""

    def __init__(self, flask_app: Flask, load: Load | None = None) -> None:
        config: Config = flask_app.config["CONFIG"]
        self.flask_app = flask_app
        self.hub = Hub(self._draw_view, self._read_revision)
        self._streams = config.live != "off"
        self._stream = Stream(self.hub, ViewTokens(config.secret_key), most_streams())
        self._flask = WholeBodies(Threads(flask_app, config.threads, load), flask_app.config["MAX_CONTENT_LENGTH"])
        # Drawing has threads of its own, so that a slow request in Flask's cannot hold up the hall.
        self._drawers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="draw")
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and self._streams and scope["path"].startswith(PREFIX):
            await self._stream(scope, receive, send)
        elif scope["type"] == "http":
            await self._flask(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.hub.start()
        stop_hearing = on_announcement(self.hub.announce)
        with self.flask_app.app_context():
            engine = db.engine
        self._tasks = [
            asyncio.create_task(watch(engine, lambda: self.hub.conference_ids, self.hub.wake)),
            asyncio.create_task(self._keep_time()),
        ]
        runner.wake(self.flask_app)  # goes on with a rehearsal that the last stop cut off; else it ends at once
        await send({"type": "lifespan.startup.complete"})
        await receive()
        stop_hearing()
        for task in self._tasks:
            task.cancel()
        self.hub.close()
        self._drawers.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _draw_view(self, view: View, revision: Revision) -> tuple[dict[str, bytes], Revision]:
        def draw() -> tuple[dict[str, bytes], Revision]:
            return draw_view(self.flask_app, view, revision), self._revision_of(view.conference_id)

        return await asyncio.get_running_loop().run_in_executor(self._drawers, draw)

    async def _read_revision(self, conference_id: int) -> Revision:
        return await asyncio.get_running_loop().run_in_executor(self._drawers, self._revision_of, conference_id)

    def _revision_of(self, conference_id: int) -> Revision:
        with self.flask_app.app_context():
            return revision_of(conference_id)

    async def _keep_time(self) -> None:
        """What was announced to close, closes, also where every facilitator's tablet sleeps."""

        def look() -> None:
            with self.flask_app.app_context():
                close_what_is_due()

        while True:
            await asyncio.sleep(DUE_SECONDS)
            try:
                await asyncio.get_running_loop().run_in_executor(self._drawers, look)
            except Exception as fault:  # a busy database: looked up again in a second
                log.warning("could not close what is due: %s", fault)


def most_streams() -> int:
    """Three of four files that this process may open; a page that gets no stream polls."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] * 3 // 4
