"""A list is kept by name (存为常用名单); an existing name is asked about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.registry.queries.lists import SavedRow
from gridhall.registry.rules.lists import ListDefinition
from gridhall.registry.service.lists import NameTaken, save_list


class SaveSheet(Sheet):
    """Asks for the name; `saved` carries what is kept."""

    saved = Signal(object)  # SavedRow

    def __init__(
        self, context: Context, parent: QWidget, definition: ListDefinition, name: str
    ) -> None:
        super().__init__(parent, "存为常用名单", "save", (460, 280))
        self._context, self._definition = context, definition
        self.name, self._note = QLineEdit(name), label("", "err", wrap=True)
        self.name.setAccessibleName("名单的名字")
        self.name.setPlaceholderText("例如“80 岁以上独居”")
        self.name.selectAll()
        self.name.textEdited.connect(lambda: self._note.setText(""))
        self.set_body(self._laid_out())
        leave = foot_button("不存", "Esc")
        keep = foot_button("存好", "Ctrl+Enter", "primary", "save")
        leave.clicked.connect(self.reject)
        keep.clicked.connect(self.save)
        self.set_foot([], [leave, keep])
        self.first_focus = self.name

    def _laid_out(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        said = "条件和列按这个名字存好，下次直接选；选到的人每次按最新登记算。"
        for widget in (
            label("名字", "label"),
            self.name,
            self._note,
            label(said, "sub", wrap=True),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        return body

    def save(self) -> None:
        """Keep it; a name that is taken is asked about first."""
        try:
            row = self._keep(replace=False)
        except NameTaken as taken:
            question = Question(
                "换掉常用名单？", str(taken), "换掉", "另起名字", "原来那份的条件就没有了。"
            )
            if not ask(self, question):
                self.name.setFocus()
                return
            row = self._keep(replace=True)
        except UserError as error:
            self._note.setText(str(error))
            self.name.setFocus()
            return
        self.accept()
        self.saved.emit(row)

    def _keep(self, *, replace: bool) -> SavedRow:
        context = self._context
        with context.db.write() as session:
            return save_list(
                session, context.clerk, self.name.text(), self._definition, replace=replace
            )
