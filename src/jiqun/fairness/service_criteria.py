"""The criteria that a programme of service evaluation starts from; the city sets its own (Articles 12 and 17).

The Procedures name no criteria. Shanghai had its small-business services evaluated by a third party in 2022; the basic
conditions of that exercise are the figures below. The kinds of service are those of Article 12.
"""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.fairness.programme import Criterion, Programme

_NOTICE = Bi(
    zh="2022年中小企业服务质量第三方测评（2023年8月通知）的基本条件",
    en="Basic conditions of the third-party evaluation of services to SMEs of 2022 (notice of August 2023)",
)
_A12 = Bi(zh="《管理办法》第十二条", en="Article 12 of the Procedures")

CRITERIA = (
    Criterion(
        "foundation",
        Bi(zh="运营基础", en="Foundations"),
        Bi(
            zh="运营满2年得50分，资产不低于300万元得50分；不足的按实际与标准之比计分。",
            en="Two years of operation: 50 points; assets of CNY 3 million: 50 points; less by the share reached.",
        ),
        _NOTICE,
        10,
    ),
    Criterion(
        "staff",
        Bi(zh="专职人员", en="Full-time staff"),
        Bi(
            zh="专职人员不少于15人得50分，其中具备专业资质的占70%以上得50分；不足的按比例计分。",
            en="15 full-time staff: 50 points; 70 % of them qualified: 50 points; less by the share reached.",
        ),
        _NOTICE,
        15,
    ),
    Criterion(
        "reach",
        Bi(zh="服务中小企业数", en="SMEs served"),
        Bi(
            zh="当年服务中小企业不少于100家（数字化、绿色化、科技类服务50家）得100分，不足的按比例计分。",
            en="100 SMEs served in the year (50 for digital, green or technology services): 100 points; "
            "less by the share reached.",
        ),
        _NOTICE,
        20,
    ),
    Criterion(
        "partners",
        Bi(zh="合作服务机构", en="Partner institutions"),
        Bi(
            zh="签约且当年开展服务的合作机构不少于5家得100分，不足的按比例计分。",
            en="Five partner institutions under contract that served in the year: 100 points; less by the share.",
        ),
        _NOTICE,
        10,
    ),
    Criterion(
        "satisfaction",
        Bi(zh="服务满意度", en="Satisfaction"),
        Bi(
            zh="抽样回访企业的满意度达到90%得100分，每低1个百分点扣2分。",
            en="90 % of the enterprises asked are satisfied: 100 points; two off for each percentage point below.",
        ),
        _NOTICE,
        15,
    ),
    Criterion(
        "public_welfare",
        Bi(zh="公益性服务", en="Public welfare services"),
        Bi(
            zh="政策咨询、人才培训等公益性服务的次数、覆盖面和效果，对照年度计划评定。",
            en="Policy consultation, talent training and the like: how often, for how many and to what effect, "
            "against the year’s plan.",
        ),
        _A12,
        15,
    ),
    Criterion(
        "value_added",
        Bi(zh="定制化、差异化增值服务", en="Customised value-added services"),
        Bi(
            zh="引入社会服务机构提供定制化、差异化服务的情况，按服务合同和成效评定。",
            en="Customised and differentiated services of other institutions, by their contracts and results.",
        ),
        _A12,
        10,
    ),
    Criterion(
        "bridging",
        Bi(zh="桥梁纽带作用", en="Bridging"),
        Bi(
            zh="与行业协会、商会联动服务集群和企业的情况，按活动记录评定。",
            en="Work with associations and chambers of commerce for the cluster, by the records of it.",
        ),
        _A12,
        5,
    ),
)
USUAL = Programme(CRITERIA)
