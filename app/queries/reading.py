"""One reading of the database for many queries, so that their sums agree."""

from app.extensions import db


def begin_one_reading() -> None:
    """From here on all queries of the session see the same state, until it is committed or rolled back.

    SQLite's transactions do so by themselves; PostgreSQL's see each commit of others as it comes, unless they are asked
    not to. What was loaded before is loaded again when it is used.
    """
    db.session.rollback()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
