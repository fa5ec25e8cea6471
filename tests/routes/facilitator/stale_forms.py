"""The forms that two facilitators may write in at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.domain.activities import ActivityPlan, add_activity, change_activity
from app.domain.conferences import (
    ConferencePlan,
    describe_conference,
    set_target_groups,
    target_groups_as_planned,
)
from app.domain.films import FilmPlan, change_film
from app.domain.guiding_rules import RulePlan, reword_guiding_rule
from app.domain.priorities import PriorityPlan, change_priority_round
from app.domain.reactions import change_reaction_round
from app.domain.seen import stored_plan
from app.domain.survey_items import change_item, words_of
from app.domain.surveys import SentTo, set_survey_basis
from app.domain.tables import TableWords, name_tables, set_table_count
from app.domain.tables import words_of as words_of_tables
from app.domain.votes import OptionPlan, change_options, options_of
from app.extensions import db
from app.models import Activity, ActivityKind, GuidingRule
from app.queries.offers import source_id_of
from app.queries.tables import tables_of
from tests.conftest import Story
from tests.films import film_in
from tests.rounds import round_of
from tests.routes.facilitator.conftest import drawn_from
from tests.survey_story import SERVICES, item, survey_in
from tests.votes import vote_in


@dataclass
class Form:
    """One of the forms: where it is drawn and where it posts, what is stored of it, how a colleague changes that."""

    story: Story
    page: str
    stored_now: Callable[[], Any]
    change: Callable[[Any], object]
    """By Bjørn's colleague, of what is stored."""
    own: str = "title"
    """The field that Bjørn writes in."""
    end: str = ""
    """Of the address that it posts to."""
    fields_of: Callable[[Any], dict[str, Any]] = vars
    """What it posts as drawn."""
    mine: str = "Mitt"
    theirs: str = "Kollegaens"
    fault: tuple[str, str] = ("x" * 5000, "Bruk høyst")
    kept: str = ""
    """How the page holds what was typed."""

    @property
    def action(self) -> str:
        return self.page + self.end

    @property
    def activity(self) -> Activity:
        """That it is about."""
        return db.session.get_one(Activity, int(self.page.split("/programme/")[1].split("/")[0]))

    @property
    def stored(self) -> Any:
        db.session.expire_all()
        return self.stored_now()

    def draw(self) -> str:
        return drawn_from(self.story.as_bjorn, self.page, self.action)

    def post(self, seen: str, **fields: str):
        return self.story.as_bjorn.post(self.action, data=self.fields | fields | {"seen": seen})

    @property
    def fields(self) -> dict[str, str]:
        """A box that is not ticked posts nothing."""
        drawn = self.fields_of(self.stored)
        return {name: "y" if value is True else str(value) for name, value in drawn.items() if value is not False}


NUMBER = ("mange", "Skriv et helt tall")


def activity(story: Story, at: str) -> Form:
    return Form(
        story,
        page=f"{at}/programme/{story.dialogue.id}",
        stored_now=lambda: stored_plan(ActivityPlan, story.dialogue),
        change=lambda now: change_activity(story.dialogue, replace(now, title="Kollegaens", minutes=99), story.david),
    )


def settings(story: Story, at: str) -> Form:
    return Form(
        story,
        page=f"{at}/settings",
        stored_now=lambda: stored_plan(ConferencePlan, story.conference),
        change=lambda now: describe_conference(story.conference, replace(now, title="Kollegaens"), story.david),
    )


def groups(story: Story, at: str) -> Form:
    return Form(
        story,
        page=f"{at}/settings",
        end="/target-groups#errors",
        own="group-1-name",
        stored_now=lambda: target_groups_as_planned(story.conference),
        fields_of=lambda now: {f"group-{g.mark}-{k}": v for g in now for k, v in vars(g).items() if k != "mark"},
        change=lambda now: set_target_groups(
            story.conference, [replace(now[0], name="Kollegaens"), *now[1:]], story.david
        ),
    )


def tables(story: Story, at: str) -> Form:
    set_table_count(story.conference, 2, story.bjorn)
    return Form(
        story,
        page=f"{at}/tables",
        end="/names",
        own="table-1-name",
        stored_now=lambda: words_of_tables(tables_of(story.conference)),
        fields_of=lambda now: {f"table-{n}-{k}": v for n, words in now.items() for k, v in vars(words).items()},
        change=lambda _now: name_tables(story.conference, {1: TableWords("Kollegaens", "")}, story.david),
    )


def table_count(story: Story, at: str) -> Form:
    return Form(
        story,
        page=f"{at}/tables",
        end="/count",
        own="count",
        stored_now=lambda: len(tables_of(story.conference)),
        fields_of=lambda now: {"count": now},
        change=lambda _now: set_table_count(story.conference, 5, story.david),
        mine="7",
        theirs="5",
        fault=NUMBER,
    )


