"""Objections to a cluster on notice: lodged by anybody, proved, answered, decided by two, published without a name."""

from __future__ import annotations

import json

import pytest
from django.core import mail
from django.core.serializers import serialize

from jiqun.base import clock
from jiqun.desk.do.daily.sending import send_message
from jiqun.desk.do.people.erasing import erase_outdated
from jiqun.desk.do.people.forgetting import forget_unproved
from jiqun.desk.do.remedies.lodging import lodge_objection, prove_objection
from jiqun.desk.files import Taken
from jiqun.desk.installation.signed_address import handle_of, signed
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.move import look_at_move
from jiqun.desk.look.remedies.objections import (
    decided_objections,
    look_at_objection,
    objection_file,
    own_letter,
    own_page,
)
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.jobs.worker import work_off
from jiqun.procedure.kit import Refused
from jiqun.records.models import (
    Blob,
    Case,
    Document,
    EntryContent,
    Letter,
    Lodging,
    Message,
    Objection,
    ObjectorContact,
    PublishedText,
)
from jiqun.records.store import StoredBytesWrong, get_bytes
from tests.cast import Cast, at
from tests.desk.at_stage import proposed
from tests.desk.filled import PDF, move
from tests.desk.on_notice import answered, decided, lodged, lodging, objection, published, the_case_of

SECRETS = ("张三", "某公司", "zhang@example.test", "021-55550000")


@pytest.mark.article("9")
def test_an_objection_is_proved_by_mail_and_becomes_a_case_of_its_own(cast: Cast) -> None:
    row = published(cast)
    waiting = lodging(row, at(6, 1, 23, 59))  # in the last minute of the last day
    work_off(clock.now)
    case = prove_objection(handle=waiting.handle, at=at(6, 2, 23, 58))
    about = the_case_of(row)
    assert (case.number, case.kind, case.about, case.stage) == (f"{about.number}-Y1", "objection", about, "open")
    assert {term.name for term in case.terms.all()} == {"objection"}
    held = Objection.objects.get()
    assert (held.published, held.lodged_at, held.proved_at) == (row, at(6, 1, 23, 59), at(6, 2, 23, 58))
    assert ObjectorContact.objects.get().name == "张三"
    assert not Lodging.objects.exists()
    entry = EntryContent.objects.select_related("entry").get(entry__act="lodge_objection").entry
    assert (entry.actor, entry.role) == ("0" * 64, "system")
    told = Message.objects.filter(key__startswith=f"objection:{case.pk}").values_list("to__email", flat=True)
    assert set(told) == {"municipal@example.test", "municipal2@example.test"}


@pytest.mark.article("9")
def test_after_the_last_day_or_a_day_without_proof_there_is_no_objection(cast: Cast) -> None:
    row = published(cast)
    with pytest.raises(Wrong) as wrong:
        lodging(row, at(6, 2, 0))
    assert set(wrong.value.problems) == {"cluster"}
    waiting = lodging(row, at(5, 27))
    for when in (at(5, 28, 9), at(5, 29)):  # 24 hours are over at that very moment
        with pytest.raises(NotThere):
            prove_objection(handle=waiting.handle, at=when)
        with pytest.raises(NotThere):
            own_page(waiting.handle, when)
    assert not Objection.objects.exists()
    with pytest.raises(NotThere):
        lodge_objection(published=row.pk + 1, lodged=lodged(row), files=(), at=at(5, 27))


@pytest.mark.article("9")
def test_everything_that_is_wrong_with_an_objection_is_told_at_once(cast: Cast) -> None:
    row = published(cast)
    blank = dict.fromkeys(("ground", "argument", "remedy", "name", "email", "phone", "cluster"), "")
    with pytest.raises(Wrong) as wrong:
        lodging(row, agreed=False, **blank)
    assert set(wrong.value.problems) == {*blank, "agreed"}
    with pytest.raises(Wrong) as wrong:
        lodging(row, ground="standards", clause="A9.9.9")
    assert set(wrong.value.problems) == {"clause"}
    many = tuple(Taken(f"{n}.pdf", PDF) for n in range(6))
    for files in (many, (Taken("a.exe", b"MZ"),)):
        with pytest.raises(Wrong) as wrong:
            lodge_objection(published=row.pk, lodged=lodged(row), files=files, at=at(5, 27))
        assert set(wrong.value.problems) == {"files"}
    for _ in range(3):
        lodging(row)
    with pytest.raises(Wrong) as wrong:
        lodging(row)
    assert set(wrong.value.problems) == {"email"}


