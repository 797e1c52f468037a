"""Objecting to a cluster on notice, by anybody: lodged, proved by e-mail within a day, then a case (Article 9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.deciding.notice_days import open_to_objections
from jiqun.desk.files import Taken, keep_file
from jiqun.desk.index import index_case
from jiqun.desk.installation.signed_address import new_handle
from jiqun.desk.may import NotThere
from jiqun.desk.post import ask, people_in, tell
from jiqun.desk.record import record
from jiqun.desk.remedies.lodging_form import MOST_FILES, Lodged, problems_with
from jiqun.desk.terms import start_terms
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, ListLine, Lodging, Objection, ObjectorContact, PublishedList

HOURS = 24
_MOST_WAITING = 3  # lodgings of one address that wait for their proof: nobody's post box is flooded through us


def lodge_objection(*, published: int, lodged: Lodged, files: Sequence[Taken], at: datetime) -> Lodging:
    """Keep what somebody objects, and ask them by mail to prove their address within 24 hours.

    It holds the recognition back from now on. Raises NotThere for a list or a cluster that is not on notice any more,
    Wrong.
    """
    with transaction.atomic():
        _refuse(published, lodged, files, at)
        kept = _kept(files, at)  # a scan may take its time: the case is held only after it
        case = Case.objects.select_for_update().get(pk=_named(published, lodged.cluster) or 0)
        if not open_to_objections(case, at):
            raise Wrong({"cluster": _OVER})
        row = Lodging.objects.create(
            case=case,
            handle=new_handle(),
            email=lodged.email,
            lang=lodged.lang,
            content={"published": published, **lodged.content()},
            files=kept,
            lodged_at=at,
            expires_at=at + timedelta(hours=HOURS),
        )
        ask("send_lodging", f"lodging:{row.handle}", {"lodging": row.pk}, at=at)
    return row


def prove_objection(*, handle: str, at: datetime) -> Case:
    """The address of a lodging is proved: it becomes a case about the application. Raises NotThere if none waits."""
    with transaction.atomic():
        row = Lodging.objects.select_for_update().filter(handle=handle, expires_at__gt=at).first()
        if row is None:
            raise NotThere
        about = Case.objects.select_for_update(of=("self",)).select_related("cluster", "round").get(pk=row.case_id)
        case = _opened(about, at)
        objection = _objection(case, row, at)
        ObjectorContact.objects.create(
            case=case,
            email=row.email,
            lang=row.lang,
            handle=row.handle,
            **{name: row.content[name] for name in ("name", "organisation", "phone")},
        )
        content = {"case": case.number, "about": about.number, "ground": objection.ground}
        record("lodge_objection", f"case:{case.pk}", by=None, at=at, article="9", content=content, sealed=(objection,))
        row.delete()
        _tell_officers(case, at)
    return case


def _refuse(published: int, lodged: Lodged, files: Sequence[Taken], at: datetime) -> None:
    """Everything that is wrong with it. Raises NotThere, Wrong."""
    if not PublishedList.objects.filter(pk=published, replaced_by=None).exists():
        raise NotThere
    found = problems_with(lodged)
    waiting = Lodging.objects.filter(email__iexact=lodged.email, expires_at__gt=at).count()
    case = Case.objects.filter(pk=_named(published, lodged.cluster) or 0).first()
    over = _OVER if case and not open_to_objections(case, at) else None
    refuse_if(
        {
            **found,
            "cluster": over if case else _WHICH,
            "email": found["email"] or (_MANY if waiting >= _MOST_WAITING else None),
            "files": _FILES.fill(n=MOST_FILES) if len(files) > MOST_FILES else None,
        }
    )


def _named(published: int, cluster: str) -> int | None:
    """The case of that cluster on that list."""
    lines = ListLine.objects.filter(published=published, case__cluster__number=cluster)
    return lines.values_list("case", flat=True).first()


def _kept(files: Sequence[Taken], at: datetime) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "sha256": blob.pk, "size": blob.size, "media_type": blob.media_type}
        for one in files
        for blob in (keep_file(one, at, field="files"),)
    ]


def _opened(about: Case, at: datetime) -> Case:
    table = procedure(about.edition, "objection")
    place = Case.objects.filter(about=about, kind=table.kind).count() + 1
    case = Case.objects.create(
        number=f"{about.number}-Y{place}",
        kind=table.kind,
        edition=about.edition,
        stage=table.first.name,
        cluster=about.cluster,
        operator_id=about.operator_id,
        district=about.district,
        round=about.round,
        about=about,
        opened_at=at,
        filed_at=at,
        moved_at=at,
    )
    start_terms(case, table, at)
    index_case(case)
    return case


def _objection(case: Case, row: Lodging, at: datetime) -> Objection:
    content = row.content
    return Objection.objects.create(
        case=case,
        published_id=content["published"],
        **{name: content[name] for name in ("ground", "clause", "argument", "remedy")},
        files=row.files,
        lodged_at=row.lodged_at,
        proved_at=at,
    )


def _tell_officers(case: Case, at: datetime) -> None:
    """Those who take it up; the others hear of it when its text has been made fit to be read."""
    words = {"cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)}
    people = people_in(case, Role.MUNICIPAL_OFFICER)
    key, path = f"objection:{case.pk}", f"/desk/cases/{case.pk}/"
    tell(people, key, _SUBJECT.fill(**words), _BODY.fill(number=case.number, **words), path, at)


_WHICH = Bi(zh="请选择对哪个集群提出异议。", en="Choose the cluster that you object to.")
_OVER = Bi(
    zh="该集群的公示期已经结束，不能再提出异议。", en="The notice of this cluster is over: nothing can be lodged."
)
_FILES = Bi(zh="最多上传{n}个文件。", en="{n} files at most.")
_MANY = Bi(
    zh="该邮箱已有多件异议等待确认，请先打开邮件确认。",
    en="Several objections of this address wait for their proof: open those mails first.",
)
_SUBJECT = Bi(zh="{cluster}：收到异议", en="{cluster}: an objection was received")
_BODY = Bi(
    zh="集群{cluster}在公示期内收到异议，案件编号{number}，请决定是否受理。\n",
    en="An objection to {cluster} was lodged while it is on notice: case {number}. Decide whether to take it up.\n",
)
