"""Building the city: the rounds of past years, played; then the present one, with an application in every stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.demo import stages
from jiqun.demo.building import registered
from jiqun.demo.crew import OPEN, Crew, gather
from jiqun.demo.play import three_years
from jiqun.demo.play.applying import fates_of
from jiqun.demo.play.report import Played
from jiqun.demo.play.scene import Scene
from jiqun.demo.play.span import Span, moment
from jiqun.demo.play.under_way import play_until_now
from jiqun.demo.play.year import play_year
from jiqun.demo.registers import fill_registers
from jiqun.demo.workshop import Made, Order, Workshop, opened
from jiqun.desk.actor import Actor
from jiqun.desk.do.people.accounts import is_empty
from jiqun.desk.do.registers.documents import publish_document
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.rounds.notice import Notice

_STRONG = 1_000  # the index from which the clusters that are to be recommended are looked for
# Each stage of an application at least once; most clusters are on their way.
_STAGES = (
    *("none", "draft", "draft", "draft_wrong", "submitted", "submitted", "under_review", "under_review"),
    *("questioned", "in_correction", "in_correction", "recommended", "recommended", "recommended", "declined"),
    *("withdrawn", "none", "draft", "under_review", "submitted"),
)
_BEFORE = timedelta(days=140)  # when everybody is there, if no year before is played
_MATERIALS = ("A6.4.2", "A6.5.4", "A6.9.1")


@dataclass(frozen=True)
class City:
    """What was built: everybody, the operators of the present round with their stages, what each past year did."""

    crew: Crew
    operators: tuple[tuple[Actor, str], ...]
    played: Mapping[int, tuple[Played, ...]]


def build_city(
    now: datetime, say: Callable[[str], None] = lambda text: None, *, years: int, clusters: int, firms: int
) -> City | None:
    """Build the city unless there is one; everything is done by the acts that people do, as if at its own time.

    `years`: how many rounds before the present one are played whole, `clusters` how many apply in each of them, `firms`
    how many enterprises a cluster has. `say` is told what happens.
    """
    if not is_empty():
        return None
    this_year = now.astimezone(SHANGHAI).year
    past = range(this_year - years, this_year)
    crew = gather(datetime(this_year - years, 2, 24, 9, 0, tzinfo=SHANGHAI) if past else now - _BEFORE)
    with opened() as workshop:
        quota = clusters * 3 // 5
        scenes = (Scene(year, crew, workshop, fates_of(clusters), firms, say, quota) for year in past)
        played = {scene.year: play_year(scene) for scene in scenes}
        play_until_now(now, crew, workshop, firms, invite=not past)
        operators = _present_round(crew, workshop, now, firms, say)
    fill_registers(crew.officials, crew.offices, now)
    return City(crew, operators, played)


def build_three_years(
    say: Callable[[str], None] = lambda text: None, *, clusters: int, firms: int, seed: int
) -> City | None:
    """Build the city by playing 2024 to 2026 whole, unless there is one: `clusters` in all, the same for a `seed`."""
    if not is_empty():
        return None
    crew = gather(moment(three_years.FIRST, 2, 24))
    batch = clusters * 3 // 10
    rest = clusters - batch
    applying = (rest - rest * 2 // 3, rest * 2 // 3 - rest // 3, rest // 3)
    with opened() as workshop:
        span = Span(crew, workshop, firms, seed, batch, applying, say)
        played = three_years.play_three_years(span)
    return City(crew, (), {three_years.THIRD: played})


def _present_round(
    crew: Crew, workshop: Workshop, now: datetime, firms: int, say: Callable[[str], None]
) -> tuple[tuple[Actor, str], ...]:
    """The round that is open now, in the weeks before."""
    start, officer, operators = _start(now), crew.officials["officer"], []
    notice = _round(officer, start + timedelta(days=1), now)
    _policies(officer, start + timedelta(days=2))
    for number, stage, made in zip(OPEN, _STAGES, _made(workshop, firms, now), strict=True):
        demo = registered(number, made, crew.offices, start + timedelta(days=3), notice)
        stages.bring_to(stage, demo, start + timedelta(days=8))
        operators.append((demo.operator, stage))
        say(f"{number}/{len(_STAGES)} {made.snapshot.cluster['name_zh']}: {stage}")
    return tuple(operators)


def _made(workshop: Workshop, firms: int, now: datetime) -> Iterator[Made]:
    """A cluster for each stage: one that is to be recommended has nothing that rules it out. No two years share one."""
    on, year = day_of(now), now.astimezone(SHANGHAI).year
    written_on = day_of(_start(now) + timedelta(days=8))
    orders = [
        Order(year, number, firms, on, written_on, whole=stage not in ("draft", "draft_wrong"))
        for number, stage in zip(OPEN, _STAGES, strict=True)
        if stage != "recommended"
    ]
    strong, others = workshop.strong(Order(year, _STRONG, firms, on, written_on)), workshop.each(orders)
    for stage in _STAGES:
        yield next(strong if stage == "recommended" else others)


def _round(officer: Actor, at: datetime, now: datetime) -> int:
    year = now.astimezone(SHANGHAI).year
    notice = Notice(
        number=f"（演示）经信集群〔{year}〕2号",
        title=Bi(
            zh=f"{year}年度第二批中小企业特色产业集群申报通知（演示）",
            en=f"Applications for {year}, second round (demonstration)",
        ),
        text=Bi(
            zh="现组织开展本年度集群申报。请各运营管理机构按管理办法第六条和第八条准备材料，向所在区主管部门提交。"
            "本通知及其中单位均为演示虚构。",
            en="Operators are invited to apply under Articles 6 and 8 of the Procedures, to the department of their "
            "district. This notice and everybody in it are fictional.",
        ),
        opens_at=at + timedelta(days=1),
        closes_at=_morning(now + timedelta(days=21)) + timedelta(hours=8),
        materials=_MATERIALS,
        second_reason="（演示）分批组织申报。",
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


def _start(now: datetime) -> datetime:
    return _morning(now - timedelta(days=40))


def _morning(moment: datetime) -> datetime:
    return datetime.combine(day_of(moment), time(9, 0), SHANGHAI)
