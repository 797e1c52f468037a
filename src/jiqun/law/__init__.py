"""What the Procedures say, as data: editions with articles, clauses, figures and readings, each with its citation."""

from jiqun.law.book import (
    Article,
    Edition,
    Figure,
    Kind,
    Option,
    Override,
    Provision,
    Reading,
    edition,
    edition_ids,
)
from jiqun.law.notice import Notice, read_notice, under_notice

__all__ = [
    "Article",
    "Edition",
    "Figure",
    "Kind",
    "Notice",
    "Option",
    "Override",
    "Provision",
    "Reading",
    "edition",
    "edition_ids",
    "read_notice",
    "under_notice",
]
