"""PDF objects as bytes, numbered and written out by reportlab's document (ISO 32000-1, 7.3)."""

import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

_QUICK = 1  # zlib level: a font comes out 5 % larger than at 6, in half the time


def put(document: PDFDocument, body: bytes) -> str:
    """Add an object; how other objects refer to it."""
    number = document.objectcounter + 1
    document.Reference(body, _name(number))
    return f"{number} 0 R"


def replace(document: PDFDocument, reference: str, body: bytes) -> None:
    """Give an object that was put before its final form."""
    document.idToObject[_name(int(reference.split()[0]))] = body


def pointer(reference: str) -> PDFObjectReference:
    """A reference as reportlab's own objects take it."""
    return PDFObjectReference(_name(int(reference.split()[0])))


def put_page(document: PDFDocument, body: bytes) -> str:
    """Add a page at the end; how other objects refer to it."""
    number = document.objectcounter + 1
    document.Pages.addPage(document.Reference(body, _name(number)))
    return f"{number} 0 R"


def stream(content: bytes, entries: str = "") -> bytes:
    """A compressed stream with these entries in its dictionary; never ASCII85."""
    packed = zlib.compress(content, _QUICK)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries}>>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream"


def jpeg_stream(data: bytes, width: int, height: int) -> bytes:
    """A colour picture whose JPEG bytes are stored as they are."""
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 "
        f"/ColorSpace /DeviceRGB /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
    )
    return head.encode("ascii") + data + b"\nendstream"


def _name(number: int) -> str:
    return f"gridhall{number}"
