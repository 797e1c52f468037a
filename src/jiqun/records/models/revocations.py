"""Grounds of revocation as they are noticed, what becomes of them, and recognitions that are revoked (Article 19)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.lists import Recognition
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class Alert(Sealed):
    """Something that may be a ground: noticed in the data, or entered by an officer. It decides nothing."""

    key = models.CharField(max_length=200, unique=True)  # the same thing is noticed once
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="alerts")
    limb = models.CharField(max_length=40)  # `procedure.shanghai_2024.grounds.LIMBS`
    since = models.DateField()  # when it happened
    evidence = models.JSONField()  # facts by name in plain values; rows as table and key
    text = models.TextField(blank=True)  # of an officer
    files = models.JSONField(default=list)  # name, sha256
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: noticed in the data
    at = models.DateTimeField()


class AlertSettled(Sealed):
    """A person looked at it: the ground is not made out, or a case was opened."""

    alert = models.OneToOneField(Alert, models.PROTECT, related_name="settled")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="alerts")  # of kind `revocation`
    reason = models.TextField(blank=True)  # why the ground is not made out
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(case=None) & ~Q(reason="")) | Q(case__isnull=False), name="alert_settled_with_reason"
            )
        ]


class AdverseFinding(Sealed):
    """What the Commission holds to be established against a cluster; nothing is revoked without one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="adverse_findings")
    limb = models.CharField(max_length=40)
    text = models.TextField()
    alert = models.ForeignKey(Alert, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Revocation(Sealed):
    """A recognition was revoked; the register keeps the reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="revocations")
    recognition = models.ForeignKey(Recognition, models.PROTECT, related_name="revocations")
    revoked_on = models.DateField()
    limbs = models.CharField(max_length=300)  # separated by semicolons
    reason = models.TextField()  # as it is published
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class RevocationSetAside(Sealed):
    """A revocation that an appeal has set aside: the recognition stands again as if it had not been."""

    revocation = models.OneToOneField(Revocation, models.PROTECT, related_name="set_aside")
    appeal = models.ForeignKey(Case, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
