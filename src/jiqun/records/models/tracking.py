"""Districts follow up how recognised clusters carry out their plans (Article 16)."""

from __future__ import annotations

from django.db import models

from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class TrackingRecord(Sealed):
    """What a district found about a cluster on a day; or that the operator refused to be tracked or supervised."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="tracking_records")
    on = models.DateField()
    plan_progress = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    experience = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    improvement = models.TextField(blank=True)  # the measures that were agreed
    follow_up_on = models.DateField(null=True, blank=True)  # when they are looked at again
    refused = models.TextField(blank=True)  # how the operator refused; empty where it did not
    files = models.JSONField(default=list)  # name, sha256
    district = models.CharField(max_length=6, blank=True)  # the office that entered it; empty: the Commission
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class TrackingFollowUp(Sealed):
    """What became of the measures of a record."""

    record = models.ForeignKey(TrackingRecord, models.PROTECT, related_name="follow_ups")
    text = models.TextField()
    done = models.BooleanField()  # nothing is left to follow up
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
