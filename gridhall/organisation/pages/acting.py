"""What every page of records shares: acts that are told and taken back, papers, menus, keys."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.clerks.rules import allowed, require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried
from gridhall.organisation.service.tree import take_back
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.qt.progress_bar import ProgressStrip

Make = Callable[[Any, Any, Progress], PaperRow]  # documents(), where, how far
Entry = tuple[str, str, Callable[[], object] | None]


class ActingPage(QWidget):
    """A page on which things are done; `as_at` is the past day on show, if one is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.as_at: date | None = None

    def job_strip(self) -> ProgressStrip:
        """Where work behind the screen is told of."""
        raise NotImplementedError

    def documents(self) -> Any:
        """The module that issues the subject's papers; imported here, for it brings the drawing."""
        raise NotImplementedError

    def act(self, act: Callable[[], object], *, writes: str = "") -> None:
        """Do it; what refuses says so. `writes` names what only a supervisor does, and not then."""
        try:
            if writes and self.as_at is not None:
                raise UserError(f"正在看 {self.as_at}，只能看。请先回到今天（Alt+D）再办")
            if writes:
                require(self.context.clerk, Role.SUPERVISOR, writes)
            act()
        except UserError as error:
            self.context.desk.show_error(error)

    def may_write(self) -> bool:
        """Whether this clerk may change anything of what is on show."""
        return self.as_at is None and allowed(self.context.clerk, Role.SUPERVISOR)

    def open_sheet(self, sheet: ActSheet) -> None:
        """Open a sheet; what it did is told, with the way back."""
        sheet.carried.connect(self.tell)
        sheet.open()

    def tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back."""
        acts = [one for one in (done.action_id, *reversed(done.also)) if one is not None]

        def undo() -> None:
            with self.context.db.write() as session:
                for one in acts:
                    self.undo(session, one)

        self.context.desk.toast(done.words, undo if acts else None)

    def undo(self, session: Any, action_id: int) -> None:
        """Take an act back; a subject with acts of its own says how."""
        take_back(session, self.context.clerk, action_id, self.context.today())

    def make_paper(self, words: str, work: Make) -> None:
        """Make a paper as a job and open its preview; `work` gets `documents()` and where."""
        context, strip = self.context, self.job_strip()

        def issue(progress: Progress) -> PaperRow:
            from gridhall.registry.documents.transfer_issue import At  # brings the drawing

            at = At(context.db, context.clerk, context.hall, context.today())
            return work(self.documents(), at, progress)

        strip.begin(f"正在做{words}", "份", "停下就不出这份文书")
        job = context.jobs.start(
            issue,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)

    def bind(self, acts: Iterable[tuple[Btn, Callable[[], object]]]) -> None:
        """Buttons with their keys; what an act refuses is said."""
        for made, act in acts:
            if made.parent() is None:
                made.setParent(self)
            made.bind_key().clicked.connect(partial(self.act, act))

    def open_menu(self, under: Btn, entries: Sequence[Entry]) -> QMenu:
        """A button's menu; an entry without an act is a line between."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, act in entries:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(f"{words}\t{keys}" if keys else words, act)
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))
        return menu

    def add_key(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works anywhere on the page."""
        QShortcut(QKeySequence(keys), self).activated.connect(act)
