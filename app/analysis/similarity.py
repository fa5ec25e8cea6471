"""Contributions that say the same in nearly the same words. Rules: METHODS.md, 5.

It sees spelling: the same wording across bokmål and nynorsk is found, a paraphrase is not. Nothing is merged by itself.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

SIMILAR_FROM = 0.30
NEARLY_THE_SAME_FROM = 0.60
MOST = 3

_WORDS = re.compile(r"[0-9a-zæøåéäöü]+")


class Similar(NamedTuple, Generic[Key]):
    key: Key
    cosine: float
    """0–1."""

    @property
    def is_nearly_the_same(self) -> bool:
        return self.cosine >= NEARLY_THE_SAME_FROM


def grams_of(text: str) -> Counter[str]:
    """How often each run of 3, 4 and 5 characters stands in a word with a space on both sides."""
    grams: Counter[str] = Counter()
    for word in _WORDS.findall(unicodedata.normalize("NFC", text.lower())):
        padded = f" {word} "
        for size in (3, 4, 5):
            grams.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return grams


def similar_to(text: str, others: Mapping[Key, str]) -> list[Similar[Key]]:
    """The most similar of the others, at most three, the nearest first, none under 0.30.

    How rare a gram is, is counted over the others and the text. For more than one question make `SimilarTexts` once.
    """
    keys = list(others)
    texts = SimilarTexts(enumerate([*others.values(), text]))
    return [Similar(keys[at], cosine) for at, cosine in texts.similar_to(len(keys))]


class SimilarTexts(Generic[Key]):
    """Texts by key, so kept that one comes in, goes out or is compared in milliseconds among 2,000.

    TF-IDF with tf = 1 + ln(count) and idf = ln((1 + N)/(1 + df)) + 1, compared by cosine. A new text changes N and with
    it every weight. So a text's squared length Σ tf²(L − l)², with L = ln(1 + N) + 1 and l = ln(1 + df), is kept as the
    sums of L²·Σtf² − 2L·Σtf²l + Σtf²l², and only those that share a gram with the new one are touched.
    Not for several threads at once.
    """

    def __init__(self, texts: Iterable[tuple[Key, str]] = ()) -> None:
        self._weights: dict[Key, dict[str, float]] = {}
        self._holders: defaultdict[str, dict[Key, float]] = defaultdict(dict)
        for key, text in texts:
            self._take_in(key, text)
        self._sums = {key: self._sums_of(key) for key in self._weights}

    def __len__(self) -> int:
        return len(self._weights)

    def add(self, key: Key, text: str) -> None:
        """Refuses a key that is there: a changed text is removed first."""
        self._shift(set(grams_of(text)), 1)
        self._take_in(key, text)
        self._sums[key] = self._sums_of(key)

    def remove(self, key: Key) -> None:
        """Refuses a key that is not there."""
        weights = self._weights.pop(key)
        del self._sums[key]
        for gram in weights:
            del self._holders[gram][key]
        self._shift(weights, -1)

    def similar_to(self, key: Key) -> list[Similar[Key]]:
        """The most similar to the text with this key; equals in the order they came in."""
        scale = math.log1p(len(self)) + 1
        products: defaultdict[Key, float] = defaultdict(float)
        for gram, weight in self._weights[key].items():
            holders = self._holders[gram]
            factor = weight * (scale - math.log1p(len(holders))) ** 2
            for other, other_weight in holders.items():
                products[other] += factor * other_weight
        products.pop(key, None)
        own = self._length(key, scale)
        found = [Similar(other, min(1.0, dot / (own * self._length(other, scale)))) for other, dot in products.items()]
        order = {other: place for place, other in enumerate(self._weights)}
        return sorted(
            (similar for similar in found if similar.cosine >= SIMILAR_FROM),
            key=lambda similar: (-similar.cosine, order[similar.key]),
        )[:MOST]

    def _take_in(self, key: Key, text: str) -> None:
        if key in self._weights:
            raise ValueError(f"{key!r} is there already")
        self._weights[key] = {gram: 1 + math.log(count) for gram, count in grams_of(text).items()}
        for gram, weight in self._weights[key].items():
            self._holders[gram][key] = weight

    def _sums_of(self, key: Key) -> list[float]:
        sums = [0.0, 0.0, 0.0]
        for gram, weight in self._weights[key].items():
            rarity, square = math.log1p(len(self._holders[gram])), weight * weight
            sums[0] += square
            sums[1] += square * rarity
            sums[2] += square * rarity * rarity
        return sums

    def _shift(self, grams: Iterable[str], more: int) -> None:
        """The sums of those who hold these grams, when one more will hold them (1) or one less does so now (−1)."""
        for gram in grams:
            holders = self._holders[gram]
            before = math.log1p(len(holders) if more > 0 else len(holders) + 1)
            after = math.log1p(len(holders) + 1 if more > 0 else len(holders))
            linear, squared = after - before, after * after - before * before
            for key, weight in holders.items():
                sums = self._sums[key]
                sums[1] += weight * weight * linear
                sums[2] += weight * weight * squared

    def _length(self, key: Key, scale: float) -> float:
        whole, linear, squared = self._sums[key]
        return math.sqrt(scale * scale * whole - 2 * scale * linear + squared)
