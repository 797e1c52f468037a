"""What a case is called to whoever reads: a recognition in a round of re-evaluation is a re-evaluation (Article 15)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.desk.recognised import is_renewal
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case


def kind_of(case: Case) -> Bi:
    """The title of its kind; `case.round` has to be at hand."""
    if case.kind == "recognition" and is_renewal(case):
        return RE_EVALUATION
    return procedure(case.edition, case.kind).title


RE_EVALUATION = Bi(zh="复评", en="Re-evaluation")
