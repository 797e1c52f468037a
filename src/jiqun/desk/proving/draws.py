"""Every draw of the installation done again from what is stored of it, and held against what was published."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jiqun.base.words import Bi
from jiqun.desk.draws.records import record_of, reveal_of
from jiqun.fairness.draw import commitment_of
from jiqun.ledger.fault import Fault
from jiqun.papers.draw_check import draw_faults
from jiqun.records.models import Draw, DrawSecret, LedgerEntry

_UNCOVERED = "not-covered"  # the head is signed in the background: no fault of what is stored


def check_draws(keys: Collection[str]) -> Iterator[tuple[int, tuple[Fault, ...]]]:
    """By draw, what is wrong with it: its record, drawn again; the seed that is kept until it is revealed."""
    found = Draw.objects.select_related("reveal", "secret").order_by("pk")
    for row in found.iterator(100):
        yield row.pk, tuple(_faults(row, keys))


def _faults(row: Draw, keys: Collection[str]) -> Iterator[Fault]:
    if not LedgerEntry.objects.filter(subject=f"draw:{row.pk}", act="commit_draw").exists():
        yield Fault("draw-not-recorded", _NOT_RECORDED)
        return
    yield from _record_faults(row, keys)
    secret: DrawSecret | None = getattr(row, "secret", None)
    if secret is None:
        yield Fault("draw-secret", _NO_SECRET)
    elif reveal_of(row) is not None and secret.seed:
        yield Fault("draw-secret", _KEPT)
    elif reveal_of(row) is None and not _is_seed(secret.seed, row.seed_sha256):
        yield Fault("draw-secret", _OTHER)


def _record_faults(row: Draw, keys: Collection[str]) -> Iterator[Fault]:
    try:
        found = draw_faults(record_of(row), keys)
    except (LookupError, ValueError):  # entries of the ledger are missing, which is told with them
        yield Fault("draw-unproven", _UNPROVEN)
        return
    yield from (fault for fault in found if fault.code != _UNCOVERED)


def _is_seed(seed: str, sha256: str) -> bool:
    try:
        return commitment_of(seed) == sha256
    except ValueError:
        return False


_NOT_RECORDED = Bi(zh="没有承诺的存证。", en="the ledger holds no commitment of it.")
_UNPROVEN = Bi(zh="存证残缺，无法证明。", en="the ledger is not whole, so nothing proves it.")
_NO_SECRET = Bi(zh="种子和盐值不见了，无法揭示。", en="its seed and salt are gone; it cannot be revealed.")
_KEPT = Bi(zh="揭示后种子没有删除。", en="its seed was not deleted when it was revealed.")
_OTHER = Bi(zh="保存的种子不是承诺的那一个，无法揭示。", en="the seed that is kept is not the one committed to.")
