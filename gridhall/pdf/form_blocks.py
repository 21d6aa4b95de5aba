"""A business form's parts as blocks: heading, letter, facts, list, closing, notes."""

from collections.abc import Sequence
from functools import lru_cache

from gridhall.pdf.barcode import bars
from gridhall.pdf.fonts import SONG, SONG_BOLD, house
from gridhall.pdf.form_parts import SEAL_DIAMETER, Closing, Measures, Qr, Table
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Box, Code, Mark, Ring, Rule, Style, Text
from gridhall.pdf.qr import readable_symbol

_MIDDLE = 0.38  # a Chinese character's middle over its baseline, in its size
_WIDEST_SPREAD = 0.15  # of the size; a line that lacks more is left ragged
_SHORT_TABLE = 100  # rows of a table that is kept for the next paper
_BARS_WIDE, _BARS_HIGH = 62 * MM, 9 * MM  # a barcode's room in the heading
_SHORT_CELL = 4  # columns of texts no longer than this are centred


def baseline(height: float, size: float) -> float:
    """Where the baseline lies in a strip of this height so that the text stands in its middle."""
    return height / 2 + _MIDDLE * size


def centred(text: str, middle: float, y: float, style: Style) -> Text:
    """A line of text around `middle`."""
    return Text(middle - house().width(text, style.font, style.size) / 2, y, text, style)


def flush_right(text: str, right: float, y: float, style: Style) -> Text:
    """A line of text that ends at `right`."""
    return Text(right - house().width(text, style.font, style.size), y, text, style)


def heading_block(title: str, number: str, m: Measures, code: str = "") -> Block:
    """Title in the middle, number right, barcode left, a rule below (标题与编号)."""
    fixed, y = _title(title, m)
    style = Style(SONG, m.cell)
    bars_wide = _BARS_WIDE if code else 0.0
    lines = wrap(number, SONG, m.cell, m.column - bars_wide)
    low = max(len(lines) * m.line, _BARS_HIGH + 0.85 * m.line if code else 0.0)
    typed: tuple[Mark, ...] = tuple(
        flush_right(line, m.right, y + low + baseline(m.line, m.cell) + n * m.line, style)
        for n, line in enumerate(lines, start=-len(lines))
    )
    if code:
        typed += _barcode(code, y, m)
    y += low + 0.4 * m.line
    rule = Rule(m.left, y, m.right, y, 0.8)
    return Block(y + 0.9 * m.line, typed, (*fixed, rule))


def _barcode(code: str, y: float, m: Measures) -> tuple[Mark, ...]:
    """Its bars, and below them what they say, to be typed if they cannot be read."""
    style, room = Style(SONG, m.note), (_BARS_WIDE - 8 * MM, _BARS_HIGH)
    words = y + _BARS_HIGH + baseline(0.85 * m.line, m.note)
    said = centred(code, m.left + room[0] / 2, words, style)
    return (*bars(code, m.left, y, room, quiet=False), said)


@lru_cache(maxsize=64)
def _title(title: str, m: Measures) -> tuple[tuple[Text, ...], float]:
    """The title's lines, spaced out if it is short, and where it ends."""
    style, leading = Style(SONG_BOLD, m.title), m.title * 1.5
    lines = wrap(title, SONG_BOLD, m.title, m.column)
    spread = m.title * 0.5 if len(lines) == 1 and len(title) <= 6 else 0.0
    marks = []
    for n, line in enumerate(lines):
        mark = centred(line, m.size[0] / 2, n * leading + baseline(leading, m.title), style)
        marks.append(mark._replace(x=mark.x - spread * (len(line) - 1) / 2, spread=spread))
    return tuple(marks), len(lines) * leading + 0.5 * m.line


def letter_blocks(addressee: str, paragraphs: Sequence[str], m: Measures) -> list[Block]:
    """The addressee and the paragraphs, each line a block (称谓与正文)."""
    blocks = []
    if addressee:
        name = addressee if addressee.endswith(("：", ":")) else addressee + "："
        blocks += _body_lines(name, 0.0, m)
        blocks[-1] = blocks[-1]._replace(keep=True)
    for paragraph in paragraphs:
        blocks += _body_lines(paragraph, 2 * m.body, m)
    return blocks


def _body_lines(text: str, indent: float, m: Measures) -> list[Block]:
    style, y = Style(SONG, m.body), baseline(m.leading, m.body)
    lines = wrap(text, SONG, m.body, m.column, indent)
    marks = []
    for n, line in enumerate(lines):
        start = 0.0 if n else indent
        spread = 0.0 if n == len(lines) - 1 else _spread(line, m.column - start, style)
        marks.append(Block(m.leading, (Text(m.left + start, y, line, style, spread),)))
    return marks


