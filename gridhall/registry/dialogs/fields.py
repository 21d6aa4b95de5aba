"""The form of one resident: what is typed, read into a draft, and a draft shown in it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.codes import TableName
from gridhall.core.errors import UserError
from gridhall.core.identity import DOCUMENT_LABELS, DocumentKind, IdNumber, parse_id_number
from gridhall.core.phone import kept_phone
from gridhall.forms.ui_resident_form import Ui_ResidentForm
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.labels import PlainLabel
from gridhall.qt.suggest import Suggest
from gridhall.registry.dialogs.codes import code_in, offer_codes, show_code
from gridhall.registry.labels import HUKOU_KINDS
from gridhall.registry.queries import ResidentCard
from gridhall.registry.rules import (
    DraftProblems,
    FieldProblem,
    ResidentDraft,
    age_on,
    parse_birth,
)
from gridhall.registry.rules.drafts import NO_PHONE

_CARDS = ("resident_id", "hmt_residence", "foreign_residence")
_SEXES = (("", ""), ("男", "1"), ("女", "2"))


class ResidentFields(QObject):
    """Reads and fills the form; knows no database."""

    def __init__(self, form: QWidget, ui: Ui_ResidentForm) -> None:
        super().__init__(form)
        self._ui = ui
        self._codes: dict[str, tuple[Suggest, TableName]] = {
            "relation": (ui.relationEdit, "relation"),
            "ethnicity": (ui.ethnicityEdit, "ethnicity"),
            "political_status": (ui.partyEdit, "political"),
            "education": (ui.educationEdit, "education"),
            "marital_status": (ui.maritalEdit, "marital"),
        }
        self._texts: dict[str, QLineEdit] = {
            "name": ui.nameEdit,
            "address": ui.addressEdit,
            "hukou_address": ui.hukouAddressEdit,
            "former_name": ui.formerNameEdit,
            "note": ui.noteEdit,
        }
        self._more: dict[str, tuple[QLineEdit, PlainLabel]] = _card_fields(ui)
        self._texts |= {field: edit for field, (edit, _) in self._more.items()}
        self._notes = self._problem_fields()
        self.problems = FormProblems(ui.problemBanner, self._notes, form)
        self._kept: ResidentDraft | None = None
        self._dress()

    def edit(self, field: str) -> QWidget:
        """The widget of a draft's field."""
        return self._notes[field][0]

    def number(self) -> IdNumber | None:
        """The ID number on show, if it is a whole and right one."""
        typed = self._ui.idNumberEdit.text()
        if self._ui.idKindCombo.currentData() not in _CARDS or len(typed.strip()) < 15:
            return None
        try:
            return parse_id_number(typed)
        except UserError:
            return None

    def follow_number(self, today: date) -> None:
        """Sex, birth date and age come from the number; without one they are typed."""
        found = self.number()
        ui = self._ui
        for field in (ui.sexCombo, ui.birthEdit):
            field.setEnabled(found is None and not self._has_stored_number())
        if found is not None:
            ui.sexCombo.setCurrentIndex(ui.sexCombo.findData(found.sex))
            ui.birthEdit.setText(f"{found.birth_date}　{age_on(found.birth_date, today)} 岁")

    def draft(self) -> ResidentDraft:
        """What is typed, but for the birth date."""
        ui, kept = self._ui, self._kept
        typed: dict[str, Any] = {field: edit.text() for field, edit in self._texts.items()}
        for field, (suggest, name) in self._codes.items():
            typed[field] = code_in(suggest, name)
        return ResidentDraft(
            **typed,
            id_number=_or_kept(ui.idNumberEdit, kept),
            id_kind=ui.idKindCombo.currentData(),
            sex=ui.sexCombo.currentData() if ui.sexCombo.isEnabled() or kept else "",
            phone=_or_kept(ui.phoneEdit, kept),
            hukou_kind=ui.hukouCombo.currentData(),
            household_id=self._picked_household(),
        )

    def birth(self) -> date | None:
        """The birth date as typed, None beside a number; raises DraftProblems if it is no day."""
        if self.number() is not None:
            return None
        typed = self._ui.birthEdit.text().partition("　")[0]
        try:
            return parse_birth(typed)
        except UserError as error:
            raise DraftProblems([FieldProblem("birth_date", str(error))]) from None

    def show(self, draft: ResidentDraft) -> None:
        """Fill the form."""
        ui = self._ui
        ui.idNumberEdit.setText(draft.id_number or "")
        ui.phoneEdit.setText(draft.phone or "")
        ui.idKindCombo.setCurrentIndex(ui.idKindCombo.findData(draft.id_kind))
        ui.sexCombo.setCurrentIndex(max(0, ui.sexCombo.findData(draft.sex)))
        ui.birthEdit.setText(str(draft.birth_date or ""))
        ui.hukouCombo.setCurrentIndex(ui.hukouCombo.findData(draft.hukou_kind))
        for field, edit in self._texts.items():
            edit.setText(getattr(draft, field))
        for field, (suggest, name) in self._codes.items():
            show_code(suggest, name, getattr(draft, field))

    def show_stored(self, draft: ResidentDraft, card: ResidentCard) -> None:
        """Fill the form with a record; its numbers stay masked until they are typed anew."""
        self._kept = draft
        self.show(draft)
        self.show_more(any(edit.text() for edit, _ in self._more.values()))
        ui, person = self._ui, card.person
        stored = ((ui.idNumberEdit, person.masked_id), (ui.phoneEdit, person.masked_phone))
        for edit, number in stored:
            if number:
                edit.setPlaceholderText(f"{number}，不改就留空")

    def follow_kind(self) -> None:
        """Whoever has no paper gets the hall's number as the form is stored."""
        ui = self._ui
        without = ui.idKindCombo.currentData() == DocumentKind.TEMPORARY.value
        known = bool(self._kept and self._kept.id_kind == DocumentKind.TEMPORARY.value)
        ui.idNumberEdit.setEnabled(not without or known)
        if without:
            ui.idNumberEdit.setText("")
        if not self._has_stored_number() and not known:
            hint = "保存时由本厅编临时编号" if without else "18 位，或刷卡读入"
            ui.idNumberEdit.setPlaceholderText(hint)

    def doubt_phone(self) -> None:
        """A phone warns beside its field and never blocks."""
        typed = self._ui.phoneEdit.text().strip()
        doubt = kept_phone(typed)[1] if typed and typed not in NO_PHONE else ""
        self._ui.phoneDoubt.setText(f"{doubt}；也可以照样保存" if doubt else "")
        self._ui.phoneDoubt.setVisible(bool(doubt))

    def show_more(self, shown: bool) -> None:
        """The rest of the 登记卡, unfolded or folded away."""
        ui = self._ui
        ui.morePart.setVisible(shown)
        glyph = "keyboard_arrow_down" if shown else "keyboard_arrow_right"
        ui.moreButton.setProperty("glyph", glyph)

    def tell(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is wrong beside the fields; the focus goes to the first."""
        if any(one.field in self._more for one in problems):
            self.show_more(True)
        self.problems.show([Problem(one.field, one.title, one.sentence) for one in problems])

    def _has_stored_number(self) -> bool:
        return "*" in self._ui.idNumberEdit.placeholderText()

    def _picked_household(self) -> int | None:
        choice = self._ui.addressEdit.choice
        key = choice.key if choice is not None else None
        return key if isinstance(key, int) else None

    def _dress(self) -> None:
        ui = self._ui
        for label, code in _SEXES:
            ui.sexCombo.addItem(label, code)
        for code, label in HUKOU_KINDS.items():
            ui.hukouCombo.addItem(label, code)
        ui.hukouCombo.setCurrentIndex(ui.hukouCombo.findData("unknown"))
        for kind, label in DOCUMENT_LABELS.items():
            ui.idKindCombo.addItem(label, kind.value)
        for edit, name in self._codes.values():
            offer_codes(edit, name)
        for number in (ui.idNumberEdit, ui.phoneEdit, ui.birthEdit, ui.addressEdit):
            number.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._dress_more()

    def _dress_more(self) -> None:
        ui = self._ui
        ui.phoneDoubt.hide()
        self.show_more(False)
        ui.idNumberEdit.setProperty("takesScans", True)  # an ID reader types here
        ui.moreButton.bind_key().clicked.connect(self._turn_more)
        ui.phoneEdit.editingFinished.connect(self.doubt_phone)
        ui.phoneEdit.textEdited.connect(lambda _: ui.phoneDoubt.hide())
        ui.idKindCombo.currentIndexChanged.connect(self.follow_kind)

    def _turn_more(self) -> None:
        shown = self._ui.morePart.isHidden()
        self.show_more(shown)
        if shown:
            self._ui.workplaceEdit.setFocus()

    def _problem_fields(self) -> dict[str, tuple[QWidget, PlainLabel]]:
        ui = self._ui
        return {
            "id_number": (ui.idNumberEdit, ui.idNumberNote),
            "name": (ui.nameEdit, ui.nameNote),
            "sex": (ui.sexCombo, ui.sexNote),
            "birth_date": (ui.birthEdit, ui.birthNote),
            "phone": (ui.phoneEdit, ui.phoneNote),
            "address": (ui.addressEdit, ui.addressNote),
            "relation": (ui.relationEdit, ui.relationNote),
            "hukou_kind": (ui.hukouCombo, ui.hukouNote),
            "hukou_address": (ui.hukouAddressEdit, ui.hukouAddressNote),
            "ethnicity": (ui.ethnicityEdit, ui.ethnicityNote),
            "political_status": (ui.partyEdit, ui.partyNote),
            "education": (ui.educationEdit, ui.educationNote),
            "marital_status": (ui.maritalEdit, ui.maritalNote),
            "former_name": (ui.formerNameEdit, ui.formerNameNote),
            "note": (ui.noteEdit, ui.noteNote),
            **self._more,
        }


def _card_fields(ui: Ui_ResidentForm) -> dict[str, tuple[QLineEdit, PlainLabel]]:
    """The rest of the 常住人口登记卡: each field with its note."""
    return {
        "workplace": (ui.workplaceEdit, ui.workplaceNote),
        "occupation": (ui.occupationEdit, ui.occupationNote),
        "military_service": (ui.militaryEdit, ui.militaryNote),
        "other_address": (ui.otherAddressEdit, ui.otherAddressNote),
        "birth_place": (ui.birthPlaceEdit, ui.birthPlaceNote),
        "native_place": (ui.nativePlaceEdit, ui.nativePlaceNote),
        "came_to_city": (ui.cameToCityEdit, ui.cameToCityNote),
        "came_here": (ui.cameHereEdit, ui.cameHereNote),
    }


def _or_kept(edit: QLineEdit, kept: ResidentDraft | None) -> str | None:
    """In a change an empty field leaves the stored number."""
    return edit.text() if edit.text().strip() or kept is None else None
