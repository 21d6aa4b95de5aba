"""Small sheets of the agenda: another item, what the meeting stressed."""

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import choices, line
from gridhall.issues.rules.when import When
from gridhall.meetings.labels import ITEM_KINDS
from gridhall.meetings.queries.meetings import MeetingRow
from gridhall.meetings.service.meetings import summarise
from gridhall.meetings.service.minuting import add_item
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_KINDS = {kind: words for kind, words in ITEM_KINDS.items() if kind != "issue"}


class ItemSheet(ActSheet):
    """Something that is no issue of the ledger: a report, a debrief, a claim."""

    def __init__(self, parent: QWidget, context: Context, meeting: MeetingRow) -> None:
        face = Face("加议题", "add", (560, 300), "加进议题", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._meeting = meeting
        self.topic, self.kind = line("例如 通报上月志愿服务情况", 80), choices(_KINDS, "other")
        self.add_row("议什么", self.topic, "title", needed=True)
        self.add_row("种类", self.kind)
        said = "居民反映的问题请登记到吹哨台账，没办结的会自动列进议题。"
        self.add_wide(label(said, "sub", wrap=True))
        self.say(meeting.title)
        self.first_focus = self.topic

    def carry_out(self, session: Any) -> Carried:
        """Put it on the agenda."""
        context, meeting = self.context, self._meeting
        kind, words = str(self.kind.currentData()), self.topic.text()
        when = When(context.today(), context.calendar)
        done = add_item(session, context.clerk, meeting.id, words, kind, when)
        return Carried(done.action_id, f"已加议题“{words.strip()}”", meeting.id)


class SummarySheet(ActSheet):
    """会议强调: what the minutes end with."""

    def __init__(self, parent: QWidget, context: Context, meeting: MeetingRow) -> None:
        face = Face("会议强调", "edit", (720, 460), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._meeting = meeting
        self.text = QPlainTextEdit(meeting.summary)
        self.text.setProperty("big", "true")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("会议强调")
        self.text.setPlaceholderText("会议最后强调了什么，写进纪要")
        self.text.setMinimumHeight(240)
        self.add_wide(self.text)
        self.say(meeting.title)
        self.first_focus = self.text

    def carry_out(self, session: Any) -> Carried:
        """Keep it for the minutes."""
        context, meeting = self.context, self._meeting
        when, words = When(context.today(), context.calendar), self.text.toPlainText()
        done = summarise(session, context.clerk, meeting.id, words, meeting.version, when)
        return Carried(done.action_id, "已写会议强调", meeting.id)
