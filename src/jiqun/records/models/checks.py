"""On-site spot checks: the team, what was noted (also off line), photos, findings, replies, signatures (Article 9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Enterprise
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class SpotCheck(models.Model):
    """The visit of a cluster that was drawn; `case` is of kind `spot_check`, about the application."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="spot_check")
    visit_on = models.DateField(null=True, blank=True)
    checklist = models.JSONField()  # the items as they stood when the visit was planned


class Inspector(Sealed):
    """A member of a visit's team, drawn or named."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drawn = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["check_of", "person"], name="in_a_team_once")]


class CheckedFirm(Sealed):
    """An enterprise that is looked at."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="firms")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["check_of", "enterprise"], name="checked_once")]


class CheckNote(Sealed):
    """One note of one device on one item: only ever added, so that what two devices wrote off line merges whole.

    The latest `made_at` of an item is shown; earlier and differing ones stay beside it.
    """

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="notes")
    uid = models.CharField(max_length=36, unique=True)  # given by the device: the same note sent twice is stored once
    device = models.CharField(max_length=36)
    item = models.CharField(max_length=60)
    value = models.JSONField()
    made_at = models.DateTimeField()  # by the device's clock, mended where that was far off
    late = models.BooleanField(default=False)  # came after the record was handed in: kept, and no part of it
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class CheckPhoto(Sealed):
    """A photo, with the hash that the device took and, if it was allowed, the place."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="photos")
    uid = models.CharField(max_length=36, unique=True)
    device = models.CharField(max_length=36)
    item = models.CharField(max_length=60)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    place = models.CharField(max_length=60, blank=True)  # latitude, longitude, accuracy in metres
    late = models.BooleanField(default=False)  # came after the record was handed in: kept, and no part of it
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class CheckSignature(Sealed):
    """A signature of the team, or of the side that was visited: drawn on the device, or the scan of a signed print."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="signatures")
    uid = models.CharField(max_length=36, unique=True)
    side = models.CharField(max_length=10)  # team, visited
    name = models.CharField(max_length=100)
    drawing = models.JSONField()  # strokes: lists of points [x, y] in thousandths of the box
    scan = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    record_sha256 = models.CharField(max_length=64)  # of the notes that were signed
    signed_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class CheckFinding(Sealed):
    """A figure of an enterprise as it was reported and as it was found; the latest of a figure holds.

    One that is as reported says that it was looked at; only one that differs is replied to and settled.
    """

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="findings")
    uid = models.CharField(max_length=36, unique=True)
    device = models.CharField(max_length=36)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    column = models.CharField(max_length=40)
    reported = models.CharField(max_length=40)  # as the snapshot stores it, an exact text; empty: blank
    found = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()  # by the device's clock, mended where that was far off
    late = models.BooleanField(default=False)  # came after the record was handed in: kept, and no part of it
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class FindingReply(Sealed):
    """What the enterprise, or its operator, says to a finding; none counts before that, or before its time is over."""

    finding = models.OneToOneField(CheckFinding, models.PROTECT, related_name="reply")
    agrees = models.BooleanField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class FindingSettled(Sealed):
    """Whether a finding stands: a confirmed one takes the reported figure's place when the file is judged."""

    finding = models.OneToOneField(CheckFinding, models.PROTECT, related_name="settled")
    confirmed = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
