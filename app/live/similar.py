"""Which contributions of the same question say nearly the same: an index in memory that catches up with the database.

It is this process's own and can be lost without loss. For the control room alone: never in what phones are sent.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from app.analysis.similarity import MOST, Similar, SimilarTexts
from app.models import Contribution
from app.models.contribution import EPOCH
from app.queries.similar_contributions import eligible_among, texts_since

KEPT = 16
"""Questions whose index is kept, the least recently used go first."""
MANY = 200
"""From so many new texts on it is faster to build the index anew than to add one by one."""
TRIES = 3
OVERLAP = timedelta(seconds=10)
"""Clocks of several machines may be so far apart."""


@dataclass(frozen=True)
class Likeness:
    contribution: Contribution
    is_nearly_the_same: bool


class Neighbours:
    """The texts of one question, and for each that was asked about those that are like it."""

    def __init__(self) -> None:
        self._index: SimilarTexts[int] = SimilarTexts()
        self._texts: dict[int, str] = {}
        self._found: dict[int, list[Similar[int]]] = {}
        self._since = EPOCH

    def catch_up(self, activity_id: int, shown: Iterable[Contribution]) -> None:
        """Takes in what was published or edited, and the shown rows. What waits and is not shown yet waits here, too:
        so 50 arrivals a second cost nothing."""
        fresh = texts_since(activity_id, self._since - OVERLAP)
        self._since = max([self._since, *(text.moment for text in fresh)])
        # What was undone or put back has no later moment: it is seen when it is shown.
        texts = {text.id: text.text for text in fresh} | {one.id: one.text for one in shown}
        changed = {id: text for id, text in texts.items() if self._texts.get(id) != text}
        self._take_in(changed)

    def _take_in(self, changed: dict[int, str]) -> None:
        if len(changed) >= MANY:
            self._texts |= changed
            self._index = SimilarTexts(self._texts.items())
            self._found.clear()
            return
        for id, text in changed.items():
            self.drop([id])
            self._texts[id] = text
            self._index.add(id, text)

    def drop(self, ids: Collection[int]) -> None:
        """Those that another stands for, or that are hidden: they would take the places of others."""
        for id in ids:
            if self._texts.pop(id, None) is not None:
                self._index.remove(id)
            self._found.pop(id, None)
        gone = set(ids)
        for key in [key for key, found in self._found.items() if any(one.key in gone for one in found)]:
            del self._found[key]

    def of(self, id: int) -> list[Similar[int]]:
        if id not in self._found:
            found = self._found[id] = self._index.similar_to(id)
            for one in found:  # likeness is mutual, and the other may have been asked about before this one came
                others = self._found.get(one.key)
                if others is not None and all(other.key != id for other in others):
                    others.append(Similar(id, one.cosine))
                    others.sort(key=lambda other: -other.cosine)
                    del others[MOST:]
        return self._found[id]


_lock = Lock()
_kept: OrderedDict[int, Neighbours] = OrderedDict()


def likenesses_of(contributions: Sequence[Contribution]) -> dict[int, Likeness]:
    """For each that has any: the most similar one that waits or is published and stands for itself, by id."""
    asked = [one for one in contributions if not one.is_hidden]
    with _lock:
        found, eligible = _found_among(asked)
        for _try in range(TRIES):
            gone = {similar.key for each in found.values() for similar in each} - eligible.keys()
            if not gone:
                break
            for one in asked:
                _neighbours_of(one.activity_id).drop(gone)
            found, eligible = _found_among(asked)
    best = {id: next((similar for similar in each if similar.key in eligible), None) for id, each in found.items()}
    return {id: Likeness(eligible[one.key], one.is_nearly_the_same) for id, one in best.items() if one is not None}


def _found_among(asked: Sequence[Contribution]) -> tuple[dict[int, list[Similar[int]]], dict[int, Contribution]]:
    for activity_id in dict.fromkeys(one.activity_id for one in asked):
        own = [one for one in asked if one.activity_id == activity_id]
        _neighbours_of(activity_id).catch_up(activity_id, own)
    found = {one.id: _neighbours_of(one.activity_id).of(one.id) for one in asked}
    return found, eligible_among({similar.key for each in found.values() for similar in each})


def _neighbours_of(activity_id: int) -> Neighbours:
    neighbours = _kept.setdefault(activity_id, Neighbours())
    _kept.move_to_end(activity_id)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return neighbours


def forget_all() -> None:
    """For the tests: each has a database of its own, with the same ids."""
    with _lock:
        _kept.clear()
