"""聘书: the letter of appointment of a part-time member, on a lying A4 sheet, room for the seal."""

from collections.abc import Iterator

from gridhall.clerks.rules import Anchor
from gridhall.core.text import clean
from gridhall.organisation.queries.papers.people import Appointment
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import KAI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import centred, flush_right
from gridhall.pdf.form_parts import SEAL_DIAMETER
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Ink, Mark, Panel, Ring, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet, landscape

KIND = "appointment"
_WIDTH, _HEIGHT = landscape(A4)
_RED: Ink = (0.76, 0.10, 0.10)
_GOLD: Ink = (0.72, 0.55, 0.20)
_LEFT, _COLUMN = 42 * MM, _WIDTH - 84 * MM
_BODY, _LEADING = 24.0, 46.0


def appointment_order(
    wanted: Appointment, day_text: str, issuer: str, request_key: str
) -> PaperOrder:
    """The order to issue the letter; the same appointment is one paper."""
    said = {"texts": list(_texts(wanted, day_text, issuer))}
    return PaperOrder(KIND, "tenure", wanted.tenure_id, said, request_key)


def appointment_paper(
    wanted: Appointment, day_text: str, issuer: str, marks: tuple[str, Anchor | None]
) -> bytes:
    """The letter as a PDF; `issuer` seals it. UserError for a character that no font has."""
    house().require_glyphs(map(clean, _texts(wanted, day_text, issuer)))
    drawn = (*_frame(), *_words(wanted), *_closing(issuer, day_text), *_margin(marks))
    sheet = Sheet(landscape(A4), About("聘书", clean(issuer), marks[0]))
    sheet.add([(0.0, Block(_HEIGHT, drawn))])
    return sheet.finish()


def _texts(wanted: Appointment, day_text: str, issuer: str) -> Iterator[str]:
    yield from (_addressee(wanted), _text(wanted), issuer, day_text)


def _addressee(wanted: Appointment) -> str:
    return f"{clean(wanted.name)}{' 同志' if wanted.is_party else ' 先生/女士'}："


def _text(wanted: Appointment) -> str:
    """兹聘请您担任……，聘期自……至……。"""
    term = f"自{chinese_day(wanted.since)}起"
    if wanted.term_until:
        term = f"自{chinese_day(wanted.since)}至{chinese_day(wanted.term_until)}"
    return f"兹聘请您担任{clean(wanted.owner)}{clean(wanted.seat)}，聘期{term}。"


def _frame() -> Iterator[Mark]:
    """A broad red line, a thin gold one, and a gold corner inside each corner."""
    for inset, line, ink in ((11 * MM, 3.4, _RED), (14 * MM, 1.0, _GOLD)):
        width, height = _WIDTH - 2 * inset, _HEIGHT - 2 * inset
        yield Panel(inset, inset, width, height, None, line, ink)
    near, arm = 17 * MM, 16 * MM
    for x, right in ((near, 1), (_WIDTH - near, -1)):
        for y, down in ((near, 1), (_HEIGHT - near, -1)):
            yield Rule(x, y, x + right * arm, y, 1.6, ink=_GOLD)
            yield Rule(x, y, x, y + down * arm, 1.6, ink=_GOLD)


def _words(wanted: Appointment) -> Iterator[Mark]:
    title = centred("聘书", _WIDTH / 2, 55 * MM, Style(SONG_BOLD, 62, ink=_RED))
    yield title._replace(x=title.x - 28, spread=56)
    style = Style(KAI, _BODY)
    y = 80 * MM
    for line in wrap(_addressee(wanted), KAI, _BODY, _COLUMN):
        yield Text(_LEFT, y, line, style)
        y += _LEADING
    lines, size, leading = _fitted(_text(wanted))
    style = style._replace(size=size)
    for at, line in enumerate(lines):
        yield Text(_LEFT + (0.0 if at else 2 * size), y, line, style)
        y += leading
    yield Text(_LEFT + 2 * size, y, "特发此证。", style)


def _fitted(text: str) -> tuple[list[str], float, float]:
    """The text on at most three lines; names of 80 characters take smaller ones."""
    size = _BODY
    lines = wrap(text, KAI, size, _COLUMN, 2 * size)
    while len(lines) > 3 and size > 12:
        size -= 1
        lines = wrap(text, KAI, size, _COLUMN, 2 * size)
    return lines, size, _LEADING if len(lines) < 3 else _LEADING * 0.78


def _closing(issuer: str, day_text: str) -> Iterator[Mark]:
    """The seal's place with the issuer and the day in it, at the right."""
    radius, middle, style = SEAL_DIAMETER / 2, _WIDTH - 84 * MM, Style(KAI, 19)
    yield Ring(middle, _HEIGHT - 20 * MM - radius, radius)
    room = 2 * (_WIDTH - 24 * MM - middle)
    lines = wrap(clean(issuer), KAI, style.size, room)
    while len(lines) > 2 and style.size > 12:
        style = style._replace(size=style.size - 1)
        lines = wrap(clean(issuer), KAI, style.size, room)
    y = _HEIGHT - 42 * MM - (len(lines) - 1) * style.size * 0.7
    for line in lines:
        yield centred(line, middle, y, style)
        y += style.size * 1.4
    yield centred(day_text, middle, y + 8, style)


def _margin(marks: tuple[str, Anchor | None]) -> Iterator[Mark]:
    number, anchor = marks
    if number:
        yield Text(_LEFT, _HEIGHT - 27 * MM, f"编号：{number}", Style(SONG, 12))
    if anchor:
        style = Style(SONG, 6.5, 0.45)
        yield flush_right(str(anchor), _WIDTH - 11 * MM, _HEIGHT - 5 * MM, style)