def options(story: Story, at: str) -> Form:
    vote = vote_in(story)
    return Form(
        story,
        page=f"{at}/programme/{vote.id}",
        end="/options#errors",
        own="option-0-title",
        stored_now=lambda: options_of(vote.vote),
        fields_of=lambda now: (
            {f"option-{n}-{k}": v for n, o in enumerate(now[1]) for k, v in vars(o).items()} | {"places": now[0]}
        ),
        change=lambda now: change_options(
            vote, now[0], [OptionPlan("Kollegaens", now[1][0].sentence), *now[1][1:]], story.david
        ),
    )


def film(story: Story, at: str) -> Form:
    about = film_in(story, text="Se her.")
    return Form(
        story,
        page=f"{at}/programme/{about.id}",
        end="/film#errors",
        own="poster_alt",
        stored_now=lambda: stored_plan(FilmPlan, about.film),
        fields_of=lambda now: vars(now) | {"leads_to_id": now.leads_to_id or 0},
        change=lambda now: change_film(about, replace(now, poster_alt="Kollegaens"), story.david),
    )


def reactions(story: Story, at: str) -> Form:
    asked = round_of(story, ActivityKind.REACTIONS, opened=False)
    other = add_activity(
        story.conference, ActivityPlan(kind=ActivityKind.DIALOGUE, title="Kollegaens", question="Hva?", minutes=5), None
    )
    return Form(
        story,
        page=f"{at}/programme/{asked.id}",
        end="/reactions",
        own="source",
        stored_now=lambda: source_id_of(asked),
        fields_of=lambda now: {"source": now or 0},
        change=lambda _now: change_reaction_round(asked, other, story.david),
        mine=str(story.dialogue.id),
        fault=("999999", "Velg en av mulighetene"),
        kept=f'value="{story.dialogue.id}" selected',
    )


def priorities(story: Story, at: str) -> Form:
    asked = round_of(story, ActivityKind.PRIORITIES, opened=False)
    return Form(
        story,
        page=f"{at}/programme/{asked.id}",
        end="/priorities",
        own="dots",
        stored_now=lambda: stored_plan(PriorityPlan, asked.priority_round),
        fields_of=lambda now: {"source": now.source_id or 0, "dots": now.dots},
        change=lambda _now: change_priority_round(asked, None, 5, story.david),
        mine="7",
        theirs="5",
        fault=NUMBER,
    )


def survey_item(story: Story, at: str) -> Form:
    asked = item(survey_in(story, SERVICES))
    return Form(
        story,
        page=f"{at}/programme/{asked.activity_id}/survey/items/{asked.id}",
        own="area",
        stored_now=lambda: words_of(asked),
        fields_of=lambda now: {k: v for k, v in now.items() if k != "only_group_id"} | {"only_mark": 0},
        change=lambda _now: change_item(asked, replace(SERVICES, area="Kollegaens"), story.david),
    )


def basis(story: Story, at: str) -> Form:
    survey = survey_in(story, SERVICES)
    return Form(
        story,
        page=f"{at}/programme/{survey.id}/survey",
        end="/basis",
        own="invited",
        stored_now=lambda: stored_plan(SentTo, survey.survey),
        change=lambda _now: set_survey_basis(survey, SentTo(is_sample=False, invited=5), story.david),
        mine="7",
        theirs="5",
        fault=NUMBER,
    )


def guiding_rule(story: Story, at: str) -> Form:
    rule = GuidingRule(conference_id=story.conference.id, position=1, title="Blide", sentence="Vi smiler.")
    db.session.add(rule)
    db.session.commit()
    return Form(
        story,
        page=f"{at}/guiding-rules",
        end=f"/{rule.id}",
        own=f"rule-{rule.id}-title",
        stored_now=lambda: stored_plan(RulePlan, rule),
        fields_of=lambda now: {f"rule-{rule.id}-{k}": v for k, v in vars(now).items()},
        change=lambda now: reword_guiding_rule(rule, replace(now, title="Kollegaens"), story.david),
    )


# fmt: off
FORMS: list[Callable[[Story, str], Form]] = [
    activity, settings, groups, tables, table_count, options, film, reactions, priorities, survey_item, basis,
    guiding_rule,
]
# fmt: on
OF_AN_ITEM = [activity, options, film, reactions, priorities, survey_item, basis]
"""Those about one item of the programme, which a colleague may take out."""
OF_A_KIND = [made for made in OF_AN_ITEM if made is not activity]
"""Those about what only one kind of item has."""
