"""一窗受理·吹哨台账: the ledger at the left; form or card at the right, never modal."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.issues.columns.issues import (
    LINES,
    MEETING,
    NEW,
    OVERDUE,
    PILLS,
    WORKING,
    Line,
)
from gridhall.issues.pages.acts import IssueActs
from gridhall.issues.pages.board import Board, count_words, pill_counts, pill_of, read_pill, seek
from gridhall.issues.pages.filling import Filling
from gridhall.issues.pages.ledger_menu import LedgerMenu
from gridhall.issues.pages.panel import IssuePanel
from gridhall.issues.pages.papers import natural_paper
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.issues import IssueFilter, issue_row, issues
from gridhall.issues.service.taking_back import take_back
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {
        "issue", "issue_person", "issue_response", "issue_measure", "governance_action",
        "issue_category", "photo", "attachment", "paper",
    }
)  # fmt: skip
_LEAST = 2  # letters that are sought in the whole ledger
_MANNER = Manner(
    name="一件问题",
    placeholder="编号、标题、地点",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="campaign",
    side=430,
    row_px=46,
)
_NEXT = {
    NEW: "有人反映问题就按 Ctrl+N 记下来",
    OVERDUE: "到期没有回音的会列在这里",
}


class IssuesPage(ListedPage):
    """Ctrl+N writes a problem down; the card's buttons carry it on, each by one key."""

    panel: IssuePanel
    export_wanted = Signal()  # 导出台账, which is the window's

    def __init__(self, context: Context) -> None:
        self.board: Board | None = None
        self._begun, self._searched, self._sought = False, "", 0
        self._found: Sequence[Line] = ()
        self.new_button = button("记问题", "Ctrl+N", "primary", "add")
        super().__init__(context, _MANNER, IssuePanel(context))
        self.filler, self.acts, self.menu = Filling(self), IssueActs(self), LedgerMenu(self)
        self.form = self.filler.form
        self.more_button = button("台账", "F10", "", "more_horiz")
        for made, act in ((self.new_button, self.filler.start), (self.more_button, self.menu.open)):
            made.setParent(self)
            made.bind_key().clicked.connect(self._pressed(act))
        self.ui.filterRow.setStretch(0, 1)  # the pills leave room
        self._connect_parts()
        self.idle.say("选一件问题", "这里显示它归谁、期限和经过", "campaign")
        self.idle.offer("记问题", "Ctrl+N", "add")

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.new_button)

    def show_issue(self, issue_id: int) -> None:
        """An issue that the search, a scan or another page leads to, whatever pill it is under."""
        self.filler.leave()
        with self.context.db.read() as session:
            row = issue_row(session, issue_id)
        self.ui.filterEdit.clear()
        self.go_to(pill_of(row), issue_id)
        self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_overdue(self) -> None:
        """What 今日 counts as overdue."""
        self.filler.leave()
        self.ui.filterEdit.clear()
        self._begun = True
        self.ui.pills.choose(OVERDUE)
        self.refresh()
        self.ui.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def new_issue(self) -> None:
        """The form for a problem, as another page or Ctrl+K wants it."""
        self.act(self.filler.start)

    def filling(self) -> bool:
        """Whether the form is on show."""
        return self.filler.is_on()

    def put_form_up(self, form: QWidget) -> None:
        """In the card's place; in a narrow window in the list's too."""
        self.ui.notice.hide()
        self.ui.sideStack.setCurrentWidget(form)
        self._side_wanted = True
        self._lay_out()

    def put_form_away(self) -> None:
        """The card of the chosen row has its place again."""
        self.ui.sideStack.setCurrentWidget(self.idle)
        self._side_wanted = False
        self._lay_out()
        self._show_row()

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """The pill's issues; a reading for another pill than the one then chosen is dropped."""
        pill, today, wanted = self.ui.pills.current(), self.context.today(), self._wanted
        return lambda session: read_pill(session, pill, today, wanted)

    def take(self, told: Board) -> None:
        """Pills with their counts; how many are overdue stands in the view's title."""
        self.board = told
        numbers = pill_counts(told.counts)
        self.ui.pills.set_counts(PILLS, numbers)
        self.ui.countLabel.setText(count_words(told))
        self.ui.keysLabel.setText("Enter 办下一步 · Ctrl+P 打印 · Ctrl+O 重新打开")
        self.counted.emit(told.counts.get("overdue", 0))
        if not self._begun:
            self._begin_where_work_is(numbers)

    def rows(self) -> Sequence[Line]:
        """What was read for the pill; what was sought everywhere if nothing of it fits."""
        if self.board is None:
            return ()
        return self.board.lines(self.context.today(), self.context.calendar)

    def typed_as(self, row: Line) -> str:
        """By number, title, place, owner, raiser."""
        one = row.row
        return f"{one.title} {one.place} {one.owner_name} {one.raiser} {one.category} {one.number}"

    def relist(self) -> None:
        """The list anew; the form stays where it is, and what no pill holds is sought."""
        was_filling, words = self.filling(), self.ui.filterEdit.text().strip()
        if words != self._searched:
            self._found = ()
        super().relist()
        if not self.model.rows and len(words) >= _LEAST:
            self._seek(words)
        if was_filling:
            self.ui.sideStack.setCurrentWidget(self.form)

    def reading_card(self, row: Line) -> Callable[[Any], Any]:
        """The card of the line."""
        today = self.context.today()
        return lambda session: issue_card(session, row.row.id, today)

    def show_card(self, told: IssueCard) -> None:
        """Fill the card."""
        self.panel.show_card(told, natural_paper(told))

    def open_row(self, row: Line) -> None:
        """Enter on a row: its first act."""
        self.panel.foot.first.click()

    def say_empty(self) -> None:
        """Nothing waits here."""
        pill, empty = self.ui.pills.current(), self.ui.empty
        empty.say(f"“{PILLS[pill]}”里没有问题", _NEXT.get(pill, "按 ← → 看别的"), "check_circle")
        empty.offer("")

    def sorted_ids(self) -> list[int]:
        """Every issue that is sorted and waits for a meeting."""
        with self.context.db.read() as session:
            return [one.id for one in issues(session, IssueFilter(("sorted",), limit=5000))]

    # Acts

    def open_sheet(self, sheet: ActSheet) -> None:
        """What it did is told; its letter follows."""
        sheet.carried.connect(self.acts.carried)
        super().open_sheet(sheet)

    def tell(self, done: Carried) -> None:
        """Say what was done and how to take it back; the card follows the issue to its new pill."""
        acts = [one for one in (*reversed(done.also), done.action_id) if one is not None]
        context = self.context

        def undo() -> None:
            with context.db.write() as session:
                for one in acts:
                    take_back(session, context.clerk, one)
            self._follow_issue(done.organisation_id)

        context.desk.toast(done.words, undo if acts else None)
        self._rest()
        self._follow_issue(done.organisation_id)

    def _rest(self) -> None:
        """The key that did this does something else now: 销号 has become 重新打开."""
        if self.panel.foot.first.hasFocus():
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.foot.rest()

    def _follow_issue(self, issue_id: int | None) -> None:
        """The issue stays on show although it stands under another pill now."""
        if issue_id is None or self.filling():
            return
        try:
            with self.context.db.read() as session:
                row = issue_row(session, issue_id)
        except UserError:  # what was written down was taken back
            return
        pill = self.ui.pills.current()
        stays = pill == OVERDUE and row.overdue(self.context.today())
        self.go_to(pill if stays else pill_of(row), issue_id)

    def go_to(self, pill: int, issue_id: int) -> None:
        """A pill, with this issue chosen as soon as it is read."""
        self._begun, self._wanted = True, issue_id
        self.ui.pills.choose(pill)
        self.refresh()

    def _show_row(self, _row: object = None) -> None:
        """The card follows the chosen row, unless the form is being filled in."""
        if not self.filling():
            super()._show_row(_row)

    def _ask_card(self) -> None:
        """Nor does a card that was on its way put the form away."""
        if not self.filling():
            super()._ask_card()

    def _take_card(self, asked: int, told: Any) -> None:
        if not self.filling():
            super()._take_card(asked, told)

    def _take(self, round_: int, told: Any) -> None:
        """A reading for a pill that was left meanwhile is read anew."""
        if told.pill != self.ui.pills.current() or round_ != self._round:
            return
        gone = self._gone(told)
        self._searched = ""  # what was found in the whole ledger may have changed too
        super()._take(round_, told)
        self._show_row()  # the card is of the same issue, as it is now
        if gone is not None:
            self._follow_gone(gone)

    def _gone(self, told: Board) -> Line | None:
        """The line on show, where another clerk carried it out of this pill meanwhile."""
        line: Line | None = self.ui.table.current()
        known = self.board is not None and self.board.pill == told.pill and self._wanted is None
        if line is None or not known or self.board is None:
            return None
        before, now = ([row.id for row in one.rows] for one in (self.board, told))
        return line if line.id in before and line.id not in now else None

    def _follow_gone(self, line: Line) -> None:
        """The card never turns into another issue's under the clerk's hands."""
        self._rest()
        self._follow_issue(line.id)
        if self._wanted == line.id:
            pill = PILLS[self.ui.pills.current()]
            self.context.desk.toast(f"{line.row.number} 已经办到下一步，现在在“{pill}”里")

    def _begin_where_work_is(self, numbers: Sequence[int | None]) -> None:
        """At first the pill where something waits, what is overdue before all else."""
        self._begun = True
        waits = next((one for one in (OVERDUE, NEW, WORKING, MEETING) if numbers[one]), NEW)
        if waits != self.ui.pills.current():
            self.ui.pills.choose(waits)
            self.refresh()

    def _seek(self, words: str) -> None:
        """Nothing of this pill fits: the whole ledger is asked, by number, words and sounds."""
        if words == self._searched and self._found:
            self._show_found()
            return
        self._searched, self._sought = words, self._sought + 1
        db, today, pill = self.context.db, self.context.today(), self.ui.pills.current()

        def work(_progress: Progress) -> Board:
            with db.read() as session:
                return seek(session, words, pill, today)

        done, failed = partial(self._take_found, self._sought), self.context.desk.show_error
        self.context.jobs.start(work, done=done, failed=failed)

    def _take_found(self, asked: int, told: Board) -> None:
        if asked == self._sought and self.ui.filterEdit.text().strip() == self._searched:
            self._found = told.lines(self.context.today(), self.context.calendar)
            if self._found and not self.model.rows:
                self._show_found()

    def _show_found(self) -> None:
        self.model.show_rows(self._found)
        self.ui.listStack.setCurrentWidget(self.ui.tablePage)
        self.ui.countLabel.setText(f"“{PILLS[self.ui.pills.current()]}”里没有，全部台账里找到"
                                   f" {len(self._found)} 件")  # fmt: skip
        if self._wanted is not None and self.ui.table.choose(self._wanted):
            self._wanted = None
        elif self.ui.table.current() is None:
            self.ui.table.choose_first()

    # Its look

    def _connect_parts(self) -> None:
        panel, desk = self.panel, self.context.desk
        panel.step_wanted.connect(lambda step: self.act(partial(self.acts.do, step)))
        panel.measure_opened.connect(lambda one: self.act(partial(self.acts.reply, one)))
        panel.issue_wanted.connect(self.show_issue)
        panel.resident_wanted.connect(desk.open_resident)
        self.idle.acted.connect(self.new_issue)
        self.ui.pills.chosen.connect(lambda _: self.refresh())
        self.ui.sideStack.currentChanged.connect(lambda _: self._fill_one_button())

    def _fill_one_button(self) -> None:
        """One filled button in the view: the form's or the card's, else 记问题."""
        idle = self.ui.sideStack.currentWidget() is self.idle or self.ui.sideCard.isHidden()
        self.new_button.setProperty("kind", "primary" if idle else "")

    def _lay_out(self) -> None:
        super()._lay_out()
        self._fill_one_button()

    def _pressed(self, act: Callable[[], object]) -> Callable[[], None]:
        """A button's slot: what the act refuses is said."""
        return lambda: self.act(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away before anything else."""
        if event.key() == Qt.Key.Key_Escape and self.filling():
            self.filler.close()
            return
        super().keyPressEvent(event)
