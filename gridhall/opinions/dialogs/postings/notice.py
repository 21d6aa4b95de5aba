"""拟公示, 登记异议, 答复异议: the sheets about one notice."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import choices, line, paragraph
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.postings.fields import PublicView, compound_field, plain_read
from gridhall.opinions.labels import NOTICES
from gridhall.opinions.queries.postings import NoticeRow, ObjectionRow
from gridhall.opinions.rules.postings import Answer, NoticeDraft, ObjectionDraft, days_of, last_day
from gridhall.opinions.service import objections as objection_service
from gridhall.opinions.service import postings as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label
from gridhall.registry.dialogs.who import ResidentOrWords


class NoticeSheet(ActSheet):
    """A notice, new or to be changed; at the right how it will look to everybody."""

    def __init__(self, parent: QWidget, context: Context, row: NoticeRow | None) -> None:
        title = "拟公示" if row is None else "修改公示"
        face = Face(title, "campaign", (1060, 730), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self._about = (row.about, row.about_id) if row else ("", None)
        self.kind, self.first, self.last = choices(NOTICES), self.day, DateEdit()
        self.name = line("例如 关于小区北门道路硬化的公示", 80)
        self.body = paragraph("公示什么、依据什么、结果怎样；一段一行", 140)
        self.place = line("例如 御景小区北门公示栏", 60)
        self.contact, self.phone = line("岗位，例如 2号窗口", 60), line("空着就印大厅电话", 30)
        self.span = label("", "sub")
        with context.db.read() as session:
            self.compound = compound_field(session, row.compound_id if row else None)
            self._days = governance(session).notice_days
        texts: dict[str, QLineEdit | QPlainTextEdit] = {"title": self.name, "body": self.body}
        texts |= {"place": self.place, "contact": self.contact}
        self.view = PublicView(context, plain_read(texts))
        self._rows_of()
        self._fill(row)
        self.view.watch(list(texts.values()))
        for field in texts.values():
            field.textChanged.connect(self.reconsider)
        self.first.dateChanged.connect(lambda _: self._shift())
        self.last.dateChanged.connect(lambda _: self._say_span())
        self._say_span()
        self.first_focus = self.name

    def _rows_of(self) -> None:
        self.add_row("类别", self.kind, "kind")
        self.add_row("标题", self.name, "title", needed=True)
        self.add_row("正文", self.body, "body", needed=True)
        self.add_row("张贴地点", self.place, "place", needed=True)
        self.add_row("小区", self.compound, "compound_id")
        self.add_row("开始日期", self.first, "posted_from", needed=True)
        self.add_row("截止日期", self.last, "posted_to", needed=True)
        self.add_row("", self.span)
        self.add_row("联系人", self.contact, "contact")
        self.add_row("联系电话", self.phone, "phone")
        self.show_right([self.view], 8)

    def _fill(self, row: NoticeRow | None) -> None:
        today = self.context.today()
        if row is None:
            self.first.set_value(today)
            self.last.set_value(last_day(today, self._days))
            return
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind)))
        self.name.setText(row.title)
        self.body.setPlainText(row.body)
        self.place.setText(row.place)
        self.first.set_value(row.posted_from)
        self.last.set_value(row.posted_to)
        self._days = row.days
        self.contact.setText(row.contact)
        self.phone.setText(row.phone)

    def begin_with(self, draft: NoticeDraft) -> None:
        """A new one that was drawn up from another record: to be read, mended and kept."""
        self._about = (draft.about, draft.about_id)
        self.kind.setCurrentIndex(max(0, self.kind.findData(draft.kind)))
        self.name.setText(draft.title)
        self.body.setPlainText(draft.body)
        self.compound.show_id(draft.compound_id)
        self.first_focus = self.place

    def _shift(self) -> None:
        """Another first day: as many days as before."""
        self.last.set_value(last_day(self.first.value(), self._days))
        self._say_span()

    def _say_span(self) -> None:
        days = days_of(self.first.value(), self.last.value())
        if days < 1:
            self.span.setText("截止早于开始，请核对")
            return
        self._days = days
        down = self.last.value() + timedelta(days=1)
        self.span.setText(f"共 {days} 天，两头都算；{down} 撤下")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = NoticeDraft(
            str(self.kind.currentData()),
            self.name.text(),
            self.body.toPlainText(),
            self.place.text(),
            self.first.value(),
            self.last.value(),
            self.contact.text(),
            self.phone.text(),
            self.compound.value(),
            *self._about,
            row.id if row else None,
            row.version if row else 0,
            self.confirmed,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_notice(session, context.clerk, draft, when)
        return Carried(
            done.action_id, "公示已存好。打印（Ctrl+P）贴好，拍一张再登记张贴", done.row_id
        )


class ObjectionSheet(ActSheet):
    """An objection to a notice; the days to answer it are counted from here."""

    def __init__(self, parent: QWidget, context: Context, row: NoticeRow) -> None:
        face = Face("登记异议", "gavel", (600, 460), "登记", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.number} · {row.title}")
        self.words = paragraph("对哪一项有意见、理由是什么", 110)
        self.objector = ResidentOrWords(
            context, "异议人", "首字母、电话、证件尾号；不留名可以空着", 100
        )
        self.phone = line("登记过的可以不写", 30)
        self.add_row("异议内容", self.words, "words", needed=True)
        self.add_row("异议人", self.objector, "objector")
        self.add_row("电话", self.phone, "phone")
        self.add_row("提出日期", self.day, "raised_on", needed=True)
        self.add_wide(label("异议人的姓名、电话只在厅内看，不公开", "sub", wrap=True))
        self.first_focus = self.words

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context = self.context
        draft = ObjectionDraft(
            self._row.id,
            self.words.toPlainText(),
            self.on(),
            self.objector.person_id(),
            self.objector.words(),
            self.phone.text(),
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = objection_service.add_objection(session, context.clerk, draft, when)
        days = governance(session).objection_days
        words = f"已登记对“{self._row.title}”的异议，{days} 个工作日内答复"
        return Carried(done.action_id, words, self._row.id)


class AnswerSheet(ActSheet):
    """What the objector is told."""

    def __init__(self, parent: QWidget, context: Context, row: ObjectionRow, title: str) -> None:
        face = Face("答复异议", "assignment_turned_in", (620, 460), "答复", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self._title = row, title
        self.say(f"{title} · {row.who}")
        self.answer = paragraph("核实的情况和结论", 120)
        self.upheld = QCheckBox("异议成立（公示有误，要更正）")
        self.add_wide(label(row.words, "b", wrap=True))
        self.add_row("答复", self.answer, "answer", needed=True)
        self.add_row("", self.upheld)
        self.add_row("答复日期", self.day, "answered_on", needed=True)
        self.first_focus = self.answer

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, upheld = self.context, self.upheld.isChecked()
        answer = Answer(self.answer.toPlainText(), upheld, self.on())
        when = When(context.today(), context.calendar)
        done = objection_service.answer_objection(
            session, context.clerk, self._row.id, answer, when
        )
        more = "。请撤回公示，更正后重新公示" if upheld else ""
        return Carried(done.action_id, f"已答复对“{self._title}”的异议{more}", self._row.notice_id)
