"""Who would judge what: a round's files and the pool as the assignment sees them, and what comes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from jiqun.base.days import day_of
from jiqun.desk.calendar import working_calendar
from jiqun.desk.each import of_each
from jiqun.desk.experts.interests import barred, interests
from jiqun.desk.experts.merit import figure_of_case
from jiqun.facts.industries import divisions
from jiqun.fairness.assignment import Member, NotPossible, Seat, assigned
from jiqun.fairness.rubric import rubric_of
from jiqun.ledger.canonical import canonical_json
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Assignment, Case, Expert, Round

STAYS = (Assignment.State.ASKED, Assignment.State.OPEN, Assignment.State.FILED)


@dataclass(frozen=True)
class Plan:
    """An assignment of a round before it is made. `given` is None where there is none; `lacking` then names files.

    `key` follows from everything that goes in and a secret of the installation: whoever looks at the plan twice sees
    the same, and nobody can look until one suits.
    """

    key: str
    seats: tuple[Seat, ...]
    members: tuple[Member, ...]
    given: Mapping[int, tuple[int, ...]] | None
    lacking: tuple[int, ...]

    @property
    def new(self) -> tuple[tuple[int, int], ...]:
        """The pairs of case and expert that would be added."""
        kept = {seat.file: seat.kept for seat in self.seats}
        given = (self.given or {}).items()
        return tuple((case, one) for case, experts in given for one in experts if one not in kept[case])

    def loads(self) -> Counter[int]:
        """By expert, how many files of the round they would have."""
        found = Counter({one.expert: one.load for one in self.members})
        for experts in (self.given or {}).values():
            found.update(experts)
        return found

    def misfits(self) -> int:
        """How many judgements lie outside their expert's fields."""
        fields = {one.expert: one.fields for one in self.members}
        by_file = {seat.file: seat.field for seat in self.seats}
        return sum(by_file[case] not in fields[one] for case, experts in (self.given or {}).items() for one in experts)

    def as_dict(self) -> dict[str, object]:
        """What is kept of it: with the key, enough to repeat it."""
        return {
            "seats": [_plain(asdict(seat)) for seat in self.seats],
            "members": [_plain(asdict(one)) for one in self.members],
            "given": [[case, list(experts)] for case, experts in sorted((self.given or {}).items())],
        }


def plan_of(notice: Round, at: datetime) -> Plan:
    """What the assignment of the round's files that lack experts would be now."""
    cases = list(files_of(notice).select_related("round", "cluster").order_by("pk"))
    wanting = tuple(seat for seat in _seats(notice, cases, at) if len(seat.kept) < seat.experts)
    members = tuple(_members(notice, wanting, day_of(at)))
    key = _key(notice, wanting, members)
    try:
        given = assigned(wanting, members, bytes.fromhex(key))
    except NotPossible as refused:
        return Plan(key, wanting, members, None, refused.files)
    return Plan(key, wanting, members, given, ())


def by_draw(notice: Round) -> bool:
    """Whether the round's notice has its experts drawn."""
    return rubric_of(notice.rubric).by == "draw"


@of_each
def askable(cases: Sequence[Case], at: datetime) -> Mapping[int, tuple[Expert, ...]]:
    """The experts who may be asked to judge each file: serving, without a conflict, with room, never on it before.

    Nobody where all of its sheets are in: once scores are known, no expert is added. `cases` with round and cluster.
    """
    pool = list(serving(day_of(at)))
    ruled_out = barred(interests(cases, pool, at))
    known = {case.pk for case in cases if figure_of_case(case) is not None}
    before = defaultdict[int, set[int]](set)
    for case, expert in Assignment.objects.filter(case__in=cases).values_list("case", "expert"):
        before[case].add(expert)
    loads = {notice.pk: loads_in(notice) for notice in {case.round for case in cases if case.round}}
    return {
        case.pk: tuple(
            one
            for one in pool
            if case.pk not in known
            and one.pk not in ruled_out.get(case.pk, ())
            and one.pk not in before[case.pk]
            and loads[case.round_id or 0][one.pk] < one.most
        )
        for case in cases
    }


def files_of(notice: Round) -> QuerySet[Case]:
    """The round's files that are being evaluated."""
    return Case.objects.filter(kind="recognition", round=notice, stage="evaluation")


def serving(on: date) -> QuerySet[Expert]:
    """The experts who can be asked something new on that day: in their term, in their role, not suspended."""
    held = Appointment.objects.filter(role=Role.EXPERT).filter(until=None, person__is_active=True)
    return Expert.objects.filter(
        suspended_at=None, since__lte=on, until__gte=on, person__in=held.values("person")
    ).order_by("pk")


def loads_in(notice: Round) -> Counter[int]:
    """By expert, how many files of the round they have."""
    rows = Assignment.objects.filter(case__round=notice, state__in=STAYS).values_list("expert", flat=True)
    return Counter(rows)


def due_day(notice: Round, at: datetime) -> date:
    """By when a sheet is to be filed that is asked for now."""
    return working_calendar().add_working_days(day_of(at), rubric_of(notice.rubric).days).on


def field_of(case: Case) -> str:
    """The industry by which a file's experts are chosen: the division, or section, of the one named first."""
    return case.cluster.dominant_industries.split(";")[0][:2]


def fields_of(expert: Expert) -> frozenset[str]:
    """The divisions that an expert knows, and the sections that they lie in."""
    codes = [code for code in expert.fields.split(";") if code in divisions()]
    return frozenset(codes) | {divisions()[code].section for code in codes}


def _seats(notice: Round, cases: list[Case], at: datetime) -> tuple[Seat, ...]:
    wanted = rubric_of(notice.rubric).experts
    ruled_out = barred(interests(cases, serving(day_of(at)), at))
    kept, gone = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for case, expert, state in Assignment.objects.filter(case__in=cases).values_list("case", "expert", "state"):
        (kept if state in STAYS else gone)[case].add(expert)
    return tuple(
        Seat(
            case.pk,
            max(wanted, len(kept[case.pk])),
            field_of(case),
            frozenset(ruled_out.get(case.pk, set()) | gone[case.pk]),
            frozenset(kept[case.pk]),
        )
        for case in cases
    )


def _members(notice: Round, seats: Iterable[Seat], on: date) -> Iterable[Member]:
    """Those who can be asked, and those who are on the files already; `load` is what they have on other files."""
    on_these = Counter(expert for seat in seats for expert in seat.kept)
    everywhere, free = loads_in(notice), set(serving(on).values_list("pk", flat=True))
    for one in Expert.objects.filter(Q(pk__in=free) | Q(pk__in=on_these)).order_by("pk"):
        load = everywhere[one.pk] - on_these[one.pk]
        most = max(one.most, everywhere[one.pk]) if one.pk in free else everywhere[one.pk]
        yield Member(one.pk, fields_of(one), most, load)


def _key(notice: Round, seats: tuple[Seat, ...], members: tuple[Member, ...]) -> str:
    text = canonical_json({"round": notice.pk, **Plan("", seats, members, None, ()).as_dict()})
    return salted_hmac("jiqun.assignment", text, algorithm="sha256").hexdigest()


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {name: sorted(one) if isinstance(one, frozenset) else one for name, one in values.items()}
