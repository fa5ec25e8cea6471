"""A hall to measure: a conference made by the app's own actions, and people in it."""

import contextlib
import itertools
import random
import shutil
import tempfile
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from server import Server
from sqlalchemy import insert, select

from app import create_app
from app.config import load_config
from app.database import MIGRATIONS
from app.demo import CONTENT, template_groups
from app.domain.accounts import create_account
from app.domain.activities import ActivityPlan, open_activity
from app.domain.conferences import ConferencePlan, create_conference, open_conference, set_policy
from app.extensions import db
from app.live.drawing import draw_view, drawings
from app.live.frames import frame, region_message, revision_message
from app.live.revisions import Revision, revision_of
from app.live.tokens import ViewTokens
from app.live.views import Audience, View
from app.models import (
    Activity,
    ActivityKind,
    Conference,
    Contribution,
    ContributionKind,
    ContributionState,
    Language,
    ModerationPolicy,
    Participant,
    utc_now,
)
from app.models.participant import new_participant_token, token_hash


def texts(seed: int = 1) -> Iterator[str]:
    """What people write, without end: the demo's texts in pairs, so that they vary and compress as real ones do."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    said = [text["text"] for group in content["published"].values() for text in group]
    chance = random.Random(seed)
    while True:
        yield " ".join(chance.sample(said, 2))[:280]


@dataclass
class Hall:
    """A conference with one open dialogue, and the tokens of the people in it."""

    instance: Path
    database_url: str
    conference_id: int = 0
    code: str = ""
    activity_id: int = 0
    tokens: list[str] = field(default_factory=list)
    _app: Flask | None = None

    @property
    def app(self) -> Flask:
        """The app on this hall's data, in the bench's own process."""
        if self._app is None:
            given = {"DATABASE_URL": self.database_url} if self.database_url else {}
            self._app = create_app(load_config(given, self.instance))
        return self._app

    def seed(self, people: int, contributions: int, policy: ModerationPolicy, *, is_dialogue: bool = True) -> None:
        with self.app.app_context():
            upgrade(directory=str(MIGRATIONS))
            account = create_account("bench@localhost", "Bench", "bench-bench-bench")
            conference = self._conference(account, is_dialogue)
            set_policy(conference, policy, account)
            open_conference(conference, account)
            activity = db.session.query(Activity).filter_by(conference_id=conference.id, position=1).one()
            open_activity(activity, account)
            self.conference_id, self.code, self.activity_id = conference.id, conference.code, activity.id
            self._let_in(conference, people)
            self._let_speak(conference, contributions)
            self.leave()

    def _conference(self, account: Any, is_dialogue: bool) -> Conference:
        plan = ConferencePlan(
            title="Prosjekt Dialog", held_on=utc_now().date(), purpose="Rådene brukes i kommunens omdømmestrategi."
        )
        dialogue = ActivityPlan(
            kind=ActivityKind.DIALOGUE,
            title="Økt 1: Forventninger",
            question="Hva forventer du av kommunen når du tar kontakt?",
            advice_prompt="Jeg råder kommunen til å …",
            input_prompt="Beskriv et møte med kommunen som gikk bra eller dårlig.",
            minutes=60,
        )
        plenary = ActivityPlan(kind=ActivityKind.PLENARY, title="Velkommen", minutes=30)
        programme = [dialogue, plenary] if is_dialogue else [plenary, dialogue]
        return create_conference(plan, account, groups=template_groups(), programme=programme)

    def _let_in(self, conference: Conference, people: int) -> None:
        self.tokens = [new_participant_token() for _ in range(people)]
        groups = [group.id for group in conference.target_groups]
        rows = [
            {
                "conference_id": conference.id,
                "target_group_id": group,
                "token_hash": token_hash(token),
                "language": Language.BOKMAL,
            }
            for token, group in zip(self.tokens, itertools.cycle(groups))
        ]
        if rows:
            db.session.execute(insert(Participant), rows)
        db.session.commit()

    def _let_speak(self, conference: Conference, contributions: int) -> None:
        groups = [group.id for group in conference.target_groups]
        now = utc_now()
        rows = [
            {
                "activity_id": self.activity_id,
                "target_group_id": groups[number % len(groups)],
                "client_key": str(uuid.UUID(int=number)),
                "kind": ContributionKind.ADVICE if number % 2 else ContributionKind.INPUT,
                "text": text,
                "state": ContributionState.PUBLISHED,
                "submitted_at": now,
                "decided_at": now,
            }
            for number, text in zip(range(contributions), texts(7))  # noqa: B905 - texts never end
        ]
        if rows:
            db.session.execute(insert(Contribution), rows)
        db.session.commit()

    def leave(self) -> None:
        """Gives the bench's own database connections back."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def revision(self) -> int:
        with self.app.app_context():
            return revision_of(self.conference_id)

    def stream(self, audience: Audience = Audience.PARTICIPANT, filter: str = "") -> str:
        """The address of a live stream, good for a quarter of an hour, of a page that shows the present."""
        view = View(self.conference_id, audience, Language.BOKMAL, filter)
        token = ViewTokens(self.app.config["CONFIG"].secret_key).sign(view)
        return f"/live/{token}?since={self.revision()}"

    def poll(self) -> str:
        """The address that a phone without a stream asks at."""
        return self.stream().partition("?")[0].replace("/live/", "/regions/")

    def cookie_of(self, number: int) -> dict[str, str]:
        return {f"participant-{self.conference_id}": self.tokens[number % len(self.tokens)]}

    @property
    def contributions(self) -> str:
        """Where they are posted."""
        return f"/j/{self.code}/activities/{self.activity_id}/contributions"

    def keys(self) -> list[str]:
        """The phones' own, of all contributions that the database holds."""
        with self.app.app_context():
            found = [str(key) for key in db.session.scalars(select(Contribution.client_key))]
            self.leave()
        return found

    def shown(self) -> dict[str, bytes]:
        """What a phone must show now, region by region."""
        view = View(self.conference_id, Audience.PARTICIPANT, Language.BOKMAL)
        drawings.forget_all()  # another hall's conference has the same number
        with self.app.app_context():
            drawn = draw_view(self.app, view, revision_of(self.conference_id))
            self.leave()
        return drawn

    def frames(self, count: int) -> list[bytes]:
        """What the app would write to a phone for so many contributions: compressed chunks as they go over the wire."""
        view = View(self.conference_id, Audience.PARTICIPANT, Language.BOKMAL)
        with self.app.app_context():
            html = draw_view(self.app, view, Revision(1, 1, 1))["contributions"]
            self.leave()
        region = frame(region_message("contributions", html)).deflated
        bodies = [region + frame(revision_message(number)).deflated for number in range(1, count + 1)]
        return [b"%x\r\n%b\r\n" % (len(body), body) for body in bodies]

    @contextlib.contextmanager
    def serving(self, processes: int = 1, **environment: str) -> Iterator[list[Server]]:
        """Real servers on this hall's data, until the block ends."""
        database = {"DATABASE_URL": self.database_url} if self.database_url else {}
        servers = [Server(self.instance, {**database, **environment}) for _ in range(processes)]
        try:
            for server in servers:
                server.start()
            yield servers
        finally:
            for server in servers:
                server.stop()

    def copied(self, where: Path | None = None) -> "Hall":
        """The same hall once more, untouched by what is done in this one. SQLite only."""
        target = Path(tempfile.mkdtemp(prefix="dialog-hall-", dir=where or self.instance.parent))
        shutil.copytree(self.instance, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("server.log"))
        return Hall(target, "", self.conference_id, self.code, self.activity_id, self.tokens)


@contextlib.contextmanager
def hall(
    people: int = 400,
    contributions: int = 20,
    policy: ModerationPolicy = ModerationPolicy.SHOW_AT_ONCE,
    *,
    database_url: str = "",
    is_dialogue: bool = True,
) -> Iterator[Hall]:
    """A hall in a directory of its own, which goes away with all copies. SQLite unless a database is given."""
    with tempfile.TemporaryDirectory(prefix="dialog-bench-", ignore_cleanup_errors=True) as directory:
        instance = Path(directory) / "hall"
        instance.mkdir()
        made = Hall(instance, database_url)
        made.seed(people, contributions, policy, is_dialogue=is_dialogue)
        yield made
