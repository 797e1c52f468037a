"""Objections of the public to a list on notice, and the texts of them that are published (Article 9)."""

from __future__ import annotations

from django.db import models

from jiqun.records.models.cases import Case
from jiqun.records.models.lists import PublishedList
from jiqun.records.models.people import Person
from jiqun.records.models.sealed import Sealed


class Lodging(models.Model):
    """An objection whose address is not proved yet; it holds the recognition back until it is over, then it is gone."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="lodgings")  # the application of the cluster
    handle = models.CharField(max_length=32, unique=True)  # of the address in the mail, which is signed over it
    email = models.EmailField()
    lang = models.CharField(max_length=2)
    content = models.JSONField()  # the form's fields: ground, argument, remedy, name, contact
    files = models.JSONField(default=list)  # name, sha256
    lodged_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


class Objection(Sealed):
    """What somebody objects to: the original, which is never published as it is."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="objection")  # of kind `objection`
    published = models.ForeignKey(PublishedList, models.PROTECT, related_name="objections")
    ground = models.CharField(max_length=30)
    clause = models.CharField(max_length=10, blank=True)
    argument = models.TextField()
    remedy = models.CharField(max_length=30)
    files = models.JSONField(default=list)  # name, sha256
    lodged_at = models.DateTimeField()
    proved_at = models.DateTimeField()


class ObjectorContact(models.Model):
    """Who objected: kept apart, published nowhere, in no ledger; removed when its time is over."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="objector")
    name = models.CharField(max_length=100)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=50)
    lang = models.CharField(max_length=2)
    handle = models.CharField(max_length=32, unique=True)  # that of its lodging: the address of its own page


class PublishedText(Sealed):
    """A text as it may be published: the redactor is named, the original is kept; the latest of a part holds."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="published_texts")
    part = models.CharField(max_length=20)  # argument, answer, decision
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
