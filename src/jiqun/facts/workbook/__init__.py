"""The application workbook: written as a template, read and checked, marked where it is wrong."""

from jiqun.facts.workbook.example import example
from jiqun.facts.workbook.marking import mark_workbook
from jiqun.facts.workbook.reading import Checked, read_workbook
from jiqun.facts.workbook.template import write_template, write_workbook

__all__ = ["Checked", "example", "mark_workbook", "read_workbook", "write_template", "write_workbook"]
