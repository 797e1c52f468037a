"""What is done once a day: a head is signed, all is verified, reports are called for, people are reminded."""

from __future__ import annotations

from datetime import datetime

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


def do_daily_work(at: datetime) -> None:
    """Do today's work that has not been done yet; run twice or after a pause of days, the outcome is the same."""
    once_a_day("sign_head", at, lambda: sign_present_head(at=at))
    once_a_day("verify", at, lambda: ask_verification(by=None, at=at))
    once_a_day("open_data", at, lambda: ask_open_data(at=at))
    once_a_day("erase", at, lambda: erase_outdated(at=at))
    once_a_day("forget_unproved", at, lambda: forget_unproved(at=at))
    once_a_day("open_re_evaluations", at, lambda: open_re_evaluations(at=at))
    once_a_day("notice_grounds", at, lambda: notice_grounds(at=at))
    once_a_day("open_reports", at, lambda: open_reports(at=at))
    once_a_day("follow_reading", at, lambda: follow_reading(at=at))
    once_a_day("carry_out_changes", at, lambda: carry_out_due(at=at))
    once_a_day(RUN, at, lambda: notice_differences(at=at))
    once_a_day("alert_unreported", at, lambda: alert_unreported(at=at))
    once_a_day("open_evaluations", at, lambda: open_newly_recognised(at=at))
    once_a_day("remind", at, lambda: remind(at=at))
    once_a_day("remind_of_follow_ups", at, lambda: remind_of_follow_ups(at=at))
    once_a_day("remind_of_sheets", at, lambda: remind_of_sheets(at=at))
