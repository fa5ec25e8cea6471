"""Editions of the summary for the archive: drafted, looked at, and frozen or thrown away."""

import hashlib
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Conference, Edition, EditionChunk, EditionVariant, utc_now
from app.models.edition import CHUNK_BYTES


@dataclass(frozen=True, kw_only=True)
class EditionPlan:
    """What the archive files it under."""

    variant: EditionVariant
    title: str
    document_type: str
    document_date: date
    case_number: str = ""
    access_code: str = ""
    legal_basis: str = ""


def draft_edition(conference: Conference, plan: EditionPlan, account: Account | None) -> Edition:
    """With the next number. Two drafts at once are decided by the conference's lock, and by the constraint."""
    if plan.access_code and not plan.legal_basis:
        raise Refused(_("En tilgangskode trenger en hjemmel."))
    if plan.access_code and plan.variant is EditionVariant.PUBLIC:
        raise Refused(_("En offentlig pakke har ingen tilgangskode. Velg intern, eller ta koden bort."))
    with transaction(conference.id):
        used = db.session.scalar(select(func.max(Edition.number)).where(Edition.conference_id == conference.id)) or 0
        edition = Edition(conference_id=conference.id, number=used + 1, **vars(plan))
        db.session.add(edition)
        db.session.flush()
        note(conference.id, account, "draft_edition", edition.id, f"{edition.number} {plan.variant}")
    return edition


def freeze_edition(edition: Edition, package: bytes, account: Account | None) -> None:
    """Keeps the bytes for good. The same once more is harmless; other bytes are refused."""
    sha256 = hashlib.sha256(package).hexdigest()
    with transaction(edition.conference_id):
        if edition.discarded_at is not None:
            raise Refused(_("Utgaven er forkastet."))
        if edition.is_frozen:
            if edition.sha256 != sha256:
                raise Refused(_("Utgaven er fryst og kan ikke endres."))
            return
        edition.frozen_at, edition.sha256, edition.size = utc_now(), sha256, len(package)
        for number, start in enumerate(range(0, len(package), CHUNK_BYTES)):
            data = package[start : start + CHUNK_BYTES]
            db.session.add(EditionChunk(edition_id=edition.id, number=number, data=data))
        note(edition.conference_id, account, "freeze_edition", edition.id, f"{edition.number} {sha256}")


def discard_edition(edition: Edition, account: Account | None) -> None:
    """A draft that was not what it should be. Its number is not used again."""
    with transaction(edition.conference_id):
        if edition.is_frozen:
            raise Refused(_("Utgaven er fryst og kan ikke endres."))
        if edition.discarded_at is None:
            edition.discarded_at = utc_now()
            note(edition.conference_id, account, "discard_edition", edition.id, str(edition.number))
