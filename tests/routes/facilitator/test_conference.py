"""The settings: what the conference is called, its target groups, the screen's link."""

import pytest

from app.models import Language
from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/settings{rest}"


def described(story: Story, **values: str) -> dict[str, str]:
    return {
        "seen": drawn_from(story.as_bjorn, address(story), address(story)),
        "title": "Dialog om oppvekst",
        "organiser": "Solbakken kommune",
        "place": "Rådhuset",
        "held_on": "2027-03-18",
        "starts_at": "09:15",
        "purpose": "Rådene går til kommunestyret.",
        "language": "nn",
    } | values


def groups_of(story: Story, **more: str) -> dict[str, str]:
    """The form as it is drawn."""
    at = address(story, "/target-groups#errors")
    fields = {"seen": drawn_from(story.as_bjorn, address(story), at)}
    for group in story.conference.target_groups:
        fields |= {
            f"group-{group.mark}-name": group.name,
            f"group-{group.mark}-description": group.description,
            f"group-{group.mark}-planned": str(group.planned),
        }
    return fields | {name.replace("_", "-"): value for name, value in more.items()}


def names(story: Story) -> list[str]:
    return [group.name for group in story.conference.target_groups]


def test_the_page_shows_what_is_there(story: Story) -> None:
    page = story.as_bjorn.get(address(story)).text

    assert 'value="Prosjekt Dialog"' in page
    assert 'value="Innbyggere"' in page
    assert page.count('aria-label="Navn på målgruppe') == 8
    assert f">http://dialog.example/screen/{story.conference.screen_token}</a>" in page


def test_what_is_written_is_stored(story: Story) -> None:
    answer = story.as_bjorn.post(address(story), data=described(story))

    assert (answer.status_code, answer.headers["Location"]) == (303, address(story))
    conference = story.conference
    assert (conference.title, conference.place, conference.language) == (
        "Dialog om oppvekst",
        "Rådhuset",
        Language.NYNORSK,
    )
    assert conference.starts_at.isoformat("minutes") == "09:15"
    assert "Innstillingene er lagret." in story.as_bjorn.get(address(story)).text


def test_saving_twice_is_harmless(story: Story) -> None:
    for _time in range(2):
        assert story.as_bjorn.post(address(story), data=described(story)).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "Skriv hva konferansen heter."),
        ("held_on", "snart", "Skriv datoen slik: 19.11.2026."),
        ("starts_at", "tidlig", "Skriv klokkeslettet slik: 08.30."),
        ("language", "fr", "Velg en av mulighetene."),
        ("purpose", "x" * 601, "Bruk høyst 600 tegn."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(story: Story, field: str, value: str, sentence: str) -> None:
    answer = story.as_bjorn.post(address(story), data=described(story, **{field: value}))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Rådhuset" in answer.text
    assert story.conference.title == "Prosjekt Dialog"


def test_target_groups_are_added_renamed_and_removed(story: Story) -> None:
    fields = groups_of(story, group_1_name="Folk som bor her", group_8_name="Ungdom", group_8_planned="7")
    fields["group-2-name"] = fields["group-2-description"] = fields["group-2-planned"] = ""
    answer = story.as_bjorn.post(address(story, "/target-groups"), data=fields)

    assert answer.status_code == 303
    assert [(group.mark, group.name, group.planned) for group in story.conference.target_groups] == [
        (1, "Folk som bor her", 18),
        (8, "Ungdom", 7),
    ]


def test_a_group_in_use_is_not_removed_and_what_was_typed_is_kept(story: Story) -> None:
    fields = groups_of(story, group_3_name="Ungdom")
    fields["group-1-name"] = fields["group-1-description"] = fields["group-1-planned"] = ""
    answer = story.as_bjorn.post(address(story, "/target-groups"), data=fields)

    assert answer.status_code == 422
    assert "Målgruppa «Innbyggere» er i bruk og kan ikke fjernes." in answer.text
    assert 'value="Ungdom"' in answer.text
    assert names(story) == ["Innbyggere", "Næringsliv"]


@pytest.mark.parametrize(
    ("name", "planned", "sentence"),
    [
        ("innbyggere", "4", "To målgrupper kan ikke ha samme navn."),
        ("", "4", "Skriv hva målgruppa heter, eller tøm hele raden."),
        ("Ungdom", "mange", "Skriv et helt tall."),
        ("Ungdom", "-1", "Skriv et tall fra 0 til 9999."),
    ],
)
def test_a_faulty_row_stores_nothing(story: Story, name: str, planned: str, sentence: str) -> None:
    fields = groups_of(story, group_3_name=name, group_3_planned=planned)
    answer = story.as_bjorn.post(address(story, "/target-groups"), data=fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert names(story) == ["Innbyggere", "Næringsliv"]


def test_a_new_screen_link_ends_the_old_one(story: Story) -> None:
    old = f"/screen/{story.conference.screen_token}"
    assert story.as_bjorn.get(old).status_code == 200
    story.as_bjorn.post(address(story, "/screen-link"))

    assert story.as_bjorn.get(old).status_code == 404
    assert story.as_bjorn.get(f"/screen/{story.conference.screen_token}").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("cecilie", 403), ("david", 404)])
def test_others_change_nothing(story: Story, who: str, status: int) -> None:
    browser = getattr(story, f"as_{who}")

    assert browser.post(address(story), data=described(story)).status_code == status
    assert browser.post(address(story, "/target-groups"), data=groups_of(story)).status_code == status
    assert browser.post(address(story, "/screen-link")).status_code == status
    assert story.conference.title == "Prosjekt Dialog"


def test_whoever_has_saved_the_groups_of_an_empty_conference_is_led_on_to_its_programme(story: Story) -> None:
    home = f"/conferences/{story.elsewhere.id}"
    seen = drawn_from(story.as_david, f"{home}/settings", f"{home}/settings/target-groups#errors")
    fields = {"seen": seen, "group-1-name": "Innbyggere"}
    saved = story.as_david.post(f"{home}/settings/target-groups", data=fields)

    assert saved.headers["Location"] == f"{home}/programme/new#panel"
    assert "Nå kan du legge til det første i programmet." in story.as_david.get(f"{home}/programme/new").text
