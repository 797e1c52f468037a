"""Opening the case of something that an operator fills in: pre-filled from what is known (Articles 8, 15 and 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.desk.actor import Actor
from jiqun.desk.drafts import packed
from jiqun.desk.filing.prefill import first_draft
from jiqun.desk.index import index_case
from jiqun.desk.numbers import next_of
from jiqun.desk.record import record
from jiqun.desk.rounds.closing import figures_on
from jiqun.desk.terms import start_terms
from jiqun.law import edition
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Cluster, Draft, Round


@dataclass(frozen=True)
class Opening:
    """What is opened: the kind of case, the name of its act, its article, the letter that its numbers have."""

    kind: str
    act: str
    article: str
    letter: str = ""


APPLICATION = Opening("recognition", "open_application", "8")
RE_EVALUATION = Opening("recognition", "open_re_evaluation", "15", "R")


def open_draft(opening: Opening, notice: Round, cluster: Cluster, *, by: Actor | None, at: datetime) -> Case:
    """Open it in a round, with what the cluster's latest roster and last draft already say. Needs a transaction."""
    table = procedure(notice.edition, opening.kind)
    series = f"{notice.year}{opening.letter}"
    place = next_of(f"case:{series}:{cluster.district}")
    case = Case.objects.create(
        number=f"{series}-{cluster.district}-{place:03d}",
        kind=table.kind,
        edition=table.edition,
        stage=table.first.name,
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        round=notice,
        opened_at=at,
        moved_at=at,
    )
    start = first_draft(cluster, on=figures_on(notice), book=edition(notice.edition))
    author = by.person if by else None
    Draft.objects.create(case=case, cells=packed(start.draft), edited_at=at, edited_by_id=author, **start.profile)
    start_terms(case, table, at)
    index_case(case)
    content = {"case": case.number, "cluster": cluster.number, "round": notice.pk, "from": start.source}
    record(opening.act, f"case:{case.pk}", by=by, at=at, article=opening.article, content=content)
    return case


def fill_anew(filed: Case) -> None:
    """What the calendar opened and nobody has touched yet takes over what was filed since: nothing is typed twice.

    A re-evaluation opens before the report of its year is due (Articles 15 and 16). Needs a transaction.
    """
    found = Draft.objects.select_for_update(of=("self",)).filter(edited_by=None, version=1, case__filed_at=None)
    for row in found.filter(case__cluster=filed.cluster_id, case__ended_at=None).exclude(case=filed).order_by("pk"):
        notice = row.case.round
        assert notice is not None
        start = first_draft(filed.cluster, on=figures_on(notice), book=edition(notice.edition))
        row.cells = packed(start.draft)
        for name, text in start.profile.items():
            setattr(row, name, text)
        row.save()
