"""The figures of the city for a year, over the reports that the Commission has (Article 16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from jiqun.base.aside import Aside
from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.each import looking_at
from jiqun.desk.judging import assessment_on, judged_on
from jiqun.desk.may import OFFICE, only
from jiqun.desk.readings import readings_on
from jiqun.desk.reports.timely import timeliness_of
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import industry_name
from jiqun.law import edition
from jiqun.papers.tabled import Amount, Table, Tabled
from jiqun.papers.tabled import Cell as Shown
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.report_day import Timeliness
from jiqun.records.models import Case, Roster, Round, Submission
from jiqun.rules.published import Cell
from jiqun.rules.together import GROWTHS, TOTALS, Reported, firms_in, median_growth, reported, total_of, totals_by
from jiqun.rules.words import OUTCOMES

_WITH_THE_CITY = ("forwarded", "received")
Counted = Sequence[tuple[Case, Reported]]


def years_reported() -> tuple[int, ...]:
    """The years on which reports were called for, the latest first."""
    rounds = Round.objects.filter(purpose=Round.Purpose.ANNUAL_REPORT).order_by("-year")
    return tuple(rounds.values_list("year", flat=True))


def city_statistics(*, by: Actor, at: datetime, year: int = 0) -> Tabled | None:
    """The tables of a year, the latest if none is said; None where no report was ever called for. Raises NotThere.

    Counted are the reports that a district has checked and forwarded: what lies elsewhere is counted by where it lies.
    """
    only(by, *OFFICE)
    rounds = Round.objects.filter(purpose=Round.Purpose.ANNUAL_REPORT).order_by("-year")
    notice = rounds.filter(year=year).first() or rounds.first()
    if notice is None:
        return None
    found = Case.objects.filter(kind=ANNUAL_REPORT.kind, round=notice).exclude(stage="left")
    cases = list(found.select_related("cluster", "round").order_by("number"))
    counted = _counted([case for case in cases if case.stage in _WITH_THE_CITY])
    tables = (
        _whole(counted),
        _by("districts", _districts(counted), counted),
        _by("industries", _industries(counted), counted),
        _growth(counted),
        _outcomes([case for case, _ in counted]),
        _timeliness(cases, day_of(at)),
    )
    about = (_ABOUT.fill(n=len(counted), all=len(cases)), _HOW)
    return Tabled(_TITLE.fill(year=notice.year), by.organisation_name, about, tables, day_of(at))


def _counted(cases: Sequence[Case]) -> Counted:
    rows = Submission.objects.filter(case__in=cases).select_related("roster").order_by("place")
    rosters = {row.case_id: row.roster for row in rows}
    known: dict[date, tuple[tuple[str, str], ...]] = {}
    found = []
    for case in cases:
        on = judged_on(case)
        if on not in known:
            known[on] = tuple(readings_on(edition(case.edition), on).items())
        roster = rosters[case.pk]
        found.append((case, _reported(roster.blob_id, on, known[on], Aside(roster))))
    return found


@lru_cache(maxsize=512)
def _reported(blob: str, on: date, readings: tuple[tuple[str, str], ...], read: Aside[Roster]) -> Reported:
    """What a stored roster says of its year: worked out once."""
    del blob  # it names what is read
    return reported(snapshot_of(read.value), on=on, readings=dict(readings))


def _whole(counted: Counted) -> Table:
    clusters = [one for _, one in counted]
    rows = [(_CLUSTERS, Amount(len(clusters), "clusters")), (_FIRMS, Amount(firms_in(clusters), "enterprises"))]
    rows += [(_capital(one.title), _amount(total_of(clusters, one), one.unit)) for one in TOTALS]
    return Table("city", _WHOLE, (_FIGURE, _VALUE), tuple(rows), numbers=1)


def _by(name: str, groups: Mapping[Bi, Sequence[Reported]], counted: Counted) -> Table:
    cells: dict[str, Mapping[Bi, Cell]] = {one.key: totals_by(groups, one) for one in TOTALS}
    rows: list[tuple[Shown, ...]] = [
        (
            name,
            Amount(len(clusters), "clusters"),
            Amount(firms_in(clusters), "enterprises"),
            *(_amount(cells[one.key][name], one.unit) for one in TOTALS),
        )
        for name, clusters in groups.items()
    ]
    whole = [one for _, one in counted]
    sums = (_amount(total_of(whole, one), one.unit) for one in TOTALS)
    rows.append((_CITY, Amount(len(whole), "clusters"), Amount(firms_in(whole), "enterprises"), *sums))
    title, first = _GROUPED[name]
    head = (first, _CLUSTERS, _FIRMS, *(_capital(one.title) for one in TOTALS))
    return Table(name, title, head, tuple(rows), numbers=len(head) - 1, note=_ONCE)


def _districts(counted: Counted) -> Mapping[Bi, Sequence[Reported]]:
    return _grouped(counted, lambda case: case.district, DISTRICTS.__getitem__)


def _industries(counted: Counted) -> Mapping[Bi, Sequence[Reported]]:
    """By the division (two digits) of the first dominant industry."""
    return _grouped(counted, _division, _named)


def _grouped(
    counted: Counted, key: Callable[[Case], str], title: Callable[[str], Bi]
) -> Mapping[Bi, Sequence[Reported]]:
    groups: dict[str, list[Reported]] = {}
    for case, one in sorted(counted, key=lambda pair: key(pair[0])):
        groups.setdefault(key(case), []).append(one)
    return {title(name): rows for name, rows in groups.items()}


def _division(case: Case) -> str:
    first = case.cluster.dominant_industries.split(";")[0]
    return first if first.isalpha() else first[:2]


def _named(code: str) -> Bi:
    name = industry_name(code)
    return Bi(zh=f"{code} {name.zh}", en=f"{code} {name.en}") if name else Bi(zh=code, en=code)


def _growth(counted: Counted) -> Table:
    clusters = [one for _, one in counted]
    rows = tuple((_capital(one.title), _amount(median_growth(clusters, one), "ratio")) for one in GROWTHS)
    return Table("growth", _MEDIANS, (_FIGURE, _OVER_THE_YEAR), rows, numbers=1)


def _outcomes(cases: Sequence[Case]) -> Table:
    """How many clusters meet each clause; those that a person would have to judge are not judged anew."""
    counts: dict[str, Counter[str]] = {}
    with looking_at(cases):
        for case in cases:
            for one in assessment_on(case, judged_on(case)).findings:
                counts.setdefault(one.clause, Counter())[one.outcome] += 1
    provisions = edition(ANNUAL_REPORT.edition).provisions
    rows: tuple[tuple[Shown, ...], ...] = tuple(
        (
            Bi(zh=f"{clause} {provisions[clause].title.zh}", en=f"{clause} {provisions[clause].title.en}"),
            *(Amount(found[outcome], "clusters") for outcome in OUTCOMES),
        )
        for clause, found in counts.items()
        if sum(found.values()) > found["review"] + found["not_applicable"]
    )
    head = (_CLAUSE, *(_capital(words) for words in OUTCOMES.values()))
    return Table("outcomes", _CLAUSES, head, rows, numbers=len(head) - 1, note=_NOT_JUDGED)


def _timeliness(cases: Sequence[Case], today: date) -> Table:
    with looking_at(cases):
        found = {case.pk: timeliness_of(case, today) for case in cases}
    counts = Counter((case.district, found[case.pk]) for case in cases)
    districts = sorted({case.district for case in cases})
    rows: list[tuple[Shown, ...]] = [
        (DISTRICTS[code], *(Amount(counts[code, one], "clusters") for one in Timeliness)) for code in districts
    ]
    whole = Counter(found.values())
    rows.append((_CITY, *(Amount(whole[one], "clusters") for one in Timeliness)))
    head = (_DISTRICT, *(one.label for one in Timeliness))
    return Table("timeliness", _IN_TIME, head, tuple(rows), numbers=len(head) - 1)


def _amount(cell: Cell, unit: str) -> Amount:
    return Amount(cell.value, unit, cell.withheld)


def _capital(words: Bi) -> Bi:
    return Bi(zh=words.zh, en=words.en[:1].upper() + words.en[1:])


_TITLE = Bi(zh="{year}年度全市集群发展情况统计", en="The city’s clusters in {year}")
_ABOUT = Bi(
    zh="统计范围：区已核对并报送市的{n}份年度报告，共应报{all}份。",
    en="Counted: annual reports that districts have checked and forwarded, {n} of {all}.",
)
_HOW = Bi(
    zh="合计由不足三家企业构成的，不公布；为避免推算，必要时同时不公布另一项。",
    en="A total made up by fewer than three firms is withheld, and where it could be worked out, another one with it.",
)
_WHOLE, _FIGURE, _VALUE = Bi(zh="全市合计", en="The city"), Bi(zh="指标", en="Figure"), Bi(zh="数值", en="Value")
_DISTRICT = Bi(zh="所在区", en="District")
_GROUPED = {
    "districts": (Bi(zh="分区情况", en="By district"), _DISTRICT),
    "industries": (Bi(zh="分主导产业情况", en="By dominant industry"), Bi(zh="主导产业", en="Dominant industry")),
}
_CLUSTERS, _FIRMS, _CITY = (
    Bi(zh="集群数", en="Clusters"),
    Bi(zh="企业数", en="Enterprises"),
    Bi(zh="全市", en="The city"),
)
_ONCE = Bi(
    zh="同时在多个集群的企业，每个合计中只计一次，因此各行之和可能大于全市数。",
    en="An enterprise of several clusters counts once in each total: the rows may add up to more than the city.",
)
_MEDIANS = Bi(zh="增长率中位数", en="Median growth")
_OVER_THE_YEAR = Bi(zh="比上年增长（各集群中位数）", en="Growth over the year, median of clusters")
_CLAUSES, _CLAUSE = Bi(zh="对照第六条的结果", en="Findings under Article 6"), Bi(zh="条款", en="Clause")
_NOT_JUDGED = Bi(
    zh="按年度报告数据计算的集群数；需由人审定的条款，年度报告不重新审定，未列出。",
    en="Clusters, by the data of their reports. Clauses that a person has to judge are not judged anew and not listed.",
)
_IN_TIME = Bi(zh="报送及时情况", en="Timeliness")
