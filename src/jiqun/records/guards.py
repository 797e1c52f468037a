"""SQL that makes the database itself keep a promise, for both databases."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Texts that reach a user only if code above has a fault; they name the table.
_REFUSAL = "rows of {table} are sealed: they are never changed or deleted"


def seal(editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Put triggers on the tables that refuse every update and deletion."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION jiqun_sealed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are sealed: they are never changed or deleted', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$",
            params=None,  # a percent sign here is PL/pgSQL's
        )
    for table in tables:
        for statement in _statements(editor.connection.vendor, table):
            editor.execute(statement, params=None)


def unseal(editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Take the triggers away again (undoing a migration)."""
    for table in tables:
        for act in ("update", "delete"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}", params=None)


def _statements(vendor: str, table: str) -> list[str]:
    acts = ("update", "delete")
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION jiqun_sealed()"
            for act in acts
        ]
    refusal = _REFUSAL.format(table=table)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        for act in acts
    ]
