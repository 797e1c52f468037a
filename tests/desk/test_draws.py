"""Draws on the desk: fixed before, revealed after; what changes in between is seen; each drawn thing follows."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, transaction

from jiqun.desk.checks.questions import check_list
from jiqun.desk.do.draws.drawing import commit_draw, reveal_draw
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.draws.drawing import urn_for
from jiqun.desk.draws.records import record_of
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.fairness.draw import commitment_of
from jiqun.jobs.worker import work_off
from jiqun.papers.draw_check import draw_faults
from jiqun.procedure.kit import Refused
from jiqun.records.models import (
    Case,
    Draw,
    DrawReveal,
    DrawSecret,
    EntryContent,
    LedgerEntry,
    Message,
    Round,
    SpotCheck,
    TreeHead,
)
from tests.cast import Cast, at
from tests.desk.at_draw import checked_round, committed, revealed, stand_in_case

pytestmark = pytest.mark.article("9")


@pytest.fixture
def notice(cast: Cast) -> Round:
    return checked_round(cast)


@pytest.fixture
def case(cast: Cast, notice: Round) -> Case:
    return stand_in_case(cast, notice)


@pytest.fixture
def check(cast: Cast, notice: Round, case: Case) -> Case:
    """The spot check of the one cluster, drawn."""
    revealed(cast, committed(cast, notice))
    return Case.objects.get(about=case, kind="spot_check")


def lacks(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.name for one in refused.value.lacks]


def test_a_commitment_publishes_everything_but_the_seed(cast: Cast, notice: Round, case: Case) -> None:
    for _ in range(4):
        stand_in_case(cast, notice)
    row = committed(cast, notice, beacon="5月11日上证指数收盘点位")
    secret = DrawSecret.objects.get(draw=row)
    numbers = Case.objects.filter(stage="evaluation").values_list("cluster__number", flat=True)
    assert row.population == "".join(f"310115\t{number}\n" for number in sorted(numbers))
    assert row.count == 3  # half of five, rounded up
    assert row.seed_sha256 == commitment_of(secret.seed)
    entry = LedgerEntry.objects.get(act="commit_draw")
    content = EntryContent.objects.get(entry=entry).content
    assert content["what"] == {
        "purpose": "clusters",
        "round": notice.pk,
        "case": "",
        "population_sha256": hashlib.sha256(row.population.encode()).hexdigest(),
        "count": 3,
        "seed_sha256": row.seed_sha256,
        "beacon": "5月11日上证指数收盘点位",
    }
    assert secret.seed not in str(content)
    assert secret.salt not in str(content)


def test_what_is_drawn_is_repeated_from_the_record_alone_and_opens_a_spot_check(
    cast: Cast, notice: Round, case: Case
) -> None:
    row = committed(cast, notice)
    reveal = revealed(cast, row)
    sign_present_head(at=at(5, 9))
    head = TreeHead.objects.filter(size__gte=LedgerEntry.objects.get(act="commit_draw").seq).earliest("size")
    assert (reveal.head_size, reveal.root) == (head.size, head.root)
    assert draw_faults(record_of(Draw.objects.get()), [head.key.public]) == ()
    check = Case.objects.get(kind="spot_check")
    assert (check.number, check.about, check.stage, check.filed_at) == (f"{case.number}-C1", case, "drawn", at(5, 8))
    assert SpotCheck.objects.get(case=check).checklist == check_list()
    assert [term.name for term in check.terms.all()] == ["visit"]
    told = set(Message.objects.filter(path=f"/desk/cases/{check.pk}/").values_list("to", flat=True))
    assert {cast.operator.person, cast.district.person, cast.municipal_colleague.person} <= told
    assert cast.municipal.person not in told
    secret = DrawSecret.objects.get(draw=row)
    assert (secret.seed, len(secret.salt)) == ("", 64)
    assert LedgerEntry.objects.get(act="open_spot_check").subject == f"case:{check.pk}"


def test_the_head_is_signed_in_the_background_right_after_the_commitment(cast: Cast, notice: Round, case: Case) -> None:
    commit_draw(round_id=notice.pk, purpose="clusters", by=cast.municipal, at=at(5, 7))
    entry = LedgerEntry.objects.get(act="commit_draw").seq
    assert not TreeHead.objects.filter(size__gte=entry).exists()
    work_off(lambda: at(5, 7, 9, 1))
    assert TreeHead.objects.filter(size__gte=entry).count() == 1


def test_the_first_head_counts_however_many_follow(cast: Cast, notice: Round, case: Case) -> None:
    row = committed(cast, notice)
    first = TreeHead.objects.latest("size")
    stand_in_case(cast, notice)  # registering a cluster is an act: the next head is another
    sign_present_head(at=at(5, 7, 13))
    reveal = revealed(cast, row, reason="一件迟到。")
    assert TreeHead.objects.count() > 1
    assert (reveal.head_size, reveal.root) == (first.size, first.root)


def test_a_draw_is_committed_to_once(cast: Cast, notice: Round, case: Case) -> None:
    row = committed(cast, notice)
    with pytest.raises(Refused) as refused:
        committed(cast, notice)
    assert lacks(refused) == ["once"]
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_no_reveal_in_the_moment_of_the_commitment_nor_before_a_head_nor_twice(
    cast: Cast, notice: Round, case: Case
) -> None:
    row = commit_draw(round_id=notice.pk, purpose="clusters", by=cast.municipal, at=at(5, 7))
    with pytest.raises(Refused) as refused:
        revealed(cast, row, at(5, 7))
    assert lacks(refused) == ["later", "head"]
    with pytest.raises(Refused) as refused:
        revealed(cast, row, at(5, 8))
    assert lacks(refused) == ["head"]
    sign_present_head(at=at(5, 8))
    with pytest.raises(Refused) as refused:
        revealed(cast, row, at(5, 7))
    assert lacks(refused) == ["later"]
    revealed(cast, row)
    with pytest.raises(Refused) as refused:
        revealed(cast, row)
    assert lacks(refused) == ["once"]


def test_what_came_and_went_is_shown_and_the_committed_population_is_drawn_from(
    cast: Cast, notice: Round, case: Case
) -> None:
    late = [stand_in_case(cast, notice) for _ in range(3)]
    row = committed(cast, notice)
    newcomer, gone = stand_in_case(cast, notice), late[0]
    Case.objects.filter(pk=gone.pk).update(stage="withdrawn", ended_at=at(5, 7))
    with pytest.raises(Refused) as refused:
        revealed(cast, row)
    assert lacks(refused) == ["population"]
    said = refused.value.lacks[0].reason
    for lang in (said.zh, said.en):
        assert newcomer.cluster.number in lang
        assert gone.cluster.number in lang
    reveal = revealed(cast, row, reason="一件撤回，一件迟到，不影响公平。")
    assert reveal.changes == {
        "added": [["310115", newcomer.cluster.number]],
        "removed": [["310115", gone.cluster.number]],
        "reason": "一件撤回，一件迟到，不影响公平。",
    }
    drawn = {name for _, name in reveal.drawn}
    assert newcomer.cluster.number not in drawn
    opened = set(Case.objects.filter(kind="spot_check").values_list("cluster__number", flat=True))
    assert opened == drawn - {gone.cluster.number}
    content = EntryContent.objects.get(entry__act="reveal_draw").content["what"]
    assert content["gone"] == sorted(drawn & {gone.cluster.number})


def test_the_public_value_is_given_where_and_only_where_it_was_named(cast: Cast, notice: Round, case: Case) -> None:
    row = committed(cast, notice, beacon="5月11日上证指数收盘点位")
    for value in ("", "3210\u00a055", "x" * 301):
        with pytest.raises(Wrong) as wrong:
            revealed(cast, row, value=value)
        assert list(wrong.value.problems) == ["value"]
    assert revealed(cast, row, value=" 3,210.55 ").value == "3,210.55"
    with pytest.raises(Wrong):
        commit_draw(round_id=notice.pk, purpose="clusters", beacon="a\nb", by=cast.municipal, at=at(5, 7))


def test_a_round_without_checks_or_a_population_or_at_another_stage_draws_nothing(
    cast: Cast, notice: Round, check: Case
) -> None:
    for count in (0, 3):
        with pytest.raises(Wrong) as wrong:
            commit_draw(
                round_id=notice.pk, purpose="inspectors", case=check.pk, count=count, by=cast.municipal, at=at(5, 9)
            )
        assert list(wrong.value.problems) == ["count"]
    with pytest.raises(Refused) as refused:
        commit_draw(round_id=notice.pk, purpose="experts", case=check.about_id, by=cast.municipal, at=at(5, 9))
    assert lacks(refused) == ["by", "population"]
    Case.objects.filter(pk=check.pk).update(stage="planned")
    with pytest.raises(Refused) as refused:
        commit_draw(round_id=notice.pk, purpose="inspectors", case=check.pk, by=cast.municipal, at=at(5, 9))
    assert lacks(refused) == ["stage"]
    Round.objects.filter(pk=notice.pk).update(spot_share="")
    urn = urn_for(notice.pk, "clusters", None, by=cast.municipal, at=at(5, 9))
    assert [one.name for one in urn.lacks] == ["once", "share"]


def test_only_municipal_officers_draw_and_only_what_there_is(cast: Cast, notice: Round, case: Case) -> None:
    for who in ("operator", "district", "approver", "auditor", "inspector", "expert", "administrator"):
        with pytest.raises(NotThere):
            commit_draw(round_id=notice.pk, purpose="clusters", by=getattr(cast, who), at=at(5, 7))
    row = committed(cast, notice)
    for who in ("operator", "district", "approver", "auditor", "inspector", "expert", "administrator"):
        with pytest.raises(NotThere):
            reveal_draw(draw=row.pk, by=getattr(cast, who), at=at(5, 8))
    for purpose, about in (("clusters", None), ("enterprises", case.pk), ("enterprises", None), ("lots", None)):
        with pytest.raises(NotThere):
            commit_draw(
                round_id=notice.pk + (purpose == "clusters"),
                purpose=purpose,
                case=about,
                by=cast.municipal,
                at=at(5, 8),
            )
    with pytest.raises(NotThere):
        reveal_draw(draw=row.pk + 1, by=cast.municipal, at=at(5, 8))
    assert DrawReveal.objects.count() == 0
