"""`python -m app.serve`: gets the database ready, says where it is, and serves until Ctrl-C."""

import asyncio
import contextlib
import gc
import logging
import resource
import socket
import sys
from types import FrameType

import uvicorn
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from app import create_app
from app.acceptor import Acceptor
from app.asgi import Application
from app.config import Config, ConfigError, load_config, public_base_url
from app.connection import Connection
from app.database import MIGRATIONS
from app.demo import build_demo
from app.demo_afterwards import build_demo_afterwards
from app.domain.accounts import create_account, new_password
from app.extensions import db
from app.loads import Load, Loads
from app.models import Account, Conference
from app.processes import run_processes
from app.qr import JoinAddress, terminal_qr

BACKLOG = 4096
"""Phones that may knock in the same instant."""
OPEN_FILES = 20_000
SEND_BUFFER = 32 * 1024
"""A sleeping phone may hold so much kernel memory, not the default 0.6 MB."""
SILENT_PHONE_MS = 20_000
"""After so long without an acknowledgement the kernel gives the connection up."""
COLLECT_AFTER = (5_000, 20, 10)
"""`gc.set_threshold`: with Python's own 700 all streams are looked through twice while a hall comes in."""
LONGEST_TURN_SECONDS = 0.001
"""So long a thread may compute while the event loop waits; Python's own 5 ms, many times a frame, are a late frame."""
DATE_SECONDS = 1.0
FIRST_EMAIL = "prosessleder@localhost"


class Server(uvicorn.Server):
    """Ends the streams first when it is told to stop; otherwise it would wait for them. And it does not look ten times
    a second whether it was told, as uvicorn's own does: it is woken."""

    def __init__(self, config: uvicorn.Config, application: Application, load: Load | None) -> None:
        super().__init__(config)
        self._application = application
        self._load = load
        self._acceptor: Acceptor | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told_to_stop = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """One of several processes shares its socket, and opens it itself where it has little to do."""
        await super().startup([] if self._load else sockets)
        if self._load and sockets:
            self._acceptor = Acceptor(sockets[0], self._make_connection, self._load)

    def _make_connection(self) -> Connection:
        return Connection(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

    async def main_loop(self) -> None:
        self._loop = asyncio.get_running_loop()
        while not await self.on_tick(0):  # which writes the date that answers bear
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told_to_stop.wait(), DATE_SECONDS)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._told_to_stop.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._acceptor is not None:
            self._acceptor.close()
        self._application.hub.close()
        await super().shutdown(sockets)


def main() -> int:
    if len(sys.argv) > 1:
        print(
            f"{sys.argv[1]} is not understood: settings come from the environment (PORT=9000 bin/run).", file=sys.stderr
        )
        return 2
    try:
        config = load_config()
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        listener = listen(config)  # first: the password below is shown only once the server can start
    except OSError as error:
        print(f"HOST {config.host} and PORT {config.port} cannot be used: {error.strerror}.", file=sys.stderr)
        return 2
    app = create_app(config)
    try:
        with app.app_context():
            migrate_database()
            first_password = make_first_account()
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0].rstrip(".")
        print(f"DATABASE_URL: the database cannot be used: {reason}.", file=sys.stderr)
        return 2
    raise_open_files()
    spare_collector()
    sys.setswitchinterval(LONGEST_TURN_SECONDS)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with app.app_context():
        welcome(config, first_password)
        db.engine.dispose()  # a connection must not be shared by processes
    if config.processes == 1:
        return serve(app, listener)
    loads = Loads(config.processes)
    return run_processes(config.processes, lambda number: serve(app, listener, loads.of(number)))


def serve(app: Flask, listener: socket.socket, load: Load | None = None) -> int:
    """One process, until it is told to stop. `load` where it is one of several."""
    application = Application(app, load)
    settings = settings_of(application)
    loop_factory = settings.get_loop_factory()
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(Server(settings, application, load).serve([listener]))
    return 0


def settings_of(application: Application) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http=Connection,
        access_log=False,  # it would hold addresses of participants
        log_level="warning",
        backlog=BACKLOG,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,
        server_header=False,
        proxy_headers=False,  # ProxyFix does that, for as many proxies as the configuration trusts
    )


def migrate_database() -> None:
    """Brings the database to the newest shape; a no-op of some milliseconds when it is there already."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with db.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    if present != newest:
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade(directory=str(MIGRATIONS))


def make_first_account() -> str | None:
    """On an empty database: a facilitator with a password of its own, and the demo, under way and the week after.

    Returns the password.
    """
    if db.session.scalar(select(Account.id).limit(1)) is not None:
        return None
    password = new_password()
    account = create_account(FIRST_EMAIL, "Prosessleder", password)
    build_demo(account)
    build_demo_afterwards(account)
    return password


def listen(config: Config) -> socket.socket:
    """The socket that phones knock at, with the settings that connections inherit. OSError where somebody else has the
    port."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_PHONE_MS)
    try:
        listener.bind((config.host, config.port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


def raise_open_files() -> None:
    """Each phone is an open file; the usual limit of 1,024 is less than a hall."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def spare_collector() -> None:
    """What is loaded by now stays for good: to look through it for garbage is 0.1 s in which no phone is served."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def welcome(config: Config, first_password: str | None) -> None:
    """Says where everything is, in the terminal."""
    base = public_base_url(config)
    lines = [
        "",
        f"  Participants   {base}",
        f"  Facilitator    {base}/conferences",
    ]
    if config.host in ("0.0.0.0", "::", "127.0.0.1", "::1", "localhost"):  # noqa: S104 - compared, not bound
        lines.append(f"  On this machine http://localhost:{config.port}")
    if first_password is not None:
        lines += [
            "",
            f"  Sign in with   {FIRST_EMAIL}",
            f"  Password       {first_password}   (shown this once)",
        ]
    real = select(Conference).where(Conference.rehearsal_of_id.is_(None))
    conference = db.session.scalar(real.order_by(Conference.held_on.desc(), Conference.id.desc()))
    if conference is not None:
        join = JoinAddress.of(conference.code, config)
        lines += [
            "",
            f"  {conference.title}: code {conference.spoken_code}",
            f"  The hall's screen {base}/screen/{conference.screen_token}",
            f"  {join.link}",
            "",
            terminal_qr(join.link),
        ]
    lines.append("  Ctrl-C stops the server.")
    letters = "\n".join(lines)
    # A terminal that cannot write the QR code must not keep the server, or the password, from coming.
    print(letters.encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding), flush=True)


if __name__ == "__main__":
    sys.exit(main())
