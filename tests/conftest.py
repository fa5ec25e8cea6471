"""The story that the tests share.

Astrid takes part in the conference, Bjørn facilitates it, Cecilie is on its project team, David facilitates another.
Each test begins with an empty database, as the migrations made it.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings
from sqlalchemy import event

from app import create_app
from app.config import Config, load_config
from app.database import MIGRATIONS
from app.domain.accounts import create_account
from app.domain.activities import ActivityPlan, add_activity, open_activity
from app.domain.conferences import (
    ConferencePlan,
    TargetGroupPlan,
    create_conference,
    open_conference,
    set_target_groups,
)
from app.domain.participants import join_conference
from app.extensions import db, limiter
from app.live import similar
from app.live.drawing import drawings
from app.live.pieces import pieces
from app.models import (
    Account,
    Activity,
    ActivityKind,
    Conference,
    Language,
    Membership,
    Participant,
    Role,
    TargetGroup,
    utc_now,
)
from app.models.base import UtcDateTime
from app.routes import join_codes
from app.routes.participant import pace, participants
from app.routes.reader.summary import forget_all as forget_read_summaries
from tests.databases import EmptyDatabase, Told, outlive_no_power_cut
from tests.pieces_drawn_anew import draw_pieces_anew
from tests.postgresql_server import create_database, running_postgresql

PASSWORD = "astrid-og-bjorn-2012"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="on a PostgreSQL server of the tests' own")


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of the server that the databases of this run are on; None for SQLite."""
    if not request.config.getoption("--postgresql"):
        yield None
        return
    with running_postgresql("fsync=off", "synchronous_commit=off", "full_page_writes=off") as server:
        yield server


@pytest.fixture(scope="session")
def empty_database_of_worker(tmp_path_factory: pytest.TempPathFactory, postgresql: str | None) -> EmptyDatabase:
    """Making an app and its tables takes longer than most tests, so that they share them."""
    folder = tmp_path_factory.mktemp("database")
    environment = {"BASE_URL": "http://dialog.example"}
    if postgresql is not None:
        environment["DATABASE_URL"] = create_database(postgresql, "dialog")
    app = create_app(load_config(environment, folder))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", outlive_no_power_cut)
        upgrade(directory=str(MIGRATIONS))
        db.engine.dispose()
    made = folder / "made.sqlite3"
    if postgresql is None:
        shutil.copy(folder / "dialog.sqlite3", made)
    return EmptyDatabase(app, made)


@pytest.fixture
def config(tmp_path: Path, empty_database_of_worker: EmptyDatabase) -> Config:
    """An empty database, and an instance directory of the test's own."""
    with empty_database_of_worker.app.app_context():
        empty_database_of_worker.empty()
    kept: Config = empty_database_of_worker.app.config["CONFIG"]
    return replace(kept, instance_path=tmp_path)


# How long an example may take says what else the machine does, not whether it holds.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
draw_pieces_anew()


class Browser(FlaskClient):
    """A client whose requests know nothing of each other, though the test's own context is around them all."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        for name in list(g):  # who is signed in, for example
            g.pop(name)
        return super().open(*args, **kwargs)


@pytest.fixture
def app(config: Config, empty_database_of_worker: EmptyDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The app, with its context pushed: a test may call actions and queries as they are."""
    app = empty_database_of_worker.app
    monkeypatch.setitem(app.config, "CONFIG", config)
    app.testing = True
    app.test_client_class = Browser
    limiter.reset()
    join_codes.forget_all()
    pace.forget_all()
    participants.forget_all()
    drawings.forget_all()
    pieces.forget_all()
    forget_read_summaries()
    similar.forget_all()
    with app.app_context():
        yield app
        db.session.remove()
        left_open = db.engine.pool.checkedout()  # type: ignore[attr-defined]
        db.engine.dispose()
    assert left_open == 0, "a session was left open"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody whom nobody knows."""
    return app.test_client()


@dataclass
class Story:
    """Everybody in it, and the conference that is going on."""

    conference: Conference
    residents: TargetGroup
    businesses: TargetGroup
    dialogue: Activity
    """Open."""
    plenary: Activity
    """Comes after the dialogue; not opened yet."""
    astrid: Participant
    bjorn: Account
    cecilie: Account
    david: Account
    elsewhere: Conference
    """David's."""
    as_astrid: FlaskClient
    as_bjorn: FlaskClient
    as_cecilie: FlaskClient
    as_david: FlaskClient


