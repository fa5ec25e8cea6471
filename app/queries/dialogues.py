"""What a dialogue came to: how many texts, of whom, and the published ones."""

from dataclasses import dataclass

from app.models import Activity, TargetGroup
from app.queries.contributions import KindCounts, StateCounts, published_per_group, state_counts_of
from app.queries.participants import heard_per_group


@dataclass(frozen=True)
class GroupVoice:
    """What one target group said in it."""

    group: TargetGroup
    heard: int
    """People behind the published texts."""
    published: KindCounts


@dataclass(frozen=True)
class DialogueResult:
    states: StateCounts
    groups: list[GroupVoice]


def dialogue_result_of(activity: Activity) -> DialogueResult:
    published = published_per_group(activity)
    heard = heard_per_group(activity.conference_id, activity)
    return DialogueResult(
        states=state_counts_of(activity.conference_id, activity),
        groups=[
            GroupVoice(group, heard.get(group.id, 0), published.get(group.id, KindCounts()))
            for group in activity.conference.target_groups
        ],
    )
