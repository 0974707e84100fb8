"""A page that was opened under a former login saves what is hers"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_login",
        sa.Column("former", sa.String(length=120), nullable=False),
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("former", name=op.f("pk_former_login")),
    )
    op.create_index(op.f("ix_former_login_username"), "former_login", ["username"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_former_login_username"), table_name="former_login")
    op.drop_table("former_login")
