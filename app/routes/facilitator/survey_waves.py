"""Figures of earlier surveys from a file: chosen, looked over, confirmed. Meanwhile only the page holds them."""

from contextlib import closing

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.survey_waves import import_waves, remove_wave, restore_wave
from app.forms.sheets import LARGEST_BYTES, decode, read_sheet
from app.forms.survey_waves import WaveRow, preview_waves, waves_in
from app.models import Activity
from app.queries.surveys import wave_of
from app.routes.facilitator import blueprint
from app.routes.facilitator.surveys import PREFIX, survey_or_404, survey_page


@blueprint.get(f"{PREFIX}/waves", endpoint="new_waves")
def new(activity_id: int) -> ResponseReturnValue:
    return _page(survey_or_404(activity_id))


@blueprint.post(f"{PREFIX}/waves/preview", endpoint="preview_waves")
def preview(activity_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    try:
        content = _content()
        rows = preview_waves(read_sheet(content), activity)
    except Refused as refused:
        return _page(activity, refused=str(refused)), 422
    return _page(activity, rows=rows, content=content)


@blueprint.post(f"{PREFIX}/waves", endpoint="create_waves")
def create(activity_id: int) -> ResponseReturnValue:
    """All rows or none: a figure that is missing beside the others would look as if nobody had asked."""
    activity = survey_or_404(activity_id)
    try:
        content = _content()
        rows = preview_waves(read_sheet(content), activity)
    except Refused as refused:
        return _page(activity, refused=str(refused)), 422
    if any(row.faults for row in rows):
        return _page(activity, rows=rows, content=content, refused=_("Rett radene med feil i fila først.")), 422
    try:
        import_waves(activity, waves_in(rows), g.account)
    except Refused as refused:
        return _page(activity, rows=rows, content=content, refused=str(refused)), 422
    flash(_("Tallene er hentet inn."), "success")
    return redirect(url_for("facilitator.survey", activity_id=activity.id, _anchor="waves"), 303)


@blueprint.post(f"{PREFIX}/waves/<int:wave_id>/removal", endpoint="remove_wave")
def remove(activity_id: int, wave_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    wave = wave_of(activity, wave_id) or abort(404)
    remove_wave(wave, g.account)
    return redirect(url_for("facilitator.survey", activity_id=activity.id, wave=wave.id, _anchor="waves"), 303)


@blueprint.post(f"{PREFIX}/waves/<int:wave_id>/restoration", endpoint="restore_wave")
def restore(activity_id: int, wave_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    wave = wave_of(activity, wave_id) or abort(404)
    try:
        restore_wave(wave, g.account)
    except Refused as refused:
        return survey_page(activity, refused=str(refused)), 422
    return redirect(url_for("facilitator.survey", activity_id=activity.id, _anchor="waves"), 303)


def _content() -> str:
    file = request.files.get("file")
    if file is not None and file.filename:
        with closing(file):
            return decode(file.stream.read(LARGEST_BYTES + 1))
    content = request.form.get("content", "")
    if not content:
        raise Refused(_("Velg en fil."))
    return content


def _page(activity: Activity, rows: list[WaveRow] | None = None, content: str = "", refused: str = "") -> str:
    return render_template(
        "facilitator/survey/waves.html",
        activity=activity,
        rows=rows or [],
        content=content,
        refused=refused,
        faulty=[row for row in rows or [] if row.faults],
    )
