"""The page in short, made ready to be set: cut, so that it is one page whatever has been said."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.charts.dumbbell import DumbbellChart
from app.report.content import Finding
from app.report.essence import Essence, Gap
from app.report.glyphs import Glyphs, cleaned, cut

if TYPE_CHECKING:
    from app.report.pages import GroupView

    Groups = tuple[GroupView, ...]

LONGEST_TEXT = 95
LONGEST_WINNER, LONGEST_MEANING = 45, 62


@dataclass(frozen=True, slots=True)
class FindingView:
    is_common: bool
    text: Markup
    group: "GroupView | None"
    brief: Markup
    told: Markup


@dataclass(frozen=True, slots=True)
class InShort:
    """The page after the cover, which holds whatever has been said and is a page all the same."""

    winners: tuple[tuple[Markup, Markup], ...]
    are_rules: bool
    turnout: Markup
    common: tuple[FindingView, ...]
    gap: Gap | None
    gap_chart: DumbbellChart | None


def in_short_of(essence: Essence, groups: "Groups", glyphs: Glyphs) -> InShort:
    gap = cleaned(essence.gap, glyphs)
    return InShort(
        winners=tuple(
            (glyphs.line(cut(rule.title, LONGEST_WINNER)), glyphs.line(cut(rule.sentence, LONGEST_MEANING)))
            for rule in essence.winners
        ),
        are_rules=essence.are_rules,
        turnout=glyphs.line(essence.turnout),
        common=tuple(
            finding_of(replace(each, text=cut(each.text, LONGEST_TEXT)), groups, glyphs) for each in essence.common
        ),
        gap=gap,
        gap_chart=replace(gap.of, rows=(replace(gap.row, remark="", is_apart=False),)) if gap else None,
    )


def finding_of(finding: Finding, groups: "Groups", glyphs: Glyphs) -> FindingView:
    return FindingView(
        finding.is_common,
        glyphs.line(finding.text),
        next((group for group in groups if group.position == finding.position), None),
        glyphs.line(finding.brief),
        glyphs.line(finding.told),
    )
