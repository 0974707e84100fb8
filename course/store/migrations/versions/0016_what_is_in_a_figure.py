"""Which work is in figures that chiefs were shown, of whatever team"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

IN_A_FIGURE = """
update evidence set counted = true where exists (
    select 1 from published join person on person.team = published.team
    where person.username = evidence.learner and published.competence = evidence.competence and evidence.worked_at <= published.newest
)
"""


def upgrade() -> None:
    op.add_column("evidence", sa.Column("counted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(IN_A_FIGURE)
    where = sa.text("not counted")
    op.create_index("ix_evidence_not_counted", "evidence", ["learner", "competence"], sqlite_where=where, postgresql_where=where)
    op.drop_column("published", "newest")


def downgrade() -> None:
    op.add_column("published", sa.Column("newest", sa.DateTime(), nullable=False, server_default="1970-01-01 00:00:00"))
    op.execute("update published set newest = made_at")
    op.drop_index("ix_evidence_not_counted", table_name="evidence")
    op.drop_column("evidence", "counted")
