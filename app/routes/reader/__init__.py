"""Whoever was given the summary's public link, under `/summary/<token>`. Guard: the link's secret part."""

from typing import Any

from flask import Blueprint, abort, g

from app.queries.conferences import conference_of_summary

blueprint = Blueprint("reader", __name__, url_prefix="/summary/<summary_token>")


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    conference = conference_of_summary((values or {}).pop("summary_token"))
    if conference is None:
        abort(404)
    g.conference = conference
    g.conference_language = conference.language


@blueprint.url_defaults
def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
    if "summary_token" not in values and "conference" in g:
        values["summary_token"] = g.conference.summary_token


from app.routes.reader import summary  # noqa: E402, F401 - the views need the blueprint
