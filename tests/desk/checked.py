"""A spot check of an application, with its team and enterprises, as a draw opens it; and what is noted on site."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from jiqun.desk.actor import Actor
from jiqun.desk.check_acts import Found, Made, Noted, Signed
from jiqun.desk.check_list import CHECKLIST
from jiqun.desk.checks import record_sha256
from jiqun.desk.do.checks import take_from_device
from jiqun.desk.judging import latest_submission
from jiqun.desk.record import record
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.terms import start_terms
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, CheckedFirm, Enterprise, Inspector, SpotCheck
from tests.cast import Cast, at
from tests.desk.filled import move

DEVICE, OTHER_DEVICE = "0b6c7a52-6a0a-4a53-9a53-6f3f3f0d1a01", "0b6c7a52-6a0a-4a53-9a53-6f3f3f0d1a02"
DRAWING = [[[100, 200], [300, 400], [500, 100]]]


def drawn(cast: Cast, about: Case, team: tuple[Actor, ...] | None = None, when: datetime = at(5, 8)) -> Case:
    """The visit of an application that was drawn: two inspectors, and the two enterprises with the largest output."""
    table = procedure(about.edition, "spot_check")
    case = Case.objects.create(
        number=f"{about.number}-C{Case.objects.filter(about=about).count() + 1}",
        kind="spot_check",
        edition=about.edition,
        stage=table.first.name,
        cluster=about.cluster,
        operator=about.operator,
        district=about.district,
        round=about.round,
        about=about,
        opened_at=when,
        filed_at=when,
        moved_at=when,
    )
    start_terms(case, table, when)
    check = SpotCheck.objects.create(case=case, checklist=list(CHECKLIST))
    members = team or (cast.inspector, cast.second_inspector)
    rows = [Inspector.objects.create(check_of=check, person_id=one.person, drawn=True, at=when) for one in members]
    firms = [CheckedFirm.objects.create(check_of=check, enterprise=one, at=when) for one in largest(about)]
    record("open_spot_check", f"case:{case.pk}", by=None, at=when, article="9", sealed=(*rows, *firms))
    return case


def planned(cast: Cast, about: Case, team: tuple[Actor, ...] | None = None, when: datetime = at(5, 8)) -> Case:
    """The same with its visit planned for a week later."""
    case = drawn(cast, about, team, when)
    day = when.date().replace(day=when.day + 7 if when.day < 21 else when.day)
    move(case, "plan_visit", cast.municipal, when, visit_on=day)
    return Case.objects.get(pk=case.pk)


def largest(about: Case, count: int = 2) -> list[Enterprise]:
    """The enterprises with the largest output in the latest year."""
    table = snapshot_of(latest_submission(about).roster).tables["annual"]
    latest = max(table["year"])
    rows = zip(table["output_value"], table["credit_code"], table["year"], strict=True)
    codes = [code for _, code, year in sorted(rows, reverse=True) if year == latest][:count]
    return sorted(Enterprise.objects.filter(credit_code__in=codes), key=lambda firm: codes.index(firm.credit_code))


def noted(item: str, answer: str, text: str = "", when: datetime = at(5, 15, 10)) -> Noted:
    """An answer to an item."""
    return Noted(str(uuid4()), when, "", item, answer, text)


def answers(when: datetime = at(5, 15, 10)) -> list[Made]:
    """Every item found in order."""
    return [noted(one["key"], "yes", "", when) for one in CHECKLIST]


def found(firm: Enterprise, typed: str, year: int = 2025, column: str = "output_value", **more: object) -> Found:
    """A figure as it was found in the accounts."""
    when = more.get("when", at(5, 15, 11))
    assert isinstance(when, datetime)
    return Found(str(uuid4()), when, "", firm.pk, year, column, typed, str(more.get("text", "2025年度审计报告")))


def signed(case: Case, side: str, when: datetime = at(5, 15, 12), sha256: str = "") -> Signed:
    """A drawn signature over the record as it stands."""
    sha256 = sha256 or record_sha256(case)
    return Signed(str(uuid4()), when, "", side, "某某", sha256, DRAWING)


def send(
    case: Case, by: Actor, *acts: Made, device: str = DEVICE, when: datetime = at(5, 15, 18)
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Send what a device holds; what is taken, and why the rest is not."""
    answer = take_from_device(visit=case.pk, device=device, sent_at=when, acts=acts, by=by, at=when)
    return answer.taken, {uid: reason.en for uid, reason in answer.refused.items()}


def recorded(cast: Cast, about: Case, *acts: Made) -> Case:
    """Visited on 15 May, every item in order, and handed in with what else was found."""
    case = planned(cast, about)
    assert send(case, cast.inspector, *answers(), *acts)[1] == {}
    send(case, cast.inspector, signed(case, "team"), signed(case, "visited"))
    move(case, "record_visit", cast.inspector, at(5, 15, 19))
    return Case.objects.get(pk=case.pk)
