"""A round's notice as it is written, before it is published: its words, period, days, rubric, figures (Article 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.numbers import read_exact
from jiqun.base.words import Bi
from jiqun.fairness.rubric import Rubric, problems_of
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.round_days import MOST, ROUND_DAYS, usual_days


@dataclass(frozen=True)
class Overrides:
    """Figures that the notice sets in place of the article's own: on which document and legal basis they rest."""

    document: str = ""
    legal_basis: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)  # by key, as they were typed

    def as_dict(self) -> dict[str, object]:
        """Plain values; nothing where nothing is set."""
        if not self.figures:
            return {}
        return {"document": self.document, "legal_basis": self.legal_basis, "figures": dict(self.figures)}


@dataclass(frozen=True)
class Attachment:
    """A file of the notice that has been taken in."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Notice:
    """A round's notice as it is written."""

    number: str
    title: Bi
    text: Bi
    opens_at: datetime
    closes_at: datetime
    materials: tuple[str, ...]
    days: Mapping[str, int] = field(default_factory=usual_days)
    sealed: bool = False
    rubric: Rubric = field(default_factory=Rubric)
    spot_share: str = "1/4"
    spot_firms: int = 3
    quota: int | None = None
    overrides: Overrides = field(default_factory=Overrides)
    files: tuple[Attachment, ...] = ()
    second_reason: str = ""
    edition_id: str = "shanghai-2024"

    @property
    def year(self) -> int:
        return self.opens_at.astimezone(SHANGHAI).year


def problems_with(notice: Notice, *, second: bool) -> dict[str, Bi]:
    """What cannot be, by the field's name. `second`: there is a round in that year already, which needs a reason."""
    book = edition(notice.edition_id)
    unknown = [clause for clause in notice.materials if clause not in book.provisions]
    found = {
        "title_zh": None if notice.title.zh.strip() else _NO_TITLE,
        "text_zh": None if notice.text.zh.strip() else _NO_TEXT,
        "closes_at": _closing(notice, book.in_force_on(day_of(notice.closes_at))),
        "materials": _NO_CLAUSE.fill(clauses=", ".join(unknown)) if unknown else None,
        "spot_share": None if _share(notice.spot_share) else _SHARE,
        "spot_firms": None if 1 <= notice.spot_firms <= 50 else _FIRMS,
        "quota": None if notice.quota is None or notice.quota > 0 else _QUOTA,
        "second_reason": _SECOND.fill(year=notice.year) if second and not notice.second_reason.strip() else None,
        **{f"days_{name}": _days(notice.days.get(name)) for name in ROUND_DAYS},
        **_overrides(notice.overrides, book.figures),
    }
    return {name: problem for name, problem in found.items() if problem} | problems_of(notice.rubric)


def _closing(notice: Notice, in_force: bool) -> Bi | None:
    if notice.closes_at <= notice.opens_at:
        return _ORDER
    return None if in_force else _OUT_OF_FORCE


def _days(days: int | None) -> Bi | None:
    return None if days is not None and 1 <= days <= MOST else _DAYS.fill(most=MOST)


def _share(text: str) -> bool:
    """Whether a text is a share above 0 and up to 1, as `1/4` or `0.25`; empty: nothing is checked on site."""
    if not text:
        return True
    try:
        return 0 < Fraction(read_exact(text)) <= 1
    except ValueError:
        return False


def _overrides(set_by: Overrides, known: Mapping[str, object]) -> dict[str, Bi | None]:
    if not set_by.figures:
        return {}
    unknown = [key for key in set_by.figures if key not in known]
    unread = [text for text in set_by.figures.values() if not _number(text)]
    return {
        "overrides_document": None if set_by.document.strip() else _DOCUMENT,
        "overrides_legal_basis": None if set_by.legal_basis.strip() else _BASIS,
        "overrides": _NO_FIGURE.fill(keys=", ".join(unknown)) if unknown else _UNREAD if unread else None,
    }


def _number(text: str) -> bool:
    try:
        return read_exact(text) >= 0
    except ValueError:
        return False


_NO_TITLE = Bi(zh="请填写通知标题。", en="Give the notice a title.")
_NO_TEXT = Bi(zh="请填写通知正文。", en="Give the text of the notice.")
_ORDER = Bi(zh="截止时间须晚于开始时间。", en="It has to close after it opens.")
_OUT_OF_FORCE = Bi(
    zh="截止日不在办法有效期内，不能开展申报。", en="The Procedures are not in force on the closing day."
)
_DAYS = Bi(zh="须为1至{most}个工作日。", en="From 1 to {most} working days.")
_NO_CLAUSE = Bi(zh="没有这些条款：{clauses}。", en="There are no clauses {clauses}.")
_SHARE = Bi(zh="请填写0至1之间的比例，如1/4；不抽查则留空。", en="A share between 0 and 1, as 1/4; empty for none.")
_FIRMS = Bi(zh="须为1至50家。", en="From 1 to 50 enterprises.")
_QUOTA = Bi(zh="名额须大于零；不限则留空。", en="A quota is above 0; leave it empty for none.")
_DOCUMENT = Bi(zh="调整界限须写明依据的文号。", en="Name the document on which the other figures rest.")
_BASIS = Bi(zh="调整界限须写明法律依据。", en="Name the legal basis of the other figures.")
_NO_FIGURE = Bi(zh="没有这些界限：{keys}。", en="There are no figures {keys}.")
_UNREAD = Bi(zh="界限须为数字，如3000000000、0.45或9/20。", en="A figure is a number, like 3000000000, 0.45 or 9/20.")
_SECOND = Bi(
    zh="{year}年已有一批申报（原则上每年一次），再次开展须说明理由。",
    en="There is a round in {year} already (in principle one a year): a second needs its reason.",
)
