from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from gridhall.qt.scaling import fit, items_of, refit, set_width
from tests.audit import Dress


def _page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(10)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addSpacing(40)
    column.addLayout(row)
    grid = QGridLayout()
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(6)
    column.addLayout(grid)
    side = QWidget()
    side.setObjectName("side")
    side.setFixedWidth(430)
    column.addWidget(side)
    return page


def _figures(page: QWidget) -> list[int]:
    column = page.layout()
    assert column is not None
    row, grid = column.itemAt(0).layout(), column.itemAt(1).layout()
    assert isinstance(grid, QGridLayout)
    side = page.findChild(QWidget, "side")
    margins = column.contentsMargins()
    return [
        margins.left(), margins.top(), column.spacing(), row.spacing(),
        row.itemAt(0).sizeHint().width(), grid.horizontalSpacing(), grid.verticalSpacing(),
        side.minimumWidth(), side.maximumWidth(),
    ]  # fmt: skip


AT_100 = [16, 12, 10, 8, 40, 4, 6, 430, 430]
AT_150 = [24, 18, 15, 12, 60, 6, 9, 645, 645]


def test_sizes_written_at_100_are_multiplied_once(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light", 150)
    page = _page()
    qtbot.addWidget(page)
    for _ in range(3):
        fit(page)
        assert _figures(page) == AT_150
    dressed("light", 100)
    fit(page)
    assert _figures(page) == AT_100


def test_a_height_that_the_sheet_rules_is_left_to_it(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light", 100)
    page = _page()
    edit = QLineEdit()
    page.layout().addWidget(edit)
    qtbot.addWidget(page)
    page.show()
    for percent, high in ((150, 51), (100, 34)):
        dressed("light", percent)
        fit(page)
        assert edit.sizeHint().height() == high
        qtbot.waitUntil(lambda high=high: edit.height() == high)


def test_rows_added_later_are_fitted_too(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light", 200)
    page = _page()
    qtbot.addWidget(page)
    fit(page)
    late = QWidget()
    late.setFixedWidth(50)
    page.layout().addWidget(late)
    refit(page)
    assert late.minimumWidth() == 100
    assert _figures(page)[-1] == 860


def test_a_width_may_change_while_shown(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light", 150)
    page = _page()
    qtbot.addWidget(page)
    fit(page)
    side = page.findChild(QWidget, "side")
    set_width(side, 300)
    assert side.maximumWidth() == 450
    set_width(side, None)
    assert side.minimumWidth() == 0
    assert side.maximumWidth() > 10_000


def test_the_items_of_a_layout_leave_no_wrapper_behind(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    for _ in range(3):
        row.addWidget(QWidget())
    row.addStretch(1)
    kept = list(items_of(row))
    assert [Shiboken.isValid(item) for item in kept] == [False, False, False, True]
    fit(host)
    assert row.count() == 4
    assert all(row.itemAt(place) is not None for place in range(4))