@pytest.mark.article("9")
def test_the_original_and_the_objector_are_the_commissions_alone(cast: Cast) -> None:
    case = answered(cast, objection(published(cast)))
    for who in (cast.municipal, cast.approver, cast.auditor):
        part = look_at_objection(case.pk, by=who)
        assert part.contact is not None
        assert (part.contact.name, "李四" in part.original, len(part.files)) == ("张三", True, 1)
        assert objection_file(case.pk, 1, by=who).data == PDF + b"%evidence"
    for who in (cast.operator, cast.district):
        shown = repr((look_at_objection(case.pk, by=who), look_at_case(case.pk, by=who, at=at(6, 1))))
        assert [word for word in (*SECRETS, "李四", "证据.pdf") if word in shown] == []
        assert "产值与统计公报不符。" in shown
        with pytest.raises(NotThere):
            objection_file(case.pk, 1, by=who)
    for who in (cast.other_operator, cast.other_district, cast.expert, cast.enterprise, cast.administrator):
        with pytest.raises(NotThere):
            look_at_objection(case.pk, by=who)


@pytest.mark.article("9")
def test_the_operator_answers_with_the_published_text_before_it(cast: Cast) -> None:
    case = objection(published(cast))
    form = look_at_move(case.pk, "take_up", by=cast.municipal, at=at(5, 28))
    asked = {field.name: field.suggested for field in form.fields}
    assert asked["published_text"] == Objection.objects.get().argument
    due = at(6, 5).date()
    move(case, "take_up", cast.municipal, at(5, 28), published_text="产值与统计公报不符。", due_on=due)
    answer = look_at_move(case.pk, "answer", by=cast.operator, at=at(5, 28))
    assert [one.text for one in answer.shown] == ["产值与统计公报不符。"]
    move(case, "answer", cast.operator, at(5, 29), text="数据来自企业报表，经办人王五可查。")
    with pytest.raises(Refused) as refused:
        move(case, "prepare_decision", cast.municipal, at(5, 30), ending="dismiss", reason="经核查。")
    assert [one.name for one in refused.value.lacks] == ["redacted"]
    redact = {one.name: one for one in look_at_move(case.pk, "redact", by=cast.municipal, at=at(5, 29)).fields}
    assert (redact["part"].suggested, redact["published_text"].suggested) == (
        "answer",
        "数据来自企业报表，经办人王五可查。",
    )


@pytest.mark.article("9")
def test_a_dismissed_objection_is_published_with_its_answer_and_both_sides_get_a_letter(cast: Cast) -> None:
    row = published(cast)
    case = answered(cast, objection(row))
    assert decided_objections(row.pk) == ()  # nothing before the decision
    case = decided(cast, case, "dismiss")
    one = decided_objections(row.pk)[0]
    assert one.argument is not None
    assert one.answer is not None
    assert one.decision is not None
    texts = (one.argument.text, one.answer.text, one.decision.text, one.argument.by)
    assert texts == ("产值与统计公报不符。", "数据来自企业报表。", "经核查。", "郑经办")
    assert (case.stage, the_case_of(row).stage) == ("dismissed", "on_notice")
    assert set(Letter.objects.filter(case=case).values_list("kind", flat=True)) == {
        "objection_decided",
        "objection_answered",
    }
    handle = ObjectorContact.objects.get().handle
    own = own_page(handle, at(6, 4))
    assert (own.decided, own.letter, own.number) == (one, True, case.number)
    assert own_letter(handle, "zh").data[:5] == b"%PDF-"
    assert [letter.kind for letter in look_at_objection(case.pk, by=cast.operator).letters] == ["objection_decided"]


@pytest.mark.article("9")
def test_only_the_prepared_ending_can_be_signed_and_by_another_person(cast: Cast) -> None:
    case = answered(cast, objection(published(cast)))
    move(case, "prepare_decision", cast.municipal, at(6, 2), ending="uphold_end", reason="经核查。")
    offered = {one.name: [lack.name for lack in one.lacks] for one in doable(case, cast)}
    assert offered == {
        "uphold_end": [],
        "uphold_back": ["as_prepared"],
        "dismiss": ["as_prepared"],
        "return_decision": [],
    }
    both = type(cast.approver)(**{**vars(cast.approver), "person": cast.municipal.person})
    with pytest.raises(Refused) as refused:
        move(case, "uphold_end", both, at(6, 3))
    assert [lack.name for lack in refused.value.lacks] == ["four_eyes"]


def doable(case: Case, cast: Cast) -> object:
    return look_at_case(case.pk, by=cast.approver, at=at(6, 3)).doable


@pytest.mark.article("9")
def test_an_upheld_objection_sends_the_cluster_back_and_a_second_one_still_can_end_it(cast: Cast) -> None:
    row = published(cast)
    first, second = objection(row), objection(row, at(5, 27, 11))
    assert decided(cast, answered(cast, first), "uphold_back").stage == "upheld"
    about = the_case_of(row)
    assert about.stage == "evaluated"
    assert decided(cast, answered(cast, second), "uphold_end", at(6, 4)).stage == "upheld"
    assert the_case_of(row).stage == "not_recognised"
    assert [one.number for one in decided_objections(row.pk)] == [first.number, second.number]


