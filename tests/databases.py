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
from tests.postgresql_server import empty_database, keep_rows, restore_rows


@dataclass
class EmptyDatabase:
    """One for all tests of a worker, as the migrations made it."""

    app: Flask
    made: Path
    """What SQLite's file is made from again. On PostgreSQL there is none."""
    told: "Told | None" = None
    """The story, once a test has asked for it."""

    @property
    def _told_file(self) -> Path:
        return self.made.with_name("told.sqlite3")

    @property
    def _used(self) -> Path:
        return Path(self._url.removeprefix("sqlite:///"))

    @property
    def _url(self) -> str:
        return str(self.app.config["CONFIG"].database_url.replace("+psycopg", ""))

    def empty(self) -> None:
        if self.made.exists():
            self._put(self.made)
        else:
            empty_database(self._url)

    def keep(self, told: "Told") -> None:
        """The story, as it now is in the database."""
        _let_go()  # the last connection takes SQLite's log into the file
        if self.made.exists():
            shutil.copy(self._used, self._told_file)
        else:
            keep_rows(self._url)
        self.told = told

    def tell_again(self) -> None:
        """What was kept, in the emptied database."""
        if self.made.exists():
            self._put(self._told_file)
        else:
            restore_rows(self._url)

    def _put(self, file: Path) -> None:
        _let_go()
        for ending in ("", "-wal", "-shm"):
            self._used.with_name(self._used.name + ending).unlink(missing_ok=True)
        shutil.copy(file, self._used)


def _let_go() -> None:
    db.session.remove()
    db.engine.dispose()


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
