"""志愿服务证明 on A4: border, name and hours in 楷体, three facts, a code, the seal's place.

Service time, content and recorder always stand (志愿服务记录与证明出具办法 §15); more is ticked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from gridhall.core.clock import number_of_hours
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress, Silent
from gridhall.core.text import clean
from gridhall.pdf.fonts import KAI, SONG, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.form_parts import SEAL_DIAMETER, chinese_day
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Box, Code, Mark, Page, Ring, Rule, Style, Text
from gridhall.pdf.ornament import GOLD, RED, border, flourish
from gridhall.pdf.page import A4, About, Sheet
from gridhall.pdf.qr import VERIFICATION_SIDE, readable_symbol
from gridhall.volunteering.documents.certificate_annex import annex_pages
from gridhall.volunteering.queries.certificates import CertificateFacts
from gridhall.volunteering.rules.certificates import joined

TITLE: Final = "志愿服务证明"
_MIDDLE: Final = A4[0] / 2
_MARGIN: Final = 11.5 * MM  # a reprint's mark stands above the border
_LEFT, _RIGHT = 30 * MM, A4[0] - 30 * MM
_LABEL: Final = 27 * MM
_FACTS_FROM, _FACTS_TO = 132 * MM, 203 * MM
_SIZES = ((16.0, 10.6 * MM), (14.5, 9.4 * MM), (13.0, 8.2 * MM), (12.0, 7.0 * MM), (11.0, 6.0 * MM))
_CLOSING: Final = 206 * MM  # where 特此证明 stands
_SEAL_MIDDLE, _SEAL_TOP = 146 * MM, 207 * MM
_QR_LEFT, _QR_TOP = 31 * MM, 219 * MM
_FOOT: Final = 265.5 * MM
_MOST_MERITS = 100  # characters of trainings or awards on the first page; all are in the annex
_FOOTNOTES: Final = (
    "本证明依据《志愿服务记录与证明出具办法（试行）》（民政部令第67号）无偿出具，只记载本单位组织并记录",
    "的服务；数据还应录入国务院民政部门指定的志愿服务信息系统。二维码是 Ed25519 签名，只证明内容",
    "未被改动，不是电子认证机构认证的电子签名；任何网格厅导入本单位公钥后，可离线扫码核验真伪。",
)


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """One certificate as it is printed."""

    facts: CertificateFacts = field(repr=False)
    number: str
    issuer: str
    issued_on: date
    code: str = field(repr=False)
    anchor: str

    def texts(self) -> Iterator[str]:
        """Every text that comes from the records."""
        facts = self.facts
        yield from (facts.name, facts.id_number, facts.number, facts.contents, self.issuer)
        yield from (self.number, facts.evaluation, facts.stars, *facts.training, *facts.award)
        if "details" in facts.fields:
            for service in facts.services:
                yield from (service.activity, service.content, service.spot)


def draw_certificate(paper: CertificatePaper) -> bytes:
    """One certificate as a PDF; UserError for a character that no font has."""
    sheet = Sheet(A4, About(TITLE, clean(paper.issuer), clean(paper.number)))
    for page in certificate_pages(paper):
        sheet.add(page)
    return sheet.finish()


def draw_certificates(
    papers: Sequence[CertificatePaper], progress: Progress | None = None
) -> bytes:
    """Many certificates in one PDF for the printer; border and footnotes are stored once."""
    progress = progress or Silent()
    sheet = Sheet(A4, About(f"{TITLE}（{len(papers)}份）", clean(papers[0].issuer)))
    for done, paper in enumerate(papers, start=1):
        for page in certificate_pages(paper):
            sheet.add_alike(page)
        progress.report(done, len(papers))
    return sheet.finish()


def certificate_pages(paper: CertificatePaper) -> list[Page]:
    """The certificate's pages as marks: the certificate, then its annex if it has one."""
    house().require_glyphs(map(clean, paper.texts()))
    facts = paper.facts
    long = any(len("、".join(said)) > _MOST_MERITS for said in (facts.training, facts.award))
    annex = annex_pages(facts, paper.number) if long or "details" in facts.fields else []
    typed = (
        *_head(facts, paper.number),
        *_rows(paper),
        *_code(paper.code),
        centred(chinese_day(paper.issued_on), _SEAL_MIDDLE, _day_line(), Style(KAI, 14)),
        flush_right(f"存证 {paper.anchor}", _RIGHT, 281 * MM, Style(SONG, 6.5, 0.45)),
    )
    return [[(0.0, Block(A4[1], typed, _frame(clean(paper.issuer))))], *annex]


@lru_cache(maxsize=8)
def _frame(issuer: str) -> tuple[Mark, ...]:
    """What every certificate of this hall shares."""
    title = Style(KAI, 42, ink=RED)
    spread = 7.0
    first = centred(TITLE, _MIDDLE, 51 * MM, title)
    radius = SEAL_DIAMETER / 2
    return (
        *border(A4, _MARGIN),
        first._replace(x=first.x - spread * (len(TITLE) - 1) / 2, spread=spread),
        *flourish(_MIDDLE, 59 * MM, 62 * MM),
        centred("兹　证　明", _MIDDLE, 78 * MM, Style(KAI, 16)),
        Rule(_MIDDLE - 42 * MM, 98 * MM, _MIDDLE + 42 * MM, 98 * MM, 0.5, ink=GOLD),
        centred("参加本单位组织的志愿服务，累计服务时间", _MIDDLE, 114 * MM, Style(KAI, 16)),
        Text(_LEFT, _CLOSING + baseline(8 * MM, 15), "特此证明。", Style(KAI, 15)),
        Ring(_SEAL_MIDDLE, _SEAL_TOP + radius, radius),
        *_issuer(issuer),
        *_footnotes(),
    )