def _spread(line: str, width: float, style: Style) -> float:
    """Points after each character that fill the line, unless too much is missing."""
    slack = width - house().width(line, style.font, style.size)
    spread = slack / max(1, len(line) - 1)
    return round(spread, 3) if 0 < spread <= _WIDEST_SPREAD * style.size else 0.0


def facts_blocks(facts: Sequence[tuple[str, str]], m: Measures) -> list[Block]:
    """Two columns of facts, each row a block (基本信息)."""
    blocks: list[Block] = []
    for label, value in facts:
        blocks += _fact_rows(label, value, m)
    if blocks:
        blocks[0] = blocks[0]._replace(before=0.6 * m.line)
    return blocks


def _fact_rows(label: str, value: str, m: Measures) -> list[Block]:
    room = m.column - m.label - 2 * _side(m)
    lines = wrap(value, SONG, m.cell, room)
    rows, most = [], _most_lines(m)
    for start in range(0, len(lines), most):
        part = lines[start : start + most]
        frame, height = _fact_frame(label, len(part), m)
        typed = _cell_lines(part, m.left + m.label + _side(m), height, m)
        rows.append(Block(height, typed, frame))
    return rows


@lru_cache(maxsize=512)
def _fact_frame(label: str, lines: int, m: Measures) -> tuple[tuple[Mark, ...], float]:
    names = wrap(label, SONG, m.cell, m.label - 2 * _side(m))
    height = _row_height(max(lines, len(names)), m)
    boxes = (
        Box(m.left, 0, m.label, height),
        Box(m.left + m.label, 0, m.column - m.label, height),
    )
    return (*boxes, *_cell_lines(names, m.left + _side(m), height, m)), height


def table_blocks(table: Table, m: Measures) -> tuple[Block, ...]:
    """A list with its headings, which come again on each page (清单)."""
    return (_short_table if len(table.rows) <= _SHORT_TABLE else _table)(table, m)


@lru_cache(maxsize=64)
def _short_table(table: Table, m: Measures) -> tuple[Block, ...]:
    """One that many papers share; a list of thousands is drawn once and not kept."""
    return _table(table, m)


def _table(table: Table, m: Measures) -> tuple[Block, ...]:
    widths = tuple(share * m.column / sum(table.widths) for share in table.widths)
    head = _table_head(table.headings, widths, m)
    middles = _middles(table)
    kind = (widths, middles, table.least_lines)
    rows = [row for cells in table.rows for row in _table_rows(cells, kind, m)]
    if not table.rows:
        empty = centred(table.when_empty, m.size[0] / 2, 0, Style(SONG, m.cell))
        height = _row_height(1, m)
        text = empty._replace(y=baseline(height, m.cell))
        rows = [Block(height, (text,), (Box(m.left, 0, m.column, height),))]
    again = head._replace(before=0.0)
    return (head, *(row._replace(head=again) for row in rows))


@lru_cache(maxsize=64)
def _table_head(headings: tuple[str, ...], widths: tuple[float, ...], m: Measures) -> Block:
    style = Style(SONG_BOLD, m.cell)
    cells = [
        wrap(heading, SONG_BOLD, m.cell, width - m.pad)
        for heading, width in zip(headings, widths, strict=True)
    ]
    height = _row_height(max(map(len, cells)), m)
    marks: list[Mark] = list(_row_boxes(widths, height, m))
    left = m.left
    for lines, width in zip(cells, widths, strict=True):
        first = (height - len(lines) * m.line) / 2 + baseline(m.line, m.cell)
        marks += [
            centred(line, left + width / 2, first + n * m.line, style)
            for n, line in enumerate(lines)
        ]
        left += width
    return Block(height, (), tuple(marks), before=0.8 * m.line, keep=True)


def _table_rows(
    cells: Sequence[str], kind: tuple[tuple[float, ...], Sequence[bool], int], m: Measures
) -> list[Block]:
    widths, middles, least = kind
    columns = [
        wrap(cell, SONG, m.cell, width - 2 * _side(m))
        for cell, width in zip(cells, widths, strict=True)
    ]
    most, blocks = _most_lines(m), []
    for start in range(0, max(map(len, columns)), most):
        parts = [lines[start : start + most] for lines in columns]
        height = _row_height(max(least, *map(len, parts)), m)
        marks: list[Mark] = []
        left = m.left
        for lines, width, middle in zip(parts, widths, middles, strict=True):
            x = left + _side(m)
            if middle and lines:
                x = left + (width - house().width(lines[0], SONG, m.cell)) / 2
            marks += _cell_lines(lines, x, height, m)
            left += width
        blocks.append(Block(height, (), _row_boxes(widths, height, m), shared=tuple(marks)))
    return blocks


@lru_cache(maxsize=512)
def _row_boxes(widths: tuple[float, ...], height: float, m: Measures) -> tuple[Box, ...]:
    lefts = [m.left + sum(widths[:n]) for n in range(len(widths))]
    return tuple(Box(x, 0, width, height) for x, width in zip(lefts, widths, strict=True))


