"""Pieces of a region that are drawn once for as long as they show the same: a row of a list that goes out five times a
second, and in which one row is new.

A piece is known by all that it shows. In the tests each is drawn anew wherever it is taken, and must be the same.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from operator import attrgetter
from threading import Lock
from typing import Any

from markupsafe import Markup
from sqlalchemy import inspect

from app.extensions import Base
from app.languages import language_now

KEPT = 1024
"""Pieces kept in memory, some 4 kB each; the least recently used go first."""


class Pieces:
    """The pieces of this process. Safe on many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = Lock()

    def piece(self, *shows: Hashable, caller: Callable[[], Markup]) -> Markup:
        """For templates: `{% call piece("row", …) %}…{% endcall %}`. `shows` is all that what is between can show,
        the language excepted, which is added here."""
        key = (language_now(), *shows)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        drawn = caller()
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return drawn

    def forget_all(self) -> None:
        """For the tests: each has a database of its own, with the same ids."""
        with self._lock:
            self._kept.clear()


pieces = Pieces()


def facts_of(thing: Base) -> Hashable:
    """Everything that its row in the database holds: what it shows is the same as long as this is."""
    facts: Hashable = _all_facts(type(thing))(thing)
    return facts


@lru_cache
def _all_facts(kind: type[Base]) -> Callable[[Base], Any]:
    return attrgetter(*(column.key for column in inspect(kind).column_attrs))
