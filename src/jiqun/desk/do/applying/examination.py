"""What the moves of the Commission's examination leave behind: corrections, outcomes, what is prepared to be signed."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.days import day_of
from jiqun.desk.acts import Act, Effect
from jiqun.desk.do.applying.recognition import ask_question, due_ahead, judge_clause, take_back_question
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.judging import assessment_on
from jiqun.desk.record import exact
from jiqun.ledger.canonical import canonical_sha256
from jiqun.procedure.shanghai_2024.recognition import rejections
from jiqun.records.models import Preparation


def _return(act: Act) -> None:
    due_ahead(act)
    write_letter(act, "return_formality")


def _challenge(act: Act) -> None:
    due_ahead(act)
    write_letter(act, "challenge")


def _take_back(act: Act) -> None:
    write_letter(act, "decline")


def prepare(act: Act, what: str) -> None:
    """Keep the findings as they stand, with the reasons, for the one who signs."""
    found = assessment_on(act.case, day_of(act.at)).as_dict()
    row = Preparation.objects.create(
        case=act.case,
        what=what,
        findings=found,
        verdict=found["verdict"],
        sha256=canonical_sha256(exact(found)),
        reason=act.given["reason"],
        by_id=act.by.person,
        at=act.at,
    )
    act.rows.append(row)


EFFECTS: Mapping[str, Effect] = {
    "return_formality": _return,
    "extend_city_correction": due_ahead,
    "challenge": _challenge,
    "take_back_recommendation": _take_back,
    "replace_outcome": judge_clause,
    "ask_city_question": ask_question,
    "take_back_city_question": take_back_question,
    "prepare_proposal": lambda act: prepare(act, "proposal"),
    "prepare_recognition": lambda act: prepare(act, "recognition"),
    **dict.fromkeys(rejections.PREPARING.values(), lambda act: prepare(act, "rejection")),
}
