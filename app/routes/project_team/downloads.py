"""The summary as files that are made at once: spreadsheet, CSV of all contributions, JSON."""

from flask import g
from flask.typing import ResponseReturnValue

from app.report.cells import csv_of_rows
from app.report.gather import summary_content_of
from app.report.schema import json_of
from app.report.workbook import contributions_of
from app.report.xlsx import xlsx_of
from app.routes.downloads import download
from app.routes.project_team import blueprint

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
