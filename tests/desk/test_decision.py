"""The decision: prepared by one and signed by another, told to nobody before its time, then announced all at once."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from jiqun.base.words import Bi
from jiqun.desk.do.announcing import announce_results
from jiqun.desk.do.decisions import prepare_decisions, sign_decisions
from jiqun.desk.look.genuine import check_file, check_number
from jiqun.desk.look.recognised import certificate_paper, history_of
from jiqun.desk.results import signed_cases, state_of
from jiqun.desk.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.jobs.worker import work_off
from jiqun.ledger.canonical import canonical_sha256
from jiqun.papers.list_text import read_list
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, Certificate, Letter, ListLine, Recognition, Round
from tests.cast import Cast, at
from tests.desk.decided import ANNOUNCED_AT, announced, decided, on_notice, wanted


@pytest.mark.article("9")
def test_a_recognition_goes_from_the_notice_to_its_certificate(cast: Cast) -> None:
    case = on_notice(cast)
    round_id = case.round_id
    assert round_id is not None

    # On the last day of the notice nothing can be prepared; on the day after it can.
    with pytest.raises(Wrong) as wrong:
        prepare_decisions([wanted(case)], round_id=round_id, by=cast.municipal, at=at(6, 1, 23))
    assert "2026-06-01" in wrong.value.problems[f"case_{case.pk}"].en
    prepare_decisions([wanted(case)], round_id=round_id, by=cast.municipal, at=at(6, 2))

    # Whoever prepared it cannot sign it in another role.
    version = Case.objects.get(pk=case.pk).version
    both = type(cast.approver)(**{**vars(cast.approver), "person": cast.municipal.person})
    with pytest.raises(Wrong) as wrong:
        sign_decisions({case.pk: version}, round_id=round_id, announce_at=ANNOUNCED_AT, by=both, at=at(6, 3))
    assert "cannot also approve" in wrong.value.problems[f"case_{case.pk}"].en
    assert Round.objects.get(pk=round_id).announce_at is None
    sign_decisions({case.pk: version}, round_id=round_id, announce_at=ANNOUNCED_AT, by=cast.approver, at=at(6, 3))

    # Not a second before its time, and not what nobody has looked at.
    seen = state_of(signed_cases(round_id))
    early = ANNOUNCED_AT - timedelta(seconds=1)
    with pytest.raises(Refused) as refused:
        announce_results(round_id=round_id, seen=seen, by=cast.municipal, at=early)
    assert [lack.name for lack in refused.value.lacks] == ["embargo"]
    with pytest.raises(Refused) as refused:
        announce_results(round_id=round_id, seen="", by=cast.municipal, at=ANNOUNCED_AT)
    assert [lack.name for lack in refused.value.lacks] == ["as_seen"]
    listed = announce_results(round_id=round_id, seen=seen, by=cast.municipal, at=ANNOUNCED_AT)

    row = Recognition.objects.get(case=case.pk)
    assert (row.number, row.first_day, row.last_day) == ("SHJQ-2026-1", date(2026, 6, 8), date(2029, 6, 7))
    assert Case.objects.get(pk=case.pk).stage == "recognised"
    assert ListLine.objects.get(published=listed).case_id == case.pk
    text = read_list(listed.text)
    assert (text.sha256, text.head["kind"], len(text.lines)) == (listed.sha256, "results", 1)
    assert text.lines[0]["certificate"] == row.number
    assert Letter.objects.get(kind="recognised").case_id == case.pk

    work_off(lambda: at(6, 8, 10))
    file = certificate_paper(row.pk)
    found = check_file(file.data, date(2029, 6, 7))
    assert found.state == "genuine"
    assert [one.en for one in found.lines][:2] == [
        "Certificate SHJQ-2026-1: Zhangjiang IC cluster (C310115001) is recognised from 2026-06-08 through 2029-06-07.",
        "Today (2029-06-07) it is valid.",
    ]
    assert check_number("SHJQ-2026-1", date(2029, 6, 8)).lines[1].en == "Today (2029-06-08) it has expired."
    tampered = file.data.replace(b"/Title", b"/Tilte", 1)
    assert check_file(tampered, date(2026, 6, 9)).title == Bi(
        zh="文件携带的证明有效", en="The proof that the file carries holds"
    )
    assert "words of the page" in check_file(tampered, date(2026, 6, 9)).lines[-1].en
    report = verify_everything()
    assert (report.faults, report.certificates) == ((), 1)
    assert Certificate.objects.get().recognition_id == row.pk
    assert history_of(case.cluster.number, date(2026, 6, 8)).lists[0].number == listed.number


@pytest.mark.article("9")
def test_who_is_not_recognised_is_told_why_and_how_far(cast: Cast) -> None:
    case = decided(cast, on_notice(cast), recognise=False)
    assert case.stage == "notice_rejection_signed"
    listed = announced(cast, case.round_id or 0)
    case.refresh_from_db()
    assert (case.stage, read_list(listed.text).lines) == ("not_recognised", ())
    told = case.feedback.get().content
    assert told["reason"] == "公示无异议，符合条件。"
    assert [one["group"] for one in told["groups"]] == list(range(1, 10))
    assert {one["mean"] for one in told["groups"]} == {"80"}
    assert (told["place"], told["of"], told["quota"]) == (1, 1, None)
    assert json.dumps(told).find(cast.expert.name) == -1
    assert Letter.objects.get(kind="not_recognised").case_id == case.pk
    assert canonical_sha256(told)
    assert verify_everything().faults == ()
