"""Themes come to be, get better names and words, change places, are merged and removed. All of it can be undone."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.domain.errors import Refused
from app.domain.essences import essences_follow, essences_return
from app.domain.log import note
from app.domain.seen import mark_of, order_stands_already
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Conference, Theme, utc_now
from app.models.theme import MOST_THEMES
from app.queries.offers import is_theme_counted_with_another
from app.queries.themes import roots_in, themes_in


@dataclass(frozen=True)
class ThemePlan:
    """What an organiser writes about a theme, cleaned and within the limits already (app/forms)."""

    name: str
    stems: tuple[str, ...] = ()


def add_theme(conference: Conference, plan: ThemePlan, account: Account | None) -> Theme:
    """Last in the list. Refused without a name of its own, and when there are as many as somebody can keep apart."""
    with transaction(conference.id):
        if len(themes_in(conference.id)) >= MOST_THEMES:
            raise Refused(_("Det er plass til %(most)s temaer. Slå sammen noen først.", most=MOST_THEMES))
        _check_name(conference.id, plan.name)
        last = db.session.scalar(select(func.max(Theme.position)).where(Theme.conference_id == conference.id))
        theme = Theme(
            conference_id=conference.id, position=(last or 0) + 1, name=plan.name, stems="\n".join(plan.stems)
        )
        db.session.add(theme)
        db.session.flush()
        note(conference.id, account, "add_theme", theme.id, theme.name)
    return theme


def change_theme(theme: Theme, plan: ThemePlan, account: Account | None, seen: datetime | None) -> bool:
    """Another name, other words. False where it stood so already.

    `seen` is the `changed_at` that the account was shown; refused when somebody changed it in between.
    """
    with transaction(theme.conference_id):
        stems = "\n".join(plan.stems)
        if (theme.name, theme.stems) == (plan.name, stems):
            return False
        _check_stands(theme)
        if theme.changed_at != seen:
            raise Refused(_("Noen andre har endret temaet i mellomtiden. Se på det før du endrer det igjen."))
        _check_name(theme.conference_id, plan.name, theme)
        theme.replaced_name, theme.replaced_stems = theme.name, theme.stems
        theme.name, theme.stems = plan.name, stems
        theme.changed_at = utc_now()
        note(theme.conference_id, account, "change_theme", theme.id, theme.replaced_name)
    return True


def undo_theme_change(theme: Theme, changed_at: datetime | None, account: Account | None) -> None:
    """Puts back what stood there before the change of `changed_at`; refused when there was another one since."""
    with transaction(theme.conference_id):
        if theme.replaced_name is None or theme.replaced_stems is None or theme.changed_at != changed_at:
            raise Refused(_("Noen andre har endret temaet i mellomtiden. Ingenting er endret."))
        _check_name(theme.conference_id, theme.replaced_name, theme)
        theme.name, theme.stems = theme.replaced_name, theme.replaced_stems
        theme.replaced_name = theme.replaced_stems = None
        theme.changed_at = utc_now()
        note(theme.conference_id, account, "undo_theme_change", theme.id, theme.name)


def move_theme(theme: Theme, place: int, account: Account | None, seen: str | None = None) -> int:
    """To `place` (1 = first) in the list; beyond the ends means the end. Returns where it stood.

    `seen`, of the ids in order, as in domain/seen.py.
    """
    with transaction(theme.conference_id):
        _check_stands(theme)
        themes = themes_in(theme.conference_id)
        stored, before = [each.id for each in themes], themes.index(theme) + 1
        themes.remove(theme)
        themes.insert(max(place, 1) - 1, theme)
        if not order_stands_already(stored, [each.id for each in themes], seen):
            for position, each in enumerate(themes, start=1):
                each.position = position
            note(theme.conference_id, account, "move_theme", theme.id)
    return before


def order_of_themes(conference_id: int) -> str:
    """Its mark, as in domain/seen.py."""
    return mark_of([theme.id for theme in themes_in(conference_id)])


def remove_theme(theme: Theme, account: Account | None) -> None:
    """What was sorted into it is kept, and counts for nothing until restore_theme. Harmless the second time."""
    with transaction(theme.conference_id):
        if theme.removed_at is not None:
            return
        _check_stands(theme)
        theme.removed_at = utc_now()
        note(theme.conference_id, account, "remove_theme", theme.id, theme.name)


def restore_theme(theme: Theme, account: Account | None) -> None:
    with transaction(theme.conference_id):
        if theme.removed_at is not None:
            _check_name(theme.conference_id, theme.name, theme)
            theme.removed_at = None
            note(theme.conference_id, account, "restore_theme", theme.id)


def merge_theme(theme: Theme, into: Theme, account: Account | None) -> None:
    """Lets `into`, or the one that stands for it, stand for this one and for all that this one stood for.

    Its words suggest that one from now on, and its essence stands there. Refused where it would go round in a circle,
    and for what is gone.
    """
    with transaction(theme.conference_id):
        _check_stands(theme)
        root = roots_in(theme.conference_id).get(into.id)
        if root is None:
            raise Refused(_("Noen andre har fjernet temaet i mellomtiden."))
        if root.id == theme.id:
            raise Refused(_("Velg et annet tema å slå det sammen med."))
        theme.merged_into_id, theme.merged_at = root.id, utc_now()
        essences_follow(theme, root, account)
        note(theme.conference_id, account, "merge_theme", theme.id, root.name)


def separate_theme(theme: Theme, account: Account | None) -> None:
    """Undoes the merge: it has again what was sorted into it. What was sorted since stays with the other."""
    with transaction(theme.conference_id):
        if theme.merged_into_id is not None:
            if is_theme_counted_with_another(theme):
                raise Refused(_("Prikker på dem er talt opp sammen, så de kan ikke deles igjen."))
            _check_name(theme.conference_id, theme.name, theme)
            essences_return(theme, account)
            theme.merged_into_id, theme.merged_at = None, utc_now()
            note(theme.conference_id, account, "separate_theme", theme.id)


def _check_stands(theme: Theme) -> None:
    if not theme.stands_for_itself:
        raise Refused(_("Noen andre har fjernet temaet, eller slått det sammen med et annet, i mellomtiden."))


def _check_name(conference_id: int, name: str, but: Theme | None = None) -> None:
    if not name:
        raise Refused(_("Skriv hva temaet heter."))
    if any(theme.name.casefold() == name.casefold() for theme in themes_in(conference_id) if theme is not but):
        raise Refused(_("Det er alt et tema som heter «%(name)s».", name=name))
