"""What came in and what became of it, as the summary tells it: counts alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReasonCount:
    label: str  # in the summary's language, as the moderator saw it
    count: int
    reason: str = ""  # its name, for a page in another language than the summary's


@dataclass(frozen=True, slots=True)
class Moderation:
    """What came in to the activities, and what became of it: received = published + waiting + hidden."""

    received: int
    published: int
    waiting: int
    hidden: int
    hidden_reasons: tuple[ReasonCount, ...] = ()  # sums to `hidden`
    approved: int = 0  # of the published: let through by a person; the others were shown at once
    redacted: int = 0  # of the published: something was taken out
    edited: int = 0  # of the published: do not stand as they were written
    phone: int = 0  # published, by where it was written: phone + table + paper = published
    table: int = 0
    paper: int = 0

    @property
    def shown_at_once(self) -> int:
        return self.published - self.approved
