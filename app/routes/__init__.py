"""One package an audience. Its `__init__` is the guard: it loads what this person may see, or answers 404 or 403."""

from flask import Flask

from app.routes import (
    account,
    facilitator,
    participant,
    project_team,
    public,
    reader,
    regions,
    respondent,
    screen,
    table,
)


def init_app(app: Flask) -> None:
    for package in (public, regions, reader, participant, respondent, table, screen):
        app.register_blueprint(package.blueprint)
    for package in (account, facilitator, project_team):
        app.register_blueprint(package.blueprint)
