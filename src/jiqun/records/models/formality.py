"""What the Commission's examination leaves behind: formality checks, what was prepared for signing (Article 9)."""

from __future__ import annotations

from django.db import models

from jiqun.records.models.application import Submission
from jiqun.records.models.cases import Case
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class FormalityCheck(Sealed):
    """Whether what was filed is complete and valid (形式审查): each item as the system found it and as it was seen."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="formality_checks")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    items = models.JSONField()  # name, found (yes, no, look), seen (yes, no), note
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Preparation(Sealed):
    """What one person prepared for another to sign: the findings as they then stood, and the reasons."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="preparations")
    what = models.CharField(max_length=20)  # proposal, recognition, rejection
    findings = models.JSONField()  # the assessment as `docs/schema/assessment.json`
    verdict = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)  # of the findings' canonical text
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
