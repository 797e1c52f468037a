"""Rejecting an application before, after or while it is on notice: prepared by one, signed by another (Article 9).

There is a way for each stage that it can be decided at, so that the case shows to those outside as it did before, and
goes back to where it came from.
"""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Stage, not_by
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.procedure.shanghai_2024.recognition.application_needs import NO_OPEN_QUESTIONS
from jiqun.procedure.shanghai_2024.recognition.examination_needs import EXAMINING, NO_OPEN_OBJECTION, UNCHANGED
from jiqun.procedure.shanghai_2024.recognition.stages import (
    EVALUATED,
    FORM_REJECTION_PREPARED,
    FORM_REJECTION_SIGNED,
    NOTICE_REJECTION_PREPARED,
    NOTICE_REJECTION_SIGNED,
    ON_NOTICE,
    RECOMMENDED,
    REJECTION_PREPARED,
    REJECTION_SIGNED,
)

OFFICER, APPROVER = (Role.MUNICIPAL_OFFICER,), (Role.MUNICIPAL_APPROVER,)
A9 = article("9")


def _way(before: Stage, prepared: Stage, signed: Stage) -> tuple[Move, ...]:
    """Preparing, signing and sending back a rejection of what stands at `before`."""
    name = prepared.name.removesuffix("_prepared")
    return (
        Move(
            f"prepare_{name}",
            Bi(zh="拟不予认定", en="Prepare the rejection"),
            OFFICER,
            (before.name,),
            prepared.name,
            A9,
            (EXAMINING, NO_OPEN_OBJECTION, NO_OPEN_QUESTIONS),
            asks=("reason",),
            done=Bi(zh="拟办不予认定", en="Prepared the rejection"),
            inside=True,
        ),
        Move(
            f"sign_{name}",
            Bi(zh="签批不予认定", en="Sign the rejection"),
            APPROVER,
            (prepared.name,),
            signed.name,
            A9,
            (not_by(f"prepare_{name}", under=A9), NO_OPEN_OBJECTION, UNCHANGED),
            done=Bi(zh="签批不予认定", en="Signed the rejection"),
            inside=True,
        ),
        Move(
            f"return_{name}",
            Bi(zh="退回拟办（不予认定）", en="Send the rejection back"),
            APPROVER,
            (prepared.name, signed.name),
            before.name,
            A9,
            asks=("reason",),
            done=Bi(zh="退回不予认定拟办", en="Sent the rejection back"),
            inside=True,
        ),
    )


WAYS = (
    (EVALUATED, REJECTION_PREPARED, REJECTION_SIGNED),
    (RECOMMENDED, FORM_REJECTION_PREPARED, FORM_REJECTION_SIGNED),
    (ON_NOTICE, NOTICE_REJECTION_PREPARED, NOTICE_REJECTION_SIGNED),
)
# By the stage at which it is decided: how the move that prepares the rejection is called.
PREPARING = {before.name: f"prepare_{prepared.name.removesuffix('_prepared')}" for before, prepared, _ in WAYS}
PREPARED = tuple(prepared.name for _, prepared, _ in WAYS)
SIGNED = tuple(signed.name for _, _, signed in WAYS)
MOVES = tuple(move for way in WAYS for move in _way(*way))
