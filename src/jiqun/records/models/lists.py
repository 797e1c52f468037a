"""Published lists, recognitions and their certificates, what the others are told (Article 9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class PublishedList(Sealed):
    """A list as it was published: the text is frozen; a correction is a new version, and the old one stays readable."""

    class Kind(models.TextChoices):
        """What is listed."""

        NOTICE = "notice", "公示名单"
        RESULTS = "results", "认定名单"

    round = models.ForeignKey(Round, models.PROTECT, related_name="lists")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.CharField(max_length=100, unique=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    reason = models.TextField(blank=True)  # why it takes the place of the one before
    text = models.TextField()  # canonical JSON lines: a head, then one line a cluster
    sha256 = models.CharField(max_length=64)
    first_day = models.DateField(null=True, blank=True)  # of a public notice, both counted; the last moves with the
    days = models.PositiveIntegerField(null=True, blank=True)  # calendar and stands in the terms of its cases
    zh = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    en = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ListLine(models.Model):
    """A case stands on a list; kept beside the text so that it can be found."""

    published = models.ForeignKey(PublishedList, models.PROTECT, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="list_lines")
    place = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["published", "case"], name="on_a_list_once")]


class Recognition(Sealed):
    """A cluster was recognised: from the publication of the list through the day before its third anniversary.

    One of the city's 2023 batch, from before the Procedures, has no case, and an expiry of its own.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="recognitions")
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="recognition")
    published = models.ForeignKey(PublishedList, models.PROTECT, null=True, related_name="recognitions")
    number = models.CharField(max_length=60, unique=True)
    first_day = models.DateField()
    last_day = models.DateField()
    source = models.CharField(max_length=300, blank=True)  # of an imported one: the document it stands in
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")), name="recognition_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(case=None) | ~Q(source=""), name="recognition_has_a_ground"),
        ]


class Certificate(Sealed):
    """The certificate of a recognition: one PDF in both languages, with the ledger's proof inside."""

    recognition = models.OneToOneField(Recognition, models.PROTECT, related_name="certificate")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Feedback(Sealed):
    """What an applicant that was not recognised is told: which clauses, how far, what would help."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="feedback")
    content = models.JSONField()
    at = models.DateTimeField()
