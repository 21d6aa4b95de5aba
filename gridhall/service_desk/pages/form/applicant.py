"""Who the case is for: the strip that says who was chosen, and the phone that comes along."""

from PySide6.QtCore import QObject, Signal

from gridhall.core.phone import kept_phone
from gridhall.forms.ui_case_form import Ui_CaseForm
from gridhall.qt.context import Context
from gridhall.registry import queries as residents
from gridhall.registry.queries import ResidentRow
from gridhall.service_desk.pages.people import applicant_choice, find_applicants, identity_lines
from gridhall.service_desk.queries import reads as queries


class ApplicantPart(QObject):
    """The form's applicant; `picked` tells that somebody was chosen by hand."""

    picked = Signal()
    phone_filled = Signal()

    def __init__(self, context: Context, ui: Ui_CaseForm, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._ui = context, ui
        self._own_phone = ""
        self.row: ResidentRow | None = None
        ui.applicantEdit.setProperty("takesScans", True)  # an ID reader types here
        ui.applicantEdit.set_find(lambda typed: find_applicants(context, typed))
        ui.applicantEdit.picked.connect(lambda choice: self._pick(choice.key))
        ui.applicantEdit.emptied.connect(lambda: self.take(None))
        ui.phoneEdit.editingFinished.connect(self.doubt_phone)
        ui.phoneEdit.textEdited.connect(lambda: ui.phoneDoubt.hide())

    def load(self, typed: str, person_id: int | None) -> None:
        """Show a draft's applicant; of one who is gone the typed name stays."""
        self._ui.applicantEdit.choose(None)
        self._ui.applicantEdit.setText(typed)
        self._own_phone = ""
        self.take(self._resident(person_id))

    def choose(self, person_id: int) -> None:
        """This resident, with their own phone."""
        self.take(self._resident(person_id))
        self.fill_phone()

    def take(self, row: ResidentRow | None) -> None:
        """Show who was chosen; None while somebody is being typed."""
        ui, self.row = self._ui, row
        ui.identityCard.setVisible(row is not None)
        if row is None:
            return
        if ui.applicantEdit.choice is None:
            ui.applicantEdit.choose(applicant_choice(self._context, row))
        ui.applicantEdit.setText(row.name)
        facts, home = identity_lines(self._context, row)
        ui.identityAvatar.show_name(row.name)
        ui.identityName.setText(row.name)
        ui.identityFacts.setText(facts)
        ui.identityHome.setText(home)

    def fill_phone(self) -> None:
        """The resident's own phone, unless the clerk has typed another."""
        if self.row is None or self._ui.phoneEdit.text() not in ("", self._own_phone):
            return
        with self._context.db.read() as session:
            self._own_phone = queries.applicant_phone(session, self.row.id)
        self._ui.phoneEdit.setText(self._own_phone)
        self.phone_filled.emit()
        self.doubt_phone()

    def doubt_phone(self) -> None:
        """A phone warns beside its field and never blocks."""
        typed = self._ui.phoneEdit.text().strip()
        doubt = kept_phone(typed)[1] if typed else ""
        self._ui.phoneDoubt.setText(f"{doubt}；也可以照样受理" if doubt else "")
        self._ui.phoneDoubt.setVisible(bool(doubt))

    def _pick(self, row: ResidentRow) -> None:
        self.take(row)
        self.fill_phone()
        self.picked.emit()

    def _resident(self, person_id: int | None) -> ResidentRow | None:
        if person_id is None:
            return None
        with self._context.db.read() as session:
            found = residents.people(session, [person_id])
        return found[0] if found else None
