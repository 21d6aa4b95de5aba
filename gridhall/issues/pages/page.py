"""一窗受理·吹哨台账: the ledger at the left; form or card at the right, never modal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.issues.columns.issues import (
    CLOSING,
    DONE,
    LINES,
    MEETING,
    NEW,
    OVERDUE,
    PILL_STATES,
    PILLS,
    ROUTING,
    WORKING,
    Line,
    line,
)
from gridhall.issues.dialogs.people import concerned
from gridhall.issues.dialogs.step import when_of
from gridhall.issues.pages.acts import IssueActs
from gridhall.issues.pages.form import IssueForm
from gridhall.issues.pages.panel import IssuePanel
from gridhall.issues.pages.papers import natural_paper
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.issues import IssueFilter, IssueRow, counts, issue_row, issues
from gridhall.issues.queries.marks import measures_taken
from gridhall.issues.service.intake import add_issue, change_issue, set_people
from gridhall.issues.service.steps import note_down
from gridhall.issues.service.taking_back import take_back
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {
        "issue", "issue_person", "issue_response", "issue_measure", "governance_action",
        "issue_category", "photo", "attachment", "paper",
    }
)  # fmt: skip
_MOST, _FOUND, _LEAST = 500, 60, 2
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


@dataclass(frozen=True, slots=True)
class Board:
    """What one reading brought: a pill's issues, the measures on them, what waits everywhere."""

    pill: int
    rows: Sequence[IssueRow]
    taken: dict[int, frozenset[str]]
    counts: dict[str, int]


