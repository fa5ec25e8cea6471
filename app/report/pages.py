"""The content made ready to be set: texts cleaned for the fonts, long names cut. No words of ours."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from app.charts.bars import Bar, BarChart
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart
from app.charts.importance import ImportanceChart
from app.charts.lettering import cut_to
from app.charts.spread import SpreadChart
from app.report.content import ActivityPart, Chart, Finding, GroupLine, GroupPart, ResultPart, SummaryContent
from app.report.essence import differences_in, essence_of
from app.report.front import Front, front_of
from app.report.glyphs import Glyphs, cleaned, cut
from app.report.marks import Field, field_of
from app.report.prose import prose
from app.report.selection import MAX_PRINTED, printed_of
from app.report.short_views import FindingView, InShort, finding_of, in_short_of
from app.report.team_views import FollowUpView, QuoteView, ThemeView, follow_up_of, now_of, quotes_of, theme_of

LONGEST_NAME = 160  # of a title, a place, an organiser
LONGEST_GROUP_NAME = 80
BRIEF_NAME = 128, 10  # points: the room of a group's name in one line, and its size
FOOT = 375, 8.5  # the room after the heading that stands before it
RUNNING = 375, 8.5
MOST_SEATS_AS_MARKS = 24


class Text(NamedTuple):
    """`shown` is for the page. `plain`, without emoji, is for links, running heads and metadata."""

    shown: Markup
    plain: str


@dataclass(frozen=True, slots=True)
class GroupView:
    position: int
    name: Text
    brief: Text
    """The name in one line."""
    planned: int | None
    joined: int
    contributed: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an activity's table of figures, and the texts that are printed from it."""

    group: GroupView
    advice: int
    input: int
    printed_advice: tuple[tuple[Markup, int], ...]
    """Each text, and by how many people it was said."""
    printed_input: tuple[tuple[Markup, int], ...]
    merged: int

    @property
    def unprinted(self) -> int:
        return self.advice + self.input - self.merged - len(self.printed_advice) - len(self.printed_input)


@dataclass(frozen=True, slots=True)
class ActivityView:
    anchor: str
    part: ActivityPart
    heading: Text
    title: Text | None  # None where it would repeat the heading
    words: Markup
    disagreement: Markup
    differences: tuple[FindingView, ...]
    themes: tuple[ThemeView, ...]
    quotes: tuple[QuoteView, ...]
    """Of what is in no theme."""
    follow_ups: tuple[FollowUpView, ...]
    rows: tuple[Row, ...]

    @property
    def theme_bars(self) -> BarChart:
        """Without words: they stand in the table beside it."""
        return BarChart("", "", "", tuple(Bar(theme.drawable, theme.part.count) for theme in self.themes))

    @property
    def tells_groups(self) -> bool:
        """Whether any target group is large enough to be told apart by theme."""
        return any(count is not None for theme in self.themes for count in theme.counts)


@dataclass(frozen=True, slots=True)
class ResultView:
    anchor: str
    part: ResultPart
    heading: Text
    title: Text | None
    words: Markup
    lead: Markup
    charts: tuple[tuple[str, Chart], ...]
    """The name of the macro that draws each, and the chart with its texts cleaned."""
    sentences: tuple[Markup, ...]
    texts: tuple[Markup, ...]
    texts_heading: Markup
    findings: tuple[FindingView, ...]
    supported: tuple[FindingView, ...]


CHART_MACROS: dict[type[Chart], str] = {
    BarChart: "bars",
    DistributionChart: "distribution",
    DumbbellChart: "dumbbell",
    ImportanceChart: "importance",
    SpreadChart: "spread",
}


@dataclass(frozen=True, slots=True)
class Pages:
    title: Text
    organiser: Text
    place: Text
    purpose: Markup | None
    demo_note: Markup | None
    reasons: tuple[tuple[Markup, int], ...]
    groups: tuple[GroupView, ...]
    parts: tuple[ActivityView | ResultView, ...]
    """In the order of the programme."""
    activities: tuple[ActivityView, ...]
    now: tuple[FollowUpView, ...]
    """What happens now, the most important first: what somebody does something with."""
    heard: Markup
    short: InShort
    cover: Field
    front: Front
    foot: str
    printed: int
    seats_as_marks: bool
    most_seats: int
    planned: int | None  # None as soon as one group has no plan: half a sum says nothing
    unshown: int  # characters
    plain_only: int  # emoji
    glyphs: Glyphs
    """For what is drawn in the template."""

    def running(self, text: str) -> str:
        """For the top of the pages that a table goes on over."""
        return cut_to(self.glyphs.plain(text), *RUNNING)


