"""The measures of a cluster: some thirty whole numbers per year and day from which every clause is judged."""

from __future__ import annotations

from functools import cache

from jiqun.base.words import Bi
from jiqun.facts.choices import SERVICE_KINDS
from jiqun.rules.kit import Blank, Column, Condition, Count, Field, Filled, Kinds, Measure, Sum, Yes

SME_CLASSES = (1, 2, 3)  # micro, small, medium: whatever is classified and not large
SME = Column("sme_class").one_of(*SME_CLASSES)  # the class of the year, or of the latest year: reading `sme_of`
DOMINANT = Yes(Column("in_dominant_industry"))


def _yearly(key: str, by: Sum | Count, column: str | None, unit: str, zh: str, en: str) -> Measure:
    return Measure(key, "annual", by, Bi(zh=zh, en=en), unit, column)


def _sum(key: str, column: str, where: Condition | None, unit: str, zh: str, en: str) -> Measure:
    by = Sum(Column(column), where) if where else Sum(Column(column))
    return _yearly(key, by, column, unit, zh, en)


def _counted(key: str, table: str, by: Sum | Count | Kinds, unit: str, zh: str, en: str) -> Measure:
    return Measure(key, table, by, Bi(zh=zh, en=en), unit)


OUTPUT = _sum("output", "output", None, "CNY", "产值", "output")
SME_OUTPUT = _sum("sme_output", "output", SME, "CNY", "中小企业产值", "SMEs' output")
DOMINANT_OUTPUT = _sum("dominant_output", "output", DOMINANT, "CNY", "主导产业产值", "the dominant industry's output")
SME_RD = _sum("sme_rd_expenditure", "rd_expenditure", SME, "CNY", "中小企业研发经费", "SMEs' R&D expenditure")
SME_PATENTS = _sum(
    "sme_patents", "valid_invention_patents", SME, "patents", "中小企业有效发明专利", "SMEs' valid invention patents"
)
SME_EMPLOYEES = _sum("sme_employees", "employees", SME, "persons", "中小企业从业人员", "SMEs' employees")
SMES = _yearly("smes", Count(SME), None, "enterprises", "中小企业数", "SMEs")
SMES_IN_CLOUD = _yearly(
    "smes_in_cloud",
    Count(SME & Yes(Column("uses_cloud_platform"))),
    "uses_cloud_platform",
    "enterprises",
    "应用平台的中小企业数",
    "SMEs using a cloud platform",
)
SMES_WITH_SOFTWARE = _yearly(
    "smes_with_software",
    Count(SME & Yes(Column("uses_industrial_software"))),
    "uses_industrial_software",
    "enterprises",
    "应用工业软件的中小企业数",
    "SMEs using industrial software",
)
ENERGY = _sum("energy", "energy_tce", None, "1/10000 tce", "综合能源消费量", "energy used")
CO2 = _sum("co2", "co2_t", None, "1/10000 t", "二氧化碳排放量", "CO₂ emitted")
EXPORTS = _sum("exports", "exports", None, "CNY", "出口额", "exports")

_OCCURRED = Column("occurred_on")
_IN_THREE_YEARS = _OCCURRED.not_before("three_years_before") & _OCCURRED.not_after("on")
_KIND, _SEVERITY = Column("kind"), Column("severity")


def _incidents(key: str, where: Condition, zh: str, en: str) -> Measure:
    return _counted(key, "incidents", Count(where & _IN_THREE_YEARS), "incidents", zh, en)


ACCIDENTS = _incidents(
    "accidents",
    _KIND.one_of("safety", "quality", "environment") & _SEVERITY.one_of("larger", "major", "especially_major"),
    "较大及以上安全、质量、环境污染事故",
    "safety, quality and environmental accidents rated larger or above",
)
SECURITY_INCIDENTS = _incidents(
    "security_incidents",
    _KIND.one_of("cyber", "data") & _SEVERITY.one_of("major", "especially_major"),
    "重大及以上网络和数据安全事件",
    "cyber and data security incidents rated major or above",
)
VIOLATIONS = _incidents(
    "violations",
    _KIND.one_of("tax_evasion", "illegal", "severe_dishonesty", "other"),
    "偷税漏税、违法违规、严重失信等问题",
    "cases of tax evasion, illegal acts, severe dishonesty and other serious issues",
)

