"""The form's fields, their checks and what follows from them; the page decides what becomes."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.forms.ui_case_form import Ui_CaseForm
from gridhall.qt.buttons import button
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.focus import EnterNext
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel, set_look
from gridhall.qt.theme import application
from gridhall.service_desk.labels import CHANNELS
from gridhall.service_desk.pages.acts import local_now
from gridhall.service_desk.pages.form.applicant import ApplicantPart
from gridhall.service_desk.pages.form.facts import Facts, read_back
from gridhall.service_desk.pages.form.more import MoreSection
from gridhall.service_desk.pages.form.negative import NegativePart
from gridhall.service_desk.pages.form.offers import FormReads, case_offers
from gridhall.service_desk.pages.form.pins import PinsPart
from gridhall.service_desk.pages.form.promise import PromisePart
from gridhall.service_desk.pages.materials import MaterialTicks
from gridhall.service_desk.queries.asked import asked_materials
from gridhall.service_desk.queries.pins import Pin
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules import parked
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import CaseDraftFields, DraftRefused
from gridhall.service_desk.rules.slips import is_slip


class CaseForm(QWidget):
    """The new-case form, never modal."""

    accept_wanted = Signal(bool)  # whether to print the notice
    receive_wanted = Signal()  # 只收件
    notice_wanted = Signal()  # F8
    negative_wanted = Signal(str)  # a certificate's name: its slip
    slip_wanted = Signal()  # Ctrl+P: the draft's own
    slip_scanned = Signal(str)  # a slip came where an ID reader types
    show_wanted = Signal(object)  # the facts, for the visitor's eyes
    pin_wanted = Signal(int, object)  # place, the matter's id or None
    changed = Signal()  # something was typed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ui = Ui_CaseForm()
        self.ui.setupUi(self)
        self._reads = FormReads(context)
        self._matter: MatterRow | None = None
        self._kept: tuple[str, ...] = ()  # what the materials on the desk are called
        self._loading = False
        self._ticket_id: int | None = None
        self._key = str(uuid4())
        self.ticks, self.pins = MaterialTicks(), PinsPart(self, lambda: self._matter)
        self.more = MoreSection(lambda: local_now(context))
        self.parked_banner, self.notice_button = Banner(), button("出告知书", "F8", "text")
        self.applicant = ApplicantPart(context, self.ui, self)
        self.promise = PromisePart(context, self.ui, self)
        self.negative = NegativePart(self.ui, self, self._reads)
        self._dress()
        self._connect()
        self._connect_more()
        self._enter = EnterNext(self)
        application().focusChanged.connect(self._keep_in_sight)
        self.reload_matters()
        self.load(CaseDraftFields(self._key))

    def _dress(self) -> None:
        ui = self.ui
        ui.formIcon.show_icon("edit", "primary", 20)
        ui.materialsColumn.insertWidget(1, self.ticks)
        ui.layout32.insertWidget(1, self.notice_button)
        ui.layout15.insertWidget(0, self.parked_banner)
        ui.layout15.insertWidget(2, self.more)
        self.negative.column.addWidget(self.pins.row)
        for code, words in CHANNELS.items():
            ui.channelBox.addItem(words, code)
        ui.matterEdit.set_find(self._reads.offers)
        self.more.set_find_case(lambda typed: case_offers(self._context, typed, self.draft()))
        fields: dict[str, tuple[QWidget, PlainLabel]] = {
            "matter": (ui.matterEdit, ui.matterNote),
            "applicant": (ui.applicantEdit, ui.applicantNote),
            "phone": (ui.phoneEdit, ui.phoneNote),
            "note": (ui.noteEdit, ui.noteNote),
            "limit_days": (ui.limitBox, ui.limitNote),
            **self.more.fields(),
        }
        self.problems = FormProblems(ui.problemBanner, fields, self)

    def _connect(self) -> None:
        ui = self.ui
        ui.matterEdit.picked.connect(lambda choice: self._pick_matter(choice.key))
        ui.matterEdit.emptied.connect(lambda: self._take_matter(None))
        ui.matterEdit.textEdited.connect(self.negative.warn)
        ui.matterEdit.textChanged.connect(self._show_pins)
        self.pins.picked.connect(self._pick_matter)
        self.pins.fix_wanted.connect(self.pin_wanted)
        self.applicant.picked.connect(self._follow_applicant)
        self.applicant.phone_filled.connect(lambda: self.problems.clear("phone"))
        for edit in (ui.matterEdit, ui.applicantEdit, ui.phoneEdit):
            edit.textChanged.connect(self._touch)
        for edit in (ui.applicantEdit, self.more.agent_number):
            edit.editingFinished.connect(partial(self._route_slip, edit))
        ui.channelBox.currentIndexChanged.connect(self._touch)
        ui.noteEdit.textChanged.connect(self._touch)
        self.promise.changed.connect(self._change_limit)
        self.ticks.changed.connect(self._count_lacking)
        ui.acceptPrintButton.bind_key().clicked.connect(lambda: self.accept_wanted.emit(True))
        ui.acceptButton.bind_key().clicked.connect(lambda: self.accept_wanted.emit(False))
        self.negative.slip_wanted.connect(self.negative_wanted)
        QShortcut(QKeySequence("Ctrl+N"), self, self._register)
        QShortcut(QKeySequence("F8"), self, self._ask_notice)
        self.notice_button.clicked.connect(self._ask_notice)

    def _connect_more(self) -> None:
        more = self.more
        more.changed.connect(self._touch)
        more.opened.connect(self._show_more)
        more.agent_changed.connect(self._retake_matter)
        more.day_changed.connect(self._follow_day)
        more.consulting_changed.connect(lambda _: self.problems.clear())
        more.consulting_changed.connect(lambda _: self._show_kind())
        more.receive_wanted.connect(self.receive_wanted)
        more.slip_wanted.connect(self.slip_wanted)
        more.show_wanted.connect(lambda: self.show_wanted.emit(self.facts()))

    # What the page asks of the form

    def reload_matters(self) -> None:
        """The catalogue may have changed: a matter that has another version is told."""
        before = self._matter
        self._reads.reload()
        if before is not None and not self._loading:
            self._take_matter(self._reads.matter_on(before.id, self._day()), self.draft())
            self._tell_changed(before.name, before.version_id, self._kept)

    def show_pins(self, pins: Sequence[Pin]) -> None:
        """The nine commonest matters, read by the page."""
        self.pins.row.show_pins(pins)
        self._show_pins()

    def load(self, draft: CaseDraftFields) -> None:
        """Show a draft, or an empty form; what became of its matter meanwhile is told."""
        ui, self._key = self.ui, draft.request_key
        self._loading, self._kept, self._ticket_id = True, draft.kept, draft.ticket_id
        self.blockSignals(True)
        self.problems.clear()
        self.parked_banner.hide()
        self.negative.warn("")
        ui.matterEdit.choose(None)
        ui.matterEdit.setText(draft.matter)
        ui.phoneEdit.setText(draft.phone or "")
        ui.channelBox.setCurrentIndex(max(0, ui.channelBox.findData(draft.channel)))
        ui.noteEdit.setPlainText(draft.note)
        self.applicant.load(draft.applicant, draft.applicant_id)
        self.applicant.doubt_phone()
        self.more.load(draft)
        self._offer_transfers(draft.transfer_id)
        self._take_matter(self._reads.matter_on(draft.item_id, self._day()), draft)
        self._tell_changed(draft.matter, draft.version_id, draft.kept, draft.item_id)
        self._show_kind()
        self._show_pins()
        self.show_saved("")
        self._loading = False
        self.blockSignals(False)

    def start(self, person_id: int | None = None, transfer_id: int | None = None) -> None:
        """F2: an empty form, the applicant and their transfer filled in if given.

        Whoever is being served with a ticket brings its number and its lane along.
        """
        ticket_id, green = self._reads.ticket_served()
        key = str(uuid4())
        self.load(CaseDraftFields(key, ticket_id=ticket_id, green=green, transfer_id=transfer_id))
        if person_id is not None:
            self.applicant.choose(person_id)
        if transfer_id is not None:
            self._offer_transfers(transfer_id)
        self.focus_open()

    def draft(self) -> CaseDraftFields:
        """What is in the fields now."""
        ui, matter, who = self.ui, self._matter, self.applicant.row
        typed = CaseDraftFields(
            self._key,
            matter=ui.matterEdit.text(),
            item_id=matter.id if matter else None,
            applicant=ui.applicantEdit.text(),
            applicant_id=who.id if who else None,
            phone=ui.phoneEdit.text(),
            channel=ui.channelBox.currentData(),
            note=ui.noteEdit.toPlainText(),
            received=self.ticks.ticked(),
            limit_days=self.promise.shorter(),
            version_id=matter.version_id if matter else None,
            kept=self._kept,
            ticket_id=self._ticket_id,
        )
        return self.more.fill(typed)

    def lacking(self) -> tuple[int, ...]:
        """The places of the materials that a one-time notice names."""
        return self.ticks.told_lacking()

    def facts(self) -> Facts:
        """What the visitor may read back."""
        return read_back(self.draft(), self._matter, self.applicant.row, self.promise.words())

    def show_problems(self, refused: DraftRefused) -> None:
        """Every field to put right, in red, with its sentence; the focus on the first."""
        if any(problem.field in self.more.fields() for problem in refused.problems):
            self.more.fold(False)
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
        elif self.applicant.row is None:
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

    def _touch(self) -> None:
        self.changed.emit()

    # Matter

    def _pick_matter(self, matter: MatterRow) -> None:
        self.ui.matterEdit.choose(None)
        self.negative.warn("")
        self._take_matter(self._reads.matter_on(matter.id, self._day()) or matter)
        self.parked_banner.hide()
        self.problems.clear("matter")
        self.focus_open()
        self.changed.emit()

    def _take_matter(self, matter: MatterRow | None, draft: CaseDraftFields | None = None) -> None:
        """Show a matter's materials and promise; with a draft, what was ticked in it."""
        ui, self._matter = self.ui, matter
        if matter is not None and ui.matterEdit.choice is None:
            ui.matterEdit.choose(Choice(matter, matter.name))
        asked = asked_materials(matter, self.more.agent_kind()) if matter else ()
        ticked = parked.ticked_by_name(asked, self._kept)
        if draft is not None and matter is not None:
            same = draft.version_id in (None, matter.version_id)
            ticked = draft.received if same and not draft.kept else ticked
        self.ticks.show_materials(asked, ticked)
        ui.materialsHint.setVisible(matter is None)
        self._chain_tabs()
        self.promise.when = DeskMoment(
            local_now(self._context), self._context.calendar, self.more.moment_said()
        )
        self.promise.take(matter, draft.limit_days if draft else None)
        self._count_lacking()

    def _retake_matter(self) -> None:
        """An agent's authority joins the materials, or leaves them; ticks stay by name."""
        if not self._loading:
            self._take_matter(self._matter, self.draft())

    def _follow_day(self) -> None:
        """Another true day: the matter as it stood then."""
        if self._matter is not None and not self._loading:
            before = self._matter
            self._take_matter(self._reads.matter_on(before.id, self._day()), self.draft())
            self._tell_changed(before.name, before.version_id, self._kept)

    def _tell_changed(
        self, name: str, version_id: int | None, kept: Sequence[str], item_id: int | None = None
    ) -> None:
        """What became of the matter since it was typed: retired, or with other materials."""
        matter = self._matter
        if matter is None and item_id is not None:
            self.parked_banner.say("amber", parked.retired_words(name, kept), glyph="history")
        elif matter is not None and version_id not in (None, matter.version_id):
            asked = asked_materials(matter, self.more.agent_kind())
            said = parked.changed_words(matter.name, asked, kept)
            self.parked_banner.say("amber", said, glyph="history")

    def _chain_tabs(self) -> None:
        """The boxes are made later than the other fields, and stand in the middle of them."""
        before: QWidget = self.ui.noteEdit
        for box in (*self.ticks.boxes, self.ui.limitBox):
            QWidget.setTabOrder(before, box)
            before = box

    def _count_lacking(self) -> None:
        self._remember_ticks()
        lacking, chip = self.ticks.lacking(), self.ui.missingChip
        begun = self._matter is not None and bool(self.ticks.ticked())
        told = begun and not self.more.consulting()
        chip.setText(f"缺 {lacking} 项")
        set_look(chip, chip="amber")
        chip.setVisible(told and lacking > 0)
        named = len(self.lacking())  # an optional one that was unticked by hand is named too
        self.notice_button.setText("出告知书" if named == lacking else f"告知 {named} 项")
        self.notice_button.setVisible(told and named > 0)
        self.changed.emit()

    def _remember_ticks(self) -> None:
        """The names of what is ticked outlive the list: another matter may ask for the same."""
        if self._matter is not None:
            held = self.ticks.ticked()
            asked = asked_materials(self._matter, self.more.agent_kind())
            self._kept = tuple(one.name for one in asked if one.position in held)

    def _ask_notice(self) -> None:
        """F8; with nothing lacking there is nothing to tell."""
        if self.more.consulting():
            self._context.desk.toast("只咨询不出告知书；要收件，先取消“只咨询”")
        elif self._matter is not None and not self.lacking():
            self._context.desk.toast("必备材料都齐了，不用出告知书；按 Ctrl+Enter 受理")
        else:
            self.notice_wanted.emit()

    def _day(self) -> date:
        said = self.more.moment_said()
        return said.date() if said is not None else self._context.today()

    def _show_pins(self) -> None:
        self.pins.show_while(self._matter is None and not self.ui.matterEdit.text())

    # The rest

    def _change_limit(self) -> None:
        self.problems.clear("limit_days")
        self.changed.emit()

    def _follow_applicant(self) -> None:
        self.problems.clear("applicant")
        if not self.more.is_folded():
            self._offer_transfers(self.draft().transfer_id)
        self.focus_open()
        self.changed.emit()

    def _offer_transfers(self, chosen: int | None = None) -> None:
        """The applicant's transfers, once somebody looks for them."""
        chosen = chosen if chosen is not None else self.more.transfer_box.currentData()
        self.more.set_transfers(self._reads.transfers(self.applicant.row, chosen), chosen)

    def _show_more(self) -> None:
        """What was unfolded is scrolled into sight, as far as there is room."""
        self._offer_transfers()
        sight = self.ui.formArea.ensureWidgetVisible
        QTimer.singleShot(0, self, lambda: sight(self.more.body, 0, 8))

    def _show_kind(self) -> None:
        """Who only asks gets no notice: the buttons say what will be done."""
        asks = self.more.consulting()
        self.ui.acceptPrintButton.setText("记下咨询" if asks else "受理并打印通知书")
        self.ui.acceptPrintButton.setProperty("glyph", "help" if asks else "print")
        ui = self.ui
        for one in (ui.acceptButton, ui.materialsCaption, ui.materialsArea):
            one.setVisible(not asks)
        for one in (ui.promiseCaption, ui.promiseRow):
            one.setVisible(not asks)
        self._count_lacking()

    def _route_slip(self, edit: QLineEdit) -> None:
        """A slip scanned into a field for ID readers is nobody's name."""
        if is_slip(edit.text()):
            code = edit.text()
            edit.clear()
            self.slip_scanned.emit(code)

    def _register(self) -> None:
        """Ctrl+N: no file yet, so to 居民登记; the draft waits here."""
        self._context.desk.register_resident()
