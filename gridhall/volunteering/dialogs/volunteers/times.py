"""改可服务时段: the week by ticks, and days on which somebody may or may not."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.core.clock import DAY, parse_clock
from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label
from gridhall.volunteering.columns.volunteers import time_words
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.dialogs.volunteers.parts import Lines
from gridhall.volunteering.dialogs.volunteers.week import (
    WeekGrid,
    ticked_by,
    times_from,
    week_of,
)
from gridhall.volunteering.queries.card import TimeRow, VolunteerCard
from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.service.wishes import TimeDraft, set_availability

_KINDS = (("没空", False), ("有空", True))
_NOTE = 60


class TimesSheet(DayActSheet):
    """Nothing ticked means at any time; a dated line decides before the week."""

    def __init__(self, parent: QWidget, context: Context, card: VolunteerCard) -> None:
        face = Face(f"改可服务时段 · {card.row.name}", "schedule", (900, 620), "保存时段",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._card, self.week = card, WeekGrid(can_change=True)
        self.lines = Lines("另外的时段", time_words, "还没有；例如出差、住院的那几天")
        self.kind, self.span, self.note = QComboBox(), QLineEdit(), QLineEdit()
        self.until = DateEdit()
        self.until.set_value(context.today())
        self.add_button = button("加上这一条", "Alt+A", "", "add")
        ticked, _ = ticked_by([one.time for one in card.times])
        self.week.show_week(week_of(times_from(ticked)))
        _, others = ticked_by([one.time for one in card.times])
        kept = [one for one in card.times if one.time in others]
        self.lines.set_rows(kept)
        self._rows_of()
        self.add_button.bind_key().clicked.connect(self.add_line)
        self.first_focus = self.week

    def write(self, session: Any) -> Carried:
        """All of them in place of what was noted."""
        rows = [TimeRow(one, "") for one in times_from(self.week.ticked())]
        drafts = [_draft(one) for one in (*rows, *self.lines.rows)]
        row = self._card.row
        done = set_availability(session, self.context.clerk, row.id, drafts)
        return Carried(done.action_id, f"{row.name}的可服务时段已保存", row.id)

    def add_line(self) -> None:
        """One more dated line; what is no time of day is told."""
        try:
            starts, ends = _span(self.span.text())
            since, until = self.day.value(), self.until.value()
            if until < since:
                raise UserError(f"{since} 到 {until}：结束早于开始，请改日期")
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.hide()
        free = bool(self.kind.currentData())
        time = FreeTime(None, since, until, starts, ends, free)
        self.lines.add(TimeRow(time, self.note.text().strip()))
        self.note.clear()

    def _rows_of(self) -> None:
        for words, free in _KINDS:
            self.kind.addItem(words, free)
        self.kind.setAccessibleName("有空还是没空")
        self.span.setPlaceholderText("全天")
        self.note.setMaxLength(_NOTE)
        self.note.setPlaceholderText("例如 出差")
        said = "点格子或按空格勾上有空的时候，点“周一”勾一整天；一格都不勾就是什么时候都行"
        self.add_wide(label("每周", "b"))
        self.add_wide(label(said, "sub", wrap=True))
        self.add_wide(self.week)
        self.add_wide(label("另外的日子", "b"))
        self.add_wide(self.lines)
        self.go_right()
        self.add_wide(label("加一条", "b"))
        self.add_row("从哪天", self.day)
        self.add_row("到哪天", self.until)
        self.add_row("几点到几点", self.span)
        self.add_row("有空没空", self.kind)
        self.add_row("说明", self.note)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.add_button)
        holder = QWidget()
        holder.setLayout(row)
        self.add_wide(holder)
        self.day.dateChanged.connect(self._follow_day)

    def _follow_day(self) -> None:
        if self.until.value() < self.day.value():
            self.until.set_value(self.day.value())


def _draft(row: TimeRow) -> TimeDraft:
    time = row.time
    return TimeDraft(
        time.weekday, time.since, time.until, time.starts, time.ends, time.is_free, row.note
    )


def _span(typed: str) -> tuple[int, int]:
    """8:00-12:00, or nothing for the whole day."""
    said = typed.strip().replace("—", "-").replace("–", "-").replace("到", "-").replace("～", "-")
    if not said or said == "全天":
        return 0, DAY
    first, dash, last = said.partition("-")
    if not dash:
        raise UserError(f"“{typed.strip()[:20]}”要写成 8:00-12:00，全天就空着")
    return parse_clock(first), parse_clock(last)
