"""What the view 公示红黑榜 does: the row above the list, the card's buttons, papers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.opinions.columns.postings import pill_of
from gridhall.opinions.dialogs.postings.bulletin import ArticleSheet, BulletinSheet
from gridhall.opinions.dialogs.postings.compact import AdoptSheet, CompactSheet
from gridhall.opinions.dialogs.postings.honor import DecideSheet, HonorSheet, PublishSheet
from gridhall.opinions.dialogs.postings.notice import AnswerSheet, NoticeSheet, ObjectionSheet
from gridhall.opinions.queries.bulletins import ArticleRow, BulletinRow
from gridhall.opinions.queries.compacts import CompactRow
from gridhall.opinions.queries.honors import HonorRow
from gridhall.opinions.queries.posting_board import posting_card
from gridhall.opinions.queries.postings import NoticeRow
from gridhall.opinions.queries.project_notice import project_notice
from gridhall.opinions.service import bulletins, compacts, honors, postings
from gridhall.organisation.dialogs.organisation_act import Carried, Face
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.pledges.dialogs.steps import Reason, ReasonSheet
from gridhall.qt.ask import Question, ask

if TYPE_CHECKING:
    from gridhall.opinions.pages.postings.page import PostingsPage

_WITHDRAW = ("内容有误，更正后重新公示", "异议成立", "公示依据有变化", "贴错地方")
_END = ("当事人已经改正", "本人要求撤下", "情况有变化")
_RECALL = ("文字要改", "情况没有核实清楚", "看得出是谁")


class PostingActs(QObject):
    """Acts on what is chosen."""

    def __init__(self, page: "PostingsPage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "PostingsPage":
        page: Any = self.parent()
        found: PostingsPage = page
        return found

    # The row above the list

    def add_notice(self) -> None:
        """拟公示."""
        self._new(NoticeSheet(self._page, self._context, None), "notice")

    def add_honor(self) -> None:
        """记红黑榜."""
        self._new(HonorSheet(self._page, self._context, None), "honor")

    def add_compact(self) -> None:
        """拟公约 of a compound that has none, or of the community."""
        self._new(CompactSheet(self._page, self._context, None), "compact")

    def add_bulletin(self) -> None:
        """开编邻里报."""
        self._new(BulletinSheet(self._page, self._context, None), "bulletin")

    def post_project(self, item_id: int) -> None:
        """出公示 of a benefit project: the sheet opens with its money and progress."""
        with self._context.db.read() as session:
            draft = project_notice(session, item_id, self._context.today())
        sheet = NoticeSheet(self._page, self._context, None)
        sheet.begin_with(draft)
        self._new(sheet, "notice")

    def _new(self, sheet: Any, kind: str) -> None:
        sheet.carried.connect(partial(self._shown, kind))
        self._page.open_sheet(sheet)

    def _shown(self, kind: str, done: Carried) -> None:
        if done.organisation_id is not None:
            with self._context.db.read() as session:
                row = posting_card(session, kind, done.organisation_id).row
            self._page.choose_line(pill_of(row), (kind, done.organisation_id))

    # The card's buttons

    def first(self) -> None:
        """The line's own act: 登记张贴, 审批, 收稿 ..."""
        self._act(0)

    def second(self) -> None:
        """修改, 撤回修改, 引入红黑榜 ..."""
        self._act(1)

    def third(self) -> None:
        """撤回公示, 印发."""
        self._act(2)

    def _act(self, place: int) -> None:
        page, row = self._page, self._row()
        words = (page.panel.first, page.panel.second, page.panel.third)[place].text()
        ways: dict[str, Callable[[Any], object]] = {
            "登记张贴": self._post, "登记撤下": self._take_down, "登记异议": self._object,
            "撤回公示": self._withdraw, "修改": self._change, "定稿": self._submit,
            "报批": self._submit, "审批": self._decide, "撤回修改": self._recall,
            "发布上榜": self._publish, "下榜": self._end, "登记通过": self._adopt,
            "拟新版": self._renew, "废止": self._end_compact, "收稿": self._write,
            "引入红黑榜": self._draw, "印发": self._print_out,
        }  # fmt: skip
        if not words:
            raise UserError("这一项没有别的事可办")
        ways[words](row)

    def change(self) -> None:
        """Ctrl+E: what is chosen, as far as it may be changed."""
        row = self._row()
        if isinstance(row, BulletinRow):
            self._page.open_sheet(BulletinSheet(self._page, self._context, row))
        else:
            self._change(row)

    def _change(self, row: Any) -> None:
        page, context = self._page, self._context
        _refuse_fixed(row)
        if isinstance(row, NoticeRow):
            page.open_sheet(NoticeSheet(page, context, row))
        elif isinstance(row, HonorRow):
            page.open_sheet(HonorSheet(page, context, row))
        elif isinstance(row, CompactRow):
            page.open_sheet(CompactSheet(page, context, row))

    def _post(self, row: NoticeRow) -> None:
        self._do(postings.post_notice, row.id, f"已张贴“{row.title}”，{row.down_on} 撤下")

    def _take_down(self, row: NoticeRow) -> None:
        self._do(postings.take_down, row.id, f"已撤下“{row.title}”")

    def _object(self, row: NoticeRow) -> None:
        self._page.open_sheet(ObjectionSheet(self._page, self._context, row))

    def _withdraw(self, row: NoticeRow) -> None:
        face = Face("撤回公示", "do_not_disturb_on", (560, 320), "撤回", True, Role.COUNTER)
        about = f"{row.number} {row.title}\n撤回以后不再算公示，贴出的请当天撕下"
        self._ask(face, (row.id, about), _WITHDRAW, postings.withdraw_notice, "已撤回公示")

    def _submit(self, row: HonorRow) -> None:
        words = "已报批，等另一位主管审批" if row.kind == "black" else "已定稿，可以发布"
        self._do(honors.submit_honor, row.id, f"“{row.title}”{words}")

    def _decide(self, row: HonorRow) -> None:
        self._page.open_sheet(DecideSheet(self._page, self._context, row))

    def _recall(self, row: HonorRow) -> None:
        face = Face("撤回修改", "undo", (540, 300), "撤回", role=Role.COUNTER)
        about = f"{row.kind_label} {row.title}\n改好以后要重新报批"
        self._ask(face, (row.id, about), _RECALL, honors.recall_honor, "已撤回修改")

    def _publish(self, row: HonorRow) -> None:
        self._page.open_sheet(PublishSheet(self._page, self._context, row))

    def _end(self, row: HonorRow) -> None:
        today = self._context.today()
        if row.publish_to is not None and today > row.publish_to:
            when = self._when()
            self._do(lambda s, c, i, _: honors.end_honor(s, c, i, "", when), row.id, "已下榜")
            return
        face = Face("提前下榜", "do_not_disturb_on", (540, 300), "下榜", role=Role.COUNTER)
        about = f"{row.kind_label} {row.title}\n在榜到 {row.publish_to}，提前下榜要写原因"
        self._ask(face, (row.id, about), _END, honors.end_honor, "已下榜")

    def _adopt(self, row: CompactRow) -> None:
        self._page.open_sheet(AdoptSheet(self._page, self._context, row))

    def _renew(self, row: CompactRow) -> None:
        self._new(CompactSheet(self._page, self._context, None, row), "compact")

    def _end_compact(self, row: CompactRow) -> None:
        text = "废止以后这个小区没有现行公约。要换新的，请先“拟新版”，通过时旧版自动废止"
        question = Question(f"废止“{row.title}”第 {row.edition} 版？", text, "废止", "不废止",
                            danger=True)  # fmt: skip
        if not ask(self._page, question):
            return
        today, when = self._context.today(), self._when()
        end = lambda s, c, i, _: compacts.end_compact(s, c, i, today, when)  # noqa: E731
        self._do(end, row.id, f"已废止“{row.title}”")

    def _write(self, row: BulletinRow) -> None:
        self._page.open_sheet(ArticleSheet(self._page, self._context, row, None))

    def _draw(self, row: BulletinRow) -> None:
        self._do(bulletins.draw_honors, row.id, f"已把红黑榜引入《{row.title}》")

    def _print_out(self, row: BulletinRow) -> None:
        text = "印发以后稿子不能再改。样报请先按 Ctrl+P 看过"
        if ask(self._page, Question(f"印发《{row.title}》？", text, "印发", "再看看")):
            self._do(bulletins.publish_bulletin, row.id, f"《{row.title}》已印发，打印按 Ctrl+P")

    # Objections and articles of the card

    def answer(self) -> None:
        """答复 the chosen objection."""
        card, row = self._page.panel.card, self._page.panel.objection()
        if card is None or row is None:
            raise UserError("请先在“异议”里选一条")
        if not row.is_open:
            raise UserError(f"这条异议 {row.answered_on} 已经答复，不用再办")
        self._page.open_sheet(AnswerSheet(self._page, self._context, row, card.row.title))

    def rewrite(self, _row: object = None) -> None:
        """改稿 of the chosen article."""
        card, row = self._page.panel.card, self._article()
        if card is None or not isinstance(card.row, BulletinRow) or card.row.state != "draft":
            raise UserError("这一期已经印发，稿子只能看")
        self._page.open_sheet(ArticleSheet(self._page, self._context, card.row, row))

    def move(self, by: int) -> None:
        """上移, 下移 the chosen article within its section."""
        row = self._article()
        when = self._when()
        step = lambda s, c, i, _: bulletins.move_article(s, c, i, by, when)  # noqa: E731
        self._do(step, row.id, f"已{'上' if by < 0 else '下'}移“{row.title}”")

    def drop(self) -> None:
        """撤稿 of the chosen article."""
        row = self._article()
        self._do(bulletins.remove_article, row.id, f"已撤稿“{row.title}”")

    def _article(self) -> ArticleRow:
        row = self._page.panel.article()
        if row is None:
            raise UserError("请先在“稿子”里选一篇")
        return row

    def photos(self) -> None:
        """照片: of the posted sheet, of a good deed, of the chosen article."""
        row, page = self._row(), self._page
        if isinstance(row, NoticeRow):
            album = Album("public_notice", row.id, f"公示 {row.number} 张贴照片")
        elif isinstance(row, HonorRow):
            album = Album("honor_entry", row.id, f"{row.kind_label} {row.title}")
        elif isinstance(row, BulletinRow):
            one = self._article()
            album = Album("bulletin_article", one.id, f"{row.title} · {one.title}")
        else:
            raise UserError("公约不配照片。请选公示、红黑榜或邻里报的稿子")
        sheet = PhotoSheet(page, self._context, album)
        sheet.finished.connect(lambda _: page.refresh())
        sheet.open()

    # Papers

    def print_line(self) -> None:
        """The sheet of what is chosen: 公示, the board it stands on, 公约, 邻里报."""
        row = self._row()
        if isinstance(row, NoticeRow):
            self._page.make_paper("公示", lambda issuing, at, _: issuing.issue_notice(at, row.id))
        elif isinstance(row, HonorRow):
            self._page.make_paper(
                "红黑榜", lambda issuing, at, _: issuing.issue_board(at, row.compound_id)
            )
        elif isinstance(row, CompactRow):
            self._page.make_paper(
                "居民公约", lambda issuing, at, _: issuing.issue_compact(at, row.id)
            )
        else:
            self._page.make_paper(
                "邻里报", lambda issuing, at, _: issuing.issue_bulletin(at, row.id)
            )

    def print_board(self) -> None:
        """红黑榜 of the whole community."""
        self._page.make_paper("红黑榜", lambda issuing, at, _: issuing.issue_board(at, None))

    def print_slip(self) -> None:
        """异议登记表 of the chosen objection."""
        row = self._page.panel.objection()
        if row is None:
            raise UserError("请先在“异议”里选一条")
        self._page.make_paper(
            "异议登记表", lambda issuing, at, _: issuing.issue_objection(at, row.id)
        )

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
        legal = act is postings.post_notice
        self._page.tell(Carried(None if legal else done.action_id, words))

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


def _refuse_fixed(row: Any) -> None:
    """What everybody has seen, or voted on, is not changed; what to do instead."""
    if isinstance(row, NoticeRow) and row.state != "draft":
        raise UserError(f"“{row.title}”{row.state_label}，不能再改。要更正请撤回公示，再拟一份")
    if isinstance(row, HonorRow) and row.state not in ("draft", "refused"):
        raise UserError(f"“{row.title}”{row.state_label}，不能直接改。请先撤回修改或下榜")
    if isinstance(row, CompactRow) and row.state != "draft":
        raise UserError(f"“{row.title}”{row.state_label}，条文不能再改。要改请“拟新版”")
