"""The themes of a conference, and which contributions are sorted into which."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select

from app.extensions import db
from app.models import Activity, Conference, Contribution, ContributionState, ContributionTheme, LogEntry, Theme
from app.queries.contributions import in_programme

Kept = Mapping[int, tuple[Theme, ...]]
"""Themes that stand for themselves, in their order, by contribution id; only where there are any."""


def themes_in(conference_id: int) -> list[Theme]:
    """Those that stand for themselves, in their order."""
    return [theme for theme in all_themes_in(conference_id) if theme.stands_for_itself]


def theme_of(conference: Conference, theme_id: int) -> Theme | None:
    """A theme of this very conference, also one that was removed or merged."""
    return db.session.scalar(select(Theme).where(Theme.id == theme_id, Theme.conference_id == conference.id))


def roots_in(conference_id: int, at: datetime | None = None) -> dict[int, Theme]:
    """The theme that stands for each, by id, or stood at that moment; none for what was removed."""
    gone = _removed_by(conference_id, at) if at else set()
    return {
        id: head
        for id, head in heads_in(conference_id, at).items()
        if (head.id not in gone if at else head.removed_at is None)
    }


def _removed_by(conference_id: int, at: datetime) -> set[int]:
    """By the record: one that was restored since does not know any more."""
    entries = db.session.execute(
        select(LogEntry.subject_id, LogEntry.action)
        .where(
            LogEntry.conference_id == conference_id,
            LogEntry.action.in_(("remove_theme", "restore_theme")),
            LogEntry.at <= at,
        )
        .order_by(LogEntry.id)
    )
    last = {theme_id: action for theme_id, action in entries}
    return {theme_id for theme_id, action in last.items() if theme_id and action == "remove_theme"}


def heads_in(conference_id: int, at: datetime | None = None) -> dict[int, Theme]:
    """As roots_in(), also where that theme was removed. There are few enough to follow them here."""
    return {id: line[-1] for id, line in lines_in(conference_id, at).items()}


def lines_in(conference_id: int, at: datetime | None = None) -> dict[int, list[Theme]]:
    """Each theme, the one that stands for it, and so on, by id."""
    themes = {theme.id: theme for theme in all_themes_in(conference_id)}
    return {id: _line_of(theme, themes, at) for id, theme in themes.items()}


def stems_in(conference_id: int) -> dict[tuple[int, str], list[str]]:
    """Every stem beside the id of the theme that it suggests: the one that stands for its own."""
    roots = roots_in(conference_id)
    return {
        (roots[theme.id].id, stem): [stem]
        for theme in all_themes_in(conference_id)
        if theme.id in roots
        for stem in theme.stem_list
    }


def all_themes_in(conference_id: int) -> list[Theme]:
    """Also those that were merged or removed."""
    return list(
        db.session.scalars(select(Theme).where(Theme.conference_id == conference_id).order_by(Theme.position, Theme.id))
    )


def _line_of(theme: Theme, themes: Mapping[int, Theme], at: datetime | None = None) -> list[Theme]:
    """It, the one that stands for it, and so on, now or at that moment."""
    line = [theme]
    while line[-1].merged_into_id is not None and _is_by(line[-1].merged_at, at):
        line.append(themes[line[-1].merged_into_id])
    return line


def _is_by(moment: datetime | None, at: datetime | None) -> bool:
    return moment is not None and (at is None or moment <= at)


def themes_by_contribution(conference_id: int, ids: Collection[int] | None = None) -> Kept:
    """Of some contributions, or of all. Of one that another stands for: what it was sorted into before that."""
    question = (
        select(ContributionTheme.contribution_id, ContributionTheme.theme_id)
        .join(Theme, Theme.id == ContributionTheme.theme_id)
        .where(Theme.conference_id == conference_id)
    )
    if ids is not None:
        question = question.where(ContributionTheme.contribution_id.in_(ids))
    roots = roots_in(conference_id)
    found: dict[int, dict[int, Theme]] = {}
    for contribution_id, theme_id in db.session.execute(question):
        if theme_id in roots:
            found.setdefault(contribution_id, {})[roots[theme_id].id] = roots[theme_id]
    return {id: tuple(sorted(themes.values(), key=_place)) for id, themes in found.items()}


def themes_of_contribution(contribution: Contribution) -> tuple[Theme, ...]:
    return themes_by_contribution(contribution.activity.conference_id, [contribution.id]).get(contribution.id, ())


def _place(theme: Theme) -> tuple[int, int]:
    return theme.position, theme.id


@dataclass(frozen=True)
class Sorted:
    """One published text in columns, since there may be thousands, and the themes of the one that stands for it."""

    id: int
    root_id: int
    """The one that stands for it; its own id where none does."""
    activity_id: int
    target_group_id: int
    person: tuple[str, int]
    """Who said it. What came on paper is somebody else each time."""
    themes: tuple[Theme, ...]


def sorted_texts(conference_id: int, activity: Activity | None = None) -> list[Sorted]:
    """Every published text of the programme, or of one activity, oldest first: what all figures of themes are counted
    from."""
    question = (
        select(
            Contribution.id,
            Contribution.merged_into_id,
            Contribution.activity_id,
            Contribution.target_group_id,
            Contribution.participant_id,
        )
        .join(Contribution.activity)
        .where(in_programme(conference_id), Contribution.state == ContributionState.PUBLISHED)
        .order_by(Contribution.submitted_at, Contribution.id)
    )
    if activity is not None:
        question = question.where(Contribution.activity_id == activity.id)
    rows = db.session.execute(question).all()
    kept = themes_by_contribution(conference_id)
    roots = root_ids(rows)
    return [
        Sorted(
            id=row.id,
            root_id=roots[row.id],
            activity_id=row.activity_id,
            target_group_id=row.target_group_id,
            person=("paper", row.id) if row.participant_id is None else ("person", row.participant_id),
            themes=kept.get(roots[row.id], ()),
        )
        for row in rows
    ]


def root_ids(rows: Iterable[Row[*tuple[int | None, ...]]]) -> dict[int, int]:
    """Of rows with `id` and `merged_into_id`: the one that stands for each among them."""
    parents: dict[int, int | None] = {row.id: row.merged_into_id for row in rows}
    roots: dict[int, int] = {}
    for id in parents:
        root = id
        while (parent := parents[root]) in parents and parent is not None:
            root = parent
        roots[id] = root
    return roots


@dataclass(frozen=True)
class ThemePile:
    """What was sorted into one theme."""

    theme: Theme
    texts: list[Sorted]
    """The published ones, also those that another stands for, oldest first."""

    @property
    def count(self) -> int:
        return len(self.texts)

    @property
    def contribution_ids(self) -> list[int]:
        """Those that stand for themselves."""
        return [text.id for text in self.texts if text.id == text.root_id]

    def others_of(self, contribution_id: int) -> list[int]:
        """The ids of the other themes that it is in."""
        themes = next((text.themes for text in self.texts if text.id == contribution_id), ())
        return [theme.id for theme in themes if theme is not self.theme]


def themes_of(activity: Activity) -> list[ThemePile]:
    """Every theme of the conference, in their order, with what was said about it in this activity; maybe nothing."""
    return piles_of(themes_in(activity.conference_id), sorted_texts(activity.conference_id, activity))


def piles_of(themes: Iterable[Theme], texts: Collection[Sorted]) -> list[ThemePile]:
    return [ThemePile(theme, [text for text in texts if theme in text.themes]) for theme in themes]
