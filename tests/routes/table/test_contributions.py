"""The table's device: read back to the table, sent once, beside the minority's view; and what weighs most."""

import re
import uuid

import pytest
from flask.testing import FlaskClient

from app.domain.conferences import finish_conference, set_policy
from app.domain.quotes import pick_quote
from app.domain.reactions import react
from app.domain.tables import set_table_count
from app.models import ActivityKind, ContributionState, ModerationPolicy, Opinion, Origin, Table
from app.queries.reaction_results import reactions_result_of
from app.queries.tables import deliveries_of, tables_of
from app.report.gather import summary_content_of
from tests.conftest import Story
from tests.rounds import close, newcomers, round_of
from tests.routes.table.sending import SAID, post, stored


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_the_code_on_the_card_leads_to_both_doors(story: Story, client: FlaskClient, table: Table) -> None:
    page = client.get(f"/?code={table.code[:4].lower()} {table.code[4:]}", follow_redirects=True).text

    assert "<h1>Bord 1</h1>" in page
    assert f'href="/j/{story.conference.code}/table?number=1"' in page
    assert f'href="/t/{table.code}/contributions"' in page


def test_nothing_is_stored_before_the_table_has_said_yes(story: Story, client: FlaskClient, table: Table) -> None:
    page = post(client, story, table, "read", minority="To av oss vil ha det på papir.")

    assert "<h1>Stemmer dette?</h1>" in page.text
    assert stored() == []

    fields = hidden_fields(page.text)
    address = f"/t/{table.code}/activities/{story.dialogue.id}/contributions"
    mending = client.post(address, data={**fields, "step": "mend"})
    assert SAID["text"] in mending.text
    assert "To av oss vil ha det på papir." in mending.text
    assert stored() == []

    for _twice in range(2):
        sent = client.post(address, data={**fields, "step": "send"}, follow_redirects=True)
        assert "Sendt for bordet." in sent.text
    assert [(one.text, one.is_minority, one.origin, one.table_id) for one in stored()] == [
        (SAID["text"], False, Origin.TABLE, table.id),
        ("To av oss vil ha det på papir.", True, Origin.TABLE, table.id),
    ]
    assert {one.target_group_id for one in stored()} == {story.businesses.id}
    assert {one.participant_id for one in stored()} == {None}


def test_other_words_from_a_page_that_was_gone_back_to_are_stored_once_too(
    story: Story, client: FlaskClient, table: Table
) -> None:
    key = str(uuid.uuid4())
    for text in ("Svar innen en uke.", "Svar innen to uker.", "Svar innen to uker."):
        post(client, story, table, "send", client_key=key, text=text)

    assert [said.text for said in stored()] == ["Svar innen en uke.", "Svar innen to uker."]


def test_the_control_room_says_who_formulated_it(story: Story, client: FlaskClient, table: Table) -> None:
    post(client, story, table, "send", minority="Noen er uenige.")
    room = story.as_bjorn.get(f"/conferences/{story.conference.id}?state=waiting-t1").text

    assert room.count("bord 1, formulert av bordet") == 2
    assert room.count("mindretallets syn") == 1
    assert 'class="txt"' not in story.as_bjorn.get(f"/conferences/{story.conference.id}?state=waiting-t2").text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": " "}, "Skriv noe først."),
        ({"text": "Ring 22 22 55 55"}, "Teksten har et telefonnummer"),
        ({"minority": "Ring 22 22 55 55"}, "Teksten har et telefonnummer"),
        ({"group": ""}, "Velg hvem det kommer fra."),
        ({"group": "7"}, "Velg hvem det kommer fra."),
    ],
)
@pytest.mark.parametrize("step", ["read", "send"])
def test_what_must_be_mended_is_said_and_kept(
    story: Story, client: FlaskClient, table: Table, changed: dict[str, str], sentence: str, step: str
) -> None:
    page = post(client, story, table, step, **changed)

    assert page.status_code == 422
    assert sentence in page.text
    assert (changed.get("text") or SAID["text"]) in page.text
    assert stored() == []


