"""Bookmarks of a PDF (书签) as its outline tree; no recursion (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName

from gridhall.pdf.objects import pointer, put, replace


class Bookmark(NamedTuple):
    """One line of the outline: its text, how deep it stands, the index of its page."""

    title: str
    level: int
    page: int


def put_outline(document: PDFDocument, marks: Sequence[Bookmark], pages: Sequence[str]) -> None:
    """Write the bookmarks; `pages` are the references of the document's pages."""
    root, own = put(document, b""), [put(document, b"") for _ in marks]
    parents = _parents([mark.level for mark in marks])
    families: dict[int, list[str]] = {}
    places = []  # each among its own family
    for at, parent in enumerate(parents):
        family = families.setdefault(parent, [])
        places.append(len(family))
        family.append(own[at])
    for at, mark in enumerate(marks):
        family = families[parents[at]]
        above = root if parents[at] < 0 else own[parents[at]]
        said = f"/Title {_text(mark.title)} /Parent {above} /Dest [{pages[mark.page]} /Fit]"
        entries = (said, _beside(family, places[at]), _ends(families.get(at, []), "-"))
        replace(document, own[at], f"<< {' '.join(entries)} >>".encode("ascii"))
    replace(document, root, f"<< /Type /Outlines {_ends(families[-1])} >>".encode("ascii"))
    document.Outlines = _Written()
    document.Catalog.Outlines = pointer(root)
    document.Catalog.PageMode = PDFName("UseOutlines")


class _Written:
    """Tells reportlab that there is an outline already, which it would else take away."""

    ready = 0

    def prepare(self, _document: PDFDocument, _canvas: None) -> None:
        """Nothing is left to prepare."""


def _parents(levels: Sequence[int]) -> list[int]:
    """For each bookmark the index of the one it stands under; -1 for the outermost."""
    open_marks: list[int] = []
    found = []
    for at, level in enumerate(levels):
        while open_marks and levels[open_marks[-1]] >= level:
            open_marks.pop()
        found.append(open_marks[-1] if open_marks else -1)
        open_marks.append(at)
    return found


def _beside(family: Sequence[str], place: int) -> str:
    """The marks before and after one of its family."""
    before = f"/Prev {family[place - 1]} " if place else ""
    return before + (f"/Next {family[place + 1]}" if place + 1 < len(family) else "")


def _ends(family: Sequence[str], folded: str = "") -> str:
    """First, last and count of the marks below one; a count under 0 leaves them folded."""
    if not family:
        return ""
    return f"/First {family[0]} /Last {family[-1]} /Count {folded}{len(family)}"


def _text(title: str) -> str:
    """A text string as hex digits of UTF-16."""
    return f"<FEFF{title.encode('utf-16-be', 'replace').hex().upper()}>"
