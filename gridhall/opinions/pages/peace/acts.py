"""What the view 调解排查 does: new records, the card's buttons, photos, papers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.issues.rules.when import When
from gridhall.opinions.columns.peace import HAZARDS, KINDS, MEDIATIONS, THEMES
from gridhall.opinions.dialogs.peace.inspection import InspectionSheet, LaterSheet, RecheckSheet
from gridhall.opinions.dialogs.peace.mediation import (
    CALL,
    PERFORM,
    AgreeSheet,
    DaySheet,
    MediationSheet,
)
from gridhall.opinions.dialogs.peace.theme import ChangeSheet, EntrySheet, RegisterSheet
from gridhall.opinions.queries.inspections import HazardRow, InspectionRow
from gridhall.opinions.queries.mediations import MediationRow
from gridhall.opinions.queries.themes import RegisterRow
from gridhall.opinions.service import hazards, mediations, themes
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.pledges.dialogs.steps import Reason, ReasonSheet
from gridhall.qt.ask import Question, ask

if TYPE_CHECKING:
    from gridhall.opinions.pages.peace.page import PeacePage

Make = Callable[[Any, Any], Any]  # documents.peace_issuing and where: a paper's row
_FAILED = ("双方分歧太大，已告知可以仲裁、行政处理或起诉", "一方不愿再调，已告知其他途径")
_BROKEN = ("当事人反悔，已告知可以起诉", "到期没有履行，已告知可以起诉")
_WITHDRAWN = ("当事人撤回申请", "双方自行和解", "不属于人民调解范围，已告知去处")
_DROPPED = ("已经搬走", "登记错了", "不再养")


class PeaceActs(QObject):
    """Acts on what is chosen."""

    def __init__(self, page: "PeacePage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "PeacePage":
        page: Any = self.parent()
        found: PeacePage = page
        return found

    # New records

    def add(self) -> None:
        """Ctrl+N: what the pill is of."""
        pill = self._page.ui.pills.current()
        ways = {MEDIATIONS: self.take_in, HAZARDS: self.inspect, THEMES: self.begin}
        ways[pill]()

    def take_in(self) -> None:
        """受理调解."""
        self._new(MediationSheet(self._page, self._context, None), "mediation")

    def inspect(self) -> None:
        """登记排查."""
        self._new(InspectionSheet(self._page, self._context, None), "inspection")

    def begin(self) -> None:
        """建专项台账."""
        self._new(RegisterSheet(self._page, self._context, None), "theme")

    def _new(self, sheet: ActSheet, kind: str) -> None:
        sheet.carried.connect(partial(self._shown, kind))
        self._page.open_sheet(sheet)

    def _shown(self, kind: str, done: Carried) -> None:
        if done.organisation_id is not None:
            self._page.choose_line(KINDS[kind], (kind, done.organisation_id))

    # The card's buttons

    def first(self) -> None:
        """The line's own act: 达成协议, 登记复查, 登记一户 ..."""
        self._act(0)

    def second(self) -> None:
        """调解不成, 转吹哨台账, 改情况 ..."""
        self._act(1)

    def third(self) -> None:
        """终止调解, 延期, 结束台账."""
        self._act(2)

    def _act(self, place: int) -> None:
        panel, row = self._page.panel, self._row()
        words = (panel.first, panel.second, panel.third)[place].text()
        ways: dict[str, Callable[[Any], object]] = {
            "达成协议": self._agree, "调解不成": self._fail, "终止调解": self._withdraw,
            "登记履行": self._perform, "登记回访": self._call, "没有履行": self._break,
            "重新调解": self._resume, "转吹哨台账": self._to_issue, "看问题": self._open_issue,
            "登记复查": self._recheck, "延期": self._later, "补记隐患": self._more_hazards,
            "登记一户": self._add_line, "改情况": self._change_line, "结束台账": self._end,
        }  # fmt: skip
        if not words:
            raise UserError("这一项没有别的事可办")
        ways[words](row)

    def change(self) -> None:
        """Ctrl+E: what is chosen, as far as it may be changed."""
        page, context, row = self._page, self._context, self._row()
        if isinstance(row, MediationRow):
            card = page.panel.card
            parties = card.parties if card else ()
            page.open_sheet(MediationSheet(page, context, row, parties))
        elif isinstance(row, InspectionRow):
            page.open_sheet(InspectionSheet(page, context, row))
        elif isinstance(row, RegisterRow):
            page.open_sheet(RegisterSheet(page, context, row))
        else:
            raise UserError("隐患不直接改。期限按“延期”，结果按“登记复查”")

    def hand_on(self) -> None:
        """Alt+W: 转吹哨台账, by one key."""
        self._to_issue(self._row())

    def open_issue(self) -> None:
        """Alt+O: the issue that was made of it."""
        self._open_issue(self._row())

    def _agree(self, row: MediationRow) -> None:
        self._page.open_sheet(AgreeSheet(self._page, self._context, row))

    def _perform(self, row: MediationRow) -> None:
        self._page.open_sheet(DaySheet(self._page, self._context, row, PERFORM))

    def _call(self, row: MediationRow) -> None:
        self._page.open_sheet(DaySheet(self._page, self._context, row, CALL))

    def _fail(self, row: MediationRow) -> None:
        face = Face("调解不成", "block", (600, 300), "记下", role=Role.COUNTER)
        about = (
            row.id,
            f"{row.number} {row.title}\n要告知当事人仲裁、行政、司法途径（第二十六条）",
        )
        self._ask(face, about, _FAILED, mediations.fail, "已记调解不成，转吹哨台账按 Alt+W")

    def _break(self, row: MediationRow) -> None:
        face = Face("没有履行", "block", (600, 300), "记下", role=Role.COUNTER)
        about = (row.id, f"{row.number} {row.title}\n可以就协议向人民法院起诉（第三十二条）")
        self._ask(face, about, _BROKEN, mediations.fail, "已记没有履行，转吹哨台账按 Alt+W")

    def _withdraw(self, row: MediationRow) -> None:
        face = Face("终止调解", "block", (600, 280), "终止", role=Role.COUNTER)
        about = (row.id, f"{row.number} {row.title}")
        self._ask(face, about, _WITHDRAWN, mediations.withdraw, "已终止调解")

    def _resume(self, row: MediationRow) -> None:
        self._do(mediations.resume, row.id, f"{row.number} 重新调解，期限一个月")

    def _to_issue(self, row: Any) -> None:
        if isinstance(row, MediationRow):
            self._do(mediations.to_issue, row.id, f"{row.number} 已转吹哨台账，看问题按 Alt+O")
        elif isinstance(row, HazardRow):
            self._do(hazards.to_issue, row.id, f"{row.code} 已转吹哨台账，看问题按 Alt+O")
        else:
            raise UserError("请选一处没整改的隐患，或一件没调成的调解，再转吹哨台账")

    def _open_issue(self, row: Any) -> None:
        issue_id: int | None = getattr(row, "issue_id", None)
        if issue_id is None:
            raise UserError("这一项还没有转吹哨台账。要转按 Alt+W")
        self._context.desk.open_issue(issue_id)

    def _recheck(self, row: HazardRow) -> None:
        self._page.open_sheet(RecheckSheet(self._page, self._context, row))

    def _later(self, row: HazardRow) -> None:
        self._page.open_sheet(LaterSheet(self._page, self._context, row))

    def _more_hazards(self, row: InspectionRow) -> None:
        self._page.open_sheet(InspectionSheet(self._page, self._context, row))

    def show_hazard(self, row: HazardRow) -> None:
        """Enter on a hazard of a round: its own card."""
        self._page.show_card_of("hazard", row.id)

    # Lines of a register

    def _add_line(self, row: RegisterRow) -> None:
        self._page.open_sheet(EntrySheet(self._page, self._context, row))

    def _change_line(self, row: RegisterRow) -> None:
        one = self._page.panel.line()
        if one is None:
            raise UserError("台账里还没有户，请先登记（Alt+R）")
        self._page.open_sheet(ChangeSheet(self._page, self._context, row, one))

    def change_line(self) -> None:
        """Enter on a line of the register."""
        self._change_line(self._row())

    def drop_line(self) -> None:
        """退出台账 of the chosen line."""
        one = self._page.panel.line()
        if one is None:
            raise UserError("请先在“逐户”里选一户")
        face = Face("退出台账", "do_not_disturb_on", (540, 260), "退出", role=Role.COUNTER)
        about = (one.id, f"{one.who} {one.now}")
        self._ask(face, about, _DROPPED, themes.end_entry, f"{one.who} 已退出台账")

    def _end(self, row: RegisterRow) -> None:
        question = Question(f"结束{row.title}？", f"{row.words}。结束以后只能看", "结束", "不结束")
        if ask(self._page, question):
            self._do(themes.end_register, row.id, f"已结束{row.title}")

    # Photos and papers

    def photos(self) -> None:
        """照片与附件: of a hazard as it is mended, of a signed agreement, of a round."""
        row, page = self._row(), self._page
        if isinstance(row, MediationRow):
            album = Album("mediation", row.id, f"调解 {row.number} 签名的协议")
        elif isinstance(row, HazardRow):
            stage = "after" if self._is_later(row) else "before"
            album = Album("hazard", row.id, f"隐患 {row.code}", stage)
        elif isinstance(row, InspectionRow):
            album = Album("inspection", row.id, f"排查 {row.number}")
        else:
            raise UserError("专项台账不放照片")
        sheet = PhotoSheet(page, self._context, album)
        sheet.finished.connect(lambda _: page.refresh())
        sheet.open()

    def _is_later(self, row: HazardRow) -> bool:
        """Photos of the day it was found show it as it was."""
        return self._context.today() > row.day

    def print_line(self) -> None:
        """Ctrl+P: 协议书 or 登记表, 整改通知书, 排查记录, 专项台账."""
        row = self._row()
        if isinstance(row, MediationRow):
            self._make("调解文书", lambda issuing, at: issuing.issue_mediation(at, row.id))
        elif isinstance(row, HazardRow):
            self._make("整改通知书", lambda issuing, at: issuing.issue_hazard_notice(at, row.id))
        elif isinstance(row, InspectionRow):
            self._make("排查记录", lambda issuing, at: issuing.issue_inspection(at, row.id))
        else:
            self._make("专项台账", lambda issuing, at: issuing.issue_register(at, row.id))

    def print_record(self) -> None:
        """调解登记表 also of a written agreement; 排查记录 of a hazard's round."""
        row = self._row()
        if isinstance(row, MediationRow):
            self._make("调解登记表", lambda issuing, at: issuing.issue_record(at, row.id))
        elif isinstance(row, HazardRow):
            round_id = row.inspection_id
            self._make("排查记录", lambda issuing, at: issuing.issue_inspection(at, round_id))
        else:
            self.print_line()

    def _make(self, words: str, work: Make) -> None:
        """Make a paper as a job and open its preview."""
        context, strip = self._context, self._page.ui.jobStrip

        def issue(_progress: Progress) -> Any:
            from gridhall.opinions.documents import peace_issuing  # brings the drawing
            from gridhall.registry.documents.transfer_issue import At

            at = At(context.db, context.clerk, context.hall, context.today())
            return work(peace_issuing, at)

        strip.begin(f"正在做{words}", "份", "停下就不出这份文书")
        job = context.jobs.start(
            issue,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)

    # Reading and writing

    def _row(self) -> Any:
        card = self._page.panel.card
        if card is None or self._page.ui.sideStack.currentWidget() is not self._page.panel:
            raise UserError("请先在左边选一行")
        return card.row

    def _when(self) -> When:
        return When(self._context.today(), self._context.calendar)

    def _do(self, act: Callable[[Any, Any, int, When], Any], row_id: int, words: str) -> None:
        with self._context.db.write() as session:
            done = act(session, self._context.clerk, row_id, self._when())
        self._page.tell(Carried(done.action_id, words))

    def _ask(
        self, face: Face, told: tuple[int, str], usual: tuple[str, ...], act: Any, words: str
    ) -> None:
        """An act that wants a reason."""
        row_id, about = told
        clerk, when = self._context.clerk, self._when()
        reason = Reason(
            face, about, usual, lambda session, why: act(session, clerk, row_id, why, when), words
        )
        self._page.open_sheet(ReasonSheet(self._page, self._context, reason))
