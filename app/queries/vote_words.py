"""What is said of a vote's result, the same on phones, screen, control room and paper; and its charts.

In the language of the context.
"""

from typing import TYPE_CHECKING

from flask_babel import format_percent, get_locale, ngettext
from flask_babel import gettext as _

from app.charts.bars import Bar, BarChart, Cut, Standing
from app.charts.numerals import Numerals
from app.charts.spread import Spread, SpreadChart, Support
from app.charts.values import Absence, Group
from app.models import TieResolution

if TYPE_CHECKING:
    from app.queries.vote_figures import VoteResult
    from app.queries.vote_rows import OptionResult


def heading_of(result: "VoteResult") -> str:
    """What the hall reads above the bars."""
    if result.is_tied:
        sure, places = len(result.standing.sure), _words(result.places)
        if sure:
            return _(
                "%(sure)s av %(places)s er klare. Om resten står det likt.",
                sure=_words(sure).capitalize(),
                places=places,
            )
        return ngettext(
            "Det står likt om plassen", "Det står likt om de %(words)s plassene", result.places, words=places
        )
    winners = len(result.winners)
    if result.is_named:
        return ngettext("Vår leveregel", "Våre %(words)s leveregler", winners, words=_words(winners))
    return ngettext("Denne fikk flest stemmer", "Disse %(words)s vant", winners, words=_words(winners))


def _words(count: int) -> str:
    locale = get_locale()
    return Numerals(locale.language if locale else "nb").words(count)


def margin_of(result: "VoteResult") -> str:
    """How sure it is who won, in a sentence; empty where everybody did."""
    if result.is_tied:
        return _("Like mange stemmer. Det er ikke avgjort ennå.")
    if not result.standing.is_tie:
        margin = result.standing.margin
        return ngettext("%(num)d stemme skilte.", "%(num)d stemmer skilte.", margin) if margin else ""
    match result.vote.resolution:
        case TieResolution.ALL_WIN:
            return _("Like mange stemmer ved streken. Alle som stod likt, vant.")
        case TieResolution.LOT:
            return _("Like mange stemmer ved streken. Loddet avgjorde.")
        case _run_off:
            return _("Like mange stemmer ved streken. Et omvalg avgjorde.")


def turnout_of(result: "VoteResult") -> str:
    told = ngettext(
        "%(num)d av %(eligible)s stemte.",
        "%(num)d av %(eligible)s stemte.",
        result.ballots,
        eligible=result.turnout.eligible,
    )
    if not result.blank:
        return told
    return f"{told} {ngettext('%(num)d stemte blankt.', '%(num)d stemte blankt.', result.blank)}"


def unused_of(result: "VoteResult") -> str:
    """Empty where all who did not vote blank chose as many as they could."""
    if not result.unused:
        return ""
    return ngettext("%(num)d brukte ikke alle valgene.", "%(num)d brukte ikke alle valgene.", result.unused)


def coverage_of(result: "VoteResult") -> str:
    """How many find themselves in the winners, and the target group that does so least."""
    covered, low = result.coverage, result.lowest_coverage
    told = _(
        "%(covered)s av %(ballots)s stemmer (%(share)s) har minst én av vinnerne.",
        covered=covered.covered,
        ballots=covered.ballots,
        share=format_percent(result.share_of(covered.covered)),
    )
    if low is None:
        return told
    here = low.coverage
    lowest = _(
        "Lavest i målgruppa %(group)s: %(covered)s av %(ballots)s (%(share)s).",
        group=low.group.name,
        covered=here.covered,
        ballots=here.ballots,
        share=format_percent(here.covered / here.ballots),
    )
    return f"{told} {lowest}"


def bar_chart_of(result: "VoteResult") -> BarChart:
    """All options, the line under the winners, and shares of those who voted."""
    margin = margin_of(result)
    above = len(result.standing.sure) if result.is_tied else len(result.winners)
    has_line = bool(margin) and 0 < above < len(result.rows)
    return BarChart(
        title=_("Stemmer"),
        label_head=_("Alternativ"),
        value_head=_("Stemmer"),
        share_head=_("Andel av dem som stemte"),
        total=result.ballots,
        bars=tuple(_bar(row) for row in result.rows),
        cuts=(Cut(above, margin, is_open=result.is_tied),) if has_line else (),
    )


def _bar(row: "OptionResult") -> Bar:
    standing = Standing.WON if row.is_winner else Standing.TIED if row.is_tied else Standing.REST
    return Bar(row.title, row.votes, standing, row.sentence if row.is_winner else "")


def support_chart_of(result: "VoteResult") -> SpreadChart | None:
    """How many of each target group's ballots held each of those at the top; None where no group may be seen."""
    if not any(support.ballots for support in result.groups):
        return None
    top = [row for row in result.rows if row.option.number in result.at_the_top]
    return SpreadChart(
        _("Hvem støttet hva"),
        _("Alternativ"),
        tuple(Group(support.group.mark, support.group.name) for support in result.groups),
        tuple(
            Spread(
                row.title,
                tuple(
                    Absence.WITHHELD
                    if support.ballots is None
                    else Support(support.votes[row.option.number], support.ballots)
                    if support.ballots
                    else Absence.NO_ANSWER
                    for support in result.groups
                ),
            )
            for row in top
        ),
    )