def _issuer(issuer: str) -> Iterator[Text]:
    room = 2 * (_RIGHT + 4 * MM - _SEAL_MIDDLE)
    style = Style(KAI, min(14, room / max(1.0, house().width(issuer, KAI, 1.0))))
    yield centred(issuer, _SEAL_MIDDLE, _day_line() - 6.2 * MM, style)


def _day_line() -> float:
    return _SEAL_TOP + SEAL_DIAMETER + 11.2 * MM


def _footnotes() -> Iterator[Mark]:
    style = Style(SONG, 7.6, 0.25)
    yield Rule(_LEFT, _FOOT, _RIGHT, _FOOT, 0.5, ink=GOLD)
    for n, line in enumerate(_FOOTNOTES):
        yield Text(_LEFT, _FOOT + 4.2 * MM + n * 3.9 * MM, line, style)


def _head(facts: CertificateFacts, number: str) -> Iterator[Text]:
    """Number, name, who it is, and the hours in large."""
    yield _fitted(f"编号：{clean(number)}", 66.5 * MM, Style(SONG, 10.5))
    yield _fitted(clean(facts.name), 94.5 * MM, Style(KAI, 36))
    who = (("身份证件号码", facts.id_number), ("志愿者编号", clean(facts.number)))
    said = "　　".join(f"{label} {value}" for label, value in who if value)
    if said:
        yield _fitted(said, 104 * MM, Style(SONG, 11))
    hours = f"{number_of_hours(facts.minutes)} 小时"
    yield centred(hours, _MIDDLE, 127 * MM, Style(KAI, 30, ink=RED))


def _fitted(text: str, y: float, style: Style) -> Text:
    """A line in the middle, in smaller letters where there is no room for it."""
    room, wide = _RIGHT - _LEFT, house().width(text, style.font, style.size)
    if wide > room:
        style = style._replace(size=round(style.size * room / wide, 2))
    return centred(text, _MIDDLE, y, style)


def _rows(paper: CertificatePaper) -> list[Mark]:
    """The facts with their labels, in the largest letters that leave them room."""
    facts = [(label, clean(value)) for label, value in _facts(paper) if value]
    for size, leading in _SIZES:
        lines = [wrap(value, KAI, size, _RIGHT - _LEFT - _LABEL) for _, value in facts]
        height = sum(len(said) * leading + 2.0 * MM for said in lines)
        if height <= _FACTS_TO - _FACTS_FROM:
            break
    marks: list[Mark] = []
    y = _FACTS_FROM + max(0.0, min(4 * MM, (_FACTS_TO - _FACTS_FROM - height) / 2))
    for (label, _), said in zip(facts, lines, strict=True):
        marks.append(Text(_LEFT, y + baseline(leading, size), label, Style(KAI, size, ink=RED)))
        for line in said:
            marks.append(Text(_LEFT + _LABEL, y + baseline(leading, size), line, Style(KAI, size)))
            y += leading
        y += 2.0 * MM
        marks.append(Rule(_LEFT, y - 1.0 * MM, _RIGHT, y - 1.0 * MM, 0.35, ink=GOLD))
    return marks


def _facts(paper: CertificatePaper) -> Iterator[tuple[str, str]]:
    facts = paper.facts
    first = facts.since or facts.first_on
    period = f"{chinese_day(first)}至{chinese_day(facts.until)}，共{len(facts.services)}次"
    yield "服务时间", period
    yield "服务内容", facts.contents
    yield "记录单位", paper.issuer
    yield "服务评价", facts.evaluation
    yield "星　　级", facts.stars
    yield "参加培训", joined(facts.training, _MOST_MERITS)
    yield "表彰奖励", joined(facts.award, _MOST_MERITS)


def _code(code: str) -> Iterator[Mark]:
    """The code, 30 mm, clear of the seal's circle, with what it is for below it."""
    side = VERIFICATION_SIDE * MM
    middle = _QR_LEFT + side / 2
    if not code:  # a preview: nothing is signed yet
        yield Box(_QR_LEFT + 3 * MM, _QR_TOP + 3 * MM, side - 6 * MM, side - 6 * MM, 0.4)
        yield centred("出证时生成", middle, _QR_TOP + side / 2 + 3, Style(KAI, 10, 0.45))
        return
    try:
        symbol = readable_symbol(code, VERIFICATION_SIDE)
    except ValueError as error:
        raise UserError(
            "姓名和编号太长，二维码印出来扫不清，没有出证。请核对姓名，或请管理员缩短编号规则"
        ) from error
    yield Code(_QR_LEFT, _QR_TOP, side, symbol)
    yield centred("扫码核验真伪", middle, _QR_TOP + side + 2 * MM, Style(KAI, 10))
