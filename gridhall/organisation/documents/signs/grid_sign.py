"""网格公示牌: the public board of a grid, on A4 or A3.

It names the grid, its area, its grid member with the phone, and the supervision phone, as 滨州市
网格化服务管理条例 §6 asks of such boards; the assistant of the 1+1 stands beside. Names and
numbers are printed whole: to be read by everybody is what the board is for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    enlarged,
    foot,
    frame,
    label,
    margin,
    middle,
    to_write,
)
from gridhall.organisation.queries.papers.signs import Contact, GridSign
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.fonts import HEI, HEI_BOLD
from gridhall.pdf.form_blocks import flush_right
from gridhall.pdf.marks import Block, Mark, Rule, Style
from gridhall.pdf.page import About, Sheet

KIND = "grid-sign"
_LABEL = 150.0
_TOP = EDGE + BAND
_ROOM = HEIGHT - 2 * EDGE - BAND - FOOT
_ROWS = (
    ("网格名称", 0.18),
    ("网格范围", 0.26),
    ("网格员", 0.20),
    ("助理员", 0.18),
    ("监督电话", 0.18),
)


@dataclass(frozen=True, slots=True)
class Signs:
    """The boards of one run, one a page, and the sheet they are made for: A4 or A3."""

    rows: Sequence[GridSign]
    paper: str = "A4"

    def check(self) -> None:
        """UserError when there is nothing to draw."""
        if not self.rows:
            raise UserError("没有选到网格，请先选要出公示牌的网格")


def signs_order(signs: Signs, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the boards; boards that say the same are one paper."""
    signs.check()
    said = {
        "paper": signs.paper,
        "hall": [hall.name, hall.community, hall.phone, hall.supervision_phone],
        "signs": [[text for text in _texts(sign)] for sign in signs.rows],
    }
    return PaperOrder(KIND, "grid", signs.rows[0].id, said, request_key)


def signs_paper(
    signs: Signs, hall: Hall, marks: tuple[str, Anchor | None], progress: Progress | None = None
) -> bytes:
    """The boards as a PDF, one a page."""
    signs.check()
    progress, size = progress or Silent(), SIZES[signs.paper]
    missing = lacking(text for sign in signs.rows for text in _texts(sign))
    sheet = Sheet(size[0], About("网格公示牌", hall.name, marks[0]))
    fixed = enlarged(_fixed(hall), size[1])
    for done, sign in enumerate(signs.rows, start=1):
        if len(signs.rows) > 1:
            sheet.mark_page(printed(sign.name, missing))
        typed = enlarged(
            (*_typed(sign, hall, missing), *margin(marks, missing & set("".join(_texts(sign))))),
            size[1],
        )
        sheet.add_alike([(0.0, Block(size[0][1], typed, fixed))])
        progress.report(done, len(signs.rows))
    return sheet.finish()


def _texts(sign: GridSign) -> Iterator[str]:
    yield from (sign.code, sign.name, sign.area, sign.organisation, sign.supervision_phone)
    for one in (sign.main, *sign.assistants):
        yield from (one.name, one.phone) if one else ("", "")


def _places() -> Iterator[tuple[str, Place]]:
    """Each row's name and where its value stands."""
    y = _TOP
    for name, share in _ROWS:
        yield name, (EDGE + _LABEL, y, WIDTH - 2 * EDGE - _LABEL, _ROOM * share)
        y += _ROOM * share


def _fixed(hall: Hall) -> Iterator[Mark]:
    yield from frame()
    band = (EDGE, EDGE, WIDTH - 2 * EDGE, BAND)
    title = middle("网格公示牌", band, Style(HEI_BOLD, 42, 1.0))
    yield title._replace(x=title.x - 2 * 14, spread=14)
    for name, (x, y, width, height) in _places():
        yield from label(name, (EDGE, y, _LABEL, height), 24)
        yield Rule(x, y + height, x + width, y + height, 0.8, ink=RED)
    calls = f"社区电话 {hall.phone}" if hall.phone else ""
    yield from foot(hall.name, calls)


def _typed(sign: GridSign, hall: Hall, missing: frozenset[str]) -> Iterator[Mark]:
    name, area, main, assistant, supervision = (place for _, place in _places())
    x, y, width, height = name
    code = flush_right(
        printed(sign.code, missing), WIDTH - EDGE - 16, EDGE + 30, Style(HEI, 14, 1.0)
    )
    yield code
    whole = (x + 18, y, width * (0.5 if sign.organisation else 1.0) - 36, height)
    yield from block(printed(sign.name, missing), whole, Style(HEI_BOLD, 36), 2)
    if sign.organisation:
        place = (x + width * 0.5, y, width * 0.5 - 18, height)
        yield from block(printed(sign.organisation, missing), place, Style(HEI, 20), 2)
    place = (area[0] + 18, area[1] + 4, area[2] - 36, area[3] - 8)
    if sign.area:
        yield from block(printed(sign.area, missing), place, Style(HEI, 26), 4)
    else:
        yield to_write(place[0], area[1] + area[3] * 0.66, place[2])
    yield from _people([sign.main], main, 36, missing)
    yield from _people(sign.assistants[:2] or [None], assistant, 26, missing)
    phone = sign.supervision_phone or hall.supervision_phone
    x, y, width, height = supervision
    if phone:
        yield from block(phone, (x + 18, y, width - 36, height), Style(HEI_BOLD, 36, ink=RED))
    else:
        yield to_write(x + 18, y + height * 0.7, 260)


def _people(
    people: Sequence[Contact | None],
    place: Place,
    size: float,
    missing: frozenset[str],
) -> Iterator[Mark]:
    """Name at the left, number at the right; two of them one under the other."""
    x, y, width, height = place
    height /= len(people)
    size = size if len(people) == 1 else size * 0.8
    for at, one in enumerate(people):
        top, middle_x = y + at * height, x + width * 0.44
        if one is None:
            yield from block(VACANT, (x + 18, top, 200, height), Style(HEI, size * 0.8, ink=BROWN))
            continue
        named = (x + 18, top, width * 0.44 - 30, height)
        yield from block(printed(one.name, missing), named, Style(HEI_BOLD, size), 2)
        if one.phone:
            yield from block(
                one.phone,
                (middle_x, top, width * 0.56 - 18, height),
                Style(HEI_BOLD, size, ink=RED),
            )
        else:
            yield to_write(middle_x, top + height * 0.72, 240)
