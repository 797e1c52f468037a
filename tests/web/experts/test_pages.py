"""The pages of experts and their officers: what they do, what is not there for others, nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from jiqun.base import clock
from jiqun.desk.do.experts.panel import Meeting, record_panel
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.fairness.rubric import Rubric
from jiqun.records.models import Assignment, Case, Evidence, Expert, ExpertTie, FiledSheet, Round, Sheet
from tests.cast import Cast, at
from tests.desk.at_stage import expert_of
from tests.desk.experts.people import THREE, judged, new_expert, opened, picked
from tests.desk.filled import move
from tests.web.test_access import signed_in

NINE = {f"points-{group}": str(70 + group) for group in range(1, 10)} | {
    f"comment-{group}": "有依据。" for group in range(1, 10)
}


def both(client: Client, path: str, status: int = 200) -> str:
    """The page in both languages; the Chinese text."""
    texts = []
    for lang in ("en", "zh"):
        client.post("/language/", {"lang": lang, "next": "/"})
        answer = client.get(path)
        assert answer.status_code == status, (path, lang, answer.status_code)
        texts.append(answer.content.decode())
    return texts[-1]


@pytest.mark.article("9")
def test_an_expert_declares_opens_writes_and_files(cast: Cast, case: Case) -> None:
    row, client = picked(cast, case, "expert", clock.now()), signed_in(cast.expert)
    here = f"/desk/evaluations/{row.pk}/"
    assert client.get("/desk/").headers["Location"] == "/desk/evaluations/"
    assert case.cluster.name_zh in both(client, "/desk/evaluations/")
    assert "声明没有利害关系" in both(client, here)
    for part in ("sheet", "file"):
        assert client.post(f"{here}{part}/", NINE).status_code == 404
    evidence = Evidence.objects.get(case=case).pk
    assert client.get(f"{here}evidence/{evidence}/").status_code == 404
    assert client.post(f"{here}open/", {"conflict": "yes", "reason": ""}).status_code == 422
    assert client.post(f"{here}open/", {"conflict": "no"}).status_code == 302
    page = both(client, here)
    assert f"{here}evidence/{evidence}/" in page
    assert f"/desk/cases/{case.pk}/" not in page
    assert client.get(f"{here}evidence/{evidence}/").status_code == 200
    kept = client.post(f"{here}sheet/", {**NINE, "version": "1"}, headers={"HX-Request": "true"})
    assert 'id="sheet-version" value="2"' in kept.content.decode()
    stale = client.post(f"{here}sheet/", {**NINE, "points-1": "3", "version": "1"}, headers={"HX-Request": "true"})
    assert "另一窗口" in stale.content.decode()
    plain = client.post(f"{here}sheet/", {**NINE, "points-1": "3", "version": "1"})
    assert (plain.status_code, 'value="3"' in plain.content.decode()) == (422, True)
    wrong = client.post(f"{here}sheet/", {**NINE, "points-1": "300", "version": "2"})
    assert (wrong.status_code, 'value="300"' in wrong.content.decode()) == (422, True)
    assert Sheet.objects.get().points["1"] == 71
    assert client.post(f"{here}sheet/", {**NINE, "version": "2", "next": "file"}).headers["Location"] == f"{here}file/"
    assert "独立评审" in both(client, f"{here}file/")
    assert client.post(f"{here}file/", {"version": "2"}).status_code == 422
    assert client.post(f"{here}file/", {"version": "2", "independent": "yes"}).status_code == 302
    assert FiledSheet.objects.get().points["9"] == 79
    assert "封存" in both(client, here)
    both(client, f"{here}file/", 404)
    both(client, f"{here}abstain/", 404)


@pytest.mark.article("9")
def test_anothers_file_is_not_there(cast: Cast, case: Case, second: Case) -> None:
    row = opened(cast, case, "expert")
    evidence = Evidence.objects.get(case=second).pk
    other = signed_in(cast.second_expert)
    for part in ("", "file/", "abstain/", f"evidence/{Evidence.objects.get(case=case).pk}/"):
        assert other.get(f"/desk/evaluations/{row.pk}/{part}").status_code == 404
    for part in ("open/", "sheet/", "file/", "abstain/"):
        assert other.post(f"/desk/evaluations/{row.pk}/{part}", NINE).status_code == 404
    assert signed_in(cast.expert).get(f"/desk/evaluations/{row.pk}/evidence/{evidence}/").status_code == 404
    officer = signed_in(cast.municipal)  # an expert of one file under the address of another
    for part in ("replace/", "extend/"):
        assert officer.get(f"/desk/cases/{second.pk}/experts/{row.pk}/{part}").status_code == 404
    assert officer.post(f"/desk/cases/{second.pk}/experts/{row.pk}/remind/").status_code == 404


@pytest.mark.article("9")
def test_the_officer_draws_the_experts_of_all_files_by_two_buttons(cast: Cast, case: Case, second: Case) -> None:
    client, here = signed_in(cast.municipal), f"/desk/rounds/{case.round_id}/experts/draw/"
    assert client.get(here).status_code == 404
    Round.objects.filter(pk=case.round_id).update(rubric=Rubric(by="draw").as_dict())
    for who in THREE:
        expert_of(cast, who)
    for number in range(5):
        new_expert(cast, number)
    assert client.get(f"/desk/rounds/{case.round_id}/experts/assign/").status_code == 404
    assert here in both(client, f"/desk/rounds/{case.round_id}/experts/")
    assert here in both(client, f"/desk/rounds/{case.round_id}/draws/")
    assert "公布承诺（2件）" in both(client, here)
    assert client.post(here, {"step": "commit"}).status_code == 302
    assert "待存证树头签署" in both(client, here)
    sign_present_head(at=clock.now())
    assert "揭示、抽取并通知专家（2件）" in both(client, here)
    Expert.objects.filter(pk=expert_of(cast, "expert").pk).update(suspended_at=clock.now())
    assert "须逐件揭示" in both(client, here)
    Expert.objects.update(suspended_at=None)
    assert client.post(here, {"step": "reveal"}).status_code == 302
    assert Assignment.objects.count() == 6
    assert "已抽取" in both(client, here)
    assert signed_in(cast.auditor).post(here, {"step": "commit"}).status_code == 404


@pytest.mark.article("9")
def test_the_officer_assigns_after_a_preview_and_follows_the_files(cast: Cast, case: Case, second: Case) -> None:
    client = signed_in(cast.municipal)
    three = [expert_of(cast, who) for who in THREE]
    new_expert(cast, 1)
    assert "施专家" in both(client, f"/desk/rounds/{case.round_id}/experts/assign/")
    page = both(client, f"/desk/rounds/{case.round_id}/experts/assign/")
    seen = page.split('id="seen" value="')[1].split('"')[0]
    wrong = client.post(f"/desk/rounds/{case.round_id}/experts/assign/", {"seen": "0"})
    assert wrong.status_code == 422
    assert client.post(f"/desk/rounds/{case.round_id}/experts/assign/", {"seen": seen}).status_code == 302
    assert Assignment.objects.count() == 6
    assert case.number in both(client, f"/desk/rounds/{case.round_id}/experts/")
    both(client, f"/desk/rounds/{case.round_id}/experts/remind/")
    assert client.post(f"/desk/rounds/{case.round_id}/experts/remind/").status_code == 302
    here = f"/desk/cases/{case.pk}/experts/"
    assert "封存中" in both(client, here)
    row = Assignment.objects.filter(case=case).order_by("pk")[0]
    for part in ("replace", "extend"):
        both(client, f"{here}{row.pk}/{part}/")
        assert client.post(f"{here}{row.pk}/{part}/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}{row.pk}/replace/", {"reason": "长期出差。"}).status_code == 302
    assert "长期出差。" in both(client, here)
    assert "长期出差。" not in both(signed_in(cast.second_expert), "/desk/evaluations/")
    free = next(one for one in Expert.objects.all() if not Assignment.objects.filter(case=case, expert=one).exists())
    assert (
        client.post(
            f"{here}pick/", {"expert": three[0].pk if row.expert_id == three[0].pk else row.expert_id}
        ).status_code
        == 422
    )
    assert client.post(f"{here}pick/", {"expert": free.pk}).status_code == 302
    both(signed_in(cast.auditor), here)


@pytest.mark.article("9")
def test_scores_panel_and_order_of_merit_have_their_pages(cast: Cast, case: Case) -> None:
    client, here = signed_in(cast.municipal), f"/desk/cases/{case.pk}/"
    both(client, f"{here}panel/", 404)
    rows = judged(cast, case, 95, 70, 75)
    assert "须召开专家会议" in both(client, f"{here}experts/")
    both(client, f"{here}panel/")
    sent = {"held_on": "2026-05-14", "minutes": "纪要", "votes_for": "3", "votes_against": "0", "votes_abstained": "0"}
    wrong = client.post(f"{here}panel/", {**sent, "figure": "x", "present": [row.expert_id for row in rows]})
    assert (wrong.status_code, "纪要" in wrong.content.decode()) == (422, True)
    three = tuple(row.expert_id for row in rows)
    met = Meeting(at(5, 14).date(), three, "纪要", (3, 0, 0), "80")
    record_panel(case=case.pk, meeting=met, by=cast.municipal, at=clock.now())
    assert "纪要" in both(client, f"{here}experts/")
    move(case, "close_evaluation", cast.municipal, clock.now())
    merit = f"/desk/rounds/{case.round_id}/merit"
    assert case.number in both(client, f"{merit}/")
    assert case.number in client.get(f"{merit}.csv").getvalue().decode()
    assert client.post(f"{merit}/settle/", {"reason": "", f"turn-{case.pk}": "1"}).status_code == 422
    both(signed_in(cast.approver), f"{merit}/")


@pytest.mark.article("9")
def test_the_pool_has_its_pages_and_an_expert_declares_interests(cast: Cast, case: Case) -> None:
    client, row = signed_in(cast.municipal), expert_of(cast, "expert")
    here = f"/desk/experts/{row.pk}/"
    assert "施专家" in both(client, "/desk/experts/?text=施&industry=39&state=serving")
    both(client, "/desk/experts/new/")
    lost = client.post("/desk/experts/new/", {"fields": "999", "since": "x", "title": "院士"})
    assert (lost.status_code, "院士" in lost.content.decode()) == (422, True)
    new = {"fields": "39；40", "since": "2026-01-01", "until": "2027-01-01", "most": "4", "title": "院士"}
    both(client, f"{here}change/")
    assert client.post(f"{here}change/", new).status_code == 302
    both(client, f"{here}suspend/")
    assert client.post(f"{here}suspend/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}suspend/", {"reason": "出国。"}).status_code == 302
    assert "出国。" in both(client, here)
    assert client.post(f"{here}take-back/").status_code == 302
    tie = {"kind": "advice", "name": "某咨询公司", "until": "2025-01-01"}
    assert client.post(f"{here}interests/", {"kind": "", "name": "某"}).status_code == 422
    assert client.post(f"{here}interests/", tie).status_code == 302
    own = signed_in(cast.expert)
    assert own.post("/desk/my-interests/", {**tie, "kind": "family", "name": "某集团"}).status_code == 302
    assert "某集团" in both(own, "/desk/my-interests/")
    entered, declared = ExpertTie.objects.order_by("pk")
    assert own.post(f"/desk/my-interests/{entered.pk}/remove/").status_code == 404
    assert own.post(f"/desk/my-interests/{declared.pk}/remove/").status_code == 302
    assert client.post(f"{here}interests/{entered.pk}/remove/").status_code == 302
    assert ExpertTie.objects.exclude(removed_at=None).count() == 2
    assert signed_in(cast.third_expert).get("/desk/my-interests/").status_code == 404  # not in the pool