@pytest.mark.article("9")
def test_what_is_not_taken_up_needs_two_people_and_can_be_sent_back_to_be_taken_up(cast: Cast) -> None:
    row = published(cast)
    case = objection(row)
    move(case, "prepare_refusal", cast.municipal, at(5, 28), reason="与认定条件无关。")
    assert look_at_case(case.pk, by=cast.operator, at=at(5, 28)).stage == "open"
    move(case, "return_refusal", cast.approver, at(5, 29), reason="应当受理。")
    assert Case.objects.get(pk=case.pk).stage == "open"
    move(case, "prepare_refusal", cast.municipal, at(5, 29), reason="与认定条件无关。")
    move(case, "not_take_up", cast.approver, at(5, 29, 15))
    one = decided_objections(row.pk)[0]
    assert (one.argument, one.answer, one.decision and one.decision.text) == (None, None, "与认定条件无关。")


@pytest.mark.article("9")
def test_the_objector_is_mailed_at_each_public_step_and_at_no_other(cast: Cast) -> None:
    case = decided(cast, answered(cast, objection(published(cast))), "dismiss")
    own = Message.objects.filter(to=None).order_by("pk")
    assert [one.address for one in own] == ["zhang@example.test"] * 3
    assert [one.subject.split("：")[-1] for one in own] == ["受理了异议", "答复了异议", "决定异议不成立"]
    address = signed(ObjectorContact.objects.get().handle)
    assert [one for one in own if address in one.body or address in one.path] == []  # it is signed when it is sent
    send_message(message=own[0].pk, at=at(6, 4))
    sent = mail.outbox[-1]
    assert sent.to == ["zhang@example.test"]
    assert f"/objections/{address}/" in sent.body
    assert handle_of(address) == ObjectorContact.objects.get().handle
    assert handle_of(address[:-1]) is None
    assert Case.objects.get(pk=case.pk).stage == "dismissed"


@pytest.mark.article("9")
def test_the_objectors_name_stands_in_no_ledger_no_message_and_no_letter(cast: Cast) -> None:
    row = published(cast)
    decided(cast, answered(cast, objection(row)), "uphold_back")
    contents = json.dumps(list(EntryContent.objects.values_list("content", flat=True)), ensure_ascii=False)
    told = serialize("json", Message.objects.exclude(to=None), ensure_ascii=False)
    texts = serialize("json", PublishedText.objects.all(), ensure_ascii=False)
    shown = repr((decided_objections(row.pk), contents, told, texts))
    assert [word for word in (*SECRETS, "李四") if word in shown] == []


@pytest.mark.article("9")
def test_an_unproved_objection_is_forgotten_with_the_files_that_nothing_else_names(cast: Cast) -> None:
    row = published(cast)
    kept = Taken("同一文件.pdf", PDF + b"%kept")
    gone = Taken("独有.pdf", PDF + b"%gone")
    waiting = lodge_objection(published=row.pk, lodged=lodged(row), files=(kept, gone), at=at(5, 27))
    named = {one["name"]: one["sha256"] for one in waiting.files}
    lodge_objection(published=row.pk, lodged=lodged(row), files=(kept,), at=at(5, 28))
    assert forget_unproved(at=at(5, 28, 8, 59)) == 0
    assert forget_unproved(at=at(5, 28)) == 1
    assert [Blob.objects.filter(pk=named[one]).exists() for one in ("同一文件.pdf", "独有.pdf")] == [True, False]
    assert Lodging.objects.count() == 1
    assert not Document.objects.exists()


@pytest.mark.article("9")
def test_the_bytes_of_a_forgotten_file_are_gone_when_the_day_is_done(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    row = published(cast)
    sha256 = lodging(row).files[0]["sha256"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        forget_unproved(at=at(5, 29))
    with pytest.raises(StoredBytesWrong):
        get_bytes(sha256)


@pytest.mark.article("9")
def test_the_contact_is_erased_three_years_after_the_end_and_the_case_stays(cast: Cast) -> None:
    case = decided(cast, answered(cast, objection(published(cast))), "dismiss")
    erase_outdated(at=at(6, 3).replace(year=2029, month=6, day=1))
    assert ObjectorContact.objects.exists()
    assert erase_outdated(at=at(6, 4).replace(year=2029))["objectors"] == 1
    part = look_at_objection(case.pk, by=cast.municipal)
    assert (part.contact, "李四" in part.original) == (None, True)


@pytest.mark.article("9")
def test_one_may_object_while_a_decision_is_prepared_but_not_to_a_list_that_was_replaced(cast: Cast) -> None:
    case = proposed(cast)
    row = published(cast, case)
    assert objection(row).number == f"{case.number}-Y1"
    assert objection(row, at(5, 28)).number == f"{case.number}-Y2"
