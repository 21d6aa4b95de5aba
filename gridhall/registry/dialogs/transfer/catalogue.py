"""迁移类别: the hall's own catalogue of categories and what each asks for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.columns.transfers import CATEGORIES
from gridhall.registry.dialogs.transfer.category import CategoryForm
from gridhall.registry.queries.transfers import CategoryRow, categories, category
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.rules.transfers import CategoryProblems
from gridhall.registry.service import transfers as service

_SIZE = (1100, 640)
_READ_ONLY = "只有管理员能改迁移类别，这里可以查看各类别要交的材料"


class CategoriesSheet(Sheet):
    """The categories at the left, the chosen one's form at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, "迁移类别与材料", "rule", _SIZE)
        self._context = context
        self.may_change = allowed(context.clerk, Role.ADMINISTRATOR)
        self.table, self.form, self.banner = Table(), CategoryForm(), Banner()
        self.model = RowsModel(CATEGORIES, self, key=lambda row: row.code)
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("迁移类别")
        self.new_button = button("加类别", "Ctrl+N", "", "add")
        self.save_button = foot_button("保存", "Ctrl+Enter", "primary", "check")
        self.set_body(self._body())
        note = label("已经收件的迁移仍按收件时的材料办", "meta")
        self.set_foot([self.new_button, note], [self.save_button])
        for made in (self.new_button, self.save_button):
            made.setVisible(self.may_change)
        self.form.setEnabled(self.may_change)
        self.table.moved.connect(self._follow)
        self.new_button.bind_key().clicked.connect(self.start_new)
        self.save_button.clicked.connect(self.save)
        self.first_focus = self.table
        self._on_show = ""
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self._leave)
        self.banner.acted.connect(self._show_newest)
        QShortcut(QKeySequence("Alt+V"), self).activated.connect(self._show_newest_if_told)
        self.refresh()
        self.table.choose_first()
        if not self.may_change:
            self.banner.say("blue", _READ_ONLY)

    def refresh(self) -> None:
        """Read the catalogue anew, retired categories included."""
        with self._context.db.read() as session:
            self.model.show_rows(categories(session, active_only=False))

    def start_new(self) -> None:
        """加类别: an empty form."""
        if not self._may_leave():
            return
        self._on_show = ""
        self.form.show_row(None)
        self.banner.hide()
        self.form.name.setFocus()

    def save(self) -> None:
        """Keep the category; everything typed stays when it is refused."""
        context = self._context
        try:
            with context.db.write() as session:
                kept = service.change_category(
                    session, context.clerk, self.form.spec(), self.form.version
                )
        except CategoryProblems as error:
            self.form.tell(error.problems)
            self.banner.say("red", f"有 {len(error.problems)} 处要改，改好再保存")
            return
        except EditedMeanwhile as error:
            self.banner.say("amber", str(error), "看最新的", "Alt+V")
            return
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.form.show_row(kept)
        self.refresh()
        self.table.choose(kept.code)
        self.banner.say("green", f"已存“{kept.name}”，{len(kept.materials)} 样材料")

    def _body(self) -> QWidget:
        body, right = QWidget(), QVBoxLayout()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.table.setFixedWidth(310)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.form)
        strip = QHBoxLayout()
        strip.setContentsMargins(20, 10, 20, 0)
        strip.addWidget(self.banner)
        right.addLayout(strip)
        right.addWidget(area, 1)
        row.addWidget(self.table)
        row.addWidget(Line(upright=True))
        row.addLayout(right, 1)
        return body

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks first when something was typed; the lock closes without asking."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        if self._may_leave():
            self.reject()

    def _follow(self, row: CategoryRow | None) -> None:
        if row is None or row.code == self._on_show:
            return
        if not self._may_leave():
            self.table.choose(self._on_show)
            return
        self._on_show = row.code
        self.banner.hide()
        self.form.show_row(row)

    def _show_newest_if_told(self) -> None:
        if self.banner.isVisible() and "刚由" in self.banner.text():
            self._show_newest()

    def _show_newest(self) -> None:
        """看最新的: what the other wrote, in place of what was typed here."""
        code = self.form.code.text().strip().upper()
        with self._context.db.read() as session:
            row = category(session, code)
        self.form.show_row(row)
        self.banner.hide()
        self.refresh()

    def _may_leave(self) -> bool:
        """Whether what was typed may go: nothing was, or it is said so."""
        if not self.may_change or not self.form.is_changed:
            return True
        name = self.form.name.text().strip() or "新类别"
        question = Question(
            "还没有保存", f"“{name}”改过，还没有保存", "不存了", "接着改", danger=True
        )
        return ask(self, question)
