"""The same certificates drawn by our own paper, a hand-written PDF writer, Qt, fpdf2 and typst."""

import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from gridhall.pdf.fonts import KAI, SONG, house
from gridhall.pdf.marks import Code, Mark, Panel, Ring, Rule, Style, Text, Trace
from gridhall.pdf.page import A4
from gridhall.pdf.qr import symbol
from gridhall.volunteering.documents.certificate import (
    CertificatePaper,
    certificate_pages,
    draw_certificate,
    draw_certificates,
)
from gridhall.volunteering.queries.certificates import CertificateFacts, Service
from gridhall.volunteering.rules.codes import Claims, holds, public_half, read_code, write_code

_NAMES: Final = (
    "张桂花",
    "李建国",
    "王淑芬",
    "阿依古丽·买买提",
    "欧阳明月",
    "赵䶮",
    "刘洋",
    "陈思",
)
_WORK: Final = ("义诊测压", "文明劝导", "环境清洁", "困难老人送餐", "政策宣讲")
_KEY: Final = bytes(range(32))
_DAY: Final = date(2026, 11, 24)
Page = tuple[tuple[Mark, ...], tuple[Mark, ...]]  # fixed and typed marks of one certificate


def certificate(number: int) -> CertificatePaper:
    """A made-up certificate as the hall issues it, its code signed."""
    minutes = 60 * (1 + number % 300) + 30
    services = tuple(
        Service(n, _DAY - timedelta(days=30 * n), "集中服务日", _WORK[n % 5], "广场", 510, 690, 180)
        for n in range(1 + number % 12)
    )
    facts = CertificateFacts(
        volunteer_id=number,
        name=_NAMES[number % len(_NAMES)],
        since=date(2025, 1, 15),
        until=_DAY,
        fields=frozenset({"id_number", "number", "evaluation"}),
        minutes=minutes,
        last_seq=number,
        services=services,
        contents="、".join(_WORK[: 1 + number % 5]),
        first_on=date(2025, 1, 15),
        id_number=f"370686********{number % 10000:04}",
        number=f"ZY{number:05}",
        evaluation=f"优秀{number % 12}次",
    )
    said = f"龙腾志证字〔2026〕第{number + 1:04}号"
    claims = Claims(said, facts.name, minutes, facts.since, _DAY, _DAY, number, b"\x7f\x3a\x9c\x21")
    code = write_code(claims, _KEY)
    return CertificatePaper(facts, said, "龙腾社区党群服务中心", _DAY, code, f"{number}-7f3a9c21")


def preparing(count: int) -> dict[str, float]:
    """Milliseconds to sign one code, to read and check it, and to make its modules."""
    steps: list[tuple[str, Callable[[CertificatePaper], object]]] = [
        ("sign", lambda paper: write_code(read_code(paper.code).claims, _KEY)),
        ("verify", lambda paper: holds(read_code(paper.code), public_half(_KEY))),
        ("modules", lambda paper: symbol(paper.code)),
    ]
    papers = [certificate(number) for number in range(count)]
    told = {}
    for name, step in steps:
        started = time.perf_counter()
        for paper in papers:
            step(paper)
        told[f"{name}_ms"] = round(1000 * (time.perf_counter() - started) / count, 3)
    return told


