"""Fills the summary's content model from the same queries that screen and control room count with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask_babel import force_locale, to_user_timezone
from flask_babel import gettext as _

from app.models import (
    Activity,
    Conference,
    ContributionKind,
    FollowUp,
    HiddenReason,
    Origin,
    SummaryPart,
    Theme,
    utc_now,
)
from app.models.summary_text import Section
from app.queries.activities import question_numbers_of
from app.queries.contribution_reports import (
    Said,
    all_published,
    approved_count_of,
    edited_count_of,
    hidden_by_reason,
    redacted_count_of,
)
from app.queries.contributions import state_counts_of
from app.queries.follow_ups import follow_ups_of
from app.queries.guiding_rules import shown_guiding_rules_of
from app.queries.participants import counts_per_group, heard_per_activity, heard_per_group, told_apart
from app.queries.reading import begin_one_reading
from app.queries.summary_texts import Words, words_of
from app.queries.summary_themes import Pile, quoted_piles_of
from app.queries.themes import roots_in
from app.report.content import (
    ActivityPart,
    GroupLine,
    GroupPart,
    ResultPart,
    RulePart,
    SummaryContent,
)
from app.report.draft import draft_of
from app.report.gather_themes import themes_and_follow_ups_of
from app.report.moderation import Moderation, ReasonCount
from app.report.results import result_parts_of
from app.report.voices import printed


def summary_content_of(conference: Conference, words: Words | None = None) -> SummaryContent:
    """Everything that the summary says, as of now, in the language of the conference.

    `words` is what it says in the team's own words; without them, all that the team has written so far.

    Only what is published comes along as text; what waits or is hidden is counted and nothing else. Ends the
    session's running transaction, so that all is read as of one moment.
    """
    begin_one_reading()
    if conference.is_rehearsal:
        raise ValueError("a rehearsal has no summary")  # the routes have refused before: this is the last door
    said = all_published(conference.id)
    words = words_of(conference) if words is None else words
    with force_locale(str(conference.language)):
        content = SummaryContent(
            title=conference.title,
            organiser=conference.organiser,
            place=conference.place,
            held_on=conference.held_on,
            starts_at=conference.starts_at,
            purpose=conference.purpose,
            language=conference.language.value,
            code=conference.code,
            is_demo=conference.is_demo,
            demo_note=_demo_note() if conference.is_demo else "",
            groups=_group_lines(conference),
            people=sum(heard_per_group(conference.id).values()),
            activities=_activity_parts(conference, said, words),
            results=tuple(_with_words(conference, part, words) for part in result_parts_of(conference)),
            rules=tuple(RulePart(rule.title, rule.sentence) for rule in shown_guiding_rules_of(conference)),
            heard=words.of(SummaryPart.HEARD),
            moderation=_moderation(conference, said),
            made_at=to_user_timezone(utc_now()).replace(microsecond=0, tzinfo=None),
        )
    is_unwritten = words.is_whole and Section(SummaryPart.HEARD) not in words.texts
    return replace(content, heard=draft_of(content)) if is_unwritten and conference.is_finished else content


def _demo_note() -> str:
    return _("Demo, fritt etter Sørum kommunes prosjekt Dialog (2012). Innspill, deltakere og tall er oppdiktet.")


def _group_lines(conference: Conference) -> tuple[GroupLine, ...]:
    counts = counts_per_group(conference.id)
    heard = heard_per_group(conference.id)
    told = told_apart({count.group.id: heard.get(count.group.id, 0) for count in counts})
    return tuple(
        GroupLine(
            position=count.group.mark,
            name=count.group.name,
            planned=count.planned or None,
            joined=count.joined,
            contributed=told.get(count.group.id),
        )
        for count in counts
    )


def _activity_parts(conference: Conference, said: list[Said], words: Words) -> tuple[ActivityPart, ...]:
    """Every question that has been asked, and whatever else was answered: nothing published is left out."""
    numbers = question_numbers_of(conference)
    answered = {text.activity_id for text in said}
    asked = [
        activity
        for activity in conference.activities
        if activity.id in answered or (activity.is_dialogue and activity.opened_at is not None)
    ]
    heard = heard_per_activity(conference.id)
    follow_ups = follow_ups_of(conference) if words.is_whole else ()
    piles = quoted_piles_of(conference) if words.is_whole else {}
    stands_for = roots_in(conference.id) if words.is_whole else {}
    places = {activity.id: place for place, activity in enumerate(conference.activities, start=1)}
    return tuple(
        _activity_part(
            activity,
            numbers[activity.id],
            [text for text in said if text.activity_id == activity.id],
            heard.get(activity.id, 0),
            places[activity.id],
            words,
            piles.get(activity.id, []),
            [each for each in follow_ups if each.activity_id == activity.id],
            stands_for,
        )
        for activity in asked
    )


def _activity_part(
    activity: Activity,
    number: int,
    said: list[Said],
    contributed: int,
    place: int,
    words: Words,
    piles: list[Pile],
    follow_ups: Sequence[FollowUp],
    stands_for: Mapping[int, Theme],
) -> ActivityPart:
    groups = activity.conference.target_groups
    numbers = _theme_numbers_in(said) if words.is_whole else {}
    return ActivityPart(
        number=number,
        title=activity.title,
        question=activity.heading,
        groups=tuple(
            _group_part(group.mark, [text for text in said if text.target_group_id == group.id], numbers)
            for group in groups
            if any(text.target_group_id == group.id for text in said)
        ),
        contributed=contributed,
        place=place,
        paper=sum(text.origin is Origin.PAPER for text in said),
        asks_advice=activity.takes_advice or any(text.kind is ContributionKind.ADVICE for text in said),
        asks_input=activity.takes_input or any(text.kind is ContributionKind.INPUT for text in said),
        words=words.of(SummaryPart.WORDS, activity.id),
        disagreement=words.of(SummaryPart.DISAGREEMENT, activity.id),
        **(themes_and_follow_ups_of(activity, words, piles, follow_ups, stands_for) if words.is_whole else {}),
    )


def _with_words(conference: Conference, part: ResultPart, words: Words) -> ResultPart:
    activity = conference.activities[part.place - 1]
    return replace(part, words=words.of(SummaryPart.WORDS, activity.id))


def _theme_numbers_in(said: list[Said]) -> dict[int, int]:
    """By id, from 1, in the order of the conference's themes: those that anything here is in."""
    themes = sorted({theme for text in said for theme in text.themes})
    return {id: number for number, (_place, id) in enumerate(themes, start=1)}


