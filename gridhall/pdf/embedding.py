"""One font inside one PDF: the glyphs it drew, and their objects (ISO 32000-1, 9.7)."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFStream

from gridhall.pdf.truetype import TrueType

_SYMBOLIC = 4
_FULL_WIDTH = 1000
_QUICK = 1  # zlib level: a font comes out 5 % larger than at 6, in half the time
_SYSTEM = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class _Codes(dict[str, str]):
    """Each character's code in this document as four hex digits, given at its first use."""

    def __init__(self, face: TrueType) -> None:
        super().__init__()
        self._known = face.glyphs

    def __missing__(self, character: str) -> str:
        if ord(character) not in self._known:
            raise KeyError(character)
        self[character] = code = f"{len(self) + 1:04X}"
        return code


class EmbeddedFont:
    """A Type 0 font that numbers glyphs in the order a document uses them.

    Two-byte codes need no switching between subsets of 256, and the map back to Unicode is ours:
    reportlab's own writes characters outside the BMP as one long number, which copies as rubbish.
    """

    def __init__(self, face: TrueType, key: str) -> None:
        self.key = key
        self._face = face
        self._codes = _Codes(face)

    def encode(self, text: str) -> str:
        """`text` as the hex digits of a PDF string; KeyError for a character the font lacks."""
        return "".join(map(self._codes.__getitem__, text))

    def add_to(self, document: PDFDocument) -> Any:
        """Write the font's objects into the document; the reference to the font."""
        glyphs = [self._face.glyphs[ord(character)] for character in self._codes]
        name = f"/{self._tag()}+{self._face.name}"
        descendant = PDFDictionary(self._descendant(document, name, glyphs))
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(compressed(self._to_unicode().encode("ascii"))),
        }
        return document.Reference(PDFDictionary(font))

    def _tag(self) -> str:
        number = zlib.crc32("".join(self._codes).encode())
        return "".join(chr(65 + number // 26**place % 26) for place in range(6))

    def _descendant(self, document: PDFDocument, name: str, glyphs: list[int]) -> dict[str, Any]:
        return {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": _SYSTEM,
            "FontDescriptor": document.Reference(self._descriptor(document, name, glyphs)),
            "DW": _FULL_WIDTH,
            "W": f"[{' '.join(self._widths(glyphs))}]",
            "CIDToGIDMap": "/Identity",
        }

    def _descriptor(self, document: PDFDocument, name: str, glyphs: list[int]) -> PDFDictionary:
        program = self._face.subset(glyphs)
        stream = compressed(program, {"Length1": len(program)})
        entries = {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": f"[{' '.join(map(str, self._face.box))}]",
            "ItalicAngle": 0,
            "Ascent": self._face.ascent,
            "Descent": self._face.descent,
            "CapHeight": self._face.ascent,
            "StemV": 80,
            "FontFile2": document.Reference(stream),
        }
        return PDFDictionary(entries)

    def _widths(self, glyphs: list[int]) -> list[str]:
        advances = enumerate(map(self._face.advance, glyphs), start=1)
        return [f"{code} [{width}]" for code, width in advances if width != _FULL_WIDTH]

    def _to_unicode(self) -> str:
        lines = [
            f"<{code}> <{character.encode('utf-16-be').hex().upper()}>\n"
            for character, code in self._codes.items()
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        maps = [f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks]
        return _MAP_HEAD + "".join(maps) + _MAP_TAIL


def compressed(content: bytes, entries: dict[str, Any] | None = None) -> PDFStream:
    """A stream object with these entries in its dictionary; never ASCII85."""
    dictionary = PDFDictionary({"Filter": "/FlateDecode", **(entries or {})})
    return PDFStream(dictionary, zlib.compress(content, _QUICK))
