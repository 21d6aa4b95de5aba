"""五项措施: 督办函 in two keys, 会商, 考核, 追责, and what came back (登记回复)."""

from typing import Any

from PySide6.QtWidgets import QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import choices, line, paragraph
from gridhall.issues.dialogs.step import Carried, IssueSheet, Look
from gridhall.issues.labels import MEASURES
from gridhall.issues.queries.cards import IssueCard, MeasureRow
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.orders import MOST_POINTS, MeasureOrder
from gridhall.issues.rules.when import When
from gridhall.issues.service.measures import end_consultation, note_reply, take_measure
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.context import Context

_PAPERS = {
    "supervision": "supervision-letter",
    "consultation": "consultation-letter",
    "accountability": "accountability-letter",
}
# What 其他措施 offers: the two that have a key of their own are not among them.
_OTHERS = ("ledger", "scoring", "accountability")


class _MeasureSheet(IssueSheet):
    """A measure, and the letter that is made as soon as it is written down."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard, look: Look) -> None:
        super().__init__(parent, context, card, look)
        self.target = line("对方单位", 200, card.row.owner_name)
        self.note = paragraph("写进函里的话；空着用通常的话")
        self.reply_by = MaybeDay("回复期限", "不要回复")
        with context.db.read() as session:
            days = governance(session).reply_days
        limit = context.calendar.add_working_days(context.today(), days)
        self.reply_by.set_value(limit.day, limit.day)

    def taken(self, session: Any, order: MeasureOrder, when: When, words: str) -> Carried:
        """Take it; a letter follows at once where the measure has one."""
        done = take_measure(session, self.context.clerk, self.card.row.id, order, when)
        paper = _PAPERS.get(order.kind, "")
        return self.told(done, words, paper=paper, prints=bool(paper), measure_id=done.row_id)


class SuperviseSheet(_MeasureSheet):
    """函告督办: everything is filled in, Ctrl+Enter writes it down and makes the letter."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("督办函", "assignment_late", (620, 380), "出督办函")
        super().__init__(parent, context, card, look)
        row = card.row
        before = len(card.measures_of("supervision"))
        self.add_row("督办对象", self.target, "target", needed=True)
        self.add_row("回复期限", self.reply_by, "reply_by")
        self.add_row("督办意见", self.note, "note")
        told = f"办理期限 {row.due_on}，{row.due(context.today(), context.calendar).text}。"
        again = f"这是第 {before + 1} 次督办。" if before else ""
        self.add_preview(f"{told}{again}编号自动取，函会打开预览；发文、用印请照常登记。")
        self.first_focus = self.note

    def step(self, session: Any, when: When) -> Carried:
        """Take it."""
        order = MeasureOrder(
            "supervision",
            self.target.text(),
            self.note.toPlainText(),
            reply_by=self.reply_by.value(),
        )
        return self.taken(session, order, when, "已督办")


class ConsultSheet(_MeasureSheet):
    """协调会商: whom to ask together, and about what."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("会商", "diversity_3", (620, 420), "出会商函")
        super().__init__(parent, context, card, look)
        self.target.setPlaceholderText("请哪些单位来商量，用顿号隔开")
        self.note.setPlaceholderText("商量什么，什么时间地点")
        self.add_row("会商单位", self.target, "target", needed=True)
        self.add_row("会商事项", self.note, "note")
        self.add_row("回复期限", self.reply_by, "reply_by")
        self.add_day("发起日期")
        self.add_preview("商量有了结果再按 Alt+H 记下，可以出会商纪要。")
        self.first_focus = self.target

    def step(self, session: Any, when: When) -> Carried:
        """Take it."""
        order = MeasureOrder(
            "consultation",
            self.target.text(),
            self.note.toPlainText(),
            reply_by=self.reply_by.value(),
        )
        return self.taken(session, order, when, "已发起会商")


class EndConsultSheet(IssueSheet):
    """What the consultation came to."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("会商结果", "diversity_3", (600, 360), "记下结果")
        super().__init__(parent, context, card, look)
        self.outcome = paragraph("商量的结果：谁做什么，到哪天")
        self.add_row("结果", self.outcome, "words", needed=True)
        self.add_day("会商日期")
        self.add_preview(f"{card.row.consulting_since} 起会商。会商纪要按 Alt+P 出。")
        self.first_focus = self.outcome

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        outcome = self.outcome.toPlainText()
        done = end_consultation(session, self.context.clerk, self.card.row.id, outcome, when)
        return self.told(done, "已记会商结果", paper="consultation-minutes")


class MeasureSheet(_MeasureSheet):
    """量化考核, 责任追究 (a supervisor's), and noting an issue in the ledger by hand."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("其他措施", "rule", (620, 460), "登记措施"))
        self.kind = choices({one: MEASURES[one] for one in _OTHERS}, "scoring")
        self.points = QSpinBox()
        self.points.setRange(-MOST_POINTS, MOST_POINTS)
        self.points.setValue(-5)
        self.points.setSuffix(" 分")
        self.note.setPlaceholderText("为什么，以后才说得清")
        self.add_row("措施", self.kind, "kind", needed=True)
        self.add_row("对象", self.target, "target", needed=True)
        self.add_row("加减分", self.points, "points")
        self.add_row("说明", self.note, "note", needed=True)
        self.add_day()
        self.add_preview()
        self.kind.currentIndexChanged.connect(self._follow)
        self._follow()
        self.first_focus = self.kind

    def _follow(self) -> None:
        kind = str(self.kind.currentData())
        self.points.setEnabled(kind == "scoring")
        told = {
            "scoring": "分值计入责任单位的量化考核，考核表里能看到这一条。",
            "accountability": "责任追究由主管登记，随后出问责建议书。",
            "ledger": "问题收集时已经自动列入台账，这里补记台账上的处置。",
        }
        self.preview.setText(told[kind])

    def step(self, session: Any, when: When) -> Carried:
        """Take it."""
        kind = str(self.kind.currentData())
        points = self.points.value() if kind == "scoring" else None
        order = MeasureOrder(kind, self.target.text(), self.note.toPlainText(), points)
        return self.taken(session, order, when, f"已登记{MEASURES[kind]}")


class ReplySheet(IssueSheet):
    """What came back on a letter."""

    def __init__(
        self, parent: QWidget, context: Context, card: IssueCard, measure: MeasureRow
    ) -> None:
        look = Look("登记回复", "assignment_return", (600, 360), "登记回复", role=Role.COUNTER)
        super().__init__(parent, context, card, look)
        self._measure = measure
        named = measure.number or f"{measure.happened_on} {MEASURES[measure.kind]}"
        self.reply = paragraph("对方怎么答复的")
        self.add_row("回复", self.reply, "words", needed=True)
        self.add_day("回复日期")
        self.add_preview(f"{named}，发给{measure.target}。")
        self.first_focus = self.reply

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        reply = self.reply.toPlainText()
        done = note_reply(session, self.context.clerk, self._measure.id, reply, when)
        return self.told(done, "已登记回复")
