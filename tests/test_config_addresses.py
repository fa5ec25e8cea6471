"""Addresses: where the server listens, what phones are told, and where the database is."""

from pathlib import Path

import pytest

from app import config as config_module
from app.config import public_base_url
from app.network import lan_address
from tests.environments import load, refusal


@pytest.mark.parametrize("host", ["http://hall", "10.0.0.300", "-x", "a b", "hall:80", "a..b"])
def test_wrong_host_is_refused(tmp_path: Path, host: str) -> None:
    assert refusal(tmp_path, HOST=host).startswith(f'HOST is "{host}", but it must be an IP address or a host')


@pytest.mark.parametrize("host", ["0.0.0.0", "::1", "localhost", "hall-pc.kommune.no"])
def test_right_host_is_accepted(tmp_path: Path, host: str) -> None:
    assert load(tmp_path, HOST=host).host == host


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://dialog.example.no", "https://dialog.example.no"),
        ("https://Dialog.Example.NO/", "https://dialog.example.no"),
        ("https://dialog.example.no:443", "https://dialog.example.no"),
        ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
        ("http://[2001:db8::5]:8080", "http://[2001:db8::5]:8080"),
        ("https://dialog.bærum.kommune.no", "https://dialog.xn--brum-voa.kommune.no"),
    ],
)
def test_base_url_is_kept_as_browsers_send_an_origin(tmp_path: Path, given: str, kept: str) -> None:
    assert load(tmp_path, BASE_URL=given).base_url == kept


@pytest.mark.parametrize(
    "given",
    [
        "dialog.example.no",
        "ftp://dialog.example.no",
        "https://",
        "https://dialog.example.no/app",
        "https://dialog.example.no?x=1",
        "https://dialog.example.no#x",
        "https://user@dialog.example.no",
        "https://dialog.example.no:99999",
        "https://dialog.example.no:0",
        "https://dialog example.no",
        "https://10.0.0.300",
        "https://[::1",
    ],
)
def test_wrong_base_url_is_refused(tmp_path: Path, given: str) -> None:
    assert refusal(tmp_path, BASE_URL=given) == (
        f'BASE_URL is "{given}", but it must be http(s)://host or http(s)://host:port, '
        "such as https://dialog.example.no."
    )


def test_public_base_url_is_base_url_when_given(tmp_path: Path) -> None:
    assert public_base_url(load(tmp_path, BASE_URL="https://d.example.no")) == "https://d.example.no"


def test_public_base_url_names_the_lan_address_when_listening_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config_module, "lan_address", lambda: "192.168.1.20")

    assert public_base_url(load(tmp_path)) == "http://192.168.1.20:8000"
    assert public_base_url(load(tmp_path, HOST="::", PORT="80")) == "http://192.168.1.20"


def test_public_base_url_names_the_only_address_listened_on(tmp_path: Path) -> None:
    assert public_base_url(load(tmp_path, HOST="127.0.0.1")) == "http://127.0.0.1:8000"
    assert public_base_url(load(tmp_path, HOST="::1")) == "http://[::1]:8000"


# --- DATABASE_URL


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?uri=true",
        "mysql://u@db/x",
        "postgresql://db",
        "dialog",
    ],
)
def test_wrong_database_url_is_refused(tmp_path: Path, url: str) -> None:
    assert refusal(tmp_path, DATABASE_URL=url).startswith("DATABASE_URL is ")


@pytest.mark.parametrize("url", ["mysql://u:hunter2@db/x", "postgresql://u:hunter2@db:port/x", "u:hunter2@db"])
def test_refusal_of_a_database_url_hides_its_password(tmp_path: Path, url: str) -> None:
    assert "hunter2" not in refusal(tmp_path, DATABASE_URL=url)


# --- SECRET_KEY


def test_lan_address_is_an_ipv4_address() -> None:
    assert len([int(part) for part in lan_address().split(".")]) == 4


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        (["127.0.0.1", "0.0.0.0", "169.254.3.4", "10.0.0.7", "10.0.0.8"], "10.0.0.7"),
        (["127.0.1.1"], "127.0.0.1"),
        ([], "127.0.0.1"),
    ],
)
def test_lan_address_is_the_first_one_that_others_can_reach(
    monkeypatch: pytest.MonkeyPatch, candidates: list[str], chosen: str
) -> None:
    monkeypatch.setattr("app.network._addresses", lambda: iter(candidates))

    assert lan_address() == chosen


def test_lan_address_is_found_without_a_default_route(monkeypatch: pytest.MonkeyPatch) -> None:
    # connect() to the broadcast address needs permission: it fails here as it does where no route leads out.
    monkeypatch.setattr("app.network.FAR_AWAY", ("255.255.255.255", 9))

    assert lan_address().count(".") == 3


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_through_psycopg(tmp_path: Path, scheme: str) -> None:
    config = load(tmp_path, DATABASE_URL=f"{scheme}://u:p%40ss@db:5432/dialog")

    assert config.database_url == "postgresql+psycopg://u:p%40ss@db:5432/dialog"
    assert not config.is_sqlite


def test_relative_sqlite_file_lies_in_the_instance_directory(tmp_path: Path) -> None:
    assert load(tmp_path, DATABASE_URL="sqlite:///x.db").database_url == f"sqlite:///{tmp_path}/x.db"


def test_absolute_sqlite_file_stays_where_it_is(tmp_path: Path) -> None:
    assert load(tmp_path, DATABASE_URL="sqlite:////srv/x.db").database_url == "sqlite:////srv/x.db"
