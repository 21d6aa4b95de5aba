"""One font inside one PDF: the glyphs it drew, and their objects (ISO 32000-1, 9.7)."""

import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument

from gridhall.pdf.objects import put, stream
from gridhall.pdf.truetype import TrueType

_FULL_WIDTH = 1000
_SYMBOLIC = 4
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

    def add_to(self, document: PDFDocument) -> str:
        """Write the font's objects into the document; the reference to the font."""
        glyphs = [self._face.glyphs[ord(character)] for character in self._codes]
        name = f"{self._tag()}+{self._face.name}"
        descriptor = put(document, self._descriptor(document, name, glyphs).encode("ascii"))
        unicode = put(document, stream(self._to_unicode().encode("ascii")))
        descendant = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo {_SYSTEM} "
            f"/FontDescriptor {descriptor} /DW {_FULL_WIDTH} /W [{self._widths(glyphs)}] "
            "/CIDToGIDMap /Identity >>"
        )
        font = (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{put(document, descendant.encode('ascii'))}] "
            f"/ToUnicode {unicode} >>"
        )
        return put(document, font.encode("ascii"))

    def _tag(self) -> str:
        number = zlib.crc32("".join(self._codes).encode())
        return "".join(chr(65 + number // 26**place % 26) for place in range(6))

    def _descriptor(self, document: PDFDocument, name: str, glyphs: list[int]) -> str:
        face, program = self._face, self._face.subset(glyphs)
        return (
            f"<< /Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC} "
            f"/FontBBox [{' '.join(map(str, face.box))}] /ItalicAngle 0 /StemV 80 "
            f"/Ascent {face.ascent} /Descent {face.descent} /CapHeight {face.ascent} "
            f"/FontFile2 {put(document, stream(program, f'/Length1 {len(program)} '))} >>"
        )

    def _widths(self, glyphs: list[int]) -> str:
        advances = enumerate(map(self._face.advance, glyphs), start=1)
        return " ".join(f"{code} [{width}]" for code, width in advances if width != _FULL_WIDTH)

    def _to_unicode(self) -> str:
        lines = [
            f"<{code}> <{character.encode('utf-16-be').hex().upper()}>\n"
            for character, code in self._codes.items()
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        maps = [f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks]
        return _MAP_HEAD + "".join(maps) + _MAP_TAIL