_HONOUR = Column("honour")
_VALID = Column("awarded_on").not_after("on") & (Blank(Column("valid_until")) | Column("valid_until").not_before("on"))
_FIRM = Column("credit_code")
LEADERS = _counted(
    "leaders",
    "honours",
    Count(
        _HONOUR.one_of("municipal_champion", "national_champion", "little_giant") & DOMINANT & _VALID, distinct=_FIRM
    ),
    "enterprises",
    "主导产业的单项冠军和“小巨人”企业",
    "champions and little giants of the dominant industry",
)
HONOURED = _counted(
    "honoured",
    "honours",
    Count(_HONOUR.one_of("specialised_sme", "innovative_sme", "high_tech") & _VALID, distinct=_FIRM),
    "enterprises",
    "专精特新中小企业、创新型中小企业和高新技术企业",
    "specialised SMEs, innovative SMEs and high-tech enterprises",
)

PLATFORMS = _counted(
    "platforms",
    "platforms",
    Count(Column("recognised_on").not_after("on")),
    "platforms",
    "区级及以上创新平台",
    "innovation platforms of district level or above",
)
_PUBLISHED = Column("published_on")
STANDARDS = _counted(
    "standards",
    "standards",
    Count(DOMINANT & (Blank(_PUBLISHED) | _PUBLISHED.not_after("on")), distinct=Column("number")),
    "standards",
    "主导产业标准",
    "standards of the dominant industry",
)
CHAIN_ROWS = _counted("chain_rows", "chain", Count(), "rows", "产业链数据", "rows of chain data")
CHAIN_SEGMENTS = _counted(
    "chain_segments", "chain", Count(distinct=Column("segment")), "segments", "产业链环节", "segments of the chain"
)
INSTITUTIONS = _counted(
    "service_institutions", "services", Count(), "institutions", "公共服务机构", "public service institutions"
)
SERVICES_GIVEN = _counted(
    "service_kinds", "services", Kinds(Column("kinds"), tuple(SERVICE_KINDS)), "kinds", "服务类型", "kinds of service"
)
SPECIALISTS = _counted(
    "specialists", "services", Sum(Column("specialists")), "persons", "服务专员", "service specialists"
)
PLAN_ROWS = _counted("plan_rows", "plan", Count(), "rows", "规划措施", "rows of the plan")
_TARGET = Filled(Column("target_1")) | Filled(Column("target_2")) | Filled(Column("target_3"))
PLAN_ASPECTS = _counted(
    "plan_aspects",
    "plan",
    Count(_TARGET | Filled(Column("due")), distinct=Column("aspect")),
    "aspects",
    "有目标值或时限的规划方面",
    "aspects of the plan with a target or a due date",
)

AREA = Field("area", "area_km2", Bi(zh="占地面积", en="area"), "m2")
OPERATOR = Field("operator", "operator_credit_code", Bi(zh="运营管理机构", en="operational management organ"), "count")
ENERGY_INTENSIVE = Field(
    "energy_intensive", "energy_intensive", Bi(zh="高耗能行业", en="energy-intensive industry"), "yes_no"
)
WATER_INTENSIVE = Field(
    "water_intensive", "water_intensive", Bi(zh="高耗水行业", en="water-intensive industry"), "yes_no"
)


def _key(clause: str) -> str:
    """`A6_4_2`: a plain name, as every engine reads it."""
    return clause.replace(".", "_")


@cache
def stated(clause: str) -> Measure:
    """How many statements a declared clause has (one at most: two are an error of the workbook)."""
    where = Column("clause").one_of(clause)
    return _counted(
        f"stated_{_key(clause)}", "statements", Count(where), "statements", f"{clause}说明", f"{clause} stated"
    )


@cache
def holds(clause: str) -> Measure:
    """How many statements of a declared clause say that it holds."""
    where = Column("clause").one_of(clause) & Yes(Column("holds"))
    return _counted(
        f"holds_{_key(clause)}", "statements", Count(where), "statements", f"{clause}具备", f"{clause} holds"
    )
