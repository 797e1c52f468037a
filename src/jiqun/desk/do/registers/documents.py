"""Publishing planning documents and support policies, bound to clusters and industries (Article 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.files import Taken, keep_file, problem_with
from jiqun.desk.may import WRITING_OFFICE, NotThere, clusters_of, only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.industries import normal_industry
from jiqun.records.models import Document, DocumentWithdrawal


def publish_document(
    *,
    kind: str,
    number: str,
    title: Bi,
    summary: Bi,
    issued_on: date,
    valid_from: date,
    valid_to: date | None,
    industries: Iterable[str],
    clusters: Iterable[str],
    file: Taken | None,
    replaces: int | None = None,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Document:
    """Publish a plan or a policy as it stands, for clusters (by number) and industries; none given means all.

    A district binds its own to its own clusters. With `replaces` it takes the place of an earlier document of the same
    office, which stays readable. Raises NotThere, Wrong.
    """
    only(by, *WRITING_OFFICE)
    earlier = _own(replaces, by) if replaces else None
    codes, numbers = _listed(industries), _listed(clusters)
    wrong = [code for code in codes if normal_industry(code) is None]
    known = set(clusters_of(by).filter(number__in=numbers).values_list("number", flat=True))
    foreign = [one for one in numbers if one not in known]
    refuse_if(
        {
            "kind": None if kind in Document.Kind.values else _NO_KIND,
            "title_zh": None if title.zh.strip() else _NO_TITLE,
            "valid_to": _ORDER if valid_to and valid_to < valid_from else None,
            "industries": _INDUSTRY.fill(codes=", ".join(wrong)) if wrong else None,
            "clusters": _CLUSTER.fill(numbers=", ".join(foreign)) if foreign else None,
            "file": problem_with(file) if file else None,
        },
        unread,
    )
    with transaction.atomic():
        row = Document.objects.create(
            kind=kind,
            number=number.strip(),
            title_zh=title.zh.strip(),
            title_en=title.en.strip(),
            summary_zh=summary.zh.strip(),
            summary_en=summary.en.strip(),
            issued_on=issued_on,
            valid_from=valid_from,
            valid_to=valid_to,
            district=by.district,
            industries=";".join(normal_industry(code) or "" for code in codes),
            clusters=";".join(numbers),
            blob=keep_file(file, at) if file else None,
            file_name=file.name[:200] if file else "",
            replaces=earlier,
            by_id=by.person,
            published_at=at,
        )
        record("publish_document", f"document:{row.pk}", by=by, at=at, article="4", sealed=(row,))
    return row


def withdraw_document(*, document: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a published document back; it stays readable with the reason. Raises NotThere, Wrong."""
    only(by, *WRITING_OFFICE)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        row = _own(document, by)
        gone = DocumentWithdrawal.objects.create(document=row, reason=reason.strip(), by_id=by.person, at=at)
        record("withdraw_document", f"document:{row.pk}", by=by, at=at, article="4", sealed=(gone,))


def _own(document: int, by: Actor) -> Document:
    """A document of the actor's office that is neither withdrawn nor replaced. Raises NotThere."""
    found = Document.objects.filter(pk=document, district=by.district, withdrawal=None, replaced_by=None).first()
    if found is None:
        raise NotThere
    return found


def _listed(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


_NO_KIND = Bi(zh="请选择类别。", en="Choose the kind.")
_NO_TITLE = Bi(zh="请填写标题。", en="Give it a title.")
_ORDER = Bi(zh="失效日期不能早于生效日期。", en="It cannot end before it begins.")
_INDUSTRY = Bi(zh="不是国民经济行业代码：{codes}。", en="No industry codes: {codes}.")
_CLUSTER = Bi(zh="没有这些集群：{numbers}。", en="There are no such clusters: {numbers}.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
