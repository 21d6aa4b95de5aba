"""The list of problems, whose cells are mended in place (就地改)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gridhall.exchange.columns import FIX, ONE_LINE, PROBLEMS, TWO_LINES, VALUE, typed_value
from gridhall.exchange.rules.problems import Problem
from gridhall.qt.cells import CellDelegate
from gridhall.qt.table import RowsModel, Table
from gridhall.qt.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
_WIDE = 1500  # px at 100 % from which 怎么改 has a column of its own
_LEAST = 230  # px at 100 % that the problem's column always has
_SHEET_AND_ROW, _NARROW_VALUE = 112, 140  # px at 100 %: 服务记录 128
_ONE_LINE, _TWO_LINES = 34, 46  # px at 100 %, a row's height
_EDITOR = 300  # the least width of the cell being mended


def problem_key(problem: Problem) -> object:
    """What tells problems apart over a new check: the cell."""
    return problem.row, problem.column


class ProblemsModel(RowsModel[Problem]):
    """The problems on show; a cell that was typed into is told, not stored here."""

    typed = Signal(object, str)  # Problem, the new text

    def __init__(self, *, several_sheets: bool = False) -> None:
        columns = list(PROBLEMS)
        if several_sheets:
            columns[0] = replace(columns[0], width=_SHEET_AND_ROW)
            columns[VALUE] = replace(columns[VALUE], width=_NARROW_VALUE)
        super().__init__(columns, key=problem_key)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only the ledger's own cell can be typed into."""
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """While it is typed into, the cell shows what the ledger says, unmasked."""
        if role == Qt.ItemDataRole.EditRole:
            problem = self.row_at(index.row())
            return typed_value(problem) if problem else ""
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed, if anything."""
        problem = self.row_at(index.row())
        if problem is None or value == typed_value(problem):
            return False
        self.typed.emit(problem, str(value))
        return True


class ProblemTable(Table):
    """Enter opens the chosen row's cell; Enter again takes what was typed, Esc leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self._wide: bool | None = None
        self.horizontalHeader().setProperty("ownSize", True)
        self.setItemDelegate(_MendDelegate(self))
        self.setAccessibleName("问题清单")
        self.opened.connect(lambda _: self.mend())

    def mend(self) -> None:
        """Open the chosen row's cell."""
        index = self.currentIndex()
        if index.isValid():
            self.edit(index.siblingAtColumn(VALUE))

    def is_mending(self) -> bool:
        """Whether a cell is open."""
        return self.state() == Table.State.EditingState

    def take(self) -> None:
        """Take what is being typed, as if Enter had been pressed."""
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow 怎么改 stands under the problem, which keeps its width."""
        super().resizeEvent(event)
        wide = self.width() * 100 // current_theme().percent >= _WIDE
        if wide is not self._wide:
            self._wide = wide
            self.setProperty("rowPx", _ONE_LINE if wide else _TWO_LINES)
            self._rescale()
        self._keep_room()

    def show_for_width(self, effective: int) -> None:
        """One line a row where it is wide, two where it is not."""
        super().show_for_width(effective)
        if self.model() is not None:
            self.setColumnHidden(ONE_LINE, not self._wide)
            self.setColumnHidden(FIX, not self._wide)
            self.setColumnHidden(TWO_LINES, bool(self._wide))

    def _keep_room(self) -> None:
        """Rather scroll sideways than let the problem shrink to nothing."""
        header, least = self.horizontalHeader(), current_theme().px(_LEAST)
        place = ONE_LINE if self._wide else TWO_LINES
        others = header.length() - self.columnWidth(place)
        tight = self.viewport().width() - others < least
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(place, modes.Interactive if tight else modes.Stretch)
        if tight:
            self.setColumnWidth(place, least)


class _MendDelegate(CellDelegate):
    """Puts a line edit over the cell."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line edit that Enter ends."""
        editor = _CellEdit(parent, self._end)
        editor.setAccessibleName("改这一格")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The ledger's text, all of it selected."""
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the cell, and wide enough for an address."""
        px, box = current_theme().px, cast(Any, option).rect  # Qt's stubs leave fields out
        high = px(34)
        top = box.center().y() - high // 2
        editor.setGeometry(box.left(), top, max(box.width(), px(_EDITOR)), high)

    def _end(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


class _CellEdit(QLineEdit):
    """The cell while it is typed into; Enter, which elsewhere goes to the next field, ends it."""

    def __init__(self, parent: QWidget, end: Callable[[QWidget], None]) -> None:
        super().__init__(parent)
        self._end = end

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take what was typed."""
        self._end(self)
        return True
