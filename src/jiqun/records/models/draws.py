"""Draws by commit and reveal (docs/draws.md; Article 9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.people import Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class Draw(Sealed):
    """The commitment: from whom, how many, the hash of the seed, which public value; published as it is made."""

    class Purpose(models.TextChoices):
        """What is drawn."""

        CLUSTERS = "clusters", "抽查集群"
        ENTERPRISES = "enterprises", "抽查企业"
        INSPECTORS = "inspectors", "抽查人员"
        EXPERTS = "experts", "评审专家"

    round = models.ForeignKey(Round, models.PROTECT, related_name="draws")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="draws")  # of which enterprises are drawn
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    population = models.TextField()  # the published text: `stratum TAB id LF`, sorted
    population_sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    seed_sha256 = models.CharField(max_length=64)
    beacon = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "purpose"], condition=Q(case=None, purpose="clusters"), name="clusters_drawn_once"
            ),
            models.UniqueConstraint(fields=["case", "purpose"], condition=~Q(case=None), name="of_a_case_drawn_once"),
        ]


class DrawSecret(models.Model):
    """The seed of a draw until it is revealed, and the salt under which persons and firms stand in its population.

    Shown to nobody. The salt is never revealed: a public line names somebody by a hash that only this installation
    can tell whose it is.
    """

    draw = models.OneToOneField(Draw, models.CASCADE, primary_key=True, related_name="secret")
    seed = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)


class DrawReveal(Sealed):
    """The reveal: seed, root of the first head over the commitment, the public value; and who was drawn."""

    draw = models.OneToOneField(Draw, models.PROTECT, related_name="reveal")
    seed = models.CharField(max_length=64)
    head_size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    value = models.CharField(max_length=300, blank=True)
    drawn = models.JSONField()  # lines [stratum, id] in the order of the draw
    # How the population had changed since the commitment (lines added, removed), and why it was drawn all the same.
    changes = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
