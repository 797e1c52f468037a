"""What somebody writes who objects, before their address is proved; and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from jiqun.base.words import Bi, Lang
from jiqun.law import edition
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.objection import GROUNDS, REMEDIES

MOST_FILES = 5
MOST_LETTERS = 5_000
_LEAST_LETTERS = 10


@dataclass(frozen=True)
class Lodged:
    """The form's fields as they were typed; `cluster` is its number."""

    cluster: str
    ground: str
    clause: str
    argument: str
    remedy: str
    name: str
    organisation: str
    email: str
    phone: str
    lang: Lang
    agreed: bool

    def content(self) -> dict[str, str]:
        """What is kept until the address is proved. A clause belongs to one ground only."""
        return {
            "ground": self.ground,
            "clause": self.clause if self.ground == "standards" else "",
            "argument": self.argument,
            "remedy": self.remedy,
            "name": self.name,
            "organisation": self.organisation,
            "phone": self.phone,
        }


def problems_with(one: Lodged) -> dict[str, Bi | None]:
    """By field, what is wrong and how to mend it; None where nothing is."""
    letters, digits = len(one.argument), sum(letter.isdigit() for letter in one.phone)
    clause_missing = one.ground == "standards" and one.clause not in clauses()
    return {
        "ground": None if one.ground in GROUNDS else _GROUND,
        "clause": _CLAUSE if clause_missing else None,
        "argument": None if _LEAST_LETTERS <= letters <= MOST_LETTERS else _ARGUMENT.fill(n=MOST_LETTERS),
        "remedy": None if one.remedy in REMEDIES else _REMEDY,
        "name": None if 2 <= len(one.name) <= 100 else _NAME,
        "organisation": None if len(one.organisation) <= 200 else _LONG,
        "email": None if _is_address(one.email) else _EMAIL,
        "phone": None if 7 <= digits <= 20 and len(one.phone) <= 50 else _PHONE,
        "agreed": None if one.agreed else _AGREE,
    }


def clauses() -> dict[str, Bi]:
    """The clauses of Article 6 that may not be met, by id."""
    return {key: one.title for key, one in edition(EDITION).provisions.items()}


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


_GROUND = Bi(zh="请选择异议的理由。", en="Choose the ground.")
_CLAUSE = Bi(zh="请选择不符合的条款。", en="Choose the clause that is not met.")
_ARGUMENT = Bi(
    zh="请写明事实和理由，10字以上，不超过{n}字。", en="Set out the facts and reasons, in 10 to {n} characters."
)
_REMEDY = Bi(zh="请选择您的请求。", en="Choose what you ask for.")
_NAME = Bi(zh="请填写真实姓名。", en="Give your real name.")
_LONG = Bi(zh="单位名称不超过200字。", en="The organisation has 200 characters at most.")
_EMAIL = Bi(zh="请填写可以收信的电子邮箱。", en="Give an e-mail address at which you can be reached.")
_PHONE = Bi(zh="请填写可以联系到您的电话号码。", en="Give a telephone number at which you can be reached.")
_AGREE = Bi(zh="请确认已阅读并如实填写。", en="Confirm that you have read this and that what you write is true.")
