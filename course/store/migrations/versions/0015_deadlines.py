"""Deadlines for teams, the queue of reminders, and where colleagues get mail"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("email", sa.String(length=254), nullable=True))
    op.create_table(
        "deadline",
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("by", sa.Date(), nullable=False),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team", "module", name=op.f("pk_deadline")),
    )
    op.create_index(op.f("ix_deadline_by"), "deadline", ["by"], unique=False)
    op.create_index(op.f("ix_deadline_manager"), "deadline", ["manager"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("learner", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_due_at"), "reminder", ["due_at"], unique=False)


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_table("deadline")
    with op.batch_alter_table("person") as person:
        person.drop_column("email")
