"""Objections whose address was never proved are forgotten, with the files that nothing else names (Article 9)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.apps import apps
from django.db import models, transaction

from jiqun.records.models import Blob, Lodging
from jiqun.records.store import remove_bytes


def forget_unproved(*, at: datetime) -> int:
    """Delete what was lodged and not proved in time; how many that were."""
    with transaction.atomic():
        rows = list(Lodging.objects.select_for_update().filter(expires_at__lte=at).order_by("pk"))
        for row in rows:
            row.delete()
            for file in row.files:
                _forget_file(file["sha256"], row.lodged_at)
    return len(rows)


def _forget_file(sha256: str, lodged_at: datetime) -> None:
    """Only a file that came with the objection, and that nobody has stored for another reason since."""
    came_with_it = Blob.objects.filter(pk=sha256, stored_at=lodged_at)
    if came_with_it.exists() and not _is_named(sha256):
        came_with_it.delete()
        transaction.on_commit(partial(_remove_bytes, sha256))


def _remove_bytes(sha256: str) -> None:
    if not Blob.objects.filter(pk=sha256).exists():  # nobody has brought the same file meanwhile
        remove_bytes(sha256)


def _is_named(sha256: str) -> bool:
    """Whether a row of any table names the file: by a key, or in a list of files."""
    for model in apps.get_app_config("records").get_models():
        for column in model._meta.concrete_fields:  # noqa: SLF001  # the documented way to a table’s columns
            if column.related_model is Blob:
                wanted = {column.name: sha256}
            elif isinstance(column, models.JSONField) and column.name == "files":
                wanted = {f"{column.name}__icontains": sha256}
            else:
                continue
            if model.objects.filter(**wanted).exists():  # type: ignore[attr-defined]  # any table of ours has a manager
                return True
    return False
