"""Which part of the queue somebody looks at, in a word short enough for an address and a signed token."""

import re
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import ColumnElement, select

from app.models import Activity, Contribution, ContributionKind, ContributionState, Table, TargetGroup
from app.queries.theme_filters import is_about

_WORD = re.compile(
    r"(waiting|published|hidden)(?:-g([1-8]))?(?:-t([1-9]\d{0,2}))?(?:-(advice|input))?(?:-(answered|open))?"
    r"(?:-about([1-9]\d{0,8}))?"
)


@dataclass(frozen=True)
class QueueFilter:
    """A new way to choose is one more field, one more part of the word and one more condition."""

    state: ContributionState = ContributionState.WAITING
    mark: int | None = None
    """Of a target group."""
    table: int | None = None
    """The number of the table that wrote it, at its device or on paper."""
    kind: ContributionKind | None = None
    is_answered: bool | None = None
    theme_id: int | None = None

    @classmethod
    def read(cls, word: str | None) -> Self | None:
        """None for anything that `word` below has not made."""
        match = _WORD.fullmatch(word or "")
        if match is None:
            return None
        state, mark, table, kind, answered, theme = match.groups()
        return cls(
            ContributionState(state),
            int(mark) if mark else None,
            int(table) if table else None,
            ContributionKind(kind) if kind else None,
            answered == "answered" if answered else None,
            int(theme) if theme else None,
        )

    @property
    def word(self) -> str:
        answered = {True: "answered", False: "open", None: None}[self.is_answered]
        group, table = self.mark and f"g{self.mark}", self.table and f"t{self.table}"
        theme = self.theme_id and f"about{self.theme_id}"
        parts = (self.state.value, group, table, self.kind, answered, theme)
        return "-".join(part for part in parts if part)

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves out anything of its tab."""
        return self != QueueFilter(self.state)

    def at(self, state: ContributionState) -> "QueueFilter":
        """The same in another tab."""
        return replace(self, state=state)

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """For a question that joins Contribution.target_group and activity; without the state."""
        chosen: list[ColumnElement[bool]] = []
        if self.mark is not None:
            chosen.append(TargetGroup.mark == self.mark)
        if self.table is not None:
            of_conference = (Table.conference_id == Activity.conference_id, Table.number == self.table)
            chosen.append(Contribution.table_id.in_(select(Table.id).where(*of_conference)))
        if self.kind is not None:
            chosen.append(Contribution.kind == self.kind)
        if self.is_answered is not None:
            chosen.append(
                Contribution.answered_at.is_not(None) if self.is_answered else Contribution.answered_at.is_(None)
            )
        if self.theme_id is not None:
            chosen.append(is_about(self.theme_id))
        return chosen
