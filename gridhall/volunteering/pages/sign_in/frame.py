"""The panes of the sign-in desk and where they stand as the window narrows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.qt.buttons import FilterPills, button
from gridhall.qt.frames import Banner, Card, EmptyState, Line
from gridhall.qt.labels import chip, label
from gridhall.qt.scaling import set_width
from gridhall.qt.table import RowsModel, Table
from gridhall.volunteering.columns.attendance import ATTENDANCE
from gridhall.volunteering.pages.sign_in.box import SignBox
from gridhall.volunteering.pages.sign_in.side import Side
from gridhall.volunteering.pages.sign_in.strip import LastStrip

SIDE, BESIDE = 356, 1000  # px at 100 %; effective widths
ROW = 40
PILLS = ("全部", "未到", "已签到")


class SignInFrame(QWidget):
    """Box, strip and list at the left; counts, posts awaited and keys at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.box, self.strip, self.todo = SignBox(), LastStrip(), Banner()
        self.title, self.count = label("本班名单", "md"), chip("0")
        self.pills, self.table, self.empty = FilterPills(), Table(), EmptyState()
        self.model = RowsModel(ATTENDANCE, self, key=lambda row: row.key)
        self.side, self._list = Side(), QStackedWidget()
        self.where, self.is_wide = label("", "b"), True
        self.more_button = button("更多", "Alt+S", "", "more_horiz")
        self.shift_button = button("换班次", "Alt+B")
        self.sheet_button = button("补签", "Alt+M")
        self.finish_button = button("结束并生成时长", "Ctrl+Enter", "primary", "task_alt")
        for made in (self.more_button, self.shift_button, self.sheet_button, self.finish_button):
            made.setParent(self)
        self.where.setParent(self)
        self._dress()
        self._build()
        self.setFocusProxy(self.box)

    def actions_above(self) -> tuple[QWidget, ...]:
        """What one can do here, for the row beside the views' switch."""
        return (
            self.where,
            self.more_button,
            self.shift_button,
            self.sheet_button,
            self.finish_button,
        )

    def hasHeightForWidth(self) -> bool:
        """Sentences that wrap do not make the page higher."""
        return False

    def show_for_width(self, effective: int) -> None:
        """Beside each other where there is room; else the side is left out, its keys work."""
        self.table.show_for_width(effective)
        beside = self.is_wide = effective >= BESIDE
        self.side.setVisible(beside)
        set_width(self.side, SIDE if beside else None)
        self.where.setVisible(beside)
        for made in (self.more_button, self.shift_button, self.sheet_button):
            made.show_hint(beside)

    def show_list(self, is_there: bool) -> None:
        """The list, or why it is empty."""
        self._list.setCurrentWidget(self.table if is_there else self.empty)

    def _dress(self) -> None:
        self.table.setProperty("rowPx", ROW)
        self.table.setModel(self.model)
        self.table.setAccessibleName("签到名单")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pills.set_items(list(PILLS))
        self.pills.setAccessibleName("筛选名单")
        self.finish_button.bind_key()
        self.more_button.bind_key()
        self.shift_button.bind_key()
        self.sheet_button.bind_key()

    def _build(self) -> None:
        left, top, head = Card(), QVBoxLayout(), QHBoxLayout()
        top.setContentsMargins(16, 16, 16, 12)
        top.setSpacing(10)
        for widget in (self.todo, self.box, self.strip):
            top.addWidget(widget)
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.pills)
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        column = QVBoxLayout(left)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addLayout(head)
        column.addWidget(self._list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 12)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(self.side)
