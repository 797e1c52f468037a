"""Rows with effect are only ever added: the database refuses to change or delete them."""

from typing import ClassVar

from django.db import migrations

from jiqun.records.guards import seal, unseal

TABLES = tuple(
    f"records_{name}"
    for name in (
        "assessed",
        "clauseoutcome",
        "datareply",
        "document",
        "documentwithdrawal",
        "holidaynotice",
        "incident",
        "incidentwithdrawal",
        "ledgerentry",
        "letter",
        "letterservice",
        "receipt",
        "recommendation",
        "roster",
        "signingkey",
        "stampedscan",
        "step",
        "submission",
        "termchange",
        "treehead",
    )
)


class Migration(migrations.Migration):
    """SQLite makes a table anew when it is altered and loses its triggers: such a migration has to seal it again."""

    dependencies: ClassVar = [("records", "0001_tables")]
    operations: ClassVar = [
        migrations.RunPython(
            lambda apps, editor: seal(editor, TABLES), lambda apps, editor: unseal(editor, TABLES), elidable=False
        ),
    ]
