"""The pages of a spot check: noted by plain forms and by a device, read, replied to and settled."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiqun.desk.checks.questions import check_list
from jiqun.desk.checks.rights import record_sha256
from jiqun.records.models import Case, CheckFinding, CheckNote, CheckPhoto, CheckSignature, FindingReply, Person
from tests.cast import Cast, at
from tests.desk.checked import DEVICE, JPEG, answers, found, largest, noted, send, signed
from tests.desk.filled import PDF, move
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("9")


def page(case: Case) -> str:
    return f"/desk/visits/{case.pk}/"


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def form(client: Client, case: Case, part: str, **typed: Any) -> Any:
    return client.post(page(case), {"part": part, "uid": str(uuid4()), **typed})


def synced(client: Client, case: Case, *acts: dict[str, Any], **files: Any) -> Any:
    told = {"device": DEVICE, "sent_at": "2026-05-15T10:00:00+08:00", "acts": acts}
    return client.post(f"{page(case)}sync/", {"message": json.dumps(told), **files})


def made(**act: Any) -> dict[str, Any]:
    return {"uid": str(uuid4()), "made_at": "2026-05-15T09:59:00+08:00", **act}


def test_all_of_a_visit_is_done_without_scripts(cast: Cast, visit: Case) -> None:
    client, firm = signed_in(cast.inspector), largest(visit.about)[0]
    typed = {f"answer-{one['key']}": "yes" for one in check_list()} | {"note-boundary_on_the_ground": "与边界图一致"}
    field = f"{firm.pk}-2025-output_value"
    assert form(client, visit, "answers", **typed).status_code == 302
    assert form(client, visit, "figures", firm=firm.pk, year=2025, text="审计报告", **{field: "1.5"}).status_code == 302
    photo = SimpleUploadedFile("IMG_0001.jpg", JPEG)
    assert form(client, visit, "photo", item="boundary_on_the_ground", file=photo).status_code == 302
    for side in ("team", "visited"):
        scan, sha256 = SimpleUploadedFile("签字.pdf", PDF), record_sha256(visit)
        told = form(client, visit, "signature", side=side, name="某某", file=scan, record_sha256=sha256)
        assert told.status_code == 302
    version = Case.objects.get(pk=visit.pk).version
    assert client.post(f"{page(visit)}hand-in/", {"version": version}).status_code == 302

    assert Case.objects.get(pk=visit.pk).stage == "recorded"
    assert CheckNote.objects.get(item="boundary_on_the_ground").value == {"answer": "yes", "note": "与边界图一致"}
    assert (CheckFinding.objects.get().found, CheckFinding.objects.get().note) == ("15000", "审计报告")
    assert (CheckPhoto.objects.count(), CheckSignature.objects.count()) == (1, 2)
    assert "核查记录已提交" in text_of(client, page(visit))


def test_a_form_sent_twice_is_kept_once_and_what_was_not_changed_is_not_noted_again(cast: Cast, visit: Case) -> None:
    client = signed_in(cast.inspector)
    typed = {
        "part": "answers",
        "uid": str(uuid4()),
        "answer-boundary_on_the_ground": "no",
        "note-boundary_on_the_ground": "北侧不符",
    }
    for _ in range(2):
        client.post(page(visit), typed)
    client.post(page(visit), {**typed, "uid": str(uuid4())})
    assert CheckNote.objects.count() == 1


def test_nothing_typed_is_lost_where_a_figure_cannot_be_taken(cast: Cast, visit: Case) -> None:
    client, firm = signed_in(cast.inspector), largest(visit.about)[0]
    typed = {f"{firm.pk}-2025-output_value": "八千万", f"{firm.pk}-2025-employees": "12", "text": "社保名册"}
    answer = form(client, visit, "figures", firm=firm.pk, year=2025, **typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'value="{one}"' in shown for one in ("八千万", "12"))
    assert "社保名册</textarea>" in shown
    assert f'href="#{firm.pk}-2025-output_value"' in shown
    assert CheckFinding.objects.count() == 0


def test_a_signature_over_what_the_page_showed_does_not_cover_what_came_since(cast: Cast, visit: Case) -> None:
    client, sha256 = signed_in(cast.inspector), record_sha256(visit)
    send(visit, cast.second_inspector, noted("boundary_on_the_ground", "no"))
    drawing = json.dumps([[[1, 2], [3, 4]]])
    form(client, visit, "signature", side="team", name="杨核查", drawing=drawing, record_sha256=sha256)
    assert "此后有改动，须重新签名" in text_of(client, page(visit))
    told = form(client, visit, "signature", side="team", name=" ", record_sha256=sha256)
    assert told.status_code == 422


def test_a_device_gets_its_token_sends_once_and_hears_what_was_refused(cast: Cast, visit: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(cast.inspector).cookies
    told = client.get(f"{page(visit)}state.json").json()
    note = made(kind="note", item="boundary_on_the_ground", answer="yes", text="")
    photo = made(kind="photo", item="", sha256=hashlib.sha256(b"other").hexdigest())
    message = {"device": DEVICE, "sent_at": "2026-05-15T10:00:00+08:00", "acts": [note, photo]}
    sent = {"message": json.dumps(message), photo["uid"]: SimpleUploadedFile("a.jpg", JPEG)}
    assert client.post(f"{page(visit)}sync/", sent).status_code == 403

    headers = {"X-CSRFToken": told["token"]}
    for _ in range(2):
        sent[photo["uid"]] = SimpleUploadedFile("a.jpg", JPEG)
        answer = client.post(f"{page(visit)}sync/", sent, headers=headers).json()
        assert answer["taken"] == [note["uid"]]
        assert list(answer["refused"]) == [photo["uid"]]
    assert answer["state"]["items"]["boundary_on_the_ground"]["value"] == "yes"
    assert answer["state"]["marks"]["notes"] == [note["uid"]]
    assert answer["state"]["sha256"] == record_sha256(visit)
    assert CheckNote.objects.count() == 1


@pytest.mark.parametrize("message", ["", "{}", "[]", '{"device": "x", "sent_at": "now", "acts": []}'])
def test_a_message_that_no_device_of_ours_sends_is_refused(cast: Cast, visit: Case, message: str) -> None:
    assert signed_in(cast.inspector).post(f"{page(visit)}sync/", {"message": message}).status_code == 400


def test_a_device_cannot_send_a_note_without_a_time_zone_or_of_another_kind(cast: Cast, visit: Case) -> None:
    client = signed_in(cast.inspector)
    note = {"kind": "note", "item": "boundary_on_the_ground", "answer": "yes", "text": ""}
    for wrong in (made(**note) | {"made_at": "2026-05-15T09:59:00"}, made(**note) | {"kind": "step"}, {**note}):
        assert synced(client, visit, wrong).status_code == 400
    assert synced(client, visit, made(**note)).status_code == 200


def test_the_record_is_read_by_officers_and_by_the_visited_side_without_anybodys_contact(
    cast: Cast, visit: Case
) -> None:
    firm = largest(visit.about)[0]
    send(visit, cast.inspector, *answers(), found(firm, "1"))
    send(visit, cast.inspector, signed(visit, "team"), signed(visit, "visited"))
    move(visit, "record_visit", cast.inspector, at(5, 15, 19))
    for who in (cast.municipal, cast.district, cast.auditor, cast.operator):
        shown = text_of(signed_in(who), f"/desk/cases/{visit.pk}/")
        assert "2025年度审计报告" in shown
        assert "<polyline" in shown
        for one in (cast.inspector, cast.second_inspector):
            assert Person.objects.get(pk=one.person).email not in shown


def test_a_finding_is_replied_to_settled_and_told_on_the_page_of_the_application(cast: Cast, visit: Case) -> None:
    firm = largest(visit.about)[0]
    send(visit, cast.inspector, *answers(), found(firm, "1"))
    send(visit, cast.inspector, signed(visit, "team"), signed(visit, "visited"))
    move(visit, "record_visit", cast.inspector, at(5, 15, 19))
    finding, operator, officer = CheckFinding.objects.get(), signed_in(cast.operator), signed_in(cast.municipal)
    reply = f"{page(visit)}findings/{finding.pk}/reply/"

    assert reply in text_of(operator, f"/desk/cases/{visit.pk}/")
    assert operator.post(reply, {"agrees": "no", "text": ""}).status_code == 422
    assert operator.post(reply, {"agrees": "no", "text": "口径不同"}).status_code == 302
    assert FindingReply.objects.get().text == "口径不同"
    move(visit, "reply_to_check", cast.operator, at(5, 19))

    settle = f"/desk/cases/{visit.pk}/move/settle_finding/"
    assert f"{settle}?finding={finding.pk}" in text_of(officer, f"/desk/cases/{visit.pk}/")
    assert f'value="{finding.pk}" selected' in text_of(officer, f"{settle}?finding={finding.pk}")
    version = Case.objects.get(pk=visit.pk).version
    typed = {"version": version, "finding": finding.pk, "confirmed": "yes", "reason": "以审计报告为准。"}
    assert officer.post(settle, typed).status_code == 302

    for client in (officer, operator):
        told = text_of(client, f"/desk/cases/{visit.about_id}/")
        assert f"/desk/cases/{visit.pk}/#finding-{finding.pk}" in told


def test_the_list_and_the_worker_lie_under_the_same_address(cast: Cast, visit: Case) -> None:
    client = signed_in(cast.inspector)
    assert client.get("/desk/")["Location"] == "/desk/visits/"
    assert page(visit) in text_of(client, "/desk/visits/")
    worker = Client().get("/desk/visits/worker.js")
    assert (worker["Content-Type"], worker["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "default-src 'self'" in worker["Content-Security-Policy"]


def test_signing_out_tells_the_browser_to_forget_what_it_kept(cast: Cast, visit: Case) -> None:
    assert signed_in(cast.inspector).post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'


def test_the_officer_names_an_inspector_and_plans_the_visit(cast: Cast, visit: Case) -> None:
    officer = signed_in(cast.municipal)
    assert "没有可以加入的抽查人员" in text_of(officer, f"{page(visit)}team/")
    version = Case.objects.get(pk=visit.pk).version
    where = f"/desk/cases/{visit.pk}/move/move_visit/"
    assert 'value="2026-05-15"' in text_of(officer, where)
    typed = {"version": version, "visit_on": "2099-05-20", "reason": "改期。"}
    assert officer.post(where, {**typed, "visit_on": "20/5"}).status_code == 422
    assert officer.post(where, typed).status_code == 302
    assert "2099年5月20日" in text_of(officer, f"/desk/cases/{visit.pk}/")
