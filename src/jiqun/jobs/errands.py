"""Which kinds of errands there are, and the one desk call that does each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.desk.do.daily.sending import send_invitation, send_lodging, send_message
from jiqun.desk.do.daily.verifying import verify_installation
from jiqun.desk.do.deciding.certificates import make_certificate
from jiqun.desk.do.papers.dossiers import make_dossier
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.do.papers.receipts import make_receipt
from jiqun.desk.do.registers.open_data import make_open_data

KINDS: Mapping[str, Callable[..., object]] = {
    "make_certificate": make_certificate,
    "make_dossier": make_dossier,
    "make_open_data": make_open_data,
    "make_receipt": make_receipt,
    "send_invitation": send_invitation,
    "send_lodging": send_lodging,
    "send_message": send_message,
    "sign_head": sign_present_head,
    "verify_installation": verify_installation,
}


def do_errand(kind: str, payload: Mapping[str, Any], at: datetime) -> None:
    """Do it. Safe to be done twice. Raises whatever stands in its way; it is then tried again."""
    KINDS[kind](**payload, at=at)
