"""What a preliminary review leaves behind: outcomes, questions, recommendations, letters (Articles 5 and 8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiqun.records.models.application import Submission
from jiqun.records.models.cases import Case
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class ClauseOutcome(Sealed):
    """A reviewer's outcome of a clause; the latest one of a tier stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="outcomes")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10)  # district or municipal
    clause = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Question(models.Model):
    """A question of the district to the operator, and its answer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="questions")
    clause = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)


class Recommendation(Sealed):
    """The district's recommendation: its opinion, the rank within the district, the clauses still open."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recommendations")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    district = models.CharField(max_length=6)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    opinion = models.TextField()
    rank = models.PositiveIntegerField()
    open_clauses = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Letter(Sealed):
    """An official letter: its number, and the PDF in both languages."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=100, unique=True)
    zh = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    en = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class LetterService(Sealed):
    """When and how a letter reached its addressee (送达); periods run from it."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="service")
    on = models.DateField()
    how = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(how__in=["system", "hand", "post", "email"]), name="letter_served_somehow"
            )
        ]


class StampedScan(Sealed):
    """A scan with the seal on it (公章), put beside a letter or a submission."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="stamped")
    what = models.CharField(max_length=60)  # "letter:12", "submission:1"
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
