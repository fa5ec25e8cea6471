"""Words, dates and numbers in the summary's language. The words stand in the templates, in bokmål."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.charts.numerals import Numerals
from app.report.content import Language

APP = Path(__file__).parents[1]
TRANSLATIONS = APP / "translations"
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
CLOCKS = {"nb": "HH.mm", "nn": "HH.mm", "en": "HH:mm"}


def catalogue_of(language: Language) -> NullTranslations:
    """Words for code, as environment_for() is for templates. Call its gettext `_`, so that bin/translate finds them."""
    return translation("messages", TRANSLATIONS, languages=[language], fallback=True)


@cache  # to compile the templates takes longer than to fill them
def environment_for(language: Language) -> Environment:
    """Templates under app/templates with gettext in the language; bokmål where a translation is missing."""
    catalogue = catalogue_of(language)
    environment = Environment(
        loader=FileSystemLoader(APP / "templates"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= formats_of(language)
    environment.globals["numerals"] = lambda: Numerals(language)
    return environment


def formats_of(language: Language) -> dict[str, Callable[..., str]]:
    """Functions and not filters: the app's own Jinja environment compiles these templates too, in a test."""
    locale = LOCALES[language]

    def number(value: int) -> str:
        return format_decimal(value, locale=locale)

    def day(value: date) -> str:
        return format_date(value, "long", locale=locale)

    def clock(value: time | datetime) -> str:
        return format_time(value, CLOCKS[language], locale=locale)

    return {"number": number, "day": day, "clock": clock}
