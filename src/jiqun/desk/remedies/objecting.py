"""What stands in an objection: its originals, the texts of it that may be published, what was prepared (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.procedure.shanghai_2024.objection import ENDINGS
from jiqun.records.models import Case, Objection, PublishedText, Step

# The parts that somebody else wrote, and that are made fit to be read before they are published.
PARTS: Mapping[str, Bi] = {"argument": Bi(zh="异议内容", en="the objection"), "answer": Bi(zh="答复", en="the answer")}
_PREPARING = ("prepare_decision", "prepare_refusal")


def original_of(case: Case, part: str) -> str:
    """A part as it was written; empty if there is none."""
    if part == "argument":
        return Objection.objects.filter(case=case).values_list("argument", flat=True).first() or ""
    if part == "answer":
        step = Step.objects.filter(case=case, move="answer").order_by("-place").first()
        return str(step.given["text"]) if step else ""
    return ""


def published_texts(case: Case) -> Mapping[str, PublishedText]:
    """By part, the published text that holds: the latest."""
    rows = PublishedText.objects.filter(case=case).select_related("by").order_by("pk")
    return {row.part: row for row in rows}


def text_to_redact(case: Case) -> tuple[str, str]:
    """The part that waits to be made fit to be read, and what to begin with: the latest text, or the original."""
    have = published_texts(case)
    part = next((one for one in PARTS if original_of(case, one) and one not in have), "argument")
    return part, have[part].text if part in have else original_of(case, part)


def prepared_step(case: Case) -> Step | None:
    """The latest decision that was prepared."""
    return Step.objects.filter(case=case, move__in=_PREPARING).order_by("-place").first()


def prepared_ending(case: Case) -> str:
    """How what was prepared last ends the case; empty if nothing was."""
    step = prepared_step(case)
    if step is None:
        return ""
    return "not_take_up" if step.move == "prepare_refusal" else str(step.given["ending"])


def prepared_reason(case: Case) -> str:
    """The reasons that were prepared, which are published with the decision."""
    step = prepared_step(case)
    return str(step.given["reason"]) if step else ""


def ending_of(case: Case) -> Bi | None:
    """How a decided objection ended."""
    step = Step.objects.filter(case=case, move__in=ENDINGS).order_by("-place").first()
    return ENDINGS[step.move] if step else None
