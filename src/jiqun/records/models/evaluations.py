"""The yearly service evaluation of operators, and the overall assessment of clusters (Article 17)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiqun.records.models.cases import Case
from jiqun.records.models.clusters import Cluster
from jiqun.records.models.people import Organisation, Person
from jiqun.records.models.rounds import Round
from jiqun.records.models.sealed import Sealed


class EvaluationContract(models.Model):
    """A third party is entrusted with evaluating one operator in one year's programme; it sees no other."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="contracts")
    evaluator = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts")
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="evaluated_under")
    number = models.CharField(max_length=100)  # of the contract document
    signed_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "operator"], condition=Q(ended_at=None), name="one_evaluator_an_operator"
            )
        ]


class EvaluationSheet(models.Model):
    """The scores of an evaluation while they are being given; `case` is of kind `service_evaluation`."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="evaluation_sheet")
    contract = models.ForeignKey(EvaluationContract, models.PROTECT, related_name="sheets")
    scores = models.JSONField(default=dict)  # by criterion: points as exact text, what it rests on
    summary = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class FiledEvaluation(Sealed):
    """The scores as the evaluator filed them; a later place takes the operator's reply into account."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="filed_evaluations")
    place = models.PositiveIntegerField()
    scores = models.JSONField()
    summary = models.TextField(blank=True)
    total = models.CharField(max_length=40)  # out of 100, an exact fraction
    grade = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "place"], name="one_evaluation_a_place")]


class PreparedAssessment(Sealed):
    """The assessment of a year as one person prepared it for another to approve; the latest one counts."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="prepared_assessments")
    place = models.PositiveIntegerField()  # 1, 2, 3 … within the round
    on = models.DateField()  # lateness and recognitions as of that day
    lines = models.JSONField()  # by cluster: parts, score, place
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "place"], name="one_prepared_assessment_a_place")
        ]


class OverallAssessment(Sealed):
    """How a cluster did in a year: each part with the row that it comes from, and the weights published before."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="overall_assessments")
    round = models.ForeignKey(Round, models.PROTECT, related_name="overall_assessments")
    parts = models.JSONField()  # by part: score as exact text, weight, the tables and keys of its sources
    score = models.TextField()  # out of 100, an exact fraction
    place = models.PositiveIntegerField()  # among the year's clusters; equals share a place
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["cluster", "round"], name="one_assessment_a_year")]
