"""What anybody may see: the register of clusters, one cluster, how the Procedures are carried out right now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, Q

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.recognised.standing import Standing, count_recognised, recognised_in, standings_of
from jiqun.desk.look.rounds.notice import RoundView, all_rounds
from jiqun.desk.look.search import keys_with
from jiqun.desk.may import NotThere
from jiqun.desk.rounds.purposes import APPLIED_FOR
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_terms import normalised
from jiqun.records.models import Case, Cluster, ClusterState, Document, Round

PAGE = 30


@dataclass(frozen=True)
class PublicCluster:
    """A cluster as the public sees it: never an enterprise's figures."""

    id: int
    number: str
    name: Bi
    district: Bi
    operator: Bi
    industries: tuple[str, ...]
    km2: Fraction
    registered_on: date
    since: date | None  # of the present values, where one was changed since the registration
    standing: Standing | None


@dataclass(frozen=True)
class Register:
    """A page of the register, and how many clusters lie in each district."""

    clusters: tuple[PublicCluster, ...]
    total: int
    page: int
    pages: int
    districts: tuple[tuple[str, Bi, int], ...]
    recognised: int  # clusters that are recognised today, whatever is asked for


@dataclass(frozen=True)
class Sought:
    """What of the register is asked for: a text, a district, an industry's code, recognised ones, those of a year."""

    text: str = ""
    district: str = ""
    industry: str = ""
    recognised: bool = False
    year: int | None = None


@dataclass(frozen=True)
class Live:
    """What happens under an article right now: a figure and what it counts."""

    article: str
    said: Bi


def register_of_clusters(sought: Sought = Sought(), *, today: date, page: int = 1) -> Register:
    """The register, by name, pinyin, English or number, by district and industry, and by recognition."""
    found = Cluster.objects.select_related("operator").order_by("number")
    if terms := normalised(sought.text):
        found = found.filter(pk__in=keys_with("cluster", terms).values("subject"))
    if sought.industry:
        code = sought.industry
        found = found.filter(Q(dominant_industries__startswith=code) | Q(dominant_industries__contains=f";{code}"))
    found = recognised_in(found, today=today, only=sought.recognised, year=sought.year)
    counts = dict(found.order_by().values_list("district").annotate(count=Count("pk")))
    if sought.district in DISTRICTS:
        found = found.filter(district=sought.district)
    total = found.count()
    pages = max((total + PAGE - 1) // PAGE, 1)
    page = min(max(page, 1), pages)
    rows = list(found[(page - 1) * PAGE : page * PAGE])
    standings = standings_of((row.pk for row in rows), today)
    return Register(
        tuple(_public(row, standings.get(row.pk)) for row in rows),
        total,
        page,
        pages,
        tuple((code, name, counts.get(code, 0)) for code, name in DISTRICTS.items()),
        count_recognised(today),
    )


def public_cluster(number: str, today: date) -> PublicCluster:
    """One cluster by its number. Raises NotThere."""
    row = Cluster.objects.select_related("operator").filter(number=number).first()
    if row is None:
        raise NotThere
    return _public(row, standings_of([row.pk], today).get(row.pk), _changed_since(row))


def open_rounds(at: datetime) -> tuple[RoundView, ...]:
    """The rounds that are announced or open."""
    return tuple(one for one in all_rounds(at) if one.state != "closed")


def the_round(round_id: int, at: datetime) -> RoundView:
    """One round's notice. Raises NotThere."""
    found = next((one for one in all_rounds(at) if one.id == round_id), None)
    if found is None:
        raise NotThere
    return found


def live_figures(at: datetime) -> tuple[Live, ...]:
    """By article, what is going on; totals only, so that nobody's file shows through."""
    clusters, documents = Cluster.objects.count(), Document.objects.filter(withdrawal=None, replaced_by=None).count()
    filed = Case.objects.filter(kind="recognition").exclude(filed_at=None)
    reviewing = filed.filter(stage__in=("submitted", "under_review", "in_correction")).count()
    recommended = filed.filter(stage="recommended").count()
    running = Round.objects.filter(purpose=APPLIED_FOR, opens_at__lte=at, closes_at__gt=at).count()
    return (
        Live("2", Bi(zh=f"名录中有{clusters}个集群", en=f"{clusters} clusters on the register")),
        Live("4", Bi(zh=f"已发布{documents}份规划和政策", en=f"{documents} plans and policies published")),
        Live("5", Bi(zh=f"{reviewing}件申报正在区初审", en=f"{reviewing} applications in preliminary review")),
        Live("7", Bi(zh="{n}个批次正在申报", en="{n} round(s) open for applications").fill(n=running)),
        Live(
            "9",
            Bi(
                zh=f"现有{count_recognised(day_of(at))}个集群在认定有效期内",
                en=f"{count_recognised(day_of(at))} clusters are recognised now",
            ),
        ),
        Live(
            "8",
            Bi(
                zh=f"已收到{filed.count()}件申报，推荐{recommended}件",
                en=f"{filed.count()} applications received, {recommended} recommended",
            ),
        ),
        *_reports(),
    )


def _reports() -> tuple[Live, ...]:
    """Of the year that was reported on last: how many clusters owe a report, and how many have sent it in."""
    notice = Round.objects.filter(purpose=Round.Purpose.ANNUAL_REPORT).order_by("-year").first()
    if notice is None:
        return ()
    owed = Case.objects.filter(kind="annual_report", round=notice).exclude(stage="left")
    sent, all_of_them = owed.exclude(filed_at=None).count(), owed.count()
    zh = f"{notice.year}年度报告应报{all_of_them}份，已报送{sent}份"
    return (Live("16", Bi(zh=zh, en=f"{sent} of {all_of_them} reports on {notice.year} sent in")),)


def _changed_since(row: Cluster) -> date | None:
    """Since when the present values hold, where a reported change brought them about (Article 19)."""
    changed = ClusterState.objects.filter(cluster=row).exclude(case=None).order_by("since", "place")
    return changed.values_list("since", flat=True).last()


def _public(row: Cluster, standing: Standing | None, since: date | None = None) -> PublicCluster:
    return PublicCluster(
        id=row.pk,
        number=row.number,
        name=Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
        district=DISTRICTS[row.district],
        operator=Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh),
        industries=tuple(row.dominant_industries.split(";")),
        km2=Fraction(row.area_m2, 10**6),
        registered_on=day_of(row.registered_at),
        since=since,
        standing=standing,
    )
