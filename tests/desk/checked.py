"""A spot check of an application, with its team and enterprises, as a draw opens it; and what is noted on site."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.checks.acts import Found, Made, Noted, Photographed, Signed
from jiqun.desk.checks.questions import check_list
from jiqun.desk.checks.rights import record_sha256
from jiqun.desk.do.checks.visits import take_from_device
from jiqun.desk.files import Taken
from jiqun.desk.judging import latest_submission
from jiqun.desk.record import record
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.terms import start_terms
from jiqun.procedure.kit import Refused
from jiqun.procedure.tables import procedure
from jiqun.records.models import (
    Case,
    CheckedFirm,
    CheckFinding,
    CheckPhoto,
    CheckSignature,
    Enterprise,
    Inspector,
    SpotCheck,
)
from tests.cast import Cast, at
from tests.desk.filled import move
from tests.remembered import remembered

DEVICE, OTHER_DEVICE = "0b6c7a52-6a0a-4a53-9a53-6f3f3f0d1a01", "0b6c7a52-6a0a-4a53-9a53-6f3f3f0d1a02"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 64 + b"\xff\xd9"
DRAWN, ON_SITE, SIGNED, SENT = at(5, 8), at(5, 15, 10), at(5, 15, 12), at(5, 15, 18)
DRAWING = [[[100, 200], [300, 400], [500, 100]]]


@remembered
def drawn(cast: Cast, about: Case, team: tuple[Actor, ...] | None = None, when: datetime = DRAWN) -> Case:
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
    check = SpotCheck.objects.create(case=case, checklist=check_list())
    members = team or (cast.inspector, cast.second_inspector)
    rows = [Inspector.objects.create(check_of=check, person_id=one.person, drawn=True, at=when) for one in members]
    firms = [CheckedFirm.objects.create(check_of=check, enterprise=one, at=when) for one in largest(about)]
    record("open_spot_check", f"case:{case.pk}", by=None, at=when, article="9", sealed=(*rows, *firms))
    return case


@remembered
def planned(cast: Cast, about: Case, team: tuple[Actor, ...] | None = None, when: datetime = DRAWN) -> Case:
    """The same with its visit planned for a week later."""
    case = drawn(cast, about, team, when)
    move(case, "plan_visit", cast.municipal, when, visit_on=when.date() + timedelta(days=7))
    return Case.objects.get(pk=case.pk)


def largest(about: Case, count: int = 2) -> list[Enterprise]:
    """The enterprises with the largest output in the latest year."""
    table = snapshot_of(latest_submission(about).roster).tables["annual"]
    latest = max(table["year"])
    rows = zip(table["output_value"], table["credit_code"], table["year"], strict=True)
    codes = [code for _, code, year in sorted(rows, reverse=True) if year == latest][:count]
    return sorted(Enterprise.objects.filter(credit_code__in=codes), key=lambda firm: codes.index(firm.credit_code))


def noted(item: str, answer: str, text: str = "", when: datetime = ON_SITE) -> Noted:
    """An answer to an item."""
    return Noted(str(uuid4()), when, "", item, answer, text)


def answers(when: datetime = ON_SITE) -> list[Made]:
    """Every item found in order."""
    return [noted(str(one["key"]), "yes", "", when) for one in check_list()]


def found(firm: Enterprise, typed: str, year: int = 2025, column: str = "output_value", **more: object) -> Found:
    """A figure as it was found in the accounts."""
    when = more.get("when", ON_SITE)
    assert isinstance(when, datetime)
    return Found(str(uuid4()), when, "", firm.pk, year, column, typed, str(more.get("text", "2025年度审计报告")))


def signed(case: Case, side: str, when: datetime = SIGNED, sha256: str = "") -> Signed:
    """A drawn signature over the record as it stands."""
    sha256 = sha256 or record_sha256(case)
    return Signed(str(uuid4()), when, "", side, "某某", sha256, DRAWING)


def send(
    case: Case, by: Actor, *acts: Made, device: str = DEVICE, when: datetime = SENT
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Send what a device holds; what is taken, and why the rest is not."""
    answer = take_from_device(visit=case.pk, device=device, sent_at=when, acts=acts, by=by, at=when)
    return answer.taken, {uid: reason.en for uid, reason in answer.refused.items()}


@remembered
def recorded(cast: Cast, about: Case, *acts: Made) -> Case:
    """Visited on 15 May, every item in order, and handed in with what else was found."""
    case = planned(cast, about)
    assert send(case, cast.inspector, *answers(), *acts)[1] == {}
    send(case, cast.inspector, signed(case, "team"), signed(case, "visited"))
    move(case, "record_visit", cast.inspector, at(5, 15, 19))
    return Case.objects.get(pk=case.pk)


def lacks(case: Case, name: str, by: Actor) -> set[str]:
    """Everything that stands against a move."""
    with pytest.raises(Refused) as refused:
        move(case, name, by, at(5, 15, 20))
    return {lack.name for lack in refused.value.lacks}


def ids_of_visit(cast: Cast, about: Case, team: Actor) -> dict[str, int]:
    """A visit with a photo, a signature and a finding, handed in; the ids by the names that addresses use."""
    case = drawn(cast, about, (team,))
    Inspector.objects.create(check_of=case.spot_check, person_id=cast.expert.person, drawn=False, at=DRAWN)
    move(case, "plan_visit", cast.municipal, DRAWN, visit_on=DRAWN.date())
    photo = Photographed(str(uuid4()), ON_SITE, "", "boundary_on_the_ground", Taken("", JPEG))
    send(case, team, *answers(), found(largest(about)[0], "1"), photo)
    scan = Taken("签字.pdf", b"%PDF-1.4\n%%EOF\n")
    send(case, team, signed(case, "team"), replace(signed(case, "visited"), scan=scan))
    move(case, "record_visit", team, SENT)
    return {
        "visit_id": case.pk,
        "photo_id": CheckPhoto.objects.get(check_of__case=case).pk,
        "signature_id": CheckSignature.objects.get(check_of__case=case, side="visited").pk,
        "finding_id": CheckFinding.objects.get(check_of__case=case).pk,
    }
