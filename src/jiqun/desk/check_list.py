"""The checklist of an on-site spot check, as it is frozen when a cluster is drawn (Article 9)."""

from __future__ import annotations

from typing import Any

from jiqun.base.words import Bi


def _item(key: str, title: Bi, hint: Bi) -> dict[str, Any]:
    words = {name: {"zh": text.zh, "en": text.en} for name, text in (("title", title), ("hint", hint))}
    return {"key": key, **words}


CHECKLIST: tuple[dict[str, Any], ...] = (
    _item(
        "operator_on_site",
        Bi(zh="运营管理机构实际在册、在岗", en="The operator is there and at work"),
        Bi(zh="核对登记证照、办公场所和专职人员。", en="See its registration, its rooms and its full-time staff."),
    ),
    _item(
        "area",
        Bi(zh="集群范围与申报边界一致", en="The cluster lies where its boundary says"),
        Bi(zh="对照边界图现场查看主要地块。", en="Compare the main plots with the map of the boundary."),
    ),
    _item(
        "dominant_industry",
        Bi(zh="主导产业与申报一致", en="The dominant industry is the one reported"),
        Bi(zh="查看主要企业的产品和产线。", en="Look at the products and lines of the main enterprises."),
    ),
    _item(
        "evidence",
        Bi(zh="佐证材料原件与上传件一致", en="The originals of the evidence agree with what was uploaded"),
        Bi(zh="抽看原件，核对文号和日期。", en="See originals; compare numbers and dates."),
    ),
    _item(
        "shared_services",
        Bi(zh="公共服务、共享设施真实运行", en="Shared services and equipment are in use"),
        Bi(zh="查看服务台账和使用记录。", en="See the books of services and of use."),
    ),
    _item(
        "safety",
        Bi(zh="安全生产、环境保护无未报事故", en="No accident was left unreported"),
        Bi(zh="查阅台账，询问企业负责人。", en="Read the books; ask those in charge at the enterprises."),
    ),
    _item(
        "books",
        Bi(zh="抽查企业的账册、报表可查", en="The books of the sampled enterprises can be seen"),
        Bi(
            zh="财务报表、纳税申报、社保名册、用能记录。",
            en="Accounts, tax returns, social security lists, energy bills.",
        ),
    ),
)
