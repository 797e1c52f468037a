"""The calculation workbook: every measured and counted clause again, as live spreadsheet formulas over the rows."""

from jiqun.papers.xlsx.render import render_xlsx

__all__ = ["render_xlsx"]
