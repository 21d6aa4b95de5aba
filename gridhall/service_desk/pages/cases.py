"""一窗受理·工单: the queue at the left; form or case at the right, never modal."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.forms.ui_cases_page import Ui_CasesPage
from gridhall.qt.context import Context
from gridhall.qt.frames import EmptyState
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width
from gridhall.qt.theme import current_theme
from gridhall.service_desk.pages.acts import CaseActs
from gridhall.service_desk.pages.acts_papers import PaperActs
from gridhall.service_desk.pages.acts_steps import StepActs
from gridhall.service_desk.pages.card import CasePanel
from gridhall.service_desk.pages.cases_intake import Intake
from gridhall.service_desk.pages.cases_queue import CaseQueue
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow, DraftRow, QueueRow
from gridhall.service_desk.queries.slips import Brought
from gridhall.service_desk.rules.clock import spoken_day
from gridhall.service_desk.rules.states import SUPPLEMENT

SIDE, TWO_PANES = 430, 1100  # px at 100 %; effective width from which both panes show
_OURS = frozenset(
    {
        "service_case",
        "case_material",
        "case_event",
        "case_extension",
        "case_link",
        "case_rating",
        "paper",
    }
)


class CasesPage(QWidget):
    """Built once by the window; holds nothing but what is on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._acts = context, CaseActs(context)
        self.ui = Ui_CasesPage()
        self.ui.setupUi(self)
        self._effective, self._side_wanted = 10_000, False
        self.cases = CaseQueue(context, self, self.ui)
        self.queue = self.cases.model
        self.intake = Intake(context, self.ui.draftsButton, self)
        self.form, self.panel, self._idle = self.intake.form, CasePanel(context.clerk), EmptyState()
        self.steps, self.papers = StepActs(context, self), PaperActs(context, self)
        for side in (self._idle, self.panel, self.form):
            self.ui.sideStack.addWidget(side)
        self._dress()
        self._connect()
        if not self.intake.restore():
            self._show_side(self._idle, wanted=False)

    def _dress(self) -> None:
        self.ui.todayLabel.setText(spoken_day(self._context.today()))
        self._say_idle(0)
        self.setFocusProxy(self.ui.caseTable)

    def _connect(self) -> None:
        ui = self.ui
        ui.caseTable.opened.connect(lambda row: self.show_case(row.id))
        self.cases.moved.connect(self._follow)
        self.cases.many.connect(self._show_many)
        ui.newButton.clicked.connect(lambda: self.new_case())
        ui.queueEmpty.acted.connect(lambda: self.new_case())
        self._idle.acted.connect(lambda: self.new_case())
        self.intake.wanted.connect(lambda: self._show_side(self.form))
        self.intake.taken_in.connect(self._show_taken_in)
        self.intake.brought.connect(self.take_up)
        self.form.ui.closeButton.clicked.connect(self.close_side)
        self._connect_panel()
        self._connect_many()
        QShortcut(QKeySequence("Alt+Left"), self, self.close_side)
        self._context.bus.changed.connect(self._hear)
        Refreshing(self, self._context.bus, _OURS).use(self.refresh)

    def _connect_panel(self) -> None:
        panel, desk = self.panel, self._context.desk
        panel.ui.closeButton.clicked.connect(self.close_side)
        panel.step_wanted.connect(self._step)
        panel.print_wanted.connect(self._print)
        panel.papers_wanted.connect(self._offer_papers)
        panel.receive_wanted.connect(self._receive)
        panel.paper_wanted.connect(desk.preview)
        panel.resident_wanted.connect(desk.open_resident)
        panel.case_wanted.connect(self.show_case)
        panel.transfer_wanted.connect(desk.show_transfer)
        self.steps.stepped.connect(self._show_stepped)

    def _connect_many(self) -> None:
        ui, cases = self.ui, self.cases
        ui.manyHandOver.bind_key().clicked.connect(lambda: self.steps.hand_over(self._many()))
        ui.manyArchive.bind_key().clicked.connect(lambda: self.steps.archive(self._many()))
        ui.manyPrint.bind_key().clicked.connect(lambda: self.papers.print_many(cases.chosen()))

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """In a row of views the view's own name says what this is; its buttons stand there."""
        ui = self.ui
        ui.titleLabel.hide()
        ui.todayLabel.hide()
        ui.layout9.setContentsMargins(16, 0, 16, 12)
        return (ui.draftsButton, ui.newButton)

    def new_case(self, person_id: int | None = None, transfer_id: int | None = None) -> None:
        """F2: an empty form; a draft that was being typed is kept."""
        self.intake.start(person_id, transfer_id)

    def open_draft(self, kept: DraftRow) -> None:
        """Take a draft up again."""
        self.intake.open_draft(kept)

    def show_case(self, case_id: int) -> None:
        """Show a case at the right, and in the queue if it is on show there."""
        self.intake.keeper.flush()
        self._load_card(case_id)
        self._show_side(self.panel)
        listed = self.cases.show_beside(case_id)
        if listed and self.ui.queueCard.isVisible():
            self.ui.caseTable.setFocus()
        else:
            self.panel.take_focus()

    def take_up(self, brought: Brought) -> None:
        """A visitor is back with a slip: the form or the case as it was left.

        Of a case that waits for its supplement the first material that lacks has the focus.
        """
        if brought.draft is not None:
            self.intake.open_draft(brought.draft)
        elif brought.case_id is not None:
            self.show_case(brought.case_id)
            box, card = self.panel.ticks.first_open(), self.panel.card
            if card is not None and card.case.state == SUPPLEMENT and box is not None:
                box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self) -> None:
        """Store what is typed, before the desk is locked or left."""
        self.intake.keeper.flush()

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that list or side, whichever is in use."""
        self._effective = effective
        self._lay_out()

    def refresh(self) -> None:
        """Read everything on show anew."""
        self.cases.refresh()
        self.intake.count_drafts()
        if self.panel.card is not None:
            self._load_card(self.panel.card.case.id)
        self._lay_pills()

    def close_side(self) -> None:
        """Esc: put the form away, its draft kept; the queue has the keys again."""
        self.intake.keeper.flush()
        self.cases.clear_many()
        row = self.ui.caseTable.current()
        self._show_side(self._idle, wanted=False)
        self._follow(row)
        self.ui.caseTable.setFocus()
        self.intake.count_drafts()

    # Queue

    def _follow(self, row: QueueRow | None) -> None:
        """The card follows the chosen row, unless a form is being filled in."""
        filling = self.ui.sideStack.currentWidget() is self.form
        if row is not None and not filling and len(self.cases.chosen()) < 2:
            self._load_card(row.id)
            self._show_side(self.panel, wanted=self._side_wanted)

    def _show_many(self, count: int) -> None:
        """Several chosen: their acts stand under the list, no single card's keys are alive."""
        self._say_idle(count)
        if self.ui.sideStack.currentWidget() is self.form:
            return
        if count > 1:
            self._show_side(self._idle, wanted=False)
        else:
            self._follow(self.ui.caseTable.current())

    def _say_idle(self, count: int) -> None:
        if count > 1:
            self._idle.say(
                "选了多件工单", "下面可以一起移交、归档、打印；Esc 只留一件", "fact_check"
            )
            self._idle.offer("")
            return
        self._idle.say("选一件工单", "这里显示它的材料、文书和办理经过", "inbox")
        self._idle.offer("新建工单", "F2", "add")

    def _many(self) -> list[CaseRow]:
        with self._context.db.read() as session:
            return [queries.case_by_id(session, row.id) for row in self.cases.chosen()]

    def _load_card(self, case_id: int) -> None:
        with self._context.db.read() as session:
            card, on = queries.case_card(session, case_id), self.cases.day(session)
        self.panel.show_card(card, on, self.steps.paper(card))

    # Side

    def _show_taken_in(self, case_id: int) -> None:
        self.show_case(case_id)
        self.panel.rest()

    def _show_side(self, side: QWidget, *, wanted: bool = True) -> None:
        self.ui.sideStack.setCurrentWidget(side)
        self.cases.fill_beside(side is self.form)
        self._side_wanted = wanted
        self._lay_out()

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        self.ui.queueCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.sideCard, SIDE if both else None)
        self.form.ticks.spread(not both)
        self.panel.spread(not both)
        idle = self.ui.sideStack.currentWidget() is self._idle
        self.ui.newButton.setProperty("kind", "primary" if idle else "")  # one filled button
        self._lay_pills()

    def _lay_pills(self) -> None:
        """What is left of the row beside 只看我的 and the text filter."""
        ui, px = self.ui, current_theme().px
        beside = px(SIDE + 12) if self._effective >= TWO_PANES else 0
        taken = ui.minePill.sizeHint().width() + ui.filterEdit.minimumWidth() + px(28 + 4 * 8 + 2)
        self.cases.filters.lay_out(self.width() - px(32) - beside - taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many pills as there is room for."""
        super().resizeEvent(event)
        self._lay_pills()

    def _step(self, step: str) -> None:
        if self.panel.card is not None:
            self.steps.do(step, self.panel.card)
            self.panel.rest()

    def _show_stepped(self, case_id: int) -> None:
        """The card says what came of it, and which paper Ctrl+P prints."""
        if self.panel.card is not None and self.panel.card.case.id == case_id:
            self._load_card(case_id)
        self.panel.rest()

    def _print(self) -> None:
        card = self.panel.card
        if card is not None:
            self._acts.print_paper(card.case.id, self.steps.paper(card))

    def _offer_papers(self) -> None:
        if self.panel.card is not None:
            self.papers.offer(self.panel.card, self.panel.ui.papersButton)

    def _receive(self, positions: object) -> None:
        if self.panel.card is not None and isinstance(positions, set):
            self._acts.receive(self.panel.card.case.id, positions)

    # Events

    def _hear(self, tables: frozenset[str]) -> None:
        self.intake.hear(tables)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the tab keeps the draft."""
        self.intake.keeper.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the side; open lists have taken theirs before."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_side()
            return
        super().keyPressEvent(event)
