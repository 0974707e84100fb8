"""Evidence says what it shows by today's rule and how much stands behind it, results what a conversation showed; what was written stays"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from course.progression import TaskResult, shown_level

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OLD = "ix_evidence_learner_competence_worked_at_submission_id_level"
NEW = "ix_evidence_roll_up"  # PostgreSQL cuts names after 63 letters
CHUNK = 1000


def upgrade() -> None:
    op.add_column("evidence", sa.Column("shown", sa.Double(), nullable=False, server_default="0"))
    op.add_column("evidence", sa.Column("results", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("result", sa.Column("shown", sa.JSON(), nullable=False, server_default="[]"))
    _read_again()
    op.create_index(op.f(NEW), "evidence", ["learner", "competence", "worked_at", "submission_id", "shown", "results"], unique=False)
    op.drop_index(op.f(OLD), table_name="evidence")


def downgrade() -> None:
    op.create_index(op.f(OLD), "evidence", ["learner", "competence", "worked_at", "submission_id", "level"], unique=False)
    op.drop_index(op.f(NEW), table_name="evidence")
    op.drop_column("result", "shown")
    op.drop_column("evidence", "results")
    op.drop_column("evidence", "shown")


def _read_again() -> None:
    connection, last = op.get_bind(), 0
    while True:
        rows = connection.execute(
            sa.text("select id, level, basis from evidence where id > :last order by id limit :chunk"), {"last": last, "chunk": CHUNK}
        ).all()
        if not rows:
            return
        update = sa.text("update evidence set shown = :shown, results = :results where id = :id")
        connection.execute(update, [_read(row) for row in rows])
        last = rows[-1].id


def _read(row: Any) -> dict[str, Any]:
    basis = json.loads(row.basis) if isinstance(row.basis, str) else row.basis
    shown = shown_level([TaskResult(**one) for one in basis]) if basis else row.level
    return {"id": row.id, "shown": shown, "results": len(basis)}
