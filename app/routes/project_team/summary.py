"""The summary's page: what will be in it, and how the making of its files stands."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.queries.summary_texts import unpublished_count_of
from app.report.gather import summary_content_of
from app.report.web import preview_of
from app.routes.project_team import blueprint
from app.routes.project_team.files import makings_of
from app.routes.project_team.public_link import link_of_summary


@blueprint.get("/summary")
def show() -> ResponseReturnValue:
    """In numbers; the words are in the files."""
    content = summary_content_of(g.conference)
    return render_template(
        "project_team/summary/show.html",
        content=content,
        makings=makings_of(content),
        link=link_of_summary(),
        preview=preview_of(content),
        unpublished=unpublished_count_of(g.conference),
    )
