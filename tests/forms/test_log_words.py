"""Every action that the domain writes into the record has words on the page, in three languages."""

import re
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from app.forms.log_words import ACTIONS, action_words, detail_words
from app.models import LogEntry

DOMAIN = Path(__file__).parent.parent.parent / "app" / "domain"


def actions_in_the_domain() -> set[str]:
    calls = re.findall(
        r"\bnote\([^\"]*?(f?)\"([a-z_{}]+)\"", "\n".join(path.read_text() for path in DOMAIN.glob("*.py"))
    )
    return {name for is_pattern, name in calls if not is_pattern}


def test_every_action_has_words() -> None:
    written = actions_in_the_domain()

    assert len(written) > 50
    assert written - ACTIONS.keys() == set()


def test_the_words_are_the_readers_own(app: Flask) -> None:
    entry = LogEntry(action="hide_contribution", detail="unclear")

    for language, words in (("nb", ("skjulte", "Uklart")), ("nn", ("skjulte", "Uklart")), ("en", ("hid", "Unclear"))):
        with app.test_request_context(), force_locale(language):
            assert (action_words(entry), detail_words(entry)) == words


def test_an_action_of_a_later_version_says_its_name_and_no_detail(app: Flask) -> None:
    with app.test_request_context():
        entry = LogEntry(action="paint_it_green", detail="7")
        assert (action_words(entry), detail_words(entry)) == ("paint it green", "")
