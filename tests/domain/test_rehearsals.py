"""A rehearsal is a copy that goes as it came, and leaves the real conference alone."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.activities import ActivityPlan, add_activity, open_activity
from app.domain.contributions import publish_contribution
from app.domain.errors import Refused
from app.domain.films import FilmPlan, change_film
from app.domain.media import store_file
from app.domain.participants import join_conference
from app.domain.priorities import change_priority_round
from app.domain.rehearsals import claim_turn, deletions_of, end_rehearsal, set_pace, start_rehearsal, stop_when_over
from app.domain.tables import set_table_count
from app.domain.themes import ThemePlan, add_theme
from app.extensions import Base, db
from app.models import (
    Activity,
    ActivityKind,
    Conference,
    Contribution,
    Language,
    LogEntry,
    MediaChunk,
    MediaRole,
    Pace,
    Participant,
    Rehearsal,
    utc_now,
)
from app.models.rehearsal import LONGEST_RUN
from app.queries.films import bytes_of
from app.queries.rehearsals import rehearsal_of
from app.queries.tables import tables_of
from app.queries.themes import themes_in
from app.simulation import runner
from tests.conftest import Story
from tests.films import png
from tests.report.everything import everything_in

Tables = dict[str, list[tuple[Any, ...]]]


def all_rows() -> Tables:
    """Every row of every table, as the database has it."""
    db.session.rollback()
    return {
        table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
    }


def without_the_record(tables: Tables) -> Tables:
    """The revision tells only that something moved, and the log grows by what was done in the open."""
    return {name: rows for name, rows in tables.items() if name not in ("conference_revision", "log_entry")}


@pytest.mark.parametrize("seed", range(3))
def test_end_rehearsal_leaves_every_other_row_as_it_was(
    app: Flask, story: Story, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_chance", Random(seed))
    everything_in(story)
    end_rehearsal(db.session.get_one(Conference, _id_of_rehearsal(story)), story.bjorn)
    before, files = all_rows(), _files(app)

    rehearsal = start_rehearsal(story.conference, story.bjorn)
    join_conference(rehearsal, rehearsal.target_groups[0], Language.ENGLISH)  # somebody real tries it too
    for _turn in range(30):
        runner.take_part(rehearsal.id)
    for activity in rehearsal.activities:
        said = select(Contribution).join(Contribution.activity).where(Activity.conference_id == rehearsal.id)
        for contribution in db.session.scalars(said).all():
            publish_contribution(contribution, story.bjorn)
        open_activity(activity, story.bjorn)
        for _turn in range(15):
            runner.take_part(rehearsal.id)
    during = all_rows()
    end_rehearsal(rehearsal, story.bjorn)
    after = all_rows()

    grown = {name for name in before if len(during[name]) > len(before[name])}
    assert {"participant", "contribution", "issued", "ballot", "survey_answer", "reaction", "priority"} <= grown
    assert without_the_record(after) == without_the_record(before)
    assert _files(app) == files
    assert set(before["log_entry"]) < set(after["log_entry"])
    added = db.session.scalars(select(LogEntry).order_by(LogEntry.id)).all()[len(before["log_entry"]) :]
    assert [(entry.conference_id, entry.action) for entry in added] == [
        (story.conference.id, "start_rehearsal"),
        (story.conference.id, "end_rehearsal"),
    ]


def _id_of_rehearsal(story: Story) -> int:
    rehearsal = rehearsal_of(story.conference)
    assert rehearsal is not None
    return rehearsal.id


def _files(app: Flask) -> dict[str, bytes]:
    """What lies beside the database."""
    folder = app.config["CONFIG"].instance_path
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("dialog.sqlite3")
    }


def test_everything_that_hangs_on_a_conference_is_found_by_its_foreign_keys(story: Story) -> None:
    found = {statement.table.name for statement in deletions_of(story.conference.id)}

    assert {table.name for table in Base.metadata.sorted_tables} - found == {"account"}


def test_a_rehearsal_has_programme_tables_and_themes_its_own_code_and_begins_now(story: Story) -> None:
    set_table_count(story.conference, 3, story.bjorn)
    add_theme(story.conference, ThemePlan("Én vei inn", ("kontakt",)), story.bjorn)
    rehearsal = start_rehearsal(story.conference, story.bjorn)

    assert rehearsal.is_rehearsal
    assert rehearsal.is_open
    assert [activity.title for activity in rehearsal.activities] == [
        activity.title for activity in story.conference.activities
    ]
    assert [activity.opened_at for activity in rehearsal.activities] == [None, None]
    assert [table.number for table in tables_of(rehearsal)] == [1, 2, 3]
    assert not {table.code for table in tables_of(rehearsal)} & {table.code for table in tables_of(story.conference)}
    assert [(theme.name, theme.stems) for theme in themes_in(rehearsal.id)] == [("Én vei inn", "kontakt")]
    assert rehearsal.code != story.conference.code
    assert rehearsal.screen_token != story.conference.screen_token
    assert abs(rehearsal.held_on - utc_now().date()) <= timedelta(days=1)
    assert not story.conference.is_rehearsal
    assert rehearsal_of(story.conference) is rehearsal


def test_a_rehearsal_is_one_at_a_time_and_of_a_real_conference(story: Story) -> None:
    rehearsal = start_rehearsal(story.conference, story.bjorn)

    with pytest.raises(Refused):
        start_rehearsal(story.conference, story.bjorn)
    with pytest.raises(Refused):
        start_rehearsal(rehearsal, story.bjorn)
    with pytest.raises(Refused):
        end_rehearsal(story.conference, story.bjorn)
    with pytest.raises(Refused):
        set_pace(story.elsewhere, Pace.FAST)
    assert db.session.query(Conference).count() == 3


def test_a_number_is_not_given_again_after_a_rehearsal(story: Story) -> None:
    """Drawings and addresses of streams are remembered by it."""
    first = start_rehearsal(story.conference, story.bjorn)
    gone, activities = first.id, {activity.id for activity in first.activities}
    end_rehearsal(first, story.bjorn)
    second = start_rehearsal(story.conference, story.bjorn)

    assert second.id > gone
    assert not activities & {activity.id for activity in second.activities}


def test_a_film_is_rehearsed_with_its_files_and_they_are_not_copied(story: Story) -> None:
    film = add_activity(
        story.conference, ActivityPlan(kind=ActivityKind.FILM, title="Slik gjør vi", minutes=10), story.bjorn
    )
    store_file(film, MediaRole.POSTER, "bilde.png", png(), story.bjorn)
    change_film(film, FilmPlan(text="Hei", poster_alt="Et kart", leads_to_id=story.dialogue.id), story.bjorn)
    round = add_activity(
        story.conference, ActivityPlan(kind=ActivityKind.PRIORITIES, title="Prikker", minutes=10), story.bjorn
    )
    change_priority_round(round, story.dialogue, 4, story.bjorn)
    chunks = db.session.query(MediaChunk).count()
    rehearsal = start_rehearsal(story.conference, story.bjorn)
    dialogue, _plenary, copy, dots = rehearsal.activities
    open_activity(copy, story.bjorn)

    assert copy.film is not None
    assert copy.film.poster is not None
    assert copy.film.leads_to is dialogue
    assert bytes_of(copy.film.poster, 0, 10**6) == png()
    assert dots.priority_round is not None
    assert (dots.priority_round.source, dots.priority_round.dots) == (dialogue, 4)
    assert db.session.query(MediaChunk).count() == chunks
    end_rehearsal(rehearsal, story.bjorn)
    assert film.film is not None
    assert film.film.poster is not None
    assert bytes_of(film.film.poster, 0, 10**6) == png()


def test_a_turn_is_taken_by_one_process_only(story: Story) -> None:
    rehearsal = start_rehearsal(story.conference, story.bjorn)
    now = utc_now() + timedelta(seconds=1)

    assert [claim_turn(rehearsal.id, now) for _process in range(2)] == [Pace.NORMAL, None]
    assert claim_turn(rehearsal.id, now + Pace.NORMAL.rest) is Pace.NORMAL
    set_pace(rehearsal, None)
    assert claim_turn(rehearsal.id, now + timedelta(minutes=1)) is None
    assert claim_turn(story.conference.id, now) is None


def test_the_simulated_people_stop_by_themselves_and_can_go_on(story: Story) -> None:
    rehearsal = start_rehearsal(story.conference, story.bjorn)

    assert not stop_when_over(rehearsal, utc_now())
    assert stop_when_over(rehearsal, utc_now() + LONGEST_RUN)
    assert db.session.get_one(Rehearsal, rehearsal.id).pace is None
    set_pace(rehearsal, Pace.FAST)
    assert not stop_when_over(rehearsal, utc_now())


def test_what_is_said_in_a_rehearsal_counts_nowhere_else(story: Story) -> None:
    rehearsal = start_rehearsal(story.conference, story.bjorn)
    runner.take_part(rehearsal.id)

    assert db.session.query(Participant).filter_by(conference_id=rehearsal.id).count() == 1
    assert db.session.query(Participant).filter_by(conference_id=story.conference.id).count() == 1
