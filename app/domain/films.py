"""A film, or information, comes to be."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity, Film


def make_film(activity: Activity) -> None:
    if activity.film is None:
        activity.film = Film()


def copy_film(source: Activity, copy: Activity) -> None:
    """The words, not the files: those of last year are seldom this year's, and large."""
    if source.film is not None:
        copy.film = Film(text=source.film.text)


def check_film_opens(activity: Activity) -> None:
    film = activity.film
    if film is None or not (film.text or film.media):
        raise Refused(_("Her er verken film, bilde eller tekst ennå."))
