"""What an application holds: the draft, evidence, submissions (Article 8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Roster
from jiqun.records.models.files import Blob
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class Draft(models.Model):
    """The cells of an application while it is being filled in, and an upload that still has errors beside it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="draft")
    version = models.PositiveIntegerField(default=1)
    cells = models.BinaryField()  # compressed JSON of `facts.draft`
    pending = models.BinaryField(null=True)  # an upload that has errors: it changes nothing until they are mended
    pending_name = models.CharField(max_length=200, blank=True)
    pending_blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    pending_shape = models.JSONField(default=list)  # what is wrong with its sheets and headers: no cell can mend it
    contact_name = models.CharField(max_length=100, blank=True)
    contact_phone = models.CharField(max_length=50, blank=True)
    contact_email = models.EmailField(blank=True)
    summary = models.TextField(blank=True)
    texts = models.JSONField(default=dict)  # of an annual report: `procedure.development.TOPICS` by name
    sources = models.JSONField(default=dict)  # by the same names, what each text was pre-filled with and from where
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: pre-filled, untouched


class Evidence(models.Model):
    """A file that supports clauses of an application; a removed one stays stored as long as a submission names it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    clauses = models.CharField(max_length=600)  # ids separated by semicolons
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)


class Submission(Sealed):
    """What was filed: the data, the files and the texts under one hash."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="submissions")
    place = models.PositiveIntegerField()  # 1 is the first filing
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="+")
    manifest = models.TextField()  # canonical JSON of everything filed, with the hash of each file
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    declared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    declared_with = models.CharField(max_length=20)  # password, totp, webauthn …

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "place"], name="one_submission_a_place")]


class Assessed(Sealed):
    """The findings of a submission as they were judged, under which day and readings."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="assessed")
    on = models.DateField()
    at = models.DateTimeField()
    findings = models.JSONField()  # the assessment as `docs/schema/assessment.json`
    verdict = models.CharField(max_length=20)


class Receipt(Sealed):
    """The proof of a filing that its operator keeps: a PDF in both languages with the ledger's proof inside."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="receipt")
    zh = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    en = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    at = models.DateTimeField()
