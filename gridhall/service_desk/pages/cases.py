"""一窗受理·工单: the queue at the left; form or case at the right, never modal."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.core.errors import UserError
from gridhall.forms.ui_cases_page import Ui_CasesPage
from gridhall.qt.context import Context
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.frames import EmptyState
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width
from gridhall.qt.table import RowsModel
from gridhall.service_desk import service
from gridhall.service_desk.columns import QUEUE
from gridhall.service_desk.pages.acts import CaseActs
from gridhall.service_desk.pages.autosave import DraftKeeper
from gridhall.service_desk.pages.card import CasePanel
from gridhall.service_desk.pages.form import CaseForm
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow, DraftRow, QueueRow
from gridhall.service_desk.rules.clock import DeskDay, spoken_day
from gridhall.service_desk.rules.draft import DraftRefused

PILLS = ("待办", "超期", "今天到期", "待补正", "已办结")
SIDE, TWO_PANES = 430, 1100  # px at 100 %; effective width from which both panes show
_OURS = frozenset({"service_case", "case_material", "case_event", "paper"})
_NOTHING_HERE = {
    "open": ("没有待办的工单", "来了新的事项，按 F2 新建工单"),
    "overdue": ("没有超期的工单", "都在承诺期限以内"),
    "due_today": ("今天没有到期的工单", "可以先看“待办”里明天到期的"),
    "supplement": ("没有等补正的工单", "已受理的材料都齐了"),
    "finished": ("还没有办结的工单", "办结的工单会列在这里"),
}


class CasesPage(QWidget):
    """Built once by the window; holds nothing but what is on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._acts = context, CaseActs(context)
        self.ui = Ui_CasesPage()
        self.ui.setupUi(self)
        self._which, self._effective = queries.FILTERS[0], 10_000
        self._side_wanted = False
        self.queue = RowsModel(QUEUE, self)
        self.ui.caseTable.setModel(self.queue)
        self.form, self.panel, self._idle = CaseForm(context), CasePanel(), EmptyState()
        for side in (self._idle, self.panel, self.form):
            self.ui.sideStack.addWidget(side)
        self._keeper = DraftKeeper(context, self.form.draft, self)
        self._filter_timer = QTimer(self, singleShot=True, interval=150)
        self._dress()
        self._connect()
        self._restore()

    def _dress(self) -> None:
        ui = self.ui
        ui.filterPills.set_items(PILLS)
        FieldIcon(ui.filterEdit, "search", leading=True)
        ui.filterEdit.setClearButtonEnabled(True)
        ui.caseTable.horizontalHeader().setProperty("ownSize", True)
        ui.todayLabel.setText(spoken_day(self._context.today()))
        self._idle.say("选一件工单", "这里显示它的材料、文书和办理经过", "inbox")
        self._idle.offer("新建工单", "F2", "add")
        self.setFocusProxy(ui.caseTable)

    def _connect(self) -> None:
        ui = self.ui
        ui.filterPills.chosen.connect(self._choose_filter)
        ui.filterEdit.textChanged.connect(lambda: self._filter_timer.start())
        self._filter_timer.timeout.connect(self.refresh)
        ui.caseTable.opened.connect(lambda row: self.show_case(row.id))
        ui.caseTable.moved.connect(self._follow)
        ui.newButton.clicked.connect(lambda: self.new_case())
        ui.draftsButton.clicked.connect(self._offer_drafts)
        ui.queueEmpty.acted.connect(lambda: self.new_case())
        self._idle.acted.connect(lambda: self.new_case())
        self._connect_form()
        self._connect_panel()
        QShortcut(QKeySequence("Alt+Left"), self, self.close_side)
        self._context.bus.changed.connect(self._hear)
        Refreshing(self, self._context.bus, _OURS).use(self.refresh)

    def _connect_form(self) -> None:
        self.form.changed.connect(self._keeper.touch)
        self.form.accept_wanted.connect(self._accept)
        self.form.ui.closeButton.clicked.connect(self.close_side)
        self._keeper.said.connect(self.form.show_saved)

    def _connect_panel(self) -> None:
        panel, acts, desk = self.panel, self._acts, self._context.desk
        panel.ui.closeButton.clicked.connect(self.close_side)
        panel.finish_wanted.connect(lambda: self._on_case(lambda c: acts.finish(c.id, c.version)))
        panel.print_wanted.connect(lambda: self._on_case(lambda c: acts.print_notice(c.id)))
        panel.revoke_wanted.connect(lambda: self._on_case(partial(acts.revoke, self)))
        panel.undo_wanted.connect(lambda: self._on_case(self._undo_finish))
        panel.receive_wanted.connect(lambda got: self._on_case(lambda c: acts.receive(c.id, got)))
        panel.paper_wanted.connect(desk.preview)
        panel.resident_wanted.connect(desk.open_resident)

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """In a row of views the view's own name says what this is; its buttons stand there."""
        ui = self.ui
        ui.titleLabel.hide()
        ui.todayLabel.hide()
        ui.layout9.setContentsMargins(16, 0, 16, 12)
        return (ui.draftsButton, ui.newButton)

    def new_case(self, person_id: int | None = None) -> None:
        """F2: an empty form; a draft that was being typed is kept and can be taken up again."""
        self._keeper.flush()
        self.form.start(person_id)
        self._show_side(self.form)
        self.form.focus_open()
        self._count_drafts()

    def show_case(self, case_id: int) -> None:
        """Show a case's card at the right, and in the queue if it is on show there."""
        self._keeper.flush()
        self._load_card(case_id)
        self._show_side(self.panel)
        self.ui.caseTable.choose(case_id)
        if self.ui.queueCard.isVisible():
            self.ui.caseTable.setFocus()
        else:
            self.panel.take_focus()

    def keep_draft(self) -> None:
        """Store what is typed, before the desk is locked or left."""
        self._keeper.flush()

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that list or side, whichever is in use."""
        self._effective = effective
        self._lay_out()

    def refresh(self) -> None:
        """Read everything on show anew."""
        with self._context.db.read() as session:
            counts = queries.counts(session, self._context.today())
            rows = queries.queue(session, self._day(), self._which, self.ui.filterEdit.text())
        shown = (counts.open, counts.overdue, counts.due_today, counts.supplement, None)
        self.ui.filterPills.set_counts(PILLS, shown)
        self.ui.summaryLabel.setText(
            f"{counts.open} 件待办 · {counts.overdue} 件超期 · {counts.due_today} 件今天到期"
        )
        self.queue.show_rows(rows)
        self._show_queue(bool(rows))
        self._count_drafts()
        if self.panel.card is not None:
            self._load_card(self.panel.card.case.id)

    def close_side(self) -> None:
        """Esc: put the form away, its draft kept; the queue has the keys again."""
        self._keeper.flush()
        row = self.ui.caseTable.current()
        self._show_side(self._idle, wanted=False)
        self._follow(row)
        self.ui.caseTable.setFocus()
        self._count_drafts()

    # Queue

    def _choose_filter(self, place: int) -> None:
        self._which = queries.FILTERS[place]
        self.refresh()
        self.ui.caseTable.choose_first()

    def _show_queue(self, some: bool) -> None:
        ui = self.ui
        page = ui.queueListPage if some else ui.queueEmptyPage
        ui.queueStack.setCurrentWidget(page)
        if some:
            return
        typed = ui.filterEdit.text().strip()
        title, text = _NOTHING_HERE[self._which]
        if typed:
            title, text = f"没有找到“{typed}”", "换个编号、姓名或事项，或清空筛选"
        ui.queueEmpty.say(title, text, "inbox")
        ui.queueEmpty.offer("" if typed else "新建工单", "F2", "add")

    def _follow(self, row: QueueRow | None) -> None:
        """The card follows the chosen row, unless a form is being filled in."""
        if row is not None and self.ui.sideStack.currentWidget() is not self.form:
            self._load_card(row.id)
            self._show_side(self.panel, wanted=self._side_wanted)

    def _load_card(self, case_id: int) -> None:
        with self._context.db.read() as session:
            card = queries.case_card(session, case_id)
        self.panel.show_card(card, self._day())

    def _day(self) -> DeskDay:
        return DeskDay(self._context.today(), self._context.calendar)

    # Side

    def _show_side(self, side: QWidget, *, wanted: bool = True) -> None:
        self.ui.sideStack.setCurrentWidget(side)
        self._side_wanted = wanted
        self._lay_out()

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        self.ui.queueCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.sideCard, SIDE if both else None)
        for ticks in (self.form.ticks, self.panel.ticks):
            ticks.spread(not both)
        idle = self.ui.sideStack.currentWidget() is self._idle
        self.ui.newButton.setProperty("kind", "primary" if idle else "")  # one filled button

    def _on_case(self, act: Callable[[CaseRow], object]) -> None:
        if self.panel.card is not None:
            act(self.panel.card.case)

    def _undo_finish(self, case: CaseRow) -> None:
        try:
            self._acts.undo_finish(case.id, case.version)
        except UserError as error:
            self._context.desk.show_error(error)

    # Form

    def _accept(self, and_print: bool) -> None:
        """受理: one case however often it is pressed, for the form carries its key."""
        try:
            case = self._acts.accept(self.form.draft())
        except DraftRefused as refused:
            self.form.show_problems(refused)
            return
        except UserError as error:
            self._keeper.touch()
            self._context.desk.show_error(error)
            return
        self._keeper.forget()
        self.form.start()
        self.show_case(case.id)
        self.panel.rest()
        if and_print:
            self._acts.print_notice(case.id)
        else:
            day = spoken_day(case.promise)
            self._context.desk.toast(f"已受理 {case.number} {case.item_name}，{day}前办结")

    def _restore(self) -> None:
        """After a crash or a night: the last draft is back in its fields."""
        kept = self._drafts()
        if kept:
            self.open_draft(kept[0])
        else:
            self._show_side(self._idle, wanted=False)

    def open_draft(self, kept: DraftRow) -> None:
        """Take a draft up again."""
        self._keeper.flush()
        self.form.load(kept.draft)
        self._show_side(self.form)
        self.form.show_saved(f"草稿存于 {kept.saved_at.astimezone():%m-%d %H:%M}")
        self.form.focus_open()
        self._count_drafts()

    def _drafts(self) -> list[DraftRow]:
        with self._context.db.read() as session:
            return queries.drafts(session, self._context.clerk.id)

    def _count_drafts(self) -> None:
        """The button shows how many drafts wait besides the one in the form."""
        waiting = len(self._waiting_drafts())
        self.ui.draftsButton.setText(f"草稿 {waiting}")
        self.ui.draftsButton.setVisible(waiting > 0)

    def _waiting_drafts(self) -> list[DraftRow]:
        typing = self.ui.sideStack.currentWidget() is self.form
        key = self.form.draft().request_key if typing else ""
        return [kept for kept in self._drafts() if kept.draft.request_key != key]

    def _offer_drafts(self) -> None:
        menu = QMenu(self)
        for kept in self._waiting_drafts():
            menu.addAction(_draft_words(kept), partial(self.open_draft, kept))
        menu.addSeparator()
        for kept in self._waiting_drafts():
            menu.addAction(f"丢弃：{_draft_words(kept)}", partial(self._discard, kept))
        button = self.ui.draftsButton
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _discard(self, kept: DraftRow) -> None:
        context = self._context
        with context.db.write() as session:
            service.discard_draft(session, context.clerk, kept.draft.request_key)
        self._count_drafts()

    # Events

    def _hear(self, tables: frozenset[str]) -> None:
        if "service_item" in tables:
            self.form.reload_matters()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the tab keeps the draft."""
        self._keeper.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the side; open lists have taken theirs before."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_side()
            return
        super().keyPressEvent(event)


def _draft_words(kept: DraftRow) -> str:
    """A draft in the menu, where & would underline a letter."""
    draft = kept.draft
    parts = (draft.matter or "没选事项", draft.applicant or "没选申请人")
    when = f"{kept.saved_at.astimezone():%m-%d %H:%M}"
    return " · ".join((*parts, when)).replace("&", "&&")
