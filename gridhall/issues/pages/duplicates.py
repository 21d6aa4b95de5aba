"""可能已经有了: what is likely the same as what is being typed; one key opens or joins one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from gridhall.issues.columns.issues import likely_choice
from gridhall.issues.queries.duplicates import Likely
from gridhall.issues.queries.issues import IssueRow
from gridhall.qt.buttons import button
from gridhall.qt.choices import ChoiceList
from gridhall.qt.labels import label

MOST = 3
_ROW = 44  # px at 100 %
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class DuplicatesPart(QFrame):
    """Up to three; ↑↓ in the title's field choose among them."""

    look_wanted = Signal(int)
    join_wanted = Signal(int)

    def __init__(self, title: QLineEdit) -> None:
        super().__init__()
        self.setProperty("card", "soft")
        self.list = ChoiceList(self, row=_ROW)
        self.list.setAccessibleName("可能已经有的问题")
        self.words = label("", "b")
        self.look = button("看这件", "Alt+K", "text").bind_key()
        self.join = button("并入", "Alt+B", "text").bind_key()
        self.rows: Sequence[Likely] = ()
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        row.addWidget(self.join)
        column.addLayout(row)
        column.addWidget(self.list)
        self.look.clicked.connect(lambda: self._tell(self.look_wanted))
        self.join.clicked.connect(lambda: self._tell(self.join_wanted))
        title.installEventFilter(self)
        self.hide()

    def show_likely(self, rows: Sequence[Likely]) -> None:
        """Replace them; none hides the part."""
        self.rows = rows[:MOST]
        self.list.show_choices([likely_choice(one.row) for one in self.rows])
        self.list.setFixedHeight(self.list.wanted_height(MOST))
        self.words.setText(f"可能已经有了（{len(self.rows)} 件）")
        self.setVisible(bool(self.rows))

    def chosen(self) -> IssueRow | None:
        """The one the keys act on."""
        choice: Any = self.list.current()
        known = {one.row.id: one.row for one in self.rows}
        return known.get(choice.key) if choice is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑↓ in the title."""
        if (
            self.rows
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and Qt.Key(event.key()) in _STEPS
        ):
            self.list.step(_STEPS[Qt.Key(event.key())])
            return True
        return False

    def _tell(self, signal: Any) -> None:
        row = self.chosen()
        if row is not None:
            signal.emit(row.id)
