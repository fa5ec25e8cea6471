"""Halls shown by their figures alone, without a database: what every output draws on, a thousand times as fast."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.analysis.findings import findings_of
from app.analysis.suppression import FEWEST
from app.models import Activity, Basis, Conference, ItemKind, Language, SurveyItem, TargetGroup, Vote, VoteOption
from app.queries.participants import GroupCount
from app.queries.priority_results import NONE, Dots, answered_shown
from app.queries.survey_book import Book
from app.queries.survey_figures import AreaResult, ItemResult, SurveyResult
from app.queries.surveys import ResponseCount
from app.queries.vote_figures import VoteResult
from app.queries.vote_groups import OTHERS
from app.queries.vote_rows import Turnout
from app.report.results import surveys as survey_part
from app.report.results import votes as vote_part
from app.report.sheets import surveys as survey_sheet
from app.report.sheets import votes as vote_sheet
from tests.read_back.questions import CHOICE, FIRST, ITEMS, OPTIONS, SECOND
from tests.read_back.worlds import World

MOMENT = datetime(2026, 11, 19, tzinfo=UTC)
SMALLEST_OF_ITS_OWN = 5
"""Of a smaller group the ballots are stored without it."""


def _target_groups(groups: list[int]) -> list[TargetGroup]:
    return [TargetGroup(id=at + 1, mark=at + 1, name=f"Gruppe {at}", planned=0) for at in range(max(groups) + 1)]


def _activity() -> Activity:
    return Activity(id=1, title="Runden", question="", opened_at=MOMENT, closed_at=MOMENT, shown_at=MOMENT, position=1)


def vote_figures(world: World, groups: list[int], places: int = 2) -> list[Any]:
    sizes = Counter(groups)
    activity = _activity()
    vote = Vote(places=places, revealed=OPTIONS, activity=activity, lot_record="")
    vote.options = [
        VoteOption(id=at + 1, number=at, title=str(at), sentence="", won_by_lot=False) for at in range(OPTIONS)
    ]
    box = Counter(
        (group + 1 if sizes[group] >= SMALLEST_OF_ITS_OWN else OTHERS, sum(1 << option for option in answers[0]))
        for answers, group in zip(world, groups, strict=True)
        if answers
    )
    result = VoteResult(
        vote=vote,
        turnout=Turnout(sum(box.values()), len(groups), len(groups)),
        box=box,
        rules={},
        run_off=None,
        group_counts=tuple(GroupCount(each, sizes[each.id - 1], 0) for each in _target_groups(groups)),
    )
    if result.is_too_small:
        return [result.ballots]
    low = result.lowest_coverage
    return [
        *vote_sheet.rows_of(activity, result),
        vote_part.part_of(activity, 1, result),
        low and (low.group.name, low.coverage),
        [option.title for option in result.more_proportional or ()],
    ]


def survey_figures(world: World, groups: list[int]) -> list[Any]:
    targets = _target_groups(groups)
    items = [
        SurveyItem(id=FIRST, kind=ItemKind.SCALE, area="A", text="1", asks_expectation=True, asks_experience=True),
        SurveyItem(id=SECOND, kind=ItemKind.SCALE, area="A", text="2", asks_expectation=True, asks_experience=True),
        SurveyItem(id=CHOICE, kind=ItemKind.CHOICE, area="", text="3", choices="a\nb\nc"),
    ]
    answers: dict[int, dict[int, Counter[Any]]] = {item.id: {} for item in items}
    for said, group in zip(world, groups, strict=True):
        for part, given in said.items():
            if part in answers:
                cell = (*given, None) if isinstance(given, tuple) else (None, None, given)
                answers[part].setdefault(group + 1, Counter())[cell] += 1
    book = Book(answers, items, targets, [], lambda _book: {})
    result = SurveyResult(
        is_open=False,
        is_counted=True,
        is_shown=True,
        basis=Basis.SAMPLE,
        responses=ResponseCount(sum(map(bool, world)), 0, {}),
        invited=len(world),
    )
    result = replace(
        result,
        items=tuple(ItemResult(item, book) for item in items),
        areas=tuple(AreaResult(name, area, book) for name, area in book.areas.items()),
    )
    activity = _activity()
    activity.conference = Conference(language=Language.BOKMAL)
    return [*survey_sheet.rows_of(activity, result), survey_part.part_of(activity, 1, result)]


def reactions_figures(world: World, groups: list[int]) -> Any:
    counts: dict[tuple[int, int], list[int]] = {}
    for answers, group in zip(world, groups, strict=True):
        for item, opinion in answers.items():
            counts.setdefault((item, group), [0, 0, 0])[opinion] += 1
    counted = tuple((*key, (row[0], row[1], row[2])) for key, row in sorted(counts.items()))
    return findings_of.__wrapped__(counted, tuple(range(max(groups) + 1))), sum(map(bool, world))


def priorities_figures(world: World, groups: list[int]) -> Any:
    people = Counter(group for answers, group in zip(world, groups, strict=True) if answers)
    if people.total() < FEWEST:
        return [people.total()]
    placed: dict[int, dict[int, Dots]] = {item: {} for item in range(ITEMS)}
    for answers, group in zip(world, groups, strict=True):
        for item, dots in answers.get(0, ()):
            before = placed[item].get(group, NONE)
            placed[item][group] = Dots(before.people + 1, before.dots + dots)
    shown = answered_shown({group: people[group] for group in range(max(groups) + 1)}, placed)
    return [
        shown,
        people.total(),
        [
            [sum(each) for each in zip(*((d.people, d.dots) for d in of.values()), strict=True)]
            for of in placed.values()
        ],
        [{group: of.get(group, NONE) for group in shown} for of in placed.values()],
    ]


def different(shown: Any, other: Any) -> list[str]:
    if shown == other:
        return []
    return [f"{one} / {two}" for one, two in zip(shown, other, strict=False) if one != two] or ["more is told"]
