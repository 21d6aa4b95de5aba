"""五项措施: 督办函 in two keys, 会商, 考核, 追责, and what came back (登记回复)."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.issues.dialogs.fields import choices, line, paragraph
from gridhall.issues.dialogs.step import Carried, IssueSheet, Look, when_of
from gridhall.issues.labels import MEASURES
from gridhall.issues.queries.cards import IssueCard, MeasureRow
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.orders import MOST_POINTS, MeasureOrder
from gridhall.issues.rules.when import When
from gridhall.issues.service.measures import end_consultation, note_reply, take_measure
from gridhall.organisation.dialogs.organisation_act import ActSheet
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.context import Context
from gridhall.qt.labels import tip

if TYPE_CHECKING:
    from gridhall.issues.documents.telling import More

# What 其他措施 offers: the two that have a key of their own are not among them.
_OTHERS = ("ledger", "scoring", "accountability")


class _LetterSheet(IssueSheet):
    """A measure and its letter, both or neither; drawn behind the screen, then previewed."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard, look: Look) -> None:
        super().__init__(parent, context, card, look)
        self.target = line("对方单位", 200, card.row.owner_name)
        self.note = paragraph("写进函里的话；空着用通常的话")
        self.reply_by, self.named = MaybeDay("回复期限", "不要回复"), QCheckBox("函里写明反映人")
        self.busy = False
        with context.db.read() as session:
            days = governance(session).reply_days
        limit = context.calendar.add_working_days(context.today(), days)
        self.reply_by.set_value(limit.day, limit.day)

    def order(self) -> MeasureOrder:
        """The measure as typed."""
        raise NotImplementedError

    def more(self) -> "More":
        """What the letter is told beyond the issue."""
        return {"raiser": self.named.isChecked(), "request_key": self.key}

    def save(self) -> None:
        """Take the measure and make its letter; what is refused leaves no measure behind."""
        if self.busy:
            return
        if self._problems is not None:
            self._problems.clear()
        context, card, order, more = self.context, self.card, self.order(), self.more()
        when = when_of(context, card.row.version, self.day.value())

        def work(_progress: Progress) -> Any:
            from gridhall.issues.documents.issuing import measure_with_letter  # draws papers
            from gridhall.registry.documents.transfer_issue import At

            at = At(context.db, context.clerk, context.hall, context.today())
            return measure_with_letter(at, card.row.id, order, when, **more)

        self._wait(busy=True)
        context.jobs.start(work, done=self._written, failed=self._refused)

    def reject(self) -> None:
        """Not while the letter is being drawn."""
        if not self.busy:
            super().reject()

    def _written(self, made: Any) -> None:
        self._wait(busy=False)
        self.accept()
        words = f"已{MEASURES[self.order().kind]}，{made.paper.title} {made.paper.number}"
        self.carried.emit(self.told(made.done, words, paper_id=made.paper.id))

    def _refused(self, error: Exception) -> None:
        self._wait(busy=False)
        if isinstance(error, DraftProblems):
            self._mark(error)
        elif isinstance(error, UserError):
            self.banner.say("red", str(error))
        else:
            self.context.desk.show_error(error)

    def _wait(self, *, busy: bool) -> None:
        self.busy = busy
        self.save_button.setEnabled(not busy)