class IssuesPage(ListedPage):
    """Ctrl+N writes a problem down; the card's buttons carry it on, each by one key."""

    panel: IssuePanel

    def __init__(self, context: Context) -> None:
        self.board: Board | None = None
        self._begun, self._searched, self._sought = False, "", 0
        self._found: Sequence[Line] = ()
        super().__init__(context, _MANNER, IssuePanel(context))
        self.form, self.acts = IssueForm(context), IssueActs(self)
        self.new_button = button("记问题", "Ctrl+N", "primary", "add")
        self.more_button = button("台账", "F10", "", "more_horiz")
        for made, act in ((self.new_button, self.new_issue), (self.more_button, self._menu)):
            made.setParent(self)
            made.bind_key().clicked.connect(self._pressed(act))
        self.ui.sideStack.addWidget(self.form)
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
        self._leave_form()
        with self.context.db.read() as session:
            row = issue_row(session, issue_id)
        self.ui.filterEdit.clear()
        self._go_to(_pill_of(row), issue_id)

    def show_overdue(self) -> None:
        """What 今日 counts as overdue."""
        self._leave_form()
        self.ui.filterEdit.clear()
        self._begun = True
        self.ui.pills.choose(OVERDUE)
        self.refresh()
        self.ui.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def filling(self) -> bool:
        """Whether the form is on show."""
        return self.ui.sideStack.currentWidget() is self.form

    # The form

    def new_issue(self) -> None:
        """Ctrl+N: the form, with what was being typed when it was closed."""
        if self.filling() and not self.form.is_change():
            self.form.focus_open()
            return
        self.form.learn()
        if self.form.is_change():
            self.form.clear()
        self._show_form()

    def change(self, card: IssueCard) -> None:
        """Ctrl+E: the same form on an issue that is there."""
        if not self.form.is_change() and not self.form.is_blank():
            raise UserError("还有一件没有记完。请先按 Ctrl+N 记下或清空，再来修改")
        self.form.learn()
        self.form.load(card.row, tuple(concerned(card)))
        self._show_form()

    def save_form(self, again: bool) -> None:
        """Ctrl+Enter, Ctrl+S: one issue however often it is pressed, for the form has its key."""
        draft, context, row = self.form.draft(), self.context, self.form.changed_row()
        when = when_of(context)
        try:
            with context.db.write() as session:
                if row is None:
                    done = add_issue(session, context.clerk, draft, when)
                else:
                    done = change_issue(session, context.clerk, row.id, draft, row.version, when)
                kept = issue_row(session, done.row_id)
        except DraftProblems as wrong:
            self.form.show_problems(wrong)
            return
        except UserError as error:
            self.form.refuse(str(error))
            return
        words = f"{'已记下' if row is None else '已修改'} {kept.number} {kept.title}"
        self._after_form(kept, Carried(done.action_id, words, kept.id), again=again)

    def join(self, issue_id: int) -> None:
        """并入: somebody mentioned it again; that is noted on the issue that is there."""
        context, who = self.context, self.form.joiner()
        said = self.form.draft()
        told = "，".join(filter(None, (said.title.strip(), said.content.strip())))[:150]
        try:
            with context.db.write() as session:
                card = issue_card(session, issue_id, context.today())
                acts = [
                    note_down(
                        session, context.clerk, issue_id, f"又有人反映：{told}", when_of(context)
                    )
                ]
                if who is not None:
                    people = (*concerned(card), who)
                    acts.append(
                        set_people(session, context.clerk, issue_id, people, when_of(context))
                    )
        except UserError as error:
            self.form.refuse(str(error))
            return
        first, *others = acts
        words = f"已并入 {card.row.number}，没有另记一件"
        also = tuple(one.action_id for one in others)
        self._after_form(card.row, Carried(first.action_id, words, issue_id, also))

    def close_form(self) -> None:
        """Esc: what was typed waits for the next Ctrl+N; a change is dropped."""
        if self.form.is_change():
            self.form.clear()
        elif not self.form.is_blank():
            self.context.desk.toast("填的还在，按 Ctrl+N 接着写")
        self._leave_form()
        self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_form(self, row: IssueRow, done: Carried, *, again: bool = False) -> None:
        self.form.clear(keep=again)
        if again:
            self.form.focus_open()
        else:
            self._leave_form()
            self._go_to(_pill_of(row), row.id)
            self.panel.foot.rest()
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell(done)

    def _show_form(self) -> None:
        self.ui.notice.hide()
        self.ui.sideStack.setCurrentWidget(self.form)
        self._side_wanted = True
        self._lay_out()
        self.new_button.setProperty("kind", "")  # one filled button: the form's
        self.form.focus_open()

    def _leave_form(self) -> None:
        if not self.filling():
            return
        self.new_button.setProperty("kind", "primary")
        self.ui.sideStack.setCurrentWidget(self.idle)
        self._side_wanted = False
        self._lay_out()
        self._show_row()

    def _look_at(self, issue_id: int) -> None:
        """看这件 of a likely duplicate: the form waits behind it."""
        self.context.desk.toast("填的还在，按 Ctrl+N 接着写")
        self.show_issue(issue_id)

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """The pill's issues; a reading for another pill than the one then chosen is dropped."""
        pill, today = self.ui.pills.current(), self.context.today()

        def read(session: Any) -> Board:
            rows = sorted(issues(session, _asked(pill, today)), key=_order(pill))
            taken = measures_taken(session, [row.id for row in rows])
            return Board(pill, rows, taken, counts(session, today))

        return read

    def take(self, told: Board) -> None:
        """Pills with their counts; how many are overdue stands in the view's title."""
        self.board = told
        numbers = pill_counts(told.counts)
        self.ui.pills.set_counts(PILLS, numbers)
        self.ui.countLabel.setText(_count_words(told))
        self.ui.keysLabel.setText("Enter 办下一步 · Ctrl+P 打印 · Ctrl+O 重新打开")
        self.counted.emit(told.counts.get("overdue", 0))
        if not self._begun:
            self._begin_where_work_is(numbers)

    def rows(self) -> Sequence[Line]:
        """What was read for the pill; what was sought everywhere if nothing of it fits."""
        if self.board is None:
            return ()
        context = self.context
        today, calendar, taken = context.today(), context.calendar, self.board.taken
        return [
            line(row, taken.get(row.id, frozenset()), today, calendar) for row in self.board.rows
        ]

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
        self._follow_issue(done.organisation_id)

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
        self._go_to(pill if stays else _pill_of(row), issue_id)

    def _go_to(self, pill: int, issue_id: int) -> None:
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
        if told.pill == self.ui.pills.current():
            super()._take(round_, told)
            self._show_row()  # the card is of the same issue, as it is now

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
        db, today, asked = self.context.db, self.context.today(), self._sought
        calendar = self.context.calendar

        def work(_progress: Progress) -> list[Line]:
            with db.read() as session:
                found = issues(session, IssueFilter(text=words, limit=_FOUND))
                taken = measures_taken(session, [row.id for row in found])
            return [line(row, taken.get(row.id, frozenset()), today, calendar) for row in found]

        done, failed = partial(self._take_found, asked), self.context.desk.show_error
        self.context.jobs.start(work, done=done, failed=failed)

    def _take_found(self, asked: int, found: list[Line]) -> None:
        if asked == self._sought and self.ui.filterEdit.text().strip() == self._searched:
            self._found = found
            if found and not self.model.rows:
                self._show_found()

    def _show_found(self) -> None:
        self.model.show_rows(self._found)
        self.ui.listStack.setCurrentWidget(self.ui.tablePage)
        self.ui.countLabel.setText(f"“{PILLS[self.ui.pills.current()]}”里没有，全部台账里找到"
                                   f" {len(self._found)} 件")  # fmt: skip
        if self.ui.table.current() is None:
            self.ui.table.choose_first()

    # Its look

    def _connect_parts(self) -> None:
        panel, form, desk = self.panel, self.form, self.context.desk
        panel.step_wanted.connect(lambda step: self.act(partial(self.acts.do, step)))
        panel.measure_opened.connect(lambda one: self.act(partial(self.acts.reply, one)))
        panel.issue_wanted.connect(self.show_issue)
        panel.resident_wanted.connect(desk.open_resident)
        form.save_wanted.connect(self.save_form)
        form.close_wanted.connect(self.close_form)
        form.look_wanted.connect(self._look_at)
        form.join_wanted.connect(self.join)
        self.idle.acted.connect(self.new_issue)
        self.ui.pills.chosen.connect(lambda _: self.refresh())

    def _pressed(self, act: Callable[[], object]) -> Callable[[], None]:
        """A button's slot: what the act refuses is said."""
        return lambda: self.act(act)

    def _menu(self) -> None:
        self.open_menu(self.more_button, (("全部列入议题…", "", self.acts.all_on_agenda),))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away before anything else."""
        if event.key() == Qt.Key.Key_Escape and self.filling():
            self.close_form()
            return
        super().keyPressEvent(event)


def pill_counts(known: dict[str, int]) -> list[int | None]:
    """How many stand under each pill; what is over is not counted."""
    found: list[int | None] = []
    for pill in range(len(PILLS)):
        if pill == OVERDUE:
            found.append(known.get("overdue", 0))
        elif pill == DONE:
            found.append(None)
        else:
            found.append(sum(known.get(state, 0) for state in PILL_STATES[pill]))
    return found


def _pill_of(row: IssueRow) -> int:
    return next(pill for pill, states in PILL_STATES.items() if row.state in states)


def _order(pill: int) -> Callable[[IssueRow], Any]:
    """What is due first, what survived the most meetings, what has waited longest; else newest."""
    if pill in (WORKING, OVERDUE):
        return lambda row: (row.due_on or row.received_on, row.id)
    if pill == MEETING:
        return lambda row: (-row.carry_count, row.id)
    return lambda row: row.id if pill in (ROUTING, CLOSING) else -row.id


def _asked(pill: int, today: Any) -> IssueFilter:
    if pill == OVERDUE:
        return IssueFilter(overdue_on=today, limit=_MOST)
    return IssueFilter(states=PILL_STATES[pill], limit=_MOST)


def _count_words(told: Board) -> str:
    known = told.counts
    more = f" · 这里只列最近 {_MOST} 件" if len(told.rows) == _MOST else ""
    return f"没有办结 {known.get('open', 0)} 件 · 超期 {known.get('overdue', 0)} 件{more}"
