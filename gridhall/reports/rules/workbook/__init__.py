"""A superior's own workbook (.xlsx): read cell by cell, filled without touching anything else.

Only the bytes of the cells that are filled change; formats, formulas, pictures, prints stay.
"""

from gridhall.reports.rules.workbook.book import Book, open_book
from gridhall.reports.rules.workbook.cells import Cell, Sheet, cell_name, parse_cell
from gridhall.reports.rules.workbook.fill import Value, filled

__all__ = [
    "Book",
    "Cell",
    "Sheet",
    "Value",
    "cell_name",
    "filled",
    "open_book",
    "parse_cell",
]
