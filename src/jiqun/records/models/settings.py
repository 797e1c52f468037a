"""What the installation's people set: working days, document numbers, retention, search keys, feed keys."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class HolidayNotice(Sealed):
    """A year's holidays and make-up working days as a notice published them; a later one of the year wins."""

    year = models.PositiveIntegerField()
    number = models.CharField(max_length=100)
    published_on = models.DateField()
    off = models.JSONField()
    working = models.JSONField()
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class Setting(models.Model):
    """One setting by name (document number patterns, retention periods)."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()


class SearchKey(models.Model):
    """What one thing can be found by: Chinese, pinyin, initials, English, codes."""

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    district = models.CharField(max_length=6, blank=True)
    operator = models.BigIntegerField(null=True, blank=True)
    public = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject"], name="found_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "district"])]


class CalendarKey(models.Model):
    """The secret address of a person's calendar feed."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_key")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
