"""Trainers mark by task: who has which text, what they have written of it, and their phrases"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("trainer", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_claim_submission_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "task", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_trainer"), "claim", ["trainer"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("trainer", sa.String(length=120), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_judgement_submission_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "task", "trainer", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_trainer"), "judgement", ["trainer"], unique=False)
    op.create_table(
        "phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainer", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
    )
    op.create_index(op.f("ix_phrase_module_task"), "phrase", ["module", "task"], unique=False)
    op.create_index(op.f("ix_phrase_trainer"), "phrase", ["trainer"], unique=False)


def downgrade() -> None:
    for table in ("phrase", "judgement", "claim"):
        op.drop_table(table)
