"""The house sheet: pages of marks -> the bytes of one PDF, the same bytes every time."""

from collections.abc import Callable, Iterable
from math import cos, pi, radians, sin
from typing import Any, Final, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument

from gridhall.pdf.embedding import EmbeddedFont
from gridhall.pdf.fonts import house
from gridhall.pdf.form_layer import put_form_layer
from gridhall.pdf.marks import (
    MM,
    Box,
    Code,
    Ink,
    Mark,
    Page,
    Panel,
    Picture,
    Ring,
    Rule,
    Style,
    Text,
    Trace,
)
from gridhall.pdf.objects import jpeg_stream, put, put_page, replace, stream
from gridhall.pdf.outline import Bookmark, put_outline

A3: Final = (297 * MM, 420 * MM)
A4: Final = (210 * MM, 297 * MM)
A5: Final = (148 * MM, 210 * MM)
Size = tuple[float, float]
_Strips = tuple[tuple[float, tuple[Mark, ...]], ...]

_CREATOR = "网格厅"
_ROUND = 0.5522847498  # Bézier handle of a quarter circle


def landscape(size: Size) -> Size:
    """The same sheet turned (横放)."""
    return (max(size), min(size))


class About(NamedTuple):
    """What a file says about itself. Never a person's name or number: file lists show it."""

    title: str
    author: str
    subject: str = ""


