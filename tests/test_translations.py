"""Every word on every page exists in all three languages. Bokmål is the source."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

APP = Path(__file__).parent.parent / "app"
TRANSLATIONS = APP / "translations"
LANGUAGES = ["nn", "en"]
TEMPLATES = sorted(path for path in (APP / "templates").rglob("*.html"))
NOT_TRANSLATED = {"nb", "nn", "en", "htmx", "QR", "Esc", "PDF", "min", "A4", "A3", "CSV"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]")


@pytest.fixture(scope="module")
def source() -> Catalog:
    """The messages that the source holds now."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    catalogue = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(APP, methods, options, keywords=keywords()):
        catalogue.add(message, None, context=context)
    return catalogue


def keywords() -> dict[str, tuple[int, ...] | None]:
    return {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}


def catalogue_of(language: str) -> Catalog:
    return read_po(io.BytesIO((TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").read_bytes()), locale=language)


def forms(message: str | tuple[str, ...] | list[str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(source: Catalog, language: str) -> None:
    catalogue = catalogue_of(language)
    missing = []
    for message in source:
        if message.id:
            known = catalogue.get(message.id, message.context)
            if known is None or not all(forms(known.string)):
                missing.append(message.id)

    assert len(source) > 100
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_fuzzy_or_left_over(source: Catalog, language: str) -> None:
    catalogue = catalogue_of(language)

    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert [message.id for message in catalogue if message.id and source.get(message.id, message.context) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiler_takes_every_message(language: str) -> None:
    """«100 % eller» looks to it like a place for a value."""
    catalogue = catalogue_of(language)

    assert [str(fault) for message in catalogue if message.id for fault in message.check(catalogue)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_for_values(language: str) -> None:
    wrong = [
        message.id
        for message in catalogue_of(language)
        if message.id
        for text in forms(message.string)
        if not set(PLACEHOLDER.findall(text))
        <= {name for form in forms(message.id) for name in PLACEHOLDER.findall(form)}
    ]

    assert wrong == []


class Words(HTMLParser):
    """Collects text and the attributes that people read or hear."""

    SPOKEN = ("aria-label", "title", "alt", "placeholder")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in self.SPOKEN]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(APP / "templates")))
def test_no_word_in_a_template_is_unmarked(template: Path) -> None:
    text = template.read_text()
    text = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%-?\s*trans\b.*?endtrans\s*-?%}", "", text, flags=re.DOTALL)
    # Blocks whose content is a word of the code: the tab that is chosen, the colour scheme, attributes of <body>.
    text = re.sub(
        r"{% block (tab|scheme|body_attributes|root_attributes) %}.*?{% endblock %}", "", text, flags=re.DOTALL
    )
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    words = Words()
    words.feed(text)
    words.found = [re.sub(r"[\w:-]+=\"[^\"]*\"", "", piece) for piece in words.found]  # macros that write attributes

    unmarked = [piece.strip() for piece in words.found if re.search(r"[A-Za-zÆØÅæøå]{2,}", piece)]
    assert [piece for piece in unmarked if piece not in NOT_TRANSLATED] == []


def test_the_check_for_unmarked_words_finds_one() -> None:
    words = Words()
    words.feed('<p aria-label="Lukk">Hei der</p>')

    assert words.found == ["Lukk", "Hei der"]
