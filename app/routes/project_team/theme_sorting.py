"""A contribution is sorted into themes: by a key, a button or a drag, all of which post the same."""

from collections.abc import Iterable

from flask import abort, g, request, url_for

from app.domain.theme_sorting import sort_contribution
from app.forms.themes import chosen_themes, seen_themes
from app.queries.contributions import contribution_of
from app.queries.themes import themes_of_contribution
from app.routes.project_team import blueprint
from app.routes.project_team.theme_page import Told, answered


@blueprint.post("/contributions/<int:contribution_id>/themes", endpoint="sort_contribution")
@answered
def update(contribution_id: int) -> Told:
    contribution = contribution_of(g.conference, contribution_id) or abort(404)
    before = sort_contribution(contribution, chosen_themes(request.form), g.account, seen_themes(request.form))
    after = [theme.id for theme in themes_of_contribution(contribution)]
    is_undoing = "undo" in request.form
    undo = url_for("project_team.sort_contribution", contribution_id=contribution.id)
    return Told(
        fact="undone" if is_undoing else "sorted" if after else "unsorted",
        contribution_id=contribution.id,
        undo="" if is_undoing or set(after) == set(before) else undo,
        before={"theme": _words(before), "seen": _words(after), "undo": "1"},
        goes_to={
            "at" if is_undoing else "after": contribution.id,
            "pile": after[0] if after else request.form.get("pile", type=int),
        },
    )


def _words(ids: Iterable[int]) -> str:
    return " ".join(map(str, ids))
