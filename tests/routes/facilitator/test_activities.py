"""The programme: added to, changed, moved, taken from, and put back."""

import re

import pytest

from app.domain.activities import ActivityPlan, add_activity, remove_activity
from app.domain.conferences import finish_conference
from app.models import Activity, ActivityKind, Grouping
from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from, press_with_htmx


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/programme{rest}"


def dialogue(**values: str) -> dict[str, str]:
    return {
        "kind": "dialogue",
        "title": "Økt 2: Tillit",
        "question": "Hva skal til for at du stoler på kommunen?",
        "takes_advice": "y",
        "minutes": "35",
        "grouping": "mixed",
    } | values


def titles(story: Story) -> list[str]:
    return [activity.title for activity in story.conference.activities]


@pytest.fixture
def pause(story: Story) -> Activity:
    """Third in the programme."""
    return add_activity(story.conference, ActivityPlan(kind=ActivityKind.BREAK, title="Pause", minutes=15), story.bjorn)


def test_the_list_has_planned_times_and_a_sum(story: Story, pause: Activity) -> None:
    page = story.as_bjorn.get(address(story)).text

    assert re.findall(r'<td class="num">([\d.]+)</td>', page) == ["08.30", "09.00", "09.30", "09.45"]
    assert re.findall(r'<td class="r num">(\d+)</td>', page) == ["30", "30", "15", "75"]
    assert "Slutt kl. 09.45" in page


def test_an_empty_programme_says_what_to_do(story: Story) -> None:
    page = story.as_david.get(f"/conferences/{story.elsewhere.id}/programme").text

    assert "Programmet er tomt." in page


def test_a_dialogue_is_added_last(story: Story) -> None:
    answer = story.as_bjorn.post(address(story), data=dialogue())
    added = story.conference.activities[-1]

    assert answer.status_code == 303
    assert answer.headers["Location"] == address(story, f"/{added.id}?saved={added.id}#activity-{added.id}")
    assert (added.title, added.minutes, added.grouping) == ("Økt 2: Tillit", 35, Grouping.MIXED)
    assert (added.takes_advice, added.takes_input) == (True, False)
    assert "«Økt 2: Tillit» er lagret." in story.as_bjorn.get(answer.headers["Location"]).text


