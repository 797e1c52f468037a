"""An annual report as a section of its dossier: in time or not, and what it tells of the year (Article 16)."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi, Lang, day_text
from jiqun.desk.actor import Actor
from jiqun.desk.look.reports.report import look_at_report
from jiqun.papers.dossier.text import Entry, Facts, Section


def report(case: int, by: Actor, at: datetime, lang: Lang) -> Section:
    """How it stands to its day, and its texts as they were filed last."""
    view = look_at_report(case, by=by, at=at)
    rows = [(_STATE.say(lang), view.state_title.say(lang)), (_DUE.say(lang), day_text(view.due_on, lang))]
    if view.filed_at:
        filed = view.filed_at.astimezone(SHANGHAI)
        rows.append((_FILED.say(lang), f"{day_text(filed.date(), lang)} {filed:%H:%M:%S}"))
    texts = (Entry(title.say(lang), "", text) for title, text in view.texts)
    return Section(_REPORT.fill(year=view.year).say(lang), (Facts(tuple(rows)), *texts))


_REPORT = Bi(zh="{year}年度发展情况", en="Development in {year}")
_STATE = Bi(zh="报送状态", en="State")
_DUE = Bi(zh="报送期限", en="Due")
_FILED = Bi(zh="首次报送", en="First sent in")
