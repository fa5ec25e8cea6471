"""Similar contributions: METHODS.md's formula written out, and 122 contributions with their near-duplicates marked."""

import csv
import math
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.similarity import SimilarTexts, grams_of, similar_to

MARKED = Path(__file__).parent.parent / "data/contributions-nb.tsv"
TEXTS = st.lists(st.text("aebø é1.", max_size=12), min_size=1, max_size=7)


def marked_contributions() -> list[dict[str, str]]:
    with MARKED.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cosines_by_definition(texts: dict[int, str], key: int) -> dict[int, float]:
    """Every weight and length worked out anew."""
    grams = {each: grams_of(text) for each, text in texts.items()}
    df = Counter(gram for counted in grams.values() for gram in counted)
    vectors = {
        each: {
            gram: (1 + math.log(count)) * (math.log((1 + len(texts)) / (1 + df[gram])) + 1)
            for gram, count in counted.items()
        }
        for each, counted in grams.items()
    }
    length = {each: math.sqrt(sum(weight**2 for weight in vector.values())) for each, vector in vectors.items()}
    return {
        each: sum(weight * vectors[key].get(gram, 0) for gram, weight in vector.items()) / length[each] / length[key]
        for each, vector in vectors.items()
        if each != key and vector and vectors[key]
    }


def assert_as_by_definition(similar: SimilarTexts[int], texts: dict[int, str]) -> None:
    for key in texts:
        cosines = cosines_by_definition(texts, key)
        found = similar.similar_to(key)
        best = sorted(cosines.values(), reverse=True)
        assert [each.cosine for each in found] == pytest.approx([each for each in best if each >= 0.30][:3])
        assert all(each.cosine == pytest.approx(cosines[each.key]) for each in found)


def test_grams_stay_within_words_and_see_their_ends() -> None:
    assert grams_of("Én bø!") == {
        " én": 1, "én ": 1, " én ": 1, " bø": 1, "bø ": 1, " bø ": 1,
    }  # fmt: skip
    assert grams_of("aaaaa")["aaa"] == 3


def test_letters_are_the_same_however_they_are_put_together() -> None:
    assert grams_of(unicodedata.normalize("NFD", "BLÅBÆR på café")) == grams_of("blåbær på café")


def test_the_same_wording_is_found_across_bokmal_and_nynorsk_and_paraphrases_are_not() -> None:
    marked = marked_contributions()
    similar = SimilarTexts((each["id"], each["text"]) for each in marked)
    pairs = [
        (one["id"], other["id"], one["duptype"])
        for one in marked
        for other in marked
        if one["dup"] and one["dup"] == other["dup"] and one["id"] != other["id"]
    ]
    nearest = {one: next(iter(similar.similar_to(one)), None) for one, _, _ in pairs}

    assert Counter(kind for _, _, kind in pairs) == {"lex": 14, "nynorsk": 10, "para": 16, "english": 4}
    for one, other, kind in pairs:
        found = nearest[one]
        if kind in ("lex", "nynorsk"):
            assert found is not None
            assert (found.key, found.is_nearly_the_same) == (other, True)
        else:
            assert found is None or found.key != other


def test_nothing_else_in_the_hall_is_called_nearly_the_same() -> None:
    marked = {each["id"]: each for each in marked_contributions()}
    similar = SimilarTexts((key, each["text"]) for key, each in marked.items())
    false = [
        (key, found.key)
        for key, each in marked.items()
        for found in similar.similar_to(key)
        if found.is_nearly_the_same and not (each["dup"] and marked[found.key]["dup"] == each["dup"])
    ]

    assert false == []


def test_the_demo_pair_that_says_the_same_in_other_words_is_not_found() -> None:
    """«Svar innen en uke» and «Gi svar innan éi veke» are near in meaning; the rest of their words is not."""
    others = {each["id"]: each["text"] for each in marked_contributions()}
    others["nn"] = "Gi svar innan éi veke sjølv om saka ikkje er ferdig."

    found = similar_to("Svar innen en uke, også når svaret er at dere trenger mer tid.", others)

    assert "nn" not in [similar.key for similar in found]


def test_at_most_three_the_nearest_first() -> None:
    others = {
        1: "Bussen må gå oftere om kvelden",
        2: "Bussen må gå oftere",
        3: "bussen må gå OFTERE!",
        4: "Bussen må gå litt oftere",
        5: "Gratis parkering",
    }

    found = similar_to("Bussen må gå oftere.", others)

    assert [similar.key for similar in found] == [2, 3, 4]
    assert [similar.cosine for similar in found[:2]] == pytest.approx([1, 1])
    assert found[0].is_nearly_the_same


def test_texts_without_a_word_are_like_nothing() -> None:
    assert similar_to("👍", {1: "👍", 2: "Bra!"}) == []
    assert similar_to("Bra!", {}) == []


def test_a_key_is_taken_in_once_and_taken_out_once() -> None:
    similar = SimilarTexts([(1, "Bussen må gå oftere")])

    with pytest.raises(ValueError):
        similar.add(1, "Noe annet")
    similar.remove(1)
    with pytest.raises(KeyError):
        similar.remove(1)
    assert len(similar) == 0


@given(TEXTS)
def test_cosines_are_those_of_the_formula(texts: list[str]) -> None:
    assert_as_by_definition(SimilarTexts(enumerate(texts)), dict(enumerate(texts)))


@given(TEXTS, TEXTS, st.data())
def test_texts_that_come_and_go_leave_the_same_cosines(first: list[str], later: list[str], data: st.DataObject) -> None:
    texts = dict(enumerate(first))
    similar = SimilarTexts(texts.items())
    for key, text in enumerate(later, start=len(first)):
        similar.add(key, text)
        texts[key] = text
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(texts)))
            similar.remove(gone)
            del texts[gone]

    assert_as_by_definition(similar, texts)
