"""The demo conference «Prosjekt Dialog», in the middle of its first dialogue; and the template made of it.

The texts are in demo_content/. All is the same each time but the codes, the tokens and the time of day.
"""

import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import to_user_timezone
from sqlalchemy import select

from app.analysis.themes import suggested_themes
from app.demo_survey import let_them_answer
from app.domain.activities import ActivityPlan
from app.domain.conferences import ConferencePlan, TargetGroupPlan, create_conference
from app.domain.films import FilmPlan, change_film
from app.domain.log import note
from app.domain.media import store_file
from app.domain.seatings import make_seating
from app.domain.tables import set_table_count
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme
from app.domain.transaction import transaction
from app.domain.votes import OptionPlan, change_options
from app.extensions import db
from app.models import (
    Account,
    Activity,
    ActivityKind,
    Conference,
    Contribution,
    ContributionKind,
    ContributionState,
    Grouping,
    HiddenReason,
    Language,
    MediaRole,
    Origin,
    Participant,
    utc_now,
)
from app.models.participant import new_participant_token, token_hash
from app.queries.seatings import tables_by_seat

CONTENT = Path(__file__).parent / "demo_content" / "prosjekt_dialog.toml"
SURVEY = 2
"""Which item of the programme tells what the survey said: «Dette svarte dere»."""
OF_ONE_KIND = frozenset({"places", "options", "picture", "poster_alt", "text"})
RUNNING = timedelta(minutes=13, seconds=36)
"""So long the first dialogue has been open."""
DECIDED_AFTER = timedelta(seconds=40)
"""So long a contribution waited before somebody read it."""
UNSORTED = 8
"""So many of the published ones nobody has looked at yet, to sort them into themes."""
AT_TABLE = 6
QUIET_START = timedelta(seconds=70)
QUIET_END = timedelta(seconds=75)

Said = tuple[int, timedelta, dict[str, str]]
"""A target group's mark, how long ago, and the text with its kind."""


def template_groups() -> list[TargetGroupPlan]:
    """The target groups of «Dialogkonferanse, hel dag»."""
    names = ("mark", "name", "description", "planned")
    return [TargetGroupPlan(**{name: group[name] for name in names}) for group in _content()["group"]]


def template_programme() -> list[ActivityPlan]:
    """The programme of «Dialogkonferanse, hel dag»: five dialogues between 08.30 and 15.00."""
    plans = []
    for item in _content()["activity"]:
        grouping = Grouping(item.get("grouping", Grouping.PLENARY))
        shared = {name: value for name, value in item.items() if name not in OF_ONE_KIND}
        plans.append(ActivityPlan(**{**shared, "kind": ActivityKind(item["kind"]), "grouping": grouping}))
    return plans


def create_from_template(plan: ConferencePlan, account: Account) -> Conference:
    """A conference with the template's target groups and programme, and nobody in it."""
    conference = create_conference(plan, account, groups=template_groups(), programme=template_programme())
    fill_programme(conference, account)
    return conference


def create_with_one_question(plan: ConferencePlan, account: Account) -> Conference:
    """The template's target groups and its first question: ready to open, for a short meeting or to try things out."""
    first = next(item for item in template_programme() if item.kind is ActivityKind.DIALOGUE)
    question = replace(first, title="Dialog", note="", grouping=Grouping.PLENARY)
    return create_conference(plan, account, groups=template_groups(), programme=[question])


def fill_programme(conference: Conference, account: Account) -> None:
    """Gives the activities of the template's programme what only their kind has."""
    for activity, item in zip(conference.activities, _content()["activity"], strict=True):
        if "picture" in item:
            store_file(
                activity, MediaRole.POSTER, item["picture"], (CONTENT.parent / item["picture"]).read_bytes(), account
            )
            vote = next(later for later in conference.activities if later.kind is ActivityKind.VOTE)
            plan = FilmPlan(text=item["text"].strip(), poster_alt=item["poster_alt"], leads_to_id=vote.id)
            change_film(activity, plan, account)
        if "options" in item:
            change_options(activity, item["places"], [OptionPlan(**option) for option in item["options"]], account)


def template_start() -> time:
    """When the template's day begins."""
    starts_at: time = _content()["conference"]["starts_at"]
    return starts_at


def build_demo(account: Account, title: str = "", now: datetime | None = None) -> Conference:
    """The whole demo, held today, with `account` as its facilitator. `now` is when it is looked at."""
    now = (now or utc_now()).replace(microsecond=0)
    about = _content()["conference"] | ({"title": title} if title else {})
    plan = ConferencePlan(held_on=to_user_timezone(now).date(), **about)
    conference = create_from_template(plan, account)
    with transaction(conference.id):
        conference.is_demo = True
        _run_until_the_first_dialogue(conference, now)
        people = _let_people_in(conference)
        _seat_them(conference, people, account)
        _let_them_speak(conference, people, now)
        _note_decisions(conference, account)
        _sort_into_themes(conference, account)
        let_them_answer(conference, conference.activities[SURVEY], account)
    return conference


@dataclass(frozen=True)
class Sample:
    """Something that somebody of a target group may say, by the group's mark."""

    mark: int
    kind: ContributionKind
    text: str


@cache
def sample_texts() -> list[Sample]:
    """All that is said in the demo, but for what a phone would not have sent (a telephone number)."""
    sent = ((mark, said) for mark, _ago, said in _all_said() if said.get("reason") != HiddenReason.PERSONAL_DATA)
    return [Sample(mark, ContributionKind(said["kind"]), said["text"]) for mark, said in sent]


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def _first_dialogue_of(conference: Conference) -> Activity:
    return next(activity for activity in conference.activities if activity.is_dialogue)


