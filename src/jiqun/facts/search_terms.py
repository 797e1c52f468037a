"""What somebody types into a search box, as terms to look for one by one, and how any text is made alike to them."""

from __future__ import annotations

import unicodedata
from typing import Final

MOST_TERMS: Final = 8
LONGEST_TERM: Final = 64
LONGEST_QUERY: Final = 1_000  # characters that are looked at at all

# Control, format and surrogate characters: seen by nobody, and refused by databases.
_UNSEEN: Final = ("Cc", "Cf", "Cs")
# Typographic apostrophes are one; ü is typed as v on every Chinese keyboard, and so spelt in our pinyin.
_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "ü": "v"})


def folded(text: str) -> str:
    """The text in small letters and in Unicode's compatible form, blanks as single spaces, unseen characters left out.

    So `ＡＢＣ　（上海）` is `abc (上海)`.
    """
    # Left out first: between a letter and its accent they would keep the two apart.
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    small = unicodedata.normalize("NFKC", seen).casefold()
    # Small letters can have left the compatible form again.
    return " ".join(unicodedata.normalize("NFKC", small).translate(_ALIKE).split())


def normalised(query: str) -> tuple[str, ...]:
    """The terms of a query, all of which must be found; none if nothing was typed.

    They stand apart by blanks, each once and in order. Of a query that is too long the rest is left out: eight terms,
    64 characters each; so it finds more, never less. What a term means to `LIKE` is the caller's to escape.
    """
    terms = (term[:LONGEST_TERM] for term in folded(query[:LONGEST_QUERY]).split())
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]
