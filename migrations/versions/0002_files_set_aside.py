"""Files of a film: which upload goes on, and what was set aside

Revision ID: 0002
Revises: 0001

"""
from alembic import op
import sqlalchemy as sa


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('media', schema=None) as batch_op:
        batch_op.add_column(sa.Column('modified_ms', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('removed_at', sa.DateTime(), nullable=True))
    with op.batch_alter_table('media', schema=None) as batch_op:
        batch_op.alter_column('modified_ms', server_default=None)


def downgrade():
    with op.batch_alter_table('media', schema=None) as batch_op:
        batch_op.drop_column('removed_at')
        batch_op.drop_column('modified_ms')
