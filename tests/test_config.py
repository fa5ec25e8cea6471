"""The environment is read once, wrong values are refused with a sentence, and the secret key is made once."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.config import ROOT, ConfigError, flask_settings, load_config
from tests.environments import KEY, load, refusal


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    config = load(tmp_path)

    assert (config.host, config.port, config.base_url) == ("0.0.0.0", 8000, None)
    assert config.database_url == f"sqlite:///{tmp_path}/dialog.sqlite3"
    assert (config.timezone, config.threads, config.trusted_proxies) == ("Europe/Oslo", 8, 0)
    assert config.live == "auto"


def test_an_empty_value_counts_as_not_set(tmp_path: Path) -> None:
    config = load(tmp_path, PORT="", BASE_URL=" ", DATABASE_URL="", SECRET_KEY="")

    assert (config.port, config.base_url, config.is_sqlite) == (8000, None, True)


def test_what_is_set_is_used(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        HOST="127.0.0.1",
        PORT="9000",
        THREADS="4",
        TRUSTED_PROXIES="1",
        LIVE="off",
        TIMEZONE="UTC",
        SECRET_KEY=KEY,
    )

    assert (config.host, config.port, config.threads, config.trusted_proxies) == ("127.0.0.1", 9000, 4, 1)
    assert (config.live, config.timezone, config.secret_key) == ("off", "UTC", KEY)


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("PORT", "abc", "a whole number from 1 to 65535"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "65536", "a whole number from 1 to 65535"),
        ("PORT", "8_000", "a whole number from 1 to 65535"),
        ("PORT", "٨٠٠٠", "a whole number from 1 to 65535"),
        ("THREADS", "0", "a whole number from 1 to 64"),
        ("PROCESSES", "17", "a whole number from 1 to 16"),
        ("TRUSTED_PROXIES", "-1", "a whole number from 0 to 9"),
        ("LIVE", "yes", '"auto" (streams where they can be had) or "off" (the pages poll)'),
        ("TIMEZONE", "Europe/Bergen", "a time zone of the IANA database, such as Europe/Oslo"),
        ("TIMEZONE", "Europe", "a time zone of the IANA database, such as Europe/Oslo"),
        ("TIMEZONE", "../etc/passwd", "a time zone of the IANA database, such as Europe/Oslo"),
    ],
)
def test_wrong_value_is_refused_with_name_value_and_what_is_accepted(
    tmp_path: Path, name: str, value: str, accepted: str
) -> None:
    assert refusal(tmp_path, **{name: value}) == f'{name} is "{value}", but it must be {accepted}.'


def test_all_wrong_values_are_told_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    instance = tmp_path / "instance"

    assert [line.split()[0] for line in refusal(instance, PORT="x", LIVE="x").splitlines()] == [
        "PORT",
        "LIVE",
    ]
    assert not instance.exists()


def test_instance_directory_is_for_the_servers_user_alone(tmp_path: Path) -> None:
    load(tmp_path / "new" / "instance")

    assert stat.S_IMODE((tmp_path / "new" / "instance").stat().st_mode) == 0o700


# --- BASE_URL


def test_config_shows_no_secret_when_printed(tmp_path: Path) -> None:
    config = load(tmp_path, SECRET_KEY=KEY, DATABASE_URL="postgresql://u:hunter2@db/x")

    assert KEY not in repr(config)
    assert "hunter2" not in repr(config)


def test_short_secret_key_is_refused_without_being_shown(tmp_path: Path) -> None:
    text = refusal(tmp_path, SECRET_KEY="hunter2")

    assert text.startswith("SECRET_KEY has 7 characters, but it must have at least 32")
    assert "hunter2" not in text


def test_secret_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first, second = load(tmp_path).secret_key, load(tmp_path).secret_key

    assert first == second
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_machines_make_different_secret_keys(tmp_path: Path) -> None:
    assert load(tmp_path / "a").secret_key != load(tmp_path / "b").secret_key


def test_given_secret_key_leaves_no_file(tmp_path: Path) -> None:
    load(tmp_path, SECRET_KEY=KEY)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 40])
def test_damaged_secret_key_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)

    assert str(tmp_path / "secret_key") in refusal(tmp_path)


def test_processes_that_start_at_once_agree_on_the_secret_key(tmp_path: Path) -> None:
    # All wait at the same pipe, and make the key in the moment it is closed.
    script = (
        "import sys, pathlib; from app.config import load_config\n"
        "d = pathlib.Path(sys.argv[1]); print('ready', flush=True)\n"
        "sys.stdin.read()\n"
        "print(load_config({}, d / 'instance').secret_key)"
    )
    start, gate = os.pipe()
    command = [sys.executable, "-c", script, str(tmp_path)]
    processes = [subprocess.Popen(command, cwd=ROOT, stdin=start, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    os.close(start)
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    os.close(gate)
    keys = [process.communicate(timeout=30)[0] for process in processes]

    assert len(keys[0].strip()) >= 32
    assert keys == [keys[0]] * 4
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret_key"]


# --- the instance directory


def test_instance_path_is_taken_from_the_environment(tmp_path: Path) -> None:
    config = load_config({"INSTANCE_PATH": str(tmp_path / "with space")})

    assert config.instance_path == tmp_path / "with space"
    assert config.database_url == f"sqlite:///{tmp_path}/with space/dialog.sqlite3"


def test_instance_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ConfigError, match=r"^INSTANCE_PATH is .*but it must be a directory"):
        load_config({"INSTANCE_PATH": str(tmp_path / "file")})


def test_instance_directory_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refusal(tmp_path / "file" / "below").startswith("INSTANCE_PATH ")


# --- what Flask is given


def settings(instance: Path, **environ: str) -> dict[str, Any]:
    return flask_settings(load(instance, **environ))


@pytest.mark.parametrize(
    ("base_url", "secure", "name"),
    [
        ("https://d.example.no", True, "__Host-session"),
        ("http://d.example.no", False, "session"),
        ("", False, "session"),
    ],
)
def test_cookies_are_secure_when_the_base_url_is_https(tmp_path: Path, base_url: str, secure: bool, name: str) -> None:
    given = settings(tmp_path, BASE_URL=base_url)

    assert given["SESSION_COOKIE_NAME"] == name
    for cookie in ("SESSION", "REMEMBER"):
        assert given[f"{cookie}_COOKIE_SECURE"] is secure
        assert given[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert given[f"{cookie}_COOKIE_SAMESITE"] == "Lax"


def test_flask_gets_the_database_the_key_and_the_limits(tmp_path: Path) -> None:
    given = settings(tmp_path, SECRET_KEY=KEY, TIMEZONE="UTC")

    assert given["SECRET_KEY"] == KEY
    assert given["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/dialog.sqlite3"
    assert given["MAX_CONTENT_LENGTH"] == 2 * 1024 * 1024
    assert (given["BABEL_DEFAULT_LOCALE"], given["BABEL_DEFAULT_TIMEZONE"]) == ("nb", "UTC")


def test_engine_options_fit_the_database(tmp_path: Path) -> None:
    assert "pool_pre_ping" not in settings(tmp_path)["SQLALCHEMY_ENGINE_OPTIONS"]
    given = settings(tmp_path, DATABASE_URL="postgresql://db/x")
    assert given["SQLALCHEMY_ENGINE_OPTIONS"]["pool_pre_ping"] is True
    assert given["SQLALCHEMY_ENGINE_OPTIONS"]["connect_args"]["connect_timeout"] == 5


def test_a_fault_of_the_database_tells_no_values(tmp_path: Path) -> None:
    """What people wrote would else come into the log with the trace."""
    assert settings(tmp_path)["SQLALCHEMY_ENGINE_OPTIONS"]["hide_parameters"] is True


# --- the machine's own address
