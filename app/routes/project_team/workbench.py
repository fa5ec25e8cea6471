"""Where the team writes the summary: about the whole conference, and a page for each question and result."""

from dataclasses import dataclass

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from app.models import SummaryText
from app.models.summary_text import Section
from app.queries.activities import activity_of
from app.queries.summary_texts import sections_of, summary_texts_of
from app.report.gather import summary_content_of
from app.report.lacks import lacks_of_all, lacks_of_part
from app.routes.project_team import blueprint


@dataclass(frozen=True)
class Editor:
    """One section as its field shows it."""

    section: Section
    saved: SummaryText | None
    typed: str
    seen: str
    """The mark of what its writer began from; none where it is another text by now."""
    other: SummaryText | None = None
    """What somebody else saved while this was written: both are shown, and a person chooses."""
    refused: str = ""


@blueprint.get("/summary/workbench", endpoint="workbench")
def index() -> ResponseReturnValue:
    return workbench_page()


@blueprint.get("/summary/workbench/<int:activity_id>", endpoint="workbench_activity")
def show(activity_id: int) -> ResponseReturnValue:
    return activity_page(activity_id)


def page_of(editor: Editor) -> str:
    """The page that the section is on, with this editor in it."""
    activity_id = editor.section.activity_id
    return workbench_page(editor) if activity_id is None else activity_page(activity_id, editor)


def workbench_page(editor: Editor | None = None) -> str:
    content = summary_content_of(g.conference)
    ids = {place: activity.id for place, activity in enumerate(g.conference.activities, start=1)}
    return render_template(
        "project_team/workbench/index.html",
        content=content,
        ids=ids,
        lacks=lacks_of_all(content),
        lacks_of_part=lacks_of_part,
        editors=_editors(editor),
    )


def activity_page(activity_id: int, editor: Editor | None = None) -> str:
    activity = activity_of(g.conference, activity_id) or abort(404)
    content = summary_content_of(g.conference)
    place = g.conference.activities.index(activity) + 1
    part = next((part for part in content.parts if part.place == place), None) or abort(404)
    return render_template(
        "project_team/workbench/activity.html",
        activity=activity,
        part=part,
        lacks=lacks_of_part(part),
        editors=_editors(editor),
    )


def _editors(editor: Editor | None) -> dict[str, Editor]:
    texts = summary_texts_of(g.conference)
    editors = {
        section.name: Editor(section, text, text.text if text else "", text.mark if text else "")
        for section in sections_of(g.conference)
        for text in [texts.get(section)]
    }
    return editors | ({editor.section.name: editor} if editor else {})
