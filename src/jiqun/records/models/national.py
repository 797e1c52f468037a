"""Recommendations to the national list, and its results (Article 18)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.clusters import Cluster
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class NationalChoice(models.Model):
    """A recognised cluster that is considered for one national call; the order of choice, and why."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="choices")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="national_choices")
    place = models.PositiveIntegerField(null=True, blank=True)  # among the recommended; empty: not recommended
    reason = models.TextField(blank=True)  # why it stands there, or is left out
    niche_reason = models.TextField(blank=True)  # why a clash of niches does not stand against it
    score = models.CharField(max_length=40, blank=True)  # of the city's own selection, an exact fraction
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "cluster"], name="considered_once_a_call")]


class NationalPreparation(models.Model):
    """What is prepared to be recommended, while it waits for the other person or was sent back."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="national_preparation")
    content = models.JSONField(default=dict)  # as `NationalSubmission.content`
    prepared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: it was sent back
    prepared_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.TextField(blank=True)


class NationalSubmission(Sealed):
    """What was recommended: who, in which order, judged how; prepared by one and approved by another."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="national_submission")
    content = models.JSONField()  # in order: cluster, verdict and findings by the national edition, score, reason
    workbook = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    zh = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    en = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(prepared_by=models.F("by")), name="recommended_by_two"),
        ]


class NationalResult(Sealed):
    """A cluster came on the national list or did not; also of calls before this register was kept."""

    year = models.PositiveIntegerField()
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, related_name="national_results")
    district = models.CharField(max_length=6)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    recognised = models.BooleanField()
    first_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, blank=True)  # how well the source is known, where it was imported
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "district", "name_zh"], condition=Q(replaces=None), name="one_result_a_year"
            ),
        ]
