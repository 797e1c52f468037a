"""What an on-site spot check looks at: the items as they are copied into each check when it is opened (Article 9)."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi


@dataclass(frozen=True)
class Item:
    """One item: its key (which notes refer to and which never changes), what it asks, and what to look for."""

    key: str
    title: Bi
    hint: Bi

    def as_dict(self) -> dict[str, object]:
        """Plain JSON values."""
        return {"key": self.key, "title": self.title.as_dict(), "hint": self.hint.as_dict()}


ITEMS = (
    Item(
        "operator_at_work",
        Bi(zh="运营管理机构实际运作", en="The operator is at work"),
        Bi(
            zh="查看办公场所、机构登记证件、专职人员名册及社保或劳动合同。",
            en="See its offices, its registration, the list of its own staff and their contracts or social insurance.",
        ),
    ),
    Item(
        "boundary_on_the_ground",
        Bi(zh="集群四至范围与申报一致", en="The boundary is as it was filed"),
        Bi(
            zh="沿边界选取至少三处，核对地标并记录位置。",
            en="At three places or more along it, compare landmarks and note where you stood.",
        ),
    ),
    Item(
        "enterprises_present",
        Bi(zh="抽中企业在集群内实际经营", en="The enterprises drawn are there and at work"),
        Bi(
            zh="到每家抽中企业的生产经营场所，核对名称、统一社会信用代码和地址。",
            en="Go to the premises of each and compare name, unified social credit code and address.",
        ),
    ),
    Item(
        "output_and_revenue",
        Bi(zh="产值、营业收入与账表一致", en="Output and revenue agree with the books"),
        Bi(
            zh="对照抽中企业的财务报表、统计报表和纳税申报，逐年核对；不一致的逐项登记为发现。",
            en="Year by year against each enterprise's accounts, statistical and tax returns; each difference is a "
            "finding of its own.",
        ),
    ),
    Item(
        "staff_and_size",
        Bi(zh="从业人员及企业规模与证明一致", en="Staff and size agree with the records"),
        Bi(
            zh="对照工资表或社保缴费人数，核对从业人员和资产总额。",
            en="Staff against payroll or social insurance, total assets against the balance sheet.",
        ),
    ),
    Item(
        "research_spending",
        Bi(zh="研发投入有据可查", en="R&D spending has its vouchers"),
        Bi(
            zh="查看研发项目台账、费用归集和加计扣除备案资料。",
            en="See the register of projects, how costs are assigned to them, and the tax deduction's papers.",
        ),
    ),
    Item(
        "platforms_running",
        Bi(zh="创新和公共服务平台在运行", en="Innovation and service platforms are running"),
        Bi(
            zh="到现场查看设备、近期服务记录和服务对象。",
            en="On the spot: the equipment, recent records of services, and who received them.",
        ),
    ),
    Item(
        "services_delivered",
        Bi(zh="七类公共服务实际开展", en="The seven kinds of service are delivered"),
        Bi(
            zh="信息、创业、创新、培训、市场、融资、咨询各抽一项记录，向受服务企业核实。",
            en="Take a record of each (information, entrepreneurship, innovation, training, market, financing, "
            "consulting) and ask the enterprise that it names.",
        ),
    ),
    Item(
        "safety_environment",
        Bi(zh="安全生产、环境保护和网络安全情况", en="Safety, environment, network security"),
        Bi(
            zh="查看近三年事故、处罚和整改记录，观察现场有无明显隐患。",
            en="Accidents, penalties and remedies of the past three years; what is plainly dangerous on the spot.",
        ),
    ),
    Item(
        "evidence_originals",
        Bi(zh="佐证材料与原件一致", en="The evidence agrees with its originals"),
        Bi(
            zh="至少抽查五份申报时提交的佐证材料，与原件核对。",
            en="Compare at least five of the files that came with the application with their originals.",
        ),
    ),
    Item(
        "appeals_heard",
        Bi(zh="中小企业诉求渠道畅通", en="Enterprises' appeals are heard"),
        Bi(
            zh="查看诉求登记和办理结果，并当面听取抽中企业意见。",
            en="See the register of appeals and what came of them, and hear the enterprises drawn in person.",
        ),
    ),
)


def check_list() -> list[dict[str, object]]:
    """The items in JSON types, in the order of a visit."""
    return [item.as_dict() for item in ITEMS]
