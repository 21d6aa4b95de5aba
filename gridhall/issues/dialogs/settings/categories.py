"""问题类别: two levels, the words residents use, how big such a thing usually is."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.issues.dialogs.settings.editing import Act, EditingSheet
from gridhall.issues.labels import SIZES
from gridhall.issues.queries.categories import CategoryRow, categories
from gridhall.issues.rules.categories import LONGEST_NAME, CategoryDraft
from gridhall.issues.service import categories as service
from gridhall.issues.service.install import install_governance, ready_governance
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import Column

_COLUMNS: tuple[Column[CategoryRow], ...] = (
    Column("编码", lambda row: row.code, 64),
    Column(
        "类别",
        lambda row: f"　{row.name}" if row.is_leaf else row.name,
        190,
        "bold",
        stretch=True,
    ),
    Column("大小", lambda row: SIZES.get(row.size, "") if row.is_leaf else "", 60),
    Column("用过", lambda row: f"{row.used:,} 件" if row.used else "—", 78, right=True),
    Column(
        "", lambda row: "已停用" if row.ended_on else "", 78, "chip", tone=lambda _row: "grey"
    ),
)  # fmt: skip
_NO_GROUP = "（这是大类）"


class CategoriesSheet(EditingSheet):
    """The hall's own categories; what is not used any more is 停用."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        ready_governance(context.db, context.clerk)
        super().__init__(parent, context, "问题类别", _COLUMNS)
        self.name, self.group = QLineEdit(), QComboBox()
        self.words, self.usual = QPlainTextEdit(), QComboBox()
        self.up_button = foot_button("上移", "Alt+S", "text")
        self.down_button = foot_button("下移", "Alt+X", "text")
        self.shipped_button = foot_button("补上自带的", "", "text", "add_circle")
        self._dress()
        self.set_buttons()
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.shipped_button.clicked.connect(self.bring_shipped)
        self.ready()

    def others(self) -> Sequence[Btn]:
        """Up, down, what ships."""
        return (self.up_button, self.down_button, self.shipped_button)

    def read(self, session: Any) -> list[CategoryRow]:
        """Every group with its leaves, and the groups to choose from."""
        rows = categories(session, counted=True)
        self.group.clear()
        self.group.addItem(_NO_GROUP, None)
        for row in rows:
            if not row.is_leaf and row.ended_on is None:
                self.group.addItem(row.name, row.id)
        return rows

    def refresh(self) -> None:
        """How many stand."""
        super().refresh()
        rows: Sequence[CategoryRow] = self.model.rows
        leaves = sum(row.is_leaf and row.ended_on is None for row in rows)
        groups = sum(not row.is_leaf and row.ended_on is None for row in rows)
        self.say(f"{groups} 个大类，{leaves} 个类别在用")

    def fill(self, row: CategoryRow | None) -> None:
        """A line's fields; a new one begins in the group of the chosen."""
        chosen: CategoryRow | None = self.table.current()
        shown = row or chosen
        group = None if shown is None else shown.group_id or (None if row else shown.id)
        self.name.setText(row.name if row else "")
        self.words.setPlainText(row.words if row else "")
        self.group.setCurrentIndex(max(0, self.group.findData(group)))
        self.usual.setCurrentIndex(max(0, self.usual.findData(row.size if row else "minor")))
        self._follow_group()
        self.group.setEnabled(self.may and (row is None or row.is_leaf))

    def write(self, row: CategoryRow | None) -> Act:
        """Add or change one."""
        draft = CategoryDraft(
            self.name.text(),
            self.group.currentData(),
            self.words.toPlainText(),
            str(self.usual.currentData()),
        )
        if row is None:
            return lambda session, clerk: service.add_category(session, clerk, draft)
        return lambda session, clerk: service.change_category(
            session, clerk, row.id, draft, row.version
        )

    def stop(self, row: CategoryRow) -> Act:
        """停用 or 恢复."""
        today = self.context.today()
        return lambda session, clerk: service.end_category(session, clerk, row.id, today)

    def bring_shipped(self) -> None:
        """The categories that come with the program and that the hall has not."""
        with self.context.db.write() as session:
            many = install_governance(session, self.context.clerk)
        self.refresh()
        self.banner.say("blue", f"已补上 {many} 类" if many else "自带的 69 类都在，没有要补的")

    def _move(self, steps: int) -> None:
        row: CategoryRow | None = self.table.current()
        if row is not None:
            self.do(lambda s, clerk: service.move_category(s, clerk, row.id, steps), "已移动")

    def _follow_group(self) -> None:
        """Issues are filed under leaves only: a group has neither words nor a size."""
        leaf = self.may and self.group.currentData() is not None
        for field in (self.words, self.usual):
            field.setEnabled(leaf)

    def _dress(self) -> None:
        self.group.currentIndexChanged.connect(lambda _: self._follow_group())
        self.name.setMaxLength(LONGEST_NAME + 1)
        self.name.setPlaceholderText("例如 路灯照明")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(120)
        self.words.setPlaceholderText("居民怎么说，空格分开，例如 路灯 灯不亮")
        for code, said in SIZES.items():
            self.usual.addItem(said, code)
        self.add_row("名称", self.name, "name", needed=True)
        self.add_row("所属大类", self.group, "group")
        self.add_row("居民的说法", self.words, "sayings")
        self.add_row("通常大小", self.usual, "size")
        told = "登记问题时打这里的说法或首字母，就会提示这个类别。"
        self.form.addWidget(label(told, "sub", wrap=True), self.form.rowCount(), 0, 1, 2)
