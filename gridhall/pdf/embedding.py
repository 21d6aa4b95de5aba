"""One font inside one PDF: the glyphs it drew, and their objects (ISO 32000-1, 9.7)."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from gridhall.pdf.truetype import TrueType

_SYMBOLIC = 4
_FULL_WIDTH = 1000
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

    def add_to(self, document: PDFDocument) -> None:
        """Write the font's objects and name it in the fonts every page shares."""
        glyphs = [self._face.glyphs[ord(character)] for character in self._codes]
        name = PDFName(f"{self._tag()}+{self._face.name}")
        descendant = self._descendant(document, name, glyphs)
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(_stream(self._to_unicode().encode("ascii"))),
        }
        shared = document.idToObject["BasicFonts"].dict
        shared[self.key] = document.Reference(PDFDictionary(font))

    def _tag(self) -> str:
        number = zlib.crc32("".join(self._codes).encode())
        return "".join(chr(65 + number // 26**place % 26) for place in range(6))

    def _descendant(self, document: PDFDocument, name: Any, glyphs: list[int]) -> dict[str, Any]:
        descriptor = document.Reference(PDFDictionary(self._descriptor(document, name, glyphs)))
        system = {
            "Registry": PDFString("Adobe"),
            "Ordering": PDFString("Identity"),
            "Supplement": 0,
        }
        return {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": descriptor,
            "DW": _FULL_WIDTH,
            "W": PDFArray(self._widths(glyphs)),
            "CIDToGIDMap": PDFName("Identity"),
        }

    def _descriptor(self, document: PDFDocument, name: Any, glyphs: list[int]) -> dict[str, Any]:
        program = self._face.subset(glyphs)
        stream = _stream(program)
        stream.dictionary["Length1"] = len(program)
        return {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(self._face.box),
            "ItalicAngle": 0,
            "Ascent": self._face.ascent,
            "Descent": self._face.descent,
            "CapHeight": self._face.ascent,
            "StemV": 80,
            "FontFile2": document.Reference(stream),
        }

    def _widths(self, glyphs: list[int]) -> list[Any]:
        entries: list[Any] = []
        for code, glyph in enumerate(glyphs, start=1):
            width = self._face.advance(glyph)
            if width != _FULL_WIDTH:
                entries += [code, PDFArray([width])]
        return entries

    def _to_unicode(self) -> str:
        lines = [
            f"<{code}> <{character.encode('utf-16-be').hex().upper()}>\n"
            for character, code in self._codes.items()
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        maps = [f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks]
        return _MAP_HEAD + "".join(maps) + _MAP_TAIL


def _stream(content: bytes) -> PDFStream:
    return PDFStream(content=content, filters=[PDFZCompress])
