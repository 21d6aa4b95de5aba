"""What is wrong, beside the field it is wrong in (表单检查)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel, set_look
from gridhall.qt.suggest import Suggest


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the field's attribute name, its title, a sentence with the remedy."""

    field: str
    title: str
    sentence: str


class FormProblems(QObject):
    """Marks fields in red, names them in a strip, and forgets each as soon as it is changed.

    `fields` maps a name to the field and the PlainLabel under it (role `err`, hidden until wanted).
    """

    def __init__(
        self, strip: Banner, fields: dict[str, tuple[QWidget, PlainLabel]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._strip, self._fields = strip, fields
        self._open: dict[str, Problem] = {}
        for name, (field, note) in fields.items():
            note.hide()
            _on_change(field, lambda *_args, name=name: self.clear(name))

    def show(self, problems: Sequence[Problem]) -> None:
        """Mark these and no others; the focus goes to the first."""
        self.clear()
        for field, _ in self._fields.values():
            if isinstance(field, Suggest):
                field.close_list()  # its offers would hide what is said below it
        for problem in problems:
            field, note = self._fields[problem.field]
            set_look(field, state="error")
            field.setAccessibleDescription(problem.sentence)
            note.setText(problem.sentence)
            note.show()
            self._open[problem.field] = problem
        self._name_them()
        if problems:
            self._fields[problems[0].field][0].setFocus()

    def clear(self, name: str | None = None) -> None:
        """Forget one field's problem, or all."""
        for gone in [name] if name is not None else list(self._open):
            if self._open.pop(gone, None) is None:
                continue
            field, note = self._fields[gone]
            set_look(field, state="")
            field.setAccessibleDescription("")
            note.hide()
        self._name_them()

    def is_open(self) -> bool:
        """Whether something is still marked."""
        return bool(self._open)

    def _name_them(self) -> None:
        titles = "、".join(problem.title for problem in self._open.values())
        if titles:
            self._strip.say("red", f"还有 {len(self._open)} 处要改：{titles}")
        else:
            self._strip.hide()


def _on_change(field: QWidget, then: object) -> None:
    if isinstance(field, QLineEdit):
        field.textEdited.connect(then)
        if isinstance(field, Suggest):
            field.picked.connect(then)
    elif isinstance(field, QComboBox):
        field.currentTextChanged.connect(then)
    elif isinstance(field, QDateEdit):
        field.dateChanged.connect(then)
    elif isinstance(field, QCheckBox):
        field.toggled.connect(then)
    elif isinstance(field, QPlainTextEdit):
        field.textChanged.connect(then)
