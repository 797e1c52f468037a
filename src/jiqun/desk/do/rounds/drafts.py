"""A round's notice while it is being prepared (Article 7); nothing here has effect until it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.files import Taken, keep_file
from jiqun.desk.may import NotThere, only
from jiqun.desk.rounds.notice import Notice
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Round, RoundDraft

MOST_FILES = 20


def start_draft(*, content: Mapping[str, Sequence[str]], by: Actor, at: datetime) -> RoundDraft:
    """Begin a notice with these first values. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    return RoundDraft.objects.create(content=dict(content), started_at=at, edited_at=at, edited_by_id=by.person)


def save_draft(
    *, draft: int, version: int, content: Mapping[str, Sequence[str]], by: Actor, at: datetime
) -> RoundDraft:
    """Keep what was typed on one page of it, as it was typed. Raises NotThere; Wrong if a colleague was quicker."""
    with transaction.atomic():
        row = _draft(draft, by)
        if row.version != version:
            raise Wrong({"version": _OVERTAKEN})
        row.content = {**row.content, **{name: list(values) for name, values in content.items()}}
        return _keep(row, by, at)


def attach(*, draft: int, file: Taken, by: Actor, at: datetime) -> None:
    """Put a file beside the notice. Raises NotThere, Wrong."""
    with transaction.atomic():
        row = _draft(draft, by)
        refuse_if({"file": _MANY.fill(n=MOST_FILES) if len(row.files) >= MOST_FILES else None})
        blob = keep_file(file, at)
        row.files = [one for one in row.files if one["name"] != file.name]
        row.files.append({"name": file.name, "sha256": blob.pk})
        _keep(row, by, at)


def detach(*, draft: int, name: str, by: Actor, at: datetime) -> None:
    """Take a file away again. Raises NotThere."""
    with transaction.atomic():
        row = _draft(draft, by)
        row.files = [one for one in row.files if one["name"] != name]
        _keep(row, by, at)


def discard_draft(*, draft: int, by: Actor) -> None:
    """Give the notice up. Raises NotThere."""
    _draft(draft, by).delete()


def publish_draft(
    *, draft: int, version: int, notice: Notice, unread: Mapping[str, Bi], by: Actor, at: datetime
) -> Round:
    """Publish what the draft says: `notice` is its content as values, with its attachments.

    Raises NotThere; Wrong with everything that cannot be, or if a colleague has changed the draft since.
    """
    with transaction.atomic():
        row = _draft(draft, by)
        if row.version != version:
            raise Wrong({"version": _OVERTAKEN})
        if unread:
            raise Wrong(unread)
        published = publish_round(notice, by=by, at=at)
        row.delete()
        return published


def _draft(draft: int, by: Actor) -> RoundDraft:
    only(by, Role.MUNICIPAL_OFFICER)
    row = RoundDraft.objects.select_for_update().filter(pk=draft).first()
    if row is None:
        raise NotThere
    return row


def _keep(row: RoundDraft, by: Actor, at: datetime) -> RoundDraft:
    row.version += 1
    row.edited_at, row.edited_by_id = at, by.person
    row.save()
    return row


def first_content(latest: Round | None) -> dict[str, list[Any]]:
    """What a new notice begins with: the days, evidence and rubric of the last round."""
    if latest is None:
        return {}
    rubric = latest.rubric
    return {
        **{f"days_{name}": [str(days)] for name, days in latest.days.items()},
        **{f"weight_{group}": [str(weight)] for group, weight in rubric.get("weights", {}).items()},
        **{
            name: [str(rubric[name])]
            for name in ("experts", "days", "wide", "far", "tie_years", "by")
            if name in rubric
        },
        **{name: ["yes"] for name in ("comments", "calibrated") if rubric.get(name)},
        "materials": list(latest.materials),
        "spot_share": [latest.spot_share],
        "spot_firms": [str(latest.spot_firms)],
    }


_OVERTAKEN = Bi(
    zh="同事刚刚修改过这份通知草稿，请核对后再保存；您填写的内容仍在页面上。",
    en="A colleague has just changed this draft: look at it and save again. What you typed is still on the page.",
)
_MANY = Bi(zh="附件最多{n}个。", en="At most {n} attachments.")
