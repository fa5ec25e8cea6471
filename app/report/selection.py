"""Which texts are printed when there are more than a body can hold. Pure functions on lists."""

from dataclasses import replace

from app.report.content import ActivityPart, GroupPart

MAX_PRINTED = 1500


def printed_of(activities: tuple[ActivityPart, ...], limit: int = MAX_PRINTED) -> tuple[ActivityPart, ...]:
    """The same activities with at most `limit` texts, the oldest of each list.

    Shared as water fills a vessel: every list (activity, target group, kind) gets the same number, and what
    short lists leave over goes to the longer ones. So 120 employees cannot push out nine businesses.
    """
    lengths = [len(texts) for activity in activities for part in activity.groups for texts in (part.advice, part.input)]
    shares = iter(fair_shares(lengths, limit))
    return tuple(
        replace(
            activity,
            groups=tuple(
                GroupPart(part.position, part.advice[: next(shares)], part.input[: next(shares)])
                for part in activity.groups
            ),
        )
        for activity in activities
    )


def fair_shares(lengths: list[int], limit: int) -> list[int]:
    shares = [0] * len(lengths)
    left = min(limit, sum(lengths))
    while left:
        open_lists = [index for index, length in enumerate(lengths) if shares[index] < length]
        step = max(1, left // len(open_lists))
        for index in open_lists:
            given = min(step, lengths[index] - shares[index], left)
            shares[index] += given
            left -= given
    return shares
