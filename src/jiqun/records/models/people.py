"""People, the organisations they act for, and in which role."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import Office, Role
from jiqun.records.models.texts import choices

LANGUAGES = [("zh", "中文"), ("en", "English")]


class People(BaseUserManager["Person"]):
    """Finds people by the address that they sign in with."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account. Has no rights by itself: those come with appointments."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    lang = models.CharField(max_length=2, choices=LANGUAGES, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonSalt(models.Model):
    """The secret under which the ledger names a person; deleting it erases the link, and every proof stays valid."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="salt")
    salt = models.BinaryField(max_length=32)


class Organisation(models.Model):
    """An office or a body that people act for."""

    kind = models.CharField(max_length=20, choices=choices(Office))
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=6, blank=True)
    credit_code = models.CharField(max_length=18, null=True, blank=True, unique=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district"], condition=Q(kind="district"), name="one_office_a_district"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="commission"), name="one_commission"),
            models.CheckConstraint(
                condition=Q(district="") | Q(district__in=list(DISTRICTS)), name="organisation_district_known"
            ),
            models.CheckConstraint(condition=~Q(kind="district") | ~Q(district=""), name="district_office_has_one"),
        ]

    def __str__(self) -> str:
        return self.name_zh


class Appointment(models.Model):
    """A role that a person holds in an organisation, from a day and until one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=choices(Role))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=Q(until=None), name="appointed_once"
            ),
        ]


class StandIn(models.Model):
    """Somebody who acts for an absent official between two days, both counted."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(Person, models.PROTECT, related_name="stands_in")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.TextField()
    arranged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="stand_in_ends_after_start"),
        ]


class Invitation(models.Model):
    """An account offered to an address; only the hash of its secret is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=100)
    lang = models.CharField(max_length=2, choices=LANGUAGES, default="zh")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    role = models.CharField(max_length=20, choices=choices(Role))
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
