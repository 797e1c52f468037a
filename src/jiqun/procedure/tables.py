"""Every proceeding there is, by edition and kind."""

from __future__ import annotations

from types import MappingProxyType

from jiqun.procedure.kit import Procedure
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.appeal import APPEAL
from jiqun.procedure.shanghai_2024.objection import OBJECTION
from jiqun.procedure.shanghai_2024.recognition import RECOGNITION
from jiqun.procedure.shanghai_2024.service_evaluation import SERVICE_EVALUATION
from jiqun.procedure.shanghai_2024.spot_check import SPOT_CHECK

_ALL = (RECOGNITION, SPOT_CHECK, OBJECTION, APPEAL, ANNUAL_REPORT, SERVICE_EVALUATION)
PROCEDURES = MappingProxyType({(table.edition, table.kind): table for table in _ALL})


def procedure(edition: str, kind: str) -> Procedure:
    """The table of that kind of proceeding. Raises KeyError if the edition has none."""
    return PROCEDURES[edition, kind]
