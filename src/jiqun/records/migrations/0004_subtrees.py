"""Each entry keeps the root of the widest complete subtree that ends with it, so that a proof need not read them all."""

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiqun.ledger.frontier import Frontier
from jiqun.records.guards import seal, unseal

TABLE = ("records_ledgerentry",)


def fill(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The roots for the entries that there are, from their hashes."""
    entries = apps.get_model("records", "LedgerEntry").objects
    frontier = Frontier()
    for seq, hashed in entries.order_by("seq").values_list("seq", "hash"):
        frontier = frontier.append(bytes.fromhex(hashed))
        entries.filter(pk=seq).update(subtree=frontier.peaks[-1].hex())


def open_table(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the migration write."""
    unseal(editor, TABLE)


def close_table(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the entries again."""
    seal(editor, TABLE)


class Migration(migrations.Migration):
    """SQLite may make the table anew: it is sealed again at the end."""

    atomic = False  # PostgreSQL cannot alter a table whose triggers still wait in the same transaction
    dependencies: ClassVar = [("records", "0003_verification")]
    operations: ClassVar = [
        migrations.RunPython(open_table, close_table, elidable=False),
        migrations.AddField(
            "ledgerentry", "subtree", models.CharField(max_length=64, default=""), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(close_table, open_table, elidable=False),
    ]
