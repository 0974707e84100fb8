"""The trainers' pile is searched, sorted and counted in the store: how far each hand-in is, and which texts wait"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_submission_open": ["newest", "marked_at", "handed_in_at", "id"],
    "ix_submission_open_in_module": ["newest", "module", "marked_at", "handed_in_at", "id"],
    "ix_submission_newest": ["newest", "handed_in_at", "id"],
    "ix_submission_state": ["newest", "state", "handed_in_at", "id"],
    "ix_submission_state_in_module": ["newest", "module", "state", "handed_in_at", "id"],
    "ix_submission_wanted_at": ["wanted_at"],
}
TROUBLED = sa.text("problems is not null and newest and marked_at is null")
COLUMNS = ("newest", "state", "problems", "wanted_at", "taken_until")


def upgrade() -> None:
    op.add_column("submission", sa.Column("newest", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("submission", sa.Column("state", sa.String(length=12), nullable=False, server_default="handed_in"))
    op.add_column("submission", sa.Column("problems", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("submission", sa.Column("wanted_at", sa.DateTime(), nullable=True))
    op.add_column("submission", sa.Column("taken_until", sa.DateTime(), nullable=True))
    submission = sa.table(
        "submission", *(sa.column(name) for name in ("id", "learner", "module", "newest", "state", "collected_at", "marked_at"))
    )
    last = sa.select(sa.func.max(submission.c.id)).group_by(submission.c.learner, submission.c.module)
    op.execute(submission.update().where(submission.c.id.not_in(last)).values(newest=sa.false()))
    op.execute(submission.update().where(submission.c.collected_at.is_not(None)).values(state="collected"))
    op.execute(submission.update().where(submission.c.marked_at.is_not(None)).values(state="published"))
    for name, columns in INDEXES.items():
        op.create_index(name, "submission", columns, unique=False)
    op.create_index(
        "ix_submission_problems", "submission", ["handed_in_at", "id"], unique=False, sqlite_where=TROUBLED, postgresql_where=TROUBLED
    )
    op.create_table(
        "text_to_mark",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("lot", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_text_to_mark_submission_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("submission_id", "task", name=op.f("pk_text_to_mark")),
    )
    op.create_index("ix_text_to_mark_pile", "text_to_mark", ["module", "task", "waits", "handed_in_at", "submission_id"], unique=False)
    op.create_index("ix_text_to_mark_lot", "text_to_mark", ["module", "waits", "lot"], unique=False)


def downgrade() -> None:
    op.drop_table("text_to_mark")
    for name in (*INDEXES, "ix_submission_problems"):
        op.drop_index(name, table_name="submission")
    for name in COLUMNS:
        op.drop_column("submission", name)
