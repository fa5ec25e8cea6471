"""What each kind of activity adds to the rules of the programme. A kind that is not here adds nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain import films, priorities, reactions, surveys, votes
from app.domain.offers import is_taken_now
from app.models import Activity, ActivityKind


def _nothing(_activity: Activity) -> None:
    pass


def _never(_activity: Activity) -> bool:
    return False


def _copy_nothing(_source: Activity, _copy: Activity) -> None:
    pass


@dataclass(frozen=True)
class KindRules:
    """All are called within the transaction of the action that they are a part of."""

    make: Callable[[Activity], None] = _nothing
    """Gives a new activity the rows of its kind."""
    copy: Callable[[Activity, Activity], None] = _copy_nothing
    """Fills the rows of an activity of another conference, without any answer."""
    check_opens: Callable[[Activity], None] = _nothing
    """Refused while something is missing that the hall would miss."""
    may_show_unopened: Callable[[Activity], bool] = _never
    """Whether there is a result to show of what was never opened in the hall."""
    close: Callable[[Activity], None] = _nothing
    """It has just been closed."""
    takes_answers: Callable[[Activity], bool] = Activity.takes_answers
    """Whether an answer may still come, in whatever way."""
    show: Callable[[Activity], None] = _nothing
    """The result has just been shown."""
    hide: Callable[[Activity], None] = _nothing
    """The result is about to be hidden again."""


_RULES = {
    ActivityKind.VOTE: KindRules(
        votes.make_vote, votes.copy_vote, votes.check_vote_opens, show=votes.show_vote, hide=votes.hide_vote
    ),
    ActivityKind.SURVEY: KindRules(
        surveys.make_survey,
        surveys.copy_survey,
        surveys.check_survey_opens,
        surveys.may_show_survey_unopened,
        takes_answers=surveys.survey_takes_answers,
        show=surveys.show_survey,
        close=surveys.close_survey,
    ),
    ActivityKind.REACTIONS: KindRules(
        reactions.make_reaction_round,
        reactions.copy_reaction_round,
        reactions.check_reactions_open,
        takes_answers=is_taken_now,
    ),
    ActivityKind.PRIORITIES: KindRules(
        priorities.make_priority_round,
        priorities.copy_priority_round,
        priorities.check_priorities_open,
        takes_answers=is_taken_now,
    ),
    ActivityKind.FILM: KindRules(films.make_film, films.copy_film, films.check_film_opens),
}


def rules_of(activity: Activity) -> KindRules:
    return _RULES.get(activity.kind, KindRules())
