"""The summary in Word, made in a process of its own on the municipality's template, if there is one."""

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.config import Config
from app.report.content import SummaryContent
from app.report.gather import summary_content_of
from app.report.orders import WordOrder
from app.routes.project_team import blueprint
from app.routes.project_team.making import WORD, fetch, making_of, start_making

OWN_TEMPLATE = "word-template.docx"
"""In the instance directory; docs/word.md."""


@blueprint.post("/summary/word", endpoint="create_word")
def create() -> ResponseReturnValue:
    start_making(WORD, order_of(summary_content_of(g.conference)))
    return redirect(url_for("project_team.show"), 303)


@blueprint.get("/summary/word/status", endpoint="word_status")
def status() -> ResponseReturnValue:
    """The piece of the page that asks again by itself while the file is being made."""
    making = making_of(WORD, order_of(summary_content_of(g.conference)))
    return render_template("project_team/summary/_status.html", making=making)


@blueprint.get("/summary/word", endpoint="word")
def show() -> ResponseReturnValue:
    return fetch(WORD)


def order_of(content: SummaryContent) -> WordOrder:
    config: Config = current_app.config["CONFIG"]
    own = config.instance_path / OWN_TEMPLATE
    return WordOrder.of(content, own if own.exists() else None)