def _group_part(mark: int, said: list[Said], numbers: dict[int, int]) -> GroupPart:
    advice = [text for text in said if text.kind is ContributionKind.ADVICE]
    inputs = [text for text in said if text.kind is ContributionKind.INPUT]
    return GroupPart(
        position=mark,
        advice=tuple(map(printed, advice)),
        input=tuple(map(printed, inputs)),
        advice_by=_by(advice),
        input_by=_by(inputs),
        advice_themes=_themes(advice, numbers),
        input_themes=_themes(inputs, numbers),
    )


def _by(said: list[Said]) -> tuple[int, ...]:
    by = tuple(text.said_by for text in said)
    return by if set(by) != {1} else ()


def _themes(said: list[Said], numbers: dict[int, int]) -> tuple[tuple[int, ...], ...]:
    themes = tuple(tuple(numbers[id] for _place, id in text.themes if id in numbers) for text in said)
    return themes if any(themes) else ()


def _moderation(conference: Conference, said: list[Said]) -> Moderation:
    counts = state_counts_of(conference.id)
    reasons = hidden_by_reason(conference.id)
    origins = [text.origin for text in said]
    return Moderation(
        received=counts.received,
        published=counts.published,
        waiting=counts.waiting,
        hidden=counts.hidden,
        hidden_reasons=tuple(
            ReasonCount(_reason(reason), reasons[reason], reason.value) for reason in HiddenReason if reason in reasons
        ),
        approved=approved_count_of(conference.id),
        redacted=redacted_count_of(conference.id),
        edited=edited_count_of(conference.id),
        phone=origins.count(Origin.PHONE),
        table=origins.count(Origin.TABLE),
        paper=origins.count(Origin.PAPER),
    )


def _reason(reason: HiddenReason) -> str:
    """As the facilitator saw it when it was chosen."""
    match reason:
        case HiddenReason.PERSONAL_DATA:
            return _("Personopplysning")
        case HiddenReason.ABOUT_ONE_PERSON:
            return _("Gjelder én person")
        case HiddenReason.OFFENSIVE:
            return _("Krenkende")
        case HiddenReason.OFF_TOPIC:
            return _("Hører ikke til her")
        case HiddenReason.UNCLEAR:
            return _("Uklart")
