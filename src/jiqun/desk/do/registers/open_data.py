"""Writing the public register's files, daily and after every announcement (Article 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.desk.files import keep_bytes
from jiqun.desk.installation.settings import OPEN_DATA
from jiqun.desk.post import ask
from jiqun.desk.published.open_data import COLUMNS, as_csv, as_geojson, as_json, register_rows
from jiqun.facts.dataset.plain import MEDIA_TYPE as PARQUET
from jiqun.facts.dataset.plain import parquet_bytes
from jiqun.records.models import Setting


def make_open_data(*, at: datetime) -> None:
    """Write the files anew from the register as it stands, all four from the same rows."""
    rows = register_rows()
    kinds = {name: one.kind for name, one in COLUMNS.items()}
    files = {
        "clusters.csv": ("text/csv; charset=utf-8", as_csv(rows)),
        "clusters.json": ("application/json", as_json(rows)),
        "clusters.geojson": ("application/geo+json", as_geojson(rows)),
        "clusters.parquet": (PARQUET, parquet_bytes(kinds, ([row[name] for name in COLUMNS] for row in rows))),
    }
    with transaction.atomic():
        kept = {name: keep_bytes(data, kind, at) for name, (kind, data) in files.items()}
        listed = [
            {"name": name, "sha256": blob.pk, "size": blob.size, "media_type": blob.media_type}
            for name, blob in kept.items()
        ]
        value = {"rows": len(rows), "files": listed}
        Setting.objects.update_or_create(pk=OPEN_DATA, defaults={"value": value, "changed_at": at})


def ask_open_data(*, at: datetime) -> None:
    """Ask for the day's files."""
    ask("make_open_data", f"open-data:{day_of(at)}", {}, at=at)


def ask_anew(why: str, *, at: datetime) -> None:
    """Ask for the files anew, once for what has changed the register."""
    ask("make_open_data", f"open-data:{why}", {}, at=at)
