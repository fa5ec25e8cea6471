"""What the machine's owner may choose, read once. Nothing else in the app reads os.environ.

Every wrong value stops the start with a sentence that names the variable, its value and what is accepted.
"""

import os
import re
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.network import lan_address

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 32
SESSION_SECONDS = 16 * 3600
"""A long conference day. An older session cookie is not taken, also where a browser kept it open."""
LOST_AFTER: dict[str, Any] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
"""A PostgreSQL that has vanished without a word is noticed within seconds, not after a quarter of an hour."""
MOST_BY_ITSELF = 2
"""Processes that are started unless the environment says otherwise: SQLite has one writer at a time."""
HOST_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.IGNORECASE)
POSTGRESQL_SCHEME = re.compile(r"^postgres(ql)?://")

Value = TypeVar("Value")


class ConfigError(Exception):
    """One sentence a line, meant to be shown as it is, without a traceback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    instance_path: Path
    host: str
    port: int
    database_url: str = field(repr=False)  # may hold a password
    secret_key: str = field(repr=False)
    base_url: str | None
    timezone: str
    processes: int
    threads: int
    trusted_proxies: int
    live: Literal["auto", "off"]

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        return (self.base_url or "").startswith("https://")


def load_config(environ: Mapping[str, str] | None = None, instance_path: Path | None = None) -> Config:
    """Read and check everything; an empty variable counts as not set.

    Makes the instance directory and, if need be, the secret key in it. ConfigError lists all that is wrong.
    """
    given = os.environ if environ is None else environ
    problems: list[str] = []

    def read(name: str, default: str, parse: Callable[[str, str], Value]) -> Value:
        try:
            return parse(name, given.get(name, "").strip() or default)
        except ConfigError as error:
            problems.append(str(error))
            return parse(name, default)

    instance = (instance_path or read("INSTANCE_PATH", str(ROOT / "instance"), _directory)).absolute()
    default_database = f"sqlite:///{instance / 'dialog.sqlite3'}"
    host = read("HOST", "0.0.0.0", _host)  # noqa: S104 - the phones in the hall must reach it
    port = read("PORT", "8000", _number_between(1, 65535))
    database_url = read("DATABASE_URL", default_database, _database_url)
    base_url = read("BASE_URL", "", _base_url)
    timezone = read("TIMEZONE", "Europe/Oslo", _timezone)
    processes = read("PROCESSES", str(min(os.cpu_count() or 1, MOST_BY_ITSELF)), _number_between(1, 16))
    threads = read("THREADS", "8", _number_between(1, 64))
    trusted_proxies = read("TRUSTED_PROXIES", "0", _number_between(0, 9))
    live = read("LIVE", "auto", _live)
    secret_key = read("SECRET_KEY", "", _given_secret_key)
    if problems:
        raise ConfigError("\n".join(problems))
    _make_directory(instance)
    return Config(
        instance_path=instance,
        host=host,
        port=port,
        database_url=_anchored(database_url, instance),
        secret_key=secret_key or _kept_secret_key(instance / "secret_key"),
        base_url=base_url or None,
        timezone=timezone,
        processes=processes,
        threads=threads,
        trusted_proxies=trusted_proxies,
        live=live,
    )


def flask_settings(config: Config) -> dict[str, Any]:
    """The part of the configuration that Flask and its extensions read from app.config."""
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(config),
        # A name with __Host- cannot be set from another host of the municipality's domain; it demands Secure.
        "SESSION_COOKIE_NAME": "__Host-session" if config.is_https else "session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.is_https,
        "PERMANENT_SESSION_LIFETIME": SESSION_SECONDS,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": config.is_https,
        "PREFERRED_URL_SCHEME": "https" if config.is_https else "http",
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "BABEL_DEFAULT_LOCALE": "nb",
        "BABEL_DEFAULT_TIMEZONE": config.timezone,
        "RATELIMIT_STORAGE_URI": "memory://",
    }


def public_base_url(config: Config) -> str:
    """Where phones find the app, without a slash at the end: what the QR code is built on."""
    if config.base_url:
        return config.base_url
    everywhere = config.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    return _origin("http", lan_address() if everywhere else config.host, config.port)


def _refusal(name: str, value: str, accepted: str) -> ConfigError:
    return ConfigError(f'{name} is "{value}", but it must be {accepted}.')


def _number_between(least: int, most: int) -> Callable[[str, str], int]:
    def parse(name: str, value: str) -> int:
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            raise _refusal(name, value, f"a whole number from {least} to {most}")
        return int(value)

    return parse


def _directory(name: str, value: str) -> Path:
    path = Path(value)
    if path.exists() and not path.is_dir():
        raise _refusal(name, value, "a directory")
    return path


def _host(name: str, value: str) -> str:
    try:
        return str(ip_address(value.strip("[]")))
    except ValueError:
        if HOST_NAME.fullmatch(value) and not _looks_like_a_number(value):
            return value.lower()
    raise _refusal(name, value, "an IP address or a host name to listen on, such as 0.0.0.0 or 127.0.0.1")


def _looks_like_a_number(host: str) -> bool:
    """10.0.0.300 and the like: a mistyped address, not a name."""
    return host.rpartition(".")[2].isdigit()


def _live(name: str, value: str) -> Literal["auto", "off"]:
    if value not in ("auto", "off"):
        raise _refusal(name, value, '"auto" (streams where they can be had) or "off" (the pages poll)')
    return cast(Literal["auto", "off"], value)


def _timezone(name: str, value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        raise _refusal(name, value, "a time zone of the IANA database, such as Europe/Oslo") from None


def _base_url(name: str, value: str) -> str:
    """The origin only, as browsers send it: lower case, punycode, without the scheme's own port."""
    if not value:
        return ""
    refusal = _refusal(name, value, "http(s)://host or http(s)://host:port, such as https://dialog.example.no")
    try:
        parts = urlsplit(value)
        port = parts.port
        host = _host(name, (parts.hostname or "").encode("idna").decode("ascii"))
    except (ValueError, ConfigError):
        raise refusal from None
    extras = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in ("http", "https") or extras or port == 0:
        raise refusal
    return _origin(parts.scheme, host, port)