def timed(variant: str, together: bool, count: int) -> tuple[float, int, float]:
    """Seconds, bytes and megabytes added while the variant draws `count` certificates."""
    papers = [certificate(number) for number in range(count)]
    for paper in papers:
        symbol(paper.code)
    prepare, draw = VARIANTS[variant]
    ready = prepare(papers)
    batches = [ready] if together else [[one] for one in ready]
    _written(draw([ready[:1]]))
    _written(draw([ready[: max(1, count // 10)]] if together else batches[: count // 10]))
    before, started = _resident_mb(), time.perf_counter()
    size = _written(draw(batches))
    return time.perf_counter() - started, size, _resident_mb() - before


def _written(files: Iterator[bytes]) -> int:
    return sum(map(len, files))


def _resident_mb() -> float:
    """This process's memory, 0 where the system does not say (Windows)."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def _house(batches: Sequence[Sequence[CertificatePaper]]) -> Iterator[bytes]:
    for batch in batches:
        yield draw_certificate(batch[0]) if len(batch) == 1 else draw_certificates(batch)


def laid_out(papers: Sequence[CertificatePaper]) -> list[Page]:
    """Each certificate's marks with their places on the page: the layout done beforehand."""
    pages: list[Page] = []
    for paper in papers:
        (((_, block),),) = certificate_pages(paper)
        pages.append((block.fixed, block.typed))
    return pages


class _Glyphs(dict[str, str]):
    """The codes of one font's characters in a file, two bytes each as hex digits."""

    def __missing__(self, character: str) -> str:
        self[character] = code = f"{len(self) + 1:04X}"
        return code


class HandWriter:
    """A PDF written by hand: the static part once, fonts cut once, nothing that is not needed."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [b"%PDF-1.4\n"]
        self._places: dict[int, int] = {}
        self._at, self._pages = len(self._parts[0]), 0
        self._glyphs: dict[str, _Glyphs] = {}
        self._form: tuple[Mark, ...] = ()

    def page(self, fixed: tuple[Mark, ...], typed: tuple[Mark, ...]) -> None:
        """One certificate."""
        if fixed is not self._form:
            box = f"/Type/XObject/Subtype/Form/BBox[0 0 {A4[0]:.2f} {A4[1]:.2f}]/Resources 3 0 R"
            self._stream(4, self._drawn(fixed), box)
            self._form = fixed
        number = 20 + 2 * self._pages
        self._stream(number, b"/L Do\n" + self._drawn(typed))
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {A4[0]:.2f} {A4[1]:.2f}]/Resources 3 0 R"
        self._object(number + 1, f"{head}/Contents {number} 0 R>>".encode())
        self._pages += 1

    def finish(self) -> bytes:
        """The file's bytes."""
        fonts = "".join(
            f"/{name[0]} {self._font(n, name)} 0 R" for n, name in enumerate(self._glyphs)
        )
        self._object(3, f"<</Font<<{fonts}>>/XObject<</L 4 0 R>>>>".encode())
        kids = " ".join(f"{21 + 2 * n} 0 R" for n in range(self._pages))
        self._object(2, f"<</Type/Pages/Count {self._pages}/Kids[{kids}]>>".encode())
        self._object(1, b"<</Type/Catalog/Pages 2 0 R>>")
        self._trailer()
        return b"".join(self._parts)

    def _trailer(self) -> None:
        last = max(self._places) + 1
        rows = [
            f"{self._places[n]:010} 00000 n \n" if n in self._places else "0000000000 65535 f \n"
            for n in range(last)
        ]
        tail = f"trailer<</Size {last}/Root 1 0 R>>\nstartxref\n{self._at}\n%%EOF\n"
        self._parts.append(f"xref\n0 {last}\n{''.join(rows)}{tail}".encode())

    def _font(self, place: int, name: str) -> int:
        face, glyphs = house().face(name), self._glyphs[name]
        program = face.subset([face.glyphs[ord(character)] for character in glyphs])
        own = 5 + 4 * place
        self._stream(own, program, f"/Length1 {len(program)}")
        about = f"/Flags 4/FontBBox[{' '.join(map(str, face.box))}]/ItalicAngle 0/StemV 80"
        self._object(
            own + 1,
            f"<</Type/FontDescriptor/FontName/{name}{about}/Ascent {face.ascent}"
            f"/Descent {face.descent}/CapHeight {face.ascent}/FontFile2 {own} 0 R>>".encode(),
        )
        widths = " ".join(
            f"{n}[{face.width(ord(character))}]" for n, character in enumerate(glyphs, start=1)
        )
        system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        self._object(
            own + 2,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo{system}/DW 1000"
            f"/W[{widths}]/FontDescriptor {own + 1} 0 R/CIDToGIDMap/Identity>>".encode(),
        )
        self._object(
            own + 3,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{own + 2} 0 R]>>".encode(),
        )
        return own + 3

    def _stream(self, number: int, content: bytes, entries: str = "") -> None:
        packed = zlib.compress(content, 1)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n"
        self._object(number, head.encode() + packed + b"\nendstream")

    def _object(self, number: int, body: bytes) -> None:
        self._places[number] = self._at
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._parts.append(whole)
        self._at += len(whole)

    def _drawn(self, marks: tuple[Mark, ...]) -> bytes:
        return "\n".join(map(self._mark, marks)).encode("ascii")

    def _mark(self, mark: Mark) -> str:
        top = A4[1]
        if type(mark) is Text:
            glyphs = self._glyphs.setdefault(mark.style.font, _Glyphs())
            shown = "".join([glyphs[character] for character in mark.text])
            ink = mark.style.ink or (mark.style.gray,) * 3
            colour = f"{ink[0]:g} {ink[1]:g} {ink[2]:g} rg"
            font = f"/{mark.style.font[0]} {mark.style.size:g} Tf {mark.spread:g} Tc"
            return f"BT {colour} {font} {mark.x:.2f} {top - mark.y:.2f} Td <{shown}> Tj ET"
        if type(mark) is Code:
            quiet, size = mark.symbol.quiet(mark.side), mark.symbol.size
            side = mark.side - 2 * quiet
            place = f"{mark.x + quiet:.2f} {top - mark.y - quiet - side:.2f}"
            image = f"BI /W {size}/H {size}/IM true/BPC 1/D[1 0]/F/AHx ID {mark.symbol.bits}> EI"
            return f"q 0 g {side:.2f} 0 0 {side:.2f} {place} cm {image} Q"
        return _line_of(mark)


def _line_of(mark: Mark) -> str:
    """Rules, rectangles, traces and the seal's circle."""
    top = A4[1]
    if isinstance(mark, Rule):
        ink = mark.ink or (0.0, 0.0, 0.0)
        ends = f"{mark.x:.2f} {top - mark.y:.2f} m {mark.to_x:.2f} {top - mark.to_y:.2f} l"
        return f"{ink[0]:g} {ink[1]:g} {ink[2]:g} RG {mark.width:g} w {ends} S"
    if isinstance(mark, Trace):
        first, *rest = (f"{x:.2f} {top - y:.2f}" for x, y in mark.points)
        path = f"{first} m {' l '.join(rest)} l"
        red, green, blue = mark.ink
        if mark.filled:
            return f"{red:g} {green:g} {blue:g} rg {path} f"
        end = "s" if mark.closed else "S"
        return f"{red:g} {green:g} {blue:g} RG {mark.width:g} w {path} {end}"
    if isinstance(mark, Panel):
        red, green, blue = mark.edge
        corner = f"{mark.x:.2f} {top - mark.y - mark.height:.2f}"
        box = f"{corner} {mark.width:.2f} {mark.height:.2f} re S"
        return f"{red:g} {green:g} {blue:g} RG {mark.line:g} w {box}"
    assert isinstance(mark, Ring)
    return _circle(mark.x, top - mark.y, mark.radius)


def _circle(x: float, y: float, r: float) -> str:
    k = 0.5523 * r
    return (
        f"q 0.6 G 0.4 w [1 2] 0 d {x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c s Q"
    )


def _floor(batches: Sequence[Sequence[Page]]) -> Iterator[bytes]:
    for batch in batches:
        writer = HandWriter()
        for fixed, typed in batch:
            writer.page(fixed, typed)
        yield writer.finish()


def font_file(name: str) -> Path:
    """The file of one of the two fonts a certificate uses."""
    from gridhall.core.resources import resource

    return resource("fonts", f"GridHall{name}.ttf")


def style_ink(style: Style) -> tuple[float, float, float]:
    """A style's colour as red, green, blue."""
    return style.ink or (style.gray, style.gray, style.gray)


def _rival(name: str) -> tuple[Callable[..., list[Any]], Callable[..., Iterator[bytes]]]:
    """One that is only loaded where it is measured."""

    def prepare(papers: Sequence[CertificatePaper]) -> list[Any]:
        module = import_module(f"gridhall.bench.certificate_{name}")
        return list(module.prepare(laid_out(papers)))

    def draw(batches: Sequence[Sequence[Any]]) -> Iterator[bytes]:
        module = import_module(f"gridhall.bench.certificate_{name}")
        yield from module.draw(batches)

    return prepare, draw


FONTS: Final = (KAI, SONG)
VARIANTS: Final[dict[str, tuple[Callable[..., list[Any]], Callable[..., Iterator[bytes]]]]] = {
    "house": (list, _house),
    "floor": (laid_out, _floor),
    "qt": _rival("qt"),
    "fpdf2": _rival("fpdf2"),
    "typst": _rival("typst"),
}
