"""One stands for the others: they count, keep their texts, and go where it goes."""

import uuid

import pytest

from app.domain.activities import ActivityPlan, add_activity, open_activity
from app.domain.contribution_merges import merge_contribution, separate_contribution, undo_merge
from app.domain.contribution_standing import decision_on
from app.domain.contributions import (
    hide_contribution,
    publish_contribution,
    return_to_waiting,
    show_on_screen,
    submit_contribution,
    undo_decision,
)
from app.domain.errors import Refused
from app.domain.reactions import react
from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    LogEntry,
    Opinion,
    Participant,
    Reaction,
)
from app.queries.contribution_reports import all_published, approved_count_of
from app.queries.contributions import (
    decisions_mark,
    newest_per_group,
    published_contributions_of,
    queue_of,
    spotlight_of,
    state_counts_of,
)
from app.queries.merged_contributions import root_of, said_by
from app.queries.reaction_results import reactions_result_of
from tests.conftest import Story
from tests.rounds import close, person, round_of, said


def say(story: Story, text: str, by: Participant | None = None, activity: Activity | None = None) -> Contribution:
    who, where = by or story.astrid, activity or story.dialogue
    return submit_contribution(who, where, ContributionKind.ADVICE, text, uuid.uuid4())


def waiting(story: Story) -> list[str]:
    return [one.text for one in queue_of(story.conference.id, ContributionState.WAITING)]


def test_merge_contribution_leaves_one_card_that_both_count_for(story: Story) -> None:
    first, second = say(story, "Svar innen en uke."), say(story, "Svar innen ei uke.", person(story))
    publish_contribution(first, story.bjorn)
    merge_contribution(second, first, story.bjorn)

    assert list(published_contributions_of(story.dialogue)) == [first]
    assert newest_per_group(story.dialogue) == {story.residents.id: first}
    assert waiting(story) == []
    assert (state_counts_of(story.conference.id).published, state_counts_of(story.conference.id).received) == (2, 2)
    assert said_by([first.id, second.id]) == {first.id: 2}
    assert second.text == "Svar innen ei uke."
    assert approved_count_of(story.conference.id) == 2


def test_the_same_person_twice_is_one_who_said_it(story: Story) -> None:
    first, second = say(story, "Svar."), say(story, "Svar!")
    merge_contribution(second, first, story.bjorn)

    assert said_by([first.id]) == {first.id: 1}


def test_they_go_where_the_one_that_stands_for_them_goes(story: Story) -> None:
    first, second = say(story, "En."), say(story, "To.")
    merge_contribution(second, first, story.bjorn)
    publish_contribution(first, story.bjorn)
    assert second.is_published
    before = hide_contribution(first, HiddenReason.UNCLEAR, story.bjorn)
    assert second.hidden_reason is HiddenReason.UNCLEAR
    undo_decision(first, before, first.decided_at, story.bjorn)
    assert second.is_published
    return_to_waiting(first, story.bjorn)
    assert second.is_waiting


def test_merged_into_what_is_merged_means_the_one_that_stands_for_all(story: Story) -> None:
    one, two, three, four = (say(story, text) for text in ("En.", "To.", "Tre.", "Fire."))
    merge_contribution(two, one, story.bjorn)
    merge_contribution(three, two, story.bjorn)
    merge_contribution(one, four, story.bjorn)

    assert [root_of(each) for each in (one, two, three, four)] == [four] * 4
    assert waiting(story) == ["Fire."]
    publish_contribution(four, story.bjorn)
    assert all(each.is_published for each in (one, two, three))


def test_round_in_a_circle_is_refused(story: Story) -> None:
    one, two = say(story, "En."), say(story, "To.")
    merge_contribution(two, one, story.bjorn)

    for contribution, into in ((one, two), (one, one), (two, one)):
        with pytest.raises(Refused, match="alt slått sammen"):
            merge_contribution(contribution, into, story.bjorn)
    assert (one.merged_into_id, two.merged_into_id) == (None, one.id)


def test_what_somebody_merged_or_hid_in_between_is_not_merged(story: Story) -> None:
    one, two, three = (say(story, text) for text in ("En.", "To.", "Tre."))
    merge_contribution(two, one, story.david)
    with pytest.raises(Refused):
        merge_contribution(two, three, story.bjorn)
    hide_contribution(one, HiddenReason.UNCLEAR, story.david)
    for contribution, into in ((three, one), (one, three)):
        with pytest.raises(Refused):
            merge_contribution(contribution, into, story.bjorn)


