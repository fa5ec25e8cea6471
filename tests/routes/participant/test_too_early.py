"""What is sent to something that is not open yet, or whose opening was taken back: no kind says «stengt» of it."""

import pytest

from app.domain.activities import open_activity
from app.domain.step_back import take_step_back
from app.extensions import db
from app.models import Activity, ActivityKind, Contribution, Priority, Reaction, SurveyAnswer
from app.queries.step_back import step_back_of
from tests.conftest import Story
from tests.films import whole_film_in
from tests.rounds import another_dialogue, round_of, said
from tests.survey_story import SERVICES, item, survey_in
from tests.votes import vote_in

PIECE = {"HX-Request": "true"}


def ready(story: Story, kind: ActivityKind) -> tuple[Activity, str, dict[str, str]]:
    """Of each kind, what is posted to it, and where."""
    contribution = said(story, "Svar innen en uke.")
    match kind:
        case ActivityKind.DIALOGUE:
            key = "0" * 8 + "-0000-4000-8000-" + "0" * 12
            return another_dialogue(story), "contributions", {"kind": "advice", "text": "Mitt.", "client_key": key}
        case ActivityKind.VOTE:
            activity = vote_in(story)
            assert activity.vote
            return activity, "ballot", {"choice": str(activity.vote.options[0].id)}
        case ActivityKind.SURVEY:
            activity = survey_in(story, SERVICES)
            return activity, "response", {f"expectation-{item(activity).id}": "5"}
        case ActivityKind.REACTIONS:
            return round_of(story, kind, opened=False), f"reactions/{contribution.id}", {"opinion": "agree"}
        case ActivityKind.PRIORITIES:
            return round_of(story, kind, opened=False), "priorities", {f"dots-{contribution.id}": "1"}
        case _:
            return whole_film_in(story), "seen", {"seen": "yes"}


@pytest.mark.parametrize("is_left", [False, True], ids=["not opened yet", "opened and left again"])
@pytest.mark.parametrize(
    ("kind", "outcome", "sentence"),
    [
        (ActivityKind.DIALOGUE, "early", "Spørsmålet er ikke åpnet ennå"),
        (ActivityKind.VOTE, "closed", "Avstemningen er ikke åpnet ennå. Stemmen din er ikke sendt."),
        (ActivityKind.SURVEY, "closed", "Undersøkelsen er ikke åpnet ennå. Det siste svaret er ikke sendt."),
        (ActivityKind.REACTIONS, "closed", "Reaksjonene er ikke åpnet ennå. Svaret ditt er ikke sendt."),
        (ActivityKind.PRIORITIES, "closed", "Prioriteringen er ikke åpnet ennå. Prikkene er ikke sendt."),
        (ActivityKind.FILM, "closed", "Filmen er ikke vist ennå."),
    ],
)
def test_what_is_not_open_yet_says_so_and_does_not_show_what_it_asks(
    story: Story, kind: ActivityKind, outcome: str, sentence: str, is_left: bool
) -> None:
    activity, end, form = ready(story, kind)
    if is_left:
        open_activity(activity, story.bjorn)
        take_step_back(story.conference, step_back_of(story.conference), story.bjorn)
    address = f"/j/{story.conference.code}/activities/{activity.id}/{end}"
    piece = story.as_astrid.post(address, data=form, headers=PIECE)
    page = story.as_astrid.post(address, data=form)

    for answer in (piece, page):
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (409, outcome)
        assert sentence in answer.text
        assert "stengt" not in answer.text
        assert activity.question == "" or activity.question not in answer.text
    assert "<form" not in page.text.split("<main")[1]
    if kind is ActivityKind.DIALOGUE:
        assert "Mitt.</textarea>" in page.text
    stored = [db.session.query(table).count() for table in (Contribution, Reaction, Priority, SurveyAnswer)]
    assert stored == [1, 0, 0, 0]
