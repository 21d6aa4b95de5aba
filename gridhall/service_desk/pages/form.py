"""The new-case form (新建工单): never modal, ten keys from F2 to the printed notice."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.phone import kept_phone
from gridhall.forms.ui_case_form import Ui_CaseForm
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.focus import EnterNext
from gridhall.qt.labels import PlainLabel, set_look
from gridhall.qt.theme import application
from gridhall.registry import queries as residents
from gridhall.registry.queries import ResidentRow
from gridhall.service_desk.labels import CHANNELS, limit_label
from gridhall.service_desk.pages.materials import MaterialTicks
from gridhall.service_desk.pages.people import applicant_choice, find_applicants, identity_lines
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules import clock, negative
from gridhall.service_desk.rules.draft import CaseDraftFields, DraftRefused
from gridhall.service_desk.rules.matching import match_matters


class CaseForm(QWidget):
    """Fields, their checks and what follows from them; the page decides what becomes of it."""

    accept_wanted = Signal(bool)  # whether to print the notice
    changed = Signal()  # something was typed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ui = Ui_CaseForm()
        self.ui.setupUi(self)
        self._matters: Sequence[MatterRow] = ()
        self._matter: MatterRow | None = None
        self._applicant: ResidentRow | None = None
        self._key, self._own_phone = str(uuid4()), ""
        self.ticks = MaterialTicks()
        self._dress()
        self._connect()
        self._enter = EnterNext(self)
        application().focusChanged.connect(self._keep_in_sight)
        self.reload_matters()
        self.load(CaseDraftFields(self._key))

    def _dress(self) -> None:
        ui = self.ui
        ui.formIcon.show_icon("edit", "primary", 20)
        ui.materialsColumn.insertWidget(1, self.ticks)
        for code, words in CHANNELS.items():
            ui.channelBox.addItem(words, code)
        ui.matterEdit.set_find(self._offer_matters)
        ui.applicantEdit.setProperty("takesScans", True)  # an ID reader types here
        ui.applicantEdit.set_find(lambda typed: find_applicants(self._context, typed))
        fields: dict[str, tuple[QWidget, PlainLabel]] = {
            "matter": (ui.matterEdit, ui.matterNote),
            "applicant": (ui.applicantEdit, ui.applicantNote),
            "phone": (ui.phoneEdit, ui.phoneNote),
            "note": (ui.noteEdit, ui.noteNote),
            "limit_days": (ui.limitBox, ui.limitNote),
        }
        self.problems = FormProblems(ui.problemBanner, fields, self)

    def _connect(self) -> None:
        ui = self.ui
        ui.matterEdit.picked.connect(lambda choice: self._pick_matter(choice.key))
        ui.matterEdit.emptied.connect(lambda: self._take_matter(None))
        ui.matterEdit.textEdited.connect(self._warn_negative)
        ui.applicantEdit.picked.connect(lambda choice: self._pick_applicant(choice.key))
        ui.applicantEdit.emptied.connect(lambda: self._take_applicant(None))
        for edit in (ui.matterEdit, ui.applicantEdit, ui.phoneEdit):
            edit.textChanged.connect(self.changed)
        ui.phoneEdit.editingFinished.connect(self._doubt_phone)
        ui.phoneEdit.textEdited.connect(lambda: ui.phoneDoubt.hide())
        ui.channelBox.currentIndexChanged.connect(self.changed)
        ui.noteEdit.textChanged.connect(self.changed)
        ui.limitBox.valueChanged.connect(self._change_limit)
        ui.limitButton.bind_key().clicked.connect(self._start_limit)
        self.ticks.changed.connect(self._count_lacking)
        QShortcut(QKeySequence("Ctrl+N"), self, self._register)
        ui.acceptPrintButton.bind_key().clicked.connect(lambda: self.accept_wanted.emit(True))
        ui.acceptButton.bind_key().clicked.connect(lambda: self.accept_wanted.emit(False))

    # What the page asks of the form

    def reload_matters(self) -> None:
        """The catalogue may have changed."""
        with self._context.db.read() as session:
            self._matters = queries.matters(session, self._context.today())

    def load(self, draft: CaseDraftFields) -> None:
        """Show a draft, or an empty form."""
        ui, self._key = self.ui, draft.request_key
        self.blockSignals(True)
        self.problems.clear()
        ui.negativeBanner.hide()
        ui.matterEdit.choose(None)
        ui.applicantEdit.choose(None)
        ui.matterEdit.setText(draft.matter)
        ui.applicantEdit.setText(draft.applicant)
        ui.phoneEdit.setText(draft.phone or "")
        self._doubt_phone()
        ui.channelBox.setCurrentIndex(max(0, ui.channelBox.findData(draft.channel)))
        ui.noteEdit.setPlainText(draft.note)
        self._take_applicant(self._resident(draft.applicant_id))
        self._take_matter(self._matter_of(draft.item_id), draft)
        self.show_saved("")
        self.blockSignals(False)

    def start(self, person_id: int | None = None) -> None:
        """F2: an empty form, the applicant filled in if given; the focus on what is open."""
        self.load(CaseDraftFields(str(uuid4())))
        if person_id is not None:
            self._take_applicant(self._resident(person_id))
            self._fill_phone()
        self.focus_open()

    def draft(self) -> CaseDraftFields:
        """What is in the fields now."""
        ui = self.ui
        applicant, matter = self._applicant, self._matter
        shorter = matter is not None and ui.limitBox.value() != matter.limit_days
        return CaseDraftFields(
            self._key,
            matter=ui.matterEdit.text(),
            item_id=matter.id if matter else None,
            applicant=ui.applicantEdit.text(),
            applicant_id=applicant.id if applicant else None,
            phone=ui.phoneEdit.text(),
            channel=ui.channelBox.currentData(),
            note=ui.noteEdit.toPlainText(),
            received=self.ticks.ticked(),
            limit_days=ui.limitBox.value() if shorter else None,
        )

    def show_problems(self, refused: DraftRefused) -> None:
        """Every field to put right, in red, with its sentence; the focus on the first."""
        problems = [Problem(p.field, p.title, p.sentence) for p in refused.problems]
        self.problems.show(problems)

    def show_saved(self, words: str) -> None:
        """草稿已存 09:41."""
        self.ui.draftLabel.setText(words)

    def focus_open(self) -> None:
        """The focus on the first field that still waits; filled ones are skipped."""
        ui = self.ui
        if self._matter is None:
            target: QWidget = ui.matterEdit
        elif self._applicant is None:
            target = ui.applicantEdit
        elif not ui.phoneEdit.text():
            target = ui.phoneEdit
        else:
            target = self.ticks.first_open() or ui.noteEdit
        target.setFocus()

    def _keep_in_sight(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Where the form scrolls, the field that has the focus is always on show."""
        if new is not None and self.ui.formBody.isAncestorOf(new):
            self.ui.formArea.ensureWidgetVisible(new, 0, 40)

    # Matter

    def _offer_matters(self, typed: str) -> Sequence[Choice]:
        return [
            Choice(
                row,
                row.name,
                f"{row.category} · {limit_label(row.kind, row.limit_days)}",
                f"{len(row.materials)} 项材料",
                code=row.code,
            )
            for row in match_matters(self._matters, typed)
        ]

    def _warn_negative(self, typed: str) -> None:
        """A certificate that is not ours: say politely who issues it (负面清单)."""
        certificate = negative.asked_for(typed)
        if certificate and not match_matters(self._matters, typed, 1):
            said = negative.sentence(certificate)
            self.ui.negativeBanner.say("amber", said, glyph="policy")
        else:
            self.ui.negativeBanner.hide()

    def _pick_matter(self, matter: MatterRow) -> None:
        self._take_matter(matter)
        self.problems.clear("matter")
        self.focus_open()
        self.changed.emit()

    def _take_matter(self, matter: MatterRow | None, draft: CaseDraftFields | None = None) -> None:
        """Show a matter's materials and promise; with a draft, what was ticked in it."""
        ui, self._matter = self.ui, matter
        if matter is not None and ui.matterEdit.choice is None:
            ui.matterEdit.choose(Choice(matter, matter.name))
        self.ticks.show_materials(
            matter.materials if matter else (), draft.received if draft else ()
        )
        ui.materialsHint.setVisible(matter is None)
        self._chain_tabs()
        days = matter.limit_days if matter else 0
        shorter = draft.limit_days if draft else None
        ui.limitBox.blockSignals(True)
        ui.limitBox.setRange(0, days)
        ui.limitBox.setValue(days if shorter is None else shorter)
        ui.limitBox.blockSignals(False)
        ui.limitBox.hide()
        ui.limitButton.setVisible(days > 0)
        self._count_lacking()
        self._promise()

    def _chain_tabs(self) -> None:
        """The boxes are made later than the other fields, and stand in the middle of them."""
        before: QWidget = self.ui.noteEdit
        for box in (*self.ticks.boxes, self.ui.limitBox):
            QWidget.setTabOrder(before, box)
            before = box

    def _matter_of(self, item_id: int | None) -> MatterRow | None:
        return next((row for row in self._matters if row.id == item_id), None)

    def _count_lacking(self) -> None:
        lacking = self.ticks.lacking()
        chip = self.ui.missingChip
        chip.setText(f"缺 {lacking} 项必备材料，受理后可补收")
        set_look(chip, chip="amber")
        chip.setVisible(bool(self._matter) and lacking > 0 and bool(self.ticks.ticked()))
        self.changed.emit()

    # Promise

    def _start_limit(self) -> None:
        """改期: a shorter promise than the catalogue's."""
        self.ui.limitBox.show()
        self.ui.limitButton.hide()
        self.ui.limitBox.setFocus()
        self.ui.limitBox.selectAll()

    def _change_limit(self) -> None:
        self._promise()
        self.problems.clear("limit_days")
        self.changed.emit()

    def _promise(self) -> None:
        ui, context = self.ui, self._context
        ui.promiseLabel.setVisible(self._matter is not None)
        if self._matter is None:
            ui.promiseHint.setText("选定事项后自动计算")
            return
        days = ui.limitBox.value()
        promised = clock.promised_day(context.calendar, context.today(), days)
        day, sub = clock.promise_words(promised, days)
        ui.promiseLabel.setText(day)
        ui.promiseHint.setText(sub)

    # Applicant

    def _pick_applicant(self, row: ResidentRow) -> None:
        self._take_applicant(row)
        self._fill_phone()
        self.problems.clear("applicant")
        self.focus_open()
        self.changed.emit()

    def _take_applicant(self, row: ResidentRow | None) -> None:
        """Show who was chosen; None while somebody is being typed."""
        ui, self._applicant = self.ui, row
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

    def _register(self) -> None:
        """Ctrl+N: no file yet, so to 居民登记; the draft waits here."""
        self._context.desk.register_resident()

    def _resident(self, person_id: int | None) -> ResidentRow | None:
        if person_id is None:
            return None
        with self._context.db.read() as session:
            found = residents.people(session, [person_id])
        return found[0] if found else None

    def _fill_phone(self) -> None:
        """The resident's own phone, unless the clerk has typed another."""
        if self._applicant is None or self.ui.phoneEdit.text() not in ("", self._own_phone):
            return
        with self._context.db.read() as session:
            self._own_phone = queries.applicant_phone(session, self._applicant.id)
        self.ui.phoneEdit.setText(self._own_phone)
        self.problems.clear("phone")
        self._doubt_phone()

    def _doubt_phone(self) -> None:
        """A phone warns beside its field and never blocks."""
        typed = self.ui.phoneEdit.text().strip()
        doubt = kept_phone(typed)[1] if typed else ""
        self.ui.phoneDoubt.setText(f"{doubt}；也可以照样受理" if doubt else "")
        self.ui.phoneDoubt.setVisible(bool(doubt))
