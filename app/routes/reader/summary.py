"""The summary as a page for everybody, and the picture that stands for it where it is shared.

Drawn once for each revision of the conference, whoever reads: an evening when the whole municipality does costs what
one reader costs. A browser asks each time whether it is still so: a text that was hidden is gone at once, and the whole
page when its link is taken back. The PDF of the same is made once, and asked for without looking at the content.
"""

import hashlib
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from weakref import WeakValueDictionary

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app.config import public_base_url
from app.domain.errors import Refused
from app.live.revisions import revision_of
from app.report.jobs import Done, Failed
from app.report.web import picture_of, web_page_of
from app.routes.downloads import download
from app.routes.reader import blueprint
from app.routes.summary_files import make_public_pdf_again, public_order_of, public_pdf_of

KEPT = 16
"""Conferences whose pages are in memory."""


@dataclass(frozen=True)
class Drawn:
    token: str
    revision: int
    page: bytes
    picture: bytes
    pdf: str
    """The fingerprint of the PDF that says the same; none is offered while the day goes on."""


_kept: OrderedDict[int, Drawn] = OrderedDict()
_turns: WeakValueDictionary[int, Lock] = WeakValueDictionary()
"""Of the conferences whose pages are being drawn: a lock is gone with the last request that holds it."""
_lock = Lock()


@blueprint.get("")
def show() -> ResponseReturnValue:
    return _answer(_drawn().page, "text/html")


@blueprint.get("/pdf")
def pdf() -> ResponseReturnValue:
    """Of what everybody may read now, when the day is over. While it is being made, a page says so."""
    if not g.conference.is_finished:
        abort(404)
    status = public_pdf_of(g.conference, _drawn().pdf)
    if isinstance(status, Done):
        with suppress(FileNotFoundError):  # a newer one took its place in this moment
            return download(status.path.read_bytes(), "application/pdf", "pdf")
    return _making(has_failed=isinstance(status, Failed)), 202


@blueprint.post("/pdf")
def make_pdf_again() -> ResponseReturnValue:
    """After one that failed."""
    if not g.conference.is_finished:
        abort(404)
    with force_locale(g.conference.language.value):
        try:
            make_public_pdf_again(g.conference, _drawn().pdf)
        except Refused as refused:
            return _making(has_failed=True, refused=str(refused)), 422
    return redirect(url_for("reader.pdf"), 303)


@blueprint.get("/picture.png")
def picture() -> ResponseReturnValue:
    return _answer(_drawn().picture, "image/png")


def forget_all() -> None:
    """For the tests: each has a database of its own, with the same ids."""
    with _lock:
        _kept.clear()


def _drawn() -> Drawn:
    token, revision, conference_id = g.conference.summary_token, revision_of(g.conference.id), g.conference.id
    with _lock:
        turn = _turns.setdefault(conference_id, Lock())
    with turn:  # two that ask for the same at once wait for one drawing
        kept = _kept.get(conference_id)
        if kept is None or (kept.token, kept.revision) != (token, revision):
            kept = _draw(token, revision)
        with _lock:
            _kept[conference_id] = kept
            _kept.move_to_end(conference_id)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return kept


def _draw(token: str, revision: int) -> Drawn:
    """The revision was asked for before: what changed in between is drawn, and once more at the next request."""
    order = public_order_of(g.conference)
    content = order.content
    origin = public_base_url(current_app.config["CONFIG"])
    with force_locale(content.language):
        page = render_template(
            "reader/summary/show.html",
            page=web_page_of(content),
            address=origin + url_for("reader.show"),
            picture=origin + url_for("reader.picture"),
        )
    pdf = order.fingerprint() if g.conference.is_finished else ""
    return Drawn(token, revision, page.encode(), picture_of(content), pdf)


def _making(*, has_failed: bool, refused: str = "") -> str:
    with force_locale(g.conference.language.value):
        return render_template("reader/summary/making.html", has_failed=has_failed, refused=refused)


def _answer(body: bytes, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response
