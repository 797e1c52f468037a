"""The ledger's signing key: a file that only the installation can read; its public half stands in the register."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.ledger.key_change import take_into_use
from jiqun.ledger.keys import key_id_of, private_key_from_pem, private_key_pem, public_key_of
from jiqun.procedure.roles import Role
from jiqun.records.models import LedgerTip, SigningKey


def signing_key(at: datetime) -> Ed25519PrivateKey:
    """The key that signs now; the first one is made when it is first asked for. Needs a transaction."""
    row = present_key()
    if row is None:
        return new_key(by=None, at=at)
    return private_key_from_pem(_path(row.key_id).read_bytes())


def new_key(*, by: Actor | None, at: datetime) -> Ed25519PrivateKey:
    """Take a new key into use, vouched for by the one before; changing the key is an act (Article 4)."""
    with transaction.atomic():
        LedgerTip.objects.select_for_update().filter(pk=1).first()
        before = present_key()
        key = Ed25519PrivateKey.generate()
        public = public_key_of(key)
        signer = private_key_from_pem(_path(before.key_id).read_bytes()) if before else key
        change = take_into_use(signer, public, at)
        _keep(key, key_id_of(public))
        row = SigningKey.objects.create(
            key_id=change.key_id, public=public, since=at, previous=change.previous, signature=change.signature
        )
        content = {"key": row.key_id, "public": public, "previous": change.previous}
        record("new_key", f"key:{row.key_id}", by=by, at=at, article="4", content=content, sealed=(row,))
    return key


def change_signing_key(*, declared: str, by: Actor, at: datetime) -> None:
    """Take a new key into use. `declared`: how the administrator has just proved who they are.

    Raises NotThere for anybody but an administrator, Wrong without that proof.
    """
    only(by, Role.ADMINISTRATOR)
    refuse_if({"proof": None if declared else _PROVE})
    new_key(by=by, at=at)


def key_in_use(*, by: Actor) -> SigningKey | None:
    """The key that signs now, for an administrator. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    return present_key()


def present_key() -> SigningKey | None:
    """The key in use, or None before the first."""
    return SigningKey.objects.order_by("-since", "-pk").first()


def _path(key_id: str) -> Path:
    return Path(settings.LEDGER_KEYS) / f"{key_id}.pem"


def _keep(key: Ed25519PrivateKey, key_id: str) -> None:
    path = _path(key_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(private_key_pem(key))
        file.flush()
        os.fsync(file.fileno())


_PROVE = Bi(zh="请输入密码或动态口令。", en="Type your password or a one-time code.")
