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


def shake_responses(activity_id: int) -> None:
    """The same for a survey, once it is closed: its responses and their answers. No row says who has responded, so
    that while it is open the places alone lead to nobody.
    """
    if db.engine.dialect.name != "postgresql":
        return
    db.session.flush()
    for statement in (
        "create temporary table taken_out on commit drop as select * from survey_answer where activity_id = :activity",
        "with old as (delete from survey_response where activity_id = :activity returning *)"
        " insert into survey_response select * from old order by key",
        "insert into survey_answer select * from taken_out order by key, item_id",
        "drop table taken_out",
    ):
        db.session.execute(text(statement), {"activity": activity_id} if ":activity" in statement else {})
    db.session.expire_all()


def _shake(table: str, column: str, value: int, key: str) -> None:
    if db.engine.dialect.name != "postgresql":
        return
    db.session.flush()
    taken_out = f"with old as (delete from {table} where {column} = :value returning *)"  # noqa: S608 - our names
    put_back = f"insert into {table} select * from old order by {key}"  # noqa: S608
    db.session.execute(text(f"{taken_out} {put_back}"), {"value": value})
