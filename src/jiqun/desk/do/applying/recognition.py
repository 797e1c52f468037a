"""What the moves of an application leave behind: filings, questions, outcomes, recommendations (Articles 5 and 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect
from jiqun.desk.do.applying.filing import file_application
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.drafts import SUBMITS
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.judging import assessment_of, latest_submission
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, ClauseOutcome, Question, Recommendation


def due_ahead(act: Act) -> None:
    """The day that was given lies ahead. Raises Wrong."""
    if act.given["due_on"] <= day_of(act.at):
        raise Wrong({"due_on": _AHEAD})


def _return(act: Act) -> None:
    due_ahead(act)
    write_letter(act, "return_for_correction")


def _unlock(act: Act) -> None:
    due_ahead(act)


def judge_clause(act: Act) -> None:
    """Settle a clause that waits for a person: met or not met, with the reason. Raises Wrong."""
    clause, outcome = act.given["clause"], act.given["outcome"]
    if clause not in waiting_clauses(act.case):
        raise Wrong({"clause": NOT_OPEN})
    if outcome not in ("met", "not_met"):
        raise Wrong({"outcome": OUTCOME})
    act.rows += settle(act, [(clause, outcome, act.given["reason"])])


def waiting_clauses(case: Case) -> frozenset[str]:
    """The clauses that wait for a person, and those that somebody has settled."""
    found = assessment_of(case).findings
    return frozenset(one.clause for one in found if one.outcome == "review" or one.review is not None)


def settle(act: Act, outcomes: Iterable[tuple[str, str, str]]) -> list[ClauseOutcome]:
    """Keep clauses with their outcomes and reasons, as of the office that acts."""
    settled: dict[str, Any] = {
        "case": act.case,
        "submission": latest_submission(act.case),
        "tier": "district" if act.by.role == Role.DISTRICT_OFFICER else "municipal",
        "by_id": act.by.person,
        "at": act.at,
    }
    return ClauseOutcome.objects.bulk_create(
        [
            ClauseOutcome(**settled, clause=clause, outcome=outcome, reason=reason)
            for clause, outcome, reason in outcomes
        ]
    )


def ask_question(act: Act) -> None:
    """A question to the operator about a clause."""
    Question.objects.create(
        case=act.case,
        clause=act.given["clause"],
        text=act.given["text"],
        asked_by_id=act.by.person,
        asked_at=act.at,
    )


def take_back_question(act: Act) -> None:
    """A question is not asked any more. Raises Wrong."""
    open_ones = Question.objects.filter(case=act.case, answered_at=None, taken_back_at=None)
    if open_ones.filter(pk=act.given["question"]).update(taken_back_at=act.at) != 1:
        raise Wrong({"question": _NO_QUESTION})


def _answer(act: Act) -> None:
    open_ones = Question.objects.filter(case=act.case, answered_at=None, taken_back_at=None)
    changes = {"answer": act.given["text"], "answered_by": act.by.person, "answered_at": act.at}
    if open_ones.filter(pk=act.given["question"]).update(**changes) != 1:
        raise Wrong({"question": _NO_QUESTION})


def _recommend(act: Act) -> None:
    case = act.case
    assert case.round is not None
    row = Recommendation.objects.create(
        case=case,
        round=case.round,
        district=case.district,
        submission=latest_submission(case),
        opinion=act.given["opinion"],
        rank=act.given["rank"],
        open_clauses=";".join(open_clauses(case)),
        by_id=act.by.person,
        at=act.at,
    )
    act.rows.append(row)
    write_letter(act, "recommend")


def _decline(act: Act) -> None:
    write_letter(act, "decline")


EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys(SUBMITS["recognition"].values(), file_application),
    "answer_question": _answer,
    "return_for_correction": _return,
    "unlock": _unlock,
    "extend_review": due_ahead,
    "extend_correction": due_ahead,
    "judge_clause": judge_clause,
    "ask_question": ask_question,
    "take_back_question": take_back_question,
    "recommend": _recommend,
    "decline": _decline,
    "decline_lapsed": _decline,
}
_AHEAD = Bi(zh="期限须晚于今天。", en="The due day has to lie after today.")
NOT_OPEN = Bi(zh="该条款不需要人工审定。", en="This clause does not wait for a person.")
OUTCOME = Bi(zh="请选择“符合”或“不符合”。", en="Choose met or not met.")
_NO_QUESTION = Bi(zh="该问题已答复或已撤回。", en="The question has been answered or taken back.")
