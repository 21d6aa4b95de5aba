"""What the page of 诉求民意 does: the card's buttons, new ones, papers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.opinions.columns.talks import RECEPTIONS, SURVEYS, TOPICS
from gridhall.opinions.dialogs import reception as reception_sheets
from gridhall.opinions.dialogs import topic as topic_sheets
from gridhall.opinions.dialogs.survey import SurveySheet
from gridhall.opinions.dialogs.survey_doors import DoorsSheet, PrintSheet
from gridhall.opinions.dialogs.survey_entry import SurveyEntrySheet
from gridhall.opinions.dialogs.survey_outcomes import OutcomeSheet
from gridhall.opinions.dialogs.topic_votes import VotesSheet
from gridhall.opinions.queries.doors import door_count
from gridhall.opinions.queries.receptions import ReceptionRow, VisitorRow
from gridhall.opinions.queries.surveys import SurveyRow
from gridhall.opinions.queries.topics import TopicRow
from gridhall.opinions.service import receptions, surveys, topics
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.qt.ask import Question, ask

if TYPE_CHECKING:
    from gridhall.opinions.pages.talks import TalksPage


class TalksActs(QObject):
    """Acts on what is chosen."""

    def __init__(self, page: "TalksPage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "TalksPage":
        page: Any = self.parent()
        found: TalksPage = page
        return found

    # New ones

    def add(self) -> None:
        """Ctrl+N: what the pill on show holds."""
        ways = {RECEPTIONS: self.plan, TOPICS: self.propose}
        ways.get(self._page.ui.pills.current(), self.new_survey)()

    def new_survey(self) -> None:
        """新建调查."""
        self._open(SurveySheet(self._page, self._context), ("survey", SURVEYS))

    def plan(self) -> None:
        """排接待日."""
        sheet = reception_sheets.SeriesSheet(self._page, self._context)
        self._open(sheet, ("reception", RECEPTIONS))

    def propose(self) -> None:
        """提议题."""
        self._open(topic_sheets.TopicSheet(self._page, self._context), ("topic", TOPICS))

    def _open(self, sheet: Any, about: tuple[str, int]) -> None:
        kind, pill = about
        sheet.carried.connect(lambda done: self._page.show_line(pill, kind, done))
        self._page.open_sheet(sheet)

    # The card's buttons

    def first(self) -> None:
        """The line's own act."""
        self._press(0)

    def second(self) -> None:
        """The second button."""
        self._press(1)

    def third(self) -> None:
        """The third button."""
        self._press(2)

    def _press(self, place: int) -> None:
        row, manner = self._row(), self._page.panel.manner()
        ways = self._survey_ways if isinstance(row, SurveyRow) else self._other_ways
        act = ways().get(manner, ())[place:][:1]
        if not act or act[0] is None:
            raise UserError("这一行没有要办的，只能查看。打印按 Ctrl+P")
        act[0](row)

    def _survey_ways(self) -> dict[str, tuple[Any, ...]]:
        return {
            "survey-draft": (self._doors, self._begin, self._change),
            "survey-ready": (self._begin, self._doors, self._change),
            "survey-open": (self._enter, self._doors, self._end),
            "survey-ended": (self._settle, self._reopen, None),
        }

    def _other_ways(self) -> dict[str, tuple[Any, ...]]:
        sheets, days = topic_sheets, reception_sheets
        drop = self._sheet(sheets.DropSheet)
        return {
            "topic-proposed": (
                self._sheet(sheets.DiscussSheet), self._sheet(sheets.TopicSheet), drop,
            ),
            "topic-discussed": (
                self._sheet(sheets.BeginVoteSheet), self._sheet(sheets.DiscussSheet), drop,
            ),
            "topic-voting": (self._votes, self._sheet(sheets.DecideSheet), drop),
            "topic-passed": (self._sheet(sheets.FinishSheet), self._topic_issue, drop),
            "topic-finished": (self._sheet(sheets.JudgeSheet), self._topic_issue, None),
            "topic-failed": (None, None, drop),
            "reception-ahead": (
                lambda _: self.print_notice(), self._sheet(days.DaySheet),
                self._sheet(days.CancelSheet),
            ),
            "reception-today": (self._sheet(days.ReceiveSheet), self._visit_issue, self._hold),
            "reception-held": (
                self._sheet(days.ReceiveSheet), self._visit_issue, self._answer,
            ),
        }  # fmt: skip

    def _sheet(self, made: Any) -> Callable[[Any], None]:
        return lambda row: self._page.open_sheet(made(self._page, self._context, row))

    def _change(self, row: SurveyRow) -> None:
        with self._context.db.read() as session:
            asked = surveys.drafted(session, row.id)
        self._page.open_sheet(SurveySheet(self._page, self._context, row, asked))

    def _doors(self, row: SurveyRow) -> None:
        self._page.open_sheet(DoorsSheet(self._page, self._context, row))

    def _begin(self, row: SurveyRow) -> None:
        self._do(
            lambda s: surveys.open_survey(
                s, self._context.clerk, row.id, row.version, self._when()
            ),
            f"已开始调查，走访 {row.households} 户",
        )

    def _end(self, row: SurveyRow) -> None:
        if row.waiting and not ask(self._page, _left(row)):
            return
        self._do(
            lambda s: surveys.close_survey(
                s, self._context.clerk, row.id, row.version, self._when()
            ),
            "调查已结束，下一步处理诉求",
        )

    def _reopen(self, row: SurveyRow) -> None:
        self._do(
            lambda s: surveys.reopen_survey(s, self._context.clerk, row.id, self._when()),
            "接着调查，可以再录",
        )

    def _enter(self, row: SurveyRow) -> None:
        sheet = SurveyEntrySheet(self._page, self._context, row)
        sheet.finished.connect(lambda _: self._page.refresh())
        sheet.open()

    def _settle(self, row: SurveyRow) -> None:
        self._page.open_sheet(OutcomeSheet(self._page, self._context, row))

    def settle_more(self) -> None:
        """What was left of the demands when the first were taken on."""
        row = self._row()
        if not isinstance(row, SurveyRow) or row.state != "closed":
            raise UserError("请先选一次已经结束的调查")
        self._settle(row)

    def _votes(self, row: TopicRow) -> None:
        sheet = VotesSheet(self._page, self._context, row)
        sheet.finished.connect(lambda _: self._page.refresh())
        sheet.open()

    def _topic_issue(self, row: TopicRow) -> None:
        self._do(
            lambda s: topics.to_issue(s, self._context.clerk, row.id, self._when()),
            f"已转吹哨台账：{row.title}",
        )

    def topic_issue(self) -> None:
        """A topic of any open stage becomes an issue."""
        row = self._row()
        if not isinstance(row, TopicRow):
            raise UserError("请先在左边选一个议题")
        self._topic_issue(row)

    def _hold(self, row: ReceptionRow) -> None:
        self._do(
            lambda s: receptions.hold(s, self._context.clerk, row.id, self._when()),
            f"已结束接待，来访 {row.visits} 人次",
        )

    def _visit_issue(self, _row: ReceptionRow) -> None:
        one = self._visitor()
        self._do(
            lambda s: receptions.to_issue(s, self._context.clerk, one.id, self._when()),
            f"已把{one.visitor}反映的转吹哨台账",
        )

    def _answer(self, _row: ReceptionRow) -> None:
        sheet = reception_sheets.AnswerSheet(self._page, self._context, self._visitor())
        self._page.open_sheet(sheet)

    def answer(self) -> None:
        """记答复 of the visitor that is chosen."""
        self._answer(self._row())

    def _visitor(self) -> VisitorRow:
        row: VisitorRow | None = self._page.panel.visitors.current()
        if row is None:
            raise UserError("还没有人来访。来了按 Alt+R 登记")
        return row

    # Papers

    def print_line(self) -> None:
        """Ctrl+P: the paper of the line on show."""
        row, today = self._row(), self._context.today()
        if isinstance(row, SurveyRow) and row.state == "closed":
            self.print_ranking()
        elif isinstance(row, SurveyRow):
            self.print_forms()
        elif isinstance(row, TopicRow):
            self._page.make_paper(
                "议事记录", lambda papers, at, _: papers.issue_topic_record(at, row.id)
            )
        elif row.state == "planned" and row.day > today:
            self.print_notice()
        else:
            self._page.make_paper(
                "接待日登记表", lambda papers, at, _: papers.issue_reception_record(at, row.id)
            )

    def print_forms(self) -> None:
        """调查表: one for each door, or blank ones."""
        row = self._row()
        if not isinstance(row, SurveyRow):
            raise UserError("请先在左边选一次调查")
        sheet = PrintSheet(self._page, "印调查表", row.waiting, halves=True)
        sheet.wanted.connect(
            lambda told: self._page.make_paper(
                "调查表", lambda papers, at, _: papers.issue_survey_form(at, row.id, told)
            )
        )
        sheet.open()

    def print_ranking(self) -> None:
        """诉求排序公布表."""
        row = self._row()
        if not isinstance(row, SurveyRow):
            raise UserError("请先在左边选一次调查")
        self._page.make_paper(
            "诉求排序公布表", lambda papers, at, _: papers.issue_ranking(at, row.id)
        )

    def print_ballots(self) -> None:
        """表决票: one for each door, or blank ones."""
        row = self._row()
        if not isinstance(row, TopicRow):
            raise UserError("请先在左边选一个议题")
        with self._context.db.read() as session:
            doors = door_count(session, row.scope)
        sheet = PrintSheet(self._page, "印表决票", doors, halves=False)
        sheet.wanted.connect(
            lambda told: self._page.make_paper(
                "表决票", lambda papers, at, _: papers.issue_ballots(at, row.id, told)
            )
        )
        sheet.open()

    def print_notice(self) -> None:
        """接待日公告."""
        row = self._row()
        if not isinstance(row, ReceptionRow):
            raise UserError("请先在左边选一个接待日")
        self._page.make_paper(
            "接待日公告", lambda papers, at, _: papers.issue_reception_notice(at, row.id)
        )

    # Reading and writing

    def open_issue(self) -> None:
        """The issue that came of the line on show."""
        row = self._row()
        if isinstance(row, ReceptionRow):
            made = self._visitor().issue_id
        elif isinstance(row, SurveyRow):
            card = self._page.panel.card
            told = card.outcomes if card is not None else ()
            made = next((one.issue_id for one in told if one.issue_id), None)
        else:
            made = row.issue_id
        if made is None:
            raise UserError("这一行还没有转吹哨台账")
        self._context.desk.open_issue(made)

    def _when(self) -> When:
        return When(self._context.today(), self._context.calendar)

    def _row(self) -> Any:
        self._page.read_now()
        card = self._page.panel.card
        if card is None or self._page.ui.sideStack.currentWidget() is not self._page.panel:
            raise UserError("请先在左边选一行")
        return card.row

    def _do(self, act: Callable[[Any], Any], words: str) -> None:
        with self._context.db.write() as session:
            done = act(session)
        self._page.tell(Carried(done.action_id, words, done.row_id))


def _left(row: SurveyRow) -> Question:
    return Question(
        "结束调查？",
        f"还有 {row.waiting} 户没有走访，不再问了。按 Ctrl+Z 可以撤销，也可以“接着调查”。",
        "结束调查",
        "接着走访",
    )
