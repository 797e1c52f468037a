"""Raising alerts: what the data show is looked for once a day; a person looks at each (Article 19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.grounds.noticed import Noticed
from jiqun.desk.grounds.noticing import noticed_on
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.record import record
from jiqun.procedure.roles import Role
from jiqun.records.models import Alert


def notice_grounds(*, at: datetime) -> int:
    """Raise what the data show today and was not raised before; how many alerts that were."""
    return raise_alerts(noticed_on(day_of(at)), at=at)


def raise_alerts(noticed: Iterable[Noticed], *, at: datetime) -> int:
    """Raise an alert for each that has not been raised yet, by its key; the Commission's officers are told together.

    Operators are told nothing: an alert decides nothing, and nobody is warned by one.
    """
    wanted = {one.key: one for one in noticed}
    if not wanted:
        return 0
    with transaction.atomic():
        known = set(Alert.objects.filter(by=None).values_list("key", flat=True))
        new = [one for key, one in wanted.items() if key not in known]
        if not new:
            return 0
        rows = Alert.objects.bulk_create([_row(one, at) for one in new], batch_size=500)
        counts = Counter(one.limb for one in new)
        subject, content = f"day:{day_of(at)}", {"alerts": dict(sorted(counts.items()))}
        record("raise_alerts", subject, by=None, at=at, article="19", content=content, sealed=rows)
        words = Mailing(_SUBJECT.fill(n=len(new)), _BODY.fill(n=len(new)), "/desk/alerts/", (Role.MUNICIPAL_OFFICER,))
        send_mailing(words, f"alerts:{rows[0].pk}", at)
    return len(new)


def _row(one: Noticed, at: datetime) -> Alert:
    return Alert(
        key=one.key, cluster_id=one.cluster, limb=one.limb, since=one.since, evidence=one.evidence, by=None, at=at
    )


_SUBJECT = Bi(zh="新增{n}条撤销认定线索", en="{n} new alert(s) of a ground of revocation")
_BODY = Bi(
    zh="数据中发现{n}条可能属于《办法》第十九条所列情形的线索。线索本身不产生任何后果，请逐条核实：立案，或写明理由予以排除。\n",
    en="The data show {n} thing(s) that may be a ground under Article 19. An alert decides nothing: look at each, and "
    "open a case or dismiss it with reasons.\n",
)
