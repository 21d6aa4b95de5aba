"""和大厅不同: what the hall and the ledger tell differently of people it knows, and the choice."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.exchange.columns import DIFFERENCES, ShownDifference
from gridhall.exchange.rules.differences import Difference
from gridhall.qt.buttons import button
from gridhall.qt.table import RowsModel, Table

Cells = frozenset[tuple[int, str]]


class DifferPane(QWidget):
    """Enter takes the ledger's value or leaves the hall's, Ctrl+D all of one field, Alt+A all.

    `chosen` hands over the (row, field) pairs that are taken by now, and says what was done.
    """

    chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Difference] = ()
        self._taken: Cells = frozenset()
        self.model = RowsModel(DIFFERENCES, key=lambda shown: shown.difference.key)
        self.table = Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName("和大厅不同的资料")
        self.bar = QWidget()
        self.take = button("采用名册的", "Enter", "text", "check")
        self.field = button("这一项都采用", "Ctrl+D", "text", "content_copy").bind_key()
        self.all = button("全部采用", "Alt+A", "", "task_alt").bind_key()
        column, row = QVBoxLayout(self), QHBoxLayout(self.bar)
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for made in (self.take, self.field, self.all):
            row.addWidget(made)
        column.addWidget(self.table)
        self.take.clicked.connect(self.toggle)
        self.table.opened.connect(lambda _: self.toggle())
        self.table.moved.connect(lambda _: self._name_buttons())
        self.field.clicked.connect(self.toggle_field)
        self.all.clicked.connect(self.toggle_all)

    def show_differences(self, rows: Sequence[Difference], taken: Cells) -> None:
        """What differs, and what is taken by now; the choice stays where it was."""
        self._rows, self._taken = rows, taken
        self.model.show_rows([ShownDifference(one, one.key in taken) for one in rows])
        if self.table.current() is None:
            self.table.choose_first()
        self._name_buttons()

    def show_for_width(self, roomy: bool) -> None:
        """Leave the keys out of the buttons where there is little room."""
        for made in (self.field, self.all):
            made.show_hint(roomy)
        self.take.setVisible(roomy)  # Enter and a double click do the same

    def detail(self) -> str:
        """The chosen row in full, with what to do where it cannot be taken over here."""
        shown = self.table.current()
        if shown is None:
            return ""
        one = shown.difference
        said = f"第 {one.row} 行　{one.name}　{one.title}：大厅里“{one.known}”，名册里“{one.told}”"
        return "\n".join(filter(None, (said, one.hint or self._what_happens(shown.taken))))

    def toggle(self) -> None:
        """Take the chosen value, or leave it."""
        shown = self.table.current()
        if shown is None or not shown.difference.can_be_taken:
            return
        self._change([shown.difference], f"{shown.difference.name}的{shown.difference.title}")

    def toggle_field(self) -> None:
        """Take all values of the chosen one's field, or leave them all."""
        shown = self.table.current()
        if shown is not None:
            same = [one for one in self._rows if one.field == shown.difference.field]
            self._change(same, f"{len(same)} 处{shown.difference.title}")

    def toggle_all(self) -> None:
        """Take everything, or leave everything."""
        self._change(self._rows, "所有不同的地方")

    def _change(self, rows: Iterable[Difference], words: str) -> None:
        keys = {one.key for one in rows if one.can_be_taken}
        if not keys:
            return
        taken = keys <= self._taken
        now = self._taken - keys if taken else self._taken | keys
        self.chosen.emit(now, f"{words}{'不动' if taken else '采用名册的'}")

    def _name_buttons(self) -> None:
        """Each button says what it would do now."""
        shown = self.table.current()
        field = shown.difference.field if shown else ""
        acts = (
            (self.take, [shown.difference] if shown else [], "采用名册的", "不采用"),
            (self.field, [one for one in self._rows if one.field == field], "这一项都采用",
             "这一项都不采用"),
            (self.all, list(self._rows), "全部采用", "全部不采用"),
        )  # fmt: skip
        for made, rows, take, leave in acts:
            keys = {one.key for one in rows if one.can_be_taken}
            made.setEnabled(bool(keys))
            made.setText(leave if keys and keys <= self._taken else take)

    def _what_happens(self, taken: bool) -> str:
        return "导入时改成名册里的，原来的留在历史里，可以随这一批撤销" if taken else "大厅里的不动"
