"""Dates and times of day as each language writes them."""

from datetime import UTC, date, datetime, time

import pytest
from flask import Flask
from flask_babel import force_locale

from app.templating import clock, long_date, short_date


@pytest.mark.parametrize(
    ("language", "full", "short", "morning"),
    [
        ("nb", "torsdag 19. november 2026", "19. november 2026", "08.30"),
        ("nn", "torsdag 19. november 2026", "19. november 2026", "08.30"),
        ("en", "Thursday 19 November 2026", "19 November 2026", "08:30"),
    ],
)
def test_dates_and_times_follow_the_language(app: Flask, language: str, full: str, short: str, morning: str) -> None:
    day = date(2026, 11, 19)
    with app.app_context(), force_locale(language):
        assert (long_date(day), short_date(day), clock(time(8, 30))) == (full, short, morning)


def test_a_moment_is_told_in_the_time_of_the_place(app: Flask) -> None:
    moment = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    with app.app_context(), force_locale("nb"):
        assert (clock(moment), long_date(moment)) == ("00.30", "fredag 20. november 2026")
