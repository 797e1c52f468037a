"""Building the city: twenty clusters, one round, and an application in every stage that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.demo import people, stages
from jiqun.demo.building import registered
from jiqun.demo.registers import fill_registers
from jiqun.demo.strong import strong_clusters
from jiqun.desk.actor import Actor
from jiqun.desk.do.accounts import is_empty
from jiqun.desk.do.documents import publish_document
from jiqun.desk.do.rounds import publish_round
from jiqun.desk.round_notice import Notice
from jiqun.facts.generate import one_cluster
from jiqun.facts.snapshot import Snapshot

CLUSTERS, FIRMS, SEED = 20, 60, 2026
_STRIDE = 1_000  # between the generated clusters that are tried for one place
_MATERIALS = ("A6.4.2", "A6.5.4", "A6.9.1")


@dataclass(frozen=True)
class City:
    """What was built, for the one who starts it: the accounts, and one operator in each stage."""

    officials: dict[str, Actor]
    districts: dict[str, Actor]
    operators: tuple[tuple[Actor, str], ...]


def build_city(
    now: datetime, say: Callable[[str], None] = lambda text: None, *, clusters: int = CLUSTERS, firms: int = FIRMS
) -> City | None:
    """Build the city unless there is one; acts lie in the weeks before `now`, as if they had been done then.

    `say` is told of each cluster as it is made.
    """
    if not is_empty():
        return None
    start = _morning(now - timedelta(days=40))
    officials, offices = people.commission(start), people.districts(start)
    notice = _round(officials["officer"], start + timedelta(days=1), now)
    _policies(officials["officer"], start + timedelta(days=2))
    operators = []
    for number, stage in enumerate(_stages(clusters), start=1):
        snapshot = _fitting(stage, number, firms, day_of(now))
        demo = registered(number, snapshot, offices, start + timedelta(days=3), notice)
        stages.bring_to(stage, demo, start + timedelta(days=8))
        operators.append((demo.operator, stage))
        say(f"{number}/{clusters} {snapshot.cluster['name_zh']}: {stage}")
    fill_registers(officials, offices, now)
    return City(officials, offices, tuple(operators))


def _fitting(stage: str, number: int, firms: int, on: date) -> Snapshot:
    """A cluster for the stage: one that is to be recommended has nothing that rules it out."""
    if stage == "recommended":
        return next(strong_clusters(SEED, number * _STRIDE, firms, on))
    return one_cluster(SEED, number, firms, on)


def _stages(clusters: int) -> Iterator[str]:
    """Each stage at least once; most clusters are on their way."""
    wanted = (
        *("none", "draft", "draft", "draft_wrong", "submitted", "submitted", "under_review", "under_review"),
        *("questioned", "in_correction", "in_correction", "recommended", "recommended", "recommended", "declined"),
        *("withdrawn", "none", "draft", "under_review", "submitted"),
    )
    yield from islice(cycle(wanted), clusters)


def _round(officer: Actor, at: datetime, now: datetime) -> int:
    year = now.astimezone(SHANGHAI).year
    notice = Notice(
        number=f"（演示）经信集群〔{year}〕1号",
        title=Bi(zh=f"{year}年度中小企业特色产业集群申报通知（演示）", en=f"Applications for {year} (demonstration)"),
        text=Bi(
            zh="现组织开展本年度集群申报。请各运营管理机构按管理办法第六条和第八条准备材料，向所在区主管部门提交。"
            "本通知及其中单位均为演示虚构。",
            en="Operators are invited to apply under Articles 6 and 8 of the Procedures, to the department of their "
            "district. This notice and everybody in it are fictional.",
        ),
        opens_at=at + timedelta(days=1),
        closes_at=_morning(now + timedelta(days=21)) + timedelta(hours=8),
        materials=_MATERIALS,
    )
    row = publish_round(notice, by=officer, at=at)
    return row.pk


def _policies(officer: Actor, at: datetime) -> None:
    for kind, zh, en in (
        ("plan", "中小企业发展规划（演示）", "Plan for the development of SMEs (demonstration)"),
        ("policy", "集群公共服务平台扶持办法（演示）", "Support for public service platforms (demonstration)"),
    ):
        publish_document(
            kind=kind,
            number="",
            title=Bi(zh=zh, en=en),
            summary=Bi(zh="演示用虚构文件。", en="A fictional document for the demonstration."),
            issued_on=day_of(at),
            valid_from=day_of(at),
            valid_to=None,
            industries=(),
            clusters=(),
            file=None,
            by=officer,
            at=at,
        )


def _morning(moment: datetime) -> datetime:
    return datetime.combine(day_of(moment), time(9, 0), SHANGHAI)
