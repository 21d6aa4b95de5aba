"""One version of a matter beside the one before it; one that is still to come is withdrawn here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.service_desk.queries.catalogue_history import VersionRow
from gridhall.service_desk.rules.catalogue import Difference
from gridhall.service_desk.rules.catalogue.versions import COMING
from gridhall.service_desk.service.catalogue_versions import withdraw_version

_COLUMNS: tuple[Column[Difference], ...] = (
    Column("哪一项", lambda one: one.title, 150, "bold"),
    Column("原来", lambda one: _flat(one.before), 240, stretch=True),
    Column("改成", lambda one: _flat(one.after), 240, stretch=True),
)


class VersionSheet(Sheet):
    """What this version changed, from when, by whom; Alt+Z takes a coming one back."""

    withdrawn = Signal(str)  # what to say

    def __init__(self, parent: QWidget, context: Context, name: str, row: VersionRow) -> None:
        super().__init__(parent, f"{name}：{row.since} 起", "history", (920, 560))
        self.context, self.row = context, row
        self.banner, self.table = Banner(), Table()
        self.model = RowsModel(_COLUMNS, self, key=lambda one: one.title)
        self.table.setModel(self.model)
        self.table.setAccessibleName("改了什么")
        self.model.show_rows(row.changed)
        self.whole = label("", wrap=True)
        self.say(
            f"{row.recorded_at.astimezone():%Y-%m-%d %H:%M} {row.clerk_name} 写的 · {_used(row)}"
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for one in (self.banner, self.table, self.whole):
            column.addWidget(one)
        self.set_body(body)
        self.back = foot_button("撤回这个版本", "Alt+Z", "", "undo")
        self.back.setVisible(row.standing == COMING)
        self.back.clicked.connect(self.withdraw)
        close = foot_button("看完了", "Ctrl+Enter", "primary")
        close.clicked.connect(self.accept)
        self.set_foot([self.back], [close])
        self.table.moved.connect(self._show_whole)
        self.table.choose_first()
        self.first_focus = self.table

    def withdraw(self) -> None:
        """Take it back, or say why not."""
        try:
            require(self.context.clerk, Role.ADMINISTRATOR, "撤回版本")
            with self.context.db.write() as session:
                name = withdraw_version(
                    session, self.context.clerk, self.row.id, self.context.today()
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.withdrawn.emit(f"“{name}”{self.row.since} 起的版本已撤回")

    def _show_whole(self, one: Difference | None) -> None:
        """The chosen line in full: a cell may be longer than its column."""
        if one is not None:
            before = f"原来：{one.before}\n" if one.before else ""
            self.whole.setText(f"{one.title}\n{before}改成：{one.after or '（去掉）'}")


def _flat(text: str) -> str:
    return " / ".join(text.splitlines())


def _used(row: VersionRow) -> str:
    return f"按它受理过 {row.cases} 件" if row.cases else "还没有按它受理过"
