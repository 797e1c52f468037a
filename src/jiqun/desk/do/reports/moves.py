"""What the moves of an annual report leave behind: filings, and the letters of the district (Article 16)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.desk.acts import Act, Effect
from jiqun.desk.do.applying.filing import file_application
from jiqun.desk.do.applying.recognition import due_ahead
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.drafts import SUBMITS


def _return(act: Act) -> None:
    due_ahead(act)
    write_letter(act, "return_report")


def _forward(act: Act) -> None:
    write_letter(act, "forward_report")


EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys(SUBMITS["annual_report"].values(), file_application),
    "return_for_correction": _return,
    "forward": _forward,
}
