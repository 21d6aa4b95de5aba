"""One service typed in: an entry corrected, or a service that no service day knows of."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.clock import number_of_hours, parse_clock, say_clock
from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label, titled
from gridhall.volunteering.queries.hours import HoursRow
from gridhall.volunteering.rules.hours import parse_hours
from gridhall.volunteering.service.hours import Correction, HoursDraft, append, correct


class EntrySheet(Sheet):
    """With `wrong` it is corrected and a reason is asked for; without, a new one is written."""

    stored = Signal(str)

    def __init__(
        self, parent: QWidget, context: Context, who: tuple[int, str], wrong: HoursRow | None
    ) -> None:
        title = f"更正第 {wrong.seq} 条" if wrong else "补记服务时长"
        super().__init__(parent, title, "edit", (560, 560))
        self._context, self._volunteer_id, self._wrong = context, who[0], wrong
        self.say(who[1])
        self.banner, self.day = Banner(), DateEdit()
        self.begins, self.ends, self.hours = QLineEdit(), QLineEdit(), QLineEdit()
        self.activity, self.content, self.spot = QLineEdit(), QLineEdit(), QLineEdit()
        self.organiser, self.reason = QLineEdit(), QLineEdit()
        self.set_body(self._body())
        leave = foot_button("不更正" if wrong else "不记", "Esc")
        leave.clicked.connect(self.reject)
        save = foot_button("更正" if wrong else "记时长", "Ctrl+Enter", "primary", "check")
        save.clicked.connect(self.save)
        self.set_foot([], [leave, save])
        self._fill()
        self.first_focus = self.begins if wrong else self.day

    def save(self) -> None:
        """Write it, or say what is wrong; what was typed stays."""
        context = self._context
        try:
            require(context.clerk, Role.SUPERVISOR, "补记和更正时长")
            with context.db.write() as session:
                words = self._correct(session) if self._wrong else self._append(session)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.stored.emit(words)

    def _correct(self, session: Any) -> str:
        assert self._wrong is not None
        context = self._context
        fixed = Correction(
            self.reason.text(),
            (self._clock(self.begins, "开始"), self._clock(self.ends, "结束")),
            self._minutes(),
            self.content.text(),
            self.day.value(),
        )
        seq = correct(session, context.clerk, self._wrong.seq, fixed, context.today())
        return f"已更正第 {self._wrong.seq} 条，新的一条是第 {seq} 条"

    def _append(self, session: Any) -> str:
        context = self._context
        draft = HoursDraft(
            volunteer_id=self._volunteer_id,
            served_on=self.day.value(),
            starts=self._clock(self.begins, "开始"),
            ends=self._clock(self.ends, "结束"),
            activity=self.activity.text(),
            content=self.content.text(),
            recorded_on=context.today(),
            spot=self.spot.text(),
            minutes=self._minutes(),
            organiser=self.organiser.text(),
            leader=context.clerk.name,
        )
        return f"已记第 {append(session, context.clerk, draft)} 条"

    def _clock(self, field: QLineEdit, title: str) -> int:
        try:
            return parse_clock(field.text())
        except UserError as error:
            field.setFocus()
            raise UserError(f"{title}：{error}") from None

    def _minutes(self) -> int | None:
        return parse_hours(self.hours.text()) if self.hours.text().strip() else None

    def _fill(self) -> None:
        wrong = self._wrong
        self.day.set_value(wrong.served_on if wrong else self._context.today())
        self.hours.setPlaceholderText("按起止时间算")
        if wrong is None:
            self.activity.setText("志愿服务活动")
            self.organiser.setPlaceholderText(self._context.hall.name)
            return
        self.begins.setText(say_clock(wrong.starts))
        self.ends.setText(say_clock(wrong.ends))
        self.activity.setText(wrong.activity)
        self.content.setText(wrong.content)
        self.hours.setPlaceholderText(f"原来 {number_of_hours(wrong.minutes)}，空着按起止时间算")

    def _body(self) -> QWidget:
        body, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        shared: list[tuple[str, QWidget, bool]] = [
            ("服务日期", self.day, True),
            ("开始", self.begins, True),
            ("结束", self.ends, True),
            ("时长（小时）", self.hours, False),
            ("服务内容", self.content, True),
        ]
        new = [("活动名称", self.activity, True), ("地点", self.spot, False),
               ("组织单位", self.organiser, False)]  # fmt: skip
        rows = [*shared, ("更正原因", self.reason, True)] if self._wrong else [*shared, *new]
        for line, (title, field, needed) in enumerate(rows):
            field.setAccessibleName(f"{title}，必填" if needed else title)
            grid.addWidget(titled(title, needed=needed), line, 0)
            grid.addWidget(field, line, 1)
        unused = (self.activity, self.spot, self.organiser) if self._wrong else (self.reason,)
        for field in unused:
            field.setParent(body)
            field.hide()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addLayout(grid)
        said = (
            "原来那一条留着，另记一条抵掉它，再记正确的一条；三条都看得到。"
            if self._wrong
            else "只记本人自愿、无报酬的服务。别的单位组织的也可以记，但不能由本单位开证明。"
        )
        column.addWidget(label(said, "sub", wrap=True))
        column.addStretch(1)
        return body
