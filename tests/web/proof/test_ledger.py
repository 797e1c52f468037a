"""The ledger's pages: for an auditor all of it, for everybody its heads, its keys, and whether a file is genuine."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiqun.base import clock
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.look.cases.acts import OTHER_ACTS
from jiqun.desk.look.cases.papers import letter_paper, receipt_paper
from jiqun.jobs.worker import work_off
from jiqun.ledger.exported import check_lines
from jiqun.ledger.receipt import read_receipt
from jiqun.ledger.receipt_check import check_receipt
from jiqun.procedure.tables import PROCEDURES
from jiqun.records.models import Case, LedgerEntry, Letter, SigningKey, Submission, Verification
from tests.cast import Cast, at
from tests.desk.filled import move, submitted
from tests.web.registers.counting import queries
from tests.web.test_access import signed_in

ROOT = Path(__file__).parents[3]


@pytest.fixture
def case(cast: Cast) -> Case:
    row = submitted(cast)
    move(row, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    work_off(clock.now)
    sign_present_head(at=clock.now())
    return row


def asked(data: bytes, name: str = "a.pdf") -> Any:
    return Client().post("/verify/", {"file": SimpleUploadedFile(name, data)}).context["found"]


@pytest.mark.article("8")
def test_an_auditor_reads_filters_and_proves_every_entry(cast: Cast, case: Case) -> None:
    client = signed_in(cast.auditor)
    entry = LedgerEntry.objects.get(act="return_for_correction")
    listed = client.get(
        f"/desk/ledger/?act=return_for_correction&subject=case:{case.pk}&first=2026-03-17&last=2026-03-17"
    )
    assert [one.seq for one in listed.context["found"].items] == [entry.seq]
    assert (
        client.get("/desk/ledger/?first=2026-03-18&last=nonsense").context["found"].total < LedgerEntry.objects.count()
    )
    view = client.get(f"/desk/ledger/{entry.seq}/").context["view"]
    assert (view.agrees, {row.table: row.state for row in view.rows}) == (
        True,
        {"step": "same", "letter": "same", "termchange": "same"},
    )
    proof = read_receipt(client.get(f"/desk/ledger/{entry.seq}/proof.json").content.decode())
    assert proof.stored.hash == entry.hash
    assert check_receipt(proof, [SigningKey.objects.get().public]) == ()


@pytest.mark.article("8")
def test_the_export_is_the_whole_ledger_and_can_be_checked(cast: Cast, case: Case) -> None:
    answer: Any = signed_in(cast.auditor).get("/desk/ledger/export.jsonl")
    lines = b"".join(answer.streaming_content).decode().splitlines(keepends=True)
    report = check_lines(lines, [SigningKey.objects.get().public])
    assert (report.trusted, report.entries) == (True, LedgerEntry.objects.count())


@pytest.mark.article("8")
def test_a_check_is_asked_for_and_its_outcome_shown(cast: Cast, case: Case) -> None:
    client = signed_in(cast.auditor)
    assert client.post("/desk/ledger/check/").status_code == 302
    work_off(clock.now)
    assert Verification.objects.get().sound
    assert "全部相符" in client.get("/desk/ledger/").content.decode()


@pytest.mark.article("8")
def test_what_was_issued_is_genuine_and_one_byte_more_is_not(cast: Cast, case: Case) -> None:
    letter = letter_paper(case.pk, Letter.objects.get().pk, "zh", by=cast.operator).data
    receipt = receipt_paper(case.pk, Submission.objects.get().pk, "en", by=cast.operator).data
    assert asked(letter).state == "genuine"
    assert asked(receipt).state == "genuine"
    assert asked(letter + b"\n").state == "unknown"
    saved_anew = asked(receipt + b"\n")
    assert (saved_anew.state, saved_anew.title.en) == ("genuine", "The proof that the file carries holds")
    assert asked(b"nothing").state == "unknown"


@pytest.mark.article("8")
def test_a_number_or_a_hash_says_no_more_than_that_it_is_there(cast: Cast, case: Case) -> None:
    letter = Letter.objects.get()
    entry = LedgerEntry.objects.get(act="return_for_correction")
    for text in (letter.number, str(entry.seq), entry.hash, letter.zh_id):
        answer = Client(headers={"accept-language": "zh"}).get("/verify/", {"number": text})
        assert answer.context["found"].state == "genuine"
        assert case.cluster.name_zh not in answer.content.decode()
        assert "补正" not in answer.content.decode()
    for text in ("无此文号", "999999", "0" * 64, "-1", "１２"):
        assert Client().get("/verify/", {"number": text}).context["found"].state == "unknown"


@pytest.mark.article("8")
def test_heads_and_keys_are_public(cast: Cast, case: Case) -> None:
    told = json.loads(Client().get("/ledger/heads.json").content)
    assert told["keys"][0]["public"] == SigningKey.objects.get().public
    assert told["heads"][0]["size"] == LedgerEntry.objects.count()
    assert told["heads"][0]["root"] in Client().get("/ledger/").content.decode()


@pytest.mark.article("8")
def test_only_an_auditor_reads_the_ledger(cast: Cast, case: Case) -> None:
    for who in (cast.operator, cast.district, cast.municipal, cast.approver, cast.administrator):
        for path in ("", "1/", "1/proof.json", "export.jsonl"):
            assert signed_in(who).get(f"/desk/ledger/{path}").status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, django_assert_num_queries: Any) -> None:
    submitted(cast)
    client = signed_in(cast.auditor)
    asked_before = queries(client, "/desk/ledger/")
    work_off(clock.now)
    with django_assert_num_queries(asked_before):
        client.get("/desk/ledger/")


def test_every_act_has_a_title() -> None:
    moves = {name for table in PROCEDURES.values() for name in table.by_name}
    assert recorded() - moves - set(OTHER_ACTS) == set()


def recorded() -> set[str]:
    """The names that acts are recorded under: the first argument of every call of `record`, where it is a text."""
    found = set()
    for path in (ROOT / "src" / "jiqun" / "desk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "_change") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found
