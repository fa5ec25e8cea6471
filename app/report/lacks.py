"""What the summary does not have yet, read from its own content: so it is lacking in every format or in none."""

from collections.abc import Iterator
from enum import StrEnum

from app.report.content import ActivityPart, ResultPart, SummaryContent


class Lack(StrEnum):
    HEARD = "heard"
    WORDS = "words"
    DISAGREEMENT = "disagreement"


def lacks_of_part(part: ActivityPart | ResultPart) -> list[Lack]:
    """Of one question or result. What nobody answered lacks nothing."""
    return list(_of_activity(part) if isinstance(part, ActivityPart) else _of_result(part))


def _of_activity(part: ActivityPart) -> Iterator[Lack]:
    if part.published and not part.words:
        yield Lack.WORDS
    if part.published and not part.disagreement:
        yield Lack.DISAGREEMENT


def _of_result(part: ResultPart) -> Iterator[Lack]:
    if not part.words:
        yield Lack.WORDS


def lacks_of_all(content: SummaryContent) -> list[Lack]:
    """Of what is about the whole conference."""
    return [] if content.heard else [Lack.HEARD]
