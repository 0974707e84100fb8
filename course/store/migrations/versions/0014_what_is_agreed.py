"""Talks about competences with what was agreed, targets for one person, and who will help"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("learner", "place", name=op.f("pk_talk")),
    )
    op.create_index(op.f("ix_talk_manager"), "talk", ["manager"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team", "place", name=op.f("pk_meeting")),
    )
    op.create_table(
        "target",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("competence", sa.String(length=60), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "competence", "begins", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_ends"), "target", ["ends"], unique=False)
    op.create_index(op.f("ix_target_manager"), "target", ["manager"], unique=False)
    op.create_table(
        "helping",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("competence", sa.String(length=60), nullable=False),
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "competence", name=op.f("pk_helping")),
    )
    op.create_index(op.f("ix_helping_team"), "helping", ["team"], unique=False)


def downgrade() -> None:
    for table in ("helping", "target", "meeting", "talk"):
        op.drop_table(table)
