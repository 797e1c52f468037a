"""Rounds: what is called for once a year, with its days, figures and switches (Articles 7, 15 to 18)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class Round(models.Model):
    """One call and its period; its words are those of the latest version.

    Applications are called for by an annual notice (Article 7). The calendar opens others: a re-evaluation six months
    before the recognitions of one cohort expire (Article 15), the reports on a year (Article 16).
    """

    class Purpose(models.TextChoices):
        """What is called for."""

        RECOGNITION = "recognition", "认定"
        RE_EVALUATION = "re_evaluation", "复评"
        ANNUAL_REPORT = "annual_report", "年度报告"
        SERVICE_EVALUATION = "service_evaluation", "服务评价"
        NATIONAL = "national", "国家级推荐"

    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.RECOGNITION)
    cohort = models.DateField(null=True, blank=True)  # the last day of the recognitions that are re-evaluated
    year = models.PositiveIntegerField()
    edition = models.CharField(max_length=30)
    number = models.CharField(max_length=100, blank=True)  # of the notice document
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    text_zh = models.TextField()
    text_en = models.TextField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()  # nothing is submitted from then on; figures are judged as of its day
    days = models.JSONField(default=dict)  # working days by the name of a term
    materials = models.JSONField(default=list)  # clauses for which evidence must be attached
    second_reason = models.TextField(blank=True)
    sealed = models.BooleanField(default=False)  # nobody but its operator reads an application before it is examined
    examining_since = models.DateTimeField(null=True, blank=True)  # offices read and examine from then on
    completing_until = models.DateTimeField(null=True, blank=True)  # when the last correction was taken
    rubric = models.JSONField(default=dict)  # `fairness.rubric.Rubric`: weights, experts, limits
    spot_share = models.CharField(max_length=20, blank=True)  # of the clusters, an exact fraction; empty: no checks
    spot_firms = models.PositiveIntegerField(default=3)  # enterprises looked at in each
    quota = models.PositiveIntegerField(null=True, blank=True)
    overrides = models.JSONField(default=dict)  # document, legal_basis, figures by key as exact text
    announce_at = models.DateTimeField(null=True, blank=True)  # the results stay inside until then
    published_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: the calendar opened it

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="round_closes_after_opening"),
            models.UniqueConstraint(
                fields=["purpose", "year"], condition=Q(second_reason="", cohort=None), name="one_round_a_year"
            ),
            models.UniqueConstraint(fields=["cohort"], condition=~Q(cohort=None), name="one_round_a_cohort"),
            models.CheckConstraint(
                condition=Q(purpose="re_evaluation", cohort__isnull=False)
                | (~Q(purpose="re_evaluation") & Q(cohort=None)),
                name="a_cohort_is_re_evaluated",
            ),
        ]


class RoundDraft(models.Model):
    """A notice that is being prepared; nobody outside of the Commission sees it."""

    content = models.JSONField(default=dict)  # the fields of the wizard as they were typed, by name
    files = models.JSONField(default=list)  # attachments: name, sha256
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class RoundNotice(Sealed):
    """One version of a round's notice as it was published, with its attachments."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="notices")
    version = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    text_zh = models.TextField()
    text_en = models.TextField(blank=True)
    files = models.JSONField(default=list)  # name, sha256, size, media_type
    reason = models.TextField(blank=True)  # why it takes the place of the one before
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "version"], name="one_notice_a_version")]


class FilingExtension(Sealed):
    """One applicant may submit until a later moment, for a reason; figures are judged as of the same day as all."""

    case = models.ForeignKey("records.Case", models.PROTECT, related_name="filing_extensions")
    until = models.DateTimeField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
