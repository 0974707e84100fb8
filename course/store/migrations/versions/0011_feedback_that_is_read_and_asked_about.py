"""Feedback says what the next level asks; a learner says that she has read it, and may ask about a comment"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("read_at", sa.DateTime(), nullable=True))
    op.add_column("result", sa.Column("ahead", sa.JSON(), nullable=True))
    op.create_table(
        "inquiry",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reply", sa.String(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_inquiry_submission_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "task", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_answered_at"), "inquiry", ["answered_at"], unique=False)


def downgrade() -> None:
    op.drop_table("inquiry")
    op.drop_column("result", "ahead")
    op.drop_column("submission", "read_at")
