"""The house sheet: pages of marks -> the bytes of one PDF, the same bytes every time."""

from collections.abc import Callable, Iterable
from io import BytesIO
from math import cos, pi, radians, sin
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from gridhall.pdf.embedding import EmbeddedFont
from gridhall.pdf.fonts import house
from gridhall.pdf.marks import MM, Box, Code, Mark, Page, Ring, Rule, Text

A4: Final = (210 * MM, 297 * MM)
A5: Final = (148 * MM, 210 * MM)
Size = tuple[float, float]

_NO_FONT = "GridHallNone"
_CREATOR = "网格厅"
_ROUND = 0.5522847498  # Bézier handle of a quarter circle


class About(NamedTuple):
    """What a file says about itself. Never a person's name or number: file lists show it."""

    title: str
    author: str
    subject: str = ""


def _without_helvetica() -> str:
    """A first font that draws nothing, or the canvas names an unembedded Helvetica."""
    if _NO_FONT not in pdfmetrics.getRegisteredFontNames():
        face = SimpleNamespace(name=_NO_FONT)
        pdfmetrics.registerFont(
            SimpleNamespace(fontName=_NO_FONT, face=face, _dynamicFont=True, _multiByte=False)
        )
    return _NO_FONT


class Sheet:
    """One PDF being drawn. Text is written as glyphs only, so typed markup stays what it is."""

    def __init__(self, size: Size, about: About) -> None:
        rl_config.useA85 = 0  # a quarter more bytes and slower, for printers of the 1980s
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            lang="zh-CN",
            initialFontName=_without_helvetica(),
        )
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setSubject(about.subject)
        self._canvas.setCreator(_CREATOR)
        self._top = size[1]
        self._fonts: dict[str, EmbeddedFont] = {}
        self._layers: dict[tuple[Any, ...], str] = {}

    def add(self, page: Page) -> None:
        """Draw a page on its own."""
        self._write(((y, block.fixed) for y, block in page))
        self._finish_page(page)

    def add_alike(self, page: Page) -> None:
        """Draw a page whose fixed marks other pages share: they are stored once in the file."""
        key = tuple((y, block.fixed) for y, block in page if block.fixed)
        name = self._layers.get(key)
        if name is None:
            self._layers[key] = name = f"layer{len(self._layers)}"
            self._canvas.beginForm(name)
            self._write(key)
            self._canvas.endForm()
        self._canvas.doForm(name)
        self._finish_page(page)

    def finish(self) -> bytes:
        """The file's bytes; the sheet takes no more pages."""
        for font in self._fonts.values():
            font.add_to(self._canvas._doc)
        self._canvas.save()
        return self._file.getvalue()

    def _finish_page(self, page: Page) -> None:
        self._write(((y, block.typed) for y, block in page))
        self._canvas.showPage()

    def _write(self, strips: Iterable[tuple[float, tuple[Mark, ...]]]) -> None:
        parts = [
            _WRITERS[type(mark)](self, mark, self._top - y) for y, marks in strips for mark in marks
        ]
        if parts:
            self._canvas.addLiteral("\n".join(parts))

    def _text(self, mark: Text, top: float) -> str:
        style = mark.style
        spread = f"{mark.spread:.3f} Tc " if mark.spread else ""
        shown = self._shown(mark.text, style.font, style.size)
        drawn = f"{spread}{_place(mark, top)} {shown}"
        if style.gray or spread:
            return f"q {style.gray:g} g BT {drawn} ET Q"
        return f"BT {drawn} ET"

    def _shown(self, text: str, font: str, size: float) -> str:
        """The operators that show `text`, switching fonts where a glyph needs a fallback."""
        embedded = self._font(font)
        try:
            return f"/{embedded.key} {size:g} Tf <{embedded.encode(text)}> Tj"
        except KeyError:
            runs = house().runs(text, font)
        fonts = [(self._font(name), piece) for name, piece in runs]
        return " ".join(f"/{e.key} {size:g} Tf <{e.encode(piece)}> Tj" for e, piece in fonts)

    def _font(self, name: str) -> EmbeddedFont:
        font = self._fonts.get(name)
        if font is None:
            font = EmbeddedFont(house().face(name), f"F{len(self._fonts) + 1}")
            self._fonts[name] = font
        return font

    def _rule(self, mark: Rule, top: float) -> str:
        start, end = f"{mark.x:.2f} {top - mark.y:.2f}", f"{mark.to_x:.2f} {top - mark.to_y:.2f}"
        return f"{mark.width:g} w {start} m {end} l S"

    def _box(self, mark: Box, top: float) -> str:
        corner = f"{mark.x:.2f} {top - mark.y - mark.height:.2f}"
        return f"{mark.line:g} w {corner} {mark.width:.2f} {mark.height:.2f} re S"

    def _ring(self, mark: Ring, top: float) -> str:
        curves = " ".join(_quarter(mark, top, turn) for turn in range(4))
        start = f"{mark.x + mark.radius:.2f} {top - mark.y:.2f} m"
        return f"q 0.4 w 0.6 G [1 2] 0 d {start} {curves} s Q"

    def _code(self, mark: Code, top: float) -> str:
        quiet, size = mark.symbol.quiet(mark.side), mark.symbol.size
        side = mark.side - 2 * quiet
        place = (
            f"{side:.2f} 0 0 {side:.2f} {mark.x + quiet:.2f} {top - mark.y - quiet - side:.2f} cm"
        )
        image = f"/W {size} /H {size} /IM true /BPC 1 /D [1 0] /F /AHx"
        return f"q {place} BI {image} ID {mark.symbol.bits}> EI Q"


def _place(mark: Text, top: float) -> str:
    if not mark.angle:
        return f"{mark.x:.2f} {top - mark.y:.2f} Td"
    c, s = cos(radians(mark.angle)), sin(radians(mark.angle))
    return f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f} {mark.x:.2f} {top - mark.y:.2f} Tm"


def _quarter(ring: Ring, top: float, turn: int) -> str:
    """A quarter circle, counter-clockwise, as one Bézier curve."""
    c, s = cos(turn * pi / 2), sin(turn * pi / 2)
    corners = ((1, _ROUND), (_ROUND, 1), (0, 1))
    places = ((c * x - s * y, s * x + c * y) for x, y in corners)
    numbers = (
        f"{ring.x + ring.radius * x:.2f} {top - ring.y + ring.radius * y:.2f}" for x, y in places
    )
    return " ".join(numbers) + " c"


_WRITERS: dict[type[Any], Callable[[Sheet, Any, float], str]] = {
    Text: Sheet._text,
    Rule: Sheet._rule,
    Box: Sheet._box,
    Ring: Sheet._ring,
    Code: Sheet._code,
}
