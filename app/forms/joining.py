"""What a person chooses at the door: the code of a conference, and the target group to answer as."""

from collections.abc import Mapping

from app.models import Conference, TargetGroup


def read_target_group(values: Mapping[str, str], conference: Conference) -> TargetGroup | None:
    """The group whose mark was chosen; None when none was, or one that is not there."""
    chosen = values.get("group", "")
    return next((group for group in conference.target_groups if str(group.mark) == chosen), None)
