"""Managers of several teams, the chain above them, and what chiefs were last shown"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("also_manages", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("person", sa.Column("manager", sa.String(length=120), nullable=True))
    op.add_column("person", sa.Column("chief", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(op.f("ix_person_manager"), "person", ["manager"], unique=False)
    op.create_table(
        "published",
        sa.Column("team", sa.String(length=120), nullable=False),
        sa.Column("competence", sa.String(length=60), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("levels", sa.Double(), nullable=False),
        sa.Column("provisional", sa.Integer(), nullable=False),
        sa.Column("gaps", sa.Double(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("newest", sa.DateTime(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team", "competence", name=op.f("pk_published")),
    )


def downgrade() -> None:
    op.drop_table("published")
    op.drop_index(op.f("ix_person_manager"), table_name="person")
    for column in ("chief", "manager", "also_manages"):
        op.drop_column("person", column)
