"""What a dialogue came to: how many texts, of whom, and the published ones."""

from dataclasses import dataclass

from app.models import Activity, TargetGroup
from app.queries.contributions import KindCounts, StateCounts, published_per_group, state_counts_of
from app.queries.participants import heard_per_group, told_apart


@dataclass(frozen=True)
class GroupVoice:
    """What one target group said in it."""

    group: TargetGroup
    heard: int | None
    """People behind the published texts; None where that is not told. How many texts there are can be counted by
    everybody, for they stand with their group; of how many people would join the texts of a few."""
    published: KindCounts


@dataclass(frozen=True)
class DialogueResult:
    states: StateCounts
    groups: list[GroupVoice]


def dialogue_result_of(activity: Activity) -> DialogueResult:
    published = published_per_group(activity)
    groups = activity.conference.target_groups
    heard = heard_per_group(activity.conference_id, activity)
    told = told_apart({group.id: heard.get(group.id, 0) for group in groups})
    return DialogueResult(
        states=state_counts_of(activity.conference_id, activity),
        groups=[GroupVoice(group, told.get(group.id), published.get(group.id, KindCounts())) for group in groups],
    )
