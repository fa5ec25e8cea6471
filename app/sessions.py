"""The session of who signs in: a signed cookie, as Flask has it, with two differences."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from app.models import utc_now


class SteadySigner(TimestampSigner):
    """Signs by the app's own clock. By the machine's, a clock that is set back would sign everybody out."""

    def get_timestamp(self) -> int:
        return int(utc_now().timestamp())


class Sessions(SecureCookieSessionInterface):
    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = SteadySigner
        return serializer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """A file is the same for all; but Flask-Login looks at each request's session, so it would vary by cookie."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