def _origin(scheme: str, host: str, port: int | None) -> str:
    is_default = port in (None, {"http": 80, "https": 443}[scheme])
    bracketed = f"[{host}]" if ":" in host else host
    return f"{scheme}://{bracketed}" if is_default else f"{scheme}://{bracketed}:{port}"


def _database_url(name: str, value: str) -> str:
    accepted = "sqlite:///a-file or postgresql://user:password@host/database"
    try:
        url = make_url(POSTGRESQL_SCHEME.sub("postgresql+psycopg://", value))
    except (ArgumentError, ValueError):
        # Not shown: what cannot be taken apart may hold a password anywhere.
        raise ConfigError(f"{name} is not a database address; it must be {accepted}.") from None
    shown = url.render_as_string(hide_password=True)
    if url.drivername not in ("sqlite", "postgresql+psycopg") or not url.database:
        raise _refusal(name, shown, accepted)
    if url.drivername == "sqlite" and (url.host or url.database.startswith((":memory:", "file:"))):
        raise _refusal(name, shown, f"a file that outlives the process: {accepted}")
    return url.render_as_string(hide_password=False)


def _anchored(database_url: str, instance: Path) -> str:
    """A relative SQLite file lies in the instance directory, wherever the process was started."""
    url = make_url(database_url)
    if url.drivername != "sqlite":
        return database_url
    return url.set(database=str(instance / (url.database or ""))).render_as_string(hide_password=False)


def _engine_options(config: Config) -> dict[str, Any]:
    # Each thread may hold a connection for its request and one for a region that it draws; the live part has a few.
    # What people wrote must not come into a log through the message of a fault: no values there.
    options: dict[str, Any] = {"pool_size": 2 * config.threads + 4, "hide_parameters": True}
    if config.is_sqlite:
        return options
    # The database may have been restarted since the connection was last used.
    return options | {"pool_pre_ping": True, "connect_args": LOST_AFTER}


def _given_secret_key(name: str, value: str) -> str:
    if value and len(value) < SHORTEST_SECRET_KEY:
        raise ConfigError(
            f"{name} has {len(value)} characters, but it must have at least {SHORTEST_SECRET_KEY} "
            "(leave it out, and one is made and kept)."
        )
    return value


def _make_directory(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # for the server's user alone
    except OSError as error:
        raise ConfigError(f'INSTANCE_PATH "{path}" cannot be made ({error.strerror}).') from None


def _kept_secret_key(path: Path) -> str:
    """The key in the file, made on the first start.

    Two processes may start at once: each writes a key of its own, and link() gives only one of them the name.
    """
    try:
        if not path.exists():
            _write_secret_key(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigError(f'SECRET_KEY is not set, and "{path}" can be neither read nor made ({reason}).') from None
    if len(key) < SHORTEST_SECRET_KEY:
        raise ConfigError(
            f'"{path}" holds {len(key)} characters, but a secret key must have at least '
            f"{SHORTEST_SECRET_KEY}; delete the file and a new one is made (all must then sign in again)."
        )
    return key


def _write_secret_key(path: Path) -> None:
    # mkstemp gives the file mode 0600 from its first byte on.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret_key.")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        os.unlink(draft)
