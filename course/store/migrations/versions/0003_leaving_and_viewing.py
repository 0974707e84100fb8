"""When a colleague left, and who looked at whose levels"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("left_at", sa.DateTime(), nullable=True))
    op.create_table(
        "viewing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner", sa.String(length=120), nullable=False),
        sa.Column("viewer", sa.String(length=120), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewing")),
    )
    op.create_index(op.f("ix_viewing_learner_seen_at"), "viewing", ["learner", "seen_at"], unique=False)
    op.create_index(op.f("ix_viewing_viewer"), "viewing", ["viewer"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_viewing_viewer"), table_name="viewing")
    op.drop_index(op.f("ix_viewing_learner_seen_at"), table_name="viewing")
    op.drop_table("viewing")
    op.drop_column("person", "left_at")
