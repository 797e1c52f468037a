"""A panel that settles a wide spread, and the order of files that nothing else sets apart (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.numbers import exact_text, read_exact
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.merit import Figure, figure_of_case, merit_of
from jiqun.desk.files import Taken, keep_file
from jiqun.desk.may import NotThere, only, the_case
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.wrong import refuse_if
from jiqun.fairness.rubric import rubric_of
from jiqun.fairness.scores import WHOLE
from jiqun.procedure.roles import Role
from jiqun.records.models import PanelMeeting, Round, TieSettlement


@dataclass(frozen=True)
class Meeting:
    """What is recorded of a panel: experts by id, votes in favour, against and abstained, the figure as typed."""

    held_on: date
    present: tuple[int, ...]
    minutes: str
    votes: tuple[int, int, int]
    figure: str
    signed: Taken | None = None
    unread: Mapping[str, Bi] = field(default_factory=dict)

    def problems(self, known: Figure, on: date) -> dict[str, Bi | None]:
        """By field, what cannot be taken."""
        experts = set(known.scored.by_expert)
        strangers = not set(self.present) <= experts or len(set(self.present)) != len(self.present)
        few = 2 * len(self.present) <= len(experts)
        return {
            "held_on": _FUTURE if self.held_on > on else None,
            "present": _STRANGER if strangers else _FEW if few else None,
            "minutes": None if self.minutes.strip() else _NO_MINUTES,
            "votes": _votes(self.votes, len(self.present)),
            "figure": None if figure_typed(self.figure) is not None else _FIGURE,
        }


def record_panel(*, case: int, meeting: Meeting, by: Actor, at: datetime) -> PanelMeeting:
    """Record that a panel met; its figure takes the place of the mean. A later meeting takes the place of this one.

    Raises NotThere, also where the sheets are not all in or the spread is not wide; Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = the_case(by, case, to_change=True)
        known = figure_of_case(row) if row.stage == "evaluation" and row.round is not None else None
        if known is None or row.round is None or not known.scored.wide(rubric_of(row.round.rubric).wide):
            raise NotThere
        refuse_if(meeting.problems(known, day_of(at)), meeting.unread)
        figure = figure_typed(meeting.figure)
        assert figure is not None
        yes, no, none = meeting.votes
        kept = PanelMeeting.objects.create(
            case=row,
            held_on=meeting.held_on,
            present=sorted(meeting.present),
            minutes=meeting.minutes.strip(),
            votes={"for": yes, "against": no, "abstained": none},
            figure=exact_text(figure),
            blob=keep_file(meeting.signed, at, field="signed") if meeting.signed else None,
            file_name=meeting.signed.name if meeting.signed else "",
            by_id=by.person,
            at=at,
        )
        content = {"panel": kept.pk}
        record("record_panel", f"case:{row.pk}", by=by, at=at, article="9", content=content, sealed=(kept,))
    return kept


def settle_tie(*, round_id: int, order: Sequence[int], reason: str, by: Actor, at: datetime) -> TieSettlement:
    """Give an order to files that share a place because nothing else sets them apart. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        notice = Round.objects.select_for_update().filter(pk=round_id, purpose__in=BY_STAGES).first()
        if notice is None:
            raise NotThere
        places = [one for one in merit_of(notice, day_of(at)) if one.tied]
        groups = {place.place: {one.file for one in places if one.place == place.place} for place in places}
        sound = set(order) in groups.values() and len(set(order)) == len(order)
        refuse_if({"order": None if sound else _NOT_TIED})
        row = TieSettlement.objects.create(
            round=notice, order=list(order), reason=reason.strip(), by_id=by.person, at=at
        )
        content = {"order": list(order), "reason": reason.strip()}
        record("settle_tie", f"round:{notice.pk}", by=by, at=at, article="9", content=content, sealed=(row,))
    return row


def figure_typed(text: str) -> Fraction | None:
    """A figure from 0 to 100, exactly as it was typed; None for anything else."""
    try:
        value = Fraction(read_exact(text))
    except ValueError:
        return None
    return value if 0 <= value <= WHOLE and "%" not in text else None


def _votes(votes: tuple[int, int, int], present: int) -> Bi | None:
    yes, no, _ = votes
    if min(votes) < 0 or sum(votes) != present:
        return _COUNT.fill(n=present)
    return None if yes > no else _LOST


_FUTURE = Bi(zh="会议日期不能晚于今天。", en="A meeting cannot be held after today.")
_STRANGER = Bi(zh="到会人员须为该案的评审专家。", en="Those present have to be experts of the file.")
_FEW = Bi(zh="到会专家须过半数。", en="More than half of the experts have to be present.")
_NO_MINUTES = Bi(zh="请填写会议纪要。", en="Write the minutes.")
_COUNT = Bi(zh="票数合计应等于到会人数（{n}）。", en="The votes have to add up to those present ({n}).")
_LOST = Bi(zh="赞成票须多于反对票，分值方可确定。", en="The figure is settled only if more are in favour than against.")
_FIGURE = Bi(zh="请填写0至100的分值，如82.5。", en="Give a figure from 0 to 100, such as 82.5.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_NOT_TIED = Bi(
    zh="请给出并列各案的完整先后次序，每案一次。", en="Give the whole order of the files that share a place, each once."
)
