"""Clusters, their enterprises, rosters and incidents, and the Commission's plans and policies (Articles 2 to 4)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.facts.districts import DISTRICTS
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Organisation, Person
from jiqun.records.models.sealed import Sealed


class Cluster(models.Model):
    """A cluster lies in exactly one district and has one operator (Article 2)."""

    number = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=6, db_index=True)
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="clusters")
    dominant_industries = models.CharField(max_length=200)
    area_m2 = models.BigIntegerField()
    boundary = models.JSONField(null=True, blank=True)
    boundary_m2 = models.BigIntegerField(null=True, blank=True)
    boundary_sha256 = models.CharField(max_length=64, blank=True)
    west = models.FloatField(null=True, blank=True)  # the boundary's box: candidates for an overlap are found by it
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(district__in=list(DISTRICTS)), name="cluster_in_one_district"),
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="cluster_area_positive"),
        ]

    def __str__(self) -> str:
        return self.name_zh


class Enterprise(models.Model):
    """A firm, by its credit code; its size class is computed from figures and never typed in."""

    credit_code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=300)
    industry_code = models.CharField(max_length=5)
    organisation = models.OneToOneField(Organisation, models.PROTECT, null=True, related_name="enterprise")

    def __str__(self) -> str:
        return self.name


class Roster(Sealed):
    """One dated state of a cluster's data: the canonical text that its hash names lies in the blob store."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="rosters")
    sha256 = models.CharField(max_length=64)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    on = models.DateField()
    enterprises = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.ForeignKey("records.Case", models.PROTECT, null=True, related_name="rosters")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["cluster", "-taken_at"])]


class Listing(models.Model):
    """An enterprise stands on a cluster's latest roster."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="listings")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="listings")
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="+")
    in_dominant_industry = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["cluster", "enterprise"], name="listed_once")]


class DataReply(Sealed):
    """An enterprise confirms or disputes what was reported about it."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="replies")
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="replies")
    confirmed = models.BooleanField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Incident(Sealed):
    """An entry of the officers' own register of incidents (Articles 6(1) and 19(5)), with its source."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=20)
    severity = models.CharField(max_length=20, blank=True)
    occurred_on = models.DateField()
    description = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    document_number = models.CharField(max_length=100, blank=True)
    ranking_body = models.CharField(max_length=200, blank=True)
    ranked_on = models.DateField(null=True, blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    district = models.CharField(max_length=6, blank=True)  # the office that entered it; empty: the Commission
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class IncidentWithdrawal(Sealed):
    """An entry of the register taken back, with the reason; the entry stays readable."""

    incident = models.OneToOneField(Incident, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Document(Sealed):
    """A planning document or a support policy of the Commission or a district (Article 4), published as it stands."""

    class Kind(models.TextChoices):
        """What sort of document it is."""

        PLAN = "plan", "规划"
        POLICY = "policy", "扶持政策"
        DEVELOPMENT_PLAN = "development_plan", "发展计划"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(max_length=100, blank=True)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    summary_zh = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    district = models.CharField(max_length=6, blank=True)
    industries = models.CharField(max_length=300, blank=True)  # codes separated by semicolons; empty: all
    clusters = models.CharField(max_length=2000, blank=True)  # cluster numbers separated by semicolons; empty: all
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()


class DocumentWithdrawal(Sealed):
    """A published document taken back, with the reason."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
