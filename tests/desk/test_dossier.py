"""The dossier: bound for one side of a case, its pages counted and hashed, and the bundle that anybody can check."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiqun.base.words import Lang
from jiqun.cli.commands.verify import command as verify
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.fill import add_evidence
from jiqun.desk.do.papers.dossiers import ask_dossier, make_dossier
from jiqun.desk.files import Taken
from jiqun.desk.look.dossier.bound import dossier_paper, look_at_dossier
from jiqun.desk.look.dossier.whole import dossier_of
from jiqun.desk.look.recognised.genuine import check_file
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import public_keys, verify_everything
from jiqun.jobs.worker import work_off
from jiqun.records.models import Appointment, Case, Dossier
from tests.cast import Cast, at
from tests.desk.appealed import declined, lodged
from tests.desk.changed import decided as changed
from tests.desk.changed import lodged as lodged_change
from tests.desk.filled import filled, move
from tests.papers.hostile import HUGE, TWO_PAGES
from tests.remembered import remembered

pytestmark = pytest.mark.article("9")
NIGHT = datetime(2026, 3, 19, 23, 0, tzinfo=at(3, 19).tzinfo)


def bound(case: Case, by: Actor, lang: Lang = "zh", when: datetime = NIGHT) -> Dossier:
    """Asked for and bound by the worker."""
    row = ask_dossier(case=case.pk, lang=lang, by=by, at=when)
    work_off(lambda: when)
    return Dossier.objects.get(pk=row.pk)


def pages(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "dossier.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


@remembered
def declined_with_evidence(cast: Cast) -> Case:
    """Declined, with a PDF of two pages, one without pages and a picture that is a trap among its evidence."""
    row = filled(cast)
    for name, data in (("../../两页.pdf", TWO_PAGES), ("巨图.png", HUGE)):
        add_evidence(case=row.pk, clauses=["A6.4.2"], file=Taken(name, data), by=cast.operator, at=at(3, 12))
    move(row, "submit", cast.operator, at(3, 16), declared="password")
    move(row, "accept", cast.district, at(3, 17))
    move(row, "ask_question", cast.district, at(3, 17, 10), clause="A6.4.2", text="机制何时建立？")
    question = row.questions.get()
    move(row, "answer_question", cast.operator, at(3, 17, 11), question=question.pk, text="2025年建立。")
    move(row, "decline", cast.district, at(3, 18), reason="产值数据与统计口径不符。")
    work_off(lambda: at(3, 19))
    return Case.objects.get(pk=row.pk)


@pytest.fixture
def case(cast: Cast) -> Case:
    return declined_with_evidence(cast)


def test_every_page_is_numbered_hashed_and_listed_at_the_end(cast: Cast, case: Case, tmp_path: Path) -> None:
    row = bound(case, cast.operator)
    data = dossier_paper(case.pk, "zh", "pdf", by=cast.operator).data
    found = pages(data, tmp_path)
    assert len(found) == row.pages
    last = " ".join("".join(found[-3:]).split())
    for number, text in enumerate(found, start=1):
        foot = re.search(rf"{case.number}\s+页哈希\s+((?:[0-9a-f]{{4}} ?){{4}})\s+{number} / {len(found)}", text)
        assert foot, text[-300:]
        assert foot[1].strip() in last
    words = "".join("".join(found).split())
    assert "机制何时建立？" in words
    assert "产值数据与统计口径不符。" in words
    assert "Secondpage" in words  # of the evidence, bound in page by page
    assert "其页数" not in words


def test_hostile_files_stand_as_sheets_with_their_hash(cast: Cast, case: Case, tmp_path: Path) -> None:
    bound(case, cast.operator)
    found = pages(dossier_paper(case.pk, "zh", "pdf", by=cast.operator).data, tmp_path)
    words = "".join("".join(found).split())
    for name, data in (("机制.pdf", None), ("巨图.png", HUGE)):
        assert name in words
        assert data is None or hashlib.sha256(data).hexdigest() in words
    assert "文件无法按页读取，未装订；原件在卷宗包内。" in words


def test_the_bundle_is_complete_safe_and_verifies_off_line(cast: Cast, case: Case, tmp_path: Path) -> None:
    bound(case, cast.operator, "en")
    data = dossier_paper(case.pk, "en", "zip", by=cast.operator).data
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        files = {info.filename: opened.read(info) for info in opened.infolist()}
    assert not [name for name in files if name.startswith("/") or ".." in name.split("/") or "\\" in name]
    manifest = json.loads(files.pop("manifest.json"))
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert manifest["pages"] == [hashlib.sha256(files[name]).hexdigest() for name in sorted(files) if "pages/" in name]
    assert manifest["left_out"] == []
    assert TWO_PAGES in files.values()
    assert HUGE in files.values()
    for name in ("README.zh.txt", "README.en.txt", "findings.json", "data.xlsx", "dossier-en.pdf"):
        assert files[name]
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    key = public_keys()[0]
    proof = ["--proof", str(tmp_path / "ledger/dossier.json"), "--key", key, "--lang", "en"]
    evidence = next(name for name, content in files.items() if content == TWO_PAGES)
    for name in ("dossier-en.pdf", evidence):
        assert CliRunner().invoke(verify, ["document", str(tmp_path / name), *proof]).exit_code == 0
    entries = [name for name in files if name.startswith("ledger/entry-")]
    assert len(entries) > 5
    for name in entries:
        assert CliRunner().invoke(verify, ["entry", str(tmp_path / name), "--key", key]).exit_code == 0
    assert CliRunner().invoke(verify, ["document", str(tmp_path / "README.en.txt"), *proof]).exit_code != 0


def test_a_dossier_is_made_once_and_anew_when_the_case_has_changed(cast: Cast, case: Case) -> None:
    first = bound(case, cast.operator)
    assert ask_dossier(case=case.pk, lang="zh", by=cast.operator_colleague, at=NIGHT) == first
    page = look_at_dossier(case.pk, lang="zh", by=cast.operator, at=NIGHT).languages[0]
    assert (page.bound is not None and page.bound.current, page.waiting) == (True, False)
    appeal = lodged(case, cast.operator, at(3, 20))
    page = look_at_dossier(case.pk, lang="zh", by=cast.operator, at=at(3, 20)).languages[0]
    assert page.bound is not None
    assert page.bound.current is False
    assert bound(case, cast.operator, when=at(3, 21)).pk != first.pk
    assert bound(appeal, cast.operator, when=at(3, 21)).pages > 4
    assert verify_everything().faults == ()


def test_sides_share_nothing_and_strangers_get_nothing(cast: Cast, case: Case) -> None:
    bound(case, cast.municipal)
    with pytest.raises(NotThere):
        dossier_paper(case.pk, "zh", "pdf", by=cast.operator)
    assert dossier_paper(case.pk, "zh", "pdf", by=cast.auditor).data
    for stranger in (cast.other_operator, cast.other_district, cast.enterprise, cast.administrator, cast.expert):
        with pytest.raises(NotThere):
            ask_dossier(case=case.pk, lang="zh", by=stranger, at=NIGHT)
        with pytest.raises(NotThere):
            dossier_paper(case.pk, "zh", "pdf", by=stranger)


def test_whoever_lost_the_role_meanwhile_gets_none(cast: Cast, case: Case) -> None:
    row = ask_dossier(case=case.pk, lang="zh", by=cast.operator, at=NIGHT)
    Appointment.objects.filter(pk=cast.operator.appointment).update(until=at(3, 19))
    make_dossier(dossier=row.pk, acting=cast.operator.key, at=NIGHT)
    assert not Dossier.objects.exists()


def test_what_is_prepared_inside_is_not_in_the_operators_dossier(cast: Cast, case: Case, tmp_path: Path) -> None:
    appeal = lodged(case, cast.operator, at(3, 20))
    move(appeal, "prepare_decision", cast.municipal_colleague, at(3, 23), ending="dismiss", reason="内部拟办理由。")
    for by, there in ((cast.operator, False), (cast.approver, True)):
        bound(appeal, by, when=at(3, 24))
        words = "".join("".join(pages(dossier_paper(appeal.pk, "zh", "pdf", by=by).data, tmp_path)).split())
        zipped = dossier_paper(appeal.pk, "zh", "zip", by=by).data
        with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
            proofs = "".join(opened.read(name).decode() for name in opened.namelist() if name.startswith("ledger/"))
        assert ("内部拟办理由。" in words, "prepare_decision" in proofs) == (there, there)


def test_a_dossier_that_was_bound_here_is_genuine(cast: Cast, case: Case) -> None:
    bound(case, cast.operator)
    found = check_file(dossier_paper(case.pk, "zh", "pdf", by=cast.operator).data, at(3, 24).date())
    assert (found.state, case.number in found.lines[0].zh) == ("genuine", True)


def test_declined_cases_of_the_tests_have_no_feedback(cast: Cast) -> None:
    assert declined(cast).feedback.count() == 0


@pytest.mark.article("19")
def test_the_dossier_of_a_change_has_both_values_and_its_files(cast: Cast) -> None:
    case = changed(cast, lodged_change(cast, "dominant_industry", at(4, 20)))
    dossier = dossier_of(case.pk, lang="en", by=cast.district, at=at(4, 28))
    text = json.dumps(dossier.as_dict(), ensure_ascii=False)
    for said in ("Dominant industry", "in time", "39 ", "3562", "批复.pdf", "Approval of a change"):
        assert said in text
    assert "The decision as it was prepared" not in text
