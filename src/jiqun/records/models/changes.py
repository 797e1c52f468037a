"""Important changes of clusters as they are reported, and what the register said when (Article 19)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Organisation, Person
from jiqun.records.models.sealed import Sealed


class ChangeReport(Sealed):
    """What changed, from which day; `case` is of kind `change_report`."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="change_report")
    kind = models.CharField(max_length=30)
    before = models.JSONField()  # the register's values at that time, by name
    after = models.JSONField()
    effective_on = models.DateField()
    text = models.TextField()
    files = models.JSONField(default=list)  # name, sha256
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ClusterState(Sealed):
    """What the register says of a cluster: true since one day, known since one moment; the latest of both stands."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="states")
    place = models.PositiveIntegerField()
    since = models.DateField()  # true from that day on
    at = models.DateTimeField()  # known from that moment on
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=6)
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dominant_industries = models.CharField(max_length=200)
    area_m2 = models.BigIntegerField()
    boundary_m2 = models.BigIntegerField(null=True)
    boundary_sha256 = models.CharField(max_length=64, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")  # the change that was approved
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["cluster", "place"], name="one_state_a_place")]
