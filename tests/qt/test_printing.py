"""The painting for printers, seen in a PDF: sheets, the roll, the pages that are left."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from gridhall.core.errors import UserError
from gridhall.pdf.business_form import draw
from gridhall.pdf.form_parts import BusinessForm, Closing
from gridhall.pdf.marks import MM
from gridhall.pdf.page import A4, A5, About, Sheet
from gridhall.pdf.ticket import Ticket
from gridhall.qt.printing import Order, SystemPrinters, print_to_file, refuse_unfit
from gridhall.qt.rendering import Pages

pytestmark = pytest.mark.gui
FORM = BusinessForm(
    "收件回执", "受字〔2026〕1号", "张桂花", ("已收。",), Closing("社区", "2026年11月24日")
)


def _printed(order: Order, folder: Path) -> list[tuple[int, int]]:
    """The sheets that come out, in mm."""
    path = folder / "printed.pdf"
    print_to_file(order, str(path))
    with pypdfium2.PdfDocument(path) as made:
        return [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in made]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("pdf", "paper", "sheet"),
    [
        (draw(FORM, A4), "", (210, 297)),
        (draw(FORM, A5), "", (148, 210)),
        (draw(FORM, A5), "A4", (210, 297)),
        (draw(FORM, A4), "A5", (148, 210)),
    ],
)
def test_sheets_are_as_the_paper_is_or_as_asked(
    tmp_path: Path, pdf: bytes, paper: str, sheet: tuple[int, int]
) -> None:
    assert _printed(Order(pdf, "x", "", 1, paper), tmp_path) == [sheet]


@pytest.mark.usefixtures("qapp")
def test_a_ticket_is_as_long_as_it_is_on_its_roll(tmp_path: Path) -> None:
    long = Ticket("龙腾社区", "办事回执", "票字〔2026〕第000001号")
    for line in range(40):
        long.line(f"第 {line} 行")
    for pdf in (long.finish(), Ticket("龙腾社区", "排队号票").finish()):
        with Pages(pdf) as pages:
            wanted = round(pages.sizes[0].width() / MM), round(pages.sizes[0].height() / MM)
        assert wanted[0] == 80
        [made] = _printed(Order(pdf, "x", "", 1, "A4"), tmp_path)
        assert made == pytest.approx(wanted, abs=1)


@pytest.mark.usefixtures("qapp")
def test_a_ticket_wider_than_long_is_not_turned(tmp_path: Path) -> None:
    sheet = Sheet((80 * MM, 50 * MM), About("号票", "社区"))
    sheet.add([])
    assert _printed(Order(sheet.finish(), "x", ""), tmp_path) == [(80, 50)]


@pytest.mark.usefixtures("qapp")
def test_after_a_jam_only_what_is_left_is_printed(tmp_path: Path) -> None:
    sheet = Sheet(A4, About("清单", "社区"))
    for _ in range(5):
        sheet.add([])
    pdf = sheet.finish()
    assert len(_printed(Order(pdf, "x", "", first_page=4), tmp_path)) == 2
    assert len(_printed(Order(pdf, "x", "", first_page=9), tmp_path)) == 1
    assert len(_printed(Order(pdf, "x", ""), tmp_path)) == 5


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_is_gone_when_it_should_print_is_named() -> None:
    with pytest.raises(UserError, match="“HP M126”没有连上，或者改了名字"):
        SystemPrinters().print_order(Order(draw(FORM), "x", "HP M126"))


class _Broken(QPrinterInfo):
    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def state(self):  # type: ignore[no-untyped-def]
        from PySide6.QtPrintSupport import QPrinter

        return QPrinter.PrinterState.Error


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_reports_a_fault_is_not_sent_anything() -> None:
    with pytest.raises(UserError, match="缺纸、卡纸或没有通电。文书已经保存"):
        refuse_unfit(_Broken(), "HP M126")
