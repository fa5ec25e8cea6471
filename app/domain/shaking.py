"""Makes the order in which rows came unreadable from the database itself."""

from sqlalchemy import text

from app.extensions import db


def shake_ballots(activity_id: int) -> None:
    """The ballot box is shaken: every ballot of the vote is written anew, in the order of its random key.

    PostgreSQL keeps with each row which transaction wrote it (xmin) and where it lies (ctid). The row that says who
    voted has the same xmin, and a dump follows the places. SQLite keeps the rows in the order of their key, no more.
    """
    _shake("ballot", "activity_id", activity_id, "key")


def shake_slips(conference_id: int) -> None:
    """The same for code slips: a used one must not lead to the participant who came in with it."""
    _shake("code_slip", "conference_id", conference_id, "code_hash")


def _shake(table: str, column: str, value: int, key: str) -> None:
    if db.engine.dialect.name != "postgresql":
        return
    db.session.flush()
    taken_out = f"with old as (delete from {table} where {column} = :value returning *)"  # noqa: S608 - our names
    put_back = f"insert into {table} select * from old order by {key}"  # noqa: S608
    db.session.execute(text(f"{taken_out} {put_back}"), {"value": value})
