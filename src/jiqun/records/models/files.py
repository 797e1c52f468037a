"""Stored files by the hash of their bytes; the bytes lie in the blob store."""

from __future__ import annotations

from django.db import models


class Scan(models.TextChoices):
    """What the virus scanner said."""

    NONE = "none", "未扫描"
    CLEAN = "clean", "未发现病毒"
    FOUND = "found", "发现病毒"


class Blob(models.Model):
    """Bytes that are kept: known by their SHA-256, so that the same file is kept once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    scan = models.CharField(max_length=8, choices=Scan.choices, default=Scan.NONE)
    stored_at = models.DateTimeField()
