"""Faults in the reader's language: a clear page, never a stack trace."""

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm.exc import ObjectDeletedError
from werkzeug.exceptions import HTTPException

from app.extensions import db
from app.routes.visitors import page_before


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(OperationalError, show_database_busy)
    app.register_error_handler(DataError, show_impossible)
    app.register_error_handler(OverflowError, show_impossible)
    app.register_error_handler(ObjectDeletedError, show_gone)
    app.register_error_handler(Exception, show_fault)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error.get_response()  # a redirect raised by the router
    title, text = _words(code)
    headers = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
    return _page(code, title, text), code, headers


def show_database_busy(error: OperationalError) -> ResponseReturnValue:
    """The database did not answer in time. Nothing was stored, and the phone tries again by itself."""
    db.session.rollback()
    current_app.logger.error("database: %s", error.orig)
    title, text = _words(503)
    return _page(503, title, text), 503, {"Retry-After": "2"}


def show_impossible(_error: Exception) -> ResponseReturnValue:
    """A number or a letter that no row can have, in an address or a form that somebody made up."""
    db.session.rollback()
    title, text = _words(400)
    return _page(400, title, text), 400


def show_gone(_error: ObjectDeletedError) -> ResponseReturnValue:
    """What the request had found was deleted before it was done: a rehearsal that somebody ended in that moment."""
    db.session.rollback()
    title, text = _words(404)
    return _page(404, title, text), 404


def show_fault(error: Exception) -> ResponseReturnValue:
    """What we did not foresee. The log gets the trace, the reader gets a sentence."""
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    db.session.rollback()
    current_app.logger.error("unforeseen fault", exc_info=error)
    title, text = _words(500)
    return _page(500, title, text), 500


def _page(code: int, title: str, text: str) -> str:
    """At the desk the way on is the desk's: the page that the person came from, and the conferences."""
    at_desk = _is_desk(request.path)
    came_from = _own_page_before() if at_desk else ""
    return render_template("errors/error.html", code=code, title=title, text=text, at_desk=at_desk, came_from=came_from)


def _is_desk(path: str) -> bool:
    return path == "/conferences" or path.startswith("/conferences/")


def _own_page_before() -> str:
    """Path and query of the desk page that led here, by the browser's word; empty when it says nothing of use."""
    before = page_before()
    if before.netloc != request.host or not _is_desk(before.path):
        return ""
    if request.method == "GET" and before.path == request.path:
        return ""  # this very page
    return before.path + (f"?{before.query}" if before.query else "")


def _words(code: int) -> tuple[str, str]:
    match code:
        case 403:
            return _("Dette får du ikke gjøre her"), _("Gå tilbake og prøv fra siden du kom fra.")
        case 404 if request.path.startswith("/screen/"):
            sentence = _("Øvelsen er slutt, eller lenken er fornyet. Åpne skjermen på nytt fra kontrollrommet.")
            return _("Skjermen har ingenting å vise"), sentence
        case 404 | 405:
            return _("Vi finner ikke siden"), _("Lenken kan være gammel, eller skrevet feil.")
        case 413:
            return _("Dette var for stort"), _("Fila eller teksten er større enn vi kan ta imot.")
        case 429 if request.method == "GET" and (request.path == "/" or request.path.startswith(("/j/", "/t/", "/s/"))):
            return _("For mange forsøk"), _("Vent et minutt, eller skann QR-koden. Den virker alltid.")
        case 429:
            return _("For mange forsøk"), _("Vent et minutt, og prøv igjen.")
        case 503:
            return _("Vi er opptatt et øyeblikk"), _("Ingenting er gått tapt. Prøv igjen om noen sekunder.")
        case _ if code < 500:
            return _("Vi forstod ikke forespørselen"), _("Gå tilbake og prøv en gang til.")
        case _:
            return _("Noe gikk galt hos oss"), _("Det som var sendt, er tatt vare på. Prøv igjen om litt.")
