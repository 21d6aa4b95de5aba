"""统计报表 as a clerk uses it: numbers opened, reports sent, a workbook mapped by keys."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.reports.dialogs.behind import BehindSheet
from gridhall.reports.dialogs.layouts import LayoutsSheet
from gridhall.reports.dialogs.mapping import MappingSheet
from gridhall.reports.dialogs.sent import SentSheet
from gridhall.reports.pages.figures import FiguresView
from gridhall.reports.pages.page import ReportsPage
from gridhall.reports.pages.sending import SendingView
from gridhall.reports.queries.layouts import layout, layouts, sendings
from gridhall.reports.rules.layouts import FigurePlace
from gridhall.reports.service.install import install_reports
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk, make_case, make_person
from tests.modal import answer, opened, window
from tests.reports.books import monthly, rows

__all__ = ["dressed", "window"]
OCTOBER = datetime(2026, 10, 14, 2, 0, tzinfo=UTC)


@pytest.fixture
def boss(context: Context, supervisor: Clerk) -> Context:
    with context.db.write() as session:
        install_reports(session, supervisor)
        who = make_person(session)
        facts = {"received_at": OCTOBER, "recorded_at": OCTOBER, "accepted_at": OCTOBER}
        make_case(session, who, number="SL1", **facts)
        make_case(session, who, number="SL2")
    return replace(context, clerk=supervisor)


class _Files:
    """Stands for the system's dialogs."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def to_save(self, parent: QWidget, proposed: str) -> Path:
        return self.path

    def to_open(self, parent: QWidget) -> Path:
        return self.path


def _shown(qtbot: QtBot, view: Any) -> Any:
    qtbot.addWidget(view)
    view.resize(1366, 640)
    with qtbot.waitExposed(view):
        view.show()
    return view


def _figures(qtbot: QtBot, context: Context, files: Any = None) -> FiguresView:
    view: FiguresView = _shown(qtbot, FiguresView(context, files))
    qtbot.waitUntil(lambda: view.made is not None)
    return view


def _sending(qtbot: QtBot, context: Context, files: Any = None) -> SendingView:
    view: SendingView = _shown(qtbot, SendingView(context, files))
    qtbot.waitUntil(lambda: view.looked is not None)
    return view


def test_a_number_opens_its_cases(qtbot: QtBot, boss: Context, desk: FakeDesk) -> None:
    view = _figures(qtbot, boss)
    assert view.model is not None
    assert [row.line.label for row in view.model.rows] == ["合计", "老年优待证"]

    def pick(sheet: BehindSheet) -> None:
        qtbot.waitUntil(lambda: len(sheet.model.rows) == 1)
        sheet.open_chosen()

    answer(pick)
    view.table.setFocus()
    view.table.choose_first()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert desk.opened == [("case", 2)]
    view.period.usual.setCurrentIndex(1)  # 上月
    qtbot.waitUntil(lambda: view.made is not None and view.made.asked.span.code == "2026-10")
    assert "收件：收到日期在本期内" in view.said.text()


def test_a_counter_sees_no_ratings_and_sends_nothing(
    qtbot: QtBot, boss: Context, context: Context
) -> None:
    view = _figures(qtbot, context)
    assert view.drawn.findData("received") >= 0
    assert view.drawn.findData("share_content") < 0
    sending = _shown(qtbot, SendingView(context))
    qtbot.waitUntil(lambda: "请找主管" in sending.banner.text())
    assert not sending.send_button.isEnabled()
    assert not sending.sent_button.isEnabled()  # a copy may hold ratings


def test_figures_go_out_with_what_they_mean(
    qtbot: QtBot, boss: Context, desk: FakeDesk, tmp_path: Path
) -> None:
    out = tmp_path / "统计.xlsx"
    view = _figures(qtbot, boss, _Files(out))
    view.export_button.click()
    qtbot.waitUntil(lambda: bool(desk.toasts))
    assert rows(out.read_bytes(), "办件统计表")[-1][:2] == ["合计", 1.0]
    assert rows(out.read_bytes(), "数怎么来的")[2][0] == "收件"
    view.print_button.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))


def test_a_report_is_looked_at_sent_and_corrected(
    qtbot: QtBot, boss: Context, tmp_path: Path
) -> None:
    view = _sending(qtbot, boss, _Files(tmp_path / "报.xlsx"))
    assert view.view.grid.model().index(3, 0).data() == "1"
    view.save_button.click()
    answer(lambda sheet: sheet.accept())
    view.send_button.click()
    qtbot.waitUntil(lambda: view.send_button.text() == "报更正" and view.looked is not None)
    assert "数没有变" in view.banner.text()
    with boss.db.write() as session:
        facts = {"received_at": OCTOBER, "recorded_at": OCTOBER, "accepted_at": OCTOBER}
        make_case(session, make_person(session, "李四"), number="SL3", **facts)
    qtbot.waitUntil(lambda: "以后数变了" in view.banner.text())

    def say_why(sheet: Any) -> None:
        sheet.reason.setText("补录一件")
        sheet.accept()

    answer(say_why)
    view.send_button.click()
    with boss.db.read() as session:
        assert [one.reason for one in sendings(session)] == ["补录一件", ""]
    sent = opened(qtbot, SentSheet(boss, view, _Files(tmp_path / "再看.xlsx")))
    sent.table.choose(1)
    qtbot.waitUntil(lambda: sent.table.current().nth == 1)
    sent.save()
    assert (tmp_path / "再看.xlsx").read_bytes() == (tmp_path / "报.xlsx").read_bytes()
    sent.reject()


def test_a_superiors_workbook_comes_in(
    qtbot: QtBot, boss: Context, window: QWidget, tmp_path: Path
) -> None:
    files = _Files(monthly(tmp_path / "街道月报.xlsx"))
    sheet = opened(qtbot, LayoutsSheet(boss, window, files))

    def name(asked: Any) -> None:
        asked.receiver.setCurrentText("龙腾街道")
        asked.save()

    answer(name)
    sheet.bring()
    assert "已导入“街道月报”" in sheet.strip.text()
    files.path = tmp_path / "没有.xlsx"
    sheet.bring()
    assert "找不到这个文件" in sheet.strip.text()
    sheet.reject()


def test_a_cell_is_chosen_and_filled(qtbot: QtBot, boss: Context, window: QWidget) -> None:
    with boss.db.read() as session:
        row = layouts(session)[0]
    sheet = opened(qtbot, MappingSheet(boss, window, row))
    sheet.view.grid.setCurrentIndex(sheet.view.grid.model().index(6, 1))  # B7, a formula
    sheet.put()
    assert "B7 是公式" in sheet.strip.text()
    sheet.view.grid.setCurrentIndex(sheet.view.grid.model().index(4, 1))  # B5
    sheet.figure.setCurrentIndex(sheet.figure.findData("overdue"))
    sheet.by.setCurrentIndex(sheet.by.findData("channel"))
    sheet.line.setCurrentText("电话")
    sheet.put()
    sheet.save_button.click()
    with boss.db.read() as session:
        places = layout(session, row.id).places
    assert FigurePlace("月报", "B5", "overdue", "channel", "phone") in places


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped(
    qtbot: QtBot, boss: Context, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    page = _shown(qtbot, ReportsPage(boss))
    page.show_for_width(1366 * 100 // percent)
    qtbot.waitUntil(lambda: page.figures.made is not None)
    assert audit(page).problems == []
    page.show_sending()
    qtbot.waitUntil(lambda: page.sending.looked is not None)
    assert audit(page).problems == []
