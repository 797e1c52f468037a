"""Cases, their steps and terms: the same for every kind of proceeding."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Appointment, Organisation, Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class Case(models.Model):
    """One proceeding about one cluster; finishes under the edition that it was opened under."""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30)
    edition = models.CharField(max_length=30)
    stage = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1)
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="cases")
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="cases")
    district = models.CharField(max_length=6)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="cases")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")  # the case it is about
    lodger = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+"
    )  # who opened it, if not the operator
    opened_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)  # until then it is the operator's own
    moved_at = models.DateTimeField()  # when it came to its stage
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "stage", "district"]),
            models.Index(fields=["operator", "stage"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "round", "cluster"],
                condition=Q(kind__in=["recognition", "annual_report", "service_evaluation"], ended_at=None)
                & ~Q(round=None),
                name="one_open_case_a_round",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Step(Sealed):
    """One act on a case: what was done, by whom in which role, from where to where."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField()  # 1, 2, 3 … within the case: its version after the act
    move = models.CharField(max_length=40)
    start = models.CharField(max_length=30)
    end = models.CharField(max_length=30)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    stands_in = models.BooleanField(default=False)
    given = models.JSONField(default=dict)  # what the act was given: reason, date, clause …
    article = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "place"], name="one_step_a_place")]


class CaseTerm(models.Model):
    """A period of a case: when it is due, or how much of it was used when it was stopped."""

    class State(models.TextChoices):
        """Whether the clock runs."""

        RUNNING = "running", "进行中"
        PAUSED = "paused", "暂停"
        ENDED = "ended", "已结束"

    case = models.ForeignKey(Case, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices)
    started_on = models.DateField()  # the day the present run began
    days = models.PositiveIntegerField(null=True, blank=True)  # working days that the present run has
    due_on = models.DateField(null=True, blank=True, db_index=True)
    late_from = models.DateField(null=True, blank=True)  # where that is not the day after: days between are in doubt
    provisional = models.BooleanField(default=False)  # counted over a year whose holidays are not yet published
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "name"], condition=~Q(state="ended"), name="one_open_term_a_name"),
        ]


class TermChange(Sealed):
    """A due day that was moved, and why: an extension, a pause, or a late holiday notice."""

    term = models.ForeignKey(CaseTerm, models.PROTECT, related_name="changes")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    why = models.CharField(max_length=30)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()


class NumberSeries(models.Model):
    """The last number given of a series (case numbers, document numbers of a year)."""

    series = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField(default=0)
