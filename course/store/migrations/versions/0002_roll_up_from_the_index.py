"""Let rolling everybody up read an index in its own order, and nothing else"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD = "ix_evidence_learner_competence"
NEW = "ix_evidence_learner_competence_worked_at_submission_id_level"


def upgrade() -> None:
    op.create_index(op.f(NEW), "evidence", ["learner", "competence", "worked_at", "submission_id", "level"], unique=False)
    op.drop_index(op.f(OLD), table_name="evidence")


def downgrade() -> None:
    op.create_index(op.f(OLD), "evidence", ["learner", "competence"], unique=False)
    op.drop_index(op.f(NEW), table_name="evidence")
