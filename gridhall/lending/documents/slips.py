"""借用单 and 寄存凭条: A5, or an 80 mm ticket; the barcode brings the row back when scanned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_name
from gridhall.core.money import say_money
from gridhall.lending.queries.kept import DepositRow
from gridhall.lending.queries.loans import LoanRow
from gridhall.pdf.barcode import bars
from gridhall.pdf.business_form import A5, BusinessForm, Closing, chinese_day, lay_out
from gridhall.pdf.fonts import HEI, SONG
from gridhall.pdf.form_blocks import centred
from gridhall.pdf.marks import MM, Block, Mark, Style
from gridhall.pdf.page import About, Sheet
from gridhall.pdf.ticket import Ticket

Marks = tuple[str, Anchor | None]
_BAR = (62 * MM, 12 * MM)


@dataclass(frozen=True, slots=True)
class SlipText:
    """What a slip says, and the code on it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    code: str
    day: date
    big: str = ""  # 取件码

    def texts(self) -> list[str]:
        """Every text, for telling two slips apart."""
        return [self.title, *(x for fact in self.facts for x in fact), *self.notes, self.big]


def loan_slip(row: LoanRow, code: str, hall: Hall) -> SlipText:
    """What the borrower takes along."""
    deposit = f"{say_money(row.deposit_fen)}，归还时退" if row.deposit_fen else ""
    facts = (
        ("单号", row.number),
        ("物品", row.what),
        ("借用人", f"{mask_name(row.borrower)} {row.masked_phone}".strip()),
        ("借出", chinese_day(row.lent_on)),
        ("应还", chinese_day(row.due_on)),
        ("押金", deposit),
        ("备注", row.note),
    )
    notes = (
        "归还时带上这张单子或东西本身，扫一下就好。",
        "到期还不了，请提前来电续借。损坏、丢失请如实告诉窗口。",
        "窗口不收押身份证（居民身份证法第十五条）。",
        f"电话：{hall.phone}" if hall.phone else "",
    )
    return SlipText("借用单", _known(facts), tuple(filter(None, notes)), code, row.lent_on)


def deposit_slip(row: DepositRow, code: str, pick_up: str, hall: Hall) -> SlipText:
    """What the owner shows to pick it up."""
    facts = (
        ("编号", row.number),
        ("东西", row.what),
        ("物主", f"{mask_name(row.owner)} {row.masked_phone}".strip()),
        ("放在", row.slot),
        ("寄存", chinese_day(row.left_on)),
        ("取走期限", chinese_day(row.until)),
    )
    notes = (
        "凭取件码取走，请勿给别人看。",
        "不寄存现金、证件、危险品和会坏的食物。",
        f"电话：{hall.phone}" if hall.phone else "",
    )
    told = tuple(filter(None, notes))
    return SlipText("寄存凭条", _known(facts), told, code, row.left_on, pick_up)


def slip_a5(text: SlipText, hall: Hall, marks: Marks) -> bytes:
    """The slip on A5, the barcode at the upper right."""
    number, anchor = marks
    facts = (("取件码", f"{text.big[:3]} {text.big[3:]}"), *text.facts) if text.big else text.facts
    form = BusinessForm(
        title=text.title,
        number=number,
        addressee="",
        paragraphs=(),
        facts=facts,
        closing=Closing(
            hall.name,
            chinese_day(text.day),
            ("经手人：", "寄存人签字：" if text.big else "借用人签字："),
            seal=False,
        ),
        footnotes=text.notes,
        anchor=str(anchor or ""),
    )
    sheet = Sheet(A5, About(text.title, hall.name, number))
    pages = lay_out(form, A5)
    pages[0].append((0.0, Block(A5[1], _bar(text.code, A5[0] - 12 * MM - _BAR[0], A5[1] * 0.62))))
    for page in pages:
        sheet.add(page)
    return sheet.finish()


def slip_80(text: SlipText, hall: Hall, marks: Marks) -> bytes:
    """The slip as a ticket of 80 mm, as long as it needs."""
    number, anchor = marks
    ticket = Ticket(hall.name, text.title, number)
    if text.big:
        ticket.middle(f"{text.big[:3]} {text.big[3:]}", 28, HEI)
    ticket.facts(text.facts)
    ticket.barcode(text.code)
    for note in text.notes:
        ticket.line(note, 8.5)
    return ticket.finish(str(anchor or ""))


def _bar(code: str, left: float, top: float) -> tuple[Mark, ...]:
    words = centred(code, left + _BAR[0] / 2, top + _BAR[1] + 4 * MM, Style(SONG, 8))
    return (*bars(code, left, top, _BAR), words)


def _known(facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in facts if one[1])
