"""A part of the queue in one word, and back."""

import itertools

import pytest

from app.models import ContributionKind, ContributionState
from app.queries.queue_filters import QueueFilter

ALL = [
    QueueFilter(*chosen)
    for chosen in itertools.product(
        ContributionState, (None, 1, 8), (None, 1, 200), (None, *ContributionKind), (None, True, False), (None, 3)
    )
]


def test_every_word_is_read_as_what_it_was_made_of() -> None:
    assert [QueueFilter.read(chosen.word) for chosen in ALL] == ALL
    assert len({chosen.word for chosen in ALL}) == len(ALL)


@pytest.mark.parametrize(
    "word",
    [
        None,
        "",
        "gone",
        "waiting-",
        "waiting-g9",
        "waiting-input-g1",
        "waiting-g1-x",
        "waiting\n",
        "waiting-t",
        "waiting-t-1",
        "waiting-about",
        "waiting-about0",
    ],
)
def test_what_is_no_word_is_no_filter(word: str | None) -> None:
    assert QueueFilter.read(word) is None


def test_a_tab_alone_is_not_narrow() -> None:
    narrow = [chosen for chosen in ALL if not chosen.is_narrow]

    assert [chosen.word for chosen in narrow] == ["waiting", "published", "hidden"]
    assert QueueFilter(mark=2).at(ContributionState.HIDDEN).word == "hidden-g2"
