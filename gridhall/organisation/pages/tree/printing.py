"""打印: what can be put on paper about the organisation on show; made on the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.columns.card import CardView
from gridhall.organisation.dialogs.election_notice import NoticeSheet, at_now
from gridhall.organisation.queries.seats import SeatRow
from gridhall.papers.dialogs.batch import print_many
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.qt.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from gridhall.organisation.pages.tree.page import PartyPage

Made = PaperRow | list[PaperRow]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on show when a paper is asked for."""

    view: CardView
    seat: SeatRow | None
    as_at: Any = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the menu; `today_only` papers say how things stand now."""

    words: str
    start: Callable[["PaperDesk", Shown], None]
    today_only: bool = False


class PaperDesk:
    """Starts the making of papers for a page, and shows them."""

    def __init__(self, context: Context, page: "PartyPage", strip: ProgressStrip) -> None:
        self.context, self.page, self._strip = context, page, strip

    def make(self, words: str, work: Callable[[Any, Any, Progress], Made]) -> None:
        """Make a paper as a job and open its preview; several are told by their number."""
        context, strip = self.context, self._strip
        at = at_now(context)

        def issue(progress: Progress) -> Made:
            from gridhall.organisation.documents import issuing  # brings the drawing of papers

            return work(issuing, at(), progress)

        strip.begin(f"正在做{words}", "项", "停下就不出这份文书")
        job = context.jobs.start(
            issue,
            done=self.show,
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)

    def show(self, made: Made) -> None:
        """Open the preview of what was made; several are printed one after the other."""
        papers = made if isinstance(made, list) else [made]
        if len(papers) == 1:
            self.context.desk.preview(papers[0].id)
        if len(papers) <= 1:
            return
        self.context.desk.toast(f"已出 {len(papers)} 份，都在“已出文书”里")
        print_many(self.context, self.page, [paper.id for paper in papers])


def _chart(desk: PaperDesk, shown: Shown) -> None:
    """The chosen organisation and all below it."""
    top, as_at = shown.view.row.id, shown.as_at
    desk.make("组织架构图", lambda i, at, p: i.issue_chart(at, i.Scope(top, as_at), "", p))


def _whole_chart(desk: PaperDesk, shown: Shown) -> None:
    as_at = shown.as_at
    desk.make("组织架构图", lambda i, at, p: i.issue_chart(at, i.Scope(None, as_at), "", p))


def _list(desk: PaperDesk, shown: Shown) -> None:
    top, as_at = shown.view.row.id, shown.as_at
    desk.make("党组织一览表", lambda i, at, _: i.issue_list(at, i.Scope(top, as_at)))


def _seats(desk: PaperDesk, shown: Shown) -> None:
    one = shown.view.row.id
    desk.make("席位名册", lambda i, at, p: i.issue_seat_rosters(at, [one], "", p))


def _committee(desk: PaperDesk, shown: Shown) -> None:
    one = shown.view.row.id
    desk.make("委员名册", lambda i, at, _: i.issue_committee(at, one))


def _appointment(desk: PaperDesk, shown: Shown) -> None:
    if shown.seat is None or shown.seat.tenure_id is None:
        raise UserError("请先在“席位与任职”里选一位在任的人，再出聘书")
    tenure = shown.seat.tenure_id
    desk.make("聘书", lambda i, at, _: i.issue_appointment(at, tenure))


def _appointments(desk: PaperDesk, shown: Shown) -> None:
    """A letter for each part-time member who holds a seat."""
    found = [
        row.tenure_id
        for row in shown.view.seats
        if row.title == "part_time_member" and row.tenure_id is not None
    ]
    if not found:
        raise UserError(f"“{shown.view.row.name}”没有在任的兼职委员，不用出聘书")
    keys = [desk.page.new_key() for _ in found]
    desk.make("聘书", lambda i, at, p: i.issue_appointments(at, found, keys, p))


def _notice(desk: PaperDesk, shown: Shown) -> None:
    sheet = NoticeSheet(desk.page, desk.context, shown.view.row)
    sheet.issued.connect(desk.context.desk.preview)
    sheet.open()


PAPERS: tuple[Paper, ...] = (
    Paper("组织架构图（这个组织和下级）", _chart),
    Paper("组织架构图（全部）", _whole_chart),
    Paper("党组织一览表", _list),
    Paper("席位名册", _seats, today_only=True),
    Paper("委员名册", _committee, today_only=True),
    Paper("聘书（选中的席位）", _appointment, today_only=True),
    Paper("聘书（全部兼职委员）", _appointments, today_only=True),
    Paper("换届通知…", _notice, today_only=True),
)
