"""Whoever leads a team is found without reading through everybody"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_person_manages", "person", ["manages"])


def downgrade() -> None:
    op.drop_index("ix_person_manages", table_name="person")
