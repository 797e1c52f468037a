"""The sheets of an application: the one list behind template, checks, snapshots and datasets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jiqun.base.words import Bi
from jiqun.facts.choices import (
    ASPECTS,
    HONOURS,
    INCIDENT_KINDS,
    LEVELS,
    OUTPUT_MEASURES,
    ROLES,
    SEGMENTS,
    SERVICE_KINDS,
    SEVERITIES,
)
from jiqun.facts.columns import Column, Sheet

_WAN_YUAN = Bi(zh="万元", en="10,000 yuan")
_TONNES = Bi(zh="吨", en="t")
_TCE = Bi(zh="吨标准煤", en="tce")

_PARTNER = Bi(
    zh="集群内企业填统一社会信用代码，集群外的填名称。",
    en="The credit code of an enterprise of the cluster, or the name of an outside one.",
)

CODE = Column(
    "credit_code",
    Bi(zh="统一社会信用代码", en="Credit code"),
    "credit_code",
    required=True,
    note=Bi(
        zh="18位统一社会信用代码，单元格格式为文本。", en="The unified social credit code, 18 characters, as text."
    ),
)


def _money(key: str, zh: str, en: str, *, required: bool = False) -> Column:
    note = Bi(zh="单位：万元，最多四位小数；没有填0。", en="In 10,000 yuan, up to four decimals; 0 if none.")
    return Column(key, Bi(zh=zh, en=en), "amount", required, _WAN_YUAN, 10_000, note)


def _intensive(key: str, zh: str, en: str, clause: str) -> Column:
    note = Bi(
        zh=f"填“是”的，还要在“专项说明”中说明 {clause}；填“否”的，该条不适用。",
        en=f"If yes, {clause} must be stated under Statements; if no, it does not apply.",
    )
    return Column(key, Bi(zh=zh, en=en), "yes_no", note=note)


CLUSTER = Sheet(
    "cluster",
    Bi(zh="集群信息", en="Cluster"),
    (
        Column("name_zh", Bi(zh="集群名称", en="Name in Chinese"), "text", required=True),
        Column("name_en", Bi(zh="集群英文名称", en="Name in English"), "text"),
        Column(
            "district",
            Bi(zh="所在区", en="District"),
            "district",
            required=True,
            note=Bi(zh="16个区之一，填区名或行政区划代码。", en="One of the 16 districts, by name or code."),
        ),
        Column(
            "dominant_industries",
            Bi(zh="主导产业代码", en="Dominant industries"),
            "industries",
            required=True,
            note=Bi(
                zh="国民经济行业代码（GB/T 4754-2017），门类、大类、中类、小类均可，多个用分号隔开。",
                en="GB/T 4754-2017 codes of any depth, separated by semicolons.",
            ),
        ),
        Column(
            "area_km2",
            Bi(zh="占地面积", en="Area"),
            "amount",
            True,
            Bi(zh="平方公里", en="km²"),
            1_000_000,
        ),
        Column("operator_name", Bi(zh="运营管理机构名称", en="Operator's name"), "text", required=True),
        Column(
            "operator_credit_code",
            Bi(zh="运营管理机构统一社会信用代码", en="Operator's credit code"),
            "credit_code",
            required=True,
            note=CODE.note,
        ),
        Column(
            "output_measure",
            Bi(zh="产值口径", en="Output measured by"),
            "choice",
            choices=OUTPUT_MEASURES,
            note=Bi(
                zh="产值或营业收入，服务业集群可用营业收入；留空为产值。",
                en="Output value or revenue (service clusters); blank means output value.",
            ),
        ),
        _intensive("energy_intensive", "是否高耗能行业", "Energy-intensive industry", "A6.7.6"),
        _intensive("water_intensive", "是否高耗水行业", "Water-intensive industry", "A6.7.7"),
    ),
    required=True,
)
ENTERPRISES = Sheet(
    "enterprises",
    Bi(zh="企业名录", en="Enterprises"),
    (
        CODE,
        Column("name", Bi(zh="企业名称", en="Name"), "text", required=True),
        Column(
            "industry_code",
            Bi(zh="行业代码", en="Industry code"),
            "industry",
            required=True,
            note=Bi(zh="国民经济行业小类代码（GB/T 4754-2017），四位数字。", en="GB/T 4754-2017 class, four digits."),
        ),
        Column(
            "in_dominant_industry",
            Bi(zh="是否属于主导产业", en="In the dominant industry"),
            "yes_no",
            required=True,
            note=Bi(
                zh="与主导产业代码不一致的，以此项为准，并给出提醒。",
                en="Where it differs from the dominant industries' codes, this is used and a warning given.",
            ),
        ),
    ),
    required=True,
)
ANNUAL = Sheet(
    "annual",
    Bi(zh="年度数据", en="Annual figures"),
    (
        CODE,
        Column("year", Bi(zh="年份", en="Year"), "year", required=True),
        Column(
            "employees",
            Bi(zh="从业人员", en="Employees"),
            "whole",
            required=True,
            unit=Bi(zh="人", en="persons"),
            note=Bi(zh="年末人数；没有年末数的填全年平均数。", en="At the end of the year, else the year's average."),
        ),
        _money("revenue", "营业收入", "Operating revenue", required=True),
        _money("total_assets", "资产总额", "Total assets", required=True),
        _money("output_value", "产值", "Output value", required=True),
        _money("rd_expenditure", "研发经费", "R&D expenditure"),
        Column(
            "valid_invention_patents",
            Bi(zh="有效发明专利", en="Valid invention patents"),
            "whole",
            unit=Bi(zh="件", en="patents"),
            note=Bi(zh="年末有效的发明专利。", en="Invention patents in force at the end of the year."),
        ),
        Column("uses_cloud_platform", Bi(zh="应用工业互联网（云）平台", en="Uses a cloud platform"), "yes_no"),
        Column("uses_industrial_software", Bi(zh="应用工业软件", en="Uses industrial software"), "yes_no"),
        Column("energy_tce", Bi(zh="综合能源消费量", en="Energy used"), "amount", False, _TCE, 10_000),
        Column("co2_t", Bi(zh="二氧化碳排放量", en="CO₂ emitted"), "amount", False, _TONNES, 10_000),
        _money("exports", "出口额", "Exports"),
    ),
    required=True,
)
HONOURS_SHEET = Sheet(
    "honours",
    Bi(zh="企业荣誉", en="Honours"),
    (
        CODE,
        Column("honour", Bi(zh="荣誉", en="Honour"), "choice", required=True, choices=HONOURS),
        Column("awarded_on", Bi(zh="认定日期", en="Awarded on"), "day", required=True),
        Column("valid_until", Bi(zh="有效期至", en="Valid until"), "day"),
    ),
)
INCIDENTS = Sheet(
    "incidents",
    Bi(zh="事故与违法失信", en="Incidents"),
    (
        CODE,
        Column("kind", Bi(zh="类型", en="Kind"), "choice", required=True, choices=INCIDENT_KINDS),
        Column(
            "severity",
            Bi(zh="等级", en="Severity"),
            "choice",
            choices=SEVERITIES,
            note=Bi(
                zh="安全、质量、环境、网络安全、数据安全事件必填。",
                en="Required for safety, quality, environmental, cyber and data incidents.",
            ),
        ),
        Column("occurred_on", Bi(zh="发生日期", en="Occurred on"), "day", required=True),
        Column("description", Bi(zh="情况说明", en="Description"), "text"),
    ),
)
PLATFORMS = Sheet(
    "platforms",
    Bi(zh="创新平台", en="Innovation platforms"),
    (
        Column("name", Bi(zh="平台名称", en="Platform"), "text", required=True),
        Column("level", Bi(zh="级别", en="Level"), "choice", required=True, choices=LEVELS),
        Column("recognised_on", Bi(zh="认定日期", en="Recognised on"), "day", required=True),
    ),
)
STANDARDS = Sheet(
    "standards",
    Bi(zh="标准", en="Standards"),
    (
        Column("number", Bi(zh="标准编号", en="Number"), "text", required=True),
        Column("title", Bi(zh="标准名称", en="Title"), "text", required=True),
        Column("role", Bi(zh="参与方式", en="Role"), "choice", required=True, choices=ROLES),
        Column("published_on", Bi(zh="发布日期", en="Published on"), "day"),
        Column("in_dominant_industry", Bi(zh="是否属于主导产业", en="In the dominant industry"), "yes_no", True),
    ),
)
SERVICES = Sheet(
    "services",
    Bi(zh="公共服务", en="Public services"),
    (
        Column("institution", Bi(zh="服务机构", en="Institution"), "text", required=True),
        Column("level", Bi(zh="级别", en="Level"), "text"),
        Column("kinds", Bi(zh="服务类型", en="Kinds of service"), "choices", required=True, choices=SERVICE_KINDS),
        Column("specialists", Bi(zh="服务专员人数", en="Service specialists"), "whole", unit=Bi(zh="人", en="persons")),
    ),
)
CHAIN = Sheet(
    "chain",
    Bi(zh="产业链", en="Industrial chain"),
    (
        Column("supplier", Bi(zh="供应方", en="Supplier"), "text", required=True, note=_PARTNER),
        Column("customer", Bi(zh="需求方", en="Customer"), "text", required=True, note=_PARTNER),
        Column("product", Bi(zh="产品", en="Product"), "text", required=True),
        Column("segment", Bi(zh="环节", en="Segment"), "choice", required=True, choices=SEGMENTS),
    ),
)
PLAN = Sheet(
    "plan",
    Bi(zh="发展规划", en="Development plan"),
    (
        Column("aspect", Bi(zh="方面", en="Aspect"), "choice", required=True, choices=ASPECTS),
        Column("goal", Bi(zh="目标", en="Goal"), "text", required=True),
        Column("indicator", Bi(zh="指标", en="Indicator"), "text"),
        Column("baseline", Bi(zh="基期值", en="Baseline"), "text"),
        Column("target_1", Bi(zh="第一年目标值", en="Target, year 1"), "text"),
        Column("target_2", Bi(zh="第二年目标值", en="Target, year 2"), "text"),
        Column("target_3", Bi(zh="第三年目标值", en="Target, year 3"), "text"),
        Column("measure", Bi(zh="工作措施", en="Measure"), "text", required=True),
        Column("responsible", Bi(zh="责任单位", en="Responsible"), "text"),
        Column("due", Bi(zh="完成时限", en="Due"), "day"),
    ),
)
STATEMENTS = Sheet(
    "statements",
    Bi(zh="专项说明", en="Statements"),
    (
        Column(
            "clause",
            Bi(zh="条款", en="Clause"),
            "clause",
            required=True,
            note=Bi(zh="如 A6.4.2，一个条款一行。", en="Like A6.4.2; one row a clause."),
        ),
        Column("holds", Bi(zh="是否具备", en="Holds"), "yes_no", required=True),
        Column("text", Bi(zh="说明", en="Text"), "text"),
        Column(
            "evidence",
            Bi(zh="佐证材料", en="Evidence"),
            "text_list",
            note=Bi(zh="文件名，多个用分号隔开。", en="File names, separated by semicolons."),
        ),
    ),
)

SHEETS: Mapping[str, Sheet] = MappingProxyType(
    {
        sheet.key: sheet
        for sheet in (
            CLUSTER,
            ENTERPRISES,
            ANNUAL,
            HONOURS_SHEET,
            INCIDENTS,
            PLATFORMS,
            STANDARDS,
            SERVICES,
            CHAIN,
            PLAN,
            STATEMENTS,
        )
    }
)