class Sheet:
    """One PDF being drawn. Text is written as glyphs only, so typed markup stays what it is.

    It writes into reportlab's document without reportlab's canvas, which would name a font that
    is not embedded and spend most of a batch's time on formatting numbers.
    """

    def __init__(self, size: Size, about: About) -> None:
        self._document = PDFDocument(compression=1, invariant=1, pdfVersion=(1, 5), lang="zh-CN")
        self._document.setTitle(about.title)
        self._document.setAuthor(about.author)
        self._document.setSubject(about.subject)
        self._document.setCreator(_CREATOR)
        self._top = size[1]
        self._box = f"[0 0 {size[0]:.2f} {size[1]:.2f}]"
        self._resources = put(self._document, b"")
        pages = self._document.Reference(self._document.Pages)
        self._parent = pages.format(self._document).decode("ascii")
        self._fonts: dict[str, EmbeddedFont] = {}
        self._styles: dict[Style, tuple[EmbeddedFont, str]] = {}
        self._layers: dict[_Strips, str] = {}
        self._layer_references: list[str] = []
        self._pictures: dict[bytes, str] = {}
        self._form_layer = ""
        self._bookmarks: list[Bookmark] = []
        self._pages: list[str] = []

    def add(self, page: Page) -> None:
        """Draw a page on its own."""
        fixed = self._drawn((y, block.fixed) for y, block in page)
        shared = self._drawn((y, block.shared) for y, block in page)
        self._add_page(self._form(fixed), shared, self._typed(page))

    def add_alike(self, page: Page) -> None:
        """Draw a page whose fixed and shared marks other pages have too: they are stored once."""
        fixed = self._layer(tuple((y, block.fixed) for y, block in page if block.fixed))
        shared = self._layer(tuple((y, block.shared) for y, block in page if block.shared))
        self._add_page(self._form(fixed), shared, self._typed(page))

    def _layer(self, strips: _Strips) -> str:
        """The operator that draws these strips, stored once in the file."""
        if not strips:
            return ""
        return f"/{self._layers.get(strips) or self._add_layer(strips)} Do"

    def _form(self, drawn: str) -> str:
        """The form's operators, in the layer that a pre-printed sheet leaves out."""
        if drawn and not self._form_layer:
            self._form_layer = put_form_layer(self._document)
        return f"/OC /form BDC\n{drawn}\nEMC" if drawn else ""

    def mark_page(self, title: str, level: int = 0) -> None:
        """A bookmark (书签) to the next page; `level` 0 is the outermost."""
        self._bookmarks.append(Bookmark(title, level, len(self._pages)))

    def finish(self) -> bytes:
        """The file's bytes; the sheet takes no more pages."""
        if self._bookmarks:
            put_outline(self._document, self._bookmarks, self._pages)
        fonts = " ".join(f"/{f.key} {f.add_to(self._document)}" for f in self._fonts.values())
        layers = " ".join(self._layer_references)
        known = "/PDF /Text /ImageB /ImageC"
        form = f" /Properties << /form {self._form_layer} >>" if self._form_layer else ""
        resources = f"<< /ProcSet [{known}] /Font << {fonts} >> /XObject << {layers} >>{form} >>"
        replace(self._document, self._resources, resources.encode("ascii"))
        data: bytes = self._document.GetPDFData(None)
        return data

    def _add_page(self, *parts: str) -> None:
        content = put(self._document, stream("\n".join(filter(None, parts)).encode("ascii")))
        page = (
            f"<< /Type /Page /Parent {self._parent} /MediaBox {self._box} /Contents {content} "
            f"/Resources {self._resources} >>"
        )
        self._pages.append(put_page(self._document, page.encode("ascii")))

    def _add_layer(self, strips: _Strips) -> str:
        self._layers[strips] = name = f"L{len(self._layers) + 1}"
        entries = f"/Type /XObject /Subtype /Form /BBox {self._box} /Resources {self._resources} "
        layer = put(self._document, stream(self._drawn(strips).encode("ascii"), entries))
        self._layer_references.append(f"/{name} {layer}")
        return name

    def _typed(self, page: Page) -> str:
        return self._drawn((y, block.typed) for y, block in page)

    def _drawn(self, strips: Iterable[tuple[float, tuple[Mark, ...]]]) -> str:
        """The operators that draw these marks."""
        top = self._top
        parts = [_WRITERS[type(mark)](self, mark, top - y) for y, marks in strips for mark in marks]
        return "\n".join(parts)

    def _text(self, mark: Text, top: float) -> str:
        x, y, text, style, spread, angle = mark
        font, chosen = self._styles.get(style) or self._style(style)
        try:
            shown = f"{chosen} <{font.encode(text)}> Tj"
        except KeyError:
            shown = self._runs(text, style)
        if not (style.gray or spread or angle or style.ink):
            return f"BT {x:.2f} {top - y:.2f} Td {shown} ET"
        place = f"{_turned(angle)} {x:.2f} {top - y:.2f} Tm"
        colour = _colour(style.ink, "rg") if style.ink else f"{style.gray:g} g"
        return f"q {colour} BT {spread:.3f} Tc {place} {shown} ET Q"

    def _runs(self, text: str, style: Style) -> str:
        """The operators that show `text`, switching fonts where a glyph needs a fallback."""
        fonts = ((self._font(name), piece) for name, piece in house().runs(text, style.font))
        return " ".join(
            f"/{font.key} {style.size:g} Tf <{font.encode(piece)}> Tj" for font, piece in fonts
        )

    def _style(self, style: Style) -> tuple[EmbeddedFont, str]:
        font = self._font(style.font)
        self._styles[style] = chosen = (font, f"/{font.key} {style.size:g} Tf")
        return chosen

    def _font(self, name: str) -> EmbeddedFont:
        font = self._fonts.get(name)
        if font is None:
            font = EmbeddedFont(house().face(name), f"F{len(self._fonts) + 1}")
            self._fonts[name] = font
        return font

    def _rule(self, mark: Rule, top: float) -> str:
        start, end = f"{mark.x:.2f} {top - mark.y:.2f}", f"{mark.to_x:.2f} {top - mark.to_y:.2f}"
        drawn = f"{mark.width:g} w {start} m {end} l S"
        if not (mark.dash or mark.ink):
            return drawn
        colour = f"{_colour(mark.ink, 'RG')} " if mark.ink else ""
        return f"q {colour}{_dashed(mark.dash)}{drawn} Q"

    def _rectangle(self, mark: Box, top: float) -> str:
        corner = f"{mark.x:.2f} {top - mark.y - mark.height:.2f}"
        return f"{mark.line:g} w {corner} {mark.width:.2f} {mark.height:.2f} re S"

    def _panel(self, mark: Panel, top: float) -> str:
        fill = f"{_colour(mark.fill, 'rg')} " if mark.fill else ""
        edge = f"{_colour(mark.edge, 'RG')} {mark.line:g} w {_dashed(mark.dash)}"
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}
        closed = paint.get((mark.fill is not None, mark.line > 0), "n")
        return f"q {fill}{edge if mark.line else ''}{_rounded(mark, top)} {closed} Q"

    def _ring(self, mark: Ring, top: float) -> str:
        curves = " ".join(_quarter(mark, top, turn) for turn in range(4))
        start = f"{mark.x + mark.radius:.2f} {top - mark.y:.2f} m"
        return f"q 0.4 w 0.6 G [1 2] 0 d {start} {curves} s Q"

    def _trace(self, mark: Trace, top: float) -> str:
        first, *others = (f"{x:.2f} {top - y:.2f}" for x, y in mark.points)
        path = " ".join([f"{first} m", *(f"{point} l" for point in others)])
        if mark.filled:
            return f"q {_colour(mark.ink, 'rg')} {path} f Q"
        paint = "s" if mark.closed else "S"
        return f"q {_colour(mark.ink, 'RG')} {mark.width:g} w {path} {paint} Q"

    def _code(self, mark: Code, top: float) -> str:
        quiet, size = mark.symbol.quiet(mark.side), mark.symbol.size
        side = mark.side - 2 * quiet
        place = (
            f"{side:.2f} 0 0 {side:.2f} {mark.x + quiet:.2f} {top - mark.y - quiet - side:.2f} cm"
        )
        image = f"/W {size} /H {size} /IM true /BPC 1 /D [1 0] /F /AHx"
        return f"q {place} BI {image} ID {mark.symbol.bits}> EI Q"

    def _picture(self, mark: Picture, top: float) -> str:
        name = self._pictures.get(mark.jpeg)
        if name is None:
            self._pictures[mark.jpeg] = name = f"P{len(self._pictures) + 1}"
            image = put(self._document, jpeg_stream(mark.jpeg, *mark.pixels))
            self._layer_references.append(f"/{name} {image}")
        corner = f"{mark.x:.2f} {top - mark.y - mark.height:.2f}"
        return f"q {mark.width:.2f} 0 0 {mark.height:.2f} {corner} cm /{name} Do Q"


