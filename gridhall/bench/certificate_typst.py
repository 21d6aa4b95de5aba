"""The certificates set by typst from the finished layout: every mark in its place."""

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from gridhall.bench.certificate_rivals import FONTS, Page, font_file, style_ink
from gridhall.pdf.marks import Code, Mark, Panel, Ring, Rule, Text, Trace
from gridhall.pdf.page import A4
from gridhall.pdf.qr import Symbol

_typst: Any = import_module("typst")
_HEAD = f"#set page(width: {A4[0]}pt, height: {A4[1]}pt, margin: 0pt)\n"
_FAMILIES = {"Kai-Regular": "GridHall Kai", "Song-Regular": "GridHall Song"}


def prepare(pages: list[Page]) -> list[str]:
    """The source of each page is written before the clock starts."""
    return ["\n".join(map(_source, (*fixed, *typed))) for fixed, typed in pages]


def draw(batches: Sequence[Sequence[str]]) -> Iterator[bytes]:
    """One file a batch."""
    folders = [str(font_file(FONTS[0]).parent)]
    for batch in batches:
        source = _HEAD + "\n#pagebreak()\n".join(batch)
        yield _typst.compile(source.encode(), font_paths=folders, ignore_system_fonts=True)


def _source(mark: Mark) -> str:
    match mark:
        case Text():
            style = mark.style
            about = f'font: "{_FAMILIES[style.font]}", size: {style.size}pt, fill: {_rgb(mark)}'
            edges = f'top-edge: "baseline", bottom-edge: "baseline", tracking: {mark.spread}pt'
            return _place(
                mark.x,
                mark.y,
                f"box(text({about}, {edges}, {json.dumps(mark.text, ensure_ascii=False)}))",
            )
        case Rule():
            ends = f"start: (0pt, 0pt), end: ({mark.to_x - mark.x}pt, {mark.to_y - mark.y}pt)"
            pen = _pen(mark.ink or (0.0, 0.0, 0.0), mark.width)
            return _place(mark.x, mark.y, f"line({ends}, stroke: {pen})")
        case Panel():
            size = f"width: {mark.width}pt, height: {mark.height}pt"
            pen = _pen(mark.edge, mark.line)
            return _place(mark.x, mark.y, f"rect({size}, stroke: {pen})")
        case Ring():
            pen = _pen((0.6, 0.6, 0.6), 0.4)
            r = mark.radius
            return _place(mark.x - r, mark.y - r, f"circle(radius: {r}pt, stroke: {pen})")
        case Trace():
            points = ", ".join(f"({x}pt, {y}pt)" for x, y in mark.points)
            pen = _pen(mark.ink, mark.width)
            paint = f"fill: rgb({_parts(mark.ink)})" if mark.filled else f"stroke: {pen}"
            return _place(0, 0, f"polygon({paint}, {points})")
        case Code():
            quiet = mark.symbol.quiet(mark.side)
            side = mark.side - 2 * quiet
            data = ",".join(map(str, _png(mark.symbol)))
            image = f'image(bytes(({data})), format: "png", width: {side}pt)'
            return _place(mark.x + quiet, mark.y + quiet, image)
        case _:
            return ""


def _place(x: float, y: float, what: str) -> str:
    return f"#place(top + left, dx: {x}pt, dy: {y}pt, {what})"


def _rgb(mark: Text) -> str:
    return f"rgb({_parts(style_ink(mark.style))})"


def _pen(ink: tuple[float, float, float], width: float) -> str:
    return f"{width}pt + rgb({_parts(ink)})"


def _parts(ink: tuple[float, float, float]) -> str:
    return ", ".join(f"{100 * part}%" for part in ink)


def _png(code: Symbol) -> bytes:
    """The modules as a PNG of one bit each."""
    size, bits = code.size, bytes.fromhex(code.bits)
    row = len(bits) // size
    lines = b"".join(
        b"\x00" + bytes(255 - one for one in bits[n * row : (n + 1) * row]) for n in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
