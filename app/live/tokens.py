"""The signed word in a stream's address: lets it in without database or Flask, for a short while."""

from itsdangerous import BadData, URLSafeTimedSerializer

from app.live.views import Audience, View
from app.models import Language

TOKEN_SECONDS = 15 * 60
"""Longer than a stream lives, so that a short break can be mended with the same address."""


class ViewTokens:
    """Signs views and reads them back."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="live-view")

    def sign(self, view: View) -> str:
        return str(self._serializer.dumps([view.conference_id, view.audience, view.language, view.filter]))

    def read(self, token: str) -> View | None:
        """None for a forged, garbled or outdated token."""
        try:
            conference_id, audience, language, chosen = self._serializer.loads(token, max_age=TOKEN_SECONDS)
            return View(int(conference_id), Audience(audience), Language(language), str(chosen))
        except (BadData, ValueError, TypeError):
            return None
