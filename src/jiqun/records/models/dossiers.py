"""Bound dossiers of cases: asked for, made in the background, thrown away after a while and made anew when needed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiqun.records.models.cases import Case
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Person


class Dossier(models.Model):
    """A dossier as one side of the case may see it, in one language; `key` is the hash of what it says."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="dossiers")
    side = models.CharField(max_length=20)  # operator, enterprise, district_officer, inspector, city
    lang = models.CharField(max_length=2)
    key = models.CharField(max_length=64)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    pdf = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    zip = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "side", "lang", "key"], name="one_dossier_of_a_kind"),
        ]
