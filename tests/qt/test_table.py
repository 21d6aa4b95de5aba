from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gridhall.qt.long_table import KEPT, PAGE, PagedModel
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.qt.theme import current_theme
from tests.audit import Dress, audit


@dataclass(frozen=True)
class CaseRow:
    id: int
    due: str
    tone: str
    number: str
    who: str


COLUMNS = (
    Column[CaseRow]("期限", lambda row: row.due, 116, "due", tone=lambda row: row.tone),
    Column[CaseRow]("编号", lambda row: row.number, 150, "bold"),
    Column[CaseRow]("申请人", lambda row: row.who, 136, "two", sub=lambda _: "138****2217"),
    Column[CaseRow]("网格", lambda _: "第3网格", 96, "dim", from_width=1500),
    Column[CaseRow]("状态", lambda _: "待补正", 92, "chip", tone=lambda _: "purple"),
    Column[CaseRow]("收", lambda _: "1", 44, "check"),
    Column[CaseRow]("件数", lambda row: str(row.id), 80, right=True, stretch=True),
)
TONES = ("red", "amber", "green", "purple", "blue", "grey")
ROWS = [
    CaseRow(n, "超期 2 天", TONES[n % 6], f"SL20261124-{n:03}", "<b>吴磊</b>") for n in range(20)
]


@pytest.fixture
def table(qtbot: QtBot, dressed: Dress) -> Table:
    dressed("light", 150)
    made = Table()
    made.setProperty("rowPx", 46)
    made.setAccessibleName("工单队列")
    made.setModel(RowsModel(COLUMNS, made))
    qtbot.addWidget(made)
    made.resize(1400, 500)
    made.show()
    return made


def _show(table: Table, rows: Sequence[CaseRow]) -> None:
    model = table.model()
    assert isinstance(model, RowsModel)
    model.show_rows(rows)


def test_the_models_are_sound_qt_models(qtmodeltester: ModelTester) -> None:
    model = RowsModel(COLUMNS)
    model.show_rows(ROWS)
    qtmodeltester.check(model)


def test_a_long_model_is_a_sound_qt_model(qtmodeltester: ModelTester) -> None:
    model = PagedModel(COLUMNS, _fetch)
    model.show_ids(array("q", range(250)))
    qtmodeltester.check(model)