def _run_until_the_first_dialogue(conference: Conference, now: datetime) -> None:
    """Opens each item where the one after it begins, backwards from the dialogue that is open now."""
    dialogue = _first_dialogue_of(conference)
    moment = dialogue.opened_at = now - RUNNING
    for activity in reversed([item for item in conference.activities if item.position < dialogue.position]):
        activity.closed_at = moment
        moment = activity.opened_at = moment - timedelta(minutes=activity.minutes)
    conference.opened_at = moment


def _let_people_in(conference: Conference) -> dict[int, list[Participant]]:
    """Those who have come, by the mark of their group. Nobody holds their tokens."""
    people: dict[int, list[Participant]] = {}
    for group, content in zip(conference.target_groups, _content()["group"], strict=True):
        people[group.mark] = [
            Participant(
                conference_id=conference.id,
                target_group_id=group.id,
                token_hash=token_hash(new_participant_token()),
                language=Language.NYNORSK if number % 8 == 7 else Language.BOKMAL,
            )
            for number in range(content["joined"])
        ]
        db.session.add_all(people[group.mark])
    db.session.flush()
    return people


def _seat_them(conference: Conference, people: dict[int, list[Participant]], account: Account) -> None:
    """Tables of six with a plan for the day; those who have come sit where it says."""
    set_table_count(conference, conference.planned // AT_TABLE, account)
    seating = make_seating(conference, hosts_stay=True, account=account)
    tables, dialogue = tables_by_seat(seating), _first_dialogue_of(conference)
    for group in conference.target_groups:
        seats = (seat for seat in seating.seats if seat.target_group_id == group.id)
        for person, seat in zip(people[group.mark], seats, strict=False):
            person.table_id = tables[seat.id, dialogue.id]


def _let_them_speak(conference: Conference, people: dict[int, list[Participant]], now: datetime) -> None:
    """Each group's speakers take turns; what came on paper has nobody."""
    dialogue = _first_dialogue_of(conference)
    groups = {group.mark: group for group in conference.target_groups}
    speakers = {group["mark"]: people[group["mark"]][: group["spoke"]] for group in _content()["group"]}
    turns = dict.fromkeys(groups, 0)
    for mark, ago, said in sorted(_all_said(), key=lambda each: each[1], reverse=True):
        origin = Origin(said.get("origin", Origin.PHONE))
        speaker = None if origin is Origin.PAPER else speakers[mark][turns[mark] % len(speakers[mark])]
        turns[mark] += speaker is not None
        state = ContributionState(said["state"])
        db.session.add(
            Contribution(
                activity_id=dialogue.id,
                target_group_id=groups[mark].id,
                participant_id=speaker.id if speaker else None,
                client_key=str(uuid.uuid4()),
                kind=ContributionKind(said["kind"]),
                text=said["text"],
                origin=origin,
                state=state,
                hidden_reason=HiddenReason(said["reason"]) if "reason" in said else None,
                submitted_at=now - ago,
                decided_at=None if state is ContributionState.WAITING else now - ago + DECIDED_AFTER,
            )
        )


def _note_decisions(conference: Conference, account: Account) -> None:
    """As if the facilitator had read and decided each, so that the summary says how it was done."""
    dialogue = _first_dialogue_of(conference)
    actions = {
        ContributionState.PUBLISHED: "publish_contribution",
        ContributionState.HIDDEN: "hide_contribution",
    }
    decided = select(Contribution).where(Contribution.activity_id == dialogue.id, Contribution.state.in_(actions))
    for contribution in db.session.scalars(decided.order_by(Contribution.id)):
        note(conference.id, account, actions[contribution.state], contribution.id, contribution.hidden_reason or "")


def _sort_into_themes(conference: Conference, account: Account) -> None:
    """As if the facilitator had followed the first suggestion for each, up to what came last."""
    themes = [
        add_theme(conference, ThemePlan(theme["name"], tuple(theme["stems"])), account) for theme in _content()["theme"]
    ]
    stems = {theme.id: theme.stem_list for theme in themes}
    published = select(Contribution).where(
        Contribution.activity_id == _first_dialogue_of(conference).id, Contribution.state == ContributionState.PUBLISHED
    )
    for contribution in db.session.scalars(published.order_by(Contribution.id)).all()[:-UNSORTED]:
        suggested = suggested_themes(contribution.text, stems)
        if suggested:
            sort_contribution(contribution, [suggested[0].theme], account)


def _all_said() -> Iterator[Said]:
    yield from _published()
    for state in (ContributionState.WAITING, ContributionState.HIDDEN):
        for said in _content()[state]:
            yield said["group"], timedelta(seconds=said["ago"]), {**said, "state": state}


def _published() -> Iterator[Said]:
    """Spread over the time that the dialogue has been open, each group from beginning to end."""
    texts = {int(mark): said for mark, said in _content()["published"].items()}
    in_turn = sorted(
        ((number + 1) / len(texts[mark]), -mark, number) for mark in texts for number in range(len(texts[mark]))
    )
    step = (RUNNING - QUIET_START - QUIET_END) / (len(in_turn) - 1)
    for place, (_share, negative_mark, number) in enumerate(in_turn):
        said = {**texts[-negative_mark][number], "state": ContributionState.PUBLISHED}
        yield -negative_mark, RUNNING - QUIET_START - step * place, said
