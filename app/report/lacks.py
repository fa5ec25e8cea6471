"""What the summary does not have yet, read from its own content: so it is lacking in every format or in none."""

from collections.abc import Iterator
from enum import StrEnum

from app.models.quote import MOST_QUOTES
from app.report.content import ActivityPart, FollowUpPart, ResultPart, SummaryContent, ThemePart


class Lack(StrEnum):
    HEARD = "heard"
    WORDS = "words"
    DISAGREEMENT = "disagreement"
    ESSENCE = "essence"
    QUOTES = "quotes"
    SORTED = "sorted"
    FOLLOW_UPS = "follow_ups"
    ACTION = "action"
    OWNER = "owner"
    DUE = "due"


def lacks_of_part(part: ActivityPart | ResultPart) -> list[Lack]:
    """Of one question or result, each once. What nobody answered lacks nothing."""
    return list(dict.fromkeys(_of_activity(part) if isinstance(part, ActivityPart) else _of_result(part)))


def _of_activity(part: ActivityPart) -> Iterator[Lack]:
    if not part.published:
        return
    if not part.words:
        yield Lack.WORDS
    if part.unsorted or not part.themes:
        yield Lack.SORTED
    for theme in part.themes:
        yield from lacks_of_theme(theme)
    if not part.themes and not part.quotes:
        yield Lack.QUOTES
    if not part.disagreement:
        yield Lack.DISAGREEMENT
    if not part.follow_ups:
        yield Lack.FOLLOW_UPS
    for follow_up in part.follow_ups:
        yield from lacks_of_follow_up(follow_up)


def lacks_of_theme(theme: ThemePart) -> Iterator[Lack]:
    if not theme.essence:
        yield Lack.ESSENCE
    if len(theme.quotes) < min(MOST_QUOTES, theme.count):
        yield Lack.QUOTES


def lacks_of_follow_up(follow_up: FollowUpPart) -> Iterator[Lack]:
    if not follow_up.action:
        yield Lack.ACTION
    if not follow_up.owner:
        yield Lack.OWNER
    if follow_up.due_on is None and follow_up.state in ("planned", "under_way"):
        yield Lack.DUE


def _of_result(part: ResultPart) -> Iterator[Lack]:
    if not part.words:
        yield Lack.WORDS


def lacks_of_all(content: SummaryContent, *, is_draft: bool) -> list[Lack]:
    """Of what is about the whole conference. The program's own draft is not yet what the team heard."""
    return [] if content.heard and not is_draft else [Lack.HEARD]
