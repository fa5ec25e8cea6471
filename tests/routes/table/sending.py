"""What the tests of a table's device share: what it sends, and what is stored."""

import uuid
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Contribution, Table
from tests.conftest import Story

SAID = {"kind": "advice", "group": "2", "text": "Én kontaktperson fra idé til tillatelse.", "minority": ""}


def post(client: FlaskClient, story: Story, table: Table, step: str, **changed: Any) -> TestResponse:
    data = {"client_key": str(uuid.uuid4()), **SAID, **changed, "step": step}
    return client.post(f"/t/{table.code}/activities/{story.dialogue.id}/contributions", data=data)


def stored() -> list[Contribution]:
    return list(db.session.scalars(select(Contribution).order_by(Contribution.id)))
