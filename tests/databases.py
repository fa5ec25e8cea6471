"""The database that the tests of a worker share: emptied for each, and with the story that was told once."""

import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import Column, bindparam

from app.extensions import db
from app.models import utc_now
from tests.postgresql_server import empty_database


@dataclass
class EmptyDatabase:
    """One for all tests of a worker, as the migrations made it."""

    app: Flask
    made: Path
    """What SQLite's file is made from again. On PostgreSQL there is none."""
    told: "Told | None" = None
    """The story, once a test has asked for it."""

    @property
    def told_file(self) -> Path:
        return self.made.with_name("told.sqlite3")

    @property
    def _used(self) -> Path:
        return Path(self.app.config["CONFIG"].database_url.removeprefix("sqlite:///"))

    def empty(self) -> None:
        if self.made.exists():
            self.restore(self.made)
        else:
            empty_database(self.app.config["CONFIG"].database_url.replace("+psycopg", ""))

    def restore(self, file: Path) -> None:
        """Call with no session open."""
        db.session.remove()
        db.engine.dispose()
        for ending in ("", "-wal", "-shm"):
            self._used.with_name(self._used.name + ending).unlink(missing_ok=True)
        shutil.copy(file, self._used)

    def keep(self, told: "Told") -> None:
        db.session.remove()
        db.engine.dispose()  # the last connection takes the log into the file
        shutil.copy(self._used, self.told_file)
        self.told = told


@dataclass(frozen=True)
class Told:
    """The story in the database."""

    conference_ids: tuple[int, int]
    account_ids: tuple[int, int, int]
    token: str
    """Astrid's."""
    moments: dict[Column[datetime], list[datetime]]
    at: datetime

    def bring_up_to_now(self) -> None:
        """What happened a moment before it was kept, happened a moment ago."""
        passed = utc_now() - self.at
        for column, moments in self.moments.items():
            earlier = bindparam("earlier", type_=column.type)
            later = bindparam("later", type_=column.type)
            db.session.execute(
                column.table.update().where(column == earlier).values({column.name: later}),
                [{"earlier": moment, "later": moment + passed} for moment in reversed(moments)],
            )
        db.session.commit()


def outlive_no_power_cut(connection: sqlite3.Connection, _record: object) -> None:
    """What a test commits, the disk need not have."""
    connection.execute("PRAGMA synchronous=OFF")
