"""服务指南: all that a visitor must know of a matter (after GB/T 36114-2018), one or a booklet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import HEI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import (
    baseline,
    centred,
    closing_block,
    facts_blocks,
    flush_right,
    heading_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Qr, chinese_day, measures, tight
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Mark, Page, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet
from gridhall.service_desk.documents.guide_words import Part, parts_of
from gridhall.service_desk.labels import limit_label
from gridhall.service_desk.queries.catalogue import MatterRow

TITLE = "服务指南"
_NUMERALS = "一二三四五六七八九十"
_GRAY = 0.45
_CODE_SIDE = 26.0  # mm; a code of a few letters


@dataclass(frozen=True, slots=True)
class Guide:
    """What a guide shows: its matters, whom their materials come from, whose hall, which day."""

    rows: Sequence[MatterRow]
    hall: Hall
    day: date
    title: str = ""  # of a booklet: 全部事项, 养老服务; "" for one matter
    where: Mapping[str, str] = field(default_factory=dict)  # issuer -> address, phone, hours

    def texts(self) -> Iterator[str]:
        """Every text it shows: the same is one paper."""
        yield from (self.hall.name, self.title, chinese_day(self.day))
        for row in self.rows:
            yield row.name
            for part in parts_of(row, self.hall, self.where):
                yield from part.texts()


def guide_paper(guide: Guide, number: str, anchor: str) -> bytes:
    """The guide as a PDF: one matter, or a booklet with contents and bookmarks. UserError."""
    if not guide.rows:
        raise UserError("这里没有在办的事项，没有服务指南可出。请换一个类别")
    house().require_glyphs([number, anchor, *guide.texts()])
    m = _measures()
    foot = partial(_foot, m, anchor)
    if not guide.title:
        return _single(guide, number, m, foot)
    return _booklet(guide, number, m, foot)


def _measures() -> Measures:
    return replace(
        measures(A4), left=22 * MM, top=18 * MM, title=20, body=11.5, leading=6.4 * MM,
        cell=10.5, line=4.9 * MM, pad=1.2 * MM, label=30 * MM, note=9,
    )  # fmt: skip


Foot = Callable[[Page, int, int], None]


def _single(guide: Guide, number: str, m: Measures, foot: Foot) -> bytes:
    row = guide.rows[0]
    pages = _matter_pages(row, guide, number, m)
    sheet = Sheet(A4, About(f"{row.name}{TITLE}", guide.hall.name, number))
    for place, page in enumerate(pages, 1):
        foot(page, place, len(pages))
        sheet.add(page)
    return sheet.finish()


def _booklet(guide: Guide, number: str, m: Measures, foot: Foot) -> bytes:
    matters = [_matter_pages(row, guide, "", m) for row in guide.rows]
    front = len(_contents(guide, number, m, [0] * len(matters)))
    firsts, at = [], front + 1
    for pages in matters:
        firsts.append(at)
        at += len(pages)
    contents, whole = _contents(guide, number, m, firsts), at - 1
    sheet = Sheet(A4, About(f"{TITLE}（{guide.title}）", guide.hall.name, number))
    sheet.mark_page("目录")
    done = 0
    for pages, row in [(contents, None), *zip(matters, guide.rows, strict=True)]:
        if row is not None:
            sheet.mark_page(row.name, 1)
        for page in pages:
            done += 1
            foot(page, done, whole)
            sheet.add(page)
    return sheet.finish()


def _contents(guide: Guide, number: str, m: Measures, firsts: Sequence[int]) -> list[Page]:
    """目录: category by category, each matter with its limit and its page."""
    blocks = [heading_block(f"{guide.hall.community}{TITLE}", number, m)]
    words = f"{guide.title} · 共 {len(guide.rows)} 项 · {chinese_day(guide.day)}"
    blocks += _lines(words, m, 0.0)
    category = None
    for row, first in zip(guide.rows, firsts, strict=True):
        if row.category != category:
            category = row.category
            blocks.append(_title(category, m))
        blocks.append(_contents_line(row, first, m))
    return _paged(blocks, m)


def _contents_line(row: MatterRow, first: int, m: Measures) -> Block:
    """编号 事项 …… 时限 页码, one line; a long name is shortened."""
    y, style, small = baseline(m.leading, m.body), Style(SONG, m.body), Style(SONG, m.cell)
    limit, page = limit_label(row.kind, row.limit_days), str(first)
    start, end = m.left + 18 * MM, m.right - 34 * MM
    names = wrap(row.name, SONG, m.body, end - start)
    name = names[0] if len(names) == 1 else f"{names[0][:-1]}…"
    dots = start + house().width(name, SONG, m.body) + 2 * MM
    marks: list[Mark] = [
        Text(m.left, y, row.code, small),
        Text(start, y, name, style),
        flush_right(limit, m.right - 12 * MM, y, small),
        flush_right(page, m.right, y, style),
    ]
    if dots < end:
        marks.append(Rule(dots, y - 1, end, y - 1, 0.4, 1.2))
    return Block(m.leading, tuple(marks))


def _matter_pages(row: MatterRow, guide: Guide, number: str, m: Measures) -> list[Page]:
    """A matter's pages, closer together if that saves the only second one."""
    pages = _paged(_matter_blocks(row, guide, number, m), m, row.name)
    if len(pages) == 2:
        closer = tight(m)
        fewer = _paged(_matter_blocks(row, guide, number, closer), closer, row.name)
        pages = fewer if len(fewer) == 1 else pages
    return pages


