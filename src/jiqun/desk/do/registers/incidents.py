"""The officers' register of incidents: entered with its source, taken back with a reason (Articles 6(1), 19(5))."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.files import Taken, keep_file, problem_with
from jiqun.desk.index import index_enterprises
from jiqun.desk.may import WRITING_OFFICE, NotThere, enterprises_of, incidents_of, only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.choices import INCIDENT_KINDS, RANKED_KINDS, SEVERITIES
from jiqun.facts.credit_code import credit_code_problem
from jiqun.records.models import Enterprise, Incident, IncidentWithdrawal


@transaction.atomic
def enter_incident(
    *,
    credit_code: str,
    name: str = "",
    kind: str,
    severity: str,
    occurred_on: date,
    description: str,
    source: str,
    document_number: str,
    ranking_body: str,
    ranked_on: date | None,
    document: Taken | None,
    replaces: int | None = None,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Incident:
    """Enter an incident of an enterprise with its source, the ranking body, its rank and date.

    An office enters those of enterprises that it sees, or of one that stands on no roster yet, by its code and `name`.
    With `replaces` it takes the place of an earlier entry of the
    same office about the same enterprise, which stays readable. Raises NotThere, Wrong.
    """
    only(by, *WRITING_OFFICE)
    earlier = _own(replaces, by) if replaces else None
    firm = enterprises_of(by).filter(credit_code=credit_code.strip()).first() or _new(credit_code.strip(), name.strip())
    ranked = kind in RANKED_KINDS
    refuse_if(
        {
            "credit_code": _other(firm, earlier),
            "kind": None if kind in INCIDENT_KINDS else _NO_KIND,
            "severity": _NO_RANK if ranked and severity not in SEVERITIES else None,
            "occurred_on": _AHEAD if occurred_on > day_of(at) else None,
            "source": None if source.strip() else _NO_SOURCE,
            "ranking_body": _NO_BODY if ranked and not ranking_body.strip() else None,
            "document": problem_with(document) if document else None,
        },
        unread,
    )
    assert firm is not None
    if firm.pk is None:
        firm.save()
        index_enterprises([firm])
    blob = keep_file(document, at, field="document") if document else None
    row = Incident.objects.create(
        enterprise=firm,
        kind=kind,
        severity=severity if ranked else "",
        occurred_on=occurred_on,
        description=description.strip(),
        source=source.strip(),
        document_number=document_number.strip(),
        ranking_body=ranking_body.strip(),
        ranked_on=ranked_on,
        blob=blob or (earlier.blob if earlier else None),
        replaces=earlier,
        district=by.district,
        by_id=by.person,
        at=at,
    )
    record("enter_incident", f"enterprise:{firm.pk}", by=by, at=at, article="6", sealed=(row,))
    return row


def withdraw_incident(*, incident: int, reason: str, by: Actor, at: datetime) -> None:
    """Take an entry of the register back; it stays readable with the reason. Raises NotThere, Wrong."""
    only(by, *WRITING_OFFICE)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        row = _own(incident, by)
        gone = IncidentWithdrawal.objects.create(incident=row, reason=reason.strip(), by_id=by.person, at=at)
        record("withdraw_incident", f"enterprise:{row.enterprise_id}", by=by, at=at, article="6", sealed=(gone,))


def _new(credit_code: str, name: str) -> Enterprise | None:
    """An enterprise that is not known yet, not stored; None without a name, for a wrong code, or for a known one."""
    if not name or credit_code_problem(credit_code) or Enterprise.objects.filter(credit_code=credit_code).exists():
        return None
    return Enterprise(credit_code=credit_code, name=name[:300])


def _own(incident: int, by: Actor) -> Incident:
    """An entry of the actor's office that is neither withdrawn nor corrected. Raises NotThere."""
    found = incidents_of(by).filter(pk=incident, district=by.district, withdrawal=None, replaced_by=None)
    with transaction.atomic():  # the lock lasts as long as the caller's transaction
        row = Incident.objects.select_for_update().filter(pk__in=found.values("pk")).first()
    if row is None:
        raise NotThere
    return row


def _other(firm: Enterprise | None, earlier: Incident | None) -> Bi | None:
    """Why the entry cannot be about this enterprise, or None."""
    if firm is None:
        return _NO_FIRM
    return _OTHER_FIRM if earlier and earlier.enterprise_id != firm.pk else None


_OTHER_FIRM = Bi(
    zh="更正须针对同一企业；企业登记错的，请撤回后重新登记。",
    en="A correction is about the same enterprise: for another one, withdraw this entry and make a new one.",
)
_NO_FIRM = Bi(
    zh="您的范围内没有这一统一社会信用代码的企业；不在名录中的企业，请同时填写正确的代码和企业名称。",
    en="No enterprise of this credit code is among those that you look after; for one that stands on no roster, give"
    " its right code and its name.",
)
_NO_KIND = Bi(zh="请选择类别。", en="Choose the kind.")
_NO_RANK = Bi(zh="这类事故须选择等级。", en="This kind needs its rank.")
_AHEAD = Bi(zh="发生日期不能晚于今天。", en="It cannot have happened after today.")
_NO_SOURCE = Bi(zh="请填写来源。", en="Give the source.")
_NO_BODY = Bi(zh="请填写定级机关。", en="Give the body that ranked it.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
