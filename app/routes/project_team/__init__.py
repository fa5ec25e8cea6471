"""The week after: results and summary, under `/conferences/<id>`. Guard: signed in, and any role here."""

from typing import Any

from flask import Blueprint, g, request

from app.routes.signed_in import keep_conference_id, load_membership, refuse_rehearsal

# fmt: off
REHEARSED = {
    "results", "result", "texts", "decide_text", "media", "themes", "theme_groups", "create_theme", "change_theme",
    "undo_theme_change", "place_theme", "remove_theme", "restore_theme", "merge_theme", "separate_theme",
    "sort_contribution",
}
# fmt: on
"""What a rehearsal has as well. All else here is made to be kept or shared, and nothing of a rehearsal may be."""

blueprint = Blueprint("project_team", __name__, url_prefix="/conferences/<int:conference_id>")
blueprint.url_defaults(keep_conference_id)


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    load_membership(values)
    if g.conference.is_rehearsal and (request.endpoint or "").removeprefix("project_team.") not in REHEARSED:
        refuse_rehearsal()


from app.routes.project_team import (  # noqa: E402, F401 - the views need the blueprint
    downloads,
    editions,
    files,
    follow_ups,
    media,
    public_link,
    publication,
    quotes,
    results,
    summary,
    summary_texts,
    survey_texts,
    theme_sorting,
    themes,
    workbench,
)
