"""What comes with a key that was used before: the same once more, or other words from a page that was gone back to."""

import uuid
from collections.abc import Callable

from app.models import Contribution, ContributionKind


def sent_with(
    key: uuid.UUID, kind: ContributionKind, text: str, find: Callable[[uuid.UUID], Contribution | None]
) -> tuple[uuid.UUID, Contribution | None]:
    """The key that these words are stored with, and what is stored with it already. `find` looks a key up.

    Other words with a used key get a key of their own, the same each time that they come.
    """
    earlier = find(key)
    if earlier is not None and not earlier.was_sent_as(kind, text):
        key = uuid.uuid5(key, f"{kind} {text}")
        earlier = find(key)
    return key, earlier
