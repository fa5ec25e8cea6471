"""Which themes each target group spoke of: one table for desk, summary and files, small groups protected."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.models import Conference, TargetGroup, Theme
from app.queries.participants import told_apart
from app.queries.themes import Sorted, sorted_texts, themes_in


@dataclass(frozen=True)
class ThemeRow:
    theme: Theme | None
    """None for what is in no theme."""
    total: int
    """Published texts, of everybody."""
    groups: dict[int, int]
    """Of each target group that may be shown."""


@dataclass(frozen=True)
class ThemeTable:
    """A text in two themes counts in both, so that the columns do not add up to `texts`."""

    groups: list[TargetGroup]
    people: dict[int, int]
    """People behind the published texts, of each group that may be shown."""
    texts: int
    rows: list[ThemeRow]
    """In the order of the themes; what is in none comes last, if there is any."""

    @property
    def hidden(self) -> list[TargetGroup]:
        """Too few, or held back since those could be reckoned from them. To be named."""
        return [group for group in self.groups if group.id not in self.people]

    def row_of(self, theme: Theme) -> ThemeRow | None:
        return next((row for row in self.rows if row.theme is theme), None)


def theme_table_of(conference: Conference) -> ThemeTable:
    """How many people a group is heard by decides whether its figures are shown: to have said nothing of a theme is no
    answer to be hidden, as with priorities."""
    groups, texts, themes = conference.target_groups, sorted_texts(conference.id), themes_in(conference.id)
    shown = people_shown(groups, texts)
    rows = [_row(theme, [text for text in texts if theme in text.themes], shown) for theme in themes]
    rest = [text for text in texts if not text.themes]
    return ThemeTable(groups, shown, len(texts), rows + [_row(None, rest, shown)] * bool(rest))


def people_shown(groups: Sequence[TargetGroup], texts: Collection[Sorted]) -> dict[int, int]:
    """How many people each group is heard by in these texts; only groups that may be told apart in them."""
    return told_apart(
        {group.id: len({text.person for text in texts if text.target_group_id == group.id}) for group in groups}
    )


def _row(theme: Theme | None, texts: list[Sorted], shown: Iterable[int]) -> ThemeRow:
    counts = Counter(text.target_group_id for text in texts)
    return ThemeRow(theme, len(texts), {id: counts[id] for id in shown})
