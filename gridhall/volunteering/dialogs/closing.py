"""结束并生成时长: what will be written, what is assumed, who is left out; then done, or not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.clock import number_of_hours, say_clock, say_span
from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.qt.tokens import ROW_TWO_LINE
from gridhall.volunteering.queries.attendance import AttendRow
from gridhall.volunteering.queries.closing import ClosingLine, ClosingPlan
from gridhall.volunteering.service.closing import Closed, close_day

_COLUMNS: tuple[Column[ClosingLine], ...] = (
    Column("姓名", lambda line: line.row.name, 92, "bold"),
    Column("岗位", lambda line: line.row.post or "—", 220, "two-plain",
           sub=lambda line: line.content),
    Column("起止", lambda line: say_span(*line.span) if line.minutes else "", 118),
    Column("小时", lambda line: number_of_hours(line.minutes), 56, right=True),
    Column("说明", lambda line: _note(line), 200, tone=lambda line: _tone(line), stretch=True),
)  # fmt: skip


class ClosingSheet(Sheet):
    """Ctrl+Enter writes the hours; afterwards the certificates are offered."""

    closed = Signal(object)  # Closed
    certificates_wanted = Signal(object)  # the volunteers' ids

    def __init__(
        self, parent: QWidget, context: Context, plan: ClosingPlan, early: str = ""
    ) -> None:
        super().__init__(parent, "结束并生成时长", "task_alt", (860, 600))
        self._context, self._plan, self._early = context, plan, early
        self.banner, self.table = Banner(), Table()
        self.told = label("", "md", wrap=True)
        self.notes = label("", "sub", wrap=True)
        self.model = RowsModel(_COLUMNS, self, key=lambda line: line.row.key)
        self.table.setProperty("rowPx", ROW_TWO_LINE)
        self.table.setModel(self.model)
        self.table.setAccessibleName("要记的时长")
        self.model.show_rows(_in_order(plan.lines))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for widget in (self.banner, self.told, self.notes):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.set_body(body)
        self.leave = foot_button("先不结束", "Esc")
        self.leave.clicked.connect(self.reject)
        self.act = foot_button("结束并生成时长", "Ctrl+Enter", "primary", "task_alt")
        self.act.clicked.connect(self.write)
        self.certificates = foot_button("开志愿服务证明", "Alt+P", "", "stars")
        self.certificates.clicked.connect(self._offer)
        self.certificates.hide()
        self.set_foot([], [self.leave, self.certificates, self.act])
        self.first_focus = self.table
        self._is_done = False
        self._tell()

    def write(self) -> None:
        """Into the ledger."""
        if self._is_done:
            self.accept()
            return
        if self._early:
            self._early = ""
            self.banner.say("red", "确实现在就结束的，再按一次；不结束按 Esc")
            return
        context = self._context
        try:
            with context.db.write() as session:
                done = close_day(session, context.clerk, self._plan.day.day.id, context.today())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.closed.emit(done)
        self._show_done(done)

    def _tell(self) -> None:
        plan = self._plan
        people = len({line.row.volunteer_id for line in plan.ready})
        self.told.setText(f"将记 {people} 人 {number_of_hours(plan.minutes)} 小时")
        self.notes.setText("\n".join(_sentences(plan)))
        self.notes.setVisible(bool(self.notes.text()))
        if self._early:
            self.banner.say("amber", self._early)
        if not allowed(self._context.clerk, Role.SUPERVISOR):
            self.act.setEnabled(False)
            self.banner.say("blue", "这里可以核对；结束服务日、生成时长要主管来做，请找主管登录")

    def _show_done(self, done: Closed) -> None:
        left = f"；{len(done.left)} 人没有生成，原因见下表" if done.left else ""
        self._is_done = True
        said = f"已记 {done.people} 人 {number_of_hours(done.minutes)} 小时{left}"
        self.banner.say("green", said)
        self.told.hide()
        self.notes.hide()
        self.act.setText("完成")
        self.leave.hide()
        self.certificates.setVisible(bool(done.people))
        refit(self)

    def _offer(self) -> None:
        ids = tuple(dict.fromkeys(line.row.volunteer_id for line in self._plan.ready))
        self.accept()
        self.certificates_wanted.emit(ids)


def _in_order(lines: Sequence[ClosingLine]) -> list[ClosingLine]:
    """What wants a look comes first: left out, doubted, assumed."""

    def urgency(line: ClosingLine) -> int:
        return 0 if line.why_not else 1 if line.doubt else 2 if line.is_assumed else 3

    return sorted(lines, key=lambda line: (urgency(line), line.span))


def _sentences(plan: ClosingPlan) -> list[str]:
    told = []
    if plan.assumed:
        who = _names([line.row for line in plan.assumed])
        told.append(
            f"{who} 没有签退，按班次结束时间记（见“说明”）；不对的先按 Esc，用 Alt+M 补签退"
        )
    if plan.no_shows:
        told.append(f"{_names(plan.no_shows)} 没有签到，将记为未到；来过的先用 Alt+M 补签")
    unrated = [line for line in plan.ready if not line.row.quality]
    if unrated:
        told.append(f"{len(unrated)} 人还没有服务评价，结束以后也可以评（更多 · 服务评价）")
    return told


def _names(rows: Sequence[AttendRow]) -> str:
    names = list(dict.fromkeys(row.name for row in rows))
    return "、".join(names[:6]) + (f" 等 {len(names)} 人" if len(names) > 6 else "")


def _note(line: ClosingLine) -> str:
    if line.why_not:
        return f"不记：{line.why_not}"
    assumed = f"没有签退，按 {say_clock(line.span[1])} 记" if line.is_assumed else ""
    return "；".join(one for one in (assumed, line.doubt) if one)


def _tone(line: ClosingLine) -> str:
    return "red" if line.why_not else "amber" if line.doubt or line.is_assumed else ""