def test_a_break_has_no_question(story: Story) -> None:
    story.as_bjorn.post(address(story), data=dialogue(kind="break", title="Lunsj", takes_advice=""))
    added = story.conference.activities[-1]

    assert (added.kind, added.question, added.heading) == (ActivityKind.BREAK, "", "Lunsj")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"question": " "}, "Skriv spørsmålet som deltakerne skal svare på."),
        ({"takes_advice": ""}, "Velg råd, innspill eller begge."),
        ({"title": ""}, "Skriv hva dette er."),
        ({"minutes": "lenge"}, "Skriv et helt tall."),
        ({"minutes": "1441"}, "Skriv et tall fra 0 til 1440."),
        ({"kind": "dans"}, "Velg en av mulighetene."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(story: Story, values: dict[str, str], sentence: str) -> None:
    fields = {name: value for name, value in dialogue(note="Husk mikrofon", **values).items() if value}
    answer = story.as_bjorn.post(address(story), data=fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Husk mikrofon" in answer.text
    assert len(titles(story)) == 2


def test_an_item_is_changed_in_the_panel(story: Story) -> None:
    at = address(story, f"/{story.plenary.id}")
    panel = story.as_bjorn.get(at).text
    assert 'value="Framlegg, to minutter per bord"' in panel
    seen = drawn_from(story.as_bjorn, at, at)
    story.as_bjorn.post(at, data={"seen": seen, "kind": "plenary", "title": "Framlegg", "minutes": "20"})

    assert (story.plenary.title, story.plenary.minutes) == ("Framlegg", 20)


def test_the_kind_stays_once_it_was_opened(story: Story) -> None:
    at = address(story, f"/{story.dialogue.id}")
    seen = drawn_from(story.as_bjorn, at, at)
    answer = story.as_bjorn.post(at, data={"seen": seen, "kind": "break", "title": "Pause", "minutes": "20"})

    assert answer.status_code == 422
    assert "Formen kan ikke endres" in answer.text
    assert story.dialogue.kind is ActivityKind.DIALOGUE


def test_an_item_is_moved_and_it_is_said_where_to(story: Story, pause: Activity) -> None:
    at = address(story, f"/{pause.id}/place")
    fields = {"place": "1", "seen": drawn_from(story.as_bjorn, address(story), at)}
    answer = story.as_bjorn.post(at, data=fields, follow_redirects=True)

    assert titles(story) == ["Pause", "Økt 1: Forventninger", "Framlegg, to minutter per bord"]
    assert "«Pause» er nå nummer 1 av 3, kl. 08.30." in answer.text


@pytest.mark.parametrize("place", ["0", "-7", "1"])
def test_before_the_first_is_the_first(story: Story, pause: Activity, place: str) -> None:
    at = address(story, f"/{pause.id}/place")
    story.as_bjorn.post(at, data={"place": place, "seen": drawn_from(story.as_bjorn, address(story), at)})

    assert titles(story)[0] == "Pause"


@pytest.mark.parametrize("place", ["", "midten", "1.5", "--1", "9" * 30])
def test_a_place_is_a_number(story: Story, pause: Activity, place: str) -> None:
    assert story.as_bjorn.post(address(story, f"/{pause.id}/place"), data={"place": place}).status_code == 400


def test_a_move_keeps_the_panel_that_is_open(story: Story, pause: Activity) -> None:
    at = address(story, f"/{pause.id}/place")
    fields = {"place": "1", "selected": story.dialogue.id, "seen": drawn_from(story.as_bjorn, address(story), at)}
    answer = story.as_bjorn.post(at, data=fields)

    assert answer.headers["Location"] == address(story, f"/{story.dialogue.id}?moved={pause.id}")


def test_a_removal_can_be_undone(story: Story) -> None:
    at = address(story, f"/{story.plenary.id}")
    page = story.as_bjorn.post(f"{at}/removal", follow_redirects=True).text

    assert titles(story) == ["Økt 1: Forventninger"]
    assert "Fjernet: «Framlegg, to minutter per bord»." in page
    assert f'action="{at}/restoration"' in page
    assert f'action="{at}/restoration"' in story.as_bjorn.get(at).text  # a colleague who still has its address
    page = story.as_bjorn.post(f"{at}/restoration", follow_redirects=True).text
    assert titles(story) == ["Økt 1: Forventninger", "Framlegg, to minutter per bord"]
    assert "er tilbake der det stod" in page
    assert "restoration" not in page


def test_removing_and_restoring_twice_is_harmless(story: Story) -> None:
    at = address(story, f"/{story.plenary.id}")
    for fact in ("removal", "removal", "restoration", "restoration"):
        assert story.as_bjorn.post(f"{at}/{fact}").status_code == 303

    assert len(titles(story)) == 2


def test_what_is_open_is_not_removed(story: Story) -> None:
    answer = story.as_bjorn.post(address(story, f"/{story.dialogue.id}/removal"))

    assert answer.status_code == 422
    assert "Steng aktiviteten før du fjerner den." in answer.text
    assert len(titles(story)) == 2


def test_what_is_refused_in_the_list_is_said_there_also_while_an_item_is_open_beside_it(story: Story) -> None:
    at = address(story, f"/{story.dialogue.id}/place")
    finish_conference(story.conference, story.bjorn)
    answer = press_with_htmx(story.as_bjorn, at, place=2, selected=story.dialogue.id)

    the_list = answer.text.split('id="programme"')[1].split('id="panel"')[0]
    assert "Konferansen er avsluttet." in the_list


def test_the_programme_of_a_finished_conference_stays(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)
    answer = story.as_bjorn.post(address(story), data=dialogue())

    assert answer.status_code == 422
    assert "Konferansen er avsluttet." in answer.text
    assert "Hva skal til for at du stoler" in answer.text


def test_an_item_of_another_conference_is_not_there(story: Story) -> None:
    elsewhere = f"/conferences/{story.elsewhere.id}/programme/{story.plenary.id}"
    for rest in ("", "/place", "/removal", "/restoration"):
        assert story.as_david.post(elsewhere + rest, data={"place": "1"}).status_code == 404

    assert story.plenary.removed_at is None


@pytest.mark.parametrize(("who", "status"), [("cecilie", 403), ("david", 404)])
def test_others_change_nothing(story: Story, who: str, status: int) -> None:
    browser = getattr(story, f"as_{who}")
    at = address(story, f"/{story.plenary.id}")

    assert browser.post(address(story), data=dialogue()).status_code == status
    for rest in ("", "/place", "/removal", "/restoration"):
        assert browser.post(at + rest, data={"place": "1"}).status_code == status
    assert titles(story) == ["Økt 1: Forventninger", "Framlegg, to minutter per bord"]


def test_what_was_removed_by_somebody_else_is_not_selected(story: Story, pause: Activity) -> None:
    remove_activity(story.plenary, story.bjorn)
    at = address(story, f"/{pause.id}/place")
    fields = {"place": "1", "selected": story.plenary.id, "seen": drawn_from(story.as_bjorn, address(story), at)}
    answer = story.as_bjorn.post(at, data=fields)

    assert answer.headers["Location"] == address(story, f"?moved={pause.id}")
