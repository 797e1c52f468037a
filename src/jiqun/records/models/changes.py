"""Important changes of clusters as they are reported, and what the register said when (Article 19)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Organisation, Person
from jiqun.records.models.sealed import Sealed


class ChangeReport(Sealed):
    """What changed, from which day; `case` is of kind `change_report`. A corrected one is another row of its case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="change_reports")
    place = models.PositiveIntegerField()  # 1 is the first; the last one counts
    kind = models.CharField(max_length=30)
    before = models.JSONField()  # the register's values at that time, by name
    after = models.JSONField()
    effective_on = models.DateField()
    text = models.TextField()
    files = models.JSONField(default=list)  # name, sha256, and what it is
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "place"], name="one_change_report_a_place"),
        ]


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


class Difference(Sealed):
    """What was filed or drawn differs from the register, and no change was reported: it may be one, or a mistake."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=30)
    source = models.CharField(max_length=40)  # the row that shows it, as `submission:12` or `state:7`
    run = models.CharField(max_length=40)  # the row that first showed one of this kind, if one followed the other
    registered = models.JSONField()  # the register's values at that time, by name
    found = models.JSONField()
    seen_at = models.DateTimeField()  # when the first row of the run was filed
    at = models.DateTimeField()  # when it was noticed

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cluster", "kind", "source"], name="one_difference_a_source"),
        ]


class DifferenceSettled(Sealed):
    """It is none: an officer says why, or what was filed or drawn later agrees with the register again."""

    difference = models.OneToOneField(Difference, models.PROTECT, related_name="settled")
    on = models.DateField()  # of the officer's note, or of what agrees again
    reason = models.TextField(blank=True)
    source = models.CharField(max_length=40, blank=True)  # the row that agrees again
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(by=None) | ~Q(reason=""), name="difference_settled_with_reason"),
        ]
