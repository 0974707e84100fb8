"""A learner's answer may be shared with her team, and a team's answers to a survey are counted"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sharing",
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "module", "task", name=op.f("pk_sharing")),
    )
    op.create_index(op.f("ix_sharing_team_module_task"), "sharing", ["team", "module", "task"], unique=False)
    op.create_table(
        "distribution",
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("newest", sa.DateTime(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team", "module", "task", "fingerprint", name=op.f("pk_distribution")),
    )


def downgrade() -> None:
    op.drop_table("distribution")
    op.drop_index(op.f("ix_sharing_team_module_task"), table_name="sharing")
    op.drop_table("sharing")
