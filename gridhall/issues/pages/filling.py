"""The form beside the ledger: what becomes of it, what joins one that is there, what waits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from gridhall.core.errors import UserError
from gridhall.issues.dialogs.people import concerned
from gridhall.issues.dialogs.step import when_of
from gridhall.issues.pages.form import IssueForm
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.issues import IssueRow, issue_row
from gridhall.issues.service.acts import Done
from gridhall.issues.service.intake import add_issue, change_issue, set_people
from gridhall.issues.service.steps import note_down
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.rules.drafts import DraftProblems

if TYPE_CHECKING:
    from gridhall.issues.pages.page import IssuesPage

_TOLD = 150  # letters of what was mentioned again


class Filling(QObject):
    """What is typed waits while the form is away, until it is written down."""

    def __init__(self, page: "IssuesPage") -> None:
        super().__init__(page)
        self._context, self.form = page.context, IssueForm(page.context)
        page.ui.sideStack.addWidget(self.form)
        self.form.save_wanted.connect(self.save)
        self.form.close_wanted.connect(self.close)
        self.form.look_wanted.connect(self._look_at)
        self.form.join_wanted.connect(self.join)

    @property
    def _page(self) -> "IssuesPage":
        page: Any = self.parent()
        found: IssuesPage = page
        return found

    def is_on(self) -> bool:
        """Whether the form is on show."""
        return self._page.ui.sideStack.currentWidget() is self.form

    def start(self) -> None:
        """Ctrl+N: the form, with what was being typed when it was closed."""
        if self.is_on() and not self.form.is_change():
            self.form.focus_open()
            return
        self.form.learn()
        if self.form.is_change():
            self.form.clear()
        self._show()

    def change(self, card: IssueCard) -> None:
        """Ctrl+E: the same form on an issue that is there."""
        if not self.form.is_change() and not self.form.is_blank():
            raise UserError("还有一件没有记完。请先按 Ctrl+N 记下或清空，再来修改")
        self.form.learn()
        self.form.load(card.row, tuple(concerned(card)))
        self._show()

    def save(self, again: bool) -> None:
        """Ctrl+Enter, Ctrl+S: one issue however often it is pressed, for the form has its key."""
        context, row = self._context, self.form.changed_row()
        try:
            with context.db.write() as session:
                done = self._store(session, row)
                kept = issue_row(session, done.row_id)
        except DraftProblems as wrong:
            self.form.show_problems(wrong)
            return
        except UserError as error:
            self.form.refuse(str(error))
            return
        words = f"{'已记下' if row is None else '已修改'} {kept.number} {kept.title}"
        self._after(Carried(done.action_id, words, kept.id), again=again)

    def join(self, issue_id: int) -> None:
        """并入: somebody mentioned it again; that is noted on the issue that is there."""
        context = self._context
        try:
            with context.db.write() as session:
                card = issue_card(session, issue_id, context.today())
                first, *others = self._join(session, card)
        except UserError as error:
            self.form.refuse(str(error))
            return
        words = f"已并入 {card.row.number}，没有另记一件"
        also = tuple(one.action_id for one in others)
        self._after(Carried(first.action_id, words, issue_id, also))

    def close(self) -> None:
        """Esc: what was typed waits for the next Ctrl+N; a change is dropped."""
        if self.form.is_change():
            self.form.clear()
        elif not self.form.is_blank():
            self._context.desk.toast("填的还在，按 Ctrl+N 接着写")
        self.leave()
        self._page.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The card has its place again."""
        if self.is_on():
            self._page.put_form_away()

    def _store(self, session: Any, row: IssueRow | None) -> Done:
        self.form.check_picked()
        draft, clerk, when = self.form.draft(), self._context.clerk, when_of(self._context)
        if row is None:
            return add_issue(session, clerk, draft, when)
        return change_issue(session, clerk, row.id, draft, row.version, when)

    def _join(self, session: Any, card: IssueCard) -> Sequence[Done]:
        """A line of its story, and who mentioned it among the people concerned."""
        clerk, when, who = self._context.clerk, when_of(self._context), self.form.joiner()
        said = self.form.draft()
        told = "，".join(filter(None, (said.title.strip(), said.content.strip())))[:_TOLD]
        noted = note_down(session, clerk, card.row.id, f"又有人反映：{told}", when)
        if who is None:
            return (noted,)
        people = (*concerned(card), who)
        return noted, set_people(session, clerk, card.row.id, people, when)

    def _after(self, done: Carried, *, again: bool = False) -> None:
        page = self._page
        self.form.clear(keep=again)
        if again:
            self.form.focus_open()
        else:
            self.leave()
            page.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)
        page.tell(done)

    def _show(self) -> None:
        self._page.put_form_up(self.form)
        self.form.focus_open()

    def _look_at(self, issue_id: int) -> None:
        """看这件 of a likely duplicate: the form waits behind it."""
        self._context.desk.toast("填的还在，按 Ctrl+N 接着写")
        self._page.show_issue(issue_id)
