"""The dossier of a case in one language, limited to what the actor may see (Article 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from django.conf import settings

from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.case import CaseView, look_at_case
from jiqun.desk.look.dossier import application, enclosed, report, revoked, told
from jiqun.desk.may import is_inside, the_case
from jiqun.desk.record import exact
from jiqun.ledger.canonical import canonical_sha256
from jiqun.papers.dossier.text import Block, Dossier, Enclosure, Section
from jiqun.papers.dossier.words import ABOUT
from jiqun.papers.receipt import moment_text
from jiqun.records.models import Case

Gathered = Iterator[Section]


@dataclass(frozen=True)
class Asking:
    """For whom and in which language a dossier is gathered."""

    row: Case
    view: CaseView
    by: Actor
    at: datetime
    lang: Lang


def side_of(by: Actor) -> str:
    """On which side of a case the actor stands: those of one side see the same of it, and share a stored dossier."""
    return "city" if is_inside(by) else by.role.value


def dossier_of(case: int, *, lang: Lang, by: Actor, at: datetime) -> Dossier:
    """All of it. Raises NotThere."""
    row, view = the_case(by, case), look_at_case(case, by=by, at=at)
    asking = Asking(row, view, by, at, lang)
    sections = tuple(section for section in _SECTIONS[view.kind_name](asking) if section.blocks)
    name, other = view.cluster_name.say(lang), view.cluster_name.say("en" if lang == "zh" else "zh")
    return Dossier(
        lang=lang,
        number=view.number,
        kind=view.kind.say(lang),
        title=name,
        other="" if other == name else other,
        facts=_facts(view, lang),
        about=(),
        sections=_numbered(sections),
    )


def with_date(dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """The dossier with what its first page says of its making."""
    who = _INSIDE if is_inside(by) else by.role.label
    words = {"who": who, "at": Bi(zh=moment_text(at, "zh"), en=moment_text(at, "en"))}
    address = f"{settings.BASE_URL}/verify/"
    return replace(dossier, about=tuple(one.fill(**words, address=address).say(dossier.lang) for one in ABOUT))


def key_of(dossier: Dossier) -> str:
    """What the dossier says, as a hash: as long as that is the same, a stored one need not be made anew."""
    return canonical_sha256(exact(dossier.as_dict()))


def _facts(view: CaseView, lang: Lang) -> tuple[tuple[str, str], ...]:
    filed = moment_text(view.filed_at, lang) if view.filed_at else _NOT_FILED.say(lang)
    rows = (
        (_NUMBER, view.number),
        (_KIND, view.kind.say(lang)),
        (_CLUSTER, f"{view.cluster_name.say(lang)}  {view.cluster_number}"),
        (_OPERATOR, view.operator.say(lang)),
        (_DISTRICT, view.district.say(lang)),
        (_ROUND, view.round_title.say(lang)),
        (_FILED, filed),
        (_STAGE, view.stage_title.say(lang)),
    )
    return tuple((name.say(lang), what) for name, what in rows if what)


def _recognition(one: Asking) -> Gathered:
    file = application.file_of(one.view.id, one.by)
    yield from application.sections(one.row, file, one.lang)
    yield enclosed.evidence(one.row, file, one.lang)
    yield enclosed.letters(one.row, one.lang)
    yield enclosed.filings(one.row, one.lang)
    yield told.questions(file, one.lang)
    yield told.recommendation(file, one.lang)
    yield told.feedback(one.row, one.lang)
    yield told.appeals(one.view.id, one.by, one.lang)
    yield told.timeline(one.view, one.lang)


def _report(one: Asking) -> Gathered:
    file = application.file_of(one.view.id, one.by)
    yield report.report(one.view.id, one.by, one.at, one.lang)
    yield from application.sections(one.row, file, one.lang)
    yield enclosed.evidence(one.row, file, one.lang)
    yield enclosed.letters(one.row, one.lang)
    yield enclosed.filings(one.row, one.lang)
    yield told.timeline(one.view, one.lang)


def _appeal(one: Asking) -> Gathered:
    yield told.appeal(one.view.id, one.by, one.lang)
    yield enclosed.appeal_files(one.row, one.lang)
    yield enclosed.letters(one.row, one.lang)
    yield told.timeline(one.view, one.lang)


def _change(one: Asking) -> Gathered:
    yield told.change(one.view.id, one.by, one.lang)
    yield enclosed.change_files(one.row, one.lang)
    yield enclosed.letters(one.row, one.lang)


def _revocation(one: Asking) -> Gathered:
    yield from revoked.sections(one.view.id, one.by, one.at, one.lang)
    yield enclosed.letters(one.row, one.lang)
    yield told.appeals(one.view.id, one.by, one.lang)
    yield told.timeline(one.view, one.lang)


def _other(one: Asking) -> Gathered:
    yield enclosed.letters(one.row, one.lang)
    yield told.timeline(one.view, one.lang)


# By kind of proceeding; the others have what every case has.
_SECTIONS: Mapping[str, Callable[[Asking], Gathered]] = {
    "recognition": _recognition,
    "annual_report": _report,
    "appeal": _appeal,
    "change_report": _change,
    "objection": _other,
    "revocation": _revocation,
    "spot_check": _other,
    "service_evaluation": _other,
}


def _numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Every enclosure with a key of its own."""
    numbers = count(1)

    def keyed(block: Block) -> Block:
        return replace(block, key=str(next(numbers))) if isinstance(block, Enclosure) else block

    return tuple(replace(section, blocks=tuple(map(keyed, section.blocks))) for section in sections)


_INSIDE = Bi(zh="市级主管部门", en="Municipal Commission")
_NUMBER = Bi(zh="案件编号", en="Case")
_KIND = Bi(zh="程序", en="Proceeding")
_CLUSTER = Bi(zh="集群", en="Cluster")
_OPERATOR = Bi(zh="运营管理机构", en="Operator")
_DISTRICT = Bi(zh="所在区", en="District")
_ROUND = Bi(zh="申报批次", en="Round")
_FILED = Bi(zh="提交时间", en="Filed")
_STAGE = Bi(zh="现在的阶段", en="Stage")
_NOT_FILED = Bi(zh="尚未提交", en="not filed yet")
