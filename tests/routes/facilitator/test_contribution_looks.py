"""«… ser på denne»: in the row for all, in the dialog for the others."""

from flask.testing import FlaskClient

from app.domain.contribution_looks import look_at
from app.extensions import db
from app.models import Look
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, words_of


def test_the_row_says_who_looks_and_the_dialog_who_else(story: Story, say: Say) -> None:
    contribution = say("En.")
    about = f"/conferences/{story.conference.id}/contributions/{contribution.id}"
    assert story.as_bjorn.post(f"{about}/look").status_code == 204
    row = story.as_bjorn.get(f"/conferences/{story.conference.id}").text.split('id="contribution-')[1]
    assert f'data-look="{story.bjorn.id}"' in row
    assert "Bjørn ser på denne" in words_of(row)
    assert "ser også på denne" not in story.as_bjorn.get(f"{about}/text").text
    look_at(contribution, story.cecilie)
    assert "Cecilie ser også på denne nå." in story.as_bjorn.get(f"{about}/text").text
    assert [story.as_bjorn.post(f"{about}/look-removal").status_code for _ in range(2)] == [204, 204]

    assert [look.account for look in db.session.scalars(db.select(Look))] == [story.cecilie]


def test_others_do_not_look(story: Story, client: FlaskClient, say: Say) -> None:
    contribution = say("En.")
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)
    for fact in ("look", "look-removal"):
        about = f"/conferences/{story.conference.id}/contributions/{contribution.id}/{fact}"
        assert [browser.post(about).status_code for browser in browsers] == [403, 404, 302, 302]
    assert db.session.scalars(db.select(Look)).all() == []
