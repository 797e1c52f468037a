"""The dossiers of a case that are there for the one who asks: to be asked for, being made, to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import LANGS, Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.dossier.whole import dossier_of, key_of, side_of
from jiqun.desk.may import NotThere, the_case
from jiqun.papers.dossier.text import Enclosure
from jiqun.records.models import Dossier


@dataclass(frozen=True)
class BoundView:
    """A dossier that was made. `current`: the case has not changed since."""

    made_at: datetime
    pages: int
    pdf_size: int
    zip_size: int
    sha256: str
    current: bool


@dataclass(frozen=True)
class OneLanguage:
    """The dossier in one language: what was made last, and whether one is being made."""

    lang: Lang
    bound: BoundView | None
    waiting: bool


@dataclass(frozen=True)
class DossierPage:
    """The page of a case's dossier: what it will hold, and what is there."""

    case: int
    number: str
    cluster: Bi
    kind: Bi
    sections: tuple[str, ...]
    files: int
    languages: tuple[OneLanguage, ...]


def look_at_dossier(case: int, *, lang: Lang, by: Actor, at: datetime) -> DossierPage:
    """What there is of the dossier, as the actor may see it. Raises NotThere."""
    view = look_at_case(case, by=by, at=at)
    texts = {one: dossier_of(case, lang=one, by=by, at=at) for one in LANGS}
    rows = list(
        Dossier.objects.filter(case=case, side=side_of(by)).select_related("pdf", "zip").order_by("-made_at", "-pk")
    )
    shown = texts[lang]
    return DossierPage(
        case=view.id,
        number=view.number,
        cluster=view.cluster_name,
        kind=view.kind,
        sections=tuple(section.title for section in shown.sections),
        files=sum(isinstance(block, Enclosure) for section in shown.sections for block in section.blocks),
        languages=tuple(_language(one, key_of(texts[one]), rows) for one in LANGS),
    )


def dossier_paper(case: int, lang: str, which: str, *, by: Actor) -> Paper:
    """The dossier that was made last: its PDF, or its bundle as a zip. Raises NotThere."""
    row = the_case(by, case)
    made = Dossier.objects.filter(case=row, side=side_of(by), lang=lang).exclude(made_at=None)
    found = made.select_related("pdf", "zip").order_by("-made_at", "-pk").first()
    blob = {"pdf": found.pdf, "zip": found.zip}.get(which) if found else None
    if blob is None:
        raise NotThere
    return paper_of(blob, f"{row.number}-{lang}.{which}")


def _language(lang: Lang, key: str, rows: list[Dossier]) -> OneLanguage:
    mine = [row for row in rows if row.lang == lang]
    made = next((row for row in mine if row.made_at is not None), None)
    waiting = any(row.key == key and row.made_at is None for row in mine)
    return OneLanguage(lang, _bound(made, key) if made else None, waiting)


def _bound(row: Dossier, key: str) -> BoundView:
    assert row.made_at is not None
    assert row.pdf is not None
    assert row.zip is not None
    return BoundView(row.made_at, row.pages, row.pdf.size, row.zip.size, row.pdf.sha256, row.key == key)
