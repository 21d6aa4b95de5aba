"""The plan of a day as a table that is typed into: a row for each post, a column for each shift."""

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gridhall.core.clock import say_span
from gridhall.core.errors import UserError
from gridhall.qt.theme import current_theme
from gridhall.volunteering.rules.plan import PlanDraft, check_post
from gridhall.volunteering.rules.plan_edits import Counts, read_counts, set_cell, set_post

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NAME, _SHIFT, _ROW = 130, 96, 40  # px at 100 %
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_CLOSED = "不开"


class PlanModel(QAbstractTableModel):
    """Shows a draft; `edited` tells the one that follows from what was typed."""

    edited = Signal(object)  # PlanDraft
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plan = PlanDraft()

    def show_plan(self, plan: PlanDraft) -> None:
        """Replace everything on show."""
        self.beginResetModel()
        self.plan = plan
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """A row for each post."""
        return 0 if parent.isValid() else len(self.plan.posts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """The post's name, then the shifts."""
        return 0 if parent.isValid() else 1 + len(self.plan.shifts)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """What stands in a cell, what is offered for editing, what is read out."""
        post = self.plan.posts[index.row()]
        if index.column() == 0:
            return post.name if role in (_ROLE.DisplayRole, _ROLE.EditRole) else None
        counts = self.counts(index)
        if role == _ROLE.EditRole:
            return counts_words(counts, short=True)
        if role == _ROLE.DisplayRole:
            return counts_words(counts)
        if role == _ROLE.AccessibleTextRole:
            shift = self.plan.shifts[index.column() - 1].name
            return f"{post.name} {shift} {counts_words(counts)}"
        return None

    def counts(self, index: Index) -> Counts | None:
        """How many a cell is open for; None: 不开."""
        return self.plan.posts[index.row()].cells.get(index.column() - 1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """A shift's name and times."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return int(Qt.AlignmentFlag.AlignCenter if section else left)
        if role != _ROLE.DisplayRole:
            return None
        if section == 0:
            return "岗位"
        shift = self.plan.shifts[section - 1]
        return f"{shift.name}\n{say_span(shift.starts, shift.ends)}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything may be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """What was typed into a cell or a name; said if it cannot be."""
        if role != _ROLE.EditRole:
            return False
        try:
            plan = self._typed(index.row(), index.column(), str(value or ""))
        except UserError as error:
            self.refused.emit(str(error))
            return False
        if plan != self.plan:
            self.edited.emit(plan)
        return True

    def _typed(self, row: int, column: int, text: str) -> PlanDraft:
        post = self.plan.posts[row]
        if column:
            counts = read_counts(text, post.cells.get(column - 1))
            return set_cell(self.plan, row, column - 1, counts)
        named = check_post(type(post)(text), 0).name
        if any(one.name == named for at, one in enumerate(self.plan.posts) if at != row):
            raise UserError(f"已经有岗位“{named}”，请换个名称")
        return set_post(self.plan, row, replace(post, name=named))


class _Editor(QStyledItemDelegate):
    """Paints a cell; Enter stores what was typed and is not taken for “next field”."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and lines, the words, the frame of the one the keys act on."""
        table, theme = cast(PlanTable, self.parent()), current_theme()
        box = QRectF(cast(Any, option).rect)  # Qt's stubs leave fields out
        named, is_open = index.column() == 0, table.plan_model.counts(index) is not None
        painter.save()
        painter.fillRect(box, theme.color("surface" if named or is_open else "surface2"))
        painter.setPen(theme.color("border"))
        edge = box.adjusted(0, 0, -1, -1)
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())
        painter.drawLine(edge.topRight(), edge.bottomRight())
        painter.setFont(theme.font("base", named))
        painter.setPen(theme.color("text" if named or is_open else "text3"))
        where = Qt.AlignmentFlag.AlignVCenter
        where |= Qt.AlignmentFlag.AlignLeft if named else Qt.AlignmentFlag.AlignHCenter
        words = str(index.data() or "")
        inner = box.adjusted(10, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, where, shown)
        if table.currentIndex() == index:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A plain line."""
        edit = QLineEdit(parent)
        edit.setProperty("submits", True)
        edit.setFrame(False)
        edit.setMaxLength(30 if index.column() == 0 else 7)
        if index.column():
            edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return edit


class PlanTable(QTableView):
    """Arrows move, digits set how many, Delete closes; Alt+↑ and Alt+↓ move the post."""

    moved = Signal(int, int)  # post, shift (-1: the name)
    carried = Signal(int)  # the post goes up (-1) or down
    closed = Signal()  # Delete

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plan_model = PlanModel(self)
        self.setModel(self.plan_model)
        self.setItemDelegate(_Editor(self))
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        triggers = view.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName("岗位和班次，方向键换格，输数字改人数")
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setProperty("ownSize", True)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        current_theme().changed.connect(self.rescale)
        self.rescale()

    def rescale(self) -> None:
        """Sizes at the font scale."""
        px = current_theme().px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        header = self.horizontalHeader()
        header.setFixedHeight(px(48))
        header.setMinimumSectionSize(px(_SHIFT))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self.plan_model.columnCount():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(0, px(_NAME))

    def place(self) -> tuple[int, int]:
        """The chosen post and shift; -1 where there is none."""
        index = self.currentIndex()
        return (index.row(), index.column() - 1) if index.isValid() else (-1, -1)

    def choose(self, post: int, shift: int = -1) -> None:
        """Put the frame on a cell, as near as there is one."""
        model = self.plan_model
        row = min(max(post, 0), model.rowCount() - 1)
        column = min(shift + 1, model.columnCount() - 1)
        if row >= 0:
            self.setCurrentIndex(model.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that are not typed into a cell."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and event.key() in arrows:
            self.carried.emit(arrows[cast(Qt.Key, event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.closed.emit()
        elif event.key() in _ENTER and not event.modifiers():
            if self.state() != QAbstractItemView.State.EditingState:  # else an editor passed it on
                self.edit(self.currentIndex())
        elif event.modifiers() & _HELD:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.moved.emit(*self.place())


def counts_words(counts: Counts | None, *, short: bool = False) -> str:
    """3 人 · 最少 2; `3/2` in an editor."""
    if counts is None:
        return "" if short else _CLOSED
    wanted, least = counts
    if short:
        return f"{wanted}" if least == wanted else f"{wanted}/{least}"
    return f"{wanted} 人" if least == wanted else f"{wanted} 人 · 最少 {least}"
