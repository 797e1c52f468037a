"""Draws by commit and reveal (Article 9): first whom from, how many and the hash of a seed; later the seed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.draws.drawn import EFFECTS, Drawn
from jiqun.desk.draws.drawing import Urn, changes_told, not_yet, urn_for
from jiqun.desk.draws.populations import Changes, changes_since, population_for, subjects_by_id
from jiqun.desk.draws.records import announced, commitment_entry, commitment_in, first_head, published
from jiqun.desk.may import NotThere, only
from jiqun.desk.post import ask
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.wrong import refuse_if
from jiqun.fairness.draw import Reveal, commitment_of, drawn
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.records.models import Draw, DrawReveal, DrawSecret, Round, TreeHead

A9 = article("9")
LONGEST = 300


def commit_draw(  # which draw, from whom, how many, by which public value
    *,
    round_id: int,
    purpose: str,
    case: int | None = None,
    count: int | None = None,
    beacon: str = "",
    by: Actor,
    at: datetime,
) -> Draw:
    """Publish whom a draw will be made from, how many, and the hash of its seed; once for each thing that is drawn.

    `case`: the spot check whose enterprises or inspectors, or the application whose experts are drawn.
    `count` where the notice does not fix it. `beacon`: in words, which public value of a later day will be used.
    Raises NotThere, Refused, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if({"beacon": _text_problem(beacon)})
    with transaction.atomic():
        # A second commitment waits, and sees this one.
        Round.objects.select_for_update().filter(pk=round_id, purpose__in=BY_STAGES).first()
        urn = urn_for(round_id, purpose, case, count=count, by=by, at=at)
        if urn.lacks:
            raise Refused(_COMMIT, urn.lacks)
        refuse_if({"count": urn.wrong})
        return _commit(urn, beacon.strip(), by, at)


def reveal_draw(  # which draw, by which value, what else has to be said
    *,
    draw: int,
    value: str = "",
    reason: str = "",
    by: Actor,
    at: datetime,
) -> DrawReveal:
    """Reveal the seed of a committed draw, and draw: always from the population that was committed to.

    Needs a head of the ledger signed since, whose root nobody knew when the seed was made; the first one counts. Where
    the population has changed meanwhile it is refused, lines and all, until a reason is given why the draw is made all
    the same; that is published with it.

    Raises NotThere, Refused, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        secret = DrawSecret.objects.select_for_update().filter(draw=draw).first()
        if secret is None:
            raise NotThere
        row = Draw.objects.select_related("round", "case__about").get(pk=draw)
        head = first_head(commitment_entry(row))
        if lacks := not_yet(row, head, at):
            raise Refused(_REVEAL, lacks)
        refuse_if({"value": _value_problem(row, value)})
        changes = changes_since(row, at)
        if changes and not reason.strip():
            raise Refused(_REVEAL, (Lack("population", changes_told(changes), A9),))
        assert head is not None
        return _reveal(row, secret, head, _Told(value.strip(), reason.strip(), changes), by, at)


@dataclass(frozen=True)
class _Told:
    """What the officer says with a reveal, and what has changed since the commitment."""

    value: str
    reason: str
    changes: Changes


def _commit(urn: Urn, beacon: str, by: Actor, at: datetime) -> Draw:
    asked, seed, salt = urn.asked, secrets.token_hex(32), secrets.token_hex(32)
    population = population_for(asked.purpose, urn.subjects, salt)
    row = Draw.objects.create(
        round=asked.round,
        case=asked.case,
        purpose=asked.purpose,
        population=population.text,
        population_sha256=population.sha256,
        count=urn.count,
        seed_sha256=commitment_of(seed),
        beacon=beacon,
        by_id=by.person,
        at=at,
    )
    DrawSecret.objects.create(draw=row, seed=seed, salt=salt)
    content = {
        "purpose": row.purpose,
        "round": row.round_id,
        "case": asked.case.number if asked.case else "",
        **announced(row),
    }
    record("commit_draw", f"draw:{row.pk}", by=by, at=at, article="9", content=content, sealed=(row,))
    ask("sign_head", f"head:draw:{row.pk}", {}, at=at)  # the sooner it is fixed, the less anybody could do about it
    return row


def _reveal(row: Draw, secret: DrawSecret, head: TreeHead, told: _Told, by: Actor, at: datetime) -> DrawReveal:
    lines = drawn(commitment_in(row), Reveal(secret.seed, head.root, told.value))
    reveal = DrawReveal.objects.create(
        draw=row,
        seed=secret.seed,
        head_size=head.size,
        root=head.root,
        value=told.value,
        drawn=[list(line) for line in lines],
        changes=_kept(told),
        by_id=by.person,
        at=at,
    )
    whom, gone = subjects_by_id(row), [line for line in lines if line in told.changes.removed]
    made = Drawn(row, tuple(whom[line.id] for line in lines if line not in gone), by, at)
    EFFECTS[row.purpose](made)
    secret.seed = ""
    secret.save()
    content = {**published(reveal), "gone": [line.id for line in gone]}
    record("reveal_draw", f"draw:{row.pk}", by=by, at=at, article="9", content=content, sealed=(reveal, *made.rows))
    return reveal


def _kept(told: _Told) -> dict[str, object]:
    if not told.changes:
        return {}
    added, removed = ([list(line) for line in part] for part in (told.changes.added, told.changes.removed))
    return {"added": added, "removed": removed, "reason": told.reason}


def _text_problem(text: str) -> Bi | None:
    return None if len(text) <= LONGEST and text.strip().isprintable() else _TEXT.fill(most=LONGEST)


def _value_problem(row: Draw, value: str) -> Bi | None:
    if bool(row.beacon) != bool(value.strip()):
        return _GIVE.fill(beacon=row.beacon) if row.beacon else _NONE_NAMED
    return _text_problem(value)


_COMMIT = Bi(zh="公布抽签承诺", en="Commit to a draw")
_REVEAL = Bi(zh="揭示并抽取", en="Reveal and draw")
_TEXT = Bi(zh="最多{most}个字，不能换行。", en="{most} characters at most, on one line.")
_GIVE = Bi(zh="请填写承诺时指明的公开数值：{beacon}。", en="Give the public value that was named: {beacon}.")
_NONE_NAMED = Bi(zh="承诺时没有指明公开数值，不能填写。", en="No public value was named when it was committed to.")
