"""Hand-ins come in files: what each says of itself, who brought it in, and what it became"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_in_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("login", sa.String(length=120), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("module_version", sa.String(length=12), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(), nullable=False),
        sa.Column("trainer", sa.String(length=120), nullable=False),
        sa.Column("brought_at", sa.DateTime(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_hand_in_file_submission_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in_file")),
    )
    for column in ("submission_id", "trainer", "login"):
        op.create_index(op.f(f"ix_hand_in_file_{column}"), "hand_in_file", [column], unique=False)


def downgrade() -> None:
    op.drop_table("hand_in_file")
