"""A survey of forty items on the scale, asked both ways, and people who answered nearly all of it."""

import random

from sqlalchemy import insert

from app.domain.activities import ActivityPlan, add_activity, open_activity
from app.domain.survey_items import ItemPlan, fill_survey
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Conference, SurveyAnswer, SurveyResponse

ITEMS = 40
AREAS = ("Tjenester", "Evne til fornyelse", "Forvaltning", "Samfunnsrollen", "Ledelse", "Arbeidsmiljø")
SCALE = (0, 1, 2, 3, 4, 5, 6)
EXPECTED, EXPERIENCED = (3, 1, 2, 6, 14, 34, 40), (3, 5, 12, 24, 30, 18, 8)


def survey(conference: Conference, people: list[tuple[int, int]], account: Account) -> Activity:
    """`people` are ids and target groups; one of 25 skips an item."""
    chance = random.Random(7)
    activity = add_activity(
        conference, ActivityPlan(kind=ActivityKind.SURVEY, title="Undersøkelsen", minutes=10), account
    )
    plans = [ItemPlan(area=AREAS[number % len(AREAS)], text=f"Påstand nummer {number}") for number in range(ITEMS)]
    fill_survey(activity, plans, account)
    open_activity(activity, account)
    assert activity.survey is not None
    items = [item.id for item in activity.survey.items]
    who = [
        {"activity_id": activity.id, "key": f"{chance.getrandbits(256):064x}", "target_group_id": group_id}
        for _id, group_id in people
    ]
    db.session.execute(insert(SurveyResponse), who)
    for item_id in items:
        rows = [
            person
            | {
                "item_id": item_id,
                "expectation": chance.choices(SCALE, EXPECTED)[0],
                "experience": chance.choices(SCALE, EXPERIENCED)[0],
            }
            for person in who
            if chance.random() > 0.04
        ]
        db.session.execute(insert(SurveyAnswer), rows)
    db.session.commit()
    return activity
