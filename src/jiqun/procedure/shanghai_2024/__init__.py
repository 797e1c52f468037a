"""The proceedings under the Shanghai Procedures of 2024."""

from jiqun.law import Article, edition

EDITION = "shanghai-2024"


def article(number: str) -> Article:
    """The article of that number. Raises KeyError if there is none, so that a wrong citation fails at import."""
    return edition(EDITION).articles[number]
