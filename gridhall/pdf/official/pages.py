"""An official paper's pages (排版): head, text, signature, 版记, page numbers; then its bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple, TypeVar

from gridhall.core.progress import Progress, Silent
from gridhall.core.text import clean
from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import SONG, house
from gridhall.pdf.form_blocks import flush_right
from gridhall.pdf.marks import MM, Block, Mark, Page, Style, Text
from gridhall.pdf.official.closing import attachment_blocks, contact_block, imprint, signing
from gridhall.pdf.official.head import head_block
from gridhall.pdf.official.measures import (
    BOTTOM,
    LEFT,
    PAGE_NUMBER_BELOW,
    RIGHT,
    SMALL,
    STAND_IN_NOTE,
    TIGHTER,
    TOP,
    Grid,
    ink_reach,
)
from gridhall.pdf.official.parts import (
    AnyOfficial,
    Decision,
    OfficialLetter,
    OfficialMinutes,
    Roll,
)
from gridhall.pdf.official.text import decision_blocks, paragraph_blocks, roll_blocks
from gridhall.pdf.page import A4, About, Sheet

_FEW = 2  # lines of text that move to the next page with the signature
_SHORT_TAIL = 12  # lines after the text; longer lists run on by themselves
_Paper = TypeVar("_Paper", bound=AnyOfficial)


class Laid(NamedTuple):
    """Pages, and whether the last holds nothing but what would not fit before it."""

    pages: list[Page]
    lone: bool


def draw(paper: AnyOfficial) -> bytes:
    """One official paper as a PDF; UserError for a character that no font has."""
    about = About(clean(paper.title or paper.head), clean(paper.issuer), STAND_IN_NOTE)
    sheet = Sheet(A4, about)
    for page in lay_out(paper):
        sheet.add(page)
    return sheet.finish()


def draw_many(papers: Sequence[AnyOfficial], progress: Progress | None = None) -> bytes:
    """Many papers in one file; their red heads are stored once. ValueError for none."""
    if not papers:
        raise ValueError("no papers to draw")
    progress, issuer = progress or Silent(), clean(papers[0].issuer)
    sheet = Sheet(A4, About(f"公文（{len(papers)}份）", issuer, STAND_IN_NOTE))
    for done, paper in enumerate(papers, start=1):
        for page in lay_out(paper):
            sheet.add_alike(page)
        progress.report(done, len(papers))
    return sheet.finish()


def lay_out(paper: AnyOfficial) -> list[Page]:
    """The pages as marks; lines move closer where that saves a page for the signature alone."""
    house().require_glyphs(map(clean, paper.texts()))
    paper = _cleaned(paper)
    usual = _laid(paper, Grid())
    pages = usual.pages
    for leading in TIGHTER[1:] if usual.lone else ():
        closer = _laid(paper, Grid(leading)).pages
        if len(closer) < len(pages):
            pages = closer
            break
    for number, page in enumerate(pages, start=1):
        page.append((0.0, Block(A4[1], tuple(_page_marks(number, paper)))))
    return pages


def _laid(paper: AnyOfficial, grid: Grid) -> Laid:
    head, addressed = head_block(paper, grid), _addressee(paper, grid)
    full = head.height + grid.leading * (len(addressed) + 1) > BOTTOM
    text = [*([] if full else addressed), *_text(paper, grid)]
    tail = _tail(paper, grid)
    if 0 < len(tail) <= _SHORT_TAIL:
        text = [*text[:-_FEW], *map(_kept, text[-_FEW:])]
        tail = [*map(_kept, tail[:-1]), tail[-1]]
    pages = fill_pages([head, *text, *tail], Frame(0.0, TOP, BOTTOM))
    lines = {id(block) for block in text}
    lone = len(pages) > 1 and sum(id(block) in lines for _, block in pages[-1]) <= _FEW
    foot = imprint(paper, paper.addressee if full else "")
    if foot:
        if _end(pages[-1]) + 0.3 * grid.leading > BOTTOM - foot.height:
            pages.append([])
            lone = True
        pages[-1].append((BOTTOM - foot.height, foot))
    return Laid(pages, lone)


def _kept(block: Block) -> Block:
    return block._replace(keep=True)


def _end(page: Page) -> float:
    return max((top + block.height for top, block in page), default=0.0)


def _addressee(paper: AnyOfficial, grid: Grid) -> list[Block]:
    """主送机关 from the left edge, ending in ：."""
    name = paper.addressee.rstrip("：:")
    return paragraph_blocks(f"{name}：", grid, 0) if name else []


def _text(paper: AnyOfficial, grid: Grid) -> Iterator[Block]:
    for paragraph in paper.paragraphs:
        yield from paragraph_blocks(paragraph, grid)
    if isinstance(paper, OfficialMinutes):
        yield from decision_blocks(paper.decisions, grid)


def _tail(paper: AnyOfficial, grid: Grid) -> list[Block]:
    """What follows the text and stays with its last lines: attachments, rolls, signature."""
    blocks = attachment_blocks(paper.attachments, grid)
    if isinstance(paper, OfficialMinutes):
        return [*blocks, *roll_blocks(paper.rolls, grid), *contact_block(paper.contact, grid)]
    signed = signing(paper, grid)
    return [*blocks, signed.block] if signed else blocks


def _page_marks(number: int, paper: AnyOfficial) -> Iterator[Mark]:
    """— 1 — with its dashes 7 mm under the type area: odd pages right, even left (7.5)."""
    style, words = Style(SONG, SMALL), f"— {number} —"
    low, high = ink_reach("—", SONG)
    y = BOTTOM + PAGE_NUMBER_BELOW + (low + high) / 2 * SMALL
    if not (number == 1 and isinstance(paper, OfficialLetter)):
        if number % 2:
            yield flush_right(words, RIGHT - SMALL, y, style)
        else:
            yield Text(LEFT + SMALL, y, words, style)
    if paper.anchor:
        yield flush_right(paper.anchor, RIGHT, A4[1] - 8 * MM, Style(SONG, 7, 0.45))


def _cleaned(paper: _Paper) -> _Paper:
    """The paper without invisible marks; empty paragraphs and names fall away."""
    return replace(paper, **{one.name: _clean(getattr(paper, one.name)) for one in fields(paper)})


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Decision):
        return Decision(clean(value.heading), _clean(value.paragraphs))
    if isinstance(value, Roll):
        return Roll(clean(value.label), _clean(value.names))
    if isinstance(value, Sequence):
        return tuple(filter(None, map(_clean, value)))
    return value
