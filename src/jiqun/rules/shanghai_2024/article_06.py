"""Article 6, clause by clause: the recognition standards."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.law import edition
from jiqun.rules import measures as m
from jiqun.rules.asks import (
    EACH_YEAR,
    FIRST_AND_LAST,
    Clause,
    Growth,
    Judgement,
    Level,
    Statement,
    Tally,
    Together,
    Trend,
    tally,
)
from jiqun.rules.kit import Measure
from jiqun.rules.quantity import Quantity, amount, share

_BOOK = edition("shanghai-2024")
article = _BOOK.cite


def figure(key: str) -> str:
    """The key of a figure; fails at import if the edition has none."""
    return _BOOK.figure(key).key


def _growth(key: str, measure: Measure, zh: str, en: str) -> Quantity:
    return Quantity(key, Bi(zh=zh, en=en), "per_year", measure)


SME_SHARE = share("sme_output_share", m.SME_OUTPUT, m.OUTPUT, "中小企业产值占比", "SMEs' share of output")
DOMINANT_SHARE = share(
    "dominant_output_share",
    m.DOMINANT_OUTPUT,
    m.OUTPUT,
    "主导产业产值占比",
    "the dominant industry's share of output",
)
OUTPUT_GROWTH = _growth("output_growth", m.OUTPUT, "产值年均增速", "average annual growth of output")
RD_GROWTH = _growth("rd_growth", m.SME_RD, "中小企业研发经费年均增速", "average annual growth of SMEs' R&D expenditure")
PATENT_GROWTH = _growth(
    "patent_growth",
    m.SME_PATENTS,
    "中小企业有效发明专利年均增速",
    "average annual growth of SMEs' valid invention patents",
)
PATENT_DENSITY = Quantity(
    "patent_density",
    Bi(zh="每万名从业人员有效发明专利数", en="valid invention patents per 10,000 SME employees"),
    "per_10000",
    m.SME_PATENTS,
    m.SME_EMPLOYEES,
    times=10_000,
)
CLOUD_SHARE = share("cloud_share", m.SMES_IN_CLOUD, m.SMES, "平台应用普及率", "share of SMEs using a cloud platform")
SOFTWARE_SHARE = share(
    "software_share", m.SMES_WITH_SOFTWARE, m.SMES, "工业软件应用率", "share of SMEs using industrial software"
)
OUTPUT_PER_ENERGY = Quantity(
    "output_per_energy",
    Bi(zh="单位能耗产值", en="output per unit of energy"),
    "CNY/tce",
    m.OUTPUT,
    m.ENERGY,
    times=10_000,
)
AREA = amount(m.AREA, unit="km2", scale=1_000_000)
CO2 = amount(m.CO2, unit="t", scale=10_000)

CLAUSES = (
    # 1. Lawful operation
    Clause(article("6.1.1"), tally(m.ACCIDENTS, figure("serious_incidents"))),
    Clause(article("6.1.2"), tally(m.SECURITY_INCIDENTS, figure("serious_incidents"))),
    Clause(article("6.1.3"), tally(m.VIOLATIONS, figure("serious_incidents"))),
    # 2. Core competitiveness
    Clause(article("6.2.1"), Judgement()),
    Clause(article("6.2.2"), Judgement()),
    Clause(article("6.2.3"), Judgement()),
    Clause(article("6.2.4"), Judgement()),
    Clause(article("6.2.5"), Tally(AREA, figure("area"), otherwise="review")),  # "generally": over it, a person decides
    Clause(article("6.2.6"), Level(amount(m.OUTPUT), figure("annual_output"), EACH_YEAR)),
    Clause(article("6.2.7"), Level(SME_SHARE, figure("sme_output_share"), each_if="share_years")),
    Clause(article("6.2.8"), Level(DOMINANT_SHARE, figure("dominant_output_share"), each_if="share_years")),
    Clause(article("6.2.9"), Growth(OUTPUT_GROWTH, m.OUTPUT, figure("output_growth"), whose=m.DOMINANT_OUTPUT)),
    # 3. Gradient cultivation of quality enterprises
    Clause(article("6.3.1"), Judgement()),
    Clause(
        article("6.3.2"),
        Together((tally(m.LEADERS, figure("leaders")), tally(m.HONOURED, figure("honoured"))), either=True),
    ),
    # 4. Industrial and supply chains
    Clause(article("6.4.1"), Judgement()),
    Clause(article("6.4.2"), Statement("A6.4.2")),
    Clause(
        article("6.4.3"),
        tally(m.CHAIN_SEGMENTS, figure("chain_segments"), otherwise="review", rows=m.CHAIN_ROWS),
    ),
    Clause(article("6.4.4"), Statement("A6.4.4")),
    Clause(article("6.4.5"), Statement("A6.4.5")),
    # 5. Collaborative innovation
    Clause(article("6.5.1"), Growth(RD_GROWTH, m.SME_RD, figure("rd_growth"))),
    Clause(article("6.5.2"), Statement("A6.5.2")),
    Clause(article("6.5.3"), Statement("A6.5.3")),
    Clause(article("6.5.4"), tally(m.PLATFORMS, figure("platforms"))),
    Clause(article("6.5.5"), tally(m.STANDARDS, figure("standards"))),
    Clause(article("6.5.6"), Growth(PATENT_GROWTH, m.SME_PATENTS, figure("patent_growth"))),
    Clause(article("6.5.7"), Level(PATENT_DENSITY, figure("patent_density"))),
    # 6. Digital transformation
    Clause(article("6.6.1"), Judgement()),
    Clause(article("6.6.2"), Statement("A6.6.2")),
    Clause(article("6.6.3"), Level(CLOUD_SHARE, figure("cloud_share"))),
    Clause(article("6.6.4"), Trend(SOFTWARE_SHARE, rises=True, years=EACH_YEAR)),
    Clause(article("6.6.5"), Statement("A6.6.5")),
    Clause(article("6.6.6"), Statement("A6.6.6")),
    Clause(article("6.6.7"), Statement("A6.6.7")),
    # 7. Green development
    Clause(article("6.7.1"), Judgement()),
    Clause(article("6.7.2"), Trend(CO2, rises=False, years=EACH_YEAR)),
    Clause(article("6.7.3"), Trend(OUTPUT_PER_ENERGY, rises=True, years=FIRST_AND_LAST)),
    Clause(article("6.7.4"), Statement("A6.7.4")),
    Clause(article("6.7.5"), Statement("A6.7.5")),
    Clause(article("6.7.6"), Statement("A6.7.6", flag=m.ENERGY_INTENSIVE)),
    Clause(article("6.7.7"), Statement("A6.7.7", flag=m.WATER_INTENSIVE)),
    # 8. Opening-up
    Clause(article("6.8.1"), Statement("A6.8.1")),
    Clause(article("6.8.2"), Statement("A6.8.2")),
    Clause(article("6.8.3"), Trend(amount(m.EXPORTS), rises=True, years=FIRST_AND_LAST)),
    # 9. Governance and services
    Clause(article("6.9.1"), tally(m.OPERATOR, figure("operator"))),
    Clause(article("6.9.2"), tally(m.INSTITUTIONS, figure("service_institutions"), rows=m.INSTITUTIONS)),
    Clause(
        article("6.9.3"),
        Together(
            (
                tally(m.SERVICES_GIVEN, figure("service_kinds"), rows=m.INSTITUTIONS),
                tally(m.SPECIALISTS, figure("service_specialists"), rows=m.INSTITUTIONS),
            )
        ),
    ),
    Clause(article("6.9.4"), Statement("A6.9.4")),
    Clause(article("6.9.5"), Statement("A6.9.5")),
    Clause(
        article("6.9.6"),
        tally(m.PLAN_ASPECTS, figure("plan_aspects"), otherwise="review", rows=m.PLAN_ROWS),
    ),
)
