"""The accounts on PostgreSQL that may less than the owner of the tables, and what each of them may.

They are made with the databases (deploy/postgresql/accounts.sql); where they are missing, as on SQLite, nothing is granted.
"""

from typing import Any

from sqlalchemy import text

COURSE, PAGES, FORMGRADER = "kompetencevej_course", "kompetencevej_pages", "kompetencevej_formgrader"
KEPT_AS_WRITTEN = ("viewing",)  # who looked at whose levels is added to, never changed or taken away by who serves it
GRANTS = {
    COURSE: ("select, insert, update, delete on all tables in schema public", "usage on all sequences in schema public"),
    PAGES: (
        "select, insert, update on answer, attempt",
        "select, insert, delete on sharing",
        "select (username, name, team, active) on person",
        "select on former_login",
    ),
    FORMGRADER: ("select on person",),
}


def grant(connection: Any) -> None:
    """Give each account that exists what it needs on the store's tables, and take back what it does not (again); only their owner can."""
    if connection.dialect.name != "postgresql":
        return
    if not connection.scalar(text("select tableowner = current_user from pg_tables where schemaname = 'public' and tablename = 'person'")):
        return
    for account, rights in GRANTS.items():
        if connection.scalar(text("select 1 from pg_roles where rolname = :name"), {"name": account}):
            connection.execute(text(f"revoke all on all tables in schema public from {account}"))
            for right in rights:
                connection.execute(text(f"grant {right} to {account}"))
            connection.execute(text(f"grant select on alembic_version to {account}"))
            if account == COURSE:
                connection.execute(text(f"revoke insert, update, delete on alembic_version from {account}"))
                connection.execute(text(f"revoke update, delete on {', '.join(KEPT_AS_WRITTEN)} from {account}"))
