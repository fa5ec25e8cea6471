"""What templates may use beside what their view gives them: local times and regions."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask, current_app, g
from jinja2 import StrictUndefined
from markupsafe import Markup

from app.charts.numerals import Numerals
from app.config import Config
from app.languages import language_now
from app.live.drawing import draw_region
from app.live.pieces import facts_of, pieces
from app.models import Language
from app.models.base import utc_now
from app.report.prose import prose
from app.report.wording import CLOCKS, LOCALES


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(clock=clock, long_date=long_date, short_date=short_date, iso=iso, prose=prose)
    app.jinja_env.globals.update(region=region, piece=pieces.piece, facts=facts_of, now=utc_now, numerals=numerals)


def clock(moment: datetime | time) -> str:
    """Hours and minutes in the place's own time, as the reader's language writes them: 09.43, in English 09:43."""
    if isinstance(moment, datetime):
        config: Config = current_app.config["CONFIG"]
        moment = moment.astimezone(ZoneInfo(config.timezone)).time()
    return _written(moment.replace(second=0, microsecond=0), language_now())


@lru_cache(maxsize=8192)
def _written(minute: time, language: Language) -> str:
    """There are few, and a list of twenty contributions in each frame asks for them."""
    return format_time(minute, CLOCKS[language], locale=LOCALES[language])


def long_date(day: date) -> str:
    """«torsdag 19. november 2026», in the reader's language; English without the comma of Unicode's tables."""
    weekday = format_date(_in_the_place(day), "EEEE", locale=LOCALES[language_now()])
    return f"{weekday} {short_date(day)}"


def short_date(day: date) -> str:
    """«19. november 2026», in the reader's language."""
    return format_date(_in_the_place(day), "long", locale=LOCALES[language_now()])


def _in_the_place(day: date) -> date:
    """Of a moment, the day it is in the place's own time."""
    if isinstance(day, datetime):
        config: Config = current_app.config["CONFIG"]
        return day.astimezone(ZoneInfo(config.timezone)).date()
    return day


def iso(moment: datetime) -> str:
    """For `<time datetime>` and the page's own scripts."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def numerals() -> Numerals:
    """For charts: numbers as the reader's language writes them."""
    return Numerals(language_now())


def region(name: str) -> Markup:
    """One region as everybody sees it, of the view that the audience's guard put into `g.view`."""
    drawn: bytes = draw_region(name, g.view, g.revision)
    return Markup(drawn.decode())  # noqa: S704 - drawn by a template, which escaped what people wrote
