"""条码标签: 24 to a sheet of A4 (70 x 37 mm), to be cut or printed on sticky paper."""

from collections.abc import Sequence

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.pdf.barcode import bars
from gridhall.pdf.bars import fitted
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import centred
from gridhall.pdf.marks import MM, Block, Mark, Style
from gridhall.pdf.page import A4, About, Sheet

Label = tuple[str, str]  # code, name
ACROSS, DOWN = 3, 8
_WIDE, _HIGH = 70 * MM, 37 * MM


def labels_sheet(labels: Sequence[Label], hall: Hall) -> bytes:
    """The sheets; a code is printed under its bars to be typed if it cannot be scanned."""
    if not labels:
        raise UserError("没有物品，没有标签可印。请先按 Ctrl+N 登记物品")
    house().require_glyphs([hall.name, *(text for one in labels for text in one)])
    sheet = Sheet(A4, About("条码标签", hall.name))
    many = ACROSS * DOWN
    for start in range(0, len(labels), many):
        typed: list[Mark] = []
        for place, one in enumerate(labels[start : start + many]):
            typed += _label(one, hall.name, (place % ACROSS * _WIDE, place // ACROSS * _HIGH))
        sheet.add([(0.0, Block(A4[1], tuple(typed)))])
    return sheet.finish()


def _label(one: Label, issuer: str, corner: tuple[float, float]) -> list[Mark]:
    code, name = one
    left, top = corner
    middle, style = left + _WIDE / 2, Style(HEI, 11)
    room = _WIDE - 8 * MM
    return [
        centred(fitted(name, room, style), middle, top + 8 * MM, style),
        *bars(code, left + 4 * MM, top + 10.5 * MM, (room, 13 * MM)),
        centred(code, middle, top + 28 * MM, Style(SONG, 10)),
        centred(fitted(issuer, room, Style(SONG, 7)), middle, top + 33 * MM, Style(SONG, 7)),
    ]
