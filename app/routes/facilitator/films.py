"""A film beside the programme: its words, and its files, which come in slices or, without a script, in one post."""

from collections.abc import Callable

from flask import abort, flash, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from app.domain.errors import Refused
from app.domain.films import change_film
from app.domain.media import (
    add_chunk,
    begin_upload,
    delete_media,
    finish_upload,
    remove_media,
    restore_media,
    store_file,
)
from app.forms.films import FilmForm, clean_name, film_editor, read_file_words
from app.forms.seen import saves
from app.models import Activity, ActivityKind, Media, MediaRole
from app.models.film import CHUNK_BYTES
from app.queries.films import media_of, received_chunks_of
from app.routes.facilitator import blueprint
from app.routes.facilitator.activities import item_or_404, programme_page


@blueprint.post("/programme/<int:activity_id>/film", endpoint="change_film")
def update(activity_id: int) -> ResponseReturnValue:
    activity = item_or_404(activity_id, ActivityKind.FILM)
    form = FilmForm(request.form, activity)
    if not saves(
        form, lambda: change_film(activity, form.plan(), g.account, form.seen), lambda: FilmForm(None, activity)
    ):
        return _page(activity, form), 422
    flash(_("«%(title)s» er lagret.", title=activity.title), "success")
    return _to_film(activity)


@blueprint.post("/programme/<int:activity_id>/media", endpoint="create_media")
def create(activity_id: int) -> ResponseReturnValue:
    """A file in one post, for browsers without script; larger ones are refused in words before they are read."""
    activity = item_or_404(activity_id, ActivityKind.FILM)
    try:
        file = request.files.get("file")
    except RequestEntityTooLarge:
        return _page(activity, refused=_("Fila er for stor til å sendes uten JavaScript. Høyst 2 MB går da.")), 413
    role = request.form.get("role")
    if file is None or role not in list(MediaRole):
        abort(400)
    return _done(
        activity,
        lambda: store_file(activity, MediaRole(role), clean_name(file.filename or ""), file.read(), g.account),
        _("Fila er lagret."),
    )


@blueprint.post("/programme/<int:activity_id>/uploads", endpoint="create_upload")
def begin(activity_id: int) -> ResponseReturnValue:
    """For upload.js: where the slices go, and which one is next. The same file goes on where it stopped."""
    activity, words = item_or_404(activity_id, ActivityKind.FILM), read_file_words(request.form)
    if words is None:
        abort(400)
    try:
        media = begin_upload(activity, words.role, words.name, words.size, words.modified_ms)
    except Refused as refused:
        return jsonify(refused=str(refused)), 422
    address = url_for("facilitator.create_slice", activity_id=activity.id, media_id=media.id, number=0)
    return jsonify(address=address.removesuffix("0"), next=received_chunks_of(media), slice=CHUNK_BYTES), 201


@blueprint.post("/programme/<int:activity_id>/uploads/<int:media_id>/<int:number>", endpoint="create_slice")
def slice_of(activity_id: int, media_id: int, number: int) -> ResponseReturnValue:
    """One slice; answers which one is next. After the last one the file takes its place."""
    media = _media(activity_id, media_id)
    request.max_content_length = CHUNK_BYTES
    try:
        following = add_chunk(media, number, request.get_data())
        is_whole = following == media.chunk_count
        if is_whole:
            finish_upload(media, g.account)
    except Refused as refused:
        return jsonify(refused=str(refused)), 422
    return jsonify(next=following, whole=is_whole)


@blueprint.post("/programme/<int:activity_id>/media/<int:media_id>/removal", endpoint="remove_media")
def remove(activity_id: int, media_id: int) -> ResponseReturnValue:
    media = _media(activity_id, media_id)
    return _done(media.film.activity, lambda: remove_media(media, g.account), _("Fila er fjernet. Du kan angre."))


@blueprint.post("/programme/<int:activity_id>/media/<int:media_id>/restoration", endpoint="restore_media")
def restore(activity_id: int, media_id: int) -> ResponseReturnValue:
    media = _media(activity_id, media_id)
    return _done(media.film.activity, lambda: restore_media(media, g.account), _("Fila er tilbake."))


@blueprint.post("/programme/<int:activity_id>/media/<int:media_id>/deletion", endpoint="delete_media")
def delete(activity_id: int, media_id: int) -> ResponseReturnValue:
    media = _media(activity_id, media_id)
    return _done(media.film.activity, lambda: delete_media(media, g.account), _("Fila er slettet."))


def _done(activity: Activity, act: Callable[[], object], sentence: str) -> ResponseReturnValue:
    try:
        act()
    except Refused as refused:
        return _page(activity, refused=str(refused)), 422
    flash(sentence, "success")
    return _to_film(activity)


def _page(activity: Activity, form: FilmForm | None = None, refused: str = "") -> str:
    return programme_page(activity, editor=film_editor(activity, form, refused))


def _to_film(activity: Activity) -> ResponseReturnValue:
    return redirect(url_for("facilitator.activity", activity_id=activity.id, _anchor="film"), 303)


def _media(activity_id: int, media_id: int) -> Media:
    media = media_of(g.conference, media_id)
    return media if media is not None and media.activity_id == activity_id else abort(404)
