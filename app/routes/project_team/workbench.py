"""Where the team writes the summary: about the whole conference, and a page for each question and result."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from app.forms.activities import KINDS
from app.forms.follow_ups import FollowUpForm, form_of
from app.models import Activity, FollowUp, SummaryText
from app.models.follow_up import ADVICE_LIMIT
from app.models.summary_text import HEARD, Section
from app.queries.activities import activity_of
from app.queries.follow_ups import follow_up_of, follow_ups_of
from app.queries.prioritised_advice import prioritised_advice_in
from app.queries.summary_texts import sections_of, strays_in, summary_texts_of, unpublished_count_of
from app.queries.summary_themes import Pile, piles_in
from app.queries.themes import roots_in, themes_in
from app.report.content import ActivityPart
from app.report.essence import differences_in
from app.report.gather import summary_content_of
from app.report.lacks import lacks_of_all, lacks_of_part
from app.routes.project_team import blueprint

MOST_TO_PICK = 100
"""Contributions of one theme that are listed to be quoted."""
NEW = 0
"""In place of a follow-up's id: the one that is not there yet."""


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
    moved: str = ""
    """What became of the theme that it is about, where somebody tidied up meanwhile."""


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
    editors = _editors(editor, content.heard)
    return render_template(
        "project_team/workbench/index.html",
        content=content,
        activities=dict(enumerate(g.conference.activities, start=1)),
        kind_words=dict(KINDS),
        lacks=lacks_of_all(content, is_draft=editors[HEARD.name].saved is None),
        lacks_of_part=lacks_of_part,
        unpublished=unpublished_count_of(g.conference),
        editors=editors,
    )


def activity_page(
    activity_id: int,
    editor: Editor | None = None,
    posted: dict[int, FollowUpForm] | None = None,
    refused: dict[int, str] | None = None,
) -> str:
    """`posted` and `refused` are of the follow-up with this id, or of NEW."""
    activity = activity_of(g.conference, activity_id) or abort(404)
    about = _about(activity)
    piles = piles_in(activity) if activity.is_dialogue else []
    return render_template(
        "project_team/workbench/activity.html",
        activity=activity,
        **about,
        editors=_editors(editor),
        **_strays(activity, piles, editor),
        piles=piles,
        most_to_pick=MOST_TO_PICK,
        prioritised=prioritised_advice_in(activity, piles),
        follow_ups=[each for each in follow_ups_of(g.conference) if each.activity_id == activity_id],
        removed=_removed(activity),
        forms=_forms(activity, piles) | (posted or {}),
        refused=refused or {},
    )


def _strays(activity: Activity, piles: list[Pile], editor: Editor | None) -> dict[str, Any]:
    """What is written about themes that nothing here is in, and `stray`: what is just being written about one."""
    shown = {pile.theme.id for pile in piles if pile.theme}
    stray = editor if editor and editor.section.theme_id not in {None, *shown} else None
    return {"strays": strays_in(activity, shown), "stray": stray}


def _about(activity: Activity) -> dict[str, Any]:
    """Its part of the summary, what that lacks, and where the hall differs. 404 where the summary says nothing."""
    place = g.conference.activities.index(activity) + 1
    content = summary_content_of(g.conference)
    part = next((part for part in content.parts if part.place == place), None) or abort(404)
    differences = differences_in(content, part) if isinstance(part, ActivityPart) else []
    return {"part": part, "lacks": lacks_of_part(part), "differences": differences}


def _removed(activity: Activity) -> FollowUp | None:
    """What was just taken away, to be brought back."""
    follow_up = follow_up_of(g.conference, request.args.get("removed", 0, int))
    return follow_up if follow_up and follow_up.removed_at and follow_up.activity_id == activity.id else None


def _forms(activity: Activity, piles: list[Pile]) -> dict[int, FollowUpForm]:
    """The new one begins with the contribution that was chosen to be followed up, if any."""
    chosen = request.args.get("advice", 0, int)
    text = next((each.text for pile in piles for each in pile.contributions if each.id == chosen), "")
    begun = {"advice": shorten(text, ADVICE_LIMIT, placeholder=" …")}
    themes = themes_in(g.conference.id)
    own = [each for each in follow_ups_of(g.conference) if each.activity_id == activity.id]
    stands_for = roots_in(g.conference.id)
    return {NEW: FollowUpForm(prefix="follow-up-new-", data=begun).offer(themes)} | {
        each.id: form_of(each, themes, stands_for.get(each.theme_id or 0)) for each in own
    }


def _editors(editor: Editor | None, draft: str = "") -> dict[str, Editor]:
    """`draft` is what the program suggests for «Dette hørte vi», while nobody has written it."""
    texts = summary_texts_of(g.conference)
    editors = {
        section.name: Editor(section, text, text.text if text else "", text.mark if text else "")
        for section in sections_of(g.conference)
        for text in [texts.get(section)]
    }
    if HEARD not in texts:
        editors[HEARD.name] = Editor(HEARD, None, draft, "")
    return editors | ({editor.section.name: editor} if editor else {})