class SuperviseSheet(_LetterSheet):
    """函告督办: everything is filled in, Ctrl+Enter writes it down and makes the letter."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("督办函", "assignment_late", (620, 400), "出督办函")
        super().__init__(parent, context, card, look)
        row = card.row
        before = len(card.measures_of("supervision"))
        self.add_row("督办对象", self.target, "target", needed=True)
        self.add_row("回复期限", self.reply_by, "reply_by")
        self.add_row("督办意见", self.note, "note")
        self.add_wide(self.named)
        told = f"办理期限 {row.due_on}，{row.due(context.today(), context.calendar).text}。"
        again = f"这是第 {before + 1} 次督办。" if before else ""
        self.add_preview(f"{told}{again}文号自动取，函会打开预览；发文、用印请照常登记。")
        self.first_focus = self.note

    def order(self) -> MeasureOrder:
        """As typed."""
        target, note = self.target.text(), self.note.toPlainText()
        return MeasureOrder("supervision", target, note, reply_by=self.reply_by.value())


class ConsultSheet(_LetterSheet):
    """协调会商: whom to ask together, about what, where and when."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("会商", "diversity_3", (640, 470), "出会商函")
        super().__init__(parent, context, card, look)
        self.target.setPlaceholderText("请哪些单位来商量，用顿号隔开")
        self.note.setPlaceholderText("商量什么；空着用通常的话")
        self.meets_on, self.where = (
            MaybeDay("会商日期", "另行通知"),
            line("地点，例如 社区会议室", 60),
        )
        self.meets_on.set_value(None, context.calendar.next_working_day(context.today()))
        self.add_row("会商单位", self.target, "target", needed=True)
        self.add_row("会商事项", self.note, "note")
        self.add_row("会商日期", self.meets_on)
        self.add_row("地点", self.where)
        self.add_row("回复期限", self.reply_by, "reply_by")
        self.add_wide(self.named)
        self.add_preview("商量有了结果再按 Alt+H 记下，随后出会商纪要。")
        self.first_focus = self.target

    def order(self) -> MeasureOrder:
        """As typed."""
        target, note = self.target.text(), self.note.toPlainText()
        return MeasureOrder("consultation", target, note, reply_by=self.reply_by.value())

    def more(self) -> "More":
        """Where and when, if it is known."""
        told, day, where = super().more(), self.meets_on.value(), self.where.text().strip()
        if where:
            told["place"] = where
        if day is not None:
            told["meets_on"] = day
        return told


class EndConsultSheet(IssueSheet):
    """What the consultation came to."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("会商结果", "diversity_3", (620, 390), "记下结果")
        super().__init__(parent, context, card, look)
        self.outcome = paragraph("商量的结果：谁做什么，到哪天")
        self.came = line("单位和姓名，用顿号隔开；会写进纪要", 300)
        self.add_row("结果", self.outcome, "words", needed=True)
        self.add_row("到会", self.came)
        self.add_day("会商日期")
        self.add_preview(f"{card.row.consulting_since} 起会商。记下以后会商纪要打开预览。")
        self.first_focus = self.outcome

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        outcome = self.outcome.toPlainText()
        done = end_consultation(session, self.context.clerk, self.card.row.id, outcome, when)
        came = [one.strip() for one in self.came.text().replace("，", "、").split("、")]
        told: More = {"came": [one for one in came if one]}
        return self.told(done, "已记会商结果", paper="consultation-minutes", more=told)


class MeasureSheet(_LetterSheet):
    """量化考核, 责任追究 (a supervisor's, with its letter), and a note in the ledger."""

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
        tip(self.points, "" if kind == "scoring" else "只有量化考核写分值")
        told = {
            "scoring": "分值计入责任单位的量化考核，考核表里能看到这一条。",
            "accountability": "责任追究由主管登记，问责建议书随后打开预览。",
            "ledger": "问题收集时已经自动列入台账，这里补记台账上的处置。",
        }
        self.preview.setText(told[kind])

    def order(self) -> MeasureOrder:
        """As typed."""
        kind = str(self.kind.currentData())
        points = self.points.value() if kind == "scoring" else None
        return MeasureOrder(kind, self.target.text(), self.note.toPlainText(), points)

    def save(self) -> None:
        """Only 责任追究 has a letter."""
        if self.kind.currentData() == "accountability":
            super().save()
        else:
            ActSheet.save(self)

    def step(self, session: Any, when: When) -> Carried:
        """Take it."""
        order = self.order()
        done = take_measure(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, f"已登记{MEASURES[order.kind]}")


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
