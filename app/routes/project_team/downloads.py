"""The summary as files that are made at once: spreadsheet, CSV of all contributions, JSON."""

from datetime import date
from io import BytesIO

from flask import Response, g, send_file
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app.report.cells import csv_of_rows
from app.report.gather import summary_content_of
from app.report.schema import json_of
from app.report.workbook import contributions_of
from app.report.xlsx import xlsx_of
from app.routes.project_team import blueprint

LONGEST_NAME = 100
FORBIDDEN_IN_NAMES = '<>:"/\\|?*'
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/summary/spreadsheet")
def spreadsheet() -> ResponseReturnValue:
    """2,000 contributions take a fifth of a second: nothing to wait for in a process of its own."""
    return download(xlsx_of(summary_content_of(g.conference)), XLSX, "xlsx")


@blueprint.get("/summary/csv")
def csv() -> ResponseReturnValue:
    """Every published contribution."""
    table = contributions_of(summary_content_of(g.conference))
    return download(csv_of_rows(table.with_head), "text/csv", "csv")


@blueprint.get("/summary/json")
def json() -> ResponseReturnValue:
    """All of it; docs/summary-schema.md says what is what."""
    return download(json_of(summary_content_of(g.conference)), "application/json", "json")


def download(content: bytes, mimetype: str, ending: str) -> Response:
    """A file to keep, named after the conference in its own language."""
    with force_locale(str(g.conference.language)):
        name = file_name(g.conference.title, g.conference.held_on, ending)
    response = send_file(BytesIO(content), mimetype, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(title: str, held_on: date, ending: str = "pdf") -> str:
    """A name that every file system takes."""
    name = _("Oppsummering %(title)s", title=title)
    allowed = "".join(letter for letter in name if letter.isprintable() and letter not in FORBIDDEN_IN_NAMES)
    return f"{' '.join(allowed.split())[:LONGEST_NAME].rstrip(' .')} {held_on:%Y-%m-%d}.{ending}"
