"""排成岗位: a claimed need becomes a post of a service day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.clock import say_span
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.pledges.service.posts import make_post
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.volunteering.queries.days import DayRow, days
from gridhall.volunteering.queries.plan import plan
from gridhall.volunteering.service.days import open_day

_AHEAD = timedelta(days=92)
_WEEK = "一二三四五六日"


class PostSheet(ActSheet):
    """Which service day, which shifts, how many people."""

    def __init__(self, parent: QWidget, context: Context, row: ClaimRow) -> None:
        face = Face("排成岗位", "calendar_month", (560, 420), "加到那一天的计划", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self._days = row, self._read_days()
        self.say(f"{row.who} · {row.title}")
        self.days, self.shift, self.wanted = QComboBox(), QComboBox(), QSpinBox()
        for one in self._days:
            assert one.held_on is not None
            self.days.addItem(_day_words(one), one.held_on)
        self.wanted.setRange(1, 50)
        self.wanted.setValue(2)
        self.wanted.setSuffix(" 人")
        self.add_row("服务日", self.days)
        self.add_row("班次", self.shift)
        self.add_row("每班人数", self.wanted)
        note = "岗位的名称、地点、网格和技能照这一项带过去；再到日程排班里排人"
        self.add_wide(label(note, "sub", wrap=True))
        self.days.currentIndexChanged.connect(self._show_shifts)
        self._show_shifts()
        self.first_focus = self.days

    def carry_out(self, session: Any) -> Carried:
        """Put it on the plan."""
        day = self.days.currentData()
        if day is None:
            raise UserError("近三个月没有服务日。请先到日程排班里添一个活动日")
        context = self.context
        day_id = open_day(session, context.clerk, day, context.calendar)
        places = self.shift.currentData()
        many = self.wanted.value()
        wanted = {place: (many, 1) for place in places} if places else {}
        made = make_post(session, context.clerk, self._row.id, day_id, wanted)
        words = f"“{self._row.title}”已加到 {self.days.currentText()}的计划"
        return Carried(made.done.action_id, words, self._row.item_id, (made.plan_action_id,))

    def _read_days(self) -> Sequence[DayRow]:
        context, today = self.context, self.context.today()
        with context.db.read() as session:
            found = days(session, context.calendar, today, today + _AHEAD)
        return [one for one in found if _is_open(one) and (one.held_on or today) >= today]

    def _show_shifts(self) -> None:
        """The shifts of the chosen day; before it is planned, the first of the usual ones."""
        self.shift.clear()
        at = self.days.currentIndex()
        day_id = self._days[at].id if 0 <= at < len(self._days) else None
        shifts: Sequence[Any] = ()
        if day_id is not None:
            with self.context.db.read() as session:
                shifts = plan(session, day_id).shifts
        if not shifts:
            self.shift.addItem("第一班", ())
            return
        for place, one in enumerate(shifts):
            self.shift.addItem(f"{one.name} {say_span(one.starts, one.ends)}", (place,))
        if len(shifts) > 1:
            self.shift.addItem("每一班", tuple(range(len(shifts))))


def _is_open(one: DayRow) -> bool:
    """Whether the day will be held and is not closed."""
    over = one.merged_into is not None or one.state in ("closed", "skipped", "merged")
    return one.held_on is not None and not over


def _day_words(one: DayRow) -> str:
    """2026-11-25 周三 集中服务日."""
    assert one.held_on is not None
    return f"{one.held_on} 周{_WEEK[one.held_on.weekday()]} {one.name}"
