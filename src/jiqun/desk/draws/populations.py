"""Who can be drawn (Article 9): clusters of a round, enterprises of a file, inspectors, experts; nobody by name."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from jiqun.desk.checks.ties import inspectors_free
from jiqun.desk.experts.assigning import askable, field_of, fields_of
from jiqun.desk.judging import latest_submission
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.size_classes import SizeClass
from jiqun.fairness.draw import count_of
from jiqun.fairness.population import Line, Population, population_of
from jiqun.fairness.rubric import rubric_of
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Case, Draw, Expert, Round, SpotCheck

Purpose = Draw.Purpose
Subject = tuple[str, str]  # a stratum, and a cluster's number, an enterprise's code, or `person:12`

RESERVES = 2  # experts who are drawn beyond those that a file needs, and asked in turn where one leaves
TEAM = 2  # inspectors of a visit, unless the officer says otherwise
FEWEST = 3  # firms of a stratum: one that stands alone would be known by its size
_VEILED = frozenset({Purpose.ENTERPRISES, Purpose.INSPECTORS, Purpose.EXPERTS})
_DIGITS = 16


@dataclass(frozen=True)
class Asked:
    """What is to be drawn: for which round and case, and how many where the one who asks has to say that."""

    purpose: str
    round: Round
    case: Case | None = None
    count: int | None = None


def subjects_of(asked: Asked, at: datetime) -> tuple[Subject, ...]:
    """Everybody who can be drawn now, in no order."""
    if asked.purpose == Purpose.CLUSTERS:
        return _clusters(asked.round)
    assert asked.case is not None
    if asked.purpose == Purpose.ENTERPRISES:
        return _firms(asked.case)
    if asked.purpose == Purpose.INSPECTORS:
        return _inspectors(asked.case)
    return _experts(asked.case, at)


def usual_count(asked: Asked, among: int) -> int:
    """How many the round's notice says, or what is usual; never more than there are."""
    if asked.purpose == Purpose.CLUSTERS:
        return count_of(Fraction(asked.round.spot_share or 0), among)
    usual = {
        Purpose.ENTERPRISES: asked.round.spot_firms,
        Purpose.INSPECTORS: TEAM,
        Purpose.EXPERTS: rubric_of(asked.round.rubric).experts + RESERVES,
    }
    return min(usual[Purpose(asked.purpose)], among)


def population_for(purpose: str, subjects: Iterable[Subject], salt: str) -> Population:
    """The population as it is published."""
    return population_of((stratum, line_id(purpose, key, salt)) for stratum, key in subjects)


def line_id(purpose: str, key: str, salt: str) -> str:
    """How somebody stands in the population: a cluster by its number, a person or firm by a hash under the salt."""
    if purpose not in _VEILED:
        return key
    return hmac.new(bytes.fromhex(salt), key.encode(), hashlib.sha256).hexdigest()[:_DIGITS]


def subjects_by_id(draw: Draw) -> dict[str, str]:
    """By the id of a line, whom it means: among all who can ever have stood there."""
    return {line_id(draw.purpose, key, draw.secret.salt): key for key in _ever(draw)}


@dataclass(frozen=True)
class Changes:
    """Lines that came, and lines that went, since a population was committed to."""

    added: tuple[Line, ...]
    removed: tuple[Line, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def changes_since(draw: Draw, at: datetime) -> Changes:
    """How the population is now, against the one that was committed to."""
    asked = Asked(draw.purpose, draw.round, draw.case)
    now = set(population_for(draw.purpose, subjects_of(asked, at), draw.secret.salt).lines)
    before = {Line(*text.split("\t")) for text in draw.population.splitlines()}
    return Changes(tuple(sorted(now - before)), tuple(sorted(before - now)))


def strata_of(classes: Iterable[SizeClass]) -> Mapping[SizeClass, str]:
    """The stratum of each size class: those of fewer than three firms stand together with the next smaller one."""
    counts = Counter(classes)
    groups: list[list[SizeClass]] = [[]]
    for one in sorted(counts, reverse=True):
        groups[-1].append(one)
        if sum(counts[each] for each in groups[-1]) >= FEWEST:
            groups.append([])
    rest = groups.pop()
    if groups:
        groups[-1] += rest
    else:
        groups = [rest]
    return {one: "+".join(each.name.lower() for each in group) for group in groups for one in group}


def _clusters(notice: Round) -> tuple[Subject, ...]:
    found = Case.objects.filter(round=notice, kind="recognition", stage="evaluation")
    return tuple(found.values_list("district", "cluster__number"))


def _firms(check: Case) -> tuple[Subject, ...]:
    """The enterprises of the roster that was filed last, each in the size class of its latest year."""
    assert check.about is not None
    snapshot = snapshot_of(latest_submission(check.about).roster)
    annual = snapshot.annual
    by_year = sorted(zip(annual["year"], annual["credit_code"], annual["size_class"], strict=True))
    latest = {code: SizeClass(found) for _, code, found in by_year}
    classes = {code: latest.get(code, SizeClass.UNCLASSIFIED) for code in snapshot.tables["enterprises"]["credit_code"]}
    strata = strata_of(classes.values())
    return tuple((strata[found], code) for code, found in classes.items())


def _inspectors(check: Case) -> tuple[Subject, ...]:
    """Whoever may go on the visit and does not yet (`check_ties`)."""
    free = inspectors_free(SpotCheck.objects.select_related("case").get(case=check))
    return tuple(("", f"person:{pk}") for pk in free.values_list("pk", flat=True))


def _experts(case: Case, at: datetime) -> tuple[Subject, ...]:
    """Whoever may be asked to judge the file; of its field, where more of them know that than are needed."""
    assert case.round is not None
    free = askable(case, at)
    fitting = [one for one in free if field_of(case) in fields_of(one)]
    chosen = fitting if len(fitting) > rubric_of(case.round.rubric).experts else free
    return tuple(("", f"person:{one.person_id}") for one in chosen)


def _ever(draw: Draw) -> Iterable[str]:
    if draw.purpose == Purpose.CLUSTERS:
        return [line.split("\t")[1] for line in draw.population.splitlines()]
    if draw.purpose == Purpose.ENTERPRISES:
        assert draw.case is not None
        assert draw.case.about is not None
        rosters = [filed.roster for filed in draw.case.about.submissions.select_related("roster")]
        return {code for roster in rosters for code in snapshot_of(roster).tables["enterprises"]["credit_code"]}
    if draw.purpose == Purpose.INSPECTORS:
        people = set(Appointment.objects.filter(role=Role.INSPECTOR).values_list("person", flat=True))
    else:
        people = set(Expert.objects.values_list("person", flat=True))
    return {f"person:{pk}" for pk in people}
