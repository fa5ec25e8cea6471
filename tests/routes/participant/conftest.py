"""What tests of contributions share: one is sent from Astrid's phone, and what is stored is read."""

import uuid

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import (
    Contribution,
)
from tests.conftest import Story

PIECE = {"HX-Request": "true"}


def send(story: Story, text: str, phone: FlaskClient | None = None, piece: bool = False, **values: str) -> TestResponse:
    return (phone or story.as_astrid).post(
        f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions",
        data={"kind": "advice", "text": text, "client_key": str(uuid.uuid4())} | values,
        headers=PIECE if piece else {},
    )


def stored(story: Story) -> list[Contribution]:
    return list(db.session.scalars(select(Contribution).order_by(Contribution.id)))
