"""A survey as rows: one figure set a row, rounded as the pages round it. What is hidden there is hidden here."""

from collections.abc import Iterator, Mapping
from math import copysign, floor

from flask_babel import gettext as _

from app.analysis.scales import GapFigures, ScaleFigures
from app.models import Activity, Aspect, Comparability
from app.queries.survey_charts import TO_INDEX
from app.queries.survey_figures import GroupFigures, ItemResult, SurveyResult
from app.report.cells import Cell

POINTS = range(1, 7)


def rows_of(_activity: Activity, result: SurveyResult) -> Iterator[list[Cell]]:
    """First the areas, then each item: all together, by target group, by earlier wave, and the published texts."""
    words = {Aspect.EXPECTATION: _("forventning"), Aspect.EXPERIENCE: _("erfaring"), Aspect.ANSWER: _("svar")}
    everybody = _("Alle")
    yield _heads()
    for area in result.areas:
        if area.pair is not None:
            yield from _pair_rows([area.name, "", everybody], area.pair, words)
        for group in area.groups:
            yield from _group_rows([area.name, "", group.group.name], group, words)
    for each in result.items:
        yield from _item_rows(each, words, everybody)


def _heads() -> list[Cell]:
    about = [_("Område"), _("Spørsmål"), _("Hva tallene gjelder"), _("Målgruppe"), _("Måling")]
    figures = ["n", _("Ikke sikker"), _("Snitt"), _("Indeks"), _("Andel positive"), _("Andel negative")]
    return [*about, *figures, *map(str, POINTS), _("Sammenlignbarhet"), _("Grunn"), _("Tekst")]


def _item_rows(each: ItemResult, words: Mapping[Aspect, str], everybody: str) -> Iterator[list[Cell]]:
    about: list[Cell] = [each.item.area, each.item.text]
    for aspect, figures in each.aspects.items():
        yield _scale_row(about, words[aspect], everybody, figures)
    if each.pair is not None:
        yield _gap_row(about, everybody, each.pair)
    for number, count in enumerate(each.choices or ()):
        yield _row(about, f"{words[Aspect.ANSWER]}: {each.item.choice_list[number]}", everybody, n=count)
    if each.is_hidden:
        yield _row(about, "", everybody, n=_("skjult"))
    for group in each.groups:
        yield from _group_rows([*about, group.group.name], group, words)
        for number, count in enumerate(group.choices or ()):
            yield _row(about, f"{words[Aspect.ANSWER]}: {each.item.choice_list[number]}", group.group.name, n=count)
    for wave in each.comparisons:
        comparability = {
            Comparability.SAME: _("lik"),
            Comparability.LIMITED: _("begrenset"),
            Comparability.NONE: _("ingen"),
        }[wave.comparability]
        yield _row(
            about,
            words[wave.aspect],
            wave.group.name if wave.group else everybody,
            wave=wave.label,
            n=wave.answered,
            mean=wave.then_mean,
            positive=wave.then_positive,
            rest=[comparability, wave.reason],
        )
    for text in each.texts:
        yield _row(about, words[Aspect.ANSWER], text.group.name if text.group else "", rest=["", "", text.text])


def _group_rows(about: list[Cell], group: GroupFigures, words: Mapping[Aspect, str]) -> Iterator[list[Cell]]:
    *first, name = about
    if group.is_hidden:
        yield _row(first, "", name, n=_("skjult"))
    elif group.pair is not None:
        yield from _pair_rows(about, group.pair, words)
    else:
        for aspect, figures in group.aspects.items():
            yield _scale_row(first, words[aspect], name, figures)


def _pair_rows(about: list[Cell], pair: GapFigures, words: Mapping[Aspect, str]) -> Iterator[list[Cell]]:
    *first, name = about
    for aspect, mean in ((Aspect.EXPECTATION, pair.expectation), (Aspect.EXPERIENCE, pair.experience)):
        yield _row(first, words[aspect], name, n=pair.n, mean=mean)
    yield _gap_row(first, name, pair)


def _gap_row(about: list[Cell], name: Cell, pair: GapFigures) -> list[Cell]:
    row = _row(about, _("gap, erfaring minus forventning"), name, n=pair.n)
    row[7:9] = [_rounded(pair.gap, 1), _rounded(pair.gap * TO_INDEX, 0)]
    return row


def _scale_row(about: list[Cell], what: str, name: Cell, figures: ScaleFigures) -> list[Cell]:
    row = _row(about, what, name, n=figures.n, mean=figures.mean, positive=figures.share_positive)
    row[6] = figures.not_sure
    row[10] = _rounded(figures.share_negative, 2)
    if figures.has_distribution:
        row[11:17] = figures.distribution
    return row


def _row(
    about: list[Cell],
    what: str,
    name: Cell,
    *,
    wave: str = "",
    n: Cell = None,
    mean: float | None = None,
    positive: float | None = None,
    rest: list[Cell] | None = None,
) -> list[Cell]:
    index = None if mean is None else (mean - 1) * TO_INDEX
    figures = [n, None, _rounded(mean, 1), _rounded(index, 0), _rounded(positive, 2), None, *[None] * len(POINTS)]
    ending = [*(rest or []), *[""] * 3][:3]
    return [*about, what, name, wave, *figures, *ending]


def _rounded(value: float | None, decimals: int) -> float | None:
    """As the pages write it: half away from zero."""
    if value is None:
        return None
    return copysign(floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals, value)
