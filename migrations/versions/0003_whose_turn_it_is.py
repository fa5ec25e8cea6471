"""Whose turn it is, and how a result was shown

A turn is a table's or a target group's by its own number, so it stays with it when other tables come or go; until now it
was a place in the row, which is the same where no table was merged. A vote's result that was shown row by row is taken
back so.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-27 03:05:00

"""
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.execute("alter table turn add column is_tables boolean not null default false")
    op.execute(
        "update turn set is_tables = exists (select 1 from activity join conference_table "
        "on conference_table.conference_id = activity.conference_id and conference_table.removed_at is null "
        "where activity.id = turn.activity_id)"
    )
    op.execute("alter table vote add column is_row_by_row boolean not null default false")


def downgrade():
    op.drop_column('vote', 'is_row_by_row')
    op.drop_column('turn', 'is_tables')
