"""What a film's pieces need: how many have seen it in the control room, as much of its text as the hall can read."""

from typing import Any

from app.live.regions.dialogues import cut_at_word
from app.models import Activity
from app.queries.answers import answered_count_of
from app.queries.participants import joined_count_of

MOST_BESIDE_PICTURE, MOST_ALONE = 360, 560
"""So many characters of the text have room on the hall's screen; measured in Chromium."""


def stage_context(activity: Activity) -> dict[str, Any]:
    film = activity.film
    text = film.text if film else ""
    most = MOST_BESIDE_PICTURE if film and film.poster else MOST_ALONE
    is_cut = len(text) > most
    shown = cut_at_word(text, most) if is_cut else text
    return {"told": [paragraph for paragraph in shown.split("\n\n") if paragraph], "is_cut": is_cut}


def room_context(activity: Activity) -> dict[str, Any]:
    """Never by target group: of few people it would say who."""
    return {"seen": answered_count_of(activity), "joined": joined_count_of(activity.conference_id)}