def _middles(table: Table) -> list[bool]:
    """Which columns hold only short texts (序号, 份数), to be centred."""
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.headings)
    return [all(len(cell) <= _SHORT_CELL for cell in column) for column in columns]


def _cell_lines(lines: Sequence[str], x: float, height: float, m: Measures) -> tuple[Text, ...]:
    style = Style(SONG, m.cell)
    first = (height - len(lines) * m.line) / 2 + baseline(m.line, m.cell)
    return tuple(Text(x, first + n * m.line, line, style) for n, line in enumerate(lines))


def _row_height(lines: int, m: Measures) -> float:
    return lines * m.line + 2 * m.pad


def _side(m: Measures) -> float:
    """White at the left and right of a cell's text."""
    return 1.4 * m.pad


def _most_lines(m: Measures) -> int:
    """How many lines of a cell fit on a page under a table's head."""
    return int((m.bottom - m.top - 6 * m.line) / m.line)


def closing_block(closing: Closing, qr: Qr | None, m: Measures) -> Block:
    """Code and signers on the left; on the right the seal's place, the issuer and the day."""
    ring = SEAL_DIAMETER if closing.seal else m.line
    typed, left_height = _left_side(closing, qr, m)
    seal, right_height = _issuer(closing.issuer, ring, m)
    middle = _right_middle(m)
    day = centred(closing.day_text, middle, right_height + baseline(m.leading, m.body), _issued(m))
    height = max(left_height, right_height + m.leading)
    return Block(height, (*typed, day), seal, before=1.1 * m.line)


def _issued(m: Measures) -> Style:
    return Style(SONG, m.body - 1)


def _right_middle(m: Measures) -> float:
    """The middle of the seal's side: a little over half of the paper."""
    return m.left + m.column * 0.74


@lru_cache(maxsize=64)
def _issuer(issuer: str, ring: float, m: Measures) -> tuple[tuple[Mark, ...], float]:
    """The seal's dotted circle with nothing in it, the issuer's name below it."""
    style, middle = _issued(m), _right_middle(m)
    room = 2 * (m.right - middle)
    marks: list[Mark] = []
    if ring == SEAL_DIAMETER:
        marks.append(Ring(middle, ring / 2, ring / 2))
    y = ring + 1 * MM
    for line in wrap(issuer, style.font, style.size, room):
        marks.append(centred(line, middle, y + baseline(m.leading, style.size), style))
        y += 0.85 * m.leading
    return tuple(marks), y


def _left_side(closing: Closing, qr: Qr | None, m: Measures) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    width, y = m.column * 0.44, 0.0
    if qr:
        marks, y = _code(qr, width, m)
    style = Style(SONG, m.cell)
    for signer in closing.signers:
        y += 1.6 * m.line
        for line in wrap(signer, SONG, m.cell, width):
            marks.append(Text(m.left, y, line, style))
            y += m.line
        y -= m.line
        if signer.endswith(("：", ":")):
            start = m.left + house().width(line, SONG, m.cell)
            marks.append(Rule(start, y + 1.5, m.left + width, y + 1.5, 0.4))
    return marks, y + 0.3 * m.line


def _code(qr: Qr, width: float, m: Measures) -> tuple[list[Mark], float]:
    side, symbol = qr.side * MM, readable_symbol(qr.payload, qr.side)
    quiet = symbol.quiet(side)
    marks: list[Mark] = [Code(m.left - quiet, -quiet, side, symbol)]
    y = side - 2 * quiet + 0.3 * m.line
    for line in wrap(qr.caption, SONG, m.note, width) if qr.caption else ():
        marks.append(Text(m.left, y + baseline(m.line, m.note), line, Style(SONG, m.note)))
        y += 0.85 * m.line
    return marks, y


@lru_cache(maxsize=64)
def note_block(notes: tuple[str, ...], m: Measures) -> Block:
    """Footnotes and the number of copies under a rule (脚注), for the foot of the last page."""
    style, leading = Style(SONG, m.note), 0.85 * m.line
    marks: list[Mark] = [Rule(m.left, 0, m.right, 0, 0.6)]
    y = 0.3 * m.line
    for note in notes:
        for line in wrap(note, SONG, m.note, m.column):
            marks.append(Text(m.left, y + baseline(leading, m.note), line, style))
            y += leading
    return Block(y, (), tuple(marks))


def small_print(notes: Sequence[str], m: Measures) -> list[Block]:
    """Notes too long for the foot, as lines of the text."""
    style, leading = Style(SONG, m.note), 0.85 * m.line
    y = baseline(leading, m.note)
    lines = [line for note in notes for line in wrap(note, SONG, m.note, m.column)]
    blocks = [Block(leading, (Text(m.left, y, line, style),)) for line in lines]
    return [block._replace(before=0.0 if n else 0.6 * m.line) for n, block in enumerate(blocks)]
