"""The enumerations of the workbook: the key that is stored, the words that people choose."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jiqun.base.words import Bi

Choices = Mapping[str, Bi]

HONOURS: Choices = MappingProxyType(
    {
        "municipal_champion": Bi(zh="市级制造业单项冠军企业", en="municipal manufacturing champion"),
        "national_champion": Bi(zh="国家级制造业单项冠军企业", en="national manufacturing champion"),
        "little_giant": Bi(zh="专精特新“小巨人”企业", en="little giant"),
        "specialised_sme": Bi(zh="专精特新中小企业", en="specialised SME"),
        "innovative_sme": Bi(zh="创新型中小企业", en="innovative SME"),
        "high_tech": Bi(zh="高新技术企业", en="high-tech enterprise"),
    }
)
INCIDENT_KINDS: Choices = MappingProxyType(
    {
        "safety": Bi(zh="安全事故", en="safety accident"),
        "quality": Bi(zh="质量事故", en="quality accident"),
        "environment": Bi(zh="环境污染事故", en="environmental accident"),
        "cyber": Bi(zh="网络安全事件", en="cyber security incident"),
        "data": Bi(zh="数据安全事件", en="data security incident"),
        "tax_evasion": Bi(zh="偷税漏税", en="tax evasion"),
        "illegal": Bi(zh="违法违规", en="illegal act"),
        "severe_dishonesty": Bi(zh="严重失信", en="severe dishonesty"),
        "other": Bi(zh="其他重大问题", en="other serious issue"),
    }
)
RANKED_KINDS = ("safety", "quality", "environment", "cyber", "data")
SEVERITIES: Choices = MappingProxyType(
    {
        "ordinary": Bi(zh="一般", en="ordinary"),
        "larger": Bi(zh="较大", en="larger"),
        "major": Bi(zh="重大", en="major"),
        "especially_major": Bi(zh="特别重大", en="especially major"),
    }
)
LEVELS: Choices = MappingProxyType(
    {
        "district": Bi(zh="区级", en="district level"),
        "municipal": Bi(zh="市级", en="municipal level"),
        "national": Bi(zh="国家级", en="national level"),
    }
)
ROLES: Choices = MappingProxyType(
    {"lead": Bi(zh="牵头制修订", en="leading"), "participate": Bi(zh="参与制修订", en="participating")}
)
SERVICE_KINDS: Choices = MappingProxyType(
    {
        "information": Bi(zh="信息服务", en="information services"),
        "entrepreneurship": Bi(zh="创业辅导", en="entrepreneurship guidance"),
        "innovation": Bi(zh="创新支持", en="innovation support"),
        "training": Bi(zh="人员培训", en="personnel training"),
        "market": Bi(zh="市场营销", en="market promotion"),
        "financing": Bi(zh="投融资", en="investment and financing"),
        "consulting": Bi(zh="管理咨询", en="management consulting"),
    }
)
SEGMENTS: Choices = MappingProxyType(
    {
        "upstream": Bi(zh="上游", en="upstream"),
        "midstream": Bi(zh="中游", en="midstream"),
        "downstream": Bi(zh="下游", en="downstream"),
    }
)
ASPECTS: Choices = MappingProxyType(
    {
        "industry": Bi(zh="主导产业", en="dominant industry"),
        "innovation": Bi(zh="创新能力", en="innovation"),
        "digital": Bi(zh="数字化升级", en="digital upgrade"),
        "green": Bi(zh="绿色低碳", en="green and low-carbon"),
        "opening": Bi(zh="开放合作", en="opening-up"),
        "governance": Bi(zh="治理和服务", en="governance and services"),
    }
)
OUTPUT_MEASURES: Choices = MappingProxyType(
    {"output_value": Bi(zh="产值", en="output value"), "revenue": Bi(zh="营业收入", en="operating revenue")}
)
