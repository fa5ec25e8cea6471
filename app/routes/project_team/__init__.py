"""The week after: results and summary, under `/conferences/<id>`. Guard: signed in, and any role here."""

from typing import Any

from flask import Blueprint

from app.routes.signed_in import keep_conference_id, load_membership

blueprint = Blueprint("project_team", __name__, url_prefix="/conferences/<int:conference_id>")
blueprint.url_defaults(keep_conference_id)


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    load_membership(values)


from app.routes.project_team import (  # noqa: E402, F401 - the views need the blueprint
    downloads,
    editions,
    media,
    public_link,
    results,
    summary,
    summary_texts,
    survey_texts,
    theme_sorting,
    themes,
    word,
    workbench,
)
