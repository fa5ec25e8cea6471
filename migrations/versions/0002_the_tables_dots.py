"""The tables' dots

A table places dots by a participant of its own, that is nobody and is counted nowhere as somebody who has come.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-26 23:58:00

"""
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    # As SQLite and PostgreSQL both have it. A batch would make SQLite's table anew, with all that refers to it in its way.
    op.execute(
        "alter table participant add column device_of_id integer "
        "constraint fk_participant_device_of_id_conference_table references conference_table (id) on delete cascade"
    )
    op.create_index(op.f('ix_participant_device_of_id'), 'participant', ['device_of_id'], unique=True)


def downgrade():
    op.execute("delete from participant where device_of_id is not null")
    with op.batch_alter_table('participant') as batch_op:
        batch_op.drop_index(batch_op.f('ix_participant_device_of_id'))
        batch_op.drop_column('device_of_id')
