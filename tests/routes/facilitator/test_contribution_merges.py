"""«Ligner på»: shown in the row, merged with one press, taken apart from the bar and later."""

import re

from flask.testing import FlaskClient

from app.domain.contribution_merges import merge_contribution
from app.domain.contributions import publish_contribution
from app.live.drawing import draw_view
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import Contribution, Language
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, bar_in, press, queue_in, words_of

SAME = ("Svar innen en uke når vi spør.", "Svar innen ei uke når vi spør.")


def about(story: Story, contribution: Contribution, fact: str) -> str:
    return f"/conferences/{story.conference.id}/contributions/{contribution.id}/{fact}"


def mine(story: Story) -> str:
    return words_of(story.as_astrid.get(f"/j/{story.conference.code}/contributions").text)


def test_the_row_says_what_it_is_like_and_one_press_merges(story: Story, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    publish_contribution(first, story.bjorn)
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    note = re.search(rf'<div class="note" data-tone="like" id="like-{second.id}">.*?</div>', page, re.DOTALL)
    assert note
    assert words_of(note[0]) == f"Nesten lik noe som er godkjent: «{first.text}» Slå sammen"
    fields = dict(re.findall(r'name="(into)" value="(\d+)"', note[0]))
    answer = press(story.as_bjorn, about(story, second, "merge"), **fields)

    assert bar_in(answer) == f"Slått sammen: «{second.text}» Angre Z"
    assert queue_in(answer) == []
    assert second.merged_into_id == first.id


def test_what_is_like_another_is_not_approved_with_all(story: Story, say: Say) -> None:
    for text in (*SAME, "Åpne biblioteket på søndager.", "Flere benker langs elva."):
        say(text)

    assert "uten merknad (2)" in story.as_bjorn.get(f"/conferences/{story.conference.id}").text


def test_phones_are_told_how_many_said_it_and_nothing_of_likeness(story: Story, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    for contribution in (first, second):
        publish_contribution(contribution, story.bjorn)
    view = View(story.conference.id, Audience.PARTICIPANT, Language.BOKMAL)
    board = draw_view(story.as_bjorn.application, view, revision_of(story.conference.id))["contributions"].decode()
    assert board.count("<li id=") == 2
    assert "ik noe" not in board
    second.participant_id = None  # from paper: somebody else
    merge_contribution(second, first, story.bjorn)
    board = draw_view(story.as_bjorn.application, view, revision_of(story.conference.id))["contributions"].decode()

    assert board.count("<li id=") == 1
    assert second.text not in board


def test_undo_in_the_bar_takes_them_apart(story: Story, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    publish_contribution(first, story.bjorn)
    page = press(story.as_bjorn, about(story, second, "merge"), into=first.id)
    form = re.search(r'action="[^"]*merge-reversal.*?</form>', page.text, re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    answers = [press(story.as_bjorn, about(story, second, "merge-reversal"), **fields) for _ in range(2)]

    assert (answers[0].status_code, bar_in(answers[0])) == (200, f"Angret: «{second.text}»")
    assert second.is_waiting
    assert answers[1].status_code == 422


def test_a_colleague_who_hides_it_and_undoes_that_leaves_the_undo_in_the_bar(story: Story, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    publish_contribution(first, story.bjorn)

    def fields_in(page: str, view: str) -> dict[str, str]:
        form = re.search(rf'action="[^"]*/{view}.*?</form>', page, re.DOTALL)
        assert form
        return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))

    merged = fields_in(press(story.as_bjorn, about(story, second, "merge"), into=first.id).text, "merge-reversal")
    hidden = press(story.as_bjorn, about(story, second, "hiding"), reason="unclear", seen="published").text
    press(story.as_bjorn, about(story, second, "reversal"), **fields_in(hidden, "reversal"))
    assert second.merged_into_id == first.id
    undone = press(story.as_bjorn, about(story, second, "merge-reversal"), **merged)

    assert (undone.status_code, second.merged_into_id, second.is_waiting) == (200, None, True)


def test_later_it_is_taken_out_from_the_one_that_stands_for_it(story: Story, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    merge_contribution(second, first, story.bjorn)
    page = story.as_bjorn.get(about(story, first, "text")).text
    assert second.text in page.split('id="merged-title"')[1]
    answer = press(story.as_bjorn, about(story, second, "separation"))

    assert bar_in(answer) == f"Står for seg selv igjen: «{second.text}»"
    assert queue_in(answer) == list(SAME)


def test_its_author_reads_the_other_only_once_all_may(story: Story, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    merge_contribution(second, first, story.bjorn)
    assert "Slått sammen med et annet som sier nesten det samme. " in mine(story) + " "
    publish_contribution(first, story.bjorn)

    assert f"Slått sammen med et annet som sier nesten det samme: {first.text}" in mine(story)


def test_merging_with_what_is_not_there_is_refused(story: Story, say: Say) -> None:
    contribution = say("Alene.")
    for into in ("", "x", "99999"):
        assert story.as_bjorn.post(about(story, contribution, "merge"), data={"into": into}).status_code == 404
    assert press(story.as_bjorn, about(story, contribution, "merge"), into=contribution.id).status_code == 422


def test_others_merge_nothing(story: Story, client: FlaskClient, say: Say) -> None:
    first, second = (say(text) for text in SAME)
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)
    for fact in ("merge", "merge-reversal", "separation"):
        statuses = [
            browser.post(about(story, second, fact), data={"into": first.id}).status_code for browser in browsers
        ]
        assert statuses == [403, 404, 302, 302]
    there = f"/conferences/{story.elsewhere.id}/contributions/{second.id}/merge"

    assert story.as_david.post(there, data={"into": first.id}).status_code == 404
    assert second.merged_into_id is None
