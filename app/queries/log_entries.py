"""The record read back: who did what to what, and whether it is still so."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Account, Activity, Contribution, LogEntry, SurveyItem, Theme
from app.queries.offers import counted_with_another_among, themes_counted_with_another
from app.queries.split_contributions import referred_to_among
from app.queries.themes import themes_by_contribution

# Of the actions of a group, the last one about something is the one that it stands by now.
_CONTRIBUTIONS = {
    **dict.fromkeys(("publish_contribution", "hide_contribution", "return_to_waiting", "undo_decision"), "decision"),
    **dict.fromkeys(
        ("edit_contribution", "undo_edit", "redact_contribution", "split_contribution", "undo_split"), "text"
    ),
    **dict.fromkeys(("merge_contribution", "separate_contribution"), "merge"),
    **dict.fromkeys(("type_from_paper", "take_back_line"), "paper"),
    **dict.fromkeys(("mark_answered", "mark_unanswered"), "answer"),
    **dict.fromkeys(("show_on_screen", "clear_screen"), "screen"),
    **dict.fromkeys(("sort_contribution", "unsort_contribution"), "theme"),
    **dict.fromkeys(("pick_quote", "put_back_quote"), "quote"),
}
_ACTIVITIES = {"remove_activity": "programme", "restore_activity": "programme"}
_THEMES = {
    **dict.fromkeys(("add_theme", "remove_theme", "restore_theme"), "theme_list"),
    **dict.fromkeys(("change_theme", "undo_theme_change"), "theme_words"),
    **dict.fromkeys(("merge_theme", "separate_theme"), "theme_merge"),
    "move_theme": "theme_order",
}
_GROUPS = _CONTRIBUTIONS | _ACTIVITIES | _THEMES
# fmt: off
_ABOUT_ACTIVITIES = (
    "add_activity", "change_activity", "move_activity", "remove_activity", "restore_activity", "open_activity",
    "close_activity", "show_activity", "import_contributions", "add_media", "remove_media", "restore_media",
    "delete_media", "change_film", "change_options", "change_priorities", "change_reactions", "count_answers",
    "let_all_tied_win", "resolve_by_lot", "undo_resolution", "name_guiding_rules", "unname_guiding_rules",
    "open_survey_link", "close_survey_link", "set_survey_basis", "survey_text_waiting", "survey_text_published",
    "survey_text_hidden", "import_waves", "announce_closing", "cancel_closing", "reopen_activity", "hide_result",
    "leave_activity", "give_floor", "pause_timer", "resume_timer", "extend_timer",
)
# fmt: on
_ABOUT_ITEMS = ("add_item", "change_item", "move_item", "remove_item", "restore_item")
_ABOUT_MEMBERS = ("add_member", "remove_member", "restore_member")


@dataclass(frozen=True)
class Logged:
    """One entry, with what it is about, as that is now."""

    entry: LogEntry
    who: Account | None
    contribution: Contribution | None
    part: Contribution | None
    """What a split made of it, as long as nothing refers to that."""
    activity: Activity | None
    item: SurveyItem | None
    member: Account | None
    theme: Theme | None
    themes: tuple[Theme, ...]
    """That the contribution is in."""
    is_last: bool
    """Whether nothing of the same kind was done with it since."""
    is_counted: bool
    """A merge by which answers are in figures that somebody has seen."""


def entries_of(
    conference_id: int, account_id: int | None = None, limit: int | None = None, offset: int = 0
) -> list[Logged]:
    """Newest first; all, or what one account did."""
    rows = db.session.execute(
        select(LogEntry, Account)
        .outerjoin(Account, Account.id == LogEntry.account_id)
        .where(*_of(conference_id, account_id))
        .order_by(LogEntry.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    entries = [entry for entry, _who in rows]
    parts = {int(entry.detail) for entry in entries if entry.action == "split_contribution"}
    contributions = _contributions(conference_id, _subjects(entries, _CONTRIBUTIONS) | parts)
    free_parts = {id: contributions.get(id) for id in parts - referred_to_among(parts)}
    activities = _activities(conference_id, _subjects(entries, _ABOUT_ACTIVITIES))
    items = _items(conference_id, _subjects(entries, _ABOUT_ITEMS))
    members = _accounts(_subjects(entries, _ABOUT_MEMBERS))
    themes = _themes(conference_id, _subjects(entries, _THEMES))
    sorted_into = themes_by_contribution(conference_id, contributions)
    last = _last_of(conference_id, _subjects(entries, _GROUPS))
    counted = {
        "merge_contribution": counted_with_another_among(_subjects(entries, ("merge_contribution",))),
        "merge_theme": themes_counted_with_another(conference_id) if _subjects(entries, ("merge_theme",)) else set(),
    }
    return [
        Logged(
            entry=entry,
            who=who,
            contribution=contributions.get(entry.subject_id or 0) if entry.action in _CONTRIBUTIONS else None,
            part=free_parts.get(int(entry.detail)) if entry.action == "split_contribution" else None,
            activity=activities.get(entry.subject_id or 0) if entry.action in _ABOUT_ACTIVITIES else None,
            item=items.get(entry.subject_id or 0) if entry.action in _ABOUT_ITEMS else None,
            member=members.get(entry.subject_id or 0) if entry.action in _ABOUT_MEMBERS else None,
            themes=sorted_into.get(entry.subject_id or 0, ()),
            theme=themes.get(entry.subject_id or 0) if entry.action in _THEMES else None,
            is_last=last.get((_GROUPS.get(entry.action, ""), entry.subject_id or 0)) == entry.id,
            is_counted=entry.subject_id in counted.get(entry.action, ()),
        )
        for entry, who in rows
    ]


def is_taken_back(conference_id: int, contribution_id: int) -> bool:
    """Of one that is no longer here: a line from paper, or a part whose split was undone."""
    line = (LogEntry.action == "take_back_line") & (LogEntry.subject_id == contribution_id)
    part = (LogEntry.action == "split_contribution") & (LogEntry.detail == str(contribution_id))
    asked = select(LogEntry.id).where(LogEntry.conference_id == conference_id, line | part).limit(1)
    return db.session.scalar(asked) is not None


def accounts_in_log(conference_id: int) -> Sequence[Account]:
    """Everybody who has done anything, by name."""
    return db.session.scalars(
        select(Account)
        .where(Account.id.in_(select(LogEntry.account_id).where(LogEntry.conference_id == conference_id)))
        .order_by(Account.name, Account.id)
    ).all()


def _of(conference_id: int, account_id: int | None) -> list[ColumnElement[bool]]:
    chosen = [LogEntry.conference_id == conference_id]
    return chosen if account_id is None else [*chosen, LogEntry.account_id == account_id]


def _subjects(entries: Iterable[LogEntry], actions: Collection[str]) -> set[int]:
    return {entry.subject_id for entry in entries if entry.subject_id is not None and entry.action in actions}


def _contributions(conference_id: int, ids: set[int]) -> dict[int, Contribution]:
    rows = db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .options(joinedload(Contribution.target_group))
        .where(Contribution.id.in_(ids), Activity.conference_id == conference_id)
    )
    return {contribution.id: contribution for contribution in rows}


def _activities(conference_id: int, ids: set[int]) -> dict[int, Activity]:
    chosen = select(Activity).where(Activity.id.in_(ids), Activity.conference_id == conference_id)
    return {activity.id: activity for activity in db.session.scalars(chosen)}


def _items(conference_id: int, ids: set[int]) -> dict[int, SurveyItem]:
    chosen = (
        select(SurveyItem)
        .join(Activity, Activity.id == SurveyItem.activity_id)
        .where(SurveyItem.id.in_(ids), Activity.conference_id == conference_id)
    )
    return {item.id: item for item in db.session.scalars(chosen)}


def _themes(conference_id: int, ids: set[int]) -> dict[int, Theme]:
    chosen = select(Theme).where(Theme.id.in_(ids), Theme.conference_id == conference_id)
    return {theme.id: theme for theme in db.session.scalars(chosen)}


def _accounts(ids: set[int]) -> dict[int, Account]:
    return {account.id: account for account in db.session.scalars(select(Account).where(Account.id.in_(ids)))}


def _last_of(conference_id: int, ids: set[int]) -> dict[tuple[str, int], int]:
    rows = db.session.execute(
        select(LogEntry.action, LogEntry.subject_id, func.max(LogEntry.id))
        .where(LogEntry.conference_id == conference_id, LogEntry.subject_id.in_(ids), LogEntry.action.in_(_GROUPS))
        .group_by(LogEntry.action, LogEntry.subject_id)
    )
    last: dict[tuple[str, int], int] = {}
    for action, subject_id, id in rows:
        group = (_GROUPS[action], subject_id or 0)
        last[group] = max(last.get(group, 0), id)
    return last
