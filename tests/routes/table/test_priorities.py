"""The table's device places its dots, and what it is told."""

import re
import uuid

from flask import Flask

from app.domain.conferences import set_policy
from app.domain.table_contributions import TableText, submit_for_table
from app.domain.tables import set_table_count
from app.models import ActivityKind, ContributionKind, ModerationPolicy
from app.queries.priorities import own_priorities_of
from app.queries.tables import device_of, table_of
from tests.conftest import Story
from tests.rounds import close, round_of, said


def test_the_device_places_them_and_may_change_them(app: Flask, story: Story) -> None:
    set_table_count(story.conference, 1, story.bjorn)
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    table, one = table_of(story.conference, 1), said(story, "Én")
    assert table is not None
    device, to = app.test_client(), f"/t/{table.code}/activities/"
    own = TableText(ContributionKind.ADVICE, story.residents, "Svar innen en uke.", "", uuid.uuid4())
    submit_for_table(table, story.dialogue, own)
    activity = round_of(story, ActivityKind.PRIORITIES)
    to += f"{activity.id}/priorities"

    assert to in device.get(f"/t/{table.code}/contributions").text
    page = device.get(to).text
    assert ("Én" in page, "Svar innen en uke." in page) == (True, False)
    phone = story.as_astrid.get(f"/j/{story.conference.code}/activities/{activity.id}/priorities").text
    for each in (page, phone):  # one head: the name that is all the question is not said twice
        assert re.search(r'eyebrow"><span>Prioritering<.*?<h1[^>]*>Prikker<', each, re.DOTALL)
    voiceless = device.post(to, data={f"dots-{one.id}": "2"})
    assert (voiceless.status_code, "Velg en av målgruppene" in voiceless.text) == (422, True)
    assert f'name="dots-{one.id}"' in voiceless.text
    assert "<option selected>2</option>" in voiceless.text
    answer = device.post(to, data={f"dots-{one.id}": "2", "voice": "1"}, follow_redirects=True)
    assert "Sendt for bordet." in answer.text
    placed = own_priorities_of(activity, device_of(table))
    assert placed is not None
    assert placed.dots == {one.id: 2}
    close(story, activity)
    late = device.post(to, data={f"dots-{one.id}": "1", "voice": "1"})
    assert (late.status_code, "Prioriteringen er stengt" in late.text) == (422, True)
    unsent, stored = late.text.split("Sendt fra bordet")
    assert '<h2 id="unsent-title">Ikke sendt</h2>' in unsent
    assert ('aria-label="En prikk"' in unsent, 'aria-label="2 prikker"' in stored) == (True, True)
    assert device.get(f"/t/{table.code}/activities/{story.dialogue.id}/priorities").status_code == 404
