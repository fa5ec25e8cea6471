"""The same as epoll_server.c in bare uvloop: what Python's fastest loop costs before there is any app.

python uvloop_server.py FRAMES WINDOW_MS
"""

import asyncio
import json
import os
import resource
import socket
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import uvloop

GREETING = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-store, no-transform\r\n"
    b"content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\na\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\r\n"
)
FULL = 64 * 1024


class Phone(asyncio.Protocol):
    transport: asyncio.Transport
    everybody: ClassVar[set["Phone"]] = set()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvloop's own kind
        self.transport = transport

    def data_received(self, _data: bytes) -> None:
        if self not in self.everybody:
            self.transport.write(GREETING)
            self.everybody.add(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self.everybody.discard(self)


class Announcer:
    def __init__(self, frames: list[bytes], window: float) -> None:
        self.frames = frames
        self.window = window
        self.newest = self.sent = -1
        self.rests_until = 0.0
        self.commits: list[int] = []

    def commit(self) -> None:
        self.commits.append(time.monotonic_ns())
        if self.newest + 1 == len(self.frames):
            return
        self.newest += 1
        if self.newest - self.sent == 1:
            loop = asyncio.get_running_loop()
            loop.call_at(max(loop.time(), self.rests_until), self.hand_out)

    def hand_out(self) -> None:
        self.sent = self.newest
        frame = self.frames[self.sent]
        for phone in Phone.everybody:
            if phone.transport.get_write_buffer_size() < FULL:
                phone.transport.write(frame)
        self.rests_until = asyncio.get_running_loop().time() + self.window

    def obey(self) -> None:
        words = os.read(0, 65536).split()
        if not words:  # the bench is gone
            sys.exit()
        for word in words:
            if word == b"commit":
                self.commit()
            elif word == b"figures":
                print(json.dumps(self.commits), flush=True)
                self.commits = []


def read_frames(path: Path) -> Iterator[bytes]:
    data, place = path.read_bytes(), 0
    while place < len(data):
        (length,) = struct.unpack_from("=I", data, place)
        yield data[place + 4 : place + 4 + length]
        place += 4 + length


async def serve(frames: list[bytes], window: float) -> None:
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 * 1024)
    listener.bind(("127.0.0.1", 0))
    server = await loop.create_server(Phone, sock=listener, backlog=4096)
    print(listener.getsockname()[1], flush=True)
    loop.add_reader(0, Announcer(frames, window).obey)
    await server.serve_forever()


if __name__ == "__main__":
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    uvloop.run(serve(list(read_frames(Path(sys.argv[1]))), int(sys.argv[2]) / 1000))
