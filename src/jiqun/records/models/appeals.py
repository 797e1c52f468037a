"""Appeals against a decision: by the operator or an enterprise, decided by a person not involved before."""

from __future__ import annotations

from django.db import models

from jiqun.records.models.cases import Case
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class Appeal(Sealed):
    """What is appealed against, on what ground, and what is asked for; `case` is of kind `appeal`."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal")
    against = models.CharField(max_length=30)  # the stage that the decision led to
    ground = models.CharField(max_length=30)
    argument = models.TextField()
    remedy = models.CharField(max_length=30)
    files = models.JSONField(default=list)  # name, sha256
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
