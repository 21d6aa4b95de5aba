"""The certificates drawn by fpdf2 from the finished layout."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

from gridhall.bench.certificate_rivals import FONTS, Page, font_file, style_ink
from gridhall.pdf.marks import Code, Mark, Panel, Ring, Rule, Text, Trace
from gridhall.pdf.page import A4

_fpdf: Any = import_module("fpdf")


def prepare(pages: list[Page]) -> list[Page]:
    """Nothing is kept between files: fpdf2 reads its fonts anew for each."""
    return pages


def draw(batches: Sequence[Sequence[Page]]) -> Iterator[bytes]:
    """One file a batch."""
    for batch in batches:
        paper = _fpdf.FPDF(unit="pt", format=A4)
        paper.set_auto_page_break(False)
        for name in FONTS:
            paper.add_font(name, fname=str(font_file(name)))
        for fixed, typed in batch:
            paper.add_page()
            for mark in (*fixed, *typed):
                _put(paper, mark)
        yield bytes(paper.output())


def _put(paper: Any, mark: Mark) -> None:
    match mark:
        case Text():
            paper.set_font(mark.style.font, size=mark.style.size)
            paper.set_char_spacing(mark.spread)
            paper.set_text_color(*_of_255(style_ink(mark.style)))
            paper.text(mark.x, mark.y, mark.text)
        case Rule():
            _pen(paper, mark.ink or (0.0, 0.0, 0.0), mark.width)
            paper.line(mark.x, mark.y, mark.to_x, mark.to_y)
        case Panel():
            _pen(paper, mark.edge, mark.line)
            paper.rect(mark.x, mark.y, mark.width, mark.height)
        case Ring():
            _pen(paper, (0.6, 0.6, 0.6), 0.4)
            paper.circle(mark.x, mark.y, mark.radius)
        case Trace():
            _pen(paper, mark.ink, mark.width)
            paper.set_fill_color(*_of_255(mark.ink))
            if mark.closed or mark.filled:
                paper.polygon(mark.points, style="F" if mark.filled else "D")
            else:
                paper.polyline(mark.points)
        case Code():
            quiet = mark.symbol.quiet(mark.side)
            side = mark.side - 2 * quiet
            paper.image(picture(mark), mark.x + quiet, mark.y + quiet, side, side)


def _pen(paper: Any, ink: tuple[float, float, float], width: float) -> None:
    paper.set_draw_color(*_of_255(ink))
    paper.set_line_width(width)


def _of_255(ink: tuple[float, float, float]) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in ink)


def picture(mark: Code) -> BytesIO:
    """The code's modules as a bitmap of one bit each (Netpbm P4: 1 is black)."""
    size = mark.symbol.size
    return BytesIO(f"P4\n{size} {size}\n".encode() + bytes.fromhex(mark.symbol.bits))
