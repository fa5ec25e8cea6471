"""The record: who did what to what, when and why; what can still be taken back is taken back from here."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.contribution_splits import is_as_split
from app.forms.log_words import action_words, detail_words
from app.models import Theme
from app.queries.log_entries import Logged, accounts_in_log, entries_of
from app.report.cells import Row, csv_of_rows
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import bar_of, last_outcome
from app.routes.signed_in import real_only
from app.templating import clock, iso, short_date

PAGE = 50
"""So many entries stand on a page."""


@blueprint.get("/log", endpoint="log")
def index() -> ResponseReturnValue:
    page, account_id = max(request.args.get("page", 1, int), 1), request.args.get("account", None, int)
    found = entries_of(g.conference.id, account_id, PAGE + 1, (page - 1) * PAGE)
    return render_template(
        "facilitator/log/index.html",
        entries=[(logged, undo_of(logged)) for logged in found[:PAGE]],
        action_words=action_words,
        detail_words=detail_words,
        accounts=accounts_in_log(g.conference.id),
        account_id=account_id,
        page=page,
        has_more=len(found) > PAGE,
        **bar_of(last_outcome()),
    )


@blueprint.get("/log.csv", endpoint="log_csv")
@real_only
def csv() -> ResponseReturnValue:
    """All of it. Without a single text: what was hidden or redacted must not live on in a file."""
    response = Response(csv_of_rows(_rows()), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="log-{g.conference.id}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows() -> Iterator[Row]:
    yield [_("Dag"), _("Klokka"), _("Tidspunkt (UTC)"), _("Hvem"), _("Hva"), _("Gjelder"), _("Grunn")]
    for logged in entries_of(g.conference.id):
        at, who = logged.entry.at, logged.who.name if logged.who else ""
        yield [
            short_date(at),
            clock(at),
            iso(at),
            who,
            action_words(logged.entry),
            _subject(logged),
            detail_words(logged.entry),
        ]


def _subject(logged: Logged) -> str:
    if logged.contribution is not None:
        group = logged.contribution.target_group.name
        return _("nummer %(number)s, %(group)s", number=logged.contribution.id, group=group)
    if logged.activity is not None:
        return logged.activity.title
    if logged.item is not None:
        return logged.item.text
    if logged.theme is not None:
        return logged.theme.name
    return logged.member.name if logged.member is not None else ""


@dataclass(frozen=True)
class Undo:
    """A press that takes it back."""

    address: str
    fields: dict[str, str] = field(default_factory=dict)


def undo_of(logged: Logged) -> Undo | None:
    """None for what has been done over since, what stands no longer so or is counted, and what cannot be taken back."""
    if not logged.is_last or logged.is_counted:
        return None
    if logged.activity is not None:
        is_removed = logged.entry.action == "remove_activity" and logged.activity.removed_at is not None
        address = url_for("facilitator.restore_activity", activity_id=logged.activity.id)
        return Undo(address) if is_removed else None
    if logged.theme is not None:
        return _undo_of_theme(logged.theme, logged.entry.action)
    view, fields = _reversal_of(logged) or ("", {})
    if not view or logged.contribution is None:
        return None
    return Undo(url_for(view, contribution_id=logged.contribution.id), fields)


def _undo_of_theme(theme: Theme, action: str) -> Undo | None:
    changed_at = theme.changed_at.isoformat() if theme.changed_at else ""
    match action:
        case "add_theme" if theme.stands_for_itself:
            return Undo(url_for("project_team.remove_theme", theme_id=theme.id))
        case "remove_theme" if theme.removed_at is not None:
            return Undo(url_for("project_team.restore_theme", theme_id=theme.id))
        case "merge_theme" if theme.merged_into_id is not None:
            return Undo(url_for("project_team.separate_theme", theme_id=theme.id))
        case "change_theme" if theme.replaced_name is not None:
            return Undo(url_for("project_team.undo_theme_change", theme_id=theme.id), {"changed_at": changed_at})
    return None


def _reversal_of(logged: Logged) -> tuple[str, dict[str, str]] | None:
    """The view that takes it back, and what is posted to it."""
    contribution = logged.contribution
    if contribution is None:
        return None
    edited_at = contribution.edited_at.isoformat() if contribution.edited_at else ""
    has_replaced, is_merged = contribution.replaced_text is not None, contribution.merged_into_id is not None
    match logged.entry.action:
        case "publish_contribution" if contribution.is_published and not is_merged:
            return "facilitator.contribution_waiting", {"seen": "published"}
        case "hide_contribution" if contribution.is_hidden:
            return "facilitator.contribution_waiting", {"seen": "hidden"}
        case "edit_contribution" if has_replaced:
            return "facilitator.contribution_text_reversal", {"edited_at": edited_at}
        case "split_contribution" if logged.part and is_as_split(contribution, logged.part, contribution.edited_at):
            return "facilitator.contribution_split_reversal", {"part": logged.entry.detail, "edited_at": edited_at}
        case "merge_contribution" if is_merged:
            return "facilitator.contribution_separation", {}
        case "mark_answered" if contribution.answered_at is not None:
            return "facilitator.contribution_answer_removal", {}
        case "sort_contribution" | "unsort_contribution":
            return _resorting(logged)
    return None


def _resorting(logged: Logged) -> tuple[str, dict[str, str]] | None:
    """Back out of the theme, or into it; what was done with its other themes stays."""
    now, changed = {str(theme.id) for theme in logged.themes}, {logged.entry.detail.partition(" ")[0]}
    is_sorting = logged.entry.action == "sort_contribution"
    if is_sorting is not (changed <= now):
        return None
    before = now - changed if is_sorting else now | changed
    return "project_team.sort_contribution", {"theme": " ".join(before), "seen": " ".join(now), "undo": "1"}
