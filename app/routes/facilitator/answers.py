"""How the control room answers a press: the page again, or, for htmx, its regions as they are now.

Both say what came of it, in the bar under the queue.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial, wraps
from typing import Any
from urllib.parse import parse_qs

from flask import Response, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from sqlalchemy.orm.exc import ObjectDeletedError

from app.config import Config, public_base_url
from app.domain.contribution_standing import Decision
from app.domain.errors import Refused
from app.live.drawing import draw_view
from app.live.frames import partial as partial_of
from app.live.revisions import revision_of
from app.models import Contribution
from app.qr import JoinAddress
from app.queries.activities import activity_of
from app.queries.contributions import contribution_of
from app.queries.hall import freeze_of
from app.queries.queue_filters import QueueFilter
from app.routes.live import live_addresses
from app.routes.visitors import page_before

GONE = _("Noen andre har tatt det bort i mellomtiden. Ingenting er endret.")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a press: a fact, or a message (`told`, or `refused`)."""

    fact: str
    contribution_id: int | None = None
    activity_id: int | None = None
    message: str = ""
    count: int = 0
    """Of how many it is true, where it is about more than one."""
    left_out: int = 0
    """How many of those that were meant it is not true of."""
    undo: str = ""
    """An address that undoes it, when `before` is posted to it."""
    before: dict[str, str] = field(default_factory=dict)


def decided(fact: str, contribution: Contribution, before: Decision) -> Outcome:
    """The outcome of a decision; when it stood so already, there is nothing to undo."""
    if before.state is contribution.state and fact != "on_screen":
        return Outcome(fact=f"already_{fact}", contribution_id=contribution.id)
    decided_at = contribution.decided_at.isoformat() if contribution.decided_at else ""
    on_screen = {"on_screen": "seen"} if fact == "on_screen" else {}
    return undoable(
        fact, "contribution_reversal", contribution, {**fields_of(before), "decided_at": decided_at, **on_screen}
    )


def fields_of(before: Decision) -> dict[str, str]:
    """How something stood, as a form posts it."""
    return {
        "state": before.state.value,
        "reason": before.hidden_reason.value if before.hidden_reason else "",
        "before": before.decided_at.isoformat() if before.decided_at else "",
        "merged_into": str(before.merged_into_id or ""),
        "merged_then": before.merged_at.isoformat() if before.merged_at else "",
    }


def undoable(fact: str, view: str, contribution: Contribution, before: dict[str, str]) -> Outcome:
    """The outcome of what `view` undoes, in the same tab."""
    address = url_for(f"facilitator.{view}", contribution_id=contribution.id, state=_looked_at().word)
    return Outcome(fact=fact, contribution_id=contribution.id, undo=address, before=before)


def answered(
    view: Callable[..., Outcome] | None = None, *, refused: Callable[[Outcome], str] | None = None
) -> Callable[..., Any]:
    """For a view that does one thing and says what came of it.

    `refused` draws the page for somebody without a script whom a rule said no: where something was typed, it is still
    there. Else it is the control room.
    """
    if view is None:
        return partial(answered, refused=refused)

    @wraps(view)
    def answering(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        try:
            outcome = view(*args, **kwargs)
        except Refused as refusal:
            outcome = Outcome(fact="refused", message=str(refusal))
        except ObjectDeletedError:  # in this very moment
            outcome = Outcome(fact="refused", message=str(GONE))
        return _answer(outcome, refused or control_room_page)

    return answering


def _answer(outcome: Outcome, refusal_page: Callable[[Outcome], str]) -> ResponseReturnValue:
    g.view = replace(g.view, filter=_looked_at().word)
    g.revision = revision_of(g.conference.id)
    if request.headers.get("HX-Request"):
        return _regions_and(outcome), _status_of(outcome)
    is_from_log = page_before().path == url_for("facilitator.log")
    if outcome.fact == "refused" and not is_from_log:
        return refusal_page(outcome), _status_of(outcome)
    session["outcome"] = asdict(outcome)
    if is_from_log:
        return redirect(url_for("facilitator.log"), 303)
    return redirect(url_for("facilitator.control_room", state=g.view.filter), 303)


def _status_of(outcome: Outcome) -> int:
    return 422 if outcome.fact == "refused" else 200


def _looked_at() -> QueueFilter:
    """The part of the queue that the press came from. A form of the queue says it; the others stand in every tab."""
    page = parse_qs(page_before().query).get("state", [""])[0]
    return QueueFilter.read(request.args.get("state")) or QueueFilter.read(page) or QueueFilter()


def _regions_and(outcome: Outcome) -> Response:
    """The regions as they are now: whoever pressed sees it at once, even where no stream can be had."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    regions = draw_view(app, g.view, g.revision)
    bar = render_template("facilitator/control_room/_bar.html", **bar_of(outcome))
    body = b"".join(partial_of(name, html) for name, html in regions.items())
    body += f'<hx-partial hx-target="#bar" hx-swap="innerHTML">{bar}</hx-partial>'.encode()
    return Response(body, mimetype="text/html", headers={"Live-Revision": str(g.revision)})


def bar_of(outcome: Outcome | None) -> dict[str, Any]:
    """What the bar under the queue shows."""
    about = outcome or Outcome(fact="")
    contribution_id, activity_id = about.contribution_id, about.activity_id
    return {
        "outcome": outcome,
        "is_held": freeze_of(g.conference.id) is not None,
        "state": g.view.filter,
        "contribution": contribution_of(g.conference, contribution_id) if contribution_id else None,
        "activity": activity_of(g.conference, activity_id, removed=True) if activity_id else None,
    }


def last_outcome() -> Outcome | None:
    """What came of the press that led here, once."""
    kept = session.pop("outcome", None)
    try:
        return Outcome(**kept) if kept else None
    except TypeError:  # kept by another version of this program
        return None


def control_room_page(outcome: Outcome | None) -> str:
    config: Config = current_app.config["CONFIG"]
    base_url = public_base_url(config)
    return render_template(
        "facilitator/control_room/show.html",
        addresses=live_addresses(),
        join=JoinAddress.of(g.conference.code, config),
        screen_link=base_url + url_for("screen.show", screen_token=g.conference.screen_token),
        **bar_of(outcome),
    )
