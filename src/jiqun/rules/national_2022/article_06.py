"""The national recognition standard, as far as it is known: the municipal clauses that correspond, with its figures.

What a clause measures is the same; the figure and its operator are the edition's own. A clause whose figure the edition
does not know is for a person to decide.
"""

from __future__ import annotations

from jiqun.law import edition
from jiqun.rules.asks import Clause, Judgement
from jiqun.rules.shanghai_2024 import article_06 as municipal

_BOOK = edition("national-2022")
_ASKS = {clause.cite.id: clause.asks for clause in municipal.CLAUSES}

CLAUSES = tuple(
    Clause(provision, Judgement(unknown=True) if provision.unknown else _ASKS[provision.id])
    for provision in _BOOK.provisions.values()
)
