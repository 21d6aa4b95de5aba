"""排接待日, 改一天, 登记来访, 答复, 取消: the sheets of reception days."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.fields_talks import PlacePick, Resident, line, one_of, paragraph
from gridhall.opinions.queries.doors import place_choices
from gridhall.opinions.queries.receptions import ReceptionRow, VisitorRow
from gridhall.opinions.rules.receptions import (
    RHYTHMS,
    DayDraft,
    SeriesDraft,
    VisitDraft,
    check_series,
    series,
)
from gridhall.opinions.service import receptions as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label

_AHEAD = 180  # days that a series usually goes on
_SHOWN = 6


def _face(title: str, glyph: str, size: tuple[int, int], act: str) -> Face:
    return Face(title, glyph, size, act, role=Role.COUNTER)


class SeriesSheet(ActSheet):
    """A day or a series; the days stand below as they come out."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, context, _face("排接待日", "event", (640, 560), "排好"))
        with context.db.read() as session:
            places = [one for one in place_choices(session) if one.scope.grid_id is None]
        self.compound, self.until = PlacePick(places), DateEdit()
        self.rhythm = one_of(RHYTHMS, "weekday")
        self.starts, self.ends = line("9:00", 5, "09:00"), line("11:30", 5, "11:30")
        self.spot = line("例如 3号楼前小广场", 60)
        self.hosts = line("例如 网格党支部书记、物业经理", 100)
        self.moves = QCheckBox("碰上节假日顺延到下一个工作日")
        self.told = label("", "sub", wrap=True)
        self.until.set_value(context.today() + timedelta(days=_AHEAD))
        self._build()
        self.first_focus = self.compound

    def _build(self) -> None:
        self.add_row("小区", self.compound, "place_of", needed=True)
        self.add_row("在哪里", self.spot, "place", needed=True)
        self.add_row("接待人", self.hosts, "hosts", needed=True)
        self.add_row("第一次", self.day, "day", needed=True)
        self.add_row("多久一次", self.rhythm, "days")
        self.add_row("排到", self.until)
        self.add_row("开始", self.starts, "starts", needed=True)
        self.add_row("结束", self.ends, "ends", needed=True)
        self.add_wide(self.moves)
        self.add_wide(self.told)
        for signal in (
            self.day.dateChanged, self.until.dateChanged, self.rhythm.currentIndexChanged,
            self.moves.toggled,
        ):  # fmt: skip
            signal.connect(lambda _: self._preview())
        self._preview()

    def draft(self) -> SeriesDraft:
        """What was typed."""
        rhythm = str(self.rhythm.currentData())
        return SeriesDraft(
            self.day.value(),
            self.spot.text(),
            self.hosts.text(),
            rhythm,
            None if rhythm == "once" else self.until.value(),
            self.starts.text(),
            self.ends.text(),
            self.compound.scope().compound_id,
            moves=self.moves.isChecked(),
            request_key=self.key,
        )

    def _preview(self) -> None:
        """Which days come out; what is still to be filled in is not told yet."""
        once = self.rhythm.currentData() == "once"
        self.until.setEnabled(not once)
        stand_in = SeriesDraft(
            self.day.value(), "—", "—", str(self.rhythm.currentData()),
            None if once else self.until.value(), moves=self.moves.isChecked(),
        )  # fmt: skip
        try:
            days = series(check_series(stand_in), self.context.calendar)
        except UserError as error:
            self.told.setText(str(error))
            return
        shown = "、".join(f"{one.month}月{one.day}日" for one in days[:_SHOWN])
        more = f" 等 {len(days)} 天" if len(days) > _SHOWN else f"，共 {len(days)} 天"
        self.told.setText(f"{shown}{more}" if days else "这样排没有一天，请核对日期")

    def carry_out(self, session: Any) -> Carried:
        """Write them down."""
        context = self.context
        when = When(context.today(), context.calendar)
        done = service.plan_series(session, context.clerk, self.draft(), when)
        key = "Ctrl+P" if self.draft().first > context.today() else "Alt+M"
        return Carried(done.action_id, f"已排好接待日，可以出公告（{key}）", done.row_id)


