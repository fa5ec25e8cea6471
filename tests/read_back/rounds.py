"""A round of any kind with everybody in place, played from the first answer to the last paper."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, update

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.conferences import finish_conference
from app.domain.contribution_merges import merge_contribution
from app.domain.errors import Refused
from app.domain.participants import change_target_group
from app.extensions import db
from app.models import (
    Activity,
    Ballot,
    Conference,
    ConferenceRevision,
    Contribution,
    Issued,
    LogEntry,
    Priority,
    Reaction,
    SurveyAnswer,
    SurveyResponse,
    ThemePriority,
    Vote,
)
from tests.conftest import Story
from tests.read_back.looks import Seen, everything, figures, papers, regions
from tests.read_back.questions import Question
from tests.read_back.worlds import People, World
from tests.votes import Voter, count_now

SIZES = (3, 4, 6, 9, 12)
"""People in the target groups: two are small, and one is what small ones may have to be hidden with."""
ORDER = [group for group, size in enumerate(SIZES) for _one in range(size)]
random.Random(1).shuffle(ORDER)
TURNS = ((0, 20), (20, len(ORDER) - 2), (len(ORDER) - 2, len(ORDER)))
"""Who answers before the first look, before it is closed, and after it was opened again."""


@dataclass
class Round:
    """`question` in the programme, and how what people say becomes their answers."""

    app: Flask
    story: Story
    question: Question
    activity: Activity
    voters: list[Voter]
    give: Callable[[Voter, dict[int, Any]], None]
    before_counting: Callable[[], None] = lambda: None

    @property
    def people(self) -> People:
        turns = [turn for turn, (begin, end) in enumerate(TURNS) for _one in range(begin, end)]
        return People(ORDER, turns, self.question.is_answer)

    def play(self, world: World) -> list[Seen]:
        """What was to be seen, moment by moment."""
        story, activity, seen = self.story, self.activity, []
        for _moment in self._moments(world):
            seen.append(regions(story))
            if activity.closed_at is not None:
                seen[-1] |= figures(story, activity)
            if activity.is_counted:
                seen[-1] |= papers(story)
        return seen

    def play_to_the_end(self, world: World) -> list[Seen]:
        """What every address tells when all is over."""
        for _moment in self._moments(world):
            pass
        return [everything(self.story, self.activity, self.app)]

    def _moments(self, world: World) -> Iterator[None]:
        """Until all is over, also where it is opened again, somebody changes group, and contributions are merged."""
        activity = self.activity
        self._begin()
        yield
        open_activity(activity, None)
        for turn in TURNS[:2]:
            self._answer(world, *turn)
            yield
        close_activity(activity, None)
        yield
        open_activity(activity, None)
        self._answer(world, *TURNS[2])
        self.before_counting()
        close_activity(activity, None)
        count_now(activity)
        yield
        with pytest.raises(Refused):
            open_activity(activity, None)
        self._move(0)
        show_activity(activity, None)
        yield
        self._move(len(world) - 1)
        merge_contribution(*db.session.query(Contribution).order_by(Contribution.id)[:2], None)
        finish_conference(self.story.conference, None)
        yield

    def _begin(self) -> None:
        for table in (Ballot, Issued, SurveyAnswer, SurveyResponse, Reaction, Priority, ThemePriority, LogEntry):
            db.session.execute(delete(table))
        db.session.execute(update(Activity).values(opened_at=None, closed_at=None, counted_at=None, shown_at=None))
        db.session.execute(update(Contribution).values(merged_into_id=None, merged_at=None))
        db.session.execute(update(Vote).values(revealed=0))
        db.session.execute(update(Conference).values(finished_at=None))
        db.session.execute(update(ConferenceRevision).values(revision=1, substance=1, course=1))
        targets = self.story.conference.target_groups
        for voter, group in zip(self.voters, ORDER, strict=True):
            voter.participant.target_group_id = targets[group].id
        db.session.commit()

    def _answer(self, world: World, begin: int, end: int) -> None:
        for voter, answers in list(zip(self.voters, world, strict=True))[begin:end]:
            if answers:
                self.give(voter, answers)

    def _move(self, who: int) -> None:
        change_target_group(self.voters[who].participant, self.story.conference.target_groups[2])


def different(seen: list[Seen], other: list[Seen]) -> list[str]:
    """Where the two could be told apart."""
    return [
        f"{name}, moment {moment}"
        for moment, (here, there) in enumerate(zip(seen, other, strict=True))
        for name in here.keys() | there.keys()
        if here.get(name) != there.get(name)
    ]
