"""What the needs of each kind of proceeding look at: facts by name, each found out only if somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.desk.facts_of.annual_report import report_facts
from jiqun.desk.facts_of.appeal import appeal_facts
from jiqun.desk.facts_of.application import application_facts
from jiqun.desk.facts_of.change_report import change_report_facts
from jiqun.desk.facts_of.examination import examination_facts
from jiqun.desk.facts_of.objection import objection_facts
from jiqun.desk.facts_of.revocation import revocation_facts
from jiqun.desk.facts_of.service_evaluation import service_evaluation_facts
from jiqun.desk.facts_of.spot_check import spot_check_facts
from jiqun.records.models import Case

Facts = Mapping[str, Callable[[], Any]]
FACTS: Mapping[str, Callable[[Case, Mapping[str, Any], datetime], Facts]] = {
    "recognition": lambda case, given, at: {**application_facts(case, given, at), **examination_facts(case, at)},
    "spot_check": lambda case, given, at: spot_check_facts(case, at),
    "objection": lambda case, given, at: objection_facts(case, at),
    "appeal": lambda case, given, at: appeal_facts(case),
    "revocation": revocation_facts,
    "annual_report": report_facts,
    "change_report": lambda case, given, at: change_report_facts(case),
    "service_evaluation": lambda case, given, at: service_evaluation_facts(case, at),
}
