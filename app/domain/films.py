"""A film, or information, comes to be, is written, and is seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy.orm.exc import ObjectDeletedError

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.seen import check_in_programme, stands_already, stored_plan
from app.domain.taken import check_taken_now
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Film, FilmSeen, Participant


@dataclass(frozen=True, kw_only=True)
class FilmPlan:
    """What an organiser writes about a film beside its files."""

    text: str = ""
    transcript: str = ""
    poster_alt: str = ""
    has_no_speech: bool = False
    captions_language: str = "nb"
    leads_to_id: int | None = None


def make_film(activity: Activity) -> None:
    if activity.film is None:
        activity.film = Film()


def copy_film(source: Activity, copy: Activity) -> None:
    """The words, not the files: those of last year are seldom this year's, and large."""
    if source.film is not None:
        copy.film = Film(text=source.film.text)


def check_film_opens(activity: Activity) -> None:
    """Refused where something is missing, or where who does not hear or see could not follow."""
    film = activity.film
    if film is None or not (film.text or film.video or film.poster):
        raise Refused(_("Her er verken film, bilde eller tekst ennå."))
    if film.video and not film.captions and not film.has_no_speech:
        raise Refused(
            _("Filmen mangler teksting. Legg inn en VTT-fil, eller kryss av for at filmen er uten tale, under Program.")
        )
    if film.poster and not film.poster_alt:
        raise Refused(_("Bildet mangler en tekst om hva det viser, for dem som ikke ser det. Skriv den under Program."))


def film_of(activity: Activity) -> Film:
    if activity.kind is not ActivityKind.FILM or activity.film is None:
        raise Refused(_("Dette er ingen film."))
    return activity.film


@contextmanager
def changing_film(activity: Activity) -> Iterator[Film]:
    """A change of what people see: while it is open, it must stay as complete as when it was opened."""
    with transaction(activity.conference_id):
        if activity.conference.is_finished:
            raise Refused(_("Konferansen er avsluttet. Åpne den igjen for å endre programmet."))
        check_in_programme(activity, ActivityKind.FILM)
        film = film_of(activity)
        try:
            yield film
        except ObjectDeletedError:
            raise Refused(_("Fila er slettet i mellomtiden.")) from None
        db.session.flush()
        db.session.refresh(film)
        if activity.is_open:
            check_film_opens(activity)


def change_film(activity: Activity, plan: FilmPlan, account: Account | None, seen: str | None = None) -> None:
    """Refused where it would lead to what is not asked in this conference, or to itself.

    `seen` as in domain/seen.py.
    """
    with changing_film(activity) as film:
        if film.poster and not plan.poster_alt:
            raise Refused(_("Skriv hva bildet viser, for dem som ikke ser det."))
        stored = stored_plan(FilmPlan, film)
        if stands_already(stored, plan, seen, _("Innholdet er endret av en annen mens du skrev.")):
            return
        asking = [other.id for other in activity.conference.activities if other.asks]
        if plan.leads_to_id is not None and plan.leads_to_id not in asking:
            raise Refused(_("Velg en avstemning eller noe annet å svare på i dette programmet."))
        for name, value in vars(plan).items():
            setattr(film, name, value)
        note(activity.conference_id, account, "change_film", activity.id)


def mark_film_seen(participant: Participant, activity: Activity, is_seen: bool) -> None:
    """«I have seen it», or not after all; saying so twice changes nothing.

    As long as the film can be seen: also while what it leads to is open.
    """
    with transaction(activity.conference_id):
        film_of(activity)
        check_taken_now(
            activity.opened_at is not None and activity.removed_at is None and activity.conference.is_open,
            activity,
            early=_("Filmen er ikke vist ennå."),
            late=_("Filmen vises ikke lenger."),
        )
        seen = db.session.get(FilmSeen, (activity.id, participant.id))
        if is_seen and seen is None:
            db.session.add(FilmSeen(activity_id=activity.id, participant_id=participant.id))
        elif seen is not None and not is_seen:
            db.session.delete(seen)
