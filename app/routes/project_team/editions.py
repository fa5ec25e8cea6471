"""Editions of the summary for the archive: drafted with what they are filed under, looked at, frozen."""

from dataclasses import dataclass
from pathlib import Path

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app.domain.editions import discard_edition, draft_edition, freeze_edition
from app.domain.errors import Refused
from app.forms.editions import EditionForm
from app.models import Edition, EditionVariant, utc_now
from app.queries.editions import edition_of, editions_of, package_of_edition, record_of
from app.queries.summary_texts import public_words_of
from app.report.archive import faults_in
from app.report.gather import summary_content_of
from app.report.jobs import Failed, Running, forget_summary, start_summary, summary_status
from app.report.orders import ArchiveLabel, ArchiveOrder, LogLine
from app.report.progress import Progress
from app.routes.downloads import download
from app.routes.project_team import blueprint
from app.routes.summary_files import folder_of, queue_of_all


@dataclass(frozen=True)
class Draft:
    """An edition and how the making of its file stands."""

    edition: Edition
    state: str
    """missing, running, done or failed; frozen."""
    progress: Progress


@blueprint.get("/summary/editions", endpoint="editions")
def index() -> ResponseReturnValue:
    return _page(EditionForm(data=_usual()))


@blueprint.post("/summary/editions", endpoint="draft_edition")
def create() -> ResponseReturnValue:
    """Takes the content as it is now; the file is made in a process of its own."""
    form = EditionForm(request.form)
    if not form.validate():
        return _page(form), 422
    try:
        edition = draft_edition(g.conference, form.plan(), g.account)
    except Refused as refused:
        return _page(form, str(refused)), 422
    start_summary(_folder_of(edition), _order_of(edition), "zip", queue_of_all())
    return redirect(url_for("project_team.editions", _anchor=f"edition-{edition.id}"), 303)


@blueprint.get("/summary/editions/<int:edition_id>/status", endpoint="edition_status")
def status(edition_id: int) -> ResponseReturnValue:
    """The piece of the page that asks again by itself while the package is being made."""
    return render_template("project_team/edition/_edition.html", draft=_draft_of(_load(edition_id)))


@blueprint.get("/summary/editions/<int:edition_id>/package", endpoint="edition_package")
def show(edition_id: int) -> ResponseReturnValue:
    edition = _load(edition_id)
    package = package_of_edition(edition) if edition.is_frozen else _made(edition)
    return download(package or abort(404), "application/zip", f"{edition.number}.zip")


@blueprint.post("/summary/editions/<int:edition_id>/freezing", endpoint="freeze_edition")
def freeze(edition_id: int) -> ResponseReturnValue:
    edition = _load(edition_id)
    package = b"" if edition.is_frozen else _made(edition)
    try:
        if not edition.is_frozen:
            if faults_in(package):
                raise Refused(_("Pakken er ikke hel. Forkast den, og lag en ny."))
            freeze_edition(edition, package, g.account)
            _forget_draft(edition)
            flash(_("Utgave %(number)s er fryst.", number=edition.number), "success")
    except Refused as refused:
        return _page(EditionForm(data=_usual()), str(refused)), 422
    return redirect(url_for("project_team.editions", _anchor=f"edition-{edition.id}"), 303)


@blueprint.post("/summary/editions/<int:edition_id>/removal", endpoint="discard_edition")
def remove(edition_id: int) -> ResponseReturnValue:
    edition = _load(edition_id)
    try:
        discard_edition(edition, g.account)
        _forget_draft(edition)
    except Refused as refused:
        return _page(EditionForm(data=_usual()), str(refused)), 422
    return redirect(url_for("project_team.editions"), 303)


def _page(form: EditionForm, refused: str = "") -> str:
    drafts = [_draft_of(edition) for edition in editions_of(g.conference)]
    return render_template("project_team/edition/index.html", form=form, drafts=drafts, refused=refused)


def _usual() -> dict[str, object]:
    with force_locale(str(g.conference.language)):
        title = _("Oppsummering %(title)s", title=g.conference.title)
        return {"title": title, "document_type": _("Oppsummering"), "document_date": utc_now().date()}


def _load(edition_id: int) -> Edition:
    return edition_of(g.conference, edition_id) or abort(404)


def _draft_of(edition: Edition) -> Draft:
    if edition.is_frozen:
        return Draft(edition, "frozen", Progress())
    status = summary_status(_folder_of(edition), edition.key, "zip")
    progress = status.progress if isinstance(status, Running | Failed) else Progress()
    return Draft(edition, type(status).__name__.lower(), progress)


def _made(edition: Edition) -> bytes:
    """The draft's file; empty where it is not there."""
    try:
        return (_folder_of(edition) / f"{edition.key}.zip").read_bytes()
    except FileNotFoundError:
        return b""


def _forget_draft(edition: Edition) -> None:
    """What was thrown away must not lie on the disk, and what is frozen is in the database."""
    forget_summary(_folder_of(edition))


def _order_of(edition: Edition) -> ArchiveOrder:
    """A public one says what everybody may read, an internal one what the team has written so far."""
    is_internal = edition.variant is EditionVariant.INTERNAL
    content = summary_content_of(g.conference, None if is_internal else public_words_of(g.conference))
    return ArchiveOrder(
        key=edition.key,
        number=edition.number,
        variant=edition.variant.value,
        label=ArchiveLabel(
            title=edition.title,
            document_type=edition.document_type,
            document_date=edition.document_date,
            case_number=edition.case_number,
            access_code=edition.access_code,
            legal_basis=edition.legal_basis,
        ),
        content=content,
        log=tuple(
            LogLine(entry.at, name or "", entry.action, entry.subject_id, entry.detail)
            for entry, name in record_of(g.conference)
            if is_internal
        ),
    )


def _folder_of(edition: Edition) -> Path:
    return folder_of(edition.conference_id, "editions", edition.key)
