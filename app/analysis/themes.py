"""Themes whose word stems stand in a text: suggestions, for a person to decide on. Rules: METHODS.md, 5."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Theme = TypeVar("Theme", bound=Hashable)


class Suggestion(NamedTuple, Generic[Theme]):
    theme: Theme
    stem: str
    """As the organiser wrote it: the reason, to be shown with the suggestion."""
    word: str
    """As it stands in the text."""


def suggested_themes(text: str, stems: Mapping[Theme, Iterable[str]]) -> list[Suggestion[Theme]]:
    """Each theme at most once, in the given order, with the first of its stems that a word of the text begins with.

    Upper and lower case are the same, å, ä and a are not. A stem may be several words; an empty one matches nothing.
    «buss» finds «bussen» and «busstopp», not «kveldsbuss»: the organiser adds a stem for that.
    """
    composed = unicodedata.normalize("NFC", text)
    found = (_suggestion(theme, written, composed) for theme, written in stems.items())
    return [suggestion for suggestion in found if suggestion]


def _suggestion(theme: Theme, stems: Iterable[str], text: str) -> Suggestion[Theme] | None:
    for stem in stems:
        if (pattern := _pattern_of(stem)) and (found := pattern.search(text)):
            return Suggestion(theme, stem, found.group())
    return None


@lru_cache(maxsize=4096)
def _pattern_of(stem: str) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in unicodedata.normalize("NFC", stem).split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"\w*", re.IGNORECASE) if words else None
