"""What a film's pieces need: how many have seen it in the control room, as much of its text as the hall can read."""

from typing import Any

from app.live.regions.dialogues import cut_at_word
from app.models import Activity
from app.queries.answers import answered_count_of
from app.queries.participants import joined_count_of

ROOM_BESIDE_PICTURE, ROOM_ALONE = (200, 360), (400, 560)
"""So many characters of the text have room on the hall's screen, large and smaller; measured in Chromium."""


def stage_context(activity: Activity) -> dict[str, Any]:
    film = activity.film
    text = film.text if film else ""
    large, most = ROOM_BESIDE_PICTURE if film and film.poster else ROOM_ALONE
    is_cut = len(text) > most
    shown = cut_at_word(text, most) if is_cut else text
    paragraphs = [paragraph for paragraph in shown.split("\n\n") if paragraph]
    return {"told": paragraphs, "is_long": len(shown) > large, "is_cut": is_cut}


def room_context(activity: Activity) -> dict[str, Any]:
    """Never by target group: of few people it would say who."""
    return {"seen": answered_count_of(activity), "joined": joined_count_of(activity.conference_id)}