def test_after_closing_it_is_refused_and_the_text_is_still_there(
    story: Story, client: FlaskClient, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish_conference(story.conference, story.bjorn)
    page = post(client, story, table, "send")

    assert page.status_code == 422
    assert "Spørsmålet er stengt" in page.text
    assert SAID["text"] in page.text


def test_where_everything_is_shown_at_once_a_tables_text_is_too(
    story: Story, client: FlaskClient, table: Table
) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    post(client, story, table, "send")

    assert [one.state for one in stored()] == [ContributionState.PUBLISHED]
    assert "formulert av bordet" in story.as_astrid.get(f"/j/{story.conference.code}").text


def test_a_minoritys_view_says_what_it_is_in_every_output(story: Story, client: FlaskClient, table: Table) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    post(client, story, table, "send", minority="Vi vil heller ha papir.")

    assert "mindretallets syn" in story.as_astrid.get(f"/j/{story.conference.code}").text
    pick_quote(next(one for one in stored() if one.is_minority), story.bjorn)
    content = summary_content_of(story.conference)
    (part,) = content.activities
    (group,) = part.groups
    assert set(group.advice) == {SAID["text"], "Mindretallets syn: Vi vil heller ha papir."}
    assert [quote.text for quote in part.all_quotes] == ["Mindretallets syn: Vi vil heller ha papir."]
    assert content.contradictions() == []
    csv = story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{story.dialogue.id}/csv")
    assert "Mindretallets syn: Vi vil heller ha papir." in csv.get_data(as_text=True)


def test_a_minoritys_view_says_what_it_is_where_people_react_and_prioritise(
    story: Story, client: FlaskClient, table: Table
) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    post(client, story, table, "send", minority="Vi vil heller ha papir.")
    other = next(one for one in stored() if one.is_minority)
    reactions = round_of(story, ActivityKind.REACTIONS)
    at = f"/j/{story.conference.code}/activities/{reactions.id}/reactions/new"  # the batch: a page has one, by lot
    cards = story.as_astrid.get(at, headers={"HX-Request": "true"}).text
    for voter in newcomers(story, story.businesses, 6):
        react(voter, reactions, other.id, Opinion.AGREE)
    close(story, reactions)
    priorities = round_of(story, ActivityKind.PRIORITIES)
    rows = story.as_astrid.get(f"/j/{story.conference.code}/activities/{priorities.id}/priorities").text

    assert (cards.count("mindretallets syn"), rows.count("mindretallets syn")) == (1, 1)
    found = reactions_result_of(reactions).items
    assert [item.offered.text for item in found] == ["Mindretallets syn: Vi vil heller ha papir."]


def test_three_are_the_most_important_and_no_more(story: Story, client: FlaskClient, table: Table) -> None:
    for number in range(4):
        post(client, story, table, "send", text=f"Råd {number}")
    post(client, story, table, "send", text="Et innspill", kind="input")
    ids = [one.id for one in stored()]
    address = f"/t/{table.code}/activities/{story.dialogue.id}/important-advice"

    refused = client.post(address, data={"important": ids[:4]})
    assert (refused.status_code, "Velg høyst tre råd." in refused.text) == (422, True)
    client.post(address, data={"important": ids[:3]})
    client.post(address, data={"important": [ids[0], ids[4]]})

    assert [one.is_important for one in stored()] == [True, False, False, False, False]
    first, second = deliveries_of(story.conference, story.dialogue)
    assert (first.count, first.important, second.count) == (5, 1, 0)


def test_another_table_changes_nothing_here(story: Story, client: FlaskClient, table: Table) -> None:
    post(client, story, table, "send")
    other = tables_of(story.conference)[1]
    (mine,) = stored()

    client.post(f"/t/{other.code}/activities/{story.dialogue.id}/important-advice", data={"important": mine.id})

    assert not mine.is_important
    assert SAID["text"] not in client.get(f"/t/{other.code}/contributions").text


def test_a_question_of_another_conference_is_not_there(story: Story, client: FlaskClient, table: Table) -> None:
    set_table_count(story.elsewhere, 1, story.david)
    (theirs,) = tables_of(story.elsewhere)

    assert post(client, story, theirs, "send").status_code == 404


def test_a_phone_that_scans_the_card_sits_there(story: Story, table: Table) -> None:
    page = story.as_astrid.get(f"/j/{story.conference.code}/table?number=1").text
    assert '<option value="1" selected>' in page

    story.as_astrid.post(f"/j/{story.conference.code}/table", data={"number": "1"})
    assert story.astrid.table_id == table.id
    assert "Bord 1. Bytt bord" in story.as_astrid.get(f"/j/{story.conference.code}").text
    assert story.as_astrid.post(f"/j/{story.conference.code}/table", data={"number": "9"}).status_code == 422


def test_a_newcomer_who_scans_the_card_chooses_only_the_group(story: Story, client: FlaskClient, table: Table) -> None:
    page = client.get(f"/j/{story.conference.code}/table?number=1").text
    assert '<input type="hidden" name="number" value="1">' in page

    client.post(f"/j/{story.conference.code}/participants", data={"group": "2", "number": "1"})
    assert "Bord 1. Bytt bord" in client.get(f"/j/{story.conference.code}").text
