"""安排联席会议, 改会议: when, where, who presides; everything usual is filled in already."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import line, paragraph
from gridhall.issues.rules.when import When
from gridhall.meetings.queries.agenda import agenda_on
from gridhall.meetings.queries.hosts import meeting_organisations, next_host
from gridhall.meetings.queries.meetings import MeetingRow, last_held
from gridhall.meetings.rules.drafts import MeetingDraft
from gridhall.meetings.rules.periods import day_doubt, weekday
from gridhall.meetings.service.meetings import change_meeting, plan_meeting
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_SIZE = (620, 520)


class PlanSheet(ActSheet):
    """A meeting, new or known; what it would talk about is counted while the day is chosen."""

    def __init__(self, parent: QWidget, context: Context, row: MeetingRow | None = None) -> None:
        title, act = ("修改会议", "保存修改") if row else ("安排联席会议", "安排会议")
        face = Face(title, "event", _SIZE, act, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.owner, self.starts = QComboBox(), line("9:00", 8)
        self.place, self.host = line("会议室", 60), line("轮值第一书记或书记", 60)
        self.secretary, self.subject = line("记录人", 60), line("会议要求，可以不写", 200)
        self.name = line("不写就按月份起名", 80)
        self.summary, self.told = (
            paragraph("会议强调了什么，出纪要时用"),
            label("", "sub", wrap=True),
        )
        self._host_typed = False
        self._rows_of()
        self._fill()
        self.host.textEdited.connect(self._keep_host)
        self.day.dateChanged.connect(lambda _: self._follow())
        self.owner.currentIndexChanged.connect(lambda _: self._follow())
        self.first_focus = self.day
        self._follow()

    def carry_out(self, session: Any) -> Carried:
        """Arrange or change it."""
        context, row = self.context, self._row
        when = When(context.today(), context.calendar)
        if row is None:
            done = plan_meeting(session, context.clerk, self.draft(), when)
            return Carried(done.action_id, f"已安排 {self.day.value()} 的联席会议", done.row_id)
        done = change_meeting(session, context.clerk, row.id, self.draft(), row.version, when)
        return Carried(done.action_id, f"已修改“{row.title}”", row.id)

    def draft(self) -> MeetingDraft:
        """The meeting as typed."""
        return MeetingDraft(
            self.day.value(),
            self.owner.currentData(),
            self.starts.text(),
            self.place.text(),
            self.host.text(),
            self.secretary.text(),
            self.subject.text(),
            self.name.text(),
            self.summary.toPlainText(),
            self.key,
        )

    def _rows_of(self) -> None:
        known = self._row is not None
        self.add_row("日期", self.day, "held_on", needed=True)
        self.add_row("时间", self.starts, "starts", needed=True)
        self.add_row("哪个组织", self.owner)
        self.add_row("地点", self.place, "place")
        self.add_row("主持", self.host, "host")
        self.add_row("记录", self.secretary, "secretary")
        self.add_row("要求", self.subject, "subject")
        self.add_row("会议名称", self.name, "title")
        if known:
            self.add_row("会议强调", self.summary, "summary")
        else:
            self.summary.setParent(self)
            self.summary.hide()
        self.add_wide(self.told)

    def _fill(self) -> None:
        context, row = self.context, self._row
        with context.db.read() as session:
            for one in meeting_organisations(session, context.today()):
                self.owner.addItem(one.name, one.organisation_id)
            before = last_held(session)
        if not self.owner.count():
            self.owner.addItem(f"{context.hall.community}大党委", None)
        if row is None:
            self.starts.setText(before.starts if before else "09:00")
            self.place.setText(before.place if before else "")
            self.secretary.setText(context.clerk.name)
            return
        self.day.set_value(row.held_on)
        self.day.setEnabled(row.state != "open")
        self.owner.setCurrentIndex(max(0, self.owner.findData(row.organisation_id)))
        self.owner.setEnabled(False)
        fields: dict[str, QLineEdit] = {
            "starts": self.starts, "place": self.place, "host": self.host,
            "secretary": self.secretary, "subject": self.subject, "title": self.name,
        }  # fmt: skip
        for name, field in fields.items():
            field.setText(getattr(row, name))
        self.summary.setPlainText(row.summary)
        self._host_typed = True

    def _keep_host(self) -> None:
        self._host_typed = True

    def _follow(self) -> None:
        """Who presides that day, how many items wait, what speaks against the day."""
        day, context = self.day.value(), self.context
        with context.db.read() as session:
            turn = next_host(session, day, self.owner.currentData())
            many = len(agenda_on(session, day)) if self._row is None else self._row.issues
        if not self._host_typed:
            self.host.setText(turn.name if turn else "")
        doubt = day_doubt(day, context.calendar)
        self.told.setText("。".join((doubt or weekday(day), _said(many))))


def _said(many: int) -> str:
    issues = f"{many} 件没办结的问题会自动列进议题" if many else "现在没有没办结的问题"
    return f"{issues}，席位上的成员自动请到"
