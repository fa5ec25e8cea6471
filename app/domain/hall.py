"""What is laid over the programme for a while: a word to the phones, a picture before the screen, all held still.

When the programme moves, it goes: phones and screen never show less than *Next* has promised.
"""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.live.freezing import regions_of_the_hall
from app.models import Account, Conference, Cover, CoverPicture, Freeze, Nudge, Spotlight, utc_now
from app.models.hall import LONGEST_NUDGE

MOST_BREAK_MINUTES = 180
IN_THE_LOG = 120
"""So much of a nudge the record holds."""


def show_nudge(conference: Conference, text: str, account: Account | None) -> str:
    """Puts a short text on all phones, in place of the one before, which is returned; empty where there was none."""
    with transaction(conference.id):
        if not conference.is_open:
            raise Refused(_("Åpne konferansen først. Ingen telefoner er med ennå."))
        if not text:
            raise Refused(_("Skriv en kort beskjed først."))
        if len(text) > LONGEST_NUDGE:
            raise Refused(_("Beskjeden er for lang. Den kan ha høyst %(most)s tegn.", most=LONGEST_NUDGE))
        nudge = db.session.get(Nudge, conference.id)
        before = nudge.text if nudge else ""
        if before != text:
            _put_nudge(conference, text)
            note(conference.id, account, "show_nudge", conference.id, text[:IN_THE_LOG])
    return before


def remove_nudge(conference: Conference, account: Account | None) -> str:
    """Returns what stood there."""
    with transaction(conference.id):
        nudge = db.session.get(Nudge, conference.id)
        if nudge is None:
            return ""
        db.session.delete(nudge)
        note(conference.id, account, "remove_nudge", conference.id)
    return nudge.text


def undo_nudge(conference: Conference, seen: str, before: str, account: Account | None) -> None:
    """Puts `before` in the place of `seen`; either may be nothing. Refused when somebody wrote anew in between."""
    with transaction(conference.id):
        nudge = db.session.get(Nudge, conference.id)
        if (nudge.text if nudge else "") != seen:
            raise Refused(_("Noen andre har skrevet en ny beskjed, eller programmet har gått videre."))
        if before:
            show_nudge(conference, before, account)
        else:
            remove_nudge(conference, account)


def _put_nudge(conference: Conference, text: str) -> None:
    nudge = db.session.get(Nudge, conference.id)
    if nudge is None:
        db.session.add(Nudge(conference_id=conference.id, text=text))
    else:
        nudge.text, nudge.written_at = text, utc_now()


def cover_screen(conference: Conference, picture: CoverPicture, minutes: int, account: Account | None) -> None:
    """Puts a picture before the screen. A break tells when it is over, if it has minutes. The phones go on."""
    with transaction(conference.id):
        if not 0 <= minutes <= MOST_BREAK_MINUTES:
            raise Refused(_("En pause varer høyst %(most)s minutter.", most=MOST_BREAK_MINUTES))
        until = utc_now() + timedelta(minutes=minutes) if minutes and picture is CoverPicture.BREAK else None
        cover = db.session.get(Cover, conference.id)
        if cover is None:
            db.session.add(Cover(conference_id=conference.id, picture=picture, until=until))
        elif cover.picture is picture and until is None and cover.until is None:
            return
        else:
            cover.picture, cover.until = picture, until
        thaw(conference.id)
        note(conference.id, account, "cover_screen", conference.id, picture)


def uncover_screen(conference: Conference, account: Account | None) -> None:
    with transaction(conference.id):
        cover = db.session.get(Cover, conference.id)
        if cover is not None:
            db.session.delete(cover)
            thaw(conference.id)
            note(conference.id, account, "uncover_screen", conference.id)


def freeze_hall(conference: Conference, account: Account | None) -> None:
    """Phones and screen keep what they show until it is let go, or the programme moves. Answers come in as before."""
    with transaction(conference.id):
        if db.session.get(Freeze, conference.id) is None:
            db.session.add(Freeze(conference_id=conference.id))
            db.session.flush()
            db.session.add_all(regions_of_the_hall(conference))
            note(conference.id, account, "freeze_hall", conference.id)


def release_hall(conference: Conference, account: Account | None) -> None:
    """Phones and screen show the present again."""
    with transaction(conference.id):
        if thaw(conference.id):
            note(conference.id, account, "release_hall", conference.id)


def thaw(conference_id: int) -> bool:
    """Part of a running transaction: what is about to be shown is seen. Whether it was frozen."""
    return _take_away(Freeze, conference_id)


def clear_hall(conference_id: int) -> None:
    """Part of a running transaction: the programme moves on, and everybody sees it."""
    for laid in (Spotlight, Nudge, Cover, Freeze):
        _take_away(laid, conference_id)


def _take_away(laid: type[Spotlight | Nudge | Cover | Freeze], conference_id: int) -> bool:
    row = db.session.get(laid, conference_id)
    if row is not None:
        db.session.delete(row)
    return row is not None
