"""One line for somebody who moves in and has no file: number, name, relation, phone."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.forms.ui_transfer_who import Ui_TransferWho
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner
from gridhall.qt.labels import set_look
from gridhall.registry import queries
from gridhall.registry.dialogs.codes import code_in, offer_codes, show_code
from gridhall.registry.dialogs.duplicates.watch import DraftWatch
from gridhall.registry.rules import DraftProblems, ResidentDraft, check_draft, refusal
from gridhall.registry.rules.duplicates import Known

_NO_NUMBER = "请填写证件号；新生儿请打开父亲或母亲的卡片，按 Ctrl+J 登记出生"


class NewcomerLine(QObject):
    """Enter goes on and adds; a number that is known already is told as that person."""

    added = Signal(object)  # ResidentDraft, checked
    known = Signal(int)  # whose number it is

    def __init__(self, ui: Ui_TransferWho, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._context = ui, context
        self._edits: tuple[QLineEdit, ...] = (
            ui.numberEdit,
            ui.nameEdit,
            ui.relationEdit,
            ui.phoneEdit,
        )
        offer_codes(ui.relationEdit, "relation")
        for edit in self._edits:
            edit.setProperty("submits", True)
            edit.textEdited.connect(self._clear)
        for edit in (ui.numberEdit, ui.phoneEdit):
            edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._connect()
        self._watch_for_known(parent)
        self._clear()

    def start(self, relation: str) -> None:
        """An empty line; the relation proposed for it."""
        for edit in self._edits:
            edit.clear()
        show_code(self._ui.relationEdit, "relation", relation)
        self._clear()
        if self._ui.phoneEdit.hasFocus() or self._ui.addButton.hasFocus():
            self._ui.numberEdit.setFocus()

    def begin(self, number: str) -> None:
        """A number typed elsewhere: is it right, and whose is it."""
        self._ui.numberEdit.setText(number)
        self._leave_number()

    def is_blank(self) -> bool:
        """Whether nothing is typed that would be lost."""
        ui = self._ui
        return not (ui.numberEdit.text().strip() or ui.nameEdit.text().strip())

    def add(self) -> bool:
        """Check the line and tell it; whether it was right."""
        try:
            draft = self._checked()
        except DraftProblems as refused:
            self._refuse(refused.problems[0].field, refused.problems[0].sentence)
            return False
        person_id = self._known_id(draft.id_number or "")
        if person_id is not None:
            self.known.emit(person_id)
        else:
            self.added.emit(draft)
        return True

    def _connect(self) -> None:
        ui = self._ui
        ui.numberEdit.returnPressed.connect(self._leave_number)
        ui.nameEdit.returnPressed.connect(self._leave_name)
        ui.relationEdit.picked.connect(lambda _: ui.phoneEdit.setFocus())
        ui.relationEdit.returnPressed.connect(ui.phoneEdit.setFocus)
        ui.phoneEdit.returnPressed.connect(self.add)
        ui.addButton.clicked.connect(self.add)

    def _watch_for_known(self, form: QWidget) -> None:
        """Say who may be registered already; 打开 takes that person instead."""
        strip, column = Banner(), self._ui.lineCard.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(strip)
        self.watch = DraftWatch(form, self._context, strip, self._somebody_new, "就是这位")
        self.watch.wanted.connect(self.known)
        for edit in (self._ui.numberEdit, self._ui.nameEdit, self._ui.phoneEdit):
            edit.textChanged.connect(self.watch.follow)

    def _somebody_new(self) -> Known | None:
        ui = self._ui
        if self.is_blank():
            return None
        name, typed, phone = (
            edit.text().strip() for edit in (ui.nameEdit, ui.numberEdit, ui.phoneEdit)
        )
        try:
            number = parse_id_number(typed)
        except UserError:
            return Known(0, name, "0", None, "", phone, None)
        return Known(0, name, number.sex, number.birth_date, number.number, phone, None)

    def _leave_number(self) -> None:
        """A whole number: whose is it, is it right at all."""
        typed = self._ui.numberEdit.text().strip()
        if not typed:
            self._ui.nameEdit.setFocus()
            return
        try:
            number = parse_id_number(typed).number
        except UserError as error:
            self._refuse("id_number", str(error))
            return
        person_id = self._known_id(number)
        if person_id is not None:
            self.known.emit(person_id)
            return
        self._ui.nameEdit.setFocus()

    def _leave_name(self) -> None:
        ui = self._ui
        (ui.phoneEdit if ui.relationEdit.text() else ui.relationEdit).setFocus()

    def _known_id(self, number: str) -> int | None:
        with self._context.db.read() as session:
            return queries.by_number(session, number)

    def _checked(self) -> ResidentDraft:
        ui = self._ui
        if not ui.numberEdit.text().strip():
            raise refusal("id_number", _NO_NUMBER)
        typed = ResidentDraft(
            ui.nameEdit.text(),
            id_number=ui.numberEdit.text(),
            phone=ui.phoneEdit.text(),
            relation=code_in(ui.relationEdit, "relation"),
            hukou_kind="outside",
            household_id=0,  # the address comes with the second step
        )
        return replace(check_draft(typed, self._context.today()), household_id=None)

    def _refuse(self, field: str, sentence: str) -> None:
        ui = self._ui
        named = {"name": ui.nameEdit, "relation": ui.relationEdit, "phone": ui.phoneEdit}
        edit: QLineEdit = named.get(field, ui.numberEdit)
        set_look(edit, state="error")
        edit.setAccessibleDescription(sentence)
        ui.lineNote.setText(sentence)
        ui.lineNote.show()
        edit.setFocus()

    def _clear(self) -> None:
        for edit in self._edits:
            set_look(edit, state="")
            edit.setAccessibleDescription("")
        self._ui.lineNote.hide()
