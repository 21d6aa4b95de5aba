"""What a business form is made of (业务文书的各部分), and its measures on A4 and A5."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Final

from gridhall.pdf.marks import MM
from gridhall.pdf.page import A3, A4, A5, Size, landscape
from gridhall.pdf.qr import VERIFICATION_SIDE

SEAL_DIAMETER: Final = 45 * MM  # the largest seal a hall may own (国发〔1999〕25号)


@dataclass(frozen=True, slots=True)
class Table:
    """A list on the paper, e.g. the received materials (材料清单)."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]  # shares of the paper's width
    rows: tuple[tuple[str, ...], ...]
    when_empty: str = "（无）"
    least_lines: int = 1  # a row is at least so many lines high, for what is written by hand


@dataclass(frozen=True, slots=True)
class Closing:
    """Who issues the paper and when, and who signs: after a name that ends in ： a line is left."""

    issuer: str
    day_text: str
    signers: tuple[str, ...] = ()
    seal: bool = True  # 留盖章位置


@dataclass(frozen=True, slots=True)
class Qr:
    """A code with a caption under it; `side` in mm with the quiet zone, 30 or more to verify by."""

    payload: str
    caption: str = ""
    side: float = VERIFICATION_SIDE


@dataclass(frozen=True, slots=True)
class BusinessForm:
    """All that a business form shows. Everything is plain text: markup in it is drawn as typed."""

    title: str
    number: str
    addressee: str
    paragraphs: Sequence[str]
    closing: Closing
    facts: Sequence[tuple[str, str]] = ()
    table: Table | None = None
    qr: Qr | None = None
    footnotes: Sequence[str] = ()
    copies_note: str = ""  # 一式两份……
    anchor: str = ""  # the audit chain's head, small at the foot
    draft: bool = False  # 草稿
    reprint: str = ""  # 补打（第 2 次）
    barcode: str = ""  # Code 128 at the head, for a hand scanner: BJ-9F86-1204

    def texts(self) -> Iterator[str]:
        """Every text that the paper shows."""
        yield from (self.title, self.number, self.addressee, *self.paragraphs)
        yield from (self.closing.issuer, self.closing.day_text, *self.closing.signers)
        yield from chain.from_iterable(self.facts)
        if self.table:
            yield from (*self.table.headings, self.table.when_empty)
            yield from chain.from_iterable(self.table.rows)
        if self.qr:
            yield self.qr.caption
        yield from (*self.footnotes, self.copies_note, self.anchor, self.reprint, self.barcode)


def chinese_day(day: date) -> str:
    """A date as papers write it, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Places and sizes in points on one size of paper."""

    size: Size
    left: float
    top: float
    bottom: float  # where the text ends; notes and page numbers stand below it
    title: float
    body: float
    leading: float  # from one body line to the next
    cell: float
    line: float  # from one line in a cell to the next
    pad: float  # white inside a cell
    label: float  # the column of labels
    note: float

    @property
    def column(self) -> float:
        """The width of the text."""
        return self.size[0] - 2 * self.left

    @property
    def right(self) -> float:
        """Where the text ends on the right."""
        return self.size[0] - self.left


_ON_A4 = Measures(
    size=A4,
    left=26 * MM,
    top=22 * MM,
    bottom=279 * MM,
    title=22,
    body=14,
    leading=8.6 * MM,
    cell=12,
    line=5.6 * MM,
    pad=1.5 * MM,
    label=32 * MM,
    note=10,
)
_ON_A5 = Measures(
    size=A5,
    left=15 * MM,
    top=13 * MM,
    bottom=196 * MM,
    title=17,
    body=11,
    leading=6.4 * MM,
    cell=9.5,
    line=4.4 * MM,
    pad=1.1 * MM,
    label=24 * MM,
    note=8,
)
# Wide lists (一览表): smaller text, more columns.
_ON_WIDE_A4 = Measures(
    size=landscape(A4),
    left=15 * MM,
    top=15 * MM,
    bottom=194 * MM,
    title=20,
    body=12,
    leading=7.2 * MM,
    cell=9.5,
    line=4.4 * MM,
    pad=1.0 * MM,
    label=28 * MM,
    note=8.5,
)
_ON_WIDE_A3 = replace(
    _ON_WIDE_A4, size=landscape(A3), bottom=281 * MM, title=24, cell=10.5, line=4.9 * MM
)
_MEASURES = {m.size: m for m in (_ON_A4, _ON_A5, _ON_WIDE_A4, _ON_WIDE_A3)}


def measures(size: Size) -> Measures:
    """The measures for A4, A5, and A4 or A3 turned (ValueError for other sizes)."""
    if size not in _MEASURES:
        raise ValueError("business forms are laid out for A4 and A5, and turned for A4 and A3 only")
    return _MEASURES[size]


@cache
def tight(m: Measures) -> Measures:
    """Closer lines and smaller text, for a paper that would otherwise spill over its page."""
    return replace(
        m,
        top=m.top * 0.85,
        title=m.title - 2,
        body=m.body * 0.9,
        leading=m.leading * 0.84,
        cell=m.cell * 0.9,
        line=m.line * 0.88,
        pad=m.pad * 0.6,
    )
