"""What an operator reports as changed, as its form gives it, and the report of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiqun.desk.files import Taken
from jiqun.facts.boundary import Boundary
from jiqun.records.models import Case, ChangeReport

MOST_FILES, LONGEST, MOST_AHEAD = 10, 10_000, 60  # files, characters, days before a change that it can be reported
NUMBER_LETTER = "B"


@dataclass(frozen=True)
class Reported:
    """A change: since when it holds, why, by which evidence, and of the new values those of its kind.

    `area_m2` is 0 and `boundary` None where they are not given; `acceptance` is the new operator's declaration.
    """

    effective_on: date
    text: str
    files: tuple[Taken, ...] = ()
    industries: tuple[str, ...] = ()
    area_m2: int = 0
    boundary: Boundary | None = None
    name_zh: str = ""
    name_en: str = ""
    credit_code: str = ""
    acceptance: Taken | None = None
    other: str = ""


def last_report(case: Case) -> ChangeReport:
    """The report of a case as it was corrected last."""
    return ChangeReport.objects.filter(case=case).select_related("case__cluster", "by").latest("place")