def _turned(angle: float) -> str:
    """The first four numbers of a text matrix turned left by `angle` degrees."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f}"


def _colour(ink: Ink, operator: str) -> str:
    return f"{ink[0]:g} {ink[1]:g} {ink[2]:g} {operator}"


def _dashed(length: float) -> str:
    return f"[{length:g}] 0 d " if length else ""


def _rounded(mark: Panel, top: float) -> str:
    """The rectangle's path, its corners rounded with Bézier curves."""
    left, low = mark.x, top - mark.y - mark.height
    if not mark.radius:
        return f"{left:.2f} {low:.2f} {mark.width:.2f} {mark.height:.2f} re"
    right, high, r = left + mark.width, top - mark.y, mark.radius
    pull = r * (1 - _ROUND)
    return (
        f"{left + r:.2f} {low:.2f} m {right - r:.2f} {low:.2f} l "
        f"{right - pull:.2f} {low:.2f} {right:.2f} {low + pull:.2f} {right:.2f} {low + r:.2f} c "
        f"{right:.2f} {high - r:.2f} l {right:.2f} {high - pull:.2f} {right - pull:.2f} {high:.2f} "
        f"{right - r:.2f} {high:.2f} c {left + r:.2f} {high:.2f} l {left + pull:.2f} {high:.2f} "
        f"{left:.2f} {high - pull:.2f} {left:.2f} {high - r:.2f} c {left:.2f} {low + r:.2f} l "
        f"{left:.2f} {low + pull:.2f} {left + pull:.2f} {low:.2f} {left + r:.2f} {low:.2f} c h"
    )


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
    Box: Sheet._rectangle,
    Panel: Sheet._panel,
    Ring: Sheet._ring,
    Trace: Sheet._trace,
    Code: Sheet._code,
    Picture: Sheet._picture,
}