def pages_of(content: SummaryContent, glyphs: Glyphs, limit: int = MAX_PRINTED) -> Pages:
    """At most `limit` contributions are printed; the figures are of all."""
    groups = tuple(_group(line, glyphs) for line in sorted(content.groups, key=lambda line: line.position))
    printed = printed_of(content.activities, limit)
    title, organiser, place = (_name(name, glyphs) for name in (content.title, content.organiser, content.place))
    purpose = glyphs.block(content.purpose) or None
    came = [group.name.shown for group in groups if group.joined]
    most_seats = max((max(group.planned or 0, group.joined) for group in groups), default=0)
    plans = [group.planned for group in groups]
    activities = tuple(
        _activity(f"activity-{number}", *pair, differences_in(content, pair[0]), groups, glyphs)
        for number, pair in enumerate(zip(content.activities, printed, strict=True), start=1)
    )
    merged = sum(part.merged for activity in content.activities for part in activity.groups)
    results = tuple(
        _result(f"result-{number}", part, groups, glyphs) for number, part in enumerate(content.results, start=1)
    )
    return Pages(
        title=title,
        organiser=organiser,
        place=place,
        purpose=purpose,
        demo_note=(glyphs.line(content.demo_note) or None) if content.is_demo else None,
        reasons=tuple((glyphs.line(reason.label), reason.count) for reason in content.moderation.hidden_reasons),
        groups=groups,
        parts=tuple(sorted((*activities, *results), key=lambda view: view.part.place)),
        activities=activities,
        now=now_of(each for view in activities for each in view.follow_ups),
        heard=prose(content.heard, glyphs),
        short=in_short_of(essence_of(content), groups, glyphs),
        cover=field_of({group.position: group.joined for group in groups}, content.code),
        front=front_of((title.shown, organiser.shown), place.shown, came, purpose, glyphs),
        foot=cut_to(" · ".join(filter(None, (title.plain, organiser.plain))), *FOOT),
        printed=sum(activity.published for activity in printed) + merged,
        seats_as_marks=most_seats <= MOST_SEATS_AS_MARKS,
        most_seats=most_seats,
        planned=None if None in plans else sum(plan or 0 for plan in plans),
        unshown=glyphs.unshown,  # last: every text above has been through the glyphs by now
        plain_only=glyphs.plain_only,
        glyphs=glyphs,
    )


def _group(line: GroupLine, glyphs: Glyphs) -> GroupView:
    name = _name(line.name, glyphs, LONGEST_GROUP_NAME)
    brief = _text(cut_to(name.shown.striptags(), *BRIEF_NAME), glyphs)
    return GroupView(line.position, name, brief, line.planned, line.joined, line.contributed)


def _activity(
    anchor: str,
    part: ActivityPart,
    printed: ActivityPart,
    differences: list[Finding],
    groups: tuple[GroupView, ...],
    glyphs: Glyphs,
) -> ActivityView:
    rows = tuple(_row(group, part.part_of(group.position), printed.part_of(group.position), glyphs) for group in groups)
    title = part.title.strip()
    heading = part.question.strip() or title
    over = _name(title, glyphs) if title and title != heading else None
    return ActivityView(
        anchor=anchor,
        part=part,
        heading=_heading(heading, glyphs),
        title=over,
        words=prose(part.words, glyphs),
        disagreement=prose(part.disagreement, glyphs),
        differences=tuple(finding_of(each, groups, glyphs) for each in differences),
        themes=tuple(theme_of(theme, groups, glyphs) for theme in part.themes),
        quotes=quotes_of(part.quotes, groups, glyphs),
        follow_ups=tuple(follow_up_of(each, glyphs) for each in part.follow_ups),
        rows=rows,
    )


def _row(group: GroupView, part: GroupPart, printed: GroupPart, glyphs: Glyphs) -> Row:
    return Row(
        group=group,
        advice=len(part.advice),
        input=len(part.input),
        printed_advice=_printed(printed.advice, printed.advice_by, glyphs),
        printed_input=_printed(printed.input, printed.input_by, glyphs),
        merged=part.merged,
    )


def _printed(texts: tuple[str, ...], by: tuple[int, ...], glyphs: Glyphs) -> tuple[tuple[Markup, int], ...]:
    return tuple(zip(map(glyphs.block, texts), by or [1] * len(texts), strict=True))


def _result(anchor: str, part: ResultPart, groups: tuple[GroupView, ...], glyphs: Glyphs) -> ResultView:
    title = part.title.strip()
    return ResultView(
        anchor=anchor,
        part=part,
        heading=_heading(part.heading, glyphs),
        title=_name(title, glyphs) if title and title != part.heading else None,
        words=prose(part.words, glyphs),
        lead=glyphs.line(part.lead),
        charts=tuple((CHART_MACROS[type(chart)], cleaned(chart, glyphs)) for chart in part.charts),
        sentences=tuple(map(glyphs.line, part.sentences)),
        texts=tuple(map(glyphs.block, part.texts)),
        texts_heading=glyphs.line(part.texts_heading),
        findings=tuple(finding_of(each, groups, glyphs) for each in part.findings),
        supported=tuple(finding_of(each, groups, glyphs) for each in part.supported),
    )


def _name(text: str, glyphs: Glyphs, longest: int = LONGEST_NAME) -> Text:
    return _text(cut(text.strip(), longest), glyphs)


def _text(text: str, glyphs: Glyphs) -> Text:
    return Text(glyphs.line(text), glyphs.plain(text))


def _heading(text: str, glyphs: Glyphs) -> Text:
    return Text(glyphs.heading(text), glyphs.plain(text))
