"""The size class of an enterprise: the table, the drop-down rule and the mapping, as written."""

# "X = employees (persons), Y = operating income (10,000 yuan), Z = total assets (10,000 yuan)".
# class -> indicator -> lower limits of (large, medium, small); below small is micro.
TABLE: dict[str, dict[str, tuple[int, int, int]]] = {
    "agriculture": {"Y": (20000, 500, 50)},
    "industry": {"X": (1000, 300, 20), "Y": (40000, 2000, 300)},
    "construction": {"Y": (80000, 6000, 300), "Z": (80000, 5000, 300)},
    "wholesale": {"X": (200, 20, 5), "Y": (40000, 5000, 1000)},
    "retail": {"X": (300, 50, 10), "Y": (20000, 500, 100)},
    "transport": {"X": (1000, 300, 20), "Y": (30000, 3000, 200)},
    "warehousing": {"X": (200, 100, 20), "Y": (30000, 1000, 100)},
    "postal": {"X": (1000, 300, 20), "Y": (30000, 2000, 100)},
    "accommodation": {"X": (300, 100, 10), "Y": (10000, 2000, 100)},
    "catering": {"X": (300, 100, 10), "Y": (10000, 2000, 100)},
    "information transmission": {"X": (2000, 100, 10), "Y": (100000, 1000, 100)},
    "software": {"X": (300, 100, 10), "Y": (10000, 1000, 50)},
    "real-estate development": {"Y": (200000, 1000, 100), "Z": (10000, 5000, 2000)},
    "property management": {"X": (1000, 300, 100), "Y": (5000, 1000, 500)},
    "leasing and business": {"X": (300, 100, 10), "Z": (120000, 8000, 100)},
    "other": {"X": (300, 100, 10)},
}

# Divisions (first two digits) that lie in one class as a whole, first and last.
WHOLE_DIVISIONS: list[tuple[int, int, str]] = [
    (1, 5, "agriculture"),  # A (01-05)
    (6, 46, "industry"),  # "B, C, D (06-46)"
    (47, 50, "construction"),  # E (47-50)
    (51, 51, "wholesale"),  # F 51
    (52, 52, "retail"),  # F 52
    (54, 58, "transport"),  # "G 54, 55, 56, 57, 58 ...; NOT 53 railway"
    (60, 60, "postal"),  # G 60
    (61, 61, "accommodation"),  # H 61
    (62, 62, "catering"),  # H 62
    (63, 64, "information transmission"),  # I 63, 64
    (65, 65, "software"),  # I 65
    (71, 72, "leasing and business"),  # L 71-72
    (73, 75, "other"),  # M 73-75
    (76, 79, "other"),  # N 76-79
    (80, 82, "other"),  # O 80-82
    (85, 85, "other"),  # "Q **85 only**"
    (86, 90, "other"),  # R 86-90
]

# Groups (first three digits) of the two divisions that are split.
GROUPS: dict[int, str] = {
    591: "transport",  # "and **591 装卸搬运**"
    592: "warehousing",  # "G **592-599** (division 59 without 591)"
    593: "warehousing",
    594: "warehousing",
    595: "warehousing",
    596: "warehousing",
    597: "warehousing",
    598: "warehousing",
    599: "warehousing",
    701: "real-estate development",  # K 701
    702: "property management",  # K 702
    703: "other",  # "K 703 and 709; not own-property letting"
    709: "other",
}


def industry_class(industry_code: str) -> str | None:
    """The row of the table for a four-digit code; None where the classification covers none.

    "not covered: G 53, J (finance ...), P, Q 84, S, T; K 704 unclear": none of them is listed.
    """
    division = int(industry_code[:2])
    for first, last, name in WHOLE_DIVISIONS:
        if first <= division <= last:
            return name
    return GROUPS.get(int(industry_code[:3]))


def size_class(industry_code: str, employees: int, revenue_yuan: int, assets_yuan: int) -> str:
    """The grade: "first of (large, medium, small) whose every limit is met, else micro"."""
    name = industry_class(industry_code)
    if name is None:
        return "unclassified"
    for position, grade in enumerate(("large", "medium", "small")):
        every_limit_is_met = True
        for indicator, limits in TABLE[name].items():
            limit = limits[position]
            if indicator == "X" and employees < limit:
                every_limit_is_met = False
            if indicator == "Y" and revenue_yuan < limit * 10000:
                every_limit_is_met = False
            if indicator == "Z" and assets_yuan < limit * 10000:
                every_limit_is_met = False
        if every_limit_is_met:
            return grade
    return "micro"
