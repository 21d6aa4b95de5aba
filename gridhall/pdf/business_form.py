"""The business form (业务文书): 受理通知书, 告知书, 回执 and their like, on A4 or A5."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gridhall.core.progress import Progress, Silent
from gridhall.core.text import clean
from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import (
    baseline,
    closing_block,
    facts_blocks,
    flush_right,
    heading_block,
    letter_blocks,
    note_block,
    small_print,
    table_blocks,
)
from gridhall.pdf.form_parts import (
    BusinessForm,
    Closing,
    Measures,
    Qr,
    Table,
    chinese_day,
    measures,
    tight,
)
from gridhall.pdf.margins import foot_marks
from gridhall.pdf.marks import MM, Block, Mark, Page, Rule, Style, Text
from gridhall.pdf.page import A4, A5, About, Sheet, Size

__all__ = [
    "A4",
    "A5",
    "BusinessForm",
    "Closing",
    "Qr",
    "Table",
    "chinese_day",
    "draw",
    "draw_many",
    "lay_out",
]


def draw(form: BusinessForm, size: Size = A4) -> bytes:
    """One paper as a PDF; UserError if it holds a character that no font has."""
    sheet = Sheet(size, About(clean(form.title), clean(form.closing.issuer), clean(form.number)))
    for page in lay_out(form, size):
        sheet.add(page)
    return sheet.finish()


def draw_many(
    forms: Sequence[BusinessForm], size: Size = A4, progress: Progress | None = None
) -> bytes:
    """Many papers of a kind in one PDF; what they share is stored once. ValueError for none."""
    if not forms:
        raise ValueError("no papers to draw")
    progress = progress or Silent()
    title, issuer = clean(forms[0].title), clean(forms[0].closing.issuer)
    sheet = Sheet(size, About(f"{title}（{len(forms)}份）", issuer))
    for done, form in enumerate(forms, start=1):
        for page in lay_out(form, size):
            sheet.add_alike(page)
        progress.report(done, len(forms))
    return sheet.finish()


def lay_out(form: BusinessForm, size: Size = A4) -> list[Page]:
    """The form's pages as marks (排版): closer together if that saves the only second page."""
    form, m = _printable(form), measures(size)
    pages = _pages(form, m)
    if len(pages) == 2:
        closer = tight(m)
        fewer = _pages(form, closer)
        if len(fewer) == 1:
            pages, m = fewer, closer
    for number, page in enumerate(pages, start=1):
        page[:0] = _page_marks(form, m, number, len(pages))
    return pages


def _pages(form: BusinessForm, m: Measures) -> list[Page]:
    body, foot = _body(form, m), _foot(form, m)
    if foot.height > (m.bottom - m.top) / 3:
        body, foot = [*body, *small_print(form.footnotes, m)], _foot(replace(form, footnotes=()), m)
    closing = closing_block(form.closing, form.qr, m)
    body[-1] = body[-1]._replace(keep=True)
    blocks = [*body, closing._replace(keep=True), Block(foot.height + 0.3 * m.line)]
    pages = fill_pages(blocks, Frame(m.top, m.top + 2 * m.line, m.bottom))
    pages[-1].append((m.bottom - foot.height, foot))
    return pages


def _body(form: BusinessForm, m: Measures) -> list[Block]:
    blocks = [heading_block(form.title, form.number, m, form.barcode)]
    blocks += letter_blocks(form.addressee, form.paragraphs, m)
    blocks += facts_blocks(form.facts, m)
    if form.table:
        blocks += table_blocks(form.table, m)
    return blocks


def _foot(form: BusinessForm, m: Measures) -> Block:
    notes = tuple(filter(None, (*form.footnotes, form.copies_note)))
    return note_block(notes, m) if notes else Block(0.0)


def _page_marks(form: BusinessForm, m: Measures, number: int, count: int) -> Page:
    """What stands outside the text on each page: draft, reprint, later headings, page number."""
    typed: list[Mark] = []
    if form.reprint:
        typed.append(flush_right(form.reprint, m.right, 9 * MM, Style(HEI, m.note)))
    if number > 1:
        typed += _later_heading(form, m)
    typed += foot_marks(m, form.anchor, number, count)
    under = (_draft_mark(m),) if form.draft else ()
    return [(0.0, Block(m.size[1], tuple(typed), under))] if typed or under else []


def _draft_mark(m: Measures) -> Mark:
    """草稿 across the page, light enough to read through."""
    size = m.size[0] / 3.2
    place = (m.size[0] / 2 - 0.62 * size, m.size[1] / 2 + 0.75 * size)
    return Text(*place, "草稿", Style(HEI, size, 0.92), angle=45)


def _later_heading(form: BusinessForm, m: Measures) -> list[Mark]:
    y, style = m.top + baseline(m.line, m.note), Style(SONG, m.note)
    number = flush_right(form.number, m.right, y, style)
    bottom = m.top + 1.2 * m.line
    rule = Rule(m.left, bottom, m.right, bottom)
    return [Text(m.left, y, f"{form.title}（续）", style), number, rule]


def _printable(form: BusinessForm) -> BusinessForm:
    """The form, cleaned if need be; UserError naming the characters that no font has."""
    if house().missing(_lines_of(form)):
        form = _cleaned(form)
        house().require_glyphs(_lines_of(form))
    return form


def _lines_of(form: BusinessForm) -> Iterator[str]:
    return (line for text in form.texts() for line in text.split("\n"))


def _cleaned(form: BusinessForm) -> BusinessForm:
    table, qr, closing = form.table, form.qr, form.closing
    return replace(
        form,
        title=clean(form.title),
        number=clean(form.number),
        addressee=clean(form.addressee),
        paragraphs=_clean_all(form.paragraphs),
        facts=[(clean(label), _lines(value)) for label, value in form.facts],
        table=table and replace(table, rows=tuple(map(_cells, table.rows))),
        qr=qr and replace(qr, caption=clean(qr.caption)),
        barcode=clean(form.barcode),
        closing=replace(
            closing,
            issuer=clean(closing.issuer),
            day_text=clean(closing.day_text),
            signers=_clean_all(closing.signers),
        ),
        footnotes=_clean_all(form.footnotes),
        copies_note=clean(form.copies_note),
        anchor=clean(form.anchor),
        reprint=clean(form.reprint),
    )


def _clean_all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(clean, texts))


def _cells(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_lines, row))


def _lines(text: str) -> str:
    """The text cleaned; its line breaks and empty lines, room to write by hand, are kept."""
    return "\n".join(map(clean, text.split("\n")))
