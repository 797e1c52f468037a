"""An application that can be submitted, and the moves of its people in one line each."""

from __future__ import annotations

from datetime import datetime

from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import add_evidence, save_profile, save_statement, upload_workbook
from jiqun.desk.do.moves import move_case
from jiqun.desk.files import Taken
from jiqun.law import edition
from jiqun.records.models import Case
from tests.cast import Cast, at, good_workbook, make_cluster, make_round
from tests.remembered import remembered

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PROFILE = {
    "contact_name": "王运营",
    "contact_phone": "021-00000000",
    "contact_email": "operator@example.test",
    "summary": "一个虚构的集群。",
}


@remembered
def filled(cast: Cast, workbook: bytes | None = None) -> Case:
    """An application of the operator's with nothing missing, not yet submitted."""
    cluster, notice = make_cluster(cast), make_round(cast)
    case = open_application(round_id=notice.pk, cluster=cluster.pk, by=cast.operator, at=at(3, 10))
    fill(case, cast.operator, at(3, 11), workbook or good_workbook())
    return case


def fill(case: Case, by: Actor, when: datetime, workbook: bytes) -> None:
    """Give an application everything that it needs."""
    upload_workbook(case=case.pk, taken=Taken("集群.xlsx", workbook), by=by, at=when)
    save_profile(case=case.pk, values=PROFILE, by=by, at=when)
    for one in edition("shanghai-2024").provisions.values():
        if one.kind in ("declared", "judged"):
            save_statement(case=case.pk, clause=one.id, holds="是", text="情况说明", by=by, at=when)
    add_evidence(case=case.pk, clauses=["A6.4.2"], file=Taken("机制.pdf", PDF), by=by, at=when)


@remembered
def submitted(cast: Cast, workbook: bytes | None = None) -> Case:
    """The same, submitted on 16 March."""
    case = filled(cast, workbook)
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    return case


def move(case: Case, name: str, by: Actor, when: datetime, **given: object) -> Act:
    """Make a move on the case as it is."""
    version = Case.objects.get(pk=case.pk).version
    return move_case(case=case.pk, move=name, version=version, given=given, by=by, at=when)
