"""The steps of a case from its card or from several rows: each opens its sheet."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridhall.clerks import queries as clerks
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet
from gridhall.organisation.queries.agencies import AgencyRow, agencies
from gridhall.papers.labels import kind_label
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.dialogs import clocks, consulting, endings, materials, moving
from gridhall.service_desk.dialogs.moments import desk_moment, local_now
from gridhall.service_desk.dialogs.step import Stepped
from gridhall.service_desk.pages.acts import CaseActs, natural_paper
from gridhall.service_desk.pages.acts_rating import RatingActs
from gridhall.service_desk.pages.card_steps import FINISH_AS, RATE
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.service.steps.step import begin

_Opener = Callable[[QWidget, Context, CaseCard], ActSheet]
_SHEETS: dict[str, _Opener] = {
    "answer": consulting.AnswerSheet,
    "take_in": consulting.TakeInSheet,
    "notify": materials.NoticeSheet,
    "defer": materials.DeferSheet,
    "suspend": clocks.SuspendSheet,
    "resume": clocks.ResumeSheet,
    "ask_extension": clocks.ExtendSheet,
    "decide_extension": clocks.ApproveSheet,
    "decide": endings.DecideSheet,
    FINISH_AS: endings.FinishSheet,
    "deliver": endings.DeliverSheet,
    "withdraw": endings.WithdrawSheet,
    "link": moving.LinkSheet,
    "note": moving.NoteSheet,
}


class StepActs(QObject):
    """What the card's buttons do; `stepped` is told after the commit, with the case's id."""

    stepped = Signal(int)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._acts = context, CaseActs(context)
        self.rating = RatingActs(context, page)
        self._offered: tuple[int, str] = (0, "")  # a case, and the paper its last step ends with

    def paper(self, card: CaseCard) -> str:
        """The kind Ctrl+P prints: that of the step just taken, else the state's."""
        case_id, kind = self._offered
        return kind if kind and case_id == card.case.id else natural_paper(card)

    def do(self, step: str, card: CaseCard) -> None:
        """Take a step: at once where nothing is to be said, else by its sheet."""
        at_once: dict[str, Callable[[CaseCard], None]] = {
            "finish": lambda one: self._acts.finish(one.case.id, one.case.version),
            "undo_finish": self._undo_finish,
            "accept": self._accept,
            "revoke": self._revoke,
            "decline": self._decline,
            "pass_on": self._pass_on,
            "hand_over": lambda one: self.hand_over([one.case], one),
            "archive": lambda one: self.archive([one.case]),
            RATE: lambda one: self.rating.ask(one.case),
        }
        self._offered = (0, "")
        if step in at_once:
            at_once[step](card)
        elif step in _SHEETS:
            self._open(_SHEETS[step](self._page(), self._context, card))

    def hand_over(self, cases: Sequence[CaseRow], card: CaseCard | None = None) -> None:
        """移交经办, one (its card says how it came here) or several; nobody gets what they have."""
        with self._context.db.read() as session:
            known = clerks.clerks(session)
        holders = {case.holder_id for case in cases}
        others = [one for one in known if one.active and {one.id} != holders]
        if not others:
            self._context.desk.show_error(UserError("没有别的操作员可以移交。请管理员先登记。"))
            return
        sheet = moving.HandOverSheet(self._page(), self._context, cases, others)
        if card is not None:
            sheet.show_chain(card)
        self._open(sheet)

    def archive(self, cases: Sequence[CaseRow]) -> None:
        """归档, one or several."""
        self._open(endings.ArchiveSheet(self._page(), self._context, cases))

    def _page(self) -> QWidget:
        page = self.parent()
        assert isinstance(page, QWidget)
        return page

    def _open(self, sheet: ActSheet) -> None:
        sheet.carried.connect(self._tell)
        sheet.open()

    def _tell(self, done: Any) -> None:
        """Say what was done, and which paper tells the applicant."""
        paper = done.paper if isinstance(done, Stepped) else ""
        self._offered = (done.organisation_id or 0, paper)
        offer = f"。按 Ctrl+P 打印{kind_label(paper)}" if paper else ""
        self._context.desk.toast(f"{done.words}{offer}")
        self.stepped.emit(done.organisation_id or 0)

    def _agencies(self) -> Sequence[AgencyRow]:
        with self._context.db.read() as session:
            return agencies(session)

    def _decline(self, card: CaseCard) -> None:
        self._open(endings.DeclineSheet(self._page(), self._context, card, self._agencies()))

    def _pass_on(self, card: CaseCard) -> None:
        self._open(moving.PassOnSheet(self._page(), self._context, card, self._agencies()))

    def _accept(self, card: CaseCard) -> None:
        """Everything there: accepted at once. Something lacks: by when will it come?"""
        if card.missing:
            self._open(materials.DeferSheet(self._page(), self._context, card))
            return
        context, case = self._context, card.case
        when = desk_moment(context)
        try:
            with context.db.write() as session:
                begin(session, context.clerk, case.id, when, case.version)
                service.accept_received(session, context.clerk, case.id, when)
        except UserError as error:
            context.desk.show_error(error)
            return
        self._tell(Stepped(None, f"已受理 {case.number}", case.id, paper="acceptance"))

    def _undo_finish(self, card: CaseCard) -> None:
        try:
            self._acts.undo_finish(card.case.id, card.case.version)
        except UserError as error:
            self._context.desk.show_error(error)

    def _revoke(self, card: CaseCard) -> None:
        """撤销受理 with a reason: the number stays, its papers are voided."""
        context, case = self._context, card.case
        reason = ask_reason(self._page(), revoke_question(case))
        if reason is None:
            return
        try:
            with context.db.write() as session:
                begin(session, context.clerk, case.id, desk_moment(context), case.version)
                service.revoke_case(session, context.clerk, case.id, local_now(context), reason)
        except UserError as error:
            context.desk.show_error(error)
            return
        context.desk.toast(f"已撤销受理 {case.number}，编号保留")


def revoke_question(case: CaseRow) -> Question:
    """What is asked before an acceptance is revoked (ux: a legal act asks for its reason)."""
    return Question(
        title="撤销受理",
        text=f"撤销受理 {case.number}？",
        detail="编号保留并标“已撤销”，已打印的通知书要收回作废。请写原因：",
        act="撤销受理",
        leave="不撤",
        danger=True,
        reason="撤销原因",
        glyph="undo",
    )
