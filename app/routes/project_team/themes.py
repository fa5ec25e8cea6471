"""Themes: named, reworded, moved, merged, removed, each with what undoes it; and the table of the target groups."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import (
    add_theme,
    change_theme,
    merge_theme,
    move_theme,
    order_of_themes,
    remove_theme,
    restore_theme,
    separate_theme,
    undo_theme_change,
)
from app.forms.decisions import moment_in
from app.forms.themes import ThemeForm
from app.queries.contributions import contribution_of
from app.queries.theme_groups import theme_table_of
from app.queries.themes import themes_of_contribution
from app.report.cells import csv_of_rows
from app.report.sheets.themes import theme_rows
from app.routes.downloads import download
from app.routes.project_team import blueprint
from app.routes.project_team.theme_page import (
    Told,
    about_theme,
    answered,
    last_told,
    theme_or_404,
    themes_page,
    to_themes,
)


@blueprint.get("/themes", endpoint="themes")
def index() -> ResponseReturnValue:
    return themes_page(last_told())


@blueprint.get("/themes/groups", endpoint="theme_groups")
def groups() -> ResponseReturnValue:
    return render_template("project_team/theme/groups.html", table=theme_table_of(g.conference))


@blueprint.get("/themes/groups/csv", endpoint="theme_groups_csv")
def groups_csv() -> ResponseReturnValue:
    return download(csv_of_rows(theme_rows(theme_table_of(g.conference))), "text/csv", "csv")


@blueprint.post("/themes", endpoint="create_theme")
def create() -> ResponseReturnValue:
    """What is being sorted can be the first in it."""
    form = ThemeForm(request.form)
    if not form.validate():
        return themes_page(None, form), 422
    try:
        theme = add_theme(g.conference, form.plan(), g.account)
        at = contribution_of(g.conference, request.form.get("at", 0, int)) if form.takes.data else None
        if at is not None:
            sort_contribution(at, [*(one.id for one in themes_of_contribution(at)), theme.id], g.account)
    except Refused as refusal:
        return themes_page(Told(fact="refused", message=str(refusal)), form), 422
    return to_themes(about_theme("added", theme, "remove_theme", after=at.id if at else None))


@blueprint.post("/themes/<int:theme_id>", endpoint="change_theme")
def update(theme_id: int) -> ResponseReturnValue:
    theme, form = theme_or_404(theme_id), ThemeForm(request.form)
    if not form.validate():
        return themes_page(None, form), 422
    try:
        change_theme(theme, form.plan(), g.account, moment_in(request.form, "seen"))
    except Refused as refusal:
        return themes_page(Told(fact="refused", message=str(refusal)), form), 422
    changed_at = theme.changed_at.isoformat() if theme.changed_at else ""
    return to_themes(about_theme("changed", theme, "undo_theme_change", {"changed_at": changed_at}))


@blueprint.post("/themes/<int:theme_id>/reversal", endpoint="undo_theme_change")
@answered
def reversal(theme_id: int) -> Told:
    theme = theme_or_404(theme_id)
    undo_theme_change(theme, moment_in(request.form, "changed_at"), g.account)
    return about_theme("undone", theme)


@blueprint.post("/themes/<int:theme_id>/place", endpoint="place_theme")
@answered
def place(theme_id: int) -> Told:
    theme = theme_or_404(theme_id)
    before = move_theme(theme, request.form.get("place", 1, int), g.account, request.form.get("seen", ""))
    undo = {"place": str(before), "panel": "edit", "seen": order_of_themes(g.conference.id)}
    return about_theme("moved", theme, "place_theme", undo, panel="edit")


@blueprint.post("/themes/<int:theme_id>/removal", endpoint="remove_theme")
@answered
def removal(theme_id: int) -> Told:
    theme = theme_or_404(theme_id)
    remove_theme(theme, g.account)
    return about_theme("removed", theme, "restore_theme")


@blueprint.post("/themes/<int:theme_id>/restoration", endpoint="restore_theme")
@answered
def restoration(theme_id: int) -> Told:
    theme = theme_or_404(theme_id)
    restore_theme(theme, g.account)
    return about_theme("undone", theme)


@blueprint.post("/themes/<int:theme_id>/merge", endpoint="merge_theme")
@answered
def merge(theme_id: int) -> Told:
    theme, into = theme_or_404(theme_id), theme_or_404(request.form.get("into", 0, int))
    merge_theme(theme, into, g.account)
    return about_theme("merged", theme, "separate_theme", pile=into.id)


@blueprint.post("/themes/<int:theme_id>/separation", endpoint="separate_theme")
@answered
def separation(theme_id: int) -> Told:
    theme = theme_or_404(theme_id)
    separate_theme(theme, g.account)
    return about_theme("undone", theme)
