"""Having the whole installation verified: daily, or when an auditor asks; whoever watches over it is told of faults."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.may import only
from jiqun.desk.post import ask
from jiqun.desk.proving.verifying import report_as_dict, verify_everything
from jiqun.procedure.roles import Role
from jiqun.records.models import Verification

WATCH = (Role.AUDITOR, Role.ADMINISTRATOR)


def verify_installation(*, at: datetime) -> None:
    """Verify everything and keep what was found; faults are told to auditors and administrators."""
    found = verify_everything()
    row = Verification.objects.create(at=at, sound=not found.faults, report=report_as_dict(found))
    if found.faults:
        body = _BODY.fill(n=len(found.faults), first=found.faults[0].words)
        send_mailing(Mailing(_SUBJECT, body, "/desk/", WATCH), f"verification:{row.pk}", at)


def ask_verification(*, by: Actor | None, at: datetime) -> None:
    """Ask for a verification in the background: once a day by itself, at most once a minute by a person."""
    if by is None:
        ask("verify_installation", f"verify:{day_of(at)}", {}, at=at)
        return
    only(by, Role.AUDITOR)
    ask("verify_installation", f"verify:{at:%Y%m%d%H%M}", {}, at=at)


_SUBJECT = Bi(zh="存证核验发现问题", en="The ledger’s verification found faults")
_BODY = Bi(
    zh="核验发现{n}处问题，第一处：{first}\n请立即在存证页面查看，并保全数据库和备份。\n",
    en="The verification found {n} fault(s), the first: {first}\n"
    "See the ledger’s page now, and secure the database and backups.\n",
)
