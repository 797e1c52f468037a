"""Entering recognitions of the city's 2023 batch, from before the Procedures, each with an expiry of its own (A9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import only
from jiqun.desk.post import ask
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.facts.recognised_batch import Earlier
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.records.models import Cluster, Person, Recognition

Told = Mapping[str, Bi]


def problems_with(rows: Sequence[Earlier], *, by: Actor) -> tuple[Told, ...]:
    """What is wrong with each row, by field; nothing for one that can be entered. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    clusters = {row.number: row for row in Cluster.objects.filter(number__in=[one.cluster for one in rows])}
    held = Recognition.objects.filter(cluster__in=clusters.values()).values_list("cluster__number", flat=True)
    numbers = Recognition.objects.filter(number__in=[one.number for one in rows]).values_list("number", flat=True)
    twice = Counter(one.cluster for one in rows), Counter(one.number for one in rows)
    recognised, taken = set(held), set(numbers)
    return tuple(
        _real(
            {
                "cluster": None
                if one.cluster in clusters and one.cluster not in recognised and twice[0][one.cluster] == 1
                else (_HELD if one.cluster in clusters else _NO_CLUSTER),
                "number": _TAKEN if one.number in taken or twice[1][one.number] > 1 else _length(one.number, 60),
                "first_day": _AFTER if one.first_day >= _IN_FORCE else None,
                "last_day": _ORDER if one.last_day < one.first_day else None,
                "source": _length(one.source, 300),
            }
        )
        for one in rows
    )


def enter_earlier(one: Earlier, *, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime) -> Recognition:
    """Enter one recognition. Raises NotThere, Wrong by field."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.person)
        refuse_if(problems_with([one], by=by)[0], unread)
        return _enter(one, by, at)


def enter_batch(rows: Sequence[Earlier], *, by: Actor, at: datetime) -> int:
    """Enter all rows of a file, or none; how many. Raises NotThere, Wrong (`row_<number of the row>`)."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.person)
        told = problems_with(rows, by=by)
        wrong = {f"row_{place}": _together(place, found) for place, found in enumerate(told, start=2) if found}
        if wrong:
            raise Wrong(wrong)
        for one in rows:
            _enter(one, by, at)
    return len(rows)


def _enter(one: Earlier, by: Actor, at: datetime) -> Recognition:
    cluster = Cluster.objects.get(number=one.cluster)
    row = Recognition.objects.create(
        cluster=cluster,
        number=one.number,
        first_day=one.first_day,
        last_day=one.last_day,
        source=one.source,
        by_id=by.person,
        at=at,
    )
    content = {"certificate": row.number, "cluster": cluster.number, "source": row.source}
    subject = f"cluster:{cluster.pk}"
    record("import_recognition", subject, by=by, at=at, article="9", content=content, sealed=(row,))
    ask("make_open_data", f"open-data:recognition:{row.pk}", {}, at=at)
    return row


def _together(place: int, found: Told) -> Bi:
    texts = found.values()
    whole = Bi(zh="".join(one.zh for one in texts), en=" ".join(one.en for one in texts))
    return Bi(zh="第{row}行：{text}", en="Row {row}: {text}").fill(row=place, text=whole)


def _real(found: Mapping[str, Bi | None]) -> dict[str, Bi]:
    return {name: text for name, text in found.items() if text is not None}


def _length(text: str, most: int) -> Bi | None:
    return None if 0 < len(text.strip()) <= most else _LENGTH.fill(n=most)


_IN_FORCE = edition(EDITION).in_force_from
_NO_CLUSTER = Bi(zh="名录中没有这个编号的集群，请先登记集群。", en="No cluster has this number: register it first.")
_HELD = Bi(zh="该集群已有认定，或在文件中出现两次。", en="It has a recognition already, or stands in the file twice.")
_TAKEN = Bi(zh="该证书编号已被使用。", en="This certificate number is taken.")
_AFTER = Bi(
    zh=f"只能补录《办法》施行（{_IN_FORCE}）之前的认定。",
    en=f"Only recognitions from before the Procedures came into force ({_IN_FORCE}) are entered here.",
)
_ORDER = Bi(zh="末日不能早于首日。", en="It cannot end before it begins.")
_LENGTH = Bi(zh="请填写，最长{n}字。", en="Fill it in, with {n} characters at most.")
