"""One section of the summary: saved as it is typed, its versions looked at and restored."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.stray_texts import move_stray_text
from app.domain.summary_texts import restore_version, together, write_summary_text
from app.forms.summary_texts import read_section, read_words
from app.models import SummaryText
from app.models.summary_text import Section
from app.queries.summary_texts import standing_section, summary_text_of, version_of, versions_of
from app.queries.themes import theme_of
from app.routes.project_team import blueprint
from app.routes.project_team.workbench import Editor, page_of


@blueprint.post("/summary/texts/<name>", endpoint="write_text")
def update(name: str) -> ResponseReturnValue:
    named = _section(name)
    try:
        return _write(named, read_words(request.form))
    except Refused as refused:
        section = standing_section(g.conference, named)
        typed, seen = request.form.get("text", ""), request.form.get("seen", "")
        present = summary_text_of(g.conference, section)
        return _answer(Editor(section, present, typed, seen, refused=str(refused), moved=_moved(named, section)))


def _write(named: Section, text: str) -> ResponseReturnValue:
    other = version_of(g.conference, request.form.get("other", 0, int))
    choice = request.form.get("choice") if other else None
    words = together(other.text, text) if choice == "both" and other else text
    seen = other.mark if choice in ("mine", "both") and other else request.form.get("seen", "")
    saved = write_summary_text(g.conference, named, words, seen, g.account)
    section = saved.version.section
    if choice == "theirs":  # what was typed is put aside by now
        return redirect(_place_of(section), 303)
    seen = "" if saved.other else saved.version.mark
    return _answer(Editor(section, saved.version, text, seen, saved.other, moved=_moved(named, section)))


def _answer(editor: Editor) -> ResponseReturnValue:
    """To the script, how the section stands; to others the page."""
    status = 422 if editor.refused else 409 if editor.other else 200
    outcome = {"Dialog-Outcome": "refused" if editor.refused else "collided" if editor.other else "stored"}
    if request.headers.get("HX-Request"):
        return render_template("project_team/workbench/_state.html", editor=editor), status, outcome
    if editor.moved:
        flash(editor.moved, "success")
    return redirect(_place_of(editor.section), 303) if status == 200 else (page_of(editor), status)


@blueprint.get("/summary/texts/<name>/versions", endpoint="text_versions")
def index(name: str) -> ResponseReturnValue:
    section = _section(name)
    return render_template(
        "project_team/workbench/versions.html",
        section=section,
        versions=versions_of(g.conference, section),
        current=summary_text_of(g.conference, section),
        place=_place_of(standing_section(g.conference, section)),
    )


@blueprint.post("/summary/texts/<name>/versions/<int:version_id>/restoration", endpoint="restore_text")
def restore(name: str, version_id: int) -> ResponseReturnValue:
    version = _version(_section(name), version_id)
    try:
        restore_version(version, g.conference, g.account)
        flash(_("Teksten er hentet fram igjen. Den som sto der, er fortsatt blant versjonene."), "success")
    except Refused as refused:
        flash(str(refused), "warning")
    return redirect(_place_of(version.section), 303)


@blueprint.post("/summary/texts/<name>/place", endpoint="move_text")
def move(name: str) -> ResponseReturnValue:
    """Of a text that the summary does not show: to a section that it does, or away."""
    section, how = _section(name), request.form.get("how")
    to = None if how == "remove" else _section(request.form.get("to", ""))
    try:
        move_stray_text(g.conference, section, to, request.form.get("seen", ""), g.account, copies=how == "copy")
        flash(_("Teksten er fortsatt blant versjonene.") if to is None else _("Teksten står der nå."), "success")
    except Refused as refused:
        flash(str(refused), "warning")
    return redirect(_place_of(to or section, "" if to else "strays"), 303)


def _section(name: str) -> Section:
    return read_section(g.conference, name) or abort(404)


def _moved(named: Section, section: Section) -> str:
    """`section` is where what was named stands."""
    theme = theme_of(g.conference, section.theme_id or 0)
    if theme is None or (section == named and theme.stands_for_itself):
        return ""
    if theme.stands_for_itself:
        return _("Temaet er slått sammen med «%(theme)s» i mellomtiden. Teksten står der nå.", theme=theme.name)
    return _("Temaet er fjernet i mellomtiden. Teksten er tatt vare på: den står under «Tekster som ikke er med».")


def _version(section: Section, version_id: int) -> SummaryText:
    version = version_of(g.conference, version_id)
    return version if version is not None and version.section == section else abort(404)


def _place_of(section: Section, anchor: str = "") -> str:
    anchor = anchor or section.name
    if section.activity_id is None:
        return url_for("project_team.workbench", _anchor=anchor)
    return url_for("project_team.workbench_activity", activity_id=section.activity_id, _anchor=anchor)
