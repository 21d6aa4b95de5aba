"""What the ledger's page does with the issue on show: steps, sheets, letters, photos."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.issues.dialogs import deciding, ending, handling, measures
from gridhall.issues.dialogs.people import PeopleSheet
from gridhall.issues.dialogs.step import Carried, IssueSheet, Stepped, when_of
from gridhall.issues.pages import offers
from gridhall.issues.pages.offers import awaited
from gridhall.issues.pages.papers import PaperActs, natural_paper
from gridhall.issues.queries.cards import IssueCard, MeasureRow
from gridhall.issues.service.acts import Done
from gridhall.issues.service.steps import close_issue, put_on_agenda, reopen, start
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context

if TYPE_CHECKING:
    from gridhall.issues.pages.page import IssuesPage

_Opener = Callable[[QWidget, Context, IssueCard], IssueSheet]
_SHEETS: dict[str, _Opener] = {
    "sort": deciding.SortSheet,
    "put_on_agenda": deciding.AgendaSheet,
    "admit": deciding.AdmitSheet,
    "decline": deciding.DeclineSheet,
    "route": handling.RouteSheet,
    "take_up": handling.TakeUpSheet,
    "whistle": handling.WhistleSheet,
    "report_in": handling.ReportSheet,
    "resolve": ending.ResolveSheet,
    "verify": ending.VerifySheet,
    "reject": ending.RejectSheet,
    "escalate": ending.EscalateSheet,
    "note": ending.NoteSheet,
    "due": handling.DueSheet,
    offers.SUPERVISE: measures.SuperviseSheet,
    offers.CONSULT: measures.ConsultSheet,
    offers.CONSULTED: measures.EndConsultSheet,
    offers.OTHERS: measures.MeasureSheet,
    offers.PEOPLE: PeopleSheet,
}


class IssueActs(QObject):
    """Each act says what it did and how to take it back."""

    def __init__(self, page: "IssuesPage") -> None:
        super().__init__(page)
        self._context = page.context
        self.papers = PaperActs(page)

    @property
    def _page(self) -> "IssuesPage":
        page: Any = self.parent()
        found: IssuesPage = page
        return found

    def do(self, step: str) -> None:
        """Take a step: at once where nothing is to be said, else by its sheet."""
        card = self._card()
        at_once: dict[str, Callable[[IssueCard], None]] = {
            "start": self._start,
            "close": self._close,
            "reopen": self._reopen,
            "merge": self._merge,
            "change": lambda one: self._page.filler.change(one),
            offers.REPLY: self._reply_to_oldest,
            offers.PHOTOS: self.photos,
            offers.PAPERS: lambda one: self.papers.offer(one, self._page.panel.foot.more),
            offers.PRINT: self._print,
        }
        if step in at_once:
            at_once[step](card)
        elif step in _SHEETS:
            self._page.open_sheet(_SHEETS[step](self._page, self._context, card))

    def carried(self, done: Carried) -> None:
        """After a sheet: the letter that was made with it, or the one that follows it."""
        if not isinstance(done, Stepped) or done.organisation_id is None:
            return
        if done.paper_id is not None:
            self._context.desk.preview(done.paper_id)
        elif done.paper:
            self.papers.make(done.paper, done.organisation_id, done.more)

    def reply(self, measure: MeasureRow) -> None:
        """Enter on a measure: what came back."""
        if measure.replied_on is not None:
            raise UserError(f"{measure.replied_on} 已经回复：{measure.reply}")
        if measure.reply_by is None:
            raise UserError(f"{measure.words}不等回复，没有要登记的")
        sheet = measures.ReplySheet(self._page, self._context, self._card(), measure)
        self._page.open_sheet(sheet)

    def photos(self, card: IssueCard) -> None:
        """照片、附件; what is added after the work proves that it was done."""
        row = card.row
        stage = "after" if row.resolved_on is not None else "before"
        album = Album("issue", row.id, f"{row.number} {row.title}", stage)
        sheet = PhotoSheet(self._page, self._context, album)
        sheet.finished.connect(lambda _: self._page.refresh())
        sheet.open()

    def all_on_agenda(self) -> None:
        """Everything sorted goes to the joint meeting at once."""
        ids = self._page.sorted_ids()
        if not ids:
            raise UserError("没有梳理好、等着上会的问题")
        text = f"把梳理好的 {len(ids)} 件一起列入下次联席会议的议题。按 Ctrl+Z 可以撤销。"
        if not ask(self._page, Question("全部列入议题？", text, "列入议题", "先不列")):
            return
        context = self._context
        with context.db.write() as session:
            done = put_on_agenda(session, context.clerk, ids, "", when_of(context))
        self._page.tell(Carried(done.action_id, f"已把 {len(ids)} 件列入议题"))

    # At once

    def _start(self, card: IssueCard) -> None:
        self._write(card, lambda s, w: start(s, self._context.clerk, card.row.id, "", w),
                    "已开始办理")  # fmt: skip

    def _close(self, card: IssueCard) -> None:
        """销号; what lacks is named, with the key that brings it."""
        self._write(card, lambda s, w: close_issue(s, self._context.clerk, card.row.id, w),
                    "已销号")  # fmt: skip

    def _reopen(self, card: IssueCard) -> None:
        self._write(card, lambda s, w: reopen(s, self._context.clerk, card.row.id, "", w),
                    "已重新打开")  # fmt: skip

    def _merge(self, card: IssueCard) -> None:
        sheet = deciding.DeclineSheet(self._page, self._context, card, "duplicate")
        self._page.open_sheet(sheet)

    def _reply_to_oldest(self, _card: IssueCard) -> None:
        """The letter that waits longest; another by Enter on its line."""
        measure = awaited(_card)
        if measure is None:
            raise UserError("没有等回复的督办函")
        self.reply(measure)

    def _print(self, card: IssueCard) -> None:
        kind = natural_paper(card)
        if not kind:
            raise UserError("这件现在没有要打印的文书。别的文书按 Alt+P 选")
        self.papers.make(kind, card.row.id)

    def _write(self, card: IssueCard, act: Callable[[Any, Any], Done], words: str) -> None:
        context = self._context
        with context.db.write() as session:
            done = act(session, when_of(context, card.row.version))
        self._page.tell(Carried(done.action_id, f"{words} {card.row.number}", card.row.id))

    def _card(self) -> IssueCard:
        """The issue on show."""
        page, shown = self._page, self._page.panel.card
        if shown is None or page.ui.sideStack.currentWidget() is not page.panel:
            raise UserError("请先在左边选一件问题")
        return shown
