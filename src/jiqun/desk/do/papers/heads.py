"""Signing the ledger's head: daily, and for every receipt."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.desk.installation.keys import present_key, signing_key
from jiqun.desk.tree import signed_head_of
from jiqun.ledger.frontier import Frontier
from jiqun.ledger.head import Head, SignedHead, sign_head
from jiqun.ledger.keys import key_id_of, public_key_of
from jiqun.records.models import LedgerTip, TreeHead


def sign_present_head(*, at: datetime) -> SignedHead | None:
    """Sign the head of all entries so far, unless it has been signed already; None while there are no entries.

    The signed head is published on the ledger's page.
    """
    with transaction.atomic():
        tip = LedgerTip.objects.select_for_update().filter(pk=1).first()
        if tip is None:
            return None
        key = signing_key(at)
        tip.refresh_from_db()
        known = TreeHead.objects.filter(pk=tip.size).select_related("key").first()
        if known is not None:
            return signed_head_of(known)
        frontier = Frontier(tip.size, tuple(bytes.fromhex(peak) for peak in tip.frontier))
        head = Head(tip.size, frontier.root().hex(), at, key_id_of(public_key_of(key)))
        signed = sign_head(key, head)
        TreeHead.objects.create(size=head.size, root=head.root, at=at, key_id=head.key_id, signature=signed.signature)
    assert present_key() is not None
    return signed
