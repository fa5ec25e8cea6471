"""What every audience's guard does to put a view into the page: the revision first, then a signed address."""

from dataclasses import dataclass

from flask import current_app, g, url_for

from app.config import Config
from app.languages import language_now
from app.live.revisions import revision_of
from app.live.stream import PREFIX
from app.live.tokens import ViewTokens
from app.live.views import Audience, View


@dataclass(frozen=True)
class LiveAddresses:
    """Where a page listens, and where it asks when it cannot listen."""

    stream: str
    poll: str


def set_view(conference_id: int, audience: Audience, filter: str = "") -> None:
    """Puts `g.view` and `g.revision`.

    The revision is read before anything that is drawn: too old is harmless, too new is not.
    """
    g.revision = revision_of(conference_id)
    g.view = View(conference_id, audience, language_now(), filter)


def live_addresses() -> LiveAddresses:
    """The signed addresses of `g.view` as of now."""
    config: Config = current_app.config["CONFIG"]
    token = ViewTokens(config.secret_key).sign(g.view)
    return LiveAddresses(
        stream=f"{PREFIX}{token}?since={g.revision}",
        poll=url_for("regions.show", token=token),
    )
