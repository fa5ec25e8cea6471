"""A vote's options in the programme: written, moved, removed, refused with what was typed, fixed once it was open."""

import re

from app.domain.seen import mark_of
from app.domain.votes import options_of
from app.extensions import db
from app.models import Activity
from tests.conftest import Story
from tests.votes import EXPECTATIONS, open_vote_in, vote_in


def options(story: Story, activity: Activity, rows: list[tuple[str, str]], places: int = 1, **data: object):  # type: ignore[no-untyped-def]
    fields = {f"option-{at}-title": title for at, (title, _sentence) in enumerate(rows)}
    fields |= {f"option-{at}-sentence": sentence for at, (_title, sentence) in enumerate(rows)}
    assert activity.vote is not None
    fields |= {"places": str(places), "seen": mark_of(options_of(activity.vote))}
    return story.as_bjorn.post(
        f"/conferences/{story.conference.id}/programme/{activity.id}/options", data={**fields, **data}
    )


def stored(activity: Activity) -> list[str]:
    assert activity.vote is not None
    db.session.expire_all()
    return [option.title for option in activity.vote.options]


def test_options_are_written_in_the_programme(story: Story) -> None:
    activity = vote_in(story)
    answer = options(story, activity, [("A", "Først."), ("", ""), ("B", "")])

    assert answer.status_code == 303
    assert stored(activity) == ["A", "B"]
    html = story.as_bjorn.get(f"/conferences/{story.conference.id}/programme/{activity.id}").get_data(as_text=True)
    assert 'value="Først."' in html


def test_a_row_is_moved_removed_and_added_in_the_page_and_stored_only_when_saved(story: Story) -> None:
    activity = vote_in(story)
    rows = [("A", ""), ("B", ""), ("C", "")]
    orders = []
    for pressed in ("up 1", "down 0", "remove 1", "add", "up 0"):
        html = options(story, activity, rows, press=pressed).get_data(as_text=True)
        orders.append("".join(re.findall(r'-title" value="([ABC])"', html)))

    assert orders == ["BAC", "BAC", "AC", "ABC", "ABC"]
    assert stored(activity) == list(EXPECTATIONS)
    assert options(story, activity, rows, press="down 99").status_code == 303  # no such button: saved as it stands
    assert stored(activity) == ["A", "B", "C"]


def test_options_that_make_no_vote_are_refused_with_what_was_typed(story: Story) -> None:
    activity = vote_in(story)
    for rows, sentence in [
        ([("A", "")], "fra to til tjue"),
        ([("A", ""), ("", "Uten navn")], "Skriv hva alternativet heter"),
        ([("A" * 61, ""), ("B", "")], "Bruk høyst 60 tegn"),
    ]:
        answer = options(story, activity, rows)
        assert answer.status_code == 422
        assert sentence in answer.get_data(as_text=True)

    assert stored(activity) == list(EXPECTATIONS)


def test_the_editor_of_an_opened_vote_says_why_it_is_fixed(story: Story) -> None:
    activity = open_vote_in(story)
    html = story.as_bjorn.get(f"/conferences/{story.conference.id}/programme/{activity.id}").get_data(as_text=True)

    assert "alternativene kan ikke endres" in html
    assert 'name="option-0-title"' not in html
    assert options(story, activity, [("A", ""), ("B", "")]).status_code == 422