@pytest.fixture
def story(app: Flask, empty_database_of_worker: EmptyDatabase) -> Story:
    """Told once for each worker, and then only repeated: a fourth of the time, on PostgreSQL too."""
    shelf = empty_database_of_worker
    told = shelf.told
    if told is None:
        told = tell_story()
        shelf.keep(told)
    else:
        shelf.tell_again()
        told.bring_up_to_now()
    conference, elsewhere = (db.session.get_one(Conference, id) for id in told.conference_ids)
    bjorn, cecilie, david = (db.session.get_one(Account, id) for id in told.account_ids)
    residents, businesses = conference.target_groups
    dialogue, plenary = conference.activities
    return Story(
        conference=conference,
        residents=residents,
        businesses=businesses,
        dialogue=dialogue,
        plenary=plenary,
        astrid=db.session.scalars(db.select(Participant)).one(),
        bjorn=bjorn,
        cecilie=cecilie,
        david=david,
        elsewhere=elsewhere,
        as_astrid=phone_of(app, conference, told.token),
        as_bjorn=signed_in(app, bjorn),
        as_cecilie=signed_in(app, cecilie),
        as_david=signed_in(app, david),
    )


def tell_story() -> Told:
    bjorn, cecilie, david = (account_of(name) for name in ("Bjørn", "Cecilie", "David"))
    conference = conference_of(bjorn, "Prosjekt Dialog")
    db.session.add(Membership(account_id=cecilie.id, conference_id=conference.id, role=Role.PROJECT_TEAM))
    db.session.commit()
    dialogue = add_activity(
        conference,
        ActivityPlan(
            kind=ActivityKind.DIALOGUE,
            title="Økt 1: Forventninger",
            question="Hva forventer du av kommunen når du tar kontakt?",
            advice_prompt="Jeg råder kommunen til å …",
            input_prompt="Beskriv et møte med kommunen som gikk bra eller dårlig.",
            minutes=30,
        ),
        bjorn,
    )
    add_activity(
        conference,
        ActivityPlan(kind=ActivityKind.PLENARY, title="Framlegg, to minutter per bord", minutes=30),
        bjorn,
    )
    open_activity(dialogue, bjorn)
    _astrid, token = join_conference(conference, conference.target_groups[0], Language.BOKMAL)
    elsewhere = conference_of(david, "En annen konferanse")
    moments = {
        column: sorted(set(db.session.scalars(db.select(column).where(column.is_not(None)))))
        for table in db.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, UtcDateTime)
    }
    return Told(
        conference_ids=(conference.id, elsewhere.id),
        account_ids=(bjorn.id, cecilie.id, david.id),
        token=token,
        moments={column: found for column, found in moments.items() if found},
        at=utc_now(),
    )


def conference_of(account: Account, title: str) -> Conference:
    """A conference with two target groups, opened for participants, without a programme."""
    conference = create_conference(
        ConferencePlan(
            title=title,
            organiser="Solbakken kommune",
            place="Kulturhuset",
            held_on=date(2026, 11, 19),
            starts_at=time(8, 30),
            purpose="Rådene fra i dag brukes til å lage tre leveregler for kommunen.",
        ),
        account,
    )
    set_target_groups(
        conference,
        [
            TargetGroupPlan(mark=1, name="Innbyggere", description="Du bor i kommunen", planned=18),
            TargetGroupPlan(mark=2, name="Næringsliv", description="Du driver en bedrift", planned=12),
        ],
        account,
    )
    open_conference(conference, account)
    return conference


def account_of(name: str) -> Account:
    """An account with PASSWORD, without the price of hashing it again in each test."""
    account = Account(email=f"{name.lower()}@solbakken.example", name=name, password_hash=_password_hash())
    db.session.add(account)
    db.session.commit()
    return account


@cache
def _password_hash() -> str:
    account = create_account("hash@solbakken.example", "Hash", PASSWORD)
    password_hash = account.password_hash
    db.session.delete(account)
    db.session.commit()
    return password_hash


def phone_of(app: Flask, conference: Conference, token: str) -> FlaskClient:
    """A phone that holds the cookie of a participant."""
    phone = app.test_client()
    phone.set_cookie(f"participant-{conference.id}", token, path=f"/j/{conference.code}")
    return phone


def signed_in(app: Flask, account: Account) -> FlaskClient:
    """A browser where the account is signed in."""
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = account.login_key
        session["_fresh"] = True
    return browser
