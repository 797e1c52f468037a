"""Rows of dynamic management are only ever added; nothing is revoked unheard. SQLite made altered tables anew."""

from typing import ClassVar

from django.db import migrations

from jiqun.records.guards import seal, unseal
from jiqun.records.stand_still import GUARDS, PROGRAMME_GUARDS, REVOCATION_GUARDS, let_go, stand_still

TABLES = tuple(
    f"records_{name}"
    for name in (
        "adversefinding",
        "alert",
        "alertsettled",
        "changereport",
        "clusterstate",
        "difference",
        "differencesettled",
        "filedevaluation",
        "interpretation",
        "nationalresult",
        "nationalsubmission",
        "overallassessment",
        "preparedassessment",
        "revocation",
        "revocationsetaside",
        "trackingfollowup",
        "trackingrecord",
    )
)
_MADE_ANEW = ("records_roundnotice",)


class Migration(migrations.Migration):
    """SQLite makes a table anew when it is altered and loses its triggers: these are put there again."""

    dependencies: ClassVar = [("records", "0008_dynamic_management")]
    operations: ClassVar = [
        migrations.RunPython(
            lambda apps, editor: seal(editor, TABLES + _MADE_ANEW),
            lambda apps, editor: unseal(editor, TABLES),
            elidable=False,
        ),
        migrations.RunPython(
            lambda apps, editor: stand_still(editor, GUARDS + REVOCATION_GUARDS + PROGRAMME_GUARDS),
            lambda apps, editor: let_go(editor, REVOCATION_GUARDS + PROGRAMME_GUARDS),
            elidable=False,
        ),
    ]
