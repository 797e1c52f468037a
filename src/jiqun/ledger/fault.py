"""What is wrong with a record, and where: every check of this room answers in these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jiqun.base.words import Bi

MOST_FAULTS = 1_000  # a list longer than this tells nobody more, and memory stays flat
SELF_CONSISTENT = "self-consistent"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `seq` is the number of the entry, `line` the line of an exported file; None where neither is."""

    code: str
    words: Bi
    seq: int | None = None
    line: int | None = None

    def as_dict(self) -> dict[str, object]:
        """`{code, seq, line, message: {zh, en}}`, as printed in JSON."""
        return {"code": self.code, "seq": self.seq, "line": self.line, "message": self.words.as_dict()}


@dataclass
class Faults:
    """Faults as they are found: the first thousand are kept, the rest counted."""

    kept: list[Fault] = field(default_factory=list)
    more: int = 0

    def extend(self, found: Iterable[Fault]) -> None:
        """Take up what was found, in order."""
        for fault in found:
            if len(self.kept) < MOST_FAULTS:
                self.kept.append(fault)
            else:
                self.more += 1

    def in_order(self) -> tuple[Fault, ...]:
        """What was kept, by line where there are lines; the last says how many more there are, if there are."""
        kept = sorted(self.kept, key=lambda fault: (fault.line is None, fault.line or 0))
        rest = (Fault("more", _MORE.fill(more=self.more)),) if self.more else ()
        return (*kept, *rest)


_MORE = Bi("另有 {more} 处问题未列出。", "{more} more faults are not listed.")


def self_consistent() -> Fault:
    """What is said where nothing was held against a key known from elsewhere."""
    return Fault(
        SELF_CONSISTENT,
        Bi(
            "仅自洽：未与从别处取得的可信公钥比对。请核对主管部门公布的公钥。",
            "Only self-consistent: no key known from elsewhere was given. Compare the key with the published one.",
        ),
    )
