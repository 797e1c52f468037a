"""Published lists made again from what is sealed: each text has to come out as it was published, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from jiqun.base.words import Bi
from jiqun.desk.deciding.listing import corrected_text, notice_text, stored_source
from jiqun.desk.deciding.results import results_text, stored_result
from jiqun.ledger.canonical import sha256_hex
from jiqun.ledger.fault import Fault
from jiqun.papers.list_text import ListText, first_difference
from jiqun.records.models import EntryContent, PublishedList
from jiqun.records.store import StoredBytesWrong

Recipe = Callable[[Mapping[str, Any]], ListText]
_BROKEN = (KeyError, TypeError, ValueError, ObjectDoesNotExist, StoredBytesWrong)


def rebuilt(row: PublishedList) -> ListText:
    """The list as it follows from the ledger's content of its publication and the sealed rows that this names.

    Raises LookupError where there is no such content, or nobody knows how that act makes a list; and what reading
    altered rows raises.
    """
    return _rebuilt(_content_of(row))


def list_faults() -> Iterator[Fault]:
    """Each published list that does not come out as it stands, with the first line that differs."""
    for row in PublishedList.objects.order_by("pk").iterator(100):
        seq = _seq_of(row)
        if sha256_hex(row.text) != row.sha256:
            yield Fault("list-hash", _HASH.fill(number=row.number), seq)
        try:
            again = rebuilt(row)
        except _BROKEN as error:
            yield Fault("list-not-rebuilt", _NOT_REBUILT.fill(number=row.number, why=type(error).__name__), seq)
            continue
        if line := first_difference(again.text, row.text):
            yield Fault("list-altered", _ALTERED.fill(number=row.number, line=line), seq)
        if wrong := _wrong_lines(row, again):
            yield Fault("list-lines", _LINES.fill(number=row.number, places=wrong), seq)


def _rebuilt(content: EntryContent) -> ListText:
    return RECIPES[content.entry.act](content.content["what"])


def _content_of(row: PublishedList) -> EntryContent:
    found = EntryContent.objects.filter(entry__subject=f"list:{row.pk}").select_related("entry").order_by("pk").first()
    if found is None:
        raise KeyError(row.pk)
    return found


def _seq_of(row: PublishedList) -> int | None:
    found = EntryContent.objects.filter(entry__subject=f"list:{row.pk}").order_by("pk")
    return found.values_list("entry__seq", flat=True).first()


def _wrong_lines(row: PublishedList, again: ListText) -> str:
    """The places that name another cluster's case than the list does, or none, or one too many."""
    kept = dict(row.lines.values_list("place", "case__cluster__number"))
    wanted = {line["place"]: line["cluster"] for line in again.lines}
    return ", ".join(str(one) for one in sorted(kept.keys() | wanted.keys()) if kept.get(one) != wanted.get(one))


def _notice(what: Mapping[str, Any]) -> ListText:
    return notice_text(what["head"], [stored_source(one) for one in what["sources"]])


def _results(what: Mapping[str, Any]) -> ListText:
    return results_text(what["head"], [stored_result(one) for one in what["sources"]])


def _corrected(what: Mapping[str, Any]) -> ListText:
    before = PublishedList.objects.get(pk=what["replaces"])
    return corrected_text(rebuilt(before), what["head"], what["changes"])


# By the act that publishes a list, how its content makes the text.
RECIPES: Mapping[str, Recipe] = {
    "publish_notice": _notice,
    "announce_results": _results,
    "correct_list": _corrected,
}
_HASH = Bi(zh="名单{number}的文本与其哈希不符。", en="The text of list {number} is not the one of its hash.")
_NOT_REBUILT = Bi(
    zh="名单{number}无法从封存数据重建（{why}）。", en="List {number} cannot be made again from what is sealed ({why})."
)
_ALTERED = Bi(
    zh="名单{number}与从封存数据重建的不同，自第{line}行起。",
    en="List {number} is not the one that follows from what is sealed: line {line} differs first.",
)
_LINES = Bi(
    zh="名单{number}的下列序号所对应的案件不符：{places}。",
    en="List {number}: the cases kept for these places are not those of the list: {places}.",
)
