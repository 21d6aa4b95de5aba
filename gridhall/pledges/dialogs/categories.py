"""服务类别: the hall's list of categories; a supervisor changes it, everybody may look."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.pledges.queries.categories import CategoryRow, categories
from gridhall.pledges.service import categories as service
from gridhall.pledges.service.items import Done
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table

_COLUMNS: tuple[Column[CategoryRow], ...] = (
    Column("类别", lambda row: row.name, 200, "bold", stretch=True),
    Column("清单里", lambda row: f"{row.items} 项" if row.items else "—", 90, right=True),
    Column(
        "", lambda row: "已停用" if row.ended_on else "", 90, "chip", tone=lambda _row: "grey"
    ),
)  # fmt: skip


class CategoriesSheet(Sheet):
    """One is chosen in the list and renamed below it; what is not used any more is 停用."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "服务类别", "sort", (620, 620))
        self._context = context
        self.banner, self.table, self.name = Banner(), Table(), QLineEdit()
        self.model = RowsModel(_COLUMNS, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("服务类别")
        self.name.setMaxLength(30)
        self.name.setAccessibleName("类别名称")
        self.add_button = button("添类别", "Ctrl+N", "", "add").bind_key()
        self.save_button = button("改名", "", "", "edit")
        self.end_button = button("停用", "", "", "do_not_disturb_on")
        self.shipped_button = button("补上自带的类别", "", "text", "add_circle")
        self._lay_out()
        self.table.moved.connect(self._show)
        self.add_button.clicked.connect(self.add)
        self.save_button.clicked.connect(self.rename)
        self.end_button.clicked.connect(self.end)
        self.shipped_button.clicked.connect(self.bring_shipped)
        may = allowed(context.clerk, Role.SUPERVISOR)
        for widget in (self.name, self.add_button, self.save_button, *self._foot_left()):
            widget.setEnabled(may)
        if not may:
            self.banner.say("blue", "这里只能看；改服务类别要主管登录")
        self.first_focus = self.table
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        with self._context.db.read() as session:
            rows = categories(session, ended=True)
        self.model.show_rows(rows)
        self.say(f"{sum(row.ended_on is None for row in rows)} 类在用")
        if self.table.current() is None:
            self.table.choose_first()

    def add(self) -> None:
        """A new one, named as typed."""
        name = self.name.text()
        self._do(lambda session, clerk: service.save_category(session, clerk, None, name))

    def rename(self) -> None:
        """The chosen one, named as typed."""
        row: CategoryRow | None = self.table.current()
        name = self.name.text()
        if row is not None:
            self._do(lambda s, clerk: service.save_category(s, clerk, row.id, name))

    def end(self) -> None:
        """It is offered no more, or again."""
        row: CategoryRow | None = self.table.current()
        today = self._context.today()
        if row is not None:
            self._do(lambda session, clerk: service.end_category(session, clerk, row.id, today))

    def bring_shipped(self) -> None:
        """The categories that come with the program and that the hall has not."""
        with self._context.db.write() as session:
            many = service.install_item_categories(session, self._context.clerk)
        self.refresh()
        said = f"已补上 {many} 类" if many else "自带的 41 类都在，没有要补的"
        self.banner.say("blue", said)

    def _do(self, act: Callable[[Any, Any], Done]) -> None:
        try:
            with self._context.db.write() as session:
                done = act(session, self._context.clerk)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.hide()
        self.refresh()
        self.table.choose(done.row_id)
        self._show()  # the same row is chosen, and says something else now

    def _show(self, _row: object = None) -> None:
        row: CategoryRow | None = self.table.current()
        self.name.setText(row.name if row else "")
        self.end_button.setText("恢复" if row and row.ended_on else "停用")

    def _lay_out(self) -> None:
        body, line = QWidget(), QHBoxLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        for widget in (label("名称", "label"), self.name, self.save_button, self.add_button):
            line.addWidget(widget)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self.set_body(body)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot(self._foot_left(), [leave])

    def _foot_left(self) -> list[QWidget]:
        return [self.end_button, self.shipped_button]
