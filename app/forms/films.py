"""A film as an organiser writes it, and what a browser says of a file that it sends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from wtforms import BooleanField, SelectField

from app.domain.films import FilmPlan, film_of
from app.domain.seen import mark_of, stored_plan
from app.forms.fields import Form, LineField, TextField, at_most, choices, clean_line
from app.forms.fields import lazy as _
from app.models import Activity, ActivityKind, Media, MediaRole
from app.models.film import LARGEST_BYTES
from app.queries.films import received_bytes_of

LONGEST_NAME = 120
LANGUAGES = [("nb", _("bokmål")), ("nn", _("nynorsk")), ("en", _("engelsk")), ("se", _("nordsamisk"))]
NOWHERE = 0


class FilmForm(Form):
    text = TextField(_("Tekst på siden"), [at_most(4000)])
    poster_alt = LineField(_("Hva bildet viser"), [at_most(240)])
    has_no_speech = BooleanField(_("Filmen er uten tale"))
    captions_language = SelectField(_("Språket i tekstingen"), choices=choices(LANGUAGES))
    transcript = TextField(_("Alt som sies og vises, som tekst"), [at_most(40_000)])
    leads_to_id = SelectField(_("Leder videre til"), coerce=int, default=NOWHERE)

    def __init__(self, values: Any, activity: Activity) -> None:
        asking = [(other.id, other.title) for other in activity.conference.activities if other.asks]
        super().__init__(values, obj=activity.film)
        self.leads_to_id.choices = choices([(NOWHERE, _("Ingenting")), *asking])
        if values is None:
            self.leads_to_id.data = self.leads_to_id.data or NOWHERE
            self.seen = mark_of(stored_plan(FilmPlan, film_of(activity)))

    def plan(self) -> FilmPlan:
        return FilmPlan(**dict(self.data, leads_to_id=self.leads_to_id.data or None))


@dataclass(frozen=True)
class FileSlot:
    """One role of a file in the editor: what is shown, what can come back, what is on its way."""

    role: MediaRole
    shown: Media | None
    set_aside: Media | None
    unfinished: list[tuple[Media, int]]
    """With how many bytes have come."""
    largest: int


@dataclass(frozen=True)
class FilmEditor:
    about: ClassVar = ActivityKind.FILM
    form: FilmForm
    files: list[FileSlot]
    refused: str = ""


def film_editor(activity: Activity, form: FilmForm | None = None, refused: str = "") -> FilmEditor:
    media = activity.film.media if activity.film else []
    slots = []
    for role in MediaRole:
        here = [each for each in media if each.role is role]
        slots.append(
            FileSlot(
                role=role,
                shown=next((each for each in here if each.is_shown), None),
                set_aside=next((each for each in here if each.is_whole and not each.is_shown), None),
                unfinished=[(each, received_bytes_of(each)) for each in here if each.is_unfinished],
                largest=LARGEST_BYTES[role],
            )
        )
    return FilmEditor(form or FilmForm(None, activity), slots, refused)


@dataclass(frozen=True)
class FileWords:
    """What a browser says of a file: believed only until its bytes are here."""

    role: MediaRole
    name: str
    size: int
    modified_ms: int


def read_file_words(values: Mapping[str, str]) -> FileWords | None:
    """None when a script of ours would not have said it so."""
    role, size, modified = (values.get(name, "") for name in ("role", "size", "modified"))
    if role not in list(MediaRole) or not re.fullmatch(r"[0-9]{1,15}", size):
        return None
    modified_ms = int(modified) if re.fullmatch(r"[0-9]{1,15}", modified) else 0
    return FileWords(MediaRole(role), clean_name(values.get("name", "")), int(size), modified_ms)


def clean_name(name: str) -> str:
    """The last part, in one line; its end is what people know it by."""
    return clean_line(re.split(r"[/\\]", name)[-1])[-LONGEST_NAME:] or "?"


def read_seen(values: Mapping[str, str]) -> bool:
    return values.get("seen", "yes") != "no"
