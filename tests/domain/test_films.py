"""A film is opened when everybody can follow it, stays so while it is open, and is seen once."""

import pytest
from sqlalchemy import func, select

from app.domain.activities import ActivityPlan, add_activity, change_activity, open_activity, remove_activity
from app.domain.conferences import finish_conference
from app.domain.errors import Refused, TooLate
from app.domain.films import FilmPlan, change_film, copy_film, mark_film_seen
from app.domain.media import remove_media
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Activity, ActivityKind, FilmSeen, LogEntry, MediaRole
from app.queries.films import films_before
from tests.conftest import Story
from tests.films import CAPTIONS, film_in, mp4, png, put, whole_film_in


def test_nothing_is_not_opened(story: Story) -> None:
    activity = film_in(story)

    with pytest.raises(Refused, match="verken film, bilde eller tekst"):
        open_activity(activity, story.bjorn)


def test_a_film_without_captions_is_not_opened_until_it_has_them(story: Story) -> None:
    activity = film_in(story)
    put(story, activity, MediaRole.VIDEO, mp4())
    with pytest.raises(Refused, match="mangler teksting"):
        open_activity(activity, story.bjorn)
    put(story, activity, MediaRole.CAPTIONS, CAPTIONS.encode())
    open_activity(activity, story.bjorn)

    assert activity.is_open


def test_a_film_without_speech_is_opened_when_somebody_says_so(story: Story) -> None:
    activity = film_in(story, has_no_speech=True)
    put(story, activity, MediaRole.VIDEO, mp4())
    open_activity(activity, story.bjorn)

    assert activity.is_open


def test_a_picture_without_words_for_those_who_do_not_see_is_not_opened(story: Story) -> None:
    activity = film_in(story, text="Slik stemmer vi.")
    put(story, activity, MediaRole.POSTER, png())

    with pytest.raises(Refused, match="hva det viser"):
        open_activity(activity, story.bjorn)


def test_a_text_alone_is_information(story: Story) -> None:
    activity = film_in(story, text="Slik stemmer vi.")
    open_activity(activity, story.bjorn)

    assert activity.is_open


def test_while_it_is_open_it_stays_as_complete(story: Story) -> None:
    activity = whole_film_in(story)
    open_activity(activity, story.bjorn)
    film = activity.film
    assert film is not None
    captions, revision = film.captions, revision_of(story.conference.id)
    assert captions is not None
    with pytest.raises(Refused, match="mangler teksting"):
        remove_media(captions, story.bjorn)

    assert film.captions is captions
    assert revision_of(story.conference.id) == revision


def test_a_picture_keeps_its_words(story: Story) -> None:
    activity = whole_film_in(story)

    with pytest.raises(Refused, match="Skriv hva bildet viser"):
        change_film(activity, FilmPlan(text="Ny tekst"), story.bjorn)
    assert activity.film is not None
    assert activity.film.text == ""


def test_it_leads_to_what_is_asked_in_this_conference_alone(story: Story) -> None:
    activity = film_in(story)
    elsewhere = add_activity(
        story.elsewhere, ActivityPlan(kind=ActivityKind.DIALOGUE, title="X", question="X?", minutes=5), story.david
    )
    for wrong in (story.plenary, activity, elsewhere):
        with pytest.raises(Refused, match="i dette programmet"):
            change_film(activity, FilmPlan(leads_to_id=wrong.id), story.bjorn)
    change_film(activity, FilmPlan(leads_to_id=story.dialogue.id, text="Se her"), story.bjorn)
    assert films_before(story.dialogue) == []  # nobody has seen it yet
    open_activity(activity, story.bjorn)
    open_activity(story.dialogue, story.bjorn)

    assert films_before(story.dialogue) == [activity]


def test_what_is_no_film_any_more_leads_nowhere(story: Story) -> None:
    activity = film_in(story, leads_to_id=story.dialogue.id, text="Se her")
    change_activity(activity, ActivityPlan(kind=ActivityKind.PLENARY, title="X", minutes=5), story.bjorn)
    open_activity(activity, story.bjorn)

    assert films_before(story.dialogue) == []


def test_a_copy_has_the_words_and_no_files(story: Story) -> None:
    source = whole_film_in(story)
    change_film(source, FilmPlan(text="Slik stemmer vi.", poster_alt="X", leads_to_id=story.dialogue.id), story.bjorn)
    copy = Activity(kind=ActivityKind.FILM)
    copy_film(source, copy)

    assert copy.film is not None
    assert (copy.film.text, copy.film.media, copy.film.leads_to) == ("Slik stemmer vi.", [], None)


def seen_count() -> int:
    return db.session.scalar(select(func.count()).select_from(FilmSeen)) or 0


def test_it_is_seen_once_and_can_be_taken_back(story: Story) -> None:
    activity = film_in(story, text="Se her")
    open_activity(activity, story.bjorn)
    mark_film_seen(story.astrid, activity, True)
    revision = revision_of(story.conference.id)
    mark_film_seen(story.astrid, activity, True)
    assert (seen_count(), revision_of(story.conference.id)) == (1, revision)
    mark_film_seen(story.astrid, activity, False)
    mark_film_seen(story.astrid, activity, False)

    assert seen_count() == 0


def test_it_is_seen_also_when_the_hall_has_gone_on(story: Story) -> None:
    activity = film_in(story, text="Se her", leads_to_id=story.dialogue.id)
    open_activity(activity, story.bjorn)
    open_activity(story.dialogue, story.bjorn)
    mark_film_seen(story.astrid, activity, True)

    assert seen_count() == 1


def test_what_was_not_shown_or_is_over_cannot_be_seen(story: Story) -> None:
    activity = film_in(story, text="Se her")
    with pytest.raises(Refused, match="ikke vist ennå"):
        mark_film_seen(story.astrid, activity, True)
    with pytest.raises(Refused, match="ingen film"):
        mark_film_seen(story.astrid, story.dialogue, True)
    open_activity(activity, story.bjorn)
    open_activity(story.dialogue, story.bjorn)
    remove_activity(activity, story.bjorn)
    with pytest.raises(TooLate, match="vises ikke lenger"):
        mark_film_seen(story.astrid, activity, True)
    finish_conference(story.conference, story.bjorn)
    with pytest.raises(Refused, match="avsluttet"):
        change_film(activity, FilmPlan(text="For sent"), story.bjorn)

    assert seen_count() == 0


def test_the_record_says_who_changed_it_and_never_who_saw_it(story: Story) -> None:
    activity = film_in(story, text="Se her")
    open_activity(activity, story.bjorn)
    mark_film_seen(story.astrid, activity, True)
    of_it = select(LogEntry.action).where(LogEntry.subject_id == activity.id).order_by(LogEntry.id)

    assert list(db.session.scalars(of_it)) == ["add_activity", "change_film", "open_activity"]
