"""What moved

A conference's revision also knows its last change that was more than an arrival or a contribution, so that what shows
neither need not be drawn anew.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-27 07:45:00

"""
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.execute("alter table conference_revision add column course integer not null default 1")
    op.execute("update conference_revision set course = revision")


def downgrade():
    op.drop_column('conference_revision', 'course')
