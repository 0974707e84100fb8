"""A share of texts is marked by two trainers, and a trainer tries herself against texts with agreed levels"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_mark",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=True),
        sa.Column("talked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_second_mark_submission_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "task", name=op.f("pk_second_mark")),
    )
    op.create_table(
        "calibration",
        sa.Column("trainer", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=12), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("trainer", "module", "task", name=op.f("pk_calibration")),
    )


def downgrade() -> None:
    for table in ("calibration", "second_mark"):
        op.drop_table(table)