def _matter_blocks(row: MatterRow, guide: Guide, number: str, m: Measures) -> list[Block]:
    title = row.name if guide.title else f"{row.name}{TITLE}"
    blocks = [heading_block(title, number or f"编号 {row.code}", m)]
    for place, part in enumerate(parts_of(row, guide.hall, guide.where)):
        blocks += _part_blocks(place, part, m)
    closing = Closing(guide.hall.name, chinese_day(guide.day), seal=False)
    qr = Qr(row.code, f"事项编号 {row.code}", _CODE_SIDE)
    blocks[-1] = blocks[-1]._replace(keep=True)
    return [*blocks, closing_block(closing, qr, m)]


def _part_blocks(place: int, part: Part, m: Measures) -> list[Block]:
    blocks = [_title(f"{_NUMERALS[place]}、{part.title}", m)]
    blocks += [one._replace(before=0.0) for one in facts_blocks(part.facts, m)]
    for line in part.lines:
        blocks += _lines(line, m, m.body)
    if part.table is not None:
        head, *rows = table_blocks(part.table, m)
        blocks += [head._replace(before=0.0), *rows]
    return blocks


def _title(words: str, m: Measures) -> Block:
    y = baseline(m.leading, m.body)
    return Block(
        m.leading,
        (Text(m.left, y, words, Style(HEI, m.body + 0.5)),),
        before=0.5 * m.line,
        keep=True,
    )


def _lines(text: str, m: Measures, hang: float) -> list[Block]:
    """A paragraph, each line a block; the later ones stand in by `hang` points."""
    style, y = Style(SONG, m.body), baseline(m.leading, m.body)
    lines = wrap(text, SONG, m.body, m.column - hang)
    return [
        Block(m.leading, (Text(m.left + (hang if place else 0.0), y, line, style),))
        for place, line in enumerate(lines)
    ]


def _paged(blocks: Sequence[Block], m: Measures, name: str = "") -> list[Page]:
    pages = fill_pages(blocks, Frame(m.top, m.top + 1.6 * m.line, m.bottom))
    for page in pages[1:]:
        page.insert(0, (m.top - 0.4 * m.line, _later(name or f"{TITLE}目录", m)))
    return pages


def _later(name: str, m: Measures) -> Block:
    y = baseline(m.line, m.note)
    words = wrap(f"{name}（续）", SONG, m.note, m.column)[0]
    rule = Rule(m.left, 1.1 * m.line, m.right, 1.1 * m.line)
    return Block(m.line, (Text(m.left, y, words, Style(SONG_BOLD, m.note)), rule))


def _foot(m: Measures, anchor: str, page: Page, number: int, count: int) -> None:
    """第 n 页，共 m 页 at the foot, and the audit chain's head small at the right."""
    width, height = m.size
    marks: list[Mark] = []
    if count > 1:
        text = f"第 {number} 页，共 {count} 页"
        marks.append(centred(text, width / 2, height - 8 * MM, Style(SONG, m.note)))
    if anchor:
        style = Style(SONG, m.note * 0.7, _GRAY)
        marks.append(flush_right(anchor, m.right, height - 5 * MM, style))
    if marks:
        page.append((0.0, Block(height, tuple(marks))))
