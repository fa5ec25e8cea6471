"""Slips alone

A conference may let people in with a printed slip alone.

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-27 10:40:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('conference', sa.Column('slips_only_at', sa.DateTime(), nullable=True))


def downgrade():
    op.drop_column('conference', 'slips_only_at')
