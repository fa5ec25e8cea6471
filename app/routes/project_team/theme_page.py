"""The page where contributions are sorted into themes. It answers a press with itself again, and what came of it.

What is looked at stands in the address: `at` (a contribution), `after` (the one before it), `pile` (a theme), `panel`
(`edit` or `new`), `several`, `all`. A form that is posted carries the same.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import Any

from flask import abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.themes import order_of_themes
from app.forms.themes import ThemeForm, theme_form_of
from app.live.suggested_themes import hints_for
from app.models import Theme
from app.queries.contributions import contribution_of
from app.queries.theme_desk import contributions_in, desk_of
from app.queries.theme_groups import theme_table_of
from app.queries.themes import theme_of, themes_of_contribution
from app.routes.visitors import page_before


@dataclass(frozen=True, kw_only=True)
class Told:
    """What came of a press: a fact about a theme or a contribution, and what is posted where to undo it."""

    fact: str
    theme_id: int = 0
    contribution_id: int = 0
    message: str = ""
    """Why not, where it was refused."""
    undo: str = ""
    before: dict[str, str] = field(default_factory=dict)
    goes_to: dict[str, Any] = field(default_factory=dict)
    """What the page looks at next."""


def answered(view: Callable[..., Told]) -> Callable[..., ResponseReturnValue]:
    """For a view that does one thing; a press in the log leads back there."""

    @wraps(view)
    def answering(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        is_from_log = page_before().path == url_for("facilitator.log")
        try:
            told = view(*args, **kwargs)
        except Refused as refusal:
            told = Told(fact="refused", message=str(refusal))
            if not is_from_log:
                return themes_page(told), 422
        if is_from_log:
            session["outcome"] = {"fact": "told", "message": told.message or _("Angret.")}
            return redirect(url_for("facilitator.log"), 303)
        return to_themes(told)

    return answering


def about_theme(
    fact: str, theme: Theme, undone_by: str = "", before: dict[str, str] | None = None, **goes_to: Any
) -> Told:
    """With the theme beside what is sorted, or the one that stands for it."""
    undo = url_for(f"project_team.{undone_by}", theme_id=theme.id) if undone_by else ""
    return Told(fact=fact, theme_id=theme.id, undo=undo, before=before or {}, goes_to={"pile": theme.id, **goes_to})


def to_themes(told: Told) -> ResponseReturnValue:
    session["themed"] = asdict(told)
    return redirect(url_for("project_team.themes", **told.goes_to), 303)


def last_told() -> Told | None:
    """What came of the press that led here, once."""
    kept = session.pop("themed", None)
    try:
        return Told(**kept) if kept else None
    except TypeError:  # kept by another version of this program
        return None


def theme_or_404(theme_id: int) -> Theme:
    return theme_of(g.conference, theme_id) or abort(404)


def themes_page(told: Told | None, form: ThemeForm | None = None) -> str:
    """`form` is what was just posted and is not in order."""
    values = request.values
    desk = desk_of(g.conference, values.get("at", type=int), values.get("after", type=int))
    hints = hints_for(desk.contribution, [theme.id for theme in desk.themes]) if desk.contribution else {}
    pile = desk.pile_of(theme_of(g.conference, values.get("pile", 0, int)))
    panel = values.get("panel", "new" if not desk.piles else "")
    if pile is None and panel != "new" and desk.piles:
        pile = next((each for each in desk.piles if each.theme.id in hints), desk.piles[0])
    return render_template(
        "project_team/theme/index.html",
        desk=desk,
        order=order_of_themes(g.conference.id),
        hints=hints,
        pile=pile,
        listed=contributions_in(pile, *([None] if "all" in values else [])) if pile else [],
        table=theme_table_of(g.conference),
        panel=panel,
        form=form or (theme_form_of(pile.theme) if pile and panel == "edit" else ThemeForm()),
        is_several="several" in values or len(desk.themes) > 1,
        **_bar_of(told),
    )


def _bar_of(told: Told | None) -> dict[str, Any]:
    contribution = contribution_of(g.conference, told.contribution_id) if told else None
    return {
        "told": told,
        "theme": theme_of(g.conference, told.theme_id) if told else None,
        "contribution": contribution,
        "themes": themes_of_contribution(contribution) if contribution else (),
    }