def test_the_row_that_the_focus_comes_to_is_chosen(qtbot: QtBot, table: Table) -> None:
    _show(table, ROWS)
    assert table.current() is None
    table.setFocus()
    QApplication.sendEvent(table, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert table.current() == ROWS[0]
    assert [one.row() for one in table.selectionModel().selectedRows()] == [0]


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("height", [500, 517, 533])
def test_the_lower_edge_cuts_no_row(
    table: Table, dressed: Dress, percent: int, height: int
) -> None:
    dressed("light", percent)
    _show(table, ROWS)
    table.resize(1400, height)
    port, row = table.viewport(), table.rowHeight(0)
    whole = port.height() // row
    picture = port.grab().toImage()
    surface = current_theme().color("surface").name()
    below = range(whole * row, port.height())
    assert {picture.pixelColor(30, y).name() for y in below} <= {surface}
    last = table.indexAt(QPoint(20, whole * row - 3))
    assert (last.row(), table.rowViewportPosition(0)) == (whole - 1, 0)
    assert not table.indexAt(QPoint(20, whole * row + 3)).isValid()
    table.selectRow(len(ROWS) - 1)
    assert table.visualRect(table.currentIndex()).bottom() < port.height()
    assert any(table.rowViewportPosition(n) == 0 for n in range(len(ROWS)))


def test_a_table_paints_every_kind_of_cell(table: Table) -> None:
    _show(table, ROWS)
    table.setFocus()
    table.choose_first()
    assert not table.grab().isNull()
    assert audit(table).problems == []


def test_rows_and_columns_follow_the_scale(table: Table, dressed: Dress) -> None:
    _show(table, ROWS)
    assert table.rowHeight(0) == 69
    assert table.columnWidth(0) == 174
    dressed("light", 100)
    assert table.rowHeight(0) == 46
    assert table.columnWidth(0) == 116


def test_a_refresh_keeps_the_chosen_record_even_if_it_moved(table: Table) -> None:
    _show(table, ROWS)
    assert table.choose(7)
    _show(table, [replace(row, due="今天") for row in reversed(ROWS)])
    assert table.current().id == 7
    assert table.current().due == "今天"


def test_a_row_is_chosen_alone_while_ctrl_is_held(table: Table) -> None:
    table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
    _show(table, ROWS)
    assert table.choose(3)
    QTest.keyPress(table, Qt.Key.Key_F35, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
    assert table.choose(7)
    chosen = [index.row() for index in table.selectionModel().selectedRows()]
    QTest.keyRelease(table, Qt.Key.Key_F35)
    assert chosen == [7]


def test_a_record_that_is_gone_leaves_nothing_chosen(qtbot: QtBot, table: Table) -> None:
    _show(table, ROWS)
    table.choose(7)
    with qtbot.waitSignal(table.moved) as told:
        _show(table, ROWS[:3])
    assert told.args == [None]


def test_enter_opens_and_ctrl_enter_is_the_pages(qtbot: QtBot, table: Table) -> None:
    _show(table, ROWS)
    table.choose(3)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [ROWS[3]]
    with qtbot.assertNotEmitted(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_wide_columns_show_from_their_width_up(table: Table) -> None:
    table.show_for_width(1366)
    assert table.isColumnHidden(3)
    table.show_for_width(1920)
    assert not table.isColumnHidden(3)


def test_a_cell_is_spoken_with_its_heading(table: Table) -> None:
    _show(table, ROWS)
    model = table.model()
    spoken = model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "申请人 <b>吴磊</b> 138****2217"


def _fetch(ids: Sequence[int]) -> Mapping[int, CaseRow]:
    return {n: CaseRow(n, "", "grey", f"SL{n}", "王芳") for n in ids if n != 13}


def test_a_long_list_fetches_only_what_it_shows() -> None:
    asked: list[int] = []

    def fetch(ids: Sequence[int]) -> Mapping[int, CaseRow]:
        asked.append(len(ids))
        return _fetch(ids)

    model = PagedModel(COLUMNS, fetch)
    model.show_ids(array("q", range(1_000_000)))
    assert model.rowCount() == 1_000_000
    assert asked == []
    assert model.data(model.index(999_999, 1)) == "SL999999"
    assert model.data(model.index(999_998, 1)) == "SL999998"
    assert asked == [PAGE]
    model.forget()
    assert model.data(model.index(999_999, 1)) == "SL999999"
    assert asked == [PAGE, PAGE]


def test_a_long_list_holds_a_bounded_number_of_rows() -> None:
    model = PagedModel(COLUMNS, _fetch)
    model.show_ids(array("q", range(3 * KEPT)))
    for place in range(0, 3 * KEPT, PAGE):
        model.row_at(place)
    assert len(model._rows) == KEPT


def test_only_what_is_not_known_yet_is_read_upwards_too() -> None:
    asked: list[list[int]] = []

    def fetch(ids: Sequence[int]) -> Mapping[int, CaseRow]:
        asked.append(list(ids))
        return _fetch(ids)

    model = PagedModel(COLUMNS, fetch)
    model.show_ids(array("q", range(100)))
    for place in (50, 69, 49, 70, 10):
        model.row_at(place)
    assert asked == [
        list(range(50, 70)), list(range(42, 50)), list(range(70, 78)), list(range(10, 30)),
    ]  # fmt: skip


def test_a_record_gone_from_a_long_list_is_an_empty_line() -> None:
    model = PagedModel(COLUMNS, _fetch)
    model.show_ids(array("q", [12, 13, 14]))
    assert [model.data(model.index(n, 1)) for n in range(3)] == ["SL12", "", "SL14"]
    assert model.find(14) == 2
    assert model.find(99) == -1
    assert model.find("x") == -1


def test_in_a_wide_window_two_columns_share_what_is_left(table: Table, dressed: Dress) -> None:
    dressed("light", 100)
    table.resize(1800, 500)
    columns = [replace(column, spread=column.heading == "申请人") for column in COLUMNS]
    table.setModel(RowsModel(columns, table))
    table.show_for_width(1366)
    narrow = table.columnWidth(2)
    table.show_for_width(1920)
    assert narrow == 136
    assert table.columnWidth(2) == pytest.approx(table.columnWidth(6), abs=2)
    table.show_for_width(1366)
    assert table.columnWidth(2) == narrow


def test_a_chip_too_wide_for_its_column_does_not_reach_the_next(table: Table) -> None:
    chip = Column[CaseRow]("状态", lambda _: "待补正材料很多", 60, "chip", tone=lambda _: "red")
    empty = Column[CaseRow]("空", lambda _: "", 80, stretch=True)
    table.setModel(RowsModel((chip, empty), table))
    _show(table, ROWS[:2])
    picture, edge = table.viewport().grab().toImage(), table.columnViewportPosition(1)
    middle, surface = table.rowHeight(0) // 2, current_theme().color("surface")
    beside = {picture.pixelColor(x, middle).name() for x in range(edge, edge + 60)}
    assert beside == {surface.name()}
    assert picture.pixelColor(edge - 2, middle) != surface


def test_a_row_that_cannot_be_read_leaves_the_table_able_to_paint(table: Table) -> None:
    broken, refused = True, 0

    def number(row: CaseRow) -> str:
        nonlocal refused
        if broken:
            refused += 1
            raise LookupError(row.id)
        return row.number

    table.setModel(RowsModel((replace(COLUMNS[1], stretch=True),), table))
    _show(table, ROWS[:4])
    sound = table.viewport().grab().toImage()
    table.setModel(RowsModel((Column[CaseRow]("编号", number, 150, "bold", stretch=True),), table))
    _show(table, ROWS[:4])
    with suppress(LookupError):
        table.viewport().repaint()
    broken = False
    assert refused
    assert table.viewport().grab().toImage() == sound


def test_only_rows_shown_wholly_are_read_to_paint(table: Table) -> None:
    asked: list[int] = []

    def number(row: CaseRow) -> str:
        asked.append(row.id)
        return row.number

    table.setModel(RowsModel((Column[CaseRow]("编号", number, stretch=True),), table))
    _show(table, ROWS)
    asked.clear()
    table.viewport().repaint()
    assert asked == list(range(table.viewport().height() // table.rowHeight(0)))


class _Painted(QObject):
    """What of a viewport was painted."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.region = QRegion()
        viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_the_frame_leaves_no_lines_behind(qtbot: QtBot, table: Table) -> None:
    """A table that gets the focus has a current row that is not selected yet."""
    _show(table, ROWS)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(table.model().index(0, 0))
    table.clearSelection()
    qtbot.wait(50)  # what is still to be painted is painted
    seen = _Painted(table.viewport())
    qtbot.keyClick(table, Qt.Key.Key_Down)
    QApplication.processEvents()
    whole = QRect(0, 0, table.viewport().width(), table.rowHeight(0))
    assert seen.region.intersected(whole).boundingRect() == whole
