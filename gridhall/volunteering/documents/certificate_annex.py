"""附页 of a certificate: every service, and the trainings and awards the first page cut short."""

from dataclasses import replace
from typing import Final

from gridhall.core.clock import number_of_hours, say_span
from gridhall.core.text import clean
from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import SONG, SONG_BOLD
from gridhall.pdf.form_blocks import baseline, centred, facts_blocks, flush_right, table_blocks
from gridhall.pdf.form_parts import Table, measures
from gridhall.pdf.marks import MM, Block, Page, Rule, Style, Text
from gridhall.pdf.page import A4
from gridhall.volunteering.queries.certificates import CertificateFacts, Service

_HEADINGS = ("序号", "日期", "活动名称", "服务内容", "地点", "起止时间", "小时")
_WIDTHS = (1.1, 2.2, 3.0, 4.4, 3.6, 2.7, 1.1)
_SMALL: Final = replace(
    measures(A4), left=18 * MM, cell=9.5, line=4.5 * MM, pad=0.9 * MM, label=26 * MM
)


def annex_pages(facts: CertificateFacts, number: str) -> list[Page]:
    """The pages after the certificate, each with its number and the volunteer's name."""
    m = _SMALL
    blocks = facts_blocks(_merits(facts), m)
    if "details" in facts.fields:
        rows = tuple(_line(n, one) for n, one in enumerate(facts.services, start=1))
        total = ("合计", "", "", "", "", "", number_of_hours(facts.minutes))
        blocks += table_blocks(Table(_HEADINGS, _WIDTHS, (*rows, total)), m)
    top = m.top + 3.2 * m.line
    pages = fill_pages(blocks, Frame(top, top, m.bottom))
    for at, page in enumerate(pages, start=2):
        page.insert(0, (0.0, _heading((clean(facts.name), clean(number)), at, len(pages) + 1)))
    return pages


def _merits(facts: CertificateFacts) -> list[tuple[str, str]]:
    told = (("参加培训", facts.training), ("表彰奖励", facts.award))
    return [(label, clean("；".join(said))) for label, said in told if said]


def _line(place: int, one: Service) -> tuple[str, ...]:
    return (
        str(place),
        one.served_on.isoformat(),
        clean(one.activity),
        clean(one.content),
        clean(one.spot),
        say_span(one.starts, one.ends),
        number_of_hours(one.minutes),
    )


def _heading(about: tuple[str, str], at: int, count: int) -> Block:
    m = _SMALL
    name, number = about
    small = Style(SONG, m.note)
    y = m.top + baseline(m.line, m.body)
    under = m.top + 2.6 * m.line
    return Block(
        A4[1],
        (
            centred("志愿服务证明　附页", A4[0] / 2, y, Style(SONG_BOLD, m.body)),
            Text(m.left, y + 1.3 * m.line, name, small),
            flush_right(number, m.right, y + 1.3 * m.line, small),
            Rule(m.left, under, m.right, under),
            centred(f"第 {at} 页，共 {count} 页", A4[0] / 2, 288 * MM, small),
        ),
    )
