"""楼栋便民服务牌: what hangs at a building's door, whom to call; one page a building.

The grid member's name and number are printed whole, as on the grid's board (滨州市网格化服务管理
条例 §6). 楼栋长 and 楼口长 are residents who serve their neighbours: named, without their numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.progress import Progress, Silent
from gridhall.organisation.documents.missing import lacking, printed
from gridhall.organisation.documents.signs.parts import (
    BAND,
    BROWN,
    EDGE,
    FOOT,
    HEIGHT,
    RED,
    SIZES,
    VACANT,
    WIDTH,
    Place,
    block,
    columns,
    enlarged,
    foot,
    frame,
    label,
    margin,
    to_write,
)
from gridhall.organisation.queries.agencies import PlateLine
from gridhall.organisation.queries.papers.signs import Plate, PlateGrid
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.fonts import HEI, HEI_BOLD
from gridhall.pdf.form_blocks import flush_right
from gridhall.pdf.marks import Block, Mark, Rule, Style
from gridhall.pdf.page import About, Sheet

KIND = "building-plate"
MOST = 5000  # plates in one run
_LABEL = 104.0
_LEFT = 0.63  # of the frame's width: the rows; the hotlines stand at the right
_TOP = EDGE + BAND
_ROOM = HEIGHT - 2 * EDGE - BAND - FOOT
_SPLIT = EDGE + (WIDTH - 2 * EDGE) * _LEFT
_MOST_GRIDS = 4


@dataclass(frozen=True, slots=True)
class Plates:
    """The plates of one run, the numbers on all of them, and the sheet: A4 or A3."""

    rows: Sequence[Plate]
    hotlines: Sequence[PlateLine]
    scope: str  # how they were chosen, in words: 御景小区全部楼栋
    paper: str = "A4"

    def check(self) -> None:
        """UserError for none or more than one run takes."""
        if not self.rows:
            raise UserError("没有选到楼栋，请先选要出服务牌的楼栋")
        if len(self.rows) > MOST:
            raise UserError(f"选了 {len(self.rows):,} 栋，一次最多 {MOST:,} 栋，请按小区分批出")


def plates_order(plates: Plates, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the plates; plates that say the same are one paper."""
    plates.check()
    said = {
        "paper": plates.paper,
        "hall": [hall.name, hall.community, hall.phone, hall.supervision_phone],
        "hotlines": [list(line) for line in plates.hotlines],
        "plates": [list(_texts(plate)) for plate in plates.rows],
    }
    return PaperOrder(KIND, "building", plates.rows[0].building_id, said, request_key)


def plates_paper(
    plates: Plates, hall: Hall, marks: tuple[str, Anchor | None], progress: Progress | None = None
) -> bytes:
    """The plates as a PDF, one a page; Cancelled by `progress` leaves nothing."""
    plates.check()
    progress, (size, by) = progress or Silent(), SIZES[plates.paper]
    missing = lacking(text for plate in plates.rows for text in _texts(plate))
    sheet = Sheet(size, About("楼栋便民服务牌", hall.name, marks[0]))
    shared: dict[_Shape, tuple[Mark, ...]] = {}
    for done, plate in enumerate(plates.rows, start=1):
        shape = _shape(plate)
        if shape not in shared:
            shared[shape] = enlarged(_fixed(hall, tuple(plates.hotlines), shape), by)
        here = missing.intersection("".join(_texts(plate))) if missing else missing
        typed = enlarged((*_typed(plate, shape, missing), *margin(marks, here)), by)
        sheet.add_alike([(0.0, Block(size[1], typed, shared[shape]))])
        progress.report(done, len(plates.rows))
    return sheet.finish()


class _Shape(NamedTuple):
    """What decides how high the rows are; plates alike share what is drawn of them."""

    grids: int
    lines: int  # of entrance heads, about


def _shape(plate: Plate) -> _Shape:
    """At most four grids have room; a building in no grid has an empty row."""
    lines = ceil(len(plate.entrance_heads) / 3)
    return _Shape(max(1, min(len(plate.grids), _MOST_GRIDS)), min(max(lines, 2), 6))


def _texts(plate: Plate) -> Iterator[str]:
    yield from (plate.building, plate.property_company, plate.property_phone, *plate.heads)
    for grid in plate.grids:
        yield from (grid.name, grid.entrances)
        yield from (grid.main.name, grid.main.phone) if grid.main else ("", "")
    for pair in plate.entrance_heads:
        yield from pair


@lru_cache(maxsize=16)
def _places(shape: _Shape) -> tuple[tuple[str, Place], ...]:
    """The rows of a plate: name and where its value stands."""
    members, entrances = 0.30 + 0.24 * (shape.grids - 1), 0.14 + 0.08 * shape.lines
    shares = (("网格员", members), ("楼栋长", 0.16), ("楼口长", entrances), ("物业", 0.24))
    whole, y = sum(share for _, share in shares), _TOP
    found = []
    for name, share in shares:
        height = _ROOM * share / whole
        found.append((name, (EDGE + _LABEL, y, _SPLIT - EDGE - _LABEL, height)))
        y += height
    return tuple(found)


