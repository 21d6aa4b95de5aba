"""What stands outside the text of a paper of several pages, and such a paper bound together."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import SONG
from gridhall.pdf.form_blocks import centred, flush_right
from gridhall.pdf.form_parts import Measures, tight
from gridhall.pdf.marks import MM, Block, Mark, Page, Style
from gridhall.pdf.page import About, Sheet

_GRAY: Final = 0.45


class Told(NamedTuple):
    """A paper's title and number, whose it is, the trail's head ("" for none)."""

    title: str
    number: str
    issuer: str
    anchor: str = ""


def foot_marks(m: Measures, anchor: str, at: int, count: int) -> list[Mark]:
    """第 n 页，共 m 页 where there are several; the audit trail's head small at the right."""
    y = m.size[1] - 8 * MM
    typed: list[Mark] = []
    if count > 1:
        words = f"第 {at} 页，共 {count} 页"
        typed.append(centred(words, m.size[0] / 2, y, Style(SONG, m.note)))
    if anchor:
        typed.append(flush_right(anchor, m.right, y, Style(SONG, m.note * 0.7, _GRAY)))
    return typed


def margin_marks(m: Measures, anchor: str, at: int, count: int) -> Page:
    """The foot of page `at` of `count`, to be laid under its text."""
    typed = foot_marks(m, anchor, at, count)
    return [(0.0, Block(m.size[1], tuple(typed)))] if typed else []


def filled(blocks: Sequence[Block], m: Measures) -> list[Page]:
    """The blocks on as many pages as they need."""
    return fill_pages(blocks, Frame(m.top, m.top, m.bottom))


def fewest(blocks: Callable[[Measures], Iterable[Block]], m: Measures) -> list[Page]:
    """The pages as they are, or closer together if that saves one."""
    return min((filled(list(blocks(each)), each) for each in (m, tight(m))), key=len)


def bound(pages: Sequence[Page], told: Told, m: Measures) -> bytes:
    """The pages as one PDF, numbered."""
    sheet = Sheet(m.size, About(told.title, told.issuer, told.number))
    for at, page in enumerate(pages, start=1):
        sheet.add([*margin_marks(m, told.anchor, at, len(pages)), *page])
    return sheet.finish()
