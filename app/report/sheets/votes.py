"""A vote as rows: every option with its votes, and of the winners the support in each target group that may be seen."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.models import Activity
from app.queries.vote_figures import VoteResult
from app.report.cells import Cell


def rows_of(_activity: Activity, result: VoteResult) -> Iterator[list[Cell]]:
    """Turnout alone until the hall has seen the whole result."""
    vote, turnout = result.vote, result.turnout
    yield [_("Hva"), _("Målgruppe"), _("Antall"), _("Av"), _("Andel"), _("Utfall")]
    yield [_("Stemte"), "", turnout.voted, turnout.eligible, _share(turnout.voted, turnout.eligible), ""]
    if not vote.is_revealed or result.is_too_small:
        return
    yield [_("Blanke"), "", result.blank, result.ballots, _share(result.blank, result.ballots), ""]
    covered = result.coverage
    yield [_("Minst én vinner"), "", covered.covered, covered.ballots, _share(covered.covered, covered.ballots), ""]
    for row in result.rows:
        outcome = _("Vant") if row.is_winner else _("Står likt") if row.is_tied else ""
        yield [row.option.title, "", row.votes, result.ballots, _share(row.votes, result.ballots), outcome]
    for support in result.groups:
        name, ballots = support.group.name, support.ballots
        if ballots is None:
            yield [_("Stemte"), name, _("vises ikke"), support.eligible, None, ""]
            continue
        least = _("minst så mange") if result.is_least_by_group else ""
        yield [_("Stemte"), name, ballots, support.eligible, _share(ballots, support.eligible), least]
        for row in result.rows:
            if row.option.number in support.votes:
                votes = support.votes[row.option.number]
                yield [row.option.title, name, votes, ballots, _share(votes, ballots), ""]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
