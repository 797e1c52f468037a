"""What is chosen in a national call, and everything that stands against sending it (Article 18)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.national.candidates import Candidate, candidates_of
from jiqun.procedure.kit import Lack
from jiqun.procedure.shanghai_2024 import article
from jiqun.records.models import NationalChoice, Round

A18 = article("18")
Chosen = tuple[tuple[NationalChoice, Candidate], ...]


def looked_over(
    call: Round, at: datetime, known: tuple[Candidate, ...] | None = None
) -> tuple[Chosen, tuple[Lack, ...]]:
    """What is chosen in the order of its places, and everything that stands against sending it.

    `known`: the call's candidates, where whoever asks has them.
    """
    candidates = {one.cluster.pk: one for one in (candidates_of(call) if known is None else known)}
    rows = NationalChoice.objects.filter(round=call).exclude(place=None).select_related("cluster").order_by("place")
    choices = list(rows)
    gone = [row for row in choices if row.cluster_id not in candidates]
    chosen = tuple((row, candidates[row.cluster_id]) for row in choices if row.cluster_id in candidates)
    lacks = [
        *([_NONE] if not choices else []),
        *([_LATE] if at >= call.closes_at else []),
        *([_OVER_QUOTA.fill(n=len(choices), quota=call.quota)] if call.quota and len(choices) > call.quota else []),
        *([_PLACES] if [row.place for row in choices] != list(range(1, len(choices) + 1)) else []),
        *(_GONE.fill(name=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh) for row in gone),
        *(why for row, one in chosen for why in _against(row, one)),
    ]
    return chosen, tuple(Lack("national", why, A18) for why in lacks)


def _against(row: NationalChoice, one: Candidate) -> Iterable[Bi]:
    name = Bi(zh=one.cluster.name_zh, en=one.cluster.name_en or one.cluster.name_zh)
    if one.national:
        yield _NATIONAL.fill(name=name)
    if one.judged is None:
        yield _NO_DATA.fill(name=name)
    if not row.reason:
        yield _WHY.fill(name=name)
    if one.clashes and not row.niche_reason:
        yield _NICHE.fill(name=name)


_NONE = Bi(zh="尚未选择推荐的集群。", en="No cluster has been chosen.")
_LATE = Bi(zh="报送截止时间已过。", en="The day by which it has to be sent is over.")
_OVER_QUOTA = Bi(
    zh="选择了{n}个集群，超过名额{quota}个：超额申报的，国家不予受理全部材料。",
    en="{n} clusters are chosen and the quota is {quota}: over the quota the whole submission is refused.",
)
_PLACES = Bi(zh="名次须从1起连续、不重复。", en="The places have to run from 1 without a gap, each once.")
_GONE = Bi(zh="“{name}”的认定在报送之日已不在有效期内。", en="The recognition of {en} does not hold on the last day.")
_NATIONAL = Bi(zh="“{name}”已是国家级集群。", en="{name} is on the national list already.")
_NO_DATA = Bi(zh="“{name}”没有报送过数据，无法对照国家标准。", en="No data of {name} were ever filed to judge it by.")
_WHY = Bi(zh="请写明推荐“{name}”的理由。", en="Give the reason why {name} is recommended.")
_NICHE = Bi(
    zh="“{name}”与其他集群同属一个细分领域，请说明为何仍推荐。",
    en="{name} shares its niche with another cluster: give the reason why it is recommended all the same.",
)
