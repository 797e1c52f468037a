"""The tables, by topic."""

from jiqun.records.models.application import Assessed, Draft, Evidence, Receipt, Submission
from jiqun.records.models.cases import Case, CaseTerm, NumberSeries, Round, Step, TermChange
from jiqun.records.models.clusters import (
    Cluster,
    DataReply,
    Document,
    DocumentWithdrawal,
    Enterprise,
    Incident,
    IncidentWithdrawal,
    Listing,
    Roster,
)
from jiqun.records.models.errands import DailyRun, Errand, Message
from jiqun.records.models.files import Blob, Scan
from jiqun.records.models.people import Appointment, Invitation, Organisation, Person, PersonSalt, StandIn
from jiqun.records.models.proof import EntryContent, LedgerEntry, LedgerTip, SigningKey, TreeHead, Verification
from jiqun.records.models.review import (
    ClauseOutcome,
    Letter,
    LetterService,
    Question,
    Recommendation,
    StampedScan,
)
from jiqun.records.models.sealed import Sealed
from jiqun.records.models.settings import CalendarKey, HolidayNotice, SearchKey, Setting

__all__ = [
    "Appointment",
    "Assessed",
    "Blob",
    "CalendarKey",
    "Case",
    "CaseTerm",
    "ClauseOutcome",
    "Cluster",
    "DailyRun",
    "DataReply",
    "Document",
    "DocumentWithdrawal",
    "Draft",
    "Enterprise",
    "EntryContent",
    "Errand",
    "Evidence",
    "HolidayNotice",
    "Incident",
    "IncidentWithdrawal",
    "Invitation",
    "LedgerEntry",
    "LedgerTip",
    "Letter",
    "LetterService",
    "Listing",
    "Message",
    "NumberSeries",
    "Organisation",
    "Person",
    "PersonSalt",
    "Question",
    "Receipt",
    "Recommendation",
    "Roster",
    "Round",
    "Scan",
    "Sealed",
    "SearchKey",
    "Setting",
    "SigningKey",
    "StampedScan",
    "StandIn",
    "Step",
    "Submission",
    "TermChange",
    "TreeHead",
    "Verification",
]
