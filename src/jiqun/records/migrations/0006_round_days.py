"""Working days of a round by the name of their term; rounds from before were examined as soon as they were published."""

from typing import Any, ClassVar

from django.db import migrations
from django.db.models import F


def fill(apps: Any, editor: Any) -> None:
    """The days of the preliminary review go where all days stand now."""
    rounds = apps.get_model("records", "Round").objects
    for pk, days in rounds.values_list("pk", "review_days"):
        rounds.filter(pk=pk).update(days={"preliminary_review": days})
    rounds.update(examining_since=F("published_at"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("records", "0005_recognition")]
    operations: ClassVar = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RemoveField(model_name="round", name="review_days"),
    ]
