"""The form at the right of 工单: what becomes of it, drafts that are kept and taken up again."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.parked import ParkedSheet
from gridhall.service_desk.pages.acts import CaseActs, local_now
from gridhall.service_desk.pages.autosave import DraftKeeper
from gridhall.service_desk.pages.form import CaseForm
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.pins import Pin, pins
from gridhall.service_desk.queries.reads import CaseRow, DraftRow
from gridhall.service_desk.queries.slips import brought_back
from gridhall.service_desk.rules.clock import DeskMoment, spoken_day
from gridhall.service_desk.rules.draft import CaseDraftFields, DraftRefused
from gridhall.service_desk.rules.orders import Lack, NoticeOrder
from gridhall.tickets.pages.read_back import ReadBackWindow

PINNED = frozenset({"matter_pin", "service_item", "item_version"})


class Intake(QObject):
    """Knows the form and its draft; where they are shown is the page's business."""

    wanted = Signal()  # the form is to be shown
    taken_in = Signal(int)  # the case's id
    brought = Signal(object)  # Brought: what a scanned slip names

    def __init__(self, context: Context, button: Btn, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._acts, self._button = context, CaseActs(context), button
        self.form = CaseForm(context)
        self.keeper = DraftKeeper(context, self.form.draft, self)
        self.read_back: ReadBackWindow | None = None
        self._connect()
        self.learn_pins()

    def _connect(self) -> None:
        form = self.form
        form.changed.connect(self.keeper.touch)
        form.changed.connect(self._show_anew)
        form.accept_wanted.connect(self._accept)
        form.receive_wanted.connect(self._receive)
        form.notice_wanted.connect(self._notify)
        form.negative_wanted.connect(self._print_negative)
        form.slip_wanted.connect(self._print_slip)
        form.slip_scanned.connect(self._read_slip)
        form.show_wanted.connect(self._show_visitor)
        form.pin_wanted.connect(self._set_pin)
        self.keeper.said.connect(form.show_saved)
        self._button.setProperty("hint", "Ctrl+D")
        self._button.bind_key().clicked.connect(self.show_parked)

    def start(self, person_id: int | None = None, transfer_id: int | None = None) -> None:
        """F2: an empty form; a draft that was being typed is kept and can be taken up again."""
        self.keeper.flush()
        self.form.start(person_id, transfer_id)
        self._show()

    def restore(self) -> bool:
        """After a crash or a night: the last draft is back in its fields, if there is one."""
        kept = self._drafts()
        if kept:
            self.open_draft(kept[0])
        return bool(kept)

    def open_draft(self, kept: DraftRow) -> None:
        """Take a draft up again, another clerk's too: their visitor came back here."""
        self.keeper.flush()
        if kept.clerk_id not in (0, self._context.clerk.id) and not self._adopt(kept):
            return
        self.form.load(kept.draft)
        self.form.show_saved(f"草稿存于 {kept.saved_at.astimezone():%m-%d %H:%M}")
        self._show()

    def count_drafts(self) -> None:
        """The button shows how many drafts wait besides the one in the form."""
        waiting = len(self._waiting())
        self._button.setText(f"草稿 {waiting}")
        self._button.setVisible(waiting > 0)

    def show_parked(self) -> None:
        """草稿: who was parked with what, since when."""
        rows = self._waiting()
        if not rows:
            return
        sheet = ParkedSheet(self._button.window(), self._context, rows)
        sheet.resumed.connect(self.open_draft)
        sheet.discarded.connect(self._discard)
        sheet.slip_wanted.connect(lambda kept: self._issue_slip(kept.draft.request_key))
        sheet.open()

    def learn_pins(self) -> None:
        """The nine commonest matters; many cases are counted for them, so behind the screen."""
        context = self._context

        def work(_progress: Progress) -> tuple[Pin, ...]:
            with context.db.read() as session:
                return pins(session, context.today())

        context.jobs.start(work, done=self.form.show_pins, failed=context.desk.show_error)

    def hear(self, tables: frozenset[str]) -> None:
        """The catalogue or a fixed matter was changed."""
        if "service_item" in tables:
            self.form.reload_matters()
        if tables & PINNED:
            self.learn_pins()

    def _show(self) -> None:
        self.wanted.emit()
        self.form.focus_open()
        self.count_drafts()

    # What becomes of the form

    def _accept(self, and_print: bool) -> None:
        """受理, or only asked: one case however often it is pressed, for the form has its key."""
        missing = self.form.ticks.lacking()
        if self.form.draft().consulting:
            self._store(self._consult, self._say_consulted)
        elif and_print:
            self._store(self._acts.accept, lambda case: self._print_accepted(case, missing))
        else:
            self._store(self._acts.accept, lambda case: self._say_accepted(case, missing))

    def _receive(self) -> None:
        self._store(self._take_papers, self._say_received)

    def _notify(self) -> None:
        """F8: received and told what lacks at once; the notice comes up for the printer."""
        self._store(self._tell_lacking, lambda case: self._acts.print_notice(case.id))

    def _store(
        self, act: Callable[[CaseDraftFields], CaseRow], then: Callable[[CaseRow], object]
    ) -> None:
        """One act of the form; what is refused stands beside its field, what was typed stays."""
        try:
            case = act(self.form.draft())
        except DraftRefused as refused:
            self.form.show_problems(refused)
            return
        except UserError as error:
            self.keeper.touch()
            self._context.desk.show_error(error)
            return
        self.keeper.forget()
        if self.read_back is not None:
            self.read_back.close()
        self.form.start()
        self.taken_in.emit(case.id)
        then(case)

    def _take_papers(self, draft: CaseDraftFields) -> CaseRow:
        context, now = self._context, local_now(self._context)
        with context.db.write() as session:
            return service.receive_case(session, context.clerk, draft, now, context.calendar)

    def _tell_lacking(self, draft: CaseDraftFields) -> CaseRow:
        context = self._context
        order = NoticeOrder(tuple(Lack(position) for position in self.form.lacking()))
        with context.db.write() as session:
            return service.receive_and_notify(session, context.clerk, draft, order, self._when())

    def _consult(self, draft: CaseDraftFields) -> CaseRow:
        context = self._context
        with context.db.write() as session:
            return service.consult(session, context.clerk, draft, self._when())

    def _when(self) -> DeskMoment:
        return DeskMoment(local_now(self._context), self._context.calendar)

    def _print_accepted(self, case: CaseRow, missing: int) -> None:
        if missing:
            self._say_accepted(case, missing)
        self._acts.print_notice(case.id)

    def _say_accepted(self, case: CaseRow, missing: int) -> None:
        day = spoken_day(case.promise)
        later = f"。容缺 {missing} 项，承诺书按 Alt+P 选" if missing else ""
        self._context.desk.toast(f"已受理 {case.number} {case.item_name}，{day}前办结{later}")

    def _say_received(self, case: CaseRow) -> None:
        due = case.notice_due_on
        until = f"，{spoken_day(due)}前要受理或一次性告知" if due else ""
        self._context.desk.toast(f"已收件 {case.number} {case.item_name}{until}")

    def _say_consulted(self, case: CaseRow) -> None:
        said = "已答复" if case.closed_at is not None else "已记下咨询"
        self._context.desk.toast(f"{said} {case.number} {case.item_name}")

    # Papers and the visitor's eyes

    def _print_negative(self, certificate: str) -> None:
        """打印告知单: who issues a certificate that is not ours."""
        self._issue(lambda issuing, at: issuing.issue_negative(at, certificate))

    def _print_slip(self) -> None:
        """Ctrl+P: a slip for who goes to fetch something; scanned, it brings the form back."""
        draft = self.form.draft()
        if draft.is_blank():
            self._context.desk.toast("表里还没有填东西，先填事项和申请人，再出回执")
            return
        self.keeper.keep()
        self._issue_slip(draft.request_key)

    def _issue_slip(self, request_key: str) -> None:
        self._issue(lambda issuing, at: issuing.issue_draft_slip(at, request_key))

    def _issue(self, make: Callable[[Any, Any], PaperRow]) -> None:
        context = self._context

        def work(_progress: Progress) -> PaperRow:
            from gridhall.service_desk.documents import issuing  # drawing comes in behind 今日

            return make(
                issuing, issuing.At(context.db, context.clerk, context.hall, context.today())
            )

        context.jobs.start(
            work,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
        )

    def _read_slip(self, code: str) -> None:
        context = self._context
        try:
            with context.db.read() as session:
                found = brought_back(session, code)
        except UserError as error:
            context.desk.show_error(error)
            return
        if found is not None:
            self.brought.emit(found)

    def _show_visitor(self, facts: Sequence[tuple[str, str]]) -> None:
        """给办事人看: what was typed, in large type, on the second screen if there is one."""
        if not any(value for _, value in facts):
            self._context.desk.toast("表里还没有填东西，填了再给办事人看")
            return
        if self.read_back is None:
            self.read_back = ReadBackWindow(self.form)
        self.read_back.show_facts("请核对", facts)

    def _show_anew(self) -> None:
        """What is typed while the visitor looks is shown to them."""
        if self.read_back is not None and self.read_back.isVisible():
            self.read_back.show_facts("请核对", self.form.facts())

    def _set_pin(self, place: int, item_id: int | None) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                service.set_pin(session, context.clerk, place, item_id)
        except UserError as error:
            context.desk.show_error(error)

    # Drafts

    def _adopt(self, kept: DraftRow) -> bool:
        context = self._context
        try:
            with context.db.write() as session:
                service.adopt_draft(session, context.clerk, kept.draft.request_key)
        except UserError as error:
            context.desk.show_error(error)
            return False
        when = f"{kept.saved_at.astimezone():%m-%d %H:%M}"
        context.desk.toast(f"接过了{kept.clerk_name} {when} 存的草稿")
        return True

    def _drafts(self) -> list[DraftRow]:
        with self._context.db.read() as session:
            return queries.drafts(session, self._context.clerk.id)

    def _waiting(self) -> list[DraftRow]:
        key = self.form.draft().request_key if self.form.isVisible() else ""
        return [kept for kept in self._drafts() if kept.draft.request_key != key]

    def _discard(self, kept: DraftRow) -> None:
        """A discarded draft can be taken back for as long as its note stands."""
        context = self._context
        with context.db.write() as session:
            service.discard_draft(session, context.clerk, kept.draft.request_key)
        self.count_drafts()
        said = kept.draft.applicant or kept.draft.matter or "没填名字的一份"
        context.desk.toast(f"已丢弃草稿 {said}", lambda: self._take_back(kept))

    def _take_back(self, kept: DraftRow) -> None:
        context = self._context
        with context.db.write() as session:
            service.save_draft(session, context.clerk, kept.draft, kept.saved_at)
        self.count_drafts()
