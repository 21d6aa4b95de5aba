"""暂停 and 退出: somebody serves no more for a while, or for good."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.clerk import Role
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.queries.volunteers import VolunteerRow
from gridhall.volunteering.service.volunteers import leave, pause

_PAUSES = ("", "身体原因", "外出", "照顾家人", "本人申请")
_LEAVES = ("", "本人申请", "搬离", "身体原因", "调离单位")
_WHY = 100


class PauseSheet(DayActSheet):
    """The roster leaves them out until they come back."""

    def __init__(self, parent: QWidget, context: Context, row: VolunteerRow) -> None:
        face = Face(f"暂停服务 · {row.name}", "hourglass_top", (520, 300), "暂停服务",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._row, self.why = row, typed_combo(_PAUSES, _WHY)
        self.add_row("原因", self.why)
        told = "暂停以后不再排班；随时可以“恢复服务”。已经发布的排班请到日程里请假、顶岗"
        self.add_wide(label(told, "sub", wrap=True))
        self.first_focus = self.why

    def write(self, session: Any) -> Carried:
        """Pause."""
        row = self._row
        done = pause(session, self.context.clerk, row.id, self.why.currentText())
        return Carried(done.action_id, f"{row.name}已暂停服务", row.id)


class LeaveSheet(DayActSheet):
    """Hours and certificates stay."""

    def __init__(self, parent: QWidget, context: Context, row: VolunteerRow) -> None:
        face = Face(f"退出 · {row.name}", "do_not_disturb_on", (540, 340), "办理退出", danger=True,
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self.tint("do_not_disturb_on", "red_fg")
        self._row, self.why = row, typed_combo(_LEAVES, _WHY)
        self.add_row("从哪天起", self.day, "left_on")
        self.add_row("原因", self.why)
        told = "服务时长和证明都留着，以后还可以开证明，也可以恢复"
        self.add_wide(label(told, "sub", wrap=True))
        self.first_focus = self.why

    def write(self, session: Any) -> Carried:
        """Leave."""
        row = self._row
        done = leave(session, self.context.clerk, row.id, self.on(), self.why.currentText())
        return Carried(done.action_id, f"{row.name}已退出", row.id)
