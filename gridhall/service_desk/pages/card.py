"""One case at the right of the queue: how it stands, what belongs to it, what can be done now."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from gridhall.core.clerk import Clerk
from gridhall.core.mask import mask_phone
from gridhall.forms.ui_case_card import Ui_CaseCard
from gridhall.qt.labels import label, set_look
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.service_desk.columns import state_tone
from gridhall.service_desk.labels import channel_label, state_label
from gridhall.service_desk.pages import card_parts as parts
from gridhall.service_desk.pages.card_foot import CardFoot
from gridhall.service_desk.pages.card_steps import offer
from gridhall.service_desk.pages.materials import MaterialTicks
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules.clock import DeskDay
from gridhall.service_desk.rules.states import open_steps

_DUE_GLYPHS = {"red": "error-fill", "amber": "schedule-fill", "green": "schedule"}
_OPEN_GLYPHS = {"suspended": "hourglass_top", "supplement": "assignment_return"}


class CasePanel(QWidget):
    """Shows a case; what is pressed is told to the page."""

    step_wanted = Signal(str)  # a step of rules.states, or card_steps.FINISH_AS
    print_wanted = Signal()
    papers_wanted = Signal()
    receive_wanted = Signal(object)  # positions
    paper_wanted = Signal(int)
    resident_wanted = Signal(int)
    case_wanted = Signal(int)
    transfer_wanted = Signal(int)

    def __init__(self, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CaseCard()
        self.ui.setupUi(self)
        self._clerk = clerk
        self.ticks = MaterialTicks()
        self.ui.materialsColumn.addWidget(self.ticks)
        self.card: CaseCard | None = None
        self.foot = CardFoot(self, self.ui)
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        ui.cardIcon.show_icon("assignment", "primary", 20)
        ui.printButton.bind_key().clicked.connect(self.print_wanted)
        ui.papersButton.bind_key().clicked.connect(self.papers_wanted)
        ui.receiveButton.bind_key().clicked.connect(self._receive)
        ui.residentButton.clicked.connect(self._open_resident)
        self.foot.chosen.connect(self.step_wanted)
        self.foot.storing.connect(self._receive)
        self.ticks.changed.connect(self._show_receivable)

    def show_card(self, card: CaseCard, on: DeskDay, paper: str) -> None:
        """Show this case, as it stands on this day; `paper` is the kind that Ctrl+P prints."""
        held, self.card = self._has_focus(), card
        self._show_head(card, on)
        self._show_people(card)
        self._show_materials(card)
        self._show_result(card)
        self._show_links(card)
        self._show_papers(card)
        parts.fill_events(self.ui.eventsColumn, card)
        self.foot.show(card, offer(card, self._clerk), paper)
        refit(self)
        if held and not self._has_focus():
            self.take_focus()  # what had it was made anew; elsewhere it would jump into the header

    def _has_focus(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def spread(self, roomy: bool) -> None:
        """Where the card has the whole window, its materials and its buttons stand side by side."""
        self.ticks.spread(roomy)
        way = QBoxLayout.Direction
        self.ui.layout16.setDirection(way.LeftToRight if roomy else way.TopToBottom)

    def take_focus(self) -> None:
        """On what does no harm if Space is pressed by habit: printing asks first."""
        ui = self.ui
        (ui.printButton if ui.printButton.isVisibleTo(self) else ui.closeButton).setFocus()

    def rest(self) -> None:
        """Sleep a moment: a click meant for the form's button must not close the case."""
        self.foot.rest()

    def _show_head(self, card: CaseCard, on: DeskDay) -> None:
        ui, case = self.ui, card.case
        ui.numberLabel.setText(case.number)
        ui.stateChip.setText(state_label(case.state))
        set_look(ui.stateChip, chip=state_tone(case.state))
        ui.matterLabel.setText(case.item_name)
        due = on.due(parts.due_day(card), case.state)
        ui.dueLabel.setText(due.text)
        set_look(ui.dueLabel, tone=due.tone)
        calm = _OPEN_GLYPHS.get(case.state, "check_circle")
        ui.dueIcon.show_icon(_DUE_GLYPHS.get(due.tone, calm), f"{due.tone}_fg", 18)
        ui.dueFacts.setText(parts.due_facts(card))
        ui.chipsArea.setVisible(parts.fill_chips(ui.chipsColumn, card))

    def _show_people(self, card: CaseCard) -> None:
        ui, case = self.ui, card.case
        ui.applicantAvatar.show_name(case.applicant_name)
        ui.applicantLabel.setText(case.applicant_name)
        ui.applicantFacts.setText(card.id_number and f"证件尾号 {card.id_number[-4:]}")
        phone = mask_phone(case.phone) or "没留电话"
        ui.phoneLabel.setText(f"{phone} · {channel_label(case.channel)}")
        ui.residentButton.setVisible(case.applicant_id is not None)
        for shown, words in (
            (ui.agentLabel, parts.agent_words(case)),
            (ui.clerksLabel, parts.clerk_words(case)),
            (ui.noteLabel, case.note),
        ):
            shown.setText(words)
            shown.setVisible(bool(words))

    def _show_materials(self, card: CaseCard) -> None:
        received = {m.position for m in card.materials if m.received_at is not None}
        self.ticks.show_materials(card.materials, received)
        waits = self._may_receive(card)
        for material, box in zip(card.materials, self.ticks.boxes, strict=True):
            box.setEnabled(waits and material.position not in received)
        self.ui.materialsTitle.setVisible(bool(card.materials))
        self._show_receivable()

    def _show_receivable(self) -> None:
        """补收材料 shows once something new is ticked."""
        fresh, lacking = self._fresh(), self.ticks.lacking()
        waits = self.card is not None and self._may_receive(self.card)
        self.ui.receiveButton.setVisible(bool(fresh))
        self.foot.show_ticked(bool(fresh))
        self.ui.lackingLabel.setText(self._lacking_words(lacking))
        self.ui.lackingLabel.setVisible(bool(lacking) and waits and not fresh)

    def _lacking_words(self, lacking: int) -> str:
        """缺 2 项必备材料，收到后勾选 · 12-01 前补交."""
        if not lacking or self.card is None:
            return ""
        days = [m.deferred_until for m in self.card.missing if m.deferred_until is not None]
        until = f" · 承诺 {min(days):%m-%d} 前补交" if days else ""
        return f"缺 {lacking} 项必备材料，收到后勾选{until}"

    @staticmethod
    def _may_receive(card: CaseCard) -> bool:
        return "receive" in open_steps(card.case.state)

    def _fresh(self) -> set[int]:
        before = () if self.card is None else self.card.materials
        known = {m.position for m in before if m.received_at is not None}
        return set(self.ticks.ticked()) - known

    def _show_result(self, card: CaseCard) -> None:
        ui, told = self.ui, parts.result_lines(card.case)
        ui.resultLabel.setText("\n".join(told))
        for shown in (ui.resultTitle, ui.resultLabel):
            shown.setVisible(bool(told))

    def _show_links(self, card: CaseCard) -> None:
        ui, column = self.ui, self.ui.linksColumn
        empty(column)
        for link in card.links:
            words = parts.link_words(link.number, link.item_name, link.state)
            row, look = parts.look_row(words, link.number)
            look.clicked.connect(partial(self.case_wanted.emit, link.case_id))
            column.addWidget(row)
        if card.case.transfer_id is not None and card.transfer_number:
            row, look = parts.look_row(f"{card.transfer_number}　户籍迁移", card.transfer_number)
            look.clicked.connect(partial(self.transfer_wanted.emit, card.case.transfer_id))
            column.addWidget(row)
        for shown in (ui.linksTitle, ui.linksArea):
            shown.setVisible(column.count() > 0)

    def _show_papers(self, card: CaseCard) -> None:
        column = self.ui.papersColumn
        empty(column)
        for paper in card.papers:
            row, look = parts.look_row(parts.paper_words(paper), f"{paper.title} {paper.number}")
            look.clicked.connect(partial(self.paper_wanted.emit, paper.id))
            column.addWidget(row)
        if not card.papers:
            column.addWidget(label("还没有出文书，按 Ctrl+P 打印", "meta"))

    def _receive(self) -> None:
        self.receive_wanted.emit(self._fresh())

    def _open_resident(self) -> None:
        if self.card is not None and self.card.case.applicant_id is not None:
            self.resident_wanted.emit(self.card.case.applicant_id)
