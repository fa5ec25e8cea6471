"""Words are taken out of a text, and what is left is the text."""

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.redaction import may_have_been, redacted, words_of

MARK = "[sladdet]"


def test_neighbours_become_one_mark_and_signs_round_them_stay() -> None:
    text = "Saksbehandler Kari N. hjalp «sønnen», (Ola)."

    assert redacted(text, {1, 2}, MARK) == ("Saksbehandler [sladdet]. hjalp «sønnen», (Ola).", 2)
    assert redacted(text, {4, 5}, MARK) == ("Saksbehandler Kari N. hjalp «[sladdet]).", 2)
    assert redacted(text, {5}, MARK) == ("Saksbehandler Kari N. hjalp «sønnen», ([sladdet]).", 1)


def test_what_is_no_word_or_is_redacted_already_does_not_count() -> None:
    assert redacted("Kari … her.", {1, 9, -1}, MARK) == ("Kari … her.", 0)
    assert redacted("[sladdet] er [sladdet].", {0, 2}, MARK) == ("[sladdet] er [sladdet].", 0)


def test_line_breaks_between_others_stay() -> None:
    assert redacted("En\n\nto tre\nfire", {1}, MARK) == ("En\n\n[sladdet] tre\nfire", 1)


def test_another_text_is_not_taken_for_the_one_that_was_sent() -> None:
    assert may_have_been("[sladdet] og [sladdet].", "Kari og Ola.", MARK)
    for other in ("Kari eller Ola.", " og Ola.", "Kari og Ola", "og", "Kari og ."):
        assert not may_have_been("[sladdet] og [sladdet].", other, MARK)
    assert not may_have_been("Uten sladd.", "Uten sladd?", MARK)


TEXTS = st.text(alphabet="abæ .,\n«»", min_size=1, max_size=40)


@given(TEXTS, st.sets(st.integers(0, 12)))
def test_no_chosen_word_is_left_and_what_was_sent_is_recognised(text: str, chosen: set[int]) -> None:
    after, count = redacted(text, chosen, MARK)

    assert may_have_been(after, text, MARK)
    gone = [word for word in words_of(text) if word.place in chosen and word.text.strip(".,«»")]
    assert len(gone) == count
    if len(gone) == len(words_of(text)) > 0:
        assert not set("abæ") & set(after.replace(MARK, ""))
