"""The conflict check of one file, run on its own: for every expert of the pool, free or why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.assigning import field_of, fields_of, loads_in, serving
from jiqun.desk.experts.interests import Found, interests
from jiqun.desk.may import CITY, NotThere, experts_of, only, the_case
from jiqun.records.models import Assignment, Expert


@dataclass(frozen=True)
class ConflictView:
    """One reason why an expert may not judge the file; `set_aside` says why it is none."""

    kind: str
    whom: str
    reason: Bi
    declared: bool
    set_aside: str


@dataclass(frozen=True)
class Checked:
    """An expert of the pool and the file."""

    expert: int
    name: str
    body: Bi
    fields: tuple[str, ...]
    fits: bool
    load: int
    most: int
    here: bool  # is on the file, or was
    serving: bool
    conflicts: tuple[ConflictView, ...]

    @property
    def free(self) -> bool:
        return all(one.set_aside for one in self.conflicts)

    @property
    def may_be_asked(self) -> bool:
        return self.free and self.serving and not self.here and self.load < self.most


@dataclass(frozen=True)
class Check:
    """The whole pool against one file: those who can be asked first, of them those of its field, the least loaded."""

    case: int
    industry: str
    experts: tuple[Checked, ...]

    @property
    def free(self) -> int:
        return sum(one.free for one in self.experts)


def check_conflicts(case: int, *, by: Actor, at: datetime) -> Check:
    """Run the check. Raises NotThere."""
    only(by, *CITY)
    row = the_case(by, case)
    if row.round is None or row.kind != "recognition":
        raise NotThere
    pool = list(experts_of(by).select_related("person", "organisation").order_by("pk"))
    found = interests([row], pool, at)
    loads, industry = loads_in(row.round), field_of(row)
    here = set(Assignment.objects.filter(case=row).values_list("expert", flat=True))
    free = set(serving(day_of(at)).values_list("pk", flat=True))
    checked = (
        Checked(
            expert=one.pk,
            name=one.person.name,
            body=_body(one),
            fields=tuple(one.fields.split(";")),
            fits=industry in fields_of(one),
            load=loads[one.pk],
            most=one.most,
            here=one.pk in here,
            serving=one.pk in free,
            conflicts=tuple(map(_conflict, found.get((row.pk, one.pk), ()))),
        )
        for one in pool
    )
    ordered = sorted(checked, key=lambda one: (not one.may_be_asked, not one.free, not one.fits, one.load, one.expert))
    return Check(row.pk, industry, tuple(ordered))


def _body(one: Expert) -> Bi:
    return Bi(zh=one.organisation.name_zh, en=one.organisation.name_en or one.organisation.name_zh)


def _conflict(found: Found) -> ConflictView:
    one = found.conflict
    return ConflictView(one.kind, one.whom, one.reason, one.declared, found.set_aside)