def test_answers_to_two_questions_are_not_merged(story: Story) -> None:
    first = say(story, "En.")
    plan = ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 2", question="Og nå?", minutes=10)
    second = add_activity(story.conference, plan, story.bjorn)
    open_activity(second, story.bjorn)

    with pytest.raises(Refused):
        merge_contribution(say(story, "En.", activity=second), first, story.bjorn)


def test_undo_merge_brings_back_how_it_stood_and_what_it_stood_for(story: Story) -> None:
    one, two, three = (say(story, text) for text in ("En.", "To.", "Tre."))
    publish_contribution(one, story.bjorn)
    merge_contribution(three, two, story.bjorn)
    before = merge_contribution(two, one, story.bjorn)
    undo_merge(two, before, two.merged_at, story.bjorn)

    assert (two.is_waiting, three.is_waiting, three.merged_into_id) == (True, True, two.id)
    with pytest.raises(Refused):
        undo_merge(two, before, two.merged_at, story.bjorn)


def test_what_was_hidden_with_the_one_that_stood_for_it_stays_hidden_when_the_merge_is_undone(story: Story) -> None:
    one, two = say(story, "Om Kari."), say(story, "Om Kari N.")
    publish_contribution(two, story.bjorn)
    before = merge_contribution(two, one, story.bjorn)
    merged_at = two.merged_at
    hide_contribution(one, HiddenReason.PERSONAL_DATA, story.cecilie)
    undo_merge(two, before, merged_at, story.bjorn)

    assert two.is_hidden
    assert two.merged_into_id is None


def test_undoing_the_hiding_brings_it_back_too(story: Story) -> None:
    one, two, three = say(story, "Om skolen."), say(story, "Om skolene."), say(story, "Noe annet.")
    publish_contribution(one, story.bjorn)
    before = merge_contribution(two, one, story.bjorn)
    merged_at = two.merged_at
    hide_contribution(three, HiddenReason.PERSONAL_DATA, story.bjorn)
    shown = hide_contribution(one, HiddenReason.PERSONAL_DATA, story.cecilie)
    undo_merge(two, before, merged_at, story.bjorn)
    undo_decision(one, shown, one.decided_at, story.cecilie)

    assert (one.is_published, two.is_published, three.is_hidden) == (True, True, True)


def test_separate_contribution_later_stands_as_the_other_stands_now(story: Story) -> None:
    one, two = say(story, "En."), say(story, "To.")
    merge_contribution(two, one, story.bjorn)
    publish_contribution(one, story.bjorn)
    separate_contribution(two, story.bjorn)
    separate_contribution(two, story.bjorn)

    assert two in published_contributions_of(story.dialogue)
    actions = db.session.scalars(db.select(LogEntry.action).where(LogEntry.subject_id == two.id)).all()
    assert actions.count("separate_contribution") == 1


def test_a_stale_press_on_what_was_merged_is_refused_but_hiding_goes_through(story: Story) -> None:
    one, two = say(story, "En."), say(story, "Om Kari.")
    publish_contribution(one, story.bjorn)
    merge_contribution(two, one, story.david)
    for act in (publish_contribution, show_on_screen, return_to_waiting):
        with pytest.raises(Refused):
            act(two, story.bjorn, ContributionState.WAITING)
    hide_contribution(two, HiddenReason.PERSONAL_DATA, story.bjorn, ContributionState.WAITING)

    assert (one.is_published, two.is_hidden, two.merged_into_id) == (True, True, None)


def test_undoing_a_hiding_puts_the_merge_back(story: Story) -> None:
    one, two, three = (say(story, text) for text in ("En.", "Om Kari.", "Tre."))
    publish_contribution(one, story.bjorn)
    merge_contribution(two, one, story.bjorn)
    before = hide_contribution(two, HiddenReason.PERSONAL_DATA, story.bjorn)
    merge_contribution(one, three, story.bjorn)
    undo_decision(two, before, two.decided_at, story.bjorn)

    # What stood for it is itself stood for by now: it stands as that one does.
    assert (two.merged_into_id, two.is_waiting, said_by([three.id])) == (three.id, True, {three.id: 1})


