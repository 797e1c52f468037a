"""The tables, by topic."""

from jiqun.records.models.appeals import Appeal
from jiqun.records.models.application import Assessed, Draft, Evidence, Receipt, Submission
from jiqun.records.models.cases import Case, CaseTerm, NumberSeries, Step, TermChange
from jiqun.records.models.changes import ChangeReport, ClusterState, Difference, DifferenceSettled
from jiqun.records.models.checks import (
    CheckedFirm,
    CheckFinding,
    CheckNote,
    CheckPhoto,
    CheckSignature,
    FindingReply,
    FindingSettled,
    Inspector,
    SpotCheck,
)
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
from jiqun.records.models.dossiers import Dossier
from jiqun.records.models.draws import Draw, DrawReveal, DrawSecret
from jiqun.records.models.errands import DailyRun, Errand, Message
from jiqun.records.models.evaluations import (
    EvaluationContract,
    EvaluationSheet,
    FiledEvaluation,
    OverallAssessment,
    PreparedAssessment,
)
from jiqun.records.models.experts import (
    Assignment,
    AssignmentRun,
    ConflictSetAside,
    Expert,
    ExpertTie,
    FiledSheet,
    PanelMeeting,
    Sheet,
    TieSettlement,
)
from jiqun.records.models.files import Blob, Scan
from jiqun.records.models.formality import FormalityCheck, Preparation
from jiqun.records.models.interpretations import Interpretation, InterpretationDraft, Waiver
from jiqun.records.models.lists import Certificate, Feedback, ListLine, PublishedList, Recognition
from jiqun.records.models.national import NationalChoice, NationalPreparation, NationalResult, NationalSubmission
from jiqun.records.models.objections import Lodging, Objection, ObjectorContact, PublishedText
from jiqun.records.models.people import Appointment, Invitation, Organisation, Person, PersonSalt, StandIn
from jiqun.records.models.plans import PlanJudged, PlanValue
from jiqun.records.models.proof import EntryContent, LedgerEntry, LedgerTip, SigningKey, TreeHead, Verification
from jiqun.records.models.review import (
    ClauseOutcome,
    Letter,
    LetterService,
    Question,
    Recommendation,
    StampedScan,
)
from jiqun.records.models.revocations import AdverseFinding, Alert, AlertSettled, Revocation, RevocationSetAside
from jiqun.records.models.rounds import FilingExtension, Round, RoundDraft, RoundNotice
from jiqun.records.models.sealed import Sealed
from jiqun.records.models.settings import CalendarKey, HolidayNotice, SearchKey, Setting
from jiqun.records.models.tracking import TrackingFollowUp, TrackingRecord

__all__ = [
    "AdverseFinding",
    "Alert",
    "AlertSettled",
    "Appeal",
    "Appointment",
    "Assessed",
    "Assignment",
    "AssignmentRun",
    "Blob",
    "CalendarKey",
    "Case",
    "CaseTerm",
    "Certificate",
    "ChangeReport",
    "CheckFinding",
    "CheckNote",
    "CheckPhoto",
    "CheckSignature",
    "CheckedFirm",
    "ClauseOutcome",
    "Cluster",
    "ClusterState",
    "ConflictSetAside",
    "DailyRun",
    "DataReply",
    "Difference",
    "DifferenceSettled",
    "Document",
    "DocumentWithdrawal",
    "Dossier",
    "Draft",
    "Draw",
    "DrawReveal",
    "DrawSecret",
    "Enterprise",
    "EntryContent",
    "Errand",
    "EvaluationContract",
    "EvaluationSheet",
    "Evidence",
    "Expert",
    "ExpertTie",
    "Feedback",
    "FiledEvaluation",
    "FiledSheet",
    "FilingExtension",
    "FindingReply",
    "FindingSettled",
    "FormalityCheck",
    "HolidayNotice",
    "Incident",
    "IncidentWithdrawal",
    "Inspector",
    "Interpretation",
    "InterpretationDraft",
    "Invitation",
    "LedgerEntry",
    "LedgerTip",
    "Letter",
    "LetterService",
    "ListLine",
    "Listing",
    "Lodging",
    "Message",
    "NationalChoice",
    "NationalPreparation",
    "NationalResult",
    "NationalSubmission",
    "NumberSeries",
    "Objection",
    "ObjectorContact",
    "Organisation",
    "OverallAssessment",
    "PanelMeeting",
    "Person",
    "PersonSalt",
    "PlanJudged",
    "PlanValue",
    "Preparation",
    "PreparedAssessment",
    "PublishedList",
    "PublishedText",
    "Question",
    "Receipt",
    "Recognition",
    "Recommendation",
    "Revocation",
    "RevocationSetAside",
    "Roster",
    "Round",
    "RoundDraft",
    "RoundNotice",
    "Scan",
    "Sealed",
    "SearchKey",
    "Setting",
    "Sheet",
    "SigningKey",
    "SpotCheck",
    "StampedScan",
    "StandIn",
    "Step",
    "Submission",
    "TermChange",
    "TieSettlement",
    "TrackingFollowUp",
    "TrackingRecord",
    "TreeHead",
    "Verification",
    "Waiver",
]
