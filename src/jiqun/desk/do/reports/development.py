"""Telling the development of the year in an annual report: kept as it is typed, none of it an act (Article 16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.fill import change_draft, refuse_if_changed
from jiqun.desk.drafts import mark_of
from jiqun.desk.may import NotThere, the_case
from jiqun.desk.reports.texts import texts_mark
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Draft

LONGEST = 10_000


def save_development(*, case: int, values: Mapping[str, str], seen: str = "", by: Actor, at: datetime) -> int:
    """Keep the texts that are given; the draft's new version.

    `seen` is the mark of what the page showed. Raises NotThere; Wrong if somebody changed them since, or where one is
    too long.
    """
    if the_case(by, case).kind != ANNUAL_REPORT.kind:
        raise NotThere

    def change(row: Draft) -> None:
        wanted = {name: values.get(name, row.texts.get(name, "")).strip() for name in TOPICS}
        refuse_if({name: _LONG if len(text) > LONGEST else None for name, text in wanted.items()})
        refuse_if_changed(seen, texts_mark(row.texts), mark_of(*wanted.values()), row)
        row.texts = {name: text for name, text in wanted.items() if text}

    return change_draft(case, None, change, by, at)


_LONG = Bi(zh=f"最多{LONGEST}字，更多内容请作为佐证材料上传。", en=f"{LONGEST} characters at most: attach more.")
