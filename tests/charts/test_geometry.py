"""Where things stand: inside the picture, as long as the numbers say, and never on top of each other."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.bars import Bar, BarChart, Standing
from app.charts.distribution import Distribution, DistributionChart
from app.charts.dumbbell import Dumbbell, Levels, piece_of_scale
from app.charts.importance import ImportanceChart, Point
from app.charts.lettering import width_of
from app.charts.numerals import Numerals
from app.charts.sizes import SIZES
from app.charts.spread import Spread, SpreadChart
from app.charts.values import Absence
from tests.charts.samples import (
    AREAS,
    CROWD,
    EIGHT,
    GAPS,
    GAPS_BY_GROUP,
    GROUPS,
    LONG,
    RULES,
    SAMPLES,
    SCALE,
    SUPPORT,
    TIE,
    TWENTY,
    VOTE,
    bar_chart,
    dumbbells,
    support,
)

NB = Numerals("nb")
POINTS = tuple(Point(f"{label} {n}", 70 + n, 60 + n) for n in (1, 2) for label, _, _ in AREAS)
ANSWERED = Distribution("Kommunen holder det den lover", (3, 8, 14, 30, 40, 25), 4)
ON_SCREEN = [VOTE, TIE, TWENTY, GAPS, GAPS_BY_GROUP, SUPPORT, EIGHT]
ON_SCREEN += [
    replace(SCALE, rows=(replace(ANSWERED, label="Korte navn"),) * 6, title="Seks på én linje"),
    replace(SCALE, rows=(ANSWERED,) * 4, title="Fire på to linjer"),
    dumbbells(*(Dumbbell(name, Levels(90, 60, -30, 100)) for name in ("Kort",) * 7), title="Sju på én linje"),
    dumbbells(*(Dumbbell(name, Levels(90, 60, -30, 100)) for name in (LONG,) * 4), title="Fire på to linjer"),
    ImportanceChart("Ti punkter", "Område", POINTS[:10]),
    replace(EIGHT, rows=(EIGHT.rows[0],) * 3, title="Tre i åtte grupper"),
]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("size", SIZES)
def test_a_drawing_is_the_same_every_time(name: str, size: str) -> None:
    chart = SAMPLES[name][1]
    assert chart.drawn(size, NB) == chart.drawn(size, NB)


def test_bars_are_as_long_as_their_share_of_all_who_voted() -> None:
    rows = VOTE.drawn("wide", NB).rows

    assert [round(row.bar.width / row.track.width, 4) for row in rows] == [
        round(votes / 412, 4) for _, votes, _ in RULES
    ]


def test_without_a_total_the_longest_fills_its_room() -> None:
    rows = replace(VOTE, total=None).drawn("narrow", NB).rows

    assert [round(row.bar.width / 340, 4) for row in rows[:2]] == [1, round(231 / 268, 4)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("total", [None, 0, 3])
def test_no_votes_no_total_and_more_than_the_total_stay_inside(size: str, total: int | None) -> None:
    for row in bar_chart((Bar("A", 0), Bar("B", 5)), total=total).drawn(size, NB).rows:
        assert 0 <= row.bar.width <= row.track.width


@given(st.lists(st.tuples(st.text(max_size=90), st.integers(0, 5000)), max_size=20), st.sampled_from(list(SIZES)))
def test_rows_of_bars_never_touch_whatever_they_are_called(given_bars: list[tuple[str, int]], size: str) -> None:
    chart = BarChart("Tittel", "Navn", "Stemmer", tuple(Bar(*bar, mark=1) for bar in given_bars), 5000)
    drawing = chart.drawn(size, NB)

    for row, below in pairwise(drawing.rows):
        assert row.track.y + row.track.height < below.track.y or row.track.x < below.track.x
    for line in (line for row in drawing.rows for line in row.lettering):
        assert 0 < line.y <= drawing.height + 1
        left = line.x - (width_of(line.text, line.size) if line.anchor == "end" else 0)
        assert left >= -1


def test_a_row_that_is_not_revealed_keeps_its_place_and_says_nothing() -> None:
    whole, half = VOTE.drawn("screen", NB).rows, replace(VOTE, revealed=6).drawn("screen", NB).rows

    assert [row.track for row in half] == [row.track for row in whole]
    assert [row.given.label if row.given else None for row in half] == [None] * 4 + [label for label, _, _ in RULES[4:]]
    assert all(row.lettering == () for row in half[:4])
    assert [bar.label for bar in replace(VOTE, revealed=1).shown] == ["Positiv"]


def test_the_line_under_the_winners_waits_for_the_bar_above_it() -> None:
    assert [len(replace(VOTE, revealed=count).drawn("screen", NB).lines) for count in (0, 7, 8, 10)] == [0, 0, 1, 1]


def test_halves_of_a_scale_meet_in_the_middle() -> None:
    drawing = SCALE.drawn("wide", NB)
    middles = {row.middle.path.split()[0] for row in drawing.rows}
    (middle,) = {float(start[1:]) for start in middles}
    for row in drawing.rows:
        widths = {segment.box.tone[-1]: segment.box for segment in row.segments}
        low = [box for point, box in widths.items() if point in "123"]
        if low:
            assert max(box.x + box.width for box in low) == pytest.approx(middle, abs=0.1)
        assert all(box.x >= middle - 0.1 for point, box in widths.items() if point in "456")


@given(st.lists(st.lists(st.integers(0, 400), min_size=6, max_size=6), max_size=8), st.sampled_from(list(SIZES)))
def test_a_scale_stays_inside_whatever_was_answered(rows: list[list[int]], size: str) -> None:
    chart = DistributionChart("T", "P", "lav", "høy", tuple(Distribution("Påstand", tuple(row)) for row in rows))
    drawing = chart.drawn(size, NB)

    for row in drawing.rows:
        assert sum(segment.box.width for segment in row.segments) <= drawing.size.width + 0.1
        for segment in row.segments:
            assert -0.1 <= segment.box.x <= segment.box.x + segment.box.width <= drawing.size.width + 0.1


def test_a_scale_of_four_points_has_the_strongest_colours_at_its_ends() -> None:
    chart = DistributionChart("T", "P", "lav", "høy", (Distribution("Påstand", (1, 1, 1, 1)),), points=4)

    assert [segment.box.tone for segment in chart.drawn("wide", NB).rows[0].segments] == [
        "point-1", "point-2", "point-5", "point-6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "shown"),
    [([59, 95], (50, 100)), ([60, 60], (60, 90)), ([98, 99], (70, 100)), ([0, 100], (0, 100)), ([], (0, 100))],
)
def test_the_piece_of_the_scale_holds_every_value_and_is_never_too_small(
    values: list[float], shown: tuple[float, float]
) -> None:
    assert piece_of_scale(0, 100, values) == shown


@given(st.floats(1, 6), st.floats(1, 6), st.sampled_from(list(SIZES)))
def test_values_of_a_pair_stand_on_its_outer_sides(wanted: float, got: float, size: str) -> None:
    chart = dumbbells(Dumbbell("A", Levels(wanted, got, got - wanted)), low=1, high=6, decimals=1)
    (row,) = chart.drawn(size, NB).rows
    assert row.pair
    places = {"experience": row.pair.square.x + row.pair.square.width / 2, "expectation": row.pair.ring.x}
    experience, expectation = row.lettering[1:3]

    assert (experience.anchor, expectation.anchor) == (("start", "end") if got > wanted else ("end", "start"))
    assert (experience.x > places["experience"]) == (got > wanted)
    for line in (experience, expectation):
        width = width_of(line.text, line.size)
        assert (line.x - width if line.anchor == "end" else line.x) >= 0
        assert (line.x if line.anchor == "end" else line.x + width) <= SIZES[size].width


def test_a_square_and_a_ring_in_one_place_are_both_seen() -> None:
    (row,) = dumbbells(Dumbbell("A", Levels(70, 70, 0))).drawn("wide", NB).rows
    assert row.pair

    assert row.pair.ring.y + row.pair.ring.radius < row.pair.square.y + row.pair.square.height * 0.7


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_numbers_in_a_field_do_not_cover_each_other(size: str) -> None:
    drawing = CROWD.drawn(size, NB)
    for at, spot in enumerate(drawing.spots):
        assert drawing.field.x <= spot.disc.x <= drawing.field.x + drawing.field.width
        for other in drawing.spots[:at]:
            apart = (spot.disc.x - other.disc.x) ** 2 + (spot.disc.y - other.disc.y) ** 2
            assert apart >= (2 * spot.disc.radius) ** 2


def test_what_is_important_and_weak_is_urgent() -> None:
    chart = ImportanceChart("T", "O", tuple(Point(*area) for area in AREAS))

    assert [point.label for point in chart.points if chart.is_urgent(point)] == ["Forvaltning"]


def test_a_group_that_nobody_of_answered_has_no_share() -> None:
    chart = SpreadChart("T", "O", GROUPS[:3], (Spread("A", support(0, Absence.TOO_FEW, 64)),))

    narrow, wide = (chart.drawn(size, NB).cells for size in ("narrow", "wide"))
    assert [cell.absence for cell in wide] == [None, Absence.TOO_FEW, None]
    assert [round(cell.bar.width / cell.track.width, 2) for cell in narrow] == [0, 0, 1]
    assert [bool(cell.zero) for cell in wide] == [True, True, False]


@pytest.mark.parametrize("chart", ON_SCREEN, ids=lambda chart: chart.title)
def test_the_halls_picture_fits_its_stage_with_letters_for_the_back_row(chart: BarChart) -> None:
    drawing = chart.drawn("screen", NB)

    assert drawing.height <= 720.5
    assert min(drawing.size.text, drawing.size.small) >= 34


def test_a_mark_is_drawn_for_whoever_has_one() -> None:
    chart = bar_chart((Bar("A", 1, mark=3), Bar("B", 1, Standing.WON)), total=2)

    assert [row.mark.number if row.mark else None for row in chart.drawn("wide", NB).rows] == [3, None]
