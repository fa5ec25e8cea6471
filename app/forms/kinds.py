"""The editor of what only one kind of activity has, shown beside the programme by templates/<kind>/_editor.html."""

from collections.abc import Callable
from typing import Any

from app.forms.films import film_editor
from app.forms.offers import priorities_editor, reactions_editor
from app.forms.surveys import survey_of
from app.forms.votes import options_form
from app.models import Activity, ActivityKind

_EDITORS: dict[ActivityKind, Callable[[Activity], Any]] = {
    ActivityKind.REACTIONS: reactions_editor,
    ActivityKind.PRIORITIES: priorities_editor,
    ActivityKind.VOTE: options_form,
    ActivityKind.SURVEY: survey_of,
    ActivityKind.FILM: film_editor,
}


def editor_of(activity: Activity) -> Any:
    """Filled with what is stored. None for a kind that has nothing of its own."""
    editor = _EDITORS.get(activity.kind)
    return editor(activity) if editor else None
