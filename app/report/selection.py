"""Which texts are printed when there are more than a body can hold. Pure functions on lists."""

from dataclasses import replace

from app.report.content import ActivityPart, GroupPart

MAX_PRINTED = 1500


def printed_of(activities: tuple[ActivityPart, ...], limit: int = MAX_PRINTED) -> tuple[ActivityPart, ...]:
    """The same activities with at most `limit` texts, the oldest of each list; of what was merged, the one that stands
    for the others.

    Shared as water fills a vessel: every list (activity, target group, kind) gets the same number, and what
    short lists leave over goes to the longer ones. So 120 employees cannot push out nine businesses.
    """
    standing = tuple(
        replace(activity, groups=tuple(_standing_for_themselves(part) for part in activity.groups))
        for activity in activities
    )
    lengths = [len(texts) for activity in standing for part in activity.groups for texts in (part.advice, part.input)]
    shares = iter(fair_shares(lengths, limit))
    return tuple(
        replace(activity, groups=tuple(_first(part, next(shares), next(shares)) for part in activity.groups))
        for activity in standing
    )


def _standing_for_themselves(part: GroupPart) -> GroupPart:
    """Without what another one of the same list stands for."""
    advice, advice_by = _kept(part.advice, part.advice_by)
    inputs, input_by = _kept(part.input, part.input_by)
    return replace(part, advice=advice, input=inputs, advice_by=advice_by, input_by=input_by)


def _kept(texts: tuple[str, ...], by: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if not by:
        return texts, by
    return tuple(text for text, people in zip(texts, by, strict=True) if people), tuple(filter(None, by))


def _first(part: GroupPart, advice: int, inputs: int) -> GroupPart:
    return replace(
        part,
        advice=part.advice[:advice],
        input=part.input[:inputs],
        advice_by=part.advice_by[:advice],
        input_by=part.input_by[:inputs],
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
