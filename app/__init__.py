"""The app's table of contents. Each line below is a room; go there to find what it does."""

from flask import Flask

from app import assets, cli, database, errors, languages, routes, security, sessions, templating
from app.config import Config, flask_settings, load_config
from app.extensions import compress, db, htmx, limiter, login_manager, migrate
from app.simulation import runner


def create_app(config: Config | None = None) -> Flask:
    """The whole app under WSGI; `app.serve` puts the live streams beside it."""
    config = config or load_config()
    app = Flask(__name__, instance_path=str(config.instance_path))
    app.config.from_mapping(flask_settings(config), CONFIG=config)
    database.init_app(app)
    migrate.init_app(app, db, directory=str(database.MIGRATIONS), render_as_batch=True)
    login_manager.init_app(app)
    limiter.init_app(app)
    compress.init_app(app)
    htmx.init_app(app)
    languages.init_app(app)
    security.init_app(app)
    sessions.init_app(app)
    templating.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    routes.init_app(app)
    runner.init_app(app)
    cli.init_app(app)
    return app
