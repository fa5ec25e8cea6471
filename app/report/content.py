"""What a summary says: the content model that every output is drawn from. No queries, no layout.

Rules for whoever fills it:
- only published texts, oldest first; what is hidden or waiting is here as counts alone
- every count belongs to the same reading of the database (one transaction), so that the sums agree
- texts as they were written: cleaning for fonts is the renderer's work (glyphs.py)
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from app.charts.bars import BarChart
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart
from app.charts.importance import ImportanceChart
from app.charts.spread import SpreadChart
from app.report import codec
from app.report.moderation import Moderation

Chart = BarChart | DistributionChart | DumbbellChart | ImportanceChart | SpreadChart

Language = Literal["nb", "nn", "en"]

# Raise it when the layout or its words change: documents on disk from before are then made anew.
LAYOUT = 10


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One target group. `position` (1 to 8, unique) gives its shape and colour."""

    position: int
    name: str
    planned: int | None  # seats planned; None where no number was planned
    joined: int  # how many came
    contributed: int | None  # how many of them have at least one published contribution; None where few have


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What one target group said in one activity. Groups that said nothing may be left out."""

    position: int
    advice: tuple[str, ...] = ()
    input: tuple[str, ...] = ()
    # Beside each text, by how many people it was said: more than one where others were merged into it, 0 where it was
    # merged into another one of this list. Empty where nothing was merged.
    advice_by: tuple[int, ...] = ()
    input_by: tuple[int, ...] = ()
    # Beside each text, the numbers of its themes: 1 is the first of the question's. Empty where none is in any.
    advice_themes: tuple[tuple[int, ...], ...] = ()
    input_themes: tuple[tuple[int, ...], ...] = ()

    @property
    def merged(self) -> int:
        """So many texts another one of the same list stands for."""
        return (self.advice_by + self.input_by).count(0)


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A contribution that speaks for others: the very text that stands among its target group's."""

    text: str
    position: int  # its target group's
    kind: Literal["advice", "input"]
    said_by: int = 1


@dataclass(frozen=True, slots=True)
class GroupCount:
    position: int
    count: int


