"""居民公约 as a sheet to hang: framed, its articles as large as fits one page."""

from collections.abc import Iterator

from gridhall.core.hall import Hall
from gridhall.opinions.queries.compacts import CompactRow
from gridhall.opinions.rules.compacts import article_heading
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import HEI, KAI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Mark, Style, Text
from gridhall.pdf.ornament import RED, border, flourish
from gridhall.pdf.page import A4, About, Sheet

_LEFT, _RIGHT = 30 * MM, A4[0] - 30 * MM
_TOP, _BOTTOM = 32 * MM, A4[1] - 34 * MM
_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)


def compact_pdf(row: CompactRow, hall: Hall, marks: tuple[str, str]) -> bytes:
    """The sheet; `marks` are its number and the trail's head."""
    texts = (row.title, row.preface, row.articles, row.adopted_how, hall.community, hall.name)
    house().require_glyphs(line for text in texts for line in text.split("\n"))
    frame = Frame(_TOP, _TOP, _BOTTOM)
    laid = [fill_pages(list(_blocks(row, hall, size)), frame) for size in _SIZES]
    pages = min(laid, key=len)  # the largest of those that need the fewest pages
    sheet = Sheet(A4, About("居民公约", hall.name, marks[0]))
    around = border(A4, 10 * MM)
    for at, page in enumerate(pages, start=1):
        foot = _foot(marks, at, len(pages))
        sheet.add([(0.0, Block(A4[1], tuple(foot), around)), *page])
    return sheet.finish()


def _blocks(row: CompactRow, hall: Hall, size: float) -> Iterator[Block]:
    yield from _heading(row)
    for paragraph in filter(None, row.preface.split("\n")):
        yield from _lines(paragraph, size, KAI, 2 * size)
    for place, article in enumerate(row.listed, start=1):
        yield from _article(place, article, size)
    yield _signature(row, hall, size)


def _heading(row: CompactRow) -> Iterator[Block]:
    size = 30.0
    lines = wrap(row.title, SONG_BOLD, size, _RIGHT - _LEFT)
    for line in lines:
        mark = centred(line, A4[0] / 2, baseline(1.4 * size, size), Style(SONG_BOLD, size, ink=RED))
        yield Block(1.4 * size, (mark,), keep=True)
    said = _adopted(row)
    marks: list[Mark] = [*flourish(A4[0] / 2, 4 * MM, 45 * MM)]
    y = 13 * MM
    for line in wrap(said, KAI, 12, _RIGHT - _LEFT):
        marks.append(centred(line, A4[0] / 2, y, Style(KAI, 12)))
        y += 6 * MM
    yield Block(y + 2 * MM, tuple(marks), keep=True)


def _adopted(row: CompactRow) -> str:
    if row.adopted_on is None:
        return f"（第 {row.edition} 版征求意见稿，还没有表决）"
    ended = f"，{chinese_day(row.ended_on)}废止" if row.ended_on else ""
    return f"（{chinese_day(row.adopted_on)}{row.adopted_how}{ended}）"


def _article(place: int, text: str, size: float) -> Iterator[Block]:
    """第一条 in black type, the text beside it, further lines under the text."""
    head = article_heading(place)
    indent = house().width(head, HEI, size) + size
    leading = size * 1.75
    lines = wrap(text, SONG, size, _RIGHT - _LEFT - indent)
    for at, line in enumerate(lines):
        y = baseline(leading, size)
        marks: list[Mark] = [Text(_LEFT + indent, y, line, Style(SONG, size))]
        if not at:
            marks.insert(0, Text(_LEFT, y, head, Style(HEI, size)))
        before = 0.0 if at else 0.2 * leading
        yield Block(leading, tuple(marks), before=before, keep=at < len(lines) - 1)


def _lines(text: str, size: float, font: str, indent: float) -> Iterator[Block]:
    leading = size * 1.75
    lines = wrap(text, font, size, _RIGHT - _LEFT, indent)
    for at, line in enumerate(lines):
        start = _LEFT + (0.0 if at else indent)
        mark = Text(start, baseline(leading, size), line, Style(font, size))
        yield Block(leading, (mark,), keep=at < len(lines) - 1)


def _signature(row: CompactRow, hall: Hall, size: float) -> Block:
    leading = size * 1.75
    owner = f"{row.compound}全体居民" if row.compound else f"{hall.community}全体居民"
    return Block(
        leading, (flush_right(owner, _RIGHT, baseline(leading, size), Style(KAI, size)),),
        before=0.8 * leading,
    )  # fmt: skip


def _foot(marks: tuple[str, str], at: int, many: int) -> Iterator[Mark]:
    small = "  ".join(filter(None, marks))
    yield flush_right(small, A4[0] - 26 * MM, A4[1] - 16.5 * MM, Style(SONG, 7, 0.45))
    if many > 1:
        yield centred(f"第 {at} 页，共 {many} 页", A4[0] / 2, A4[1] - 22 * MM, Style(SONG, 9))
