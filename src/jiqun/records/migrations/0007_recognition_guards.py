"""Rows of the recognition are only ever added; no cluster is recognised while its notice runs or an objection is open."""

from typing import ClassVar

from django.db import migrations

from jiqun.records.guards import seal, unseal
from jiqun.records.stand_still import let_go, stand_still

TABLES = tuple(
    f"records_{name}"
    for name in (
        "appeal",
        "assignmentrun",
        "certificate",
        "checkedfirm",
        "checkfinding",
        "checknote",
        "checkphoto",
        "checksignature",
        "conflictsetaside",
        "draw",
        "drawreveal",
        "feedback",
        "filedsheet",
        "filingextension",
        "findingreply",
        "findingsettled",
        "formalitycheck",
        "inspector",
        "objection",
        "panelmeeting",
        "preparation",
        "publishedlist",
        "publishedtext",
        "recognition",
        "roundnotice",
        "tiesettlement",
    )
)


class Migration(migrations.Migration):
    """SQLite makes a table anew when it is altered and loses its triggers: such a migration has to call these again."""

    dependencies: ClassVar = [("records", "0006_round_days")]
    operations: ClassVar = [
        migrations.RunPython(
            lambda apps, editor: seal(editor, TABLES), lambda apps, editor: unseal(editor, TABLES), elidable=False
        ),
        migrations.RunPython(
            lambda apps, editor: stand_still(editor), lambda apps, editor: let_go(editor), elidable=False
        ),
    ]
