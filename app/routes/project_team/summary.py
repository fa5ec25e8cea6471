"""The summary: what will be in it, made as PDF in a process of its own, and fetched."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.report.gather import summary_content_of
from app.routes.project_team import blueprint
from app.routes.project_team.making import PDF, WORD, fetch, making_of, start_making
from app.routes.project_team.public_link import link_of_summary
from app.routes.project_team.word import order_of


@blueprint.get("/summary")
def show() -> ResponseReturnValue:
    """What will be in it, in numbers, and how the making of its files stands."""
    content = summary_content_of(g.conference)
    return render_template(
        "project_team/summary/show.html",
        content=content,
        pdf=making_of(PDF, content),
        word=making_of(WORD, order_of(content)),
        link=link_of_summary(),
    )


@blueprint.post("/summary")
def create() -> ResponseReturnValue:
    start_making(PDF, summary_content_of(g.conference))
    return redirect(url_for("project_team.show"), 303)


@blueprint.get("/summary/status")
def status() -> ResponseReturnValue:
    """The piece of the page that asks again by itself while the PDF is being made."""
    making = making_of(PDF, summary_content_of(g.conference))
    return render_template("project_team/summary/_status.html", making=making)


@blueprint.get("/summary/pdf")
def pdf() -> ResponseReturnValue:
    return fetch(PDF)
