"""Whether an expert may judge a file: what was declared, and what the data show, each with its reason.

A tie that has ended counts on for some years. A name without a code is compared without the parts that every firm's
name has: that may find a tie that is none, which an officer sets aside with a reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from jiqun.base.words import Bi

TIES: Mapping[str, Bi] = {
    "employer": Bi(zh="任职", en="works for it"),
    "office": Bi(zh="任职于该区主管部门", en="works for the district's department"),
    "shareholding": Bi(zh="持股", en="holds shares in it"),
    "advice": Bi(zh="曾提供咨询", en="has advised it"),
    "standard": Bi(zh="共同起草标准", en="drafted a standard with it"),
    "family": Bi(zh="近亲属任职或持股", en="has close family in it"),
    "other": Bi(zh="其他利害关系", en="has another interest in it"),
}
_COMMON = (
    *("上海市", "上海", "中国", "有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "集团", "公司", "（虚构）"),
    *("co.,ltd.", "co., ltd.", "ltd.", "ltd", "inc.", "limited", "company", "shanghai"),
)
_TELL_NOTHING = tuple(unicodedata.normalize("NFKC", one).casefold() for one in _COMMON)
_SHORTEST = 2  # a shorter rest of a name says nothing


@dataclass(frozen=True)
class Tie:
    """Something between an expert and somebody: with whom (a credit code, or a name), since when, until when."""

    kind: str
    code: str = ""
    name: str = ""
    since: date | None = None
    until: date | None = None
    declared: bool = True


@dataclass(frozen=True)
class Judge:
    """An expert as the check sees one. `district`: of the office that employs the expert, if it is a district's."""

    expert: int
    ties: tuple[Tie, ...] = ()
    standards: frozenset[str] = frozenset()
    district: str = ""


@dataclass(frozen=True)
class Subject:
    """A file as the check sees it: who is in it by credit code, its district, the standards that it counts."""

    file: int
    parties: Mapping[str, str]
    district: str
    standards: frozenset[str] = frozenset()

    @cached_property
    def by_plain_name(self) -> Mapping[str, str]:
        """The codes of the parties by what tells their names apart."""
        found = ((plain_name(name), code) for code, name in self.parties.items())
        return {name: code for name, code in found if len(name) >= _SHORTEST}


@dataclass(frozen=True)
class Conflict:
    """Why an expert may not judge a file."""

    kind: str
    whom: str
    reason: Bi
    declared: bool


def conflicts(judge: Judge, subject: Subject, on: date, *, years_after: int) -> tuple[Conflict, ...]:
    """Every reason why the expert may not judge the file on that day; none if the expert may.

    `years_after`: for how many years a tie that has ended still counts. A standard's number is compared without blanks.
    """
    return tuple(_found(judge, subject, on, years_after))


def _found(judge: Judge, subject: Subject, on: date, years_after: int) -> Iterator[Conflict]:
    if judge.district and judge.district == subject.district:
        yield Conflict("office", subject.district, _OFFICE, declared=False)
    for tie in judge.ties:
        code = tie.code if tie.code in subject.parties else subject.by_plain_name.get(plain_name(tie.name), "")
        if code and _counts(tie, on, years_after):
            whom = subject.parties[code]
            yield Conflict(tie.kind, whom, _TIE.fill(what=TIES[tie.kind], whom=whom), tie.declared)
    for number in sorted(_numbers(judge.standards) & _numbers(subject.standards)):
        yield Conflict("standard", number, _STANDARD.fill(number=number), declared=False)


@lru_cache(maxsize=50_000)  # a round asks for the same firms once for each expert
def plain_name(name: str) -> str:
    """A firm's name without the parts that tell nothing, in one width and case."""
    text = unicodedata.normalize("NFKC", name).casefold()
    for common in _TELL_NOTHING:
        text = text.replace(common, "")
    return "".join(letter for letter in text if letter.isalnum())


def _counts(tie: Tie, on: date, years_after: int) -> bool:
    if tie.since is not None and tie.since > on:
        return False
    if tie.until is None:
        return True
    until = (tie.until.year + years_after, tie.until.month, tie.until.day)
    return (on.year, on.month, on.day) <= until


def _numbers(standards: frozenset[str]) -> set[str]:
    return {"".join(unicodedata.normalize("NFKC", one).upper().split()) for one in standards} - {""}


_OFFICE = Bi(zh="任职于该集群所在区的主管部门", en="works for the department of the cluster's own district")
_TIE = Bi(zh="{what}：{whom}", en="{what}: {whom}")
_STANDARD = Bi(zh="参与起草该集群计入的标准{number}", en="took part in the standard {number} that the cluster counts")
