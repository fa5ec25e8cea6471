"""What a dialogue's own pieces need: the board on the hall's screen."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from app.models import Activity, ActivityState, Contribution, TargetGroup
from app.queries.contributions import newest_per_group, published_per_group


@dataclass(frozen=True)
class Room:
    """How many characters a place on the board holds, by how many places there are; measured in Chromium."""

    places: int
    short: int
    """Up to so many in large type."""
    long: int
    """Up to so many in smaller type; longer ones are cut."""
    name: int
    """So many characters of a target group's name on a line."""
    line: int
    """So many characters of the text a further line of the name takes the room of."""
    says_more: bool = True
    """Whether there is room to say where the rest is; the foot says it anyway."""


ROOMS = (
    Room(3, 110, 180, name=26, line=21),
    Room(4, 90, 140, name=42, line=38),
    Room(6, 75, 110, name=26, line=29),
    Room(8, 60, 60, name=19, line=15, says_more=False),
)
MOST_NAME_LINES = 3
REST = 30
"""Characters that «… les resten på telefonen» takes, in the longest of the languages."""


@dataclass(frozen=True)
class Place:
    """One target group's place on the board, with what it said last."""

    group: TargetGroup
    contribution: Contribution | None
    text: str
    is_long: bool
    is_cut: bool
    says_more: bool
    is_newest: bool
    published: int


def stage_context(activity: Activity) -> dict[str, Any]:
    return {"places": [] if activity.state is ActivityState.CLOSED else places_of(activity)}


def places_of(activity: Activity) -> list[Place]:
    """A place for each target group, always the same one, also for those who have not said anything."""
    newest = newest_per_group(activity)
    newest_of_all = next(iter(newest.values()), None)
    published = published_per_group(activity)
    groups = activity.conference.target_groups
    room = next(room for room in ROOMS if len(groups) <= room.places)
    places = []
    for group in groups:
        contribution = newest.get(group.id)
        text = " ".join(contribution.text.split()) if contribution else ""
        lines = len(wrap(group.name, room.name)[:MOST_NAME_LINES])
        short, long = (limit - room.line * (lines - 1) for limit in (room.short, room.long))
        is_cut = len(text) > long
        places.append(
            Place(
                group=group,
                contribution=contribution,
                text=cut_at_word(text, long - REST * room.says_more) if is_cut else text,
                is_long=len(text) > short,
                is_cut=is_cut,
                says_more=is_cut and room.says_more,
                is_newest=activity.is_open and contribution is not None and contribution is newest_of_all,
                published=published[group.id].all if group.id in published else 0,
            )
        )
    return places


def cut_at_word(text: str, limit: int) -> str:
    """At most `limit` characters, whole words where there are any, without the comma they may end in."""
    head = text[: limit + 1]
    whole = head.rpartition(" ")[0] if " " in head[limit // 2 :] else head[:limit]
    return whole.rstrip(" ,;:–-.…")
