"""The ledger as an auditor reads it, and what of it is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.acts import act_title
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.may import NotThere, only
from jiqun.desk.proving.exporting import exported_ledger
from jiqun.desk.proving.verifying import sealed_models
from jiqun.desk.record import seal_of
from jiqun.desk.tree import proven, signed_head_of
from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.entry import content_hash
from jiqun.ledger.keys import key_id_of
from jiqun.procedure.roles import ROLE_TITLES, Role
from jiqun.records.models import EntryContent, LedgerEntry, Organisation, SigningKey, TreeHead, Verification

_SYSTEM = Bi(zh="系统", en="the system")
_PAGES = {"case": "/desk/cases/{}/", "cluster": "/desk/clusters/{}/", "enterprise": "/desk/enterprises/{}/"}


@dataclass(frozen=True)
class EntryItem:
    """An entry on the list."""

    seq: int
    at: datetime
    act: str
    title: Bi
    role: Bi
    organisation: str
    subject: str
    page: str
    article: str
    hash: str


@dataclass(frozen=True)
class SealedRow:
    """A row that an entry seals, and whether it still has that hash. `state`: same, altered, gone."""

    table: str
    key: str
    sha256: str
    state: str


@dataclass(frozen=True)
class EntryView:
    """One entry with its content; `erased` when that was removed, `agrees` while its hash is the entry's."""

    item: EntryItem
    organisation: Bi | None
    actor: str
    content_sha256: str
    previous: str
    content: str
    agrees: bool
    erased: bool
    rows: tuple[SealedRow, ...]
    head: int | None
    last: int


@dataclass(frozen=True)
class KeyView:
    """A signing key: its id, public half, since when, and the key that vouches for it."""

    key_id: str
    public: str
    since: datetime
    previous: str


@dataclass(frozen=True)
class HeadView:
    """A signed head."""

    size: int
    root: str
    at: datetime
    key_id: str
    signature: str


@dataclass(frozen=True)
class Checked:
    """The last check of the whole installation."""

    at: datetime
    sound: bool
    numbers: dict[str, int]
    faults: tuple[Bi, ...]


def list_entries(  # noqa: PLR0913  # each is a filter of the page
    *,
    by: Actor,
    act: str = "",
    subject: str = "",
    role: str = "",
    article: str = "",
    first: date | None = None,
    last: date | None = None,
    page: int = 1,
) -> Page[EntryItem]:
    """The entries, the newest first: by act, subject (`case:12`), role, article, and days."""
    only(by, Role.AUDITOR)
    wanted = {"act": act, "subject": subject, "role": role, "article": article}
    found = LedgerEntry.objects.filter(**{name: value for name, value in wanted.items() if value})
    return page_of(_between(found, first, last).order_by("-seq"), page, _item)


def look_at_entry(seq: int, *, by: Actor) -> EntryView:
    """One entry. Raises NotThere."""
    only(by, Role.AUDITOR)
    row = LedgerEntry.objects.filter(pk=seq).select_related("content").first()
    if row is None:
        raise NotThere
    content: EntryContent | None = getattr(row, "content", None)
    body = Organisation.objects.filter(pk=int(row.organisation)).first() if row.organisation.isdigit() else None
    head = TreeHead.objects.filter(size__gte=seq).order_by("size").first()
    return EntryView(
        item=_item(row),
        organisation=Bi(zh=body.name_zh, en=body.name_en or body.name_zh) if body else None,
        actor=row.actor,
        content_sha256=row.content_sha256,
        previous=row.previous,
        content=canonical_json(content.content["what"]) if content else "",
        agrees=content is not None and content_hash(content.salt, content.content) == row.content_sha256,
        erased=content is None,
        rows=tuple(_sealed(content)) if content else (),
        head=head.size if head else None,
        last=LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True)[0],
    )


def entry_proof(seq: int, *, by: Actor) -> str:
    """The proof of an entry under the first head that covers it, as `jiqun verify entry` reads it. Raises NotThere."""
    only(by, Role.AUDITOR)
    row = LedgerEntry.objects.filter(pk=seq).first()
    head = TreeHead.objects.filter(size__gte=seq).select_related("key").order_by("size").first()
    if row is None or head is None:
        raise NotThere
    return proven(row, signed_head_of(head), head.key.public).text


def ledger_lines(*, by: Actor) -> Iterator[str]:
    """The whole ledger in its text form, line by line. Raises NotThere."""
    only(by, Role.AUDITOR)
    return exported_ledger()


def last_check(*, by: Actor) -> Checked | None:
    """What the last check of the installation found; None before the first."""
    only(by, Role.AUDITOR, Role.ADMINISTRATOR)
    row = Verification.objects.order_by("-at", "-pk").first()
    if row is None:
        return None
    report: dict[str, Any] = dict(row.report)
    faults = tuple(Bi(**one["message"]) for one in report.pop("faults"))
    return Checked(row.at, row.sound, report, faults)


def acts_recorded(*, by: Actor) -> tuple[tuple[str, Bi], ...]:
    """The acts that stand in the ledger."""
    only(by, Role.AUDITOR)
    names = LedgerEntry.objects.order_by("act").values_list("act", flat=True).distinct()
    return tuple((name, act_title(name)) for name in names)


def public_heads(page: int = 1) -> Page[HeadView]:
    """The signed heads, the newest first; anybody may keep them."""
    return page_of(TreeHead.objects.order_by("-size"), page, _head)


def published_keys() -> tuple[KeyView, ...]:
    """The signing keys, the newest first."""
    return tuple(
        KeyView(key_id_of(row.public), row.public, row.since, row.previous)
        for row in SigningKey.objects.order_by("-since", "-pk")
    )


def _between(found: QuerySet[LedgerEntry], first: date | None, last: date | None) -> QuerySet[LedgerEntry]:
    if first:
        found = found.filter(at__gte=datetime.combine(first, time(), SHANGHAI))
    return found.filter(at__lt=datetime.combine(last + timedelta(days=1), time(), SHANGHAI)) if last else found


def _item(row: LedgerEntry) -> EntryItem:
    kind, _, key = row.subject.partition(":")
    role = ROLE_TITLES[Role(row.role)] if row.role in set(Role) else _SYSTEM
    page = _PAGES[kind].format(key) if kind in _PAGES else ""
    return EntryItem(
        seq=row.seq,
        at=row.at,
        act=row.act,
        title=act_title(row.act),
        role=role,
        organisation=row.organisation,
        subject=row.subject,
        page=page,
        article=row.article,
        hash=row.hash,
    )


def _sealed(content: EntryContent) -> Iterator[SealedRow]:
    models = {model.table(): model for model in sealed_models()}
    for table, key, sha256 in content.content["rows"]:
        row = models[table].objects.filter(pk=key).first() if table in models else None  # type: ignore[attr-defined]  # an abstract model has no manager of its own
        state = "gone" if row is None else "same" if seal_of(row)[2] == sha256 else "altered"
        yield SealedRow(table.removeprefix("records_"), str(key), sha256, state)


def _head(row: TreeHead) -> HeadView:
    return HeadView(row.size, row.root, row.at, row.key_id, row.signature)
