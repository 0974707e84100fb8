"""Questions of a module come back to be remembered, and what was tried the next day is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recall",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("learner", "module", "days", "task", name=op.f("pk_recall")),
    )
    op.create_table(
        "recall_off",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner", name=op.f("pk_recall_off")),
    )
    op.create_table(
        "tried",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("tomorrow", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "module", "tomorrow", name=op.f("pk_tried")),
    )


def downgrade() -> None:
    for table in ("tried", "recall_off", "recall"):
        op.drop_table(table)
