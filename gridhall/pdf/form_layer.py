"""The form of a paper as a layer of its PDF: what a pre-printed sheet bears already (套打).

Frame, headings and labels are drawn in an optional content group (ISO 32000-1, 8.11), which every
reader shows. For a pre-printed sheet its one switch is turned over in the stored bytes, at the
same length, so that nothing is typeset or written anew.
"""

import re

from reportlab.pdfbase.pdfdoc import PDFDocument

from gridhall.pdf.objects import pointer, put

_NAME = "表格与抬头"
_SHOWN, _HIDDEN = rb"/GridHallForm true /ON  [", rb"/GridHallForm true /OFF ["
_FIRST = re.compile(re.escape(_SHOWN))


def put_form_layer(document: PDFDocument) -> str:
    """Add the layer, shown; the reference that pages' resources name it by."""
    name = _NAME.encode("utf-16-be").hex().upper()
    layer = put(document, f"<< /Type /OCG /Name <FEFF{name}> >>".encode("ascii"))
    switch = f"{_SHOWN.decode('ascii')}{layer}] /Order [{layer}]"
    groups = put(document, f"<< /OCGs [{layer}] /D << {switch} >> >>".encode("ascii"))
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OCProperties"]
    catalog.OCProperties = pointer(groups)
    return layer


def has_form_layer(pdf: bytes) -> bool:
    """Whether this paper knows what of it is its form."""
    return _FIRST.search(pdf) is not None


def without_form(pdf: bytes) -> bytes:
    """The paper as a pre-printed sheet takes it: content at its place, the form not drawn."""
    return _FIRST.sub(_HIDDEN, pdf)
