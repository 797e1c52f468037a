"""Entering organisations, and closing them (Articles 4, 5 and 8)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, only, organisations_of
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.credit_code import credit_code_problem
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import FOUNDS, Office, Role
from jiqun.records.models import Appointment, Case, Organisation


def found_organisation(  # an organisation has just these particulars
    *, kind: str, name_zh: str, name_en: str, district: str, credit_code: str, by: Actor, at: datetime
) -> Organisation:
    """Enter an organisation. An administrator enters any, a district its operators, the Commission experts' bodies and
    evaluators.

    Raises NotThere, Wrong.
    """
    only(by, *FOUNDS)
    if by.role != Role.ADMINISTRATOR and kind not in FOUNDS[by.role]:
        raise NotThere
    if by.role == Role.DISTRICT_OFFICER:
        district = by.district
    refuse_if({"kind": None if kind in set(Office) else _NO_KIND})
    code = credit_code.strip() or None
    taken = code is not None and Organisation.objects.filter(credit_code=code).exists()
    needed = kind in (Office.OPERATOR, Office.ENTERPRISE, Office.PROVIDER, Office.EVALUATOR)
    refuse_if(
        {
            "name_zh": None if name_zh.strip() else _NO_NAME,
            "credit_code": _CODE_TAKEN if taken else _code_problem(code, needed),
            "district": None
            if district in ("", *DISTRICTS) and (district or kind != Office.DISTRICT)
            else _NO_DISTRICT,
        }
    )
    names = {"name_zh": name_zh.strip(), "name_en": name_en.strip()}
    with transaction.atomic():
        return enter_organisation(kind=kind, **names, district=district, credit_code=code, by=by, at=at)


def enter_organisation(  # an organisation has just these particulars
    *, kind: str, name_zh: str, name_en: str, district: str, credit_code: str | None, by: Actor, at: datetime
) -> Organisation:
    """Enter an organisation of which all was checked: by itself, or with the change that names it (Article 19)."""
    row = Organisation.objects.create(
        kind=kind, name_zh=name_zh, name_en=name_en, district=district, credit_code=credit_code, created_at=at
    )
    content = {"kind": kind, "name": name_zh, "credit_code": credit_code or ""}
    record("found_organisation", f"organisation:{row.pk}", by=by, at=at, article="4", content=content)
    return row


def close_organisation(*, organisation: int, reason: str, by: Actor, at: datetime) -> None:
    """Close an organisation: nobody acts for it any more. What it did stays done.

    Raises NotThere; Wrong without a reason, while somebody holds a role in it, or while it has an open case.
    """
    only(by, Role.ADMINISTRATOR, Role.DISTRICT_OFFICER)
    body = organisations_of(by).filter(pk=organisation, closed_at=None).exclude(pk=by.organisation).first()
    if body is None:
        raise NotThere
    people = Appointment.objects.filter(organisation=body, until=None).count()
    cases = Case.objects.filter(operator=body, ended_at=None).count()
    refuse_if(
        {
            "reason": None if reason.strip() else _NO_REASON,
            "": _STILL.fill(people=people, cases=cases) if people or cases else None,
        }
    )
    with transaction.atomic():
        Organisation.objects.filter(pk=body.pk, closed_at=None).update(closed_at=at)
        content = {"reason": reason.strip()}
        record("close_organisation", f"organisation:{body.pk}", by=by, at=at, article="4", content=content)


def _code_problem(code: str | None, needed: bool) -> Bi | None:
    if code is None:
        return _NO_CODE if needed else None
    return _BAD_CODE if credit_code_problem(code) else None


_NO_NAME = Bi(zh="请填写名称。", en="Give a name.")
_CODE_TAKEN = Bi(
    zh="已有使用这一统一社会信用代码的机构。", en="There is an organisation with this credit code already."
)
_NO_KIND = Bi(zh="请选择机构类别。", en="Choose the kind of organisation.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_NO_CODE = Bi(zh="请填写统一社会信用代码。", en="Give the credit code.")
_BAD_CODE = Bi(
    zh="统一社会信用代码须为18位，且校验位正确（GB 32100-2015）。",
    en="The credit code has 18 characters, the last of which checks the others (GB 32100-2015).",
)
_NO_DISTRICT = Bi(zh="请选择16个区之一。", en="Choose one of the 16 districts.")
_STILL = Bi(
    zh="该机构还有{people}个有效角色、{cases}件未办结案件，先办结或停用后才能关闭。",
    en="It still has {people} role(s) in force and {cases} open case(s); end those first.",
)
