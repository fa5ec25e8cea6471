"""The signed word in a stream's address: lets it in without database or Flask, for a short while."""

import time

from itsdangerous import BadData, URLSafeTimedSerializer

from app.live.views import Audience, View
from app.models import Language

LASTS_SECONDS = {
    Audience.PARTICIPANT: 15 * 60,
    Audience.SCREEN: 15 * 60,
    Audience.TABLE: 15 * 60,
    # They are few, and see what others must not: who signed out or lost the role is out within a minute.
    Audience.FACILITATOR: 60,
}
"""Longer than a stream lives, so that a short break can be mended with the same address; no stream outlives it."""
MOST_AHEAD_SECONDS = 60
"""So much the clock of the host that signed it may be ahead of ours. After a larger jump pages ask for a new one."""


class ViewTokens:
    """Signs views and reads them back."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="live-view")

    def sign(self, view: View) -> str:
        return str(self._serializer.dumps([view.conference_id, view.audience, view.language, view.filter]))

    def read(self, token: str) -> View | None:
        """None for a forged, garbled or outdated token."""
        return self.read_with_time(token)[0]

    def read_with_time(self, token: str) -> tuple[View | None, float]:
        """And for how many seconds it is good still."""
        try:
            said, signed_at = self._serializer.loads(token, return_timestamp=True)
            conference_id, audience, language, chosen = said
            view = View(int(conference_id), Audience(audience), Language(language), str(chosen))
        except (BadData, ValueError, TypeError):
            return None, 0
        age = time.time() - signed_at.timestamp()
        left = LASTS_SECONDS[view.audience] - age
        return (view, left) if left > 0 and age > -MOST_AHEAD_SECONDS else (None, 0)
