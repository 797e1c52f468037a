"""How far the targets of a three-year plan are reached, year by year (Articles 15 and 16)."""

from __future__ import annotations

from django.db import models

from jiqun.records.models.application import Submission
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class PlanValue(Sealed):
    """What the operator reports as reached of one goal in one year; the latest one stands."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="plan_values")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")  # the filing that holds the plan
    goal = models.PositiveIntegerField()  # its place in the plan's sheet, from 1
    year = models.PositiveIntegerField()
    value = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class PlanJudged(Sealed):
    """How far the district holds a goal to be reached, where figures alone do not say it or are not believed."""

    value = models.ForeignKey(PlanValue, models.PROTECT, related_name="judged")
    degree = models.CharField(max_length=20)  # 0 to 1, an exact fraction
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
