"""Runs the migrations on the app's own database. Use `flask db …`, or let `bin/run` do it."""

from alembic import context
from flask import current_app

from app.extensions import db
from app.models.base import UtcDateTime


def render_item(kind, item, _autogen):
    """A stored moment is a plain timestamp to the database; a migration must not import the app."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    return False


def run() -> None:
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A table that is rebuilt must not take its children with it. Has no effect inside a transaction.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        arguments = current_app.extensions["migrate"].configure_args
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            **arguments,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            connection.commit()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


run()
