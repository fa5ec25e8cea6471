"""What a conference lacks before it opens, and that the list is empty when nothing does."""

from dataclasses import replace
from datetime import date

from app.domain.accounts import add_member
from app.domain.activities import ActivityPlan, add_activity, open_activity, remove_activity
from app.domain.conferences import ConferencePlan, create_conference, describe_conference
from app.domain.preparation import Check, checklist_of
from app.models import ActivityKind, Role
from tests.conftest import Story

ADDRESS = "https://dialog.example"
PLAN = ConferencePlan(title="Dialog", held_on=date(2027, 3, 18))


def lacks(story: Story, address: str = ADDRESS, today: date = date(2026, 11, 1)) -> list[Check]:
    return [lack.check for lack in checklist_of(story.conference, address, today).lacks]


def test_an_empty_conference_lacks_all_that_it_will_need(story: Story) -> None:
    checklist = checklist_of(create_conference(PLAN, story.bjorn), "http://127.0.0.1:8000", date(2027, 3, 19))

    assert [lack.check for lack in checklist.lacks] == [
        *(Check.GROUPS, Check.QUESTIONS, Check.ADDRESS, Check.DATE),
        *(Check.PURPOSE, Check.PRIVACY, Check.TEAM, Check.DEPUTY, Check.ENCRYPTION),
    ]
    assert [lack.is_needed for lack in checklist.lacks] == [True] * 4 + [False] * 5
    assert checklist.fine == [Check.CONTENT, Check.SEATS]


def test_a_prepared_conference_lacks_nothing(story: Story) -> None:
    assert lacks(story) == [Check.PRIVACY, Check.DEPUTY]
    names = ("title", "held_on", "starts_at", "organiser", "place", "purpose", "language")
    plan = ConferencePlan(**{name: getattr(story.conference, name) for name in names})
    describe_conference(story.conference, replace(plan, privacy_contact="ombud@solbakken.example"), story.bjorn)
    add_member(story.conference, story.david, Role.FACILITATOR, story.bjorn)

    assert lacks(story) == []
    assert Check.ADDRESS in lacks(story, "https://localhost")
    assert Check.ADDRESS in lacks(story, "https://[::1]:8000")
    assert Check.ENCRYPTION in lacks(story, "http://10.0.0.5:8000")


def test_what_could_not_be_opened_is_told_in_the_words_of_the_refusal(story: Story) -> None:
    plan = ActivityPlan(kind=ActivityKind.VOTE, title="Avstemning", minutes=10)
    vote = add_activity(story.conference, plan, story.bjorn)
    reactions = replace(plan, kind=ActivityKind.REACTIONS, title="Enig?")
    add_activity(story.conference, reactions, story.bjorn)  # about what is said on the day: nothing to miss before it
    lack = next(
        lack for lack in checklist_of(story.conference, ADDRESS, date(2026, 11, 1)).lacks if lack.activity is not None
    )

    assert (lack.check, lack.activity) == (Check.CONTENT, vote)
    assert "minst to" in lack.reason
    remove_activity(vote, story.bjorn)
    assert Check.CONTENT not in lacks(story)


def test_a_programme_without_anything_to_answer_lacks_a_question(story: Story) -> None:
    open_activity(story.plenary, story.bjorn)
    remove_activity(story.dialogue, story.bjorn)

    assert Check.QUESTIONS in lacks(story)
