"""Contributions from a file: all or nothing, each row once, one announcement."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.domain.activities import close_activity, remove_activity
from app.domain.conferences import finish_conference
from app.domain.errors import Refused
from app.domain.imports import ImportCount, ImportedRow, import_contributions
from app.extensions import db
from app.live.announcing import on_announcement
from app.live.revisions import revision_of
from app.models import Contribution, ContributionKind, ContributionState, LogEntry, Origin
from tests.conftest import Story

WAITING, PUBLISHED = ContributionState.WAITING, ContributionState.PUBLISHED


def rows_of(story: Story, *texts: str, kind: ContributionKind = ContributionKind.INPUT) -> list[ImportedRow]:
    group = story.residents.id
    return [
        ImportedRow(number=number, target_group_id=group, kind=kind, text=text)
        for number, text in enumerate(texts, start=2)
    ]


def stored(story: Story) -> list[Contribution]:
    question = select(Contribution).where(Contribution.activity_id == story.dialogue.id).order_by(Contribution.id)
    return list(db.session.scalars(question))


def test_each_row_becomes_a_contribution_on_paper(story: Story) -> None:
    count = import_contributions(story.dialogue, rows_of(story, "Én", "To"), WAITING, story.bjorn)

    assert count == ImportCount(stored=2, known=0)
    assert [(each.text, each.origin, each.participant_id, each.state) for each in stored(story)] == [
        ("Én", Origin.PAPER, None, WAITING),
        ("To", Origin.PAPER, None, WAITING),
    ]
    assert [each.decided_at for each in stored(story)] == [None, None]


def test_published_ones_are_decided_now(story: Story) -> None:
    import_contributions(story.dialogue, rows_of(story, "Én"), PUBLISHED, story.bjorn)

    assert stored(story)[0].is_published
    assert stored(story)[0].decided_at is not None


def test_the_row_keeps_its_time(story: Story) -> None:
    moment = datetime(2026, 11, 19, 8, 43, tzinfo=UTC)
    row = ImportedRow(
        number=2,
        target_group_id=story.residents.id,
        kind=ContributionKind.ADVICE,
        text="Én",
        submitted_at=moment,
    )
    import_contributions(story.dialogue, [row], WAITING, None)

    assert stored(story)[0].submitted_at == moment


def test_a_thousand_rows_are_one_revision_and_one_announcement(story: Story) -> None:
    heard: list[int] = []
    before = revision_of(story.conference.id)
    stop = on_announcement(heard.append)
    import_contributions(story.dialogue, rows_of(story, *map(str, range(1000))), WAITING, story.bjorn)
    stop()

    assert len(stored(story)) == 1000
    assert (heard, revision_of(story.conference.id)) == ([story.conference.id], before + 1)


def test_the_same_file_twice_stores_once_and_announces_once(story: Story) -> None:
    import_contributions(story.dialogue, rows_of(story, "Én", "To"), WAITING, story.bjorn)
    before = revision_of(story.conference.id)
    count = import_contributions(story.dialogue, rows_of(story, "Én", "To", "Tre"), WAITING, story.bjorn)
    assert count == ImportCount(stored=1, known=2)
    assert revision_of(story.conference.id) == before + 1

    count = import_contributions(story.dialogue, rows_of(story, "Én", "To", "Tre"), PUBLISHED, story.bjorn)
    assert count == ImportCount(stored=0, known=3)
    assert revision_of(story.conference.id) == before + 1
    assert [each.text for each in stored(story)] == ["Én", "To", "Tre"]


def test_the_same_text_in_two_rows_is_kept_twice(story: Story) -> None:
    import_contributions(story.dialogue, rows_of(story, "Enig", "Enig"), WAITING, story.bjorn)

    assert [each.text for each in stored(story)] == ["Enig", "Enig"]


def test_a_row_that_does_not_fit_stores_nothing(story: Story) -> None:
    strange = ImportedRow(number=9, target_group_id=99, kind=ContributionKind.INPUT, text="Fra ingen")
    with pytest.raises(Refused):
        import_contributions(story.dialogue, [*rows_of(story, "Én"), strange], WAITING, story.bjorn)

    assert stored(story) == []


def test_a_kind_that_is_not_taken_is_refused(story: Story) -> None:
    story.dialogue.takes_input = False
    db.session.commit()
    with pytest.raises(Refused):
        import_contributions(story.dialogue, rows_of(story, "Én"), WAITING, story.bjorn)


def test_a_plenary_a_removed_dialogue_and_hidden_ones_are_refused(story: Story) -> None:
    with pytest.raises(Refused):
        import_contributions(story.plenary, rows_of(story, "Én"), WAITING, story.bjorn)
    with pytest.raises(Refused):
        import_contributions(story.dialogue, rows_of(story, "Én"), ContributionState.HIDDEN, story.bjorn)
    close_activity(story.dialogue, story.bjorn)
    remove_activity(story.dialogue, story.bjorn)
    with pytest.raises(Refused):
        import_contributions(story.dialogue, rows_of(story, "Én"), WAITING, story.bjorn)


def test_paper_may_be_typed_after_the_conference(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)

    assert import_contributions(story.dialogue, rows_of(story, "Én"), WAITING, story.bjorn).stored == 1


def test_the_record_says_how_many_and_never_what(story: Story) -> None:
    import_contributions(story.dialogue, rows_of(story, "Hemmelig", "To"), WAITING, story.bjorn)
    entry = db.session.scalars(select(LogEntry).where(LogEntry.action == "import_contributions")).one()

    assert (entry.account_id, entry.subject_id, entry.detail) == (story.bjorn.id, story.dialogue.id, "2 waiting")
