"""The demonstration's organisations and accounts; all fictional, and known to everybody who starts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor, actors_of
from jiqun.desk.do.people.accounts import found_body, give_account, hash_of
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import SECOND_FACTOR, Office, Role

PASSWORD = "demonstration-2026"  # noqa: S105  # of fictional accounts, printed at every start
TOTP_SECRET = "JIQUNDEMOJIQUNDEMOJIQUNDEMOJIQUN"  # noqa: S105  # of fictional accounts, known to everybody


@dataclass(frozen=True)
class Account:
    """A demonstration account, as it is printed."""

    email: str
    name: str
    role: Bi
    body: Bi


def email_of(name: str) -> str:
    """The made-up address of a demonstration account."""
    return f"{name}@demo.example"


def commission(at: datetime) -> dict[str, Actor]:
    """The Commission and the audit office with their people."""
    body = found_body(
        kind=Office.COMMISSION,
        name_zh="市经济和信息化委员会（演示）",
        name_en="Municipal Commission (demonstration)",
        at=at,
    )
    audit = found_body(kind=Office.AUDIT, name_zh="市审计局（演示）", name_en="Audit office (demonstration)", at=at)
    return {
        "officer": person("officer", "郑立新", Role.MUNICIPAL_OFFICER, body.pk, at),
        "approver": person("approver", "孙国华", Role.MUNICIPAL_APPROVER, body.pk, at),
        "admin": person("admin", "冯志远", Role.ADMINISTRATOR, body.pk, at),
        "auditor": person("auditor", "钱静", Role.AUDITOR, audit.pk, at),
    }


def districts(at: datetime) -> dict[str, Actor]:
    """The 16 district offices with an officer each."""
    officers = {}
    for code, name in DISTRICTS.items():
        body = found_body(
            kind=Office.DISTRICT,
            name_zh=f"{name.zh}中小企业主管部门（演示）",
            name_en=f"SME department of {name.en} (demonstration)",
            district=code,
            at=at,
        )
        officers[code] = person(f"district-{code}", f"{name.zh[0]}区经办", Role.DISTRICT_OFFICER, body.pk, at)
    return officers


def operator(number: int, name: Bi, district: str, credit_code: str, at: datetime) -> Actor:
    """An operator and its person."""
    body = found_body(
        kind=Office.OPERATOR,
        name_zh=name.zh,
        name_en=name.en,
        district=district,
        credit_code=credit_code,
        at=at,
    )
    return person(f"operator-{number:02d}", f"运营{number:02d}", Role.OPERATOR, body.pk, at)


def person(key: str, name: str, role: Role, body: int, at: datetime) -> Actor:
    """An account; an official's has the demonstration's second factor already."""
    row = give_account(email=email_of(key), name=name, lang="zh", hashed=_hashed(), organisation=body, role=role, at=at)
    if role in SECOND_FACTOR:
        TOTP.activate(row, TOTP_SECRET)
    return actor_of(row, role, at)


@cache
def _hashed() -> str:
    return hash_of(PASSWORD)


def actor_of(row: object, role: Role, at: datetime) -> Actor:
    """Somebody with an account, acting in a role."""
    return next(one for one in actors_of(row, at) if one.role == role)


def present_code(secret: str = TOTP_SECRET) -> str:
    """The one-time code as it is now: of the officials' accounts, or of any other `secret`."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))
