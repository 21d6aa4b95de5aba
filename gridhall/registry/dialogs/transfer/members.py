"""The members' table of step 2: space ticks, Enter opens the relation, everything by keys."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.qt.suggest import Suggest
from gridhall.qt.table import RowsModel, Table
from gridhall.qt.theme import current_theme
from gridhall.registry.columns.transfers import AFTER, TICK, Going, going_columns
from gridhall.registry.dialogs.codes import code_in, offer_codes, show_code
from gridhall.registry.dialogs.transfer.party import Line

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEAD, _ROW = 34, 34  # px at 100 %
_EDITOR = 170  # px at 100 %, the least width of a relation that is typed


class MembersTable(Table):
    """Who may go; tells what is ticked and which relation is said."""

    ticked = Signal(int)  # person id: the other way round
    related = Signal(int, str)  # person id, the relation's code

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("一同迁移的成员，空格勾选，Enter 改关系")
        self.lines = RowsModel(going_columns(today), self)
        self.setModel(self.lines)
        self._editor: _RelationEdit | None = None
        self.clicked.connect(self._click)
        self.opened.connect(lambda _: self.edit_relation())

    def show_lines(self, lines: Sequence[Line], instead: str = "") -> None:
        """Show these; the chosen row stays chosen. `instead`: said where no relation is asked."""
        self.close_editor()
        self.lines.show_rows([_going(line, instead) for line in lines])
        if not self.currentIndex().isValid():
            self.choose_first()

    def edit_relation(self) -> None:
        """Open the chosen row's relation: type initials, Enter takes it, Esc leaves it."""
        row = self.current()
        if not isinstance(row, Going) or not (row.ticked or row.fixed or row.relation):
            return
        if row.ticked and row.instead:
            return
        self.close_editor()
        editor = _RelationEdit(self.viewport())
        editor.setProperty("ownSize", True)
        editor.setProperty("submits", True)
        editor.setAccessibleName(f"{row.name}与户主的关系")
        offer_codes(editor, "relation")
        show_code(editor, "relation", row.after)
        box = self.visualRect(self.currentIndex().siblingAtColumn(AFTER))
        box.setWidth(max(box.width(), current_theme().px(_EDITOR)))
        editor.setGeometry(box)
        editor.show()
        editor.setFocus()
        editor.selectAll()
        editor.picked.connect(lambda _: self._take(row.id))
        editor.taken.connect(self.take_editor)
        editor.left.connect(self.close_editor)
        if not row.after:
            editor.open_list()  # else Enter by habit keeps the relation there is
        self._editor = editor

    def is_editing(self) -> bool:
        """Whether a relation is open."""
        return self._editor is not None

    def take_editor(self) -> None:
        """Take the relation that is open, as when the step is left."""
        row = self.current()
        if self._editor is not None and isinstance(row, Going):
            self._take(row.id)

    def close_editor(self) -> None:
        """Put the open relation away; what was typed is dropped."""
        if self._editor is not None:
            editor, self._editor = self._editor, None
            had = editor.hasFocus()
            editor.close_list()
            editor.hide()
            editor.deleteLater()
            if had:
                self.setFocus()

    def sizeHint(self) -> QSize:
        """Room for three; the layout gives more where there is some."""
        px = current_theme().px
        return QSize(px(400), px(_HEAD + 3 * _ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; the rest is the list's."""
        if event.key() == Qt.Key.Key_Space:
            self._tick(self.current())
            return
        super().keyPressEvent(event)

    def _take(self, person_id: int) -> None:
        if self._editor is None:
            return
        code = code_in(self._editor, "relation")
        self.close_editor()
        self.setFocus()
        if code:
            self.related.emit(person_id, code)

    def _click(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.column() == TICK:
            self._tick(self.lines.row_at(index.row()))
        elif index.column() == AFTER:
            self.edit_relation()

    def _tick(self, row: Going | None) -> None:
        if row is not None and not row.fixed:
            self.ticked.emit(row.id)


class _RelationEdit(Suggest):
    """The relation that is open; Enter takes it, Esc leaves it, and neither goes any further."""

    taken = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the open list has not taken already; Ctrl+Enter is the dialog's."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and not held and not self.is_composing():
            self.taken.emit()
        else:
            super().keyPressEvent(event)


def _going(line: Line, instead: str) -> Going:
    one = line.member
    return Going(
        one.person_id,
        one.name,
        line.goes,
        line.fixed,
        one.relation,
        line.relation,
        one.sex,
        one.birth_date,
        line.origin,
        instead if line.goes and not line.relation else "",
    )
