"""What submitting an application or a report leaves behind: the frozen roster, the manifest, the findings."""

from __future__ import annotations

from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.acts import Act
from jiqun.desk.do.applying.opening import fill_anew
from jiqun.desk.drafts import checked_draft
from jiqun.desk.judging import filed_assessment, judged_on
from jiqun.desk.post import ask
from jiqun.desk.rosters import freeze_roster
from jiqun.ledger.canonical import canonical_json, sha256_hex
from jiqun.records.models import Assessed, Case, Draft, Evidence, Submission


def file_application(act: Act) -> None:
    """Freeze what is filed and judge it; the receipt is made as soon as the act is done."""
    case = act.case
    snapshot = checked_draft(case).snapshot
    assert snapshot is not None  # an application with errors is not complete, and the move was refused
    roster = freeze_roster(case.cluster, snapshot, on=judged_on(case), case=case, by=act.by, at=act.at)
    place = Submission.objects.filter(case=case).count() + 1
    filed = _manifest(case, place, snapshot.sha256)
    manifest = canonical_json(filed)
    submission = Submission.objects.create(
        case=case,
        place=place,
        roster=roster,
        manifest=manifest,
        sha256=sha256_hex(manifest),
        at=act.at,
        declared_by_id=act.by.person,
        declared_with=act.given["declared"],
    )
    assessment = filed_assessment(case, snapshot)
    assessed = Assessed.objects.create(
        submission=submission,
        on=judged_on(case),
        at=act.at,
        findings=assessment.as_dict(),
        verdict=assessment.verdict,
    )
    case.filed_at = case.filed_at or act.at
    act.rows += [roster, submission, assessed]
    act.content |= {"submission": submission.sha256, "dataset": snapshot.sha256, "on": day_of(act.at).isoformat()}
    act.content["files"] = sorted({one["sha256"] for one in filed["files"]})  # hashes only: a name may name somebody
    fill_anew(case)
    ask("make_receipt", f"receipt:{submission.pk}", {"submission": submission.pk}, at=act.at)


def _manifest(case: Case, place: int, dataset: str) -> dict[str, Any]:
    """Everything filed, in plain values: the data by their hash, the profile, each file with its hash and clauses.

    Of a report also what it tells of the year's development.
    """
    draft = Draft.objects.defer("cells", "pending").get(case=case)
    files = Evidence.objects.filter(case=case, removed_at=None).order_by("pk").select_related("blob")
    told = {"development": draft.texts} if draft.texts else {}
    return told | {
        "format": "jiqun-submission-1",
        "case": case.number,
        "submission": place,
        "cluster": case.cluster.number,
        "round": case.round_id,
        "edition": case.edition,
        "dataset_sha256": dataset,
        "profile": {
            "contact_name": draft.contact_name,
            "contact_phone": draft.contact_phone,
            "contact_email": draft.contact_email,
            "summary": draft.summary,
        },
        "files": [
            {"name": one.name, "sha256": one.blob_id, "size": one.blob.size, "clauses": one.clauses.split(";")}
            for one in files
        ],
    }
