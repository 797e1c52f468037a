"""The roles in which people act, as the Procedures and their practice know them."""

from __future__ import annotations

from enum import StrEnum

from jiqun.base.words import Bi


class Role(StrEnum):
    """Who somebody is when acting; a person may hold several."""

    ENTERPRISE = "enterprise"
    OPERATOR = "operator"
    DISTRICT_OFFICER = "district_officer"
    MUNICIPAL_OFFICER = "municipal_officer"
    MUNICIPAL_APPROVER = "municipal_approver"
    EXPERT = "expert"
    INSPECTOR = "inspector"
    EVALUATOR = "evaluator"
    PROVIDER = "provider"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Bi:
        return ROLE_TITLES[self]


ROLE_TITLES = {
    Role.ENTERPRISE: Bi(zh="企业", en="Enterprise"),
    Role.OPERATOR: Bi(zh="运营管理机构", en="Operator"),
    Role.DISTRICT_OFFICER: Bi(zh="区主管部门经办", en="District officer"),
    Role.MUNICIPAL_OFFICER: Bi(zh="市级经办", en="Municipal officer"),
    Role.MUNICIPAL_APPROVER: Bi(zh="市级审批", en="Municipal approver"),
    Role.EXPERT: Bi(zh="评审专家", en="Expert"),
    Role.INSPECTOR: Bi(zh="抽查人员", en="Inspector"),
    Role.EVALUATOR: Bi(zh="第三方评价机构", en="Evaluator"),
    Role.PROVIDER: Bi(zh="服务机构", en="Service provider"),
    Role.AUDITOR: Bi(zh="审计监督", en="Auditor"),
    Role.ADMINISTRATOR: Bi(zh="系统管理员", en="Administrator"),
}

# They may invite people, to organisations that they look after.
INVITERS = (Role.ADMINISTRATOR, Role.DISTRICT_OFFICER, Role.OPERATOR, Role.MUNICIPAL_OFFICER)

# Those who judge, check and evaluate are chosen by the Commission: nobody else gives these roles.
CHOSEN_BY_CITY = frozenset({Role.EXPERT, Role.INSPECTOR, Role.EVALUATOR})

# They act for an authority: a second factor is compulsory for them.
OFFICIALS = frozenset(
    {
        Role.DISTRICT_OFFICER,
        Role.MUNICIPAL_OFFICER,
        Role.MUNICIPAL_APPROVER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)

# For them a second factor is compulsory: officials, and those whose password alone would open scores not yet filed.
SECOND_FACTOR = OFFICIALS | {Role.EXPERT, Role.EVALUATOR}


class Office(StrEnum):
    """What kind of organisation somebody acts for."""

    COMMISSION = "commission"
    DISTRICT = "district"
    OPERATOR = "operator"
    ENTERPRISE = "enterprise"
    EXPERT_BODY = "expert_body"
    EVALUATOR = "evaluator"
    PROVIDER = "provider"
    AUDIT = "audit"

    @property
    def label(self) -> Bi:
        return OFFICE_TITLES[self]


OFFICE_TITLES = {
    Office.COMMISSION: Bi(zh="市经济信息化委", en="Municipal Commission"),
    Office.DISTRICT: Bi(zh="区中小企业主管部门", en="District SME department"),
    Office.OPERATOR: Bi(zh="集群运营管理机构", en="Cluster operator"),
    Office.ENTERPRISE: Bi(zh="集群内企业", en="Enterprise of a cluster"),
    Office.EXPERT_BODY: Bi(zh="专家所在单位", en="Experts' body"),
    Office.EVALUATOR: Bi(zh="第三方评价机构", en="Evaluator"),
    Office.PROVIDER: Bi(zh="公共服务机构", en="Service provider"),
    Office.AUDIT: Bi(zh="审计机关", en="Audit office"),
}

# Which roles an organisation may give. Administrators run the installation for the Commission and read no cases.
ROLES_OF = {
    Office.COMMISSION: (
        Role.MUNICIPAL_OFFICER,
        Role.MUNICIPAL_APPROVER,
        Role.INSPECTOR,
        Role.ADMINISTRATOR,
    ),
    Office.DISTRICT: (Role.DISTRICT_OFFICER, Role.INSPECTOR, Role.EXPERT),
    Office.OPERATOR: (Role.OPERATOR,),
    Office.ENTERPRISE: (Role.ENTERPRISE,),
    Office.EXPERT_BODY: (Role.EXPERT, Role.INSPECTOR),
    Office.EVALUATOR: (Role.EVALUATOR,),
    Office.PROVIDER: (Role.PROVIDER,),
    Office.AUDIT: (Role.AUDITOR,),
}

# Which kinds of organisation a role may enter; the others enter none.
FOUNDS = {
    Role.ADMINISTRATOR: tuple(Office),
    Role.DISTRICT_OFFICER: (Office.OPERATOR, Office.ENTERPRISE),
    Role.MUNICIPAL_OFFICER: (Office.EXPERT_BODY, Office.EVALUATOR),
}
