"""Background work as rows, written in the transaction of the act that asks for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.people import Person


class Errand(models.Model):
    """Something to be done soon. `key` makes it the only one of its kind for its reason."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(done_at=None, given_up_at=None), name="errands_to_do"),
        ]


class Message(models.Model):
    """A message to a person, in the reader's language; its key keeps it from being sent twice for the same act."""

    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="messages")
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=200, blank=True)  # the page that it is about


class DailyRun(models.Model):
    """A day's work that was done, so that it is done once a day."""

    name = models.CharField(max_length=40)
    day = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "day"], name="once_a_day")]
