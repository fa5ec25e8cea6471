"""`python -m app.serve`, with one address more: `/bench/figures` says what happened inside since it was last asked.

It hears announcements as the hub does, and counts nothing that the app does not count itself.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flask import Flask

from app import serve
from app.asgi import Application
from app.live.announcing import on_announcement
from app.live.drawing import drawings
from app.live.hub import Channel
from app.loads import Load


def be_busy() -> str:
    """A request that takes 1.5 s of nothing but Python, which no other thread gets meanwhile without asking."""
    end = time.thread_time() + 1.5
    while time.thread_time() < end:
        sum(range(1000))
    return "done"


def note_silence(silent: list[tuple[int, int]]) -> None:
    """A drawing that looked like the one before makes no frame: what was committed since was in that one already,
    which was drawn a moment after its revision was read."""
    keep = Channel.keep

    def noting(channel: Channel, revision: int, newest: int, drawn: dict[str, bytes]) -> Any:
        before, changed = channel.revision, keep(channel, revision, newest, drawn)
        if not changed:
            silent.append((before, revision))
        return changed

    Channel.keep = noting  # type: ignore[method-assign]


class Measured(Application):
    def __init__(self, flask_app: Flask, load: Load | None = None) -> None:
        super().__init__(flask_app, load)
        self.commits: list[int] = []
        self.silent: list[tuple[int, int]] = []
        flask_app.add_url_rule("/bench/busy", view_func=be_busy)
        note_silence(self.silent)
        on_announcement(lambda _conference_id: self.commits.append(time.monotonic_ns()))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] == "/bench/figures":
            await self._say(send)
        else:
            await super().__call__(scope, receive, send)

    async def _say(self, send: Any) -> None:
        commits, self.commits = self.commits, []
        figures = {
            "commits": commits,
            "silent": self.silent,
            "drawings": drawings.count,
            "frames": self.hub.frames,
            "listeners": self.hub.listener_count,
        }
        body = json.dumps(figures).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    serve.Application = Measured  # type: ignore[misc, attr-defined]  # the one place where the app is not as it is
    sys.exit(serve.main())
