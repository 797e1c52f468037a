"""The grounds of revocation, limb by limb: what may be noticed, and what a finding may rest on (Article 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi


@dataclass(frozen=True)
class Limb:
    """One limb of a ground. `noticed`: the data can show it and it is looked for daily; an officer may enter any."""

    name: str
    item: int  # of Article 19
    title: Bi
    noticed: bool = False


GROUNDS: Mapping[int, Bi] = {
    1: Bi(zh="有效期届满未申请复评或复评未通过", en="No re-evaluation applied for on expiry, or not passed"),
    2: Bi(zh="提供虚假信息或存在违法行为", en="False information or illegal acts"),
    3: Bi(
        zh="未按时报送年度发展报告，或不接受、不配合跟踪监督",
        en="Annual report not filed in time, or tracking and supervision refused",
    ),
    4: Bi(
        zh="主导产业、空间范围、运营机构等重要变更未按时报备",
        en="Changes of dominant industry, area, operator or other important matters not reported in time",
    ),
    5: Bi(
        zh="集群内企业发生规定等级的事故、事件，或偷漏税、违法违规、严重失信等严重问题",
        en="Accidents and incidents of the stated rank, tax evasion, violations, dishonesty or the like in its firms",
    ),
}

_ALL = (
    Limb("not_applied", 1, Bi(zh="有效期届满未申请复评", en="No re-evaluation applied for on expiry"), noticed=True),
    Limb("not_passed", 1, Bi(zh="复评未通过", en="The re-evaluation was not passed"), noticed=True),
    Limb("false_information", 2, Bi(zh="提供虚假信息", en="False information was submitted"), noticed=True),
    Limb("illegal_acts", 2, Bi(zh="存在违法行为", en="Illegal acts")),
    Limb("report_not_in_time", 3, Bi(zh="未按时报送年度报告", en="Annual report not filed in time"), noticed=True),
    Limb(
        "supervision_refused",
        3,
        Bi(zh="不接受、不配合跟踪监督", en="Tracking and supervision refused, or not cooperated with"),
        noticed=True,
    ),
    Limb(
        "industry_not_reported", 4, Bi(zh="主导产业变更未按时报备", en="Change of dominant industry not reported"), True
    ),
    Limb("area_not_reported", 4, Bi(zh="空间范围变更未按时报备", en="Change of area not reported"), noticed=True),
    Limb(
        "operator_not_reported", 4, Bi(zh="运营机构变更未按时报备", en="Change of operator not reported"), noticed=True
    ),
    Limb("other_not_reported", 4, Bi(zh="其他重要变更未按时报备", en="Another important change not reported"), True),
    Limb("safety_accident", 5, Bi(zh="规定等级以上安全事故", en="Safety accident of the stated rank"), noticed=True),
    Limb("quality_accident", 5, Bi(zh="规定等级以上质量事故", en="Quality accident of the stated rank"), noticed=True),
    Limb(
        "pollution_accident",
        5,
        Bi(zh="规定等级以上环境污染事故", en="Environmental pollution accident of the stated rank"),
        noticed=True,
    ),
    Limb("cyber_incident", 5, Bi(zh="重大以上网络安全事件", en="Major cybersecurity incident"), noticed=True),
    Limb("data_incident", 5, Bi(zh="重大以上数据安全事件", en="Major data security incident"), noticed=True),
    Limb("tax_evasion", 5, Bi(zh="偷税漏税", en="Tax evasion"), noticed=True),
    Limb("violation", 5, Bi(zh="违法违规", en="Violation of laws or rules"), noticed=True),
    Limb("dishonesty", 5, Bi(zh="严重失信", en="Severe dishonesty"), noticed=True),
    Limb("other_serious", 5, Bi(zh="其他严重问题", en="Another serious issue"), noticed=True),
)
LIMBS: Mapping[str, Limb] = {one.name: one for one in _ALL}
