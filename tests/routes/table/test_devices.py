"""A table's device that only follows: it waits, it is put away, another device sends."""

import re

from flask import Flask
from flask.testing import FlaskClient

from app.domain.activities import close_activity, open_activity
from app.domain.contributions import publish_contribution
from app.domain.table_priorities import prioritise_for_table
from app.domain.tables import merge_tables, set_table_count
from app.live.drawing import draw_view
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import ActivityKind, Language, Table
from app.queries.tables import tables_of
from tests.conftest import Story
from tests.rounds import round_of
from tests.routes.table.sending import SAID, post, stored


def test_a_device_without_a_question_waits(story: Story, client: FlaskClient, table: Table) -> None:
    close_activity(story.dialogue, story.bjorn)
    open_activity(story.plenary, story.bjorn)
    page = client.get(f"/t/{table.code}/contributions").text

    assert "Bordet skriver ikke nå" in page
    assert "<textarea" not in page


def test_a_table_that_is_put_away_is_told_so_and_keeps_its_words(
    story: Story, client: FlaskClient, table: Table
) -> None:
    post(client, story, table, "send", text="Før")
    set_table_count(story.conference, 0, story.bjorn)
    refused = post(client, story, table, "send")

    assert (refused.status_code, SAID["text"] in refused.text, "Velg en av målgruppene" in refused.text) == (
        422,
        True,
        False,
    )
    assert "Spør den som leder konferansen hvor dere skal skrive." in refused.text
    address = f"/t/{table.code}/activities/{story.dialogue.id}/important-advice"
    assert client.post(address, data={"important": stored()[0].id}).status_code == 422
    for page in (client.get(f"/t/{table.code}").text, client.get(f"/t/{table.code}/contributions").text):
        assert "Bord 1 er tatt bort og kan ikke sende." in page
        assert "Skriv for bordet</a>" not in page
    assert [one.text for one in stored()] == ["Før"]


def test_a_device_follows_what_another_device_of_the_table_sends_and_what_becomes_of_it(
    app: Flask, story: Story, client: FlaskClient, table: Table
) -> None:
    first, second = tables_of(story.conference)
    marks: list[str] = []

    def moved() -> list[bool]:
        """Which of the two tables' devices fetch anew."""
        view = View(story.conference.id, Audience.TABLE, Language.BOKMAL)
        drawn = draw_view(app, view, revision_of(story.conference.id))["tables"].decode()
        before, marks[:] = [*marks] or ["", ""], re.findall(r'data-mark="(\d+)"', drawn)
        return [old != new for old, new in zip(before, marks, strict=True)]

    def told_at(each: Table) -> str:
        return client.get(f"/t/{each.code}/own").text

    moved()
    post(client, story, first, "send")
    assert moved() == [True, False]
    assert (SAID["text"] in told_at(first), SAID["text"] in told_at(second)) == (True, False)
    assert "Venter på godkjenning" in told_at(first)
    (mine,) = stored()
    publish_contribution(mine, story.bjorn)
    assert moved() == [True, False]
    assert "Vist for alle" in told_at(first)

    priorities = round_of(story, ActivityKind.PRIORITIES)
    moved()
    assert "ikke sendt prikker ennå" in told_at(second)
    prioritise_for_table(second, priorities, story.residents, {mine.id: 2})
    assert moved() == [False, True]
    assert f'data-dots="{mine.id}:2 "' in told_at(second)
    merge_tables(first, second, story.bjorn)
    assert moved() == [True, False]
    assert "slått sammen med bord 2" in told_at(first)
    assert "slått sammen med bord 2" in client.get(f"/t/{first.code}/contributions").text
