"""议题清单 (结转 first) and 签到表: lists on A4."""

from collections.abc import Iterator, Sequence
from typing import Final

from gridhall.core.text import clean
from gridhall.issues.labels import CHANNELS
from gridhall.meetings.documents.telling import About, Marks, place, standing, subject
from gridhall.meetings.labels import ROLES
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.attending import MemberRow
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.pdf.fonts import HEI
from gridhall.pdf.form_blocks import (
    baseline,
    facts_blocks,
    heading_block,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Measures, Table, measures
from gridhall.pdf.margins import Told, bound, fewest
from gridhall.pdf.marks import Block, Style, Text
from gridhall.pdf.page import A4

AGENDA: Final = "meeting-agenda"
SIGN_IN: Final = "meeting-sign-in"
TITLES: Final = {AGENDA: "议题清单", SIGN_IN: "会议签到表"}
_CARRIED = ("序号", "编号", "议题", "地点", "已过会", "目前情况")
_CARRIED_WIDTHS = (1.0, 3.4, 3.9, 2.8, 1.4, 3.3)
_FRESH = ("序号", "编号", "议题", "地点", "反映日期", "渠道")
_FRESH_WIDTHS = (1.0, 3.4, 4.5, 3.3, 1.8, 1.6)
_OTHERS = ("序号", "其他议题", "记要")
_SIGNING = ("序号", "姓名", "单位", "职务", "身份", "签到", "备注")
_SIGNING_WIDTHS = (1.0, 1.8, 3.6, 2.4, 1.4, 2.4, 1.6)
_SPARE: Final = 5  # empty lines for who comes without being on the list


def list_texts(kind: str, about: About) -> list[str]:
    """Every text of a list, for its order."""
    row = about.card.row
    tables = [table for _, table in _sections(kind, about)]
    cells = (cell for table in tables for line in table.rows for cell in line)
    return [TITLES[kind], row.title, about.when, row.place, row.host, about.hall.name, *cells]


def list_paper(kind: str, about: About, marks: Marks) -> bytes:
    """One of the lists as a PDF."""
    missing = lacking(list_texts(kind, about))
    m = measures(A4)
    pages = fewest(lambda each: _blocks(kind, about, (marks[0], missing), each), m)
    return bound(pages, Told(TITLES[kind], marks[0], about.hall.name, str(marks[1] or "")), m)


def _blocks(
    kind: str, about: About, said: tuple[str, frozenset[str]], m: Measures
) -> Iterator[Block]:
    number, missing = said
    yield heading_block(TITLES[kind], number, m)
    facts = [(name, printed(value, missing)) for name, value in _facts(kind, about) if value]
    yield from facts_blocks(facts, m)
    for heading, table in _sections(kind, about):
        if heading:
            yield _heading(heading, m)
        rows = tuple(tuple(printed(cell, missing) for cell in row) for row in table.rows)
        kept = Table(table.headings, table.widths, rows, table.when_empty, table.least_lines)
        yield from table_blocks(kept, m)
    notes = (*_notes(kind), *footnote(missing))
    yield note_block(notes, m)._replace(before=0.8 * m.line)


def _heading(words: str, m: Measures) -> Block:
    height = 1.5 * m.line
    text = Text(m.left, baseline(height, m.cell + 1), words, Style(HEI, m.cell + 1))
    return Block(height, (text,), before=0.5 * m.line, keep=True)


def _facts(kind: str, about: About) -> tuple[tuple[str, str], ...]:
    row = about.card.row
    shown = about.count if kind == AGENDA else _people(about)
    return (
        ("会议", clean(row.title)),
        ("时间", about.when),
        ("地点", row.place),
        ("主持", row.host),
        ("议题" if kind == AGENDA else "人数", shown),
    )


def _people(about: About) -> str:
    """Who was invited; who came once the meeting has been held."""
    counted = about.card.attendance
    return counted.words if counted.present else f"应到 {counted.invited} 人"


def _notes(kind: str) -> tuple[str, ...]:
    if kind == AGENDA:
        return ("没有销号、也没有定为不纳入的问题，每次会议都要列入，过会次数多的排在前面。",)
    return ("请本人签名；受委托参加的，在备注里写明代谁参加。",)


def _sections(kind: str, about: About) -> list[tuple[str, Table]]:
    return list(_agenda(about)) if kind == AGENDA else [("", _signing(about.card.members))]


def _agenda(about: About) -> Iterator[tuple[str, Table]]:
    card = about.card
    marks = iter("一二三")
    if card.carried:
        rows = tuple(_carried_row(one) for one in card.carried)
        heading = f"{next(marks)}、结转议题（{len(rows)}项，先议）"
        yield heading, Table(_CARRIED, _CARRIED_WIDTHS, rows)
    if card.fresh or not card.items:
        rows = tuple(_fresh_row(one) for one in card.fresh)
        empty = "（没有新问题）"
        yield f"{next(marks)}、新议题（{len(rows)}项）", Table(_FRESH, _FRESH_WIDTHS, rows, empty)
    if card.others:
        rows = tuple((f"{one.position}", subject(one), "") for one in card.others)
        yield f"{next(marks)}、其他（{len(rows)}项）", Table(_OTHERS, (1.0, 8.0, 6.4), rows)


def _carried_row(one: AgendaRow) -> tuple[str, ...]:
    return (
        f"{one.position}", one.number, subject(one), place(one) or "—", f"{one.carried}次",
        standing(one),
    )  # fmt: skip


def _fresh_row(one: AgendaRow) -> tuple[str, ...]:
    row = one.row
    day = f"{row.received_on.month}月{row.received_on.day}日" if row else ""
    channel = CHANNELS.get(row.channel, row.channel) if row else ""
    return f"{one.position}", one.number, subject(one), place(one) or "—", day, channel


def _signing(members: Sequence[MemberRow]) -> Table:
    rows: list[tuple[str, ...]] = [
        (
            f"{at}", one.name, one.workplace, one.duty, ROLES.get(one.role, ""), "",
            one.came_words if one.came not in ("", "came") else "",
        )
        for at, one in enumerate(members, 1)
    ]  # fmt: skip
    rows += [(f"{at}", *[""] * 6) for at in range(len(rows) + 1, len(rows) + 1 + _SPARE)]
    return Table(_SIGNING, _SIGNING_WIDTHS, tuple(rows), least_lines=2)
