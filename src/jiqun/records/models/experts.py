"""Experts: the pool, their ties, who judges what, sheets of points, the panel, ties of merit (Article 9)."""

from __future__ import annotations

from secrets import token_hex
from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Organisation, Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class Expert(models.Model):
    """Somebody of the pool: fields, body, the term of the appointment; a suspended one is asked nothing new."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="expert")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="experts")
    title = models.CharField(max_length=100, blank=True)
    fields = models.CharField(max_length=300)  # industries (GB/T 4754 codes), separated by semicolons
    most = models.PositiveIntegerField(default=10)  # files in a round
    since = models.DateField()
    until = models.DateField()
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_why = models.TextField(blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="expert_term_ends_after_start"),
        ]


class ExpertTie(models.Model):
    """Something between an expert and somebody, as declared or as an officer entered it (`fairness.conflicts.TIES`).

    A standard that the expert drafted has its number as `name`.
    """

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    declared = models.BooleanField()  # by the expert; else entered by an officer
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)


class ConflictSetAside(Sealed):
    """A tie that the data showed and that is none, with the reason (a namesake, a firm of another group)."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="set_aside")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    whom = models.CharField(max_length=300)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class AssignmentRun(Sealed):
    """One assignment of a round's files: what went in and what came out, so that it can be repeated."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="assignment_runs")
    how = models.CharField(max_length=10)  # best (optimised), draw
    key = models.CharField(max_length=64)  # breaks ties, or names the draw
    content = models.JSONField()  # seats, members, and by case the experts
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Assignment(models.Model):
    """An expert and a file. It opens once the expert has declared that there is no conflict."""

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", "待声明"
        OPEN = "open", "评审中"
        FILED = "filed", "已提交"
        CONFLICT = "conflict", "有利害关系"
        ABSTAINED = "abstained", "已回避"
        REPLACED = "replaced", "已更换"

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    how = models.CharField(max_length=10)  # best, draw, picked
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    declared_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # filed, or gone
    reason = models.TextField(blank=True)  # of a conflict, an abstention, a replacement; kept from other experts
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "expert"], name="assigned_once"),
        ]


class Sheet(models.Model):
    """The points and comments of an expert on a file, while they are being written."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="sheet")
    points = models.JSONField(default=dict)  # by group ("1" … "9"), whole points 0 to 100
    comments = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()


class FiledSheet(Sealed):
    """A sheet as it was filed; nobody but its expert reads it until all sheets of the file are in.

    The salt keeps the row's hash in the ledger from telling its points to somebody who tries them out.
    """

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="filed_sheet")
    points = models.JSONField()
    comments = models.JSONField()
    salt = models.CharField(max_length=64, default=token_hex)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class PanelMeeting(Sealed):
    """A meeting that settles a wide spread: who was there, what was said, how they voted, the figure."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="panels")
    held_on = models.DateField()
    present = models.JSONField()  # ids of experts
    minutes = models.TextField()
    votes = models.JSONField()  # in favour, against, abstained
    figure = models.CharField(max_length=40)  # from 0 to 100, an exact fraction
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")  # the signed minutes
    file_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class TieSettlement(Sealed):
    """The order that somebody gave to files that nothing else sets apart, with the reason."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="tie_settlements")
    order = models.JSONField()  # ids of cases, the first one first
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