def test_a_hiding_that_was_undone_leaves_the_merge_to_be_undone(story: Story) -> None:
    one, two = say(story, "En."), say(story, "To.")
    publish_contribution(one, story.bjorn)
    before = merge_contribution(two, one, story.bjorn)
    merged_at = two.merged_at
    hidden = hide_contribution(two, HiddenReason.UNCLEAR, story.david)
    undo_decision(two, hidden, two.decided_at, story.david)
    undo_merge(two, before, merged_at, story.bjorn)

    assert (two.merged_into_id, two.is_waiting) == (None, True)


def test_what_was_counted_while_it_was_hidden_is_not_counted_otherwise_by_undoing_that(story: Story) -> None:
    one, two = said(story, "En."), said(story, "Om Kari.")
    activity = round_of(story, ActivityKind.REACTIONS)
    for about in (one, two):
        for who in [person(story, story.residents) for _ in range(6)]:
            react(who, activity, about.id, Opinion.AGREE)
    before = merge_contribution(two, one, story.bjorn)
    merged_at = two.merged_at
    hidden = hide_contribution(two, HiddenReason.PERSONAL_DATA, story.david)
    close(story, activity)
    undo_decision(two, hidden, two.decided_at, story.david)

    assert two.merged_into_id == one.id
    assert [item.released.total.n for item in reactions_result_of(activity).items] == [6, 6]
    with pytest.raises(Refused, match="noe nytt"):
        undo_merge(two, before, merged_at, story.bjorn)


@pytest.mark.parametrize("answered", ["it", "what it stands for"])
def test_what_is_counted_together_is_neither_separated_nor_hidden_by_itself(story: Story, answered: str) -> None:
    one, two, three = (said(story, text) for text in ("En.", "Om Kari.", "Om Kari N."))
    merge_contribution(three, two, story.bjorn)
    before = decision_on(two)
    activity = round_of(story, ActivityKind.REACTIONS, opened=False)
    open_activity(activity, story.bjorn)
    for who in [person(story, story.residents) for _ in range(6)]:
        react(who, activity, one.id, Opinion.AGREE)
    merge_contribution(two, one, story.bjorn)
    merged_at = two.merged_at
    for who in [person(story) for _ in range(5)]:  # from phones that were shown it before the merge
        about = two if answered == "it" else three
        db.session.add(
            Reaction(
                activity_id=activity.id,
                contribution_id=about.id,
                participant_id=who.id,
                target_group_id=who.target_group_id,
                opinion=Opinion.AGREE,
            )
        )
    db.session.commit()
    shown = reactions_result_of(close(story, activity)).items

    for act in (
        lambda: hide_contribution(two, HiddenReason.PERSONAL_DATA, story.bjorn),
        lambda: separate_contribution(two, story.bjorn),
        lambda: undo_merge(two, before, merged_at, story.bjorn),
    ):
        with pytest.raises(Refused, match="talt opp sammen"):
            act()
    assert (two.is_published, two.merged_into_id) == (True, one.id)
    assert reactions_result_of(activity).items == shown
    assert [item.released.total.n for item in shown] == [11]
    hide_contribution(one, HiddenReason.PERSONAL_DATA, story.bjorn)
    assert two.is_hidden


def test_what_is_on_the_screen_and_is_merged_leaves_it(story: Story) -> None:
    one, two = say(story, "En."), say(story, "To.")
    publish_contribution(one, story.bjorn)
    show_on_screen(two, story.bjorn)
    merge_contribution(two, one, story.bjorn)

    assert spotlight_of(story.conference.id) is None


def test_its_author_is_told_and_the_summary_lists_each_once(story: Story) -> None:
    one, two = say(story, "En."), say(story, "To.")
    three = say(story, "Tre.", person(story))
    before = decisions_mark(story.conference.id)
    for contribution in (two, three):
        merge_contribution(contribution, one, story.bjorn)
    assert decisions_mark(story.conference.id) != before
    publish_contribution(one, story.bjorn)

    # Astrid said it twice, somebody of another group once: that one stands in the list of its own group.
    assert [(said.text, said.said_by) for said in all_published(story.conference.id)] == [
        ("En.", 2),
        ("To.", 0),
        ("Tre.", 1),
    ]
