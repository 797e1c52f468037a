"""What is done once a day: a head is signed, all is verified; what is due is opened, carried out, noticed, told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from jiqun.desk.do.changes.alerting import alert_unreported
from jiqun.desk.do.changes.carrying_out import carry_out_due
from jiqun.desk.do.changes.noticing import RUN, notice_differences
from jiqun.desk.do.daily.doing import once_a_day
from jiqun.desk.do.daily.reminding import remind
from jiqun.desk.do.daily.verifying import ask_verification
from jiqun.desk.do.evaluating.contracts import open_newly_recognised
from jiqun.desk.do.experts.running import remind_of_sheets
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.do.people.erasing import erase_outdated
from jiqun.desk.do.people.forgetting import forget_unproved
from jiqun.desk.do.registers.open_data import ask_open_data
from jiqun.desk.do.renewing.opening import open_re_evaluations
from jiqun.desk.do.reports.following import follow_reading
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.do.revoking.noticing import notice_grounds
from jiqun.desk.do.tracking.reminding import remind_of_follow_ups

# In this order: what holds today comes first, then what is opened, then what is noticed, then who is reminded.
WORK: Mapping[str, Callable[..., object]] = {
    "sign_head": sign_present_head,
    "verify": partial(ask_verification, by=None),
    "open_data": ask_open_data,
    "erase": erase_outdated,
    "forget_unproved": forget_unproved,
    "carry_out_changes": carry_out_due,
    "follow_reading": follow_reading,
    "open_reports": open_reports,
    "open_re_evaluations": open_re_evaluations,
    "open_evaluations": open_newly_recognised,
    "notice_grounds": notice_grounds,
    RUN: notice_differences,
    "alert_unreported": alert_unreported,
    "remind": remind,
    "remind_of_follow_ups": remind_of_follow_ups,
    "remind_of_sheets": remind_of_sheets,
}


def do_daily_work(at: datetime) -> None:
    """Do today's work that has not been done yet; run twice or after a pause of days, the outcome is the same."""
    for name, work in WORK.items():
        once_a_day(name, at, partial(work, at=at))
