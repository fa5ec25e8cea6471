"""The summary as files that take time: made in a process of its own, watched, cancelled, fetched."""

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.config import Config
from app.report.content import SummaryContent
from app.report.gather import summary_content_of
from app.report.jobs import Order
from app.report.orders import Cover, PdfOrder, WordOrder
from app.routes.project_team import blueprint
from app.routes.project_team.making import (
    FORMATS,
    Making,
    cancel_making,
    fetch,
    making_of,
    start_making,
    under_way,
)

OWN_TEMPLATE = "word-template.docx"
"""In the instance directory; docs/word.md."""
COVERS: dict[str, Cover] = {"pdf": "dark", "light": "light", "press": "press"}
FILE = f"/summary/<any({', '.join(FORMATS)}):form>"


@blueprint.post(FILE, endpoint="create_file")
def create(form: str) -> ResponseReturnValue:
    start_making(FORMATS[form], order_of(form, summary_content_of(g.conference)))
    return _to_page(form)


@blueprint.get(FILE, endpoint="file")
def show(form: str) -> ResponseReturnValue:
    return fetch(FORMATS[form])


@blueprint.get(f"{FILE}/status", endpoint="file_status")
def status(form: str) -> ResponseReturnValue:
    """The piece of the page that asks again by itself while the file is being made."""
    asked = FORMATS[form]
    making = under_way(asked) or making_of(asked, order_of(form, summary_content_of(g.conference)))
    return render_template("project_team/summary/_status.html", making=making)


@blueprint.post(f"{FILE}/cancellation", endpoint="cancel_file")
def cancel(form: str) -> ResponseReturnValue:
    """Harmless when it is done already."""
    cancel_making(FORMATS[form])
    return _to_page(form)


def makings_of(content: SummaryContent) -> dict[str, Making]:
    return {name: making_of(form, order_of(name, content)) for name, form in FORMATS.items()}


def order_of(form: str, content: SummaryContent) -> Order:
    if form in COVERS:
        return PdfOrder(content, COVERS[form])
    config: Config = current_app.config["CONFIG"]
    own = config.instance_path / OWN_TEMPLATE
    return WordOrder.of(content, own if own.exists() else None)


def _to_page(form: str) -> ResponseReturnValue:
    return redirect(url_for("project_team.show", _anchor=f"{form}-status"), 303)
