"""The results of a round as they are about to be announced: which cases, in which order, the lines of the list (A9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jiqun.base.words import Bi
from jiqun.ledger.canonical import canonical_sha256
from jiqun.papers.list_pdf import ListPaper
from jiqun.papers.list_text import ListText, numbered
from jiqun.procedure.shanghai_2024.recognition import rejections
from jiqun.records.models import Case, Cluster, Organisation, Round

TO_RECOGNISE, TO_REJECT = ("recognition_signed",), rejections.SIGNED


def signed_cases(round_id: int) -> tuple[Case, ...]:
    """The cases of a round whose decision is signed and not announced, by their clusters' numbers."""
    found = Case.objects.filter(kind="recognition", round=round_id, stage__in=(*TO_RECOGNISE, *TO_REJECT))
    return tuple(found.select_related("cluster", "operator", "round").order_by("cluster__number", "pk"))


def state_of(cases: Iterable[Case]) -> str:
    """A hash of which cases there are and how they stand: what was looked at before it was announced."""
    return canonical_sha256([[case.pk, case.version] for case in cases])


def line_of(cluster: Cluster, operator: Organisation, certificate: str, valid: tuple[date, date]) -> dict[str, Any]:
    """One cluster's line: nothing of an enterprise, nobody's personal data."""
    return {
        "cluster": cluster.number,
        "name": {"zh": cluster.name_zh, "en": cluster.name_en},
        "district": cluster.district,
        "operator": {"zh": operator.name_zh, "en": operator.name_en},
        "industries": cluster.dominant_industries.split(";"),
        "certificate": certificate,
        "valid_from": valid[0].isoformat(),
        "valid_to": valid[1].isoformat(),
    }


def results_text(notice: Round, number: str, day: date, lines: Iterable[Mapping[str, Any]]) -> ListText:
    """The list of a round's recognised clusters, published on that day under that number."""
    return ListText(head_of(notice, number, day), numbered(lines))


def head_of(notice: Round, number: str, day: date, replaces: str = "", reason: str = "") -> dict[str, Any]:
    """The head of the list; a correction names the list that it takes the place of, and why."""
    return {
        "kind": "results",
        "number": number,
        "round": {"year": notice.year, "number": notice.number, "zh": notice.title_zh, "en": notice.title_en},
        "procedures": notice.edition,
        "article": "9",
        "published_on": day.isoformat(),
        "replaces": replaces,
        "reason": reason,
    }


def results_paper(text: ListText, office: Organisation, address: str) -> ListPaper:
    """What goes around the lines on paper."""
    head = text.head
    said: dict[str, Any] = {
        "year": head["round"]["year"],
        "n": len(text.lines),
        "number": head["number"],
        "replaces": head["replaces"],
        "reason": head["reason"],
    }
    return ListPaper(
        number=head["number"],
        issued_on=date.fromisoformat(head["published_on"]),
        sender=Bi(zh=office.name_zh, en=office.name_en or office.name_zh),
        title=_TITLE.fill(**said),
        opening=(_CORRECTED.fill(**said), _OPENING.fill(**said)) if head["replaces"] else (_OPENING.fill(**said),),
        closing=(_CLOSING,),
        footer=_FOOTER.fill(address=address, sha256=text.sha256),
    )


_TITLE = Bi(
    zh="关于公布{year}年度市级中小企业特色产业集群认定名单的通知",
    en="Municipal SME specialty industry clusters recognised in {year}",
)
_OPENING = Bi(
    zh="根据《办法》第九条，经审查、专家评审、实地抽查和公示，认定下列{n}个集群为市级中小企业特色产业集群，现予公布。",
    en="Under Article 9 of the Procedures, after examination, expert evaluation, spot checks and public notice, the "
    "{n} cluster(s) below are recognised as municipal SME specialty industry clusters.",
)
_CORRECTED = Bi(
    zh="本名单更正并取代{replaces}；原名单仍可查阅。更正理由：{reason}",
    en="This list corrects and takes the place of {replaces}, which stays readable. Why: {reason}",
)
_CLOSING = Bi(
    zh="认定有效期三年，自名单公布之日起算。认定证书可凭编号公开核验。",
    en="A recognition holds for three years from the publication of the list. Certificates can be verified by number.",
)
_FOOTER = Bi(
    zh="核验：{address}（上传本文件或输入文号）\n名单文本 SHA-256：{sha256}",
    en="Verify it at {address} (with this file or its number)\nSHA-256 of the list’s text: {sha256}",
)
