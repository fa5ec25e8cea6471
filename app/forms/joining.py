"""What a person chooses at the door: the target group to answer as, and the table."""

from collections.abc import Mapping

from app.models import Conference, TargetGroup


def read_target_group(values: Mapping[str, str], conference: Conference) -> TargetGroup | None:
    """The group whose mark was chosen; None when none was, or one that is not there."""
    chosen = values.get("group", "")
    return next((group for group in conference.target_groups if str(group.mark) == chosen), None)


def read_table(values: Mapping[str, str]) -> int | None:
    """The number of the table that was chosen; None when none was."""
    number = values.get("number", "")
    return int(number) if number.isdecimal() and len(number) <= 3 else None
