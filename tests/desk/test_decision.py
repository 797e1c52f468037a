"""The decision: prepared by one and signed by another, told to nobody before its time, then announced all at once."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from jiqun.base.words import Bi
from jiqun.desk.deciding.results import signed_cases, state_of
from jiqun.desk.do.deciding.announcing import announce_results
from jiqun.desk.do.deciding.decisions import prepare_decisions, sign_decisions
from jiqun.desk.do.deciding.lists import correct_list
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.recognised.genuine import check_file, check_number
from jiqun.desk.look.recognised.standing import certificate_paper, history_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.jobs.worker import work_off
from jiqun.ledger.canonical import canonical_sha256
from jiqun.papers.list_text import read_list
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, Letter, ListLine, PublishedList, Recognition, Round
from tests.cast import Cast, at
from tests.desk.decided import ANNOUNCED_AT, announced, decided, on_notice, wanted
from tests.desk.filled import move
from tests.desk.on_notice import answered, objection, published, the_case_of
from tests.desk.on_notice import decided as objected


@pytest.mark.article("9")
def test_a_recognition_goes_from_the_notice_to_its_certificate(cast: Cast) -> None:
    case = on_notice(cast)
    prepared_only_after_the_notice(cast, case)
    signed_by_another_person(cast, case)
    listed = announced_in_its_time(cast, case)
    row = Recognition.objects.get(case=case.pk)
    assert (row.number, row.first_day, row.last_day) == ("SHJQ-2026-1", date(2026, 6, 8), date(2029, 6, 7))
    assert (Case.objects.get(pk=case.pk).stage, row.published_id) == ("recognised", listed.pk)
    assert Letter.objects.get(kind="recognised").case_id == case.pk
    work_off(lambda: at(6, 8, 10))
    verified_by_anybody(row)
    corrected_by_an_act(cast, case, listed)
    report = verify_everything()
    assert (report.faults, report.certificates) == ((), 1)


def prepared_only_after_the_notice(cast: Cast, case: Case) -> None:
    """Not on its last day, but on the day after."""
    given: dict[str, Any] = {"round_id": case.round_id, "by": cast.municipal}
    with pytest.raises(Wrong) as wrong:
        prepare_decisions([wanted(case)], **given, at=at(6, 1, 23))
    assert "1 June 2026" in wrong.value.problems[f"case_{case.pk}"].en
    assert prepare_decisions([wanted(case)], **given, at=at(6, 2)) == 1


def signed_by_another_person(cast: Cast, case: Case) -> None:
    """Whoever prepared it cannot sign it in another role, and nothing is left of the attempt."""
    seen = {case.pk: Case.objects.get(pk=case.pk).version}
    given: dict[str, Any] = {"round_id": case.round_id, "announce_at": ANNOUNCED_AT, "at": at(6, 3)}
    both = type(cast.approver)(**{**vars(cast.approver), "person": cast.municipal.person})
    with pytest.raises(Wrong) as wrong:
        sign_decisions(seen, **given, by=both)
    assert "cannot also approve" in wrong.value.problems[f"case_{case.pk}"].en
    assert Round.objects.get(pk=case.round_id).announce_at is None
    assert sign_decisions(seen, **given, by=cast.approver) == 1


def announced_in_its_time(cast: Cast, case: Case) -> PublishedList:
    """Not a second before it, and not what nobody has looked at."""
    seen = state_of(signed_cases(case.round_id or 0))
    given: dict[str, Any] = {"round_id": case.round_id, "by": cast.municipal}
    for looked_at, when, lack in (
        (seen, ANNOUNCED_AT - timedelta(seconds=1), "embargo"),
        ("", ANNOUNCED_AT, "as_seen"),
    ):
        with pytest.raises(Refused) as refused:
            announce_results(seen=looked_at, at=when, **given)
        assert [one.name for one in refused.value.lacks] == [lack]
    listed = announce_results(seen=seen, at=ANNOUNCED_AT, **given)
    text = read_list(listed.text)
    assert (text.sha256, text.head["kind"], text.lines[0]["certificate"]) == (listed.sha256, "results", "SHJQ-2026-1")
    assert ListLine.objects.get(published=listed).case_id == case.pk
    return listed


def verified_by_anybody(row: Recognition) -> None:
    """By file and by number, on the last day and the day after; a file that was touched is not the one issued."""
    file = certificate_paper(row.pk)
    found = check_file(file.data, date(2029, 6, 7))
    said = (
        "Certificate SHJQ-2026-1: Zhangjiang IC cluster (C310115001) is recognised from 8 June 2026 "
        "through 7 June 2029."
    )
    assert found.state == "genuine"
    assert [one.en for one in found.lines][:2] == [said, "Today (7 June 2029) it is valid."]
    assert check_number(row.number, date(2029, 6, 8)).lines[1].en == "Today (8 June 2029) it has expired."
    touched = check_file(file.data.replace(b"/Title", b"/Tilte", 1), date(2026, 6, 9))
    assert (touched.title.en, "words of the page" in touched.lines[-1].en) == (
        "The proof that the file carries holds",
        True,
    )
    present = history_of("C310115001", date(2026, 6, 8)).present
    assert present is not None
    assert (present.number, present.state, present.certificate) == (row.number, "valid", True)


def corrected_by_an_act(cast: Cast, case: Case, listed: PublishedList) -> None:
    """A slip in the published name: the list as it was published stays, and both are made again from what is sealed."""
    name = {"zh": "张江集成电路产业集群", "en": "Zhangjiang IC industry cluster"}
    given: dict[str, Any] = {"title": Bi(**read_list(listed.text).head["title"]), "reason": "名称有误。"}
    given |= {"changes": {case.cluster.number: {"name": name}}, "by": cast.municipal, "at": at(6, 9)}
    line = read_list(correct_list(published=listed.pk, **given).text).lines[0]
    assert (line["name"], line["certificate"]) == (name, "SHJQ-2026-1")
    assert PublishedList.objects.get(pk=listed.pk).text == listed.text
    assert "correction" in check_number(listed.number, date(2026, 6, 10)).lines[1].en


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


@pytest.mark.article("9")
def test_a_rejection_that_is_sent_back_stands_on_notice_again(cast: Cast) -> None:
    case = decided(cast, on_notice(cast), recognise=False)
    assert look_at_case(case.pk, by=cast.district, at=at(6, 4)).stage == "on_notice"
    move(case, "return_notice_rejection", cast.approver, at(6, 4), reason="请补充理由。")
    case.refresh_from_db()
    assert (case.stage, [one.name for one in case.terms.exclude(state="ended")]) == (
        "on_notice",
        ["notice", "decision"],
    )


@pytest.mark.article("9")
def test_a_cluster_that_an_objection_ends_is_told_why(cast: Cast) -> None:
    row = published(cast)
    case = the_case_of(row)
    objected(cast, answered(cast, objection(row)), "uphold_end")
    case.refresh_from_db()
    assert (case.stage, case.feedback.get().content["reason"]) == ("not_recognised", "经核查。")
    assert Letter.objects.filter(case=case, kind="not_recognised").exists()
    assert verify_everything().faults == ()
