"""The pages of draws: an officer commits and reveals, everybody reads and repeats, few know who is who."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.test import Client

from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.ledger.keys import key_id_of
from jiqun.papers.draw_check import draw_faults
from jiqun.papers.draw_record import read_draw
from jiqun.records.models import (
    Case,
    CheckedFirm,
    Draw,
    DrawSecret,
    Enterprise,
    Inspector,
    Person,
    Round,
    SigningKey,
)
from tests.cast import Cast, at
from tests.desk.at_draw import checked_round, committed, evaluated_case, revealed, stand_in_case
from tests.web.registers.counting import queries
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("9")


@pytest.fixture
def notice(cast: Cast) -> Round:
    return checked_round(cast)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_an_officer_looks_commits_waits_for_a_head_and_reveals(cast: Cast, notice: Round) -> None:
    cases = [stand_in_case(cast, notice) for _ in range(3)]
    client, listed = signed_in(cast.municipal), f"/desk/rounds/{notice.pk}/draws/"
    assert "?purpose=clusters" in text(client, listed)
    shown = text(client, f"{listed}new/?purpose=clusters")
    assert "将从3个中抽取2个" in shown
    assert cases[0].cluster.number in shown
    wrong = client.post(f"{listed}new/", {"purpose": "clusters", "beacon": "收" * 301})
    assert (wrong.status_code, "收" * 301 in wrong.content.decode()) == (422, True)
    sent = client.post(f"{listed}new/", {"purpose": "clusters", "beacon": "5月11日上证指数收盘点位"})
    row = Draw.objects.get()
    assert sent["Location"] == f"/desk/draws/{row.pk}/"
    assert "签署后才能揭示" in text(client, sent["Location"])
    assert client.post(f"/desk/draws/{row.pk}/reveal/", {"value": "1"}).status_code == 409
    assert client.post(f"{listed}new/", {"purpose": "clusters"}).status_code == 409
    sign_present_head(at=row.at)
    late = stand_in_case(cast, notice)
    asked = client.post(f"/desk/draws/{row.pk}/reveal/", {"value": "3,210.55"})
    assert (asked.status_code, late.cluster.number in asked.content.decode()) == (422, True)
    assert 'value="3,210.55"' in asked.content.decode()
    done = client.post(f"/desk/draws/{row.pk}/reveal/", {"value": "3,210.55", "reason": "迟到。"})
    assert done["Location"] == f"/desk/draws/{row.pk}/"
    row = Draw.objects.get()
    assert len(row.reveal.drawn) == 2
    public = text(Client(), f"/draws/{row.pk}/")
    for said in (row.reveal.seed, row.reveal.root, row.population_sha256, "迟到。", late.cluster.number):
        assert said in public


def test_everybody_reads_the_record_and_checks_it_without_us(cast: Cast, notice: Round) -> None:
    for _ in range(3):
        stand_in_case(cast, notice)
    row = committed(cast, notice)
    secret = DrawSecret.objects.get()
    pages = [f"/draws/{row.pk}/", f"/draws/{row.pk}/draw.json", "/draws/", f"/notices/{notice.pk}/"]
    for path in pages:
        said = text(Client(), path)
        assert secret.seed not in said
        assert secret.salt not in said
    assert f"/draws/{row.pk}/" in text(Client(), f"/notices/{notice.pk}/")
    revealed(cast, row)
    sign_present_head(at=at(5, 9))
    key = SigningKey.objects.get()
    record = read_draw(Client().get(f"/draws/{row.pk}/draw.json").content)
    assert draw_faults(record, [key.public]) == ()
    assert key_id_of(record.commitment.public_key) == key.key_id if record.commitment else False
    population = Client().get(f"/draws/{row.pk}/population.txt")
    assert hashlib.sha256(population.content).hexdigest() == row.population_sha256
    assert "attachment" in population["Content-Disposition"]
    for path in ("/draws/99/", "/draws/99/draw.json", "/draws/99/population.txt"):
        assert Client().get(path).status_code == 404


def test_who_is_who_is_known_to_the_commission_the_team_and_an_operator_for_its_own_firms(
    cast: Cast, notice: Round
) -> None:
    evaluated_case(cast, notice)
    revealed(cast, committed(cast, notice))
    check = Case.objects.get(kind="spot_check")
    firms = committed(cast, notice, "enterprises", at(5, 9), case=check.pk)
    team = committed(cast, notice, "inspectors", at(5, 9), case=check.pk, count=1)
    revealed(cast, firms, at(5, 10))
    revealed(cast, team, at(5, 10))
    who = Inspector.objects.get().person_id
    drawn, other = sorted((cast.inspector, cast.second_inspector), key=lambda one: one.person != who)
    assert signed_in(cast.operator).get(f"/desk/draws/{firms.pk}/").status_code == 404  # nobody is forewarned
    Case.objects.filter(pk=check.pk).update(stage="recorded")
    may = {
        firms: [cast.municipal, cast.approver, cast.auditor, cast.operator, drawn],
        team: [cast.municipal, cast.approver, cast.auditor, drawn],
    }
    names = {
        firms: CheckedFirm.objects.order_by("pk")[0].enterprise.name,
        team: Person.objects.get(pk=drawn.person).name,
    }
    everybody = [getattr(cast, one) for one in cast.__dataclass_fields__]
    for row, allowed in may.items():
        for actor in everybody:
            answer = signed_in(actor).get(f"/desk/draws/{row.pk}/")
            known = (actor.organisation, actor.role) in {(one.organisation, one.role) for one in allowed}
            known = known and (actor.role != "inspector" or actor == drawn)
            assert answer.status_code == (200 if known else 404), (row.purpose, actor.name)
            assert (names[row] in answer.content.decode()) == known
    assert other.person != drawn.person
    secrets_of_people = {*Enterprise.objects.values_list("name", flat=True), drawn.name, other.name}
    secrets_of_people |= set(Enterprise.objects.values_list("credit_code", flat=True))
    for row in may:
        for path in (f"/draws/{row.pk}/", f"/draws/{row.pk}/draw.json", f"/draws/{row.pk}/population.txt"):
            said = text(Client(), path)
            assert [one for one in secrets_of_people if one in said] == []


def test_lists_of_draws_ask_no_more_where_there_are_more(cast: Cast, notice: Round) -> None:
    for _ in range(4):
        stand_in_case(cast, notice)
    revealed(cast, committed(cast, notice))
    checks = list(Case.objects.filter(kind="spot_check"))
    paths = ["/draws/", f"/notices/{notice.pk}/", f"/desk/rounds/{notice.pk}/draws/"]
    committed(cast, notice, "inspectors", at(5, 9), case=checks[0].pk)
    client: Any = signed_in(cast.municipal)
    before = [queries(client, path) for path in paths]
    committed(cast, notice, "inspectors", at(5, 9), case=checks[1].pk)
    assert [queries(client, path) for path in paths] == before
