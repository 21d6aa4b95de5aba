"""One case at the right of the queue: materials, papers, what was done, what can be done."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.core.mask import mask_phone
from gridhall.forms.ui_case_card import Ui_CaseCard
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import button
from gridhall.qt.labels import label, set_look
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.service_desk.columns import state_tone
from gridhall.service_desk.labels import (
    MISSING,
    channel_label,
    event_label,
    limit_label,
    state_label,
)
from gridhall.service_desk.pages.materials import MaterialTicks
from gridhall.service_desk.queries.reads import CaseCard, EventRow
from gridhall.service_desk.rules.clock import DeskDay, spoken_day
from gridhall.service_desk.rules.states import FINISHED, OPEN

_GUARD_MS = 600  # an impatient second click on the form falls on what has taken its place
_DUE_GLYPHS = {"red": "error-fill", "amber": "schedule-fill", "green": "schedule"}


class CasePanel(QWidget):
    """Shows a case; what is pressed is told to the page."""

    finish_wanted = Signal()
    undo_wanted = Signal()
    print_wanted = Signal()
    revoke_wanted = Signal()
    receive_wanted = Signal(object)  # positions
    paper_wanted = Signal(int)
    resident_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CaseCard()
        self.ui.setupUi(self)
        self.ticks = MaterialTicks()
        self.ui.materialsColumn.addWidget(self.ticks)
        self.card: CaseCard | None = None
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        ui.cardIcon.show_icon("assignment", "primary", 20)
        ui.finishButton.bind_key().clicked.connect(self.finish_wanted)
        ui.printButton.bind_key().clicked.connect(self.print_wanted)
        ui.undoButton.clicked.connect(self.undo_wanted)
        ui.revokeButton.clicked.connect(self.revoke_wanted)
        ui.receiveButton.clicked.connect(self._receive)
        ui.residentButton.clicked.connect(self._open_resident)
        self.ticks.changed.connect(self._show_receivable)

    def show_card(self, card: CaseCard, on: DeskDay) -> None:
        """Show this case, as it stands on this day."""
        self.card = card
        self._show_head(card, on)
        self._show_applicant(card)
        received = {m.position for m in card.materials if m.received_at is not None}
        self.ticks.show_materials(card.materials, received)
        waits = card.case.state == OPEN
        for material, box in zip(card.materials, self.ticks.boxes, strict=True):
            box.setEnabled(waits and material.position not in received)
        self._show_receivable()
        self._show_papers(card)
        self._show_events(card)
        self._show_buttons(card)
        refit(self)

    def take_focus(self) -> None:
        """On what does no harm if Space is pressed by habit: printing asks first."""
        ui = self.ui
        (ui.printButton if ui.printButton.isVisibleTo(self) else ui.closeButton).setFocus()

    def rest(self) -> None:
        """Sleep a moment: a click meant for the form's button must not close the case."""
        self.ui.finishButton.setEnabled(False)
        QTimer.singleShot(_GUARD_MS, self, lambda: self.ui.finishButton.setEnabled(True))

    def _show_head(self, card: CaseCard, on: DeskDay) -> None:
        ui, case = self.ui, card.case
        ui.numberLabel.setText(case.number)
        missing = len(card.missing) if case.state == OPEN else 0
        ui.stateChip.setText(MISSING if missing else state_label(case.state))
        set_look(ui.stateChip, chip=state_tone(case.state, missing))
        ui.matterLabel.setText(case.item_name)
        due = on.due(case.promise, case.state)
        ui.dueLabel.setText(due.text)
        set_look(ui.dueLabel, tone=due.tone)
        glyph = _DUE_GLYPHS.get(due.tone, "check_circle")
        ui.dueIcon.show_icon(glyph, f"{due.tone}_fg", 18)
        promise = f"{spoken_day(case.promise)}前 · {limit_label('', case.limit_days)}"
        ui.dueFacts.setText(promise + (" · 暂估" if case.provisional else ""))

    def _show_applicant(self, card: CaseCard) -> None:
        ui, case = self.ui, card.case
        ui.applicantAvatar.show_name(case.applicant_name)
        ui.applicantLabel.setText(case.applicant_name)
        ui.applicantFacts.setText(card.id_number and f"证件尾号 {card.id_number[-4:]}")
        phone = mask_phone(case.phone) or "没留电话"
        ui.phoneLabel.setText(f"{phone} · {channel_label(case.channel)}")
        ui.noteLabel.setText(case.note)
        ui.noteLabel.setVisible(bool(case.note))

    def _show_receivable(self) -> None:
        """补收材料 shows once something new is ticked."""
        fresh, lacking = self._fresh(), self.ticks.lacking()
        waits = self.card is not None and self.card.case.state == OPEN
        self.ui.receiveButton.setVisible(bool(fresh))
        self.ui.lackingLabel.setText(f"缺 {lacking} 项必备材料，收到后勾选" if lacking else "")
        self.ui.lackingLabel.setVisible(bool(lacking) and waits and not fresh)

    def _fresh(self) -> set[int]:
        before = () if self.card is None else self.card.materials
        known = {m.position for m in before if m.received_at is not None}
        return set(self.ticks.ticked()) - known

    def _show_papers(self, card: CaseCard) -> None:
        column = self.ui.papersColumn
        empty(column)
        for paper in card.papers:
            column.addWidget(self._paper_row(paper))
        if not card.papers:
            column.addWidget(label("还没有出文书，按 Ctrl+P 出通知书", "meta"))

    def _paper_row(self, paper: PaperRow) -> QWidget:
        words = f"{paper.number}　{paper.title}" + ("（已作废）" if paper.voided_at else "")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(words, "sub", wrap=True), 1)
        look = button("看", "", "text")
        look.setAccessibleName(f"看{paper.title} {paper.number}")
        look.clicked.connect(lambda: self.paper_wanted.emit(paper.id))
        line.addWidget(look)
        return row

    def _show_events(self, card: CaseCard) -> None:
        column = self.ui.eventsColumn
        empty(column)
        for event in reversed(card.events):
            column.addWidget(_event_line(event))

    def _show_buttons(self, card: CaseCard) -> None:
        ui, state = self.ui, card.case.state
        waits, done = state == OPEN, state == FINISHED
        ui.finishButton.setVisible(waits)
        ui.revokeButton.setVisible(waits)
        ui.undoButton.setVisible(done)
        ui.printButton.setVisible(waits or done)
        ui.printButton.setText("打印办结通知书" if done else "打印")

    def _receive(self) -> None:
        self.receive_wanted.emit(self._fresh())

    def _open_resident(self) -> None:
        if self.card is not None:
            self.resident_wanted.emit(self.card.case.applicant_id)


def _event_line(event: EventRow) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    when = label(_moment(event.happened_at), "meta")
    when.setFixedWidth(86)
    detail = f"：{event.detail}" if event.detail else ""
    line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(
        label(f"{event.clerk_name} {event_label(event.kind)}{detail}", "sub", wrap=True), 1
    )
    return row


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%m-%d %H:%M}"
