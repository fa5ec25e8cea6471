"""All that is known of a survey when it is counted, and what may be told of it: reckoned when it is first asked for.

A region wants the areas of all together, and is drawn while a hall waits; a page wants every group of every item.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.analysis.suppression import Figures, Released, release, release_together
from app.models import SurveyItem, SurveyWave, TargetGroup
from app.queries.survey_tables import Answers, is_paired, sides_of, table_of, whole_of


@dataclass(frozen=True)
class PublishedText:
    text: str
    group: TargetGroup | None
    """None where so few of the group wrote that it would point at them."""


@dataclass(frozen=True)
class Book:
    answers: Mapping[int, Answers]
    """As they are counted, before anything is hidden, by item id. Only what is released of them leaves here."""
    items: Sequence[SurveyItem]
    target_groups: Sequence[TargetGroup]
    waves: Sequence[SurveyWave]
    written: Callable[["Book"], Mapping[int, list[PublishedText]]]

    @cached_property
    def areas(self) -> dict[str, list[SurveyItem]]:
        """Those that have a name, in the order of their first items: what everybody is asked both ways."""
        areas: dict[str, list[SurveyItem]] = {}
        for item in self.items:
            if item.area and is_paired(item) and item.only_group_id is None:
                areas.setdefault(item.area, []).append(item)
        return areas

    @cached_property
    def totals(self) -> dict[int, Figures]:
        """All target groups together, by item id."""
        return {
            item.id: release(table_of(item, {0: whole_of(self.answers[item.id])}, [0]), sides=sides_of(item)).total
            for item in self.items
        }

    @cached_property
    def released(self) -> dict[int, Released[int]]:
        """By item id. An area's items can be reckoned against their sum: a group hidden in one is hidden in all."""
        together = {item.id for area in self.areas.values() for item in area}
        released: dict[int, Released[int]] = {}
        for area in [*self.areas.values(), *([item] for item in self.items if item.id not in together)]:
            tables = [table_of(item, self.answers[item.id], self._asked(item)) for item in area]
            told = release_together(tables, sides=[sides_of(item) for item in area])
            released |= {item.id: each for item, each in zip(area, told, strict=True)}
        return released

    def _asked(self, item: SurveyItem) -> list[int]:
        return [item.only_group_id] if item.only_group_id else [group.id for group in self.target_groups]

    @cached_property
    def texts(self) -> Mapping[int, list[PublishedText]]:
        """The published ones, by item id."""
        return self.written(self)
