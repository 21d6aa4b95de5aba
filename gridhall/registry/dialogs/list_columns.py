"""Which columns a list shows, and in which order (选列)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.buttons import Btn, button
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable
from gridhall.registry.rules.lists import COLUMNS, USUAL, Codes, check_columns


class ColumnsSheet(Sheet):
    """Space ticks, Alt+↑ and Alt+↓ move; the ticked ones stand first."""

    chosen = Signal(object)  # Codes

    def __init__(self, parent: QWidget, columns: Sequence[str]) -> None:
        super().__init__(parent, "选列", "rule", (420, 600))
        self.list, self._note = TickTable(), label("", "err", wrap=True)
        self.list.setAccessibleName("列，空格勾选，Alt+↑↓ 调整顺序")
        self.show_columns(columns)
        self.set_body(self._body())
        usual = button("恢复常用的列", kind="text")
        usual.clicked.connect(lambda: self.show_columns(USUAL))
        leave, take = foot_button("不改", "Esc"), foot_button("用这些列", "Ctrl+Enter", "primary")
        leave.clicked.connect(self.reject)
        take.clicked.connect(self._take)
        self.set_foot([usual], [leave, take])
        self.first_focus = self.list

    def show_columns(self, columns: Sequence[str]) -> None:
        """Tick these; the others stand below."""
        order = (*columns, *(one for one in COLUMNS if one not in columns))
        self.list.show_choices([(one, COLUMNS[one]) for one in order], columns)

    def ticked(self) -> Codes:
        """The ticked columns from top to bottom."""
        return tuple(str(code) for code in self.list.ticked())

    def _body(self) -> QWidget:
        body, row = QWidget(), QHBoxLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        column.addWidget(label("勾上要看的列，导出也按这些列", "sub", wrap=True))
        column.addWidget(self.list, 1)
        for made, by in ((_mover("上移", "Alt+Up"), -1), (_mover("下移", "Alt+Down"), 1)):
            made.clicked.connect(lambda _=False, by=by: self.list.shift(by))
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._note)
        return body

    def _take(self) -> None:
        try:
            columns = check_columns(self.ticked())
        except UserError as error:
            self._note.setText(str(error))
            return
        self.accept()
        self.chosen.emit(columns)


def _mover(words: str, keys: str) -> Btn:
    made = button(words)
    made.setProperty("hint", keys.replace("Up", "↑").replace("Down", "↓"))
    return made.bind_key(keys)