@dataclass(frozen=True, slots=True)
class ThemePart:
    """What one question says about one theme."""

    name: str
    count: int  # contributions
    by_group: tuple[GroupCount, ...]  # of the target groups that may be shown; the others are in the count
    essence: str = ""  # in the team's words, simple Markdown
    quotes: tuple[QuotePart, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpPart:
    """Advice from one question, and what happens with it."""

    advice: str
    priority: int  # 1 first, 2 next, 3 later
    state: Literal["planned", "under_way", "done", "not_now"]
    action: str  # what happens now, what was done, or why not
    owner: str
    due_on: date | None
    theme: str = ""
    said: QuotePart | None = None  # the theme's first quote: what it answers, in people's own words


@dataclass(frozen=True, slots=True)
class ActivityPart:
    """One dialogue activity that has been opened. Its counts are counted from its texts."""

    number: int  # as on the screen: «Spørsmål 3»
    title: str
    question: str
    groups: tuple[GroupPart, ...]
    contributed: int  # people with at least one published contribution here
    place: int = 0  # in the programme
    paper: int = 0  # of its texts, so many came on paper: nobody knows how many people wrote them
    asks_advice: bool = True
    asks_input: bool = True
    words: str = ""  # the project team's own, in simple Markdown
    disagreement: str = ""  # what people did not agree on, in the team's words
    themes: tuple[ThemePart, ...] = ()  # a contribution may be in several
    unsorted: int = 0  # contributions without a theme; 0 where there are no themes
    quotes: tuple[QuotePart, ...] = ()  # of what has no theme
    follow_ups: tuple[FollowUpPart, ...] = ()  # the most important first

    @property
    def all_quotes(self) -> tuple[QuotePart, ...]:
        said = tuple(each.said for each in self.follow_ups if each.said is not None)
        return tuple(quote for theme in self.themes for quote in theme.quotes) + self.quotes + said

    @property
    def themes_agree(self) -> bool:
        """Each counts the texts that say it, and its groups are a part of them."""
        said = [number for part in self.groups for text in (*part.advice_themes, *part.input_themes) for number in text]
        return all(
            theme.count == said.count(number) >= sum(group.count for group in theme.by_group)
            for number, theme in enumerate(self.themes, start=1)
        )

    def texts_of(self, position: int) -> set[str]:
        part = self.part_of(position)
        return {*part.advice, *part.input}

    @property
    def heading(self) -> str:
        return self.question

    def part_of(self, position: int) -> GroupPart:
        return next((part for part in self.groups if part.position == position), GroupPart(position))

    @property
    def advice_count(self) -> int:
        return sum(len(part.advice) for part in self.groups)

    @property
    def input_count(self) -> int:
        return sum(len(part.input) for part in self.groups)

    @property
    def published(self) -> int:
        return self.advice_count + self.input_count


@dataclass(frozen=True, slots=True)
class Finding:
    """One text on which the target groups surely agree, or surely differ."""

    is_common: bool
    text: str
    position: int  # of the target group that said it
    brief: str  # how sure it is, in one sentence
    told: str  # the same with the numbers of each group


@dataclass(frozen=True, slots=True)
class ResultPart:
    """The result of an activity that is no dialogue, once the hall has been shown it.

    All words are in the summary's language already. Small groups are protected in the charts (app/analysis).
    """

    place: int  # in the programme
    kind: str  # what it was, in words: «Avstemning»
    title: str
    heading: str  # the question
    lead: str  # what happened, in a sentence: «412 av 640 stemte.»
    charts: tuple[Chart, ...] = ()
    sentences: tuple[str, ...] = ()  # what follows from the figures, and how sure it is
    texts: tuple[str, ...] = ()  # what people wrote, published
    texts_heading: str = ""  # the question that the texts answer
    words: str = ""  # the project team's own, in simple Markdown
    findings: tuple[Finding, ...] = ()  # what the target groups agree on first, the surest of each kind first
    supported: tuple[Finding, ...] = ()  # where they agree on nothing: what all together support most, with the numbers


@dataclass(frozen=True, slots=True)
class RulePart:
    """A guiding rule that the conference came to."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SummaryContent:
    title: str
    organiser: str
    place: str
    held_on: date
    starts_at: time | None
    purpose: str  # what it is used for and who decides; may be empty
    language: Language
    code: str  # join code, the seed of the cover's shuffle
    is_demo: bool
    demo_note: str
    groups: tuple[GroupLine, ...]
    activities: tuple[ActivityPart, ...]
    moderation: Moderation
    results: tuple[ResultPart, ...] = ()
    rules: tuple[RulePart, ...] = ()
    heard: str = ""  # what the project team says that it heard, in simple Markdown
    people: int | None = None  # with at least one published contribution; None: as many as in the groups together
    made_at: datetime | None = None  # wall clock of the conference; not part of the fingerprint

    @property
    def parts(self) -> list[ActivityPart | ResultPart]:
        """Questions and results in the order of the programme."""
        both: list[ActivityPart | ResultPart] = [*self.activities, *self.results]
        return sorted(both, key=lambda part: part.place)

    @property
    def joined(self) -> int:
        return sum(group.joined for group in self.groups)

    @property
    def contributed(self) -> int:
        return sum(group.contributed or 0 for group in self.groups) if self.people is None else self.people

    @property
    def published(self) -> int:
        return sum(activity.published for activity in self.activities)

    def contradictions(self) -> list[str]:
        """Sums that do not agree. The renderer refuses such a content: rather none than two truths."""
        m = self.moderation
        known = {group.position for group in self.groups}
        positions = [group.position for group in self.groups]
        used = {part.position for activity in self.activities for part in activity.groups}
        checks = {
            "received = published + waiting + hidden": m.received == m.published + m.waiting + m.hidden,
            "published = texts in the activities": m.published == self.published,
            "reasons = hidden": sum(reason.count for reason in m.hidden_reasons) == m.hidden,
            "phone + table + paper = published": m.phone + m.table + m.paper == m.published,
            "paper in the activities = paper": sum(part.paper for part in self.activities) == m.paper,
            "approved <= published": 0 <= m.approved <= m.published,
            "edited <= published": 0 <= m.edited <= m.published,
            "redacted <= published": 0 <= m.redacted <= m.published,
            "positions are 1 to 8 and unique": len(known) == len(positions) and known <= set(range(1, 9)),
            "every text belongs to a group": used <= known,
            "each text is said by somebody": all(
                len(by) in (0, len(texts))
                for activity in self.activities
                for part in activity.groups
                for texts, by in ((part.advice, part.advice_by), (part.input, part.input_by))
            ),
            "a theme's count = the texts in it": all(activity.themes_agree for activity in self.activities),
            "every quote is a published text": all(
                quote.text in activity.texts_of(quote.position)
                for activity in self.activities
                for quote in activity.all_quotes
            ),
            "contributed <= joined": all((group.contributed or 0) <= group.joined for group in self.groups)
            and self.contributed <= self.joined,
        }
        return [rule for rule, holds in checks.items() if not holds]

    def to_json(self) -> str:
        """Canonical: the same content is always the same string."""
        return codec.to_json(self)

    def fingerprint(self) -> str:
        """SHA-256 over everything that is printed except when it was made."""
        printed = codec.to_json(replace(self, made_at=None)) + str(LAYOUT)
        return hashlib.sha256(printed.encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str) -> "SummaryContent":
        """Raises ValueError, KeyError or TypeError for what to_json() has not written."""
        return codec.from_json(cls, text)
