"""What is done once a day: the ledger's head is signed, all is verified, and people are reminded of what is due."""

from __future__ import annotations

from datetime import datetime

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


def do_daily_work(at: datetime) -> None:
    """Do today's work that has not been done yet; run twice or after a pause of days, the outcome is the same."""
    once_a_day("sign_head", at, lambda: sign_present_head(at=at))
    once_a_day("verify", at, lambda: ask_verification(by=None, at=at))
    once_a_day("open_data", at, lambda: ask_open_data(at=at))
    once_a_day("erase", at, lambda: erase_outdated(at=at))
    once_a_day("forget_unproved", at, lambda: forget_unproved(at=at))
    once_a_day("open_re_evaluations", at, lambda: open_re_evaluations(at=at))
    once_a_day("open_evaluations", at, lambda: open_newly_recognised(at=at))
    once_a_day("remind", at, lambda: remind(at=at))
    once_a_day("remind_of_sheets", at, lambda: remind_of_sheets(at=at))
