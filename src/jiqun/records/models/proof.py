"""The ledger's rows: entries, the salted contents that they are hashes of, signed heads, keys."""

from __future__ import annotations

from django.db import models

from jiqun.records.models.sealed import Sealed


class LedgerEntry(Sealed):
    """One act with effect, chained to the one before; holds ids and hashes only."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    role = models.CharField(max_length=20)
    organisation = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, db_index=True)
    article = models.CharField(max_length=10)
    content_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    subtree = models.CharField(max_length=64)  # the root of the widest complete subtree that ends with this entry


class EntryContent(models.Model):
    """What an entry's hash was taken over; erasing it leaves the chain valid."""

    entry = models.OneToOneField(LedgerEntry, models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=64)
    content = models.JSONField()


class LedgerTip(models.Model):
    """The one row that is locked while an entry is appended: where the chain and the tree stand."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    size = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64)
    frontier = models.JSONField(default=list)


class SigningKey(Sealed):
    """A public key that heads were signed with; changing it is an act."""

    key_id = models.CharField(max_length=16, primary_key=True)
    public = models.CharField(max_length=64)
    since = models.DateTimeField()
    previous = models.CharField(max_length=16, blank=True)  # the key that vouches for it; empty: it stands by itself
    signature = models.CharField(max_length=128)


class TreeHead(Sealed):
    """A signed root of the ledger's tree."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="heads")
    signature = models.CharField(max_length=128)


class Verification(models.Model):
    """One check of the whole installation: when, and what it found (`desk.verifying.report_as_dict`)."""

    at = models.DateTimeField()
    sound = models.BooleanField()
    report = models.JSONField()
