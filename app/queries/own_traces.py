"""What came of one person's own contributions: the themes they are in, and what happens with the advice about those."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Conference, Contribution, FollowUp, Theme
from app.queries.follow_ups import follow_ups_of
from app.queries.merged_contributions import root_of
from app.queries.themes import roots_in, themes_by_contribution


@dataclass(frozen=True)
class Trace:
    theme: Theme
    follow_ups: list[FollowUp]


def traces_of(conference: Conference, contributions: Sequence[Contribution]) -> Mapping[int, list[Trace]]:
    """By contribution id, of what is published. Nothing before the team has shared its work."""
    if conference.words_published_at is None or not conference.is_finished:
        return {}
    roots = {each.id: root_of(each).id for each in contributions if each.is_published}
    themes = themes_by_contribution(conference.id, set(roots.values()))
    stands_for = roots_in(conference.id)
    about = [(each, stands_for.get(each.theme_id or 0)) for each in follow_ups_of(conference)]
    return {
        id: [Trace(theme, [each for each, its in about if its is theme]) for theme in themes.get(root, ())]
        for id, root in roots.items()
    }
