"""The Commission's interpretations of the Procedures, and waivers of its own terms (Article 20)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class InterpretationDraft(models.Model):
    """An interpretation that is being prepared; nobody outside of the Commission sees it."""

    content = models.JSONField(default=dict)  # the fields of `Interpretation` as they were typed, by name
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # it waits for approval
    submitted_at = models.DateTimeField(null=True, blank=True)
    touches = models.JSONField(default=list)  # the decisions that it would touch, as counted when it was submitted
    returned_why = models.TextField(blank=True)


class Interpretation(Sealed):
    """A question that the text leaves open, and the Commission's answer; prepared by one, approved by another."""

    number = models.CharField(max_length=100, unique=True)  # of the document
    edition = models.CharField(max_length=30)
    question_zh = models.TextField()
    question_en = models.TextField(blank=True)
    answer_zh = models.TextField()
    answer_en = models.TextField(blank=True)
    articles = models.CharField(max_length=100)  # numbers separated by semicolons
    clauses = models.CharField(max_length=300, blank=True)
    reading = models.CharField(max_length=40, blank=True)  # the key of the edition's reading that it settles, if any
    value = models.CharField(max_length=60, blank=True)
    from_day = models.DateField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    touches = models.JSONField(default=list)  # cases that it would change, as they stood at the approval; none is
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(prepared_by=models.F("by")), name="interpretation_by_two"),
            # Each further one of a question takes the place of one before it, so that one alone holds on any day.
            models.UniqueConstraint(
                fields=["edition", "reading"],
                condition=Q(replaces=None) & ~Q(reading=""),
                name="one_line_a_reading",
            ),
        ]


class Waiver(models.Model):
    """A check or term of our own that does not hold for one case, cluster or round until a day; asked by one, granted
    by another. It never touches a provision of Articles 6 to 19."""

    what = models.CharField(max_length=60)  # `procedure.waivable.WAIVABLE`
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="waivers")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, related_name="waivers")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="waivers")
    reason = models.TextField()
    until = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=models.F("asked_by")), name="waiver_by_two"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, cluster=None, round=None)
                | Q(case=None, cluster__isnull=False, round=None)
                | Q(case=None, cluster=None, round__isnull=False),
                name="waiver_of_one_thing",
            ),
        ]
