"""The values of the sheets, row by row as the spreadsheet numbers them, with the broken cells marked as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import cast

from python_calamine import CalamineWorkbook

from jiqun.facts.workbook.book_xml import Listing
from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.raw import BLANK, Broken, Raw
from jiqun.facts.workbook.repacked import repacked
from jiqun.facts.workbook.safe_xml import SafeParser
from jiqun.facts.workbook.shared_texts import keep_texts_within_limits
from jiqun.facts.workbook.sheet_xml import SheetWalk
from jiqun.facts.workbook.zipped import MOST_CELLS, Part, too_large

MOST_ROWS = 200_000

Grid = list[list[Raw]]  # from the first row of the sheet and its first column; every row is as wide as the widest


def read_grids(sheets: Mapping[str, Part], listing: Listing) -> Iterator[tuple[str, Grid]]:
    """The grid of each sheet, one after the other so that one can be forgotten before the next is made.

    All sheets are walked before the first is read. Raises InputRefused where they are hostile, damaged or too large.
    """
    walks = [SheetWalk(part) for part in sheets.values()]
    _keep_within_limits(walks)
    if listing.styles is not None:
        SafeParser(None, listing.styles.allowance).read(listing.styles.chunks())
    if listing.strings is not None:
        keep_texts_within_limits(listing.strings, sheets.values())
    book = _open(repacked(list(sheets.values()), listing))
    for number, (key, walk) in enumerate(zip(sheets, walks, strict=True)):
        yield key, _with_broken(_values(book, number), walk.broken)


def _keep_within_limits(walks: list[SheetWalk]) -> None:
    if sum(walk.height * walk.width for walk in walks) > MOST_CELLS:
        raise too_large()
    # Less one: the header is no row of data.
    if sum(max(walk.height - 1, 0) for walk in walks) > MOST_ROWS:
        raise refused("too_many_rows", limit=f"{MOST_ROWS:,}")


def _open(file: BytesIO) -> CalamineWorkbook:
    with _EngineFaults():
        return CalamineWorkbook.from_filelike(file)


def _values(book: CalamineWorkbook, number: int) -> Grid:
    with _EngineFaults():
        sheet = book.get_sheet_by_index(number)
        # The engine would copy every value to put blanks before them.
        rows = cast(Grid, sheet.to_python(skip_empty_area=True))
        above, left = sheet.start or (0, 0)
    if not rows:
        return []
    blank: list[Raw] = [BLANK]
    if left:
        rows = [blank * left + row for row in rows]
    return [blank * len(rows[0]) for _ in range(above)] + rows


def _with_broken(grid: Grid, broken: Mapping[tuple[int, int], Broken]) -> Grid:
    """Put the broken cells where the engine left blanks; it may have left out the rows and columns behind its last."""
    if broken:
        width = max(*(column for _, column in broken), len(grid[0]) if grid else 0)
        grid.extend([] for _ in range(max(row for row, _ in broken) - len(grid)))
        for row in grid:
            row.extend([BLANK] * (width - len(row)))
    for (row_number, column), cell in broken.items():
        grid[row_number - 1][column - 1] = cell
    return grid


class _EngineFaults:
    """What the engine raises on a damaged file becomes a refusal, its panics too (they are no `Exception`)."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None and (isinstance(error, Exception) or type(error).__name__ == "PanicException"):
            raise refused("damaged") from error
