import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from gridhall.clerks.rules import Anchor
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.papers import queries, service
from gridhall.papers.dialogs import PaperSheet, PapersSheet, PatternsSheet
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, draw
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel
from gridhall.qt.printing import Order
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk
from tests.garbage import quiet_garbage
from tests.modal import answer, opened, window

__all__ = ["dressed", "quiet_garbage", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
YEAR = date.today().year


@dataclass
class FakePrinters:
    """A printer that remembers what it got, and looks at the log as it gets it."""

    db: Database
    refuses: bool = False
    orders: list[Order] = field(default_factory=list)
    logged: list[list[str]] = field(default_factory=list)

    def names(self) -> Sequence[str]:
        return ["HP M126"]

    def usual(self) -> str:
        return "HP M126"

    def print_order(self, order: Order) -> None:
        with self.db.read() as session:
            entries = queries.prints_of(session, queries.papers(session)[0].id)
        self.logged.append([entry.outcome for entry in entries])
        if self.refuses:
            raise UserError("“HP M126”缺纸。文书已经保存，加纸后再打，或先存成 PDF")
        self.orders.append(order)

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        return ""


def _draw(number: str, anchor: Anchor) -> bytes:
    closing = Closing("龙腾社区党群服务中心", "2026年11月24日")
    return draw(BusinessForm("受理通知书", number, "张桂花：", ("已予受理。",), closing))


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def paper(db: Database, clerk: Clerk) -> PaperRow:
    """A notice about case 7, issued by 王芳 and not printed yet."""
    with db.write() as session:
        case = search.SearchEntry("case", 7, "户籍迁入登记", number="SL20261124-012")
        search.put(session, [case])
    return service.issue(
        db, clerk, PaperOrder("acceptance", "service_case", 7, {"says": 1}, "k1"), _draw
    )


@pytest.fixture
def printers(db: Database) -> FakePrinters:
    return FakePrinters(db)


@pytest.fixture
def sheet(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    paper: PaperRow,
    printers: FakePrinters,
    tmp_path: Path,
) -> PaperSheet:
    return opened(qtbot, PaperSheet(context, window, paper.id, printers, _path(tmp_path)))


def _path(folder: Path) -> Callable[[QWidget, str], str]:
    return lambda _, proposed: str(folder / proposed)


def _outcomes(db: Database, paper: PaperRow) -> list[str]:
    with db.read() as session:
        return [entry.outcome for entry in queries.prints_of(session, paper.id)]


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def test_a_print_is_logged_before_it_starts_and_confirmed_after(
    qtbot: QtBot,
    sheet: PaperSheet,
    paper: PaperRow,
    printers: FakePrinters,
    db: Database,
    desk: FakeDesk,
) -> None:
    answer(lambda asked: asked.good.click())
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert printers.logged == [["asked"]]
    assert [(order.copies, order.printer) for order in printers.orders] == [(2, "HP M126")]
    assert _outcomes(db, paper) == ["came_out"]
    assert "补打" not in _text(printers.orders[0].pdf)
    assert desk.toasts == [f"已打印 {paper.number}　2 份　HP M126"]
    assert not (isValid(sheet) and sheet.isVisible())


def test_a_sheet_that_did_not_come_out_is_printed_again_under_its_number(
    sheet: PaperSheet, paper: PaperRow, printers: FakePrinters, db: Database
) -> None:
    answer(lambda asked: asked.retry.click(), lambda asked: asked.good.click())
    sheet.print_it.click()
    assert _outcomes(db, paper) == ["did_not", "came_out"]
    assert ["补打" in _text(order.pdf) for order in printers.orders] == [False, False]
    with db.read() as session:
        assert [p.number for p in queries.papers(session)] == [paper.number]


def test_a_reprint_is_announced_and_marked_and_the_stored_bytes_stay(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    paper: PaperRow,
    printers: FakePrinters,
    db: Database,
) -> None:
    for _ in range(2):
        again = opened(qtbot, PaperSheet(context, window, paper.id, printers))
        answer(lambda asked: asked.good.click())
        again.print_it.click()
    assert "打印过，共 1 次；再次打印会标注“补打（第 2 次）”" in again.warning.text()
    assert "补打（第 2 次）" in _text(printers.orders[1].pdf)
    with db.read() as session:
        stored = queries.pdf_of(session, paper.id)
    assert hashlib.sha256(stored).hexdigest() == paper.sha256
    assert "补打" not in _text(stored)


def test_a_printer_out_of_paper_loses_nothing(
    sheet: PaperSheet, paper: PaperRow, printers: FakePrinters, db: Database
) -> None:
    printers.refuses, said = True, list[str]()
    answer(lambda asked: said.extend(one.text() for one in asked.findChildren(PlainLabel)))
    sheet.print_it.click()
    assert "“HP M126”缺纸。文书已经保存，加纸后再打，或先存成 PDF" in said
    assert _outcomes(db, paper) == ["did_not"]
    assert sheet.isVisible()
    printers.refuses = False
    answer(lambda asked: asked.good.click())
    sheet.print_it.click()
    assert "补打" not in _text(printers.orders[0].pdf)


def test_a_copy_is_saved_under_the_number_alone_and_logged(
    sheet: PaperSheet, paper: PaperRow, db: Database, tmp_path: Path, desk: FakeDesk
) -> None:
    sheet.save()
    saved = tmp_path / f"受理通知书 {paper.number}.pdf"
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == paper.sha256
    with db.read() as session:
        entries = queries.prints_of(session, paper.id)
    assert [(entry.printer, entry.outcome) for entry in entries] == [("存成 PDF", "came_out")]
    assert "张桂花" not in saved.name + sheet.windowTitle() + sheet.accessibleName()


def test_its_issuer_voids_it_with_a_reason_and_then_it_prints_no_more(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    sheet: PaperSheet,
    paper: PaperRow,
    printers: FakePrinters,
    db: Database,
) -> None:
    def void(asked: Any) -> None:
        asked._act.click()
        assert asked.isVisible(), "no reason, no voiding"
        asked.reason.setText("申请人改日再办")
        asked._act.click()

    answer(void)
    sheet.void.click()
    with db.read() as session:
        voided = queries.paper_by_id(session, paper.id)
    assert (voided.number, voided.void_reason) == (paper.number, "申请人改日再办")
    again = opened(qtbot, PaperSheet(context, window, paper.id, printers))
    assert again.warning.text() == "已作废：申请人改日再办。不能再打印。"
    answer(lambda asked: asked.reject())
    again.print_it.click()
    assert printers.orders == []
    assert _outcomes(db, paper) == []


def test_somebody_elses_paper_is_a_supervisors_to_void(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    paper: PaperRow,
    supervisor: Clerk,
    db: Database,
) -> None:
    other = replace(context, clerk=replace(context.clerk, id=9, name="李敏"))
    sheet = opened(qtbot, PapersSheet(other, window))
    sheet.void.click()
    assert "作废别人出的文书要主管来做" in sheet.strip.text()
    sheet = opened(qtbot, PapersSheet(replace(context, clerk=supervisor), window))

    def void(asked: Any) -> None:
        asked.reason.setText("打错了")
        asked._act.click()

    answer(void)
    sheet.void.click()
    assert [row.paper.void_reason for row in sheet.model.rows] == ["打错了"]
    assert sheet.strip.text() == f"已作废 {paper.number}，编号保留"


def test_the_list_narrows_by_number_and_kind_and_enter_previews(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    paper: PaperRow,
    printers: FakePrinters,
    clerk: Clerk,
) -> None:
    order = PaperOrder("completion", "service_case", 7, {"says": 2}, "k2")
    service.issue(context.db, clerk, order, _draw)
    sheet = opened(qtbot, PapersSheet(context, window, printers))
    QAbstractItemModelTester(sheet.model)
    assert [row.paper.title for row in sheet.model.rows] == ["办结通知书", "受理通知书"]
    assert sheet.model.rows[1].about == "SL20261124-012 户籍迁入登记"
    sheet.filter.setText("受字")
    qtbot.waitUntil(lambda: [row.paper.id for row in sheet.model.rows] == [paper.id])
    seen = list[str]()
    answer(lambda asked: seen.append(asked.issued.paper.number))
    sheet.table.setFocus()
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert seen == [paper.number]
    sheet.filter.setText("没有这个号")
    qtbot.waitUntil(lambda: not sheet.model.rows)
    assert not sheet.table.isVisible()


def test_a_pattern_shows_its_example_and_numbers_the_next_paper(
    qtbot: QtBot, context: Context, window: QWidget, administrator: Clerk, paper: PaperRow
) -> None:
    sheet = opened(qtbot, PatternsSheet(replace(context, clerk=administrator), window))
    edit, field_ = sheet.edits["acceptance"], sheet.fields["acceptance"]
    edit.setText("{office}受〔{year}〕{n:03}")
    assert field_.note.text() == f"例：龙腾受〔{context.today().year}〕001"
    edit.setText("{office}受{n}号")
    sheet.save.click()
    assert "{year}" in field_.note.text()
    assert sheet.isVisible()
    edit.setText("{office}受〔{year}〕{n:03}")
    sheet.save.click()
    order = PaperOrder("acceptance", "service_case", 8, {"says": 3}, "k3")
    assert service.issue(context.db, administrator, order, _draw).number == f"龙腾受〔{YEAR}〕002"


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    paper: PaperRow,
    printers: FakePrinters,
    dressed: Dress,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    for made in (
        PapersSheet(context, window, printers),
        PatternsSheet(context, window),
        PaperSheet(context, window, paper.id, printers),
    ):
        shown = opened(qtbot, made)
        assert (audit(shown).problems, type(made).__name__) == ([], type(made).__name__)
        assert shown.focusWidget() is shown.first_focus
        delete(shown)
