import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from gridhall.core.errors import UserError
from gridhall.qt.dialog import Sheet
from gridhall.qt.outcome import OutcomeSheet
from gridhall.qt.preview import NO_PRINTER, PreviewJob, PreviewSheet, PrintEntry
from gridhall.qt.printing import Order, print_to_file
from gridhall.qt.rendering import Pages
from tests.audit import Dress, audit, bring_up

A5 = (420, 595)


def _pdf(pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for number in range(pages):
        canvas.rect(100, 100, 200, 50 + 10 * number, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class FakePrinters:
    """Remembers what it was told to print; refuses if it is to."""

    def __init__(self, *names: str, refusal: str = "") -> None:
        self._names, self.refusal, self.orders = names, refusal, list[Order]()

    def names(self) -> Sequence[str]:
        return self._names

    def usual(self) -> str:
        return self._names[-1] if self._names else ""

    def print_order(self, order: Order) -> None:
        if self.refusal:
            raise UserError(self.refusal)
        self.orders.append(order)

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        self.orders.append(order)
        return "得力针打"


JOB = PreviewJob(
    "受理通知书",
    "SL20261124-015 户籍迁入登记",
    "受字〔2026〕第0015号",
    _pdf(2),
    copies=2,
    log=[
        PrintEntry("11-24 09:12", "王芳", 2),
        PrintEntry("11-24 09:13", "王芳", 2, "没出来", False),
    ],
    mark="这份文书 09:12 打印过 1 次，再次打印会标注“补打（第 2 次）”",
)


@pytest.fixture
def window(qtbot: QtBot, dressed: Dress) -> QWidget:
    dressed()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 697)
    bring_up(qtbot, made)
    return made


def _open(qtbot: QtBot, window: QWidget, printers: FakePrinters, path: str = "") -> PreviewSheet:
    sheet = PreviewSheet(window, JOB, printers, lambda _parent, _name: path)
    bring_up(qtbot, sheet)
    return sheet


def _answer(*acts: Callable[[Sheet], None]) -> None:
    """Answer the dialogs that come, one after the other."""
    left = list(acts)

    def go() -> None:
        top = QApplication.activeModalWidget()
        if isinstance(top, Sheet) and not isinstance(top, PreviewSheet):
            left.pop(0)(top)
        if left:
            QTimer.singleShot(20, go)

    QTimer.singleShot(20, go)


def _good(sheet: Sheet) -> None:
    assert isinstance(sheet, OutcomeSheet)
    sheet.good.click()


def _again(sheet: Sheet) -> None:
    assert isinstance(sheet, OutcomeSheet)
    sheet.retry.click()


def test_enter_prints_and_the_clerk_says_it_came_out(qtbot: QtBot, window: QWidget) -> None:
    printers = FakePrinters("HP M126", "得力针打")
    sheet = _open(qtbot, window, printers)
    assert sheet.focusWidget() is sheet.print_it
    assert sheet.print_it.text() == "打印 2 份"
    _answer(_good)
    with qtbot.waitSignal(sheet.printed) as told:
        qtbot.keyClick(sheet.printer, Qt.Key.Key_Return)
    assert told.args == [2, "得力针打", True]
    order = printers.orders[0]
    assert (order.copies, order.printer, order.pdf) == (2, "得力针打", JOB.pdf)
    assert "张" not in order.name, "no personal data in the print queue"
    assert not sheet.isVisible()


def test_what_did_not_come_out_is_printed_again_under_the_same_number(
    qtbot: QtBot, window: QWidget
) -> None:
    printers, told = FakePrinters("HP M126"), list[tuple[int, str, bool]]()
    sheet = _open(qtbot, window, printers)
    sheet.printed.connect(lambda *args: told.append(args))
    sheet.copies.setValue(1)
    _answer(_again, _again, _good)
    sheet.print()
    assert told == [(1, "HP M126", False), (1, "HP M126", False), (1, "HP M126", True)]
    assert len(printers.orders) == 3


def test_escape_at_the_question_does_not_print_again(qtbot: QtBot, window: QWidget) -> None:
    printers = FakePrinters("HP M126")
    sheet = _open(qtbot, window, printers)
    _answer(lambda asked: qtbot.keyClick(asked, Qt.Key.Key_Escape))
    with qtbot.waitSignal(sheet.printed) as told:
        sheet.print()
    assert told.args[2] is False
    assert len(printers.orders) == 1


def test_a_printer_that_refuses_loses_nothing(qtbot: QtBot, window: QWidget) -> None:
    printers = FakePrinters("HP M126", refusal="“HP M126”缺纸。文书已经保存")
    sheet = _open(qtbot, window, printers)
    said: list[str] = []
    _answer(lambda asked: (said.append(asked.accessibleName()), asked.reject()))
    with qtbot.assertNotEmitted(sheet.printed):
        sheet.print()
    assert said == ["打印机"]
    assert sheet.isVisible(), "the clerk may try another printer"


def test_without_a_printer_the_file_can_be_saved(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    target = tmp_path / "通知书.pdf"
    sheet = _open(qtbot, window, FakePrinters(), str(target))
    assert sheet.printer.currentText() == NO_PRINTER
    assert "没有打印机" in sheet.warning.text()
    with qtbot.waitSignal(sheet.saved):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert target.read_bytes() == JOB.pdf, "the stored file, not a print of it"


def test_a_folder_that_cannot_be_written_is_a_sentence(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    sheet = _open(qtbot, window, FakePrinters("x"), str(tmp_path / "no" / "such" / "x.pdf"))
    said: list[str] = []
    _answer(lambda asked: (said.append(type(asked).__name__), asked.reject()))
    with qtbot.assertNotEmitted(sheet.saved):
        sheet.save()
    assert said == ["_SmallSheet"]


def test_the_systems_dialog_is_asked_about_too(qtbot: QtBot, window: QWidget) -> None:
    sheet = _open(qtbot, window, FakePrinters("HP M126"))
    _answer(_good)
    with qtbot.waitSignal(sheet.printed) as told:
        qtbot.keyClick(sheet, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert told.args == [2, "得力针打", True]


def test_a_reprint_is_announced(qtbot: QtBot, window: QWidget) -> None:
    sheet = _open(qtbot, window, FakePrinters("HP M126"))
    assert sheet.warning.text() == JOB.mark


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
def test_nothing_is_clipped(
    qtbot: QtBot, window: QWidget, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    sheet = _open(qtbot, window, FakePrinters("HP M126"))
    assert audit(sheet).problems == []
    assert not sheet.grab().isNull()


def test_zoom_goes_from_whole_page_to_width(qtbot: QtBot, window: QWidget) -> None:
    sheet = _open(qtbot, window, FakePrinters("HP M126"))
    leaves = sheet.leaves
    whole = leaves.zoom
    page = leaves.widget().findChildren(QWidget)[0]
    assert page.height() <= leaves.viewport().height()
    leaves.fit_width()
    assert leaves.zoom > whole
    leaves.step(-1)
    assert leaves.zoom == pytest.approx(_width_zoom(sheet) / 1.2, rel=0.1)
    assert sheet._page.text() == "第 1 / 2 页"
    bar = leaves.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > leaves.viewport().height())
    bar.setValue(bar.maximum())
    assert sheet._page.text() == "第 2 / 2 页"


def test_of_short_pages_the_first_in_sight_is_told(qtbot: QtBot, window: QWidget) -> None:
    lying = replace(JOB, pdf=_pdf(3, (842, 595)))
    sheet = PreviewSheet(window, lying, FakePrinters("HP M126"), lambda _parent, _name: "")
    with qtbot.waitExposed(sheet):
        sheet.show()
    qtbot.waitUntil(lambda: sheet._page.text() == "第 1 / 3 页")
    bar = sheet.leaves.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    assert sheet._page.text() == "第 3 / 3 页"
    sheet.reject()


def _width_zoom(sheet: PreviewSheet) -> float:
    leaves = sheet.leaves
    return (leaves.viewport().width() - 32) / (595 * leaves.logicalDpiX() / 72)


def test_a_page_is_rendered_true_to_size() -> None:
    with Pages(_pdf()) as pages:
        picture = pages.image(0, 72)
    assert (picture.width(), picture.height()) == (595, 842)
    assert picture.pixelColor(150, 842 - 120).name() == "#000000"
    assert picture.pixelColor(20, 20).name() == "#ffffff"


def test_a_broken_file_is_the_clerks_to_know() -> None:
    with pytest.raises(UserError, match="打不开"):
        Pages(b"%PDF-1.7 cut short")


@pytest.mark.parametrize("size", [(595, 842), A5, (842, 595)])
def test_the_printer_gets_the_page_as_the_document_says(
    qapp: QApplication, tmp_path: Path, size: tuple[float, float]
) -> None:
    path = tmp_path / "print.pdf"
    print_to_file(Order(_pdf(2, size), "受理通知书", "", 1), str(path))
    with Pages(path.read_bytes()) as printed:
        assert len(printed) == 2
        assert printed.sizes[0].width() == pytest.approx(size[0], abs=2)
        assert printed.sizes[0].height() == pytest.approx(size[1], abs=2)
        picture = printed.image(0, 72)
    assert picture.pixelColor(150, round(size[1]) - 120).lightness() < 30
    assert picture.pixelColor(150, round(size[1]) - 90).lightness() > 220


def test_a_larger_page_is_shrunk_to_the_paper_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "print.pdf"
    print_to_file(Order(_pdf(1), "受理通知书", "", 1, "A5"), str(path))
    with Pages(path.read_bytes()) as printed:
        assert printed.sizes[0].width() == pytest.approx(A5[0], abs=2)
        picture = printed.image(0, 72)
    scale = A5[0] / 595
    assert picture.pixelColor(round(150 * scale), round((842 - 120) * scale)).lightness() < 40


@pytest.mark.parametrize("percent", [100, 150])
def test_a_whole_page_needs_no_scroll_bar(
    qtbot: QtBot, window: QWidget, dressed: Dress, percent: int
) -> None:
    dressed("light", percent)
    one_page = replace(JOB, pdf=_pdf())
    sheet = PreviewSheet(window, one_page, FakePrinters("HP M126"), lambda _parent, _name: "")
    qtbot.addWidget(sheet)
    bring_up(qtbot, sheet)
    bar = sheet.leaves.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert sheet.leaves.widget().findChildren(QWidget)[0].height() > 200