class DaySheet(ActSheet):
    """改一天."""

    def __init__(self, parent: QWidget, context: Context, row: ReceptionRow) -> None:
        super().__init__(parent, context, _face("改接待日", "event", (560, 400), "保存"))
        self._row = row
        self.starts, self.ends = line("9:00", 5, row.starts), line("11:30", 5, row.ends)
        self.spot, self.hosts = line("", 60, row.place), line("", 100, row.hosts)
        self.day.set_value(row.day)
        self.say(f"{row.compound} {row.day} {row.hours}")
        self.add_row("日期", self.day, "day", needed=True)
        self.add_row("开始", self.starts, "starts", needed=True)
        self.add_row("结束", self.ends, "ends", needed=True)
        self.add_row("在哪里", self.spot, "place", needed=True)
        self.add_row("接待人", self.hosts, "hosts", needed=True)
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = DayDraft(
            self.day.value(), self.spot.text(), self.hosts.text(), self.starts.text(),
            self.ends.text(), row.version,
        )  # fmt: skip
        when = When(context.today(), context.calendar)
        done = service.change_day(session, context.clerk, row.id, draft, when)
        return Carried(done.action_id, "已改好接待日", done.row_id)


class CancelSheet(ActSheet):
    """取消接待日, with the reason."""

    def __init__(self, parent: QWidget, context: Context, row: ReceptionRow) -> None:
        face = Face(
            "取消接待日", "cancel", (540, 260), "取消接待日", danger=True, role=Role.COUNTER
        )
        super().__init__(parent, context, face)
        self._row = row
        self.why = line("例如 接待人临时开会，改到下周", 200)
        self.say(f"{row.compound} {row.day} {row.hours}")
        self.add_row("原因", self.why, "why", needed=True)
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        when = When(self.context.today(), self.context.calendar)
        done = service.cancel(session, self.context.clerk, self._row.id, self.why.text(), when)
        return Carried(done.action_id, f"已取消 {self._row.day} 的接待日", done.row_id)


class ReceiveSheet(ActSheet):
    """登记来访: who came with what; answered at once, or an issue by one key (Alt+W)."""

    def __init__(self, parent: QWidget, context: Context, row: ReceptionRow) -> None:
        super().__init__(parent, context, _face("登记来访", "group", (680, 560), "登记答复"))
        self._row, self._to_issue = row, False
        self.visitor, self.phone = Resident(context, "来访人，必填"), line("登记过的可以不写", 30)
        self.address = line("例如 3-2-501", 100)
        self.words = paragraph("反映了什么，照原话记", 110)
        self.answer = paragraph("当场怎么答复；答不了按 Alt+W", 84)
        self.say(f"{row.compound} {row.day} {row.hours} · 第 {row.visits + 1} 位")
        self.add_row("来访人", self.visitor, "visitor", needed=True)
        self.add_row("电话", self.phone, "phone")
        self.add_row("住址", self.address, "address")
        self.add_row("反映内容", self.words, "words", needed=True)
        self.add_row("当场答复", self.answer, "answer")
        self.to_issue = foot_button("答不了，转吹哨台账", "Alt+W", "", "campaign")
        self.to_issue.clicked.connect(self._make_issue)
        self.add_wide(self.to_issue)
        self.first_focus = self.visitor

    def _make_issue(self) -> None:
        """One key: the visit is kept and its issue made in the same act."""
        self._to_issue = True
        self.save()
        self._to_issue = False

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = VisitDraft(
            self.words.toPlainText(),
            self.visitor.person_id(),
            self.visitor.words(),
            self.phone.text(),
            self.address.text(),
            self.answer.toPlainText(),
            self._to_issue,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.receive(session, context.clerk, row.id, draft, when)
        words = "已登记来访，转吹哨台账" if self._to_issue else "已登记来访"
        return Carried(done.action_id, words, row.id)


class AnswerSheet(ActSheet):
    """补记答复."""

    def __init__(self, parent: QWidget, context: Context, row: VisitorRow) -> None:
        super().__init__(parent, context, _face("记答复", "keyboard", (560, 320), "记下"))
        self._row = row
        self.answer = paragraph("怎么答复的", 110, row.answer)
        self.say(f"第 {row.position} 位 {row.visitor}")
        self.add_row("答复", self.answer, "answer", needed=True)
        self.first_focus = self.answer

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, row = self.context, self._row
        when = When(context.today(), context.calendar)
        said = self.answer.toPlainText()
        done = service.answer(session, context.clerk, row.id, said, when)
        return Carried(done.action_id, f"已记答复：{row.visitor}", row.reception_id)