def _fixed(hall: Hall, hotlines: Sequence[PlateLine], shape: _Shape) -> Iterator[Mark]:
    yield from frame()
    title = flush_right("便民服务牌", WIDTH - EDGE - 18, EDGE + 54, Style(HEI_BOLD, 28, 1.0))
    yield title
    for name, (x, y, width, height) in _places(shape):
        yield from label(name, (EDGE, y, _LABEL, height), 22)
        yield Rule(x, y + height, x + width, y + height, 0.8, ink=RED)
    yield Rule(_SPLIT, _TOP, _SPLIT, HEIGHT - EDGE - FOOT, 0.8, ink=RED)
    yield Rule(EDGE, HEIGHT - EDGE - FOOT, WIDTH - EDGE, HEIGHT - EDGE - FOOT, 0.8, ink=RED)
    yield from _numbers(hall, hotlines)
    calls = f"监督电话 {hall.supervision_phone}" if hall.supervision_phone else ""
    yield from foot(hall.name, calls)


def _numbers(hall: Hall, hotlines: Sequence[PlateLine]) -> Iterator[Mark]:
    """The hotlines under their heading, the community's own first."""
    lines = [PlateLine(hall.community or "社区", hall.phone)] if hall.phone else []
    lines += hotlines
    width, head = WIDTH - EDGE - _SPLIT, 46.0
    yield from label("便民热线", (_SPLIT, _TOP, width, head), 22)
    if not lines:
        return
    height = (_ROOM - head) / len(lines)
    size = min(26.0, height * 0.36)
    for at, (name, number) in enumerate(lines):
        y = _TOP + head + at * height
        long = len(number) > 6
        split = width * (0.36 if long else 0.56)
        yield from block(name, (_SPLIT + 14, y, split - 16, height), Style(HEI, size * 0.8))
        place = (_SPLIT + split, y, width - split - 10, height)
        yield from block(number, place, Style(HEI_BOLD, size * (1.0 if long else 1.3), ink=RED))
        if at:
            yield Rule(_SPLIT + 10, y, WIDTH - EDGE - 10, y, 0.5, 2, RED)


def _typed(plate: Plate, shape: _Shape, missing: frozenset[str]) -> Iterator[Mark]:
    band = (EDGE + 18, EDGE, WIDTH - 2 * EDGE - 220, BAND)
    yield from block(printed(plate.building, missing), band, Style(HEI_BOLD, 42, 1.0), 2)
    members, heads, entrances, company = (place for _, place in _places(shape))
    x, y, width, height = members
    each = height / shape.grids
    for at, grid in enumerate(plate.grids[:_MOST_GRIDS] or (None,)):
        yield from _grid(grid, (x, y + at * each, width, each), missing)
    yield from _named("、".join(plate.heads), heads, Style(HEI_BOLD, 26), missing)
    yield from _entrance_heads(plate, entrances, missing)
    yield from _company(plate, company, missing)


def _grid(grid: PlateGrid | None, place: Place, missing: frozenset[str]) -> Iterator[Mark]:
    """The member's name and number, below them which grid it is."""
    x, y, width, height = place
    if grid is None:
        yield from block(VACANT, (x + 14, y, width - 28, height), Style(HEI, 22, ink=BROWN))
        return
    words = printed(f"{grid.name}　{grid.entrances}".strip(), missing)
    low = (x + 14, y + height * 0.62, width - 28, height * 0.34)
    yield from block(words, low, Style(HEI, min(17.0, height * 0.2)))
    top, size = (x + 14, y + 4, width * 0.42 - 20, height * 0.62), min(32.0, height * 0.36)
    if grid.main is None:
        yield from block(VACANT, top, Style(HEI, size * 0.8, ink=BROWN))
        return
    yield from block(printed(grid.main.name, missing), top, Style(HEI_BOLD, size), 2)
    at = x + width * 0.42
    if grid.main.phone:
        phone = (at, y + 4, width * 0.58 - 10, height * 0.62)
        yield from block(grid.main.phone, phone, Style(HEI_BOLD, size, ink=RED))
    else:
        yield to_write(at, y + height * 0.5, width * 0.5)


def _entrance_heads(plate: Plate, place: Place, missing: frozenset[str]) -> Iterator[Mark]:
    x, y, width, height = place
    room = (x + 14, y + 6, width - 28, height - 12)
    items = [printed(f"{door} {name}".strip(), missing) for door, name in plate.entrance_heads]
    if items:
        yield from columns(items, room, Style(HEI, 24))
    else:
        yield from block(VACANT, room, Style(HEI, 20, ink=BROWN))


def _named(text: str, place: Place, style: Style, missing: frozenset[str]) -> Iterator[Mark]:
    x, y, width, height = place
    room = (x + 14, y + 4, width - 28, height - 8)
    if text:
        lines = max(1, int(room[3] / (style.size * 0.8)))
        yield from block(printed(text, missing), room, style, lines)
    else:
        yield from block(VACANT, room, style._replace(font=HEI, size=20, ink=BROWN))


def _company(plate: Plate, place: Place, missing: frozenset[str]) -> Iterator[Mark]:
    x, y, width, height = place
    half = height / 2
    name = printed(plate.property_company, missing)
    if name:
        yield from block(name, (x + 14, y + 4, width - 28, half), Style(HEI_BOLD, 22))
    else:
        yield to_write(x + 14, y + half - 6, width - 28)
    yield from block("电话", (x + 14, y + half - 4, 44, half), Style(HEI, 16))
    if plate.property_phone:
        phone = (x + 62, y + half - 4, width - 76, half)
        yield from block(plate.property_phone, phone, Style(HEI_BOLD, 24, ink=RED))
    else:
        yield to_write(x + 62, y + height - 12, width * 0.6)
