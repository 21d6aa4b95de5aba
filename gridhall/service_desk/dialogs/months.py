"""月结: a month's figures made final, and a month opened again with a reason."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.papers.queries import PaperRow
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.service_desk.dialogs.moments import local_now
from gridhall.service_desk.queries.months import MONTH_COUNTS, MonthRow, closed_months, month_counts
from gridhall.service_desk.service.months import close_month, reopen_month

_SHOWN = 12  # months back


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month: its figures as they were closed, or as they are now."""

    id: str  # 2026-11
    figures: dict[str, int]
    closed: MonthRow | None
    is_over: bool

    @property
    def state(self) -> str:
        """已月结, 已反月结, 可以月结, 还没过完."""
        if self.closed is not None and not self.closed.is_open:
            return "已月结"
        if self.closed is not None:
            return "已反月结"
        return "可以月结" if self.is_over else "还没过完"


def _told(row: MonthLine) -> str:
    one = row.closed
    if one is None:
        return ""
    if one.is_open and one.reopened_at is not None:
        return f"{one.reopened_by} {one.reopened_at.astimezone():%m-%d %H:%M}：{one.reason}"
    return f"{one.closed_by} {one.closed_at.astimezone():%m-%d %H:%M}"


def _count(name: str) -> Column[MonthLine]:
    title = MONTH_COUNTS[name].partition("（")[0]
    return Column(title, lambda row: str(row.figures.get(name, 0)), 74, right=True)


_TONES = {"已月结": "green", "已反月结": "amber", "可以月结": "blue", "还没过完": "grey"}
_COLUMNS = (
    Column[MonthLine]("月份", lambda row: row.id, 86, "bold"),
    *(_count(name) for name in MONTH_COUNTS if name != "bad"),
    Column[MonthLine]("状态", lambda row: row.state, 96, "chip", tone=lambda r: _TONES[r.state]),
    Column[MonthLine]("谁、何时、原因", _told, 240, stretch=True),
)


class MonthsSheet(TellingSheet):
    """Ctrl+Enter closes the chosen month, Alt+F opens a closed one again."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, ("月结", "calendar_month"), (920, 560))
        self.model, self.table = RowsModel(_COLUMNS, self), Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName("各月办件和月结")
        self.body.addWidget(self.table, 1)
        self.close_month_button = foot_button("月结", "Ctrl+Enter", "primary", "check")
        self.reopen_button = foot_button("反月结…", "Alt+F")
        self.close_month_button.clicked.connect(self.close_chosen)
        self.reopen_button.clicked.connect(self.reopen_chosen)
        self.print_button = foot_button("打印月结表", "Ctrl+P", "", "print")
        self.print_button.clicked.connect(self.print_chosen)
        self.set_foot([self.print_button], [self.reopen_button, self.close_month_button])
        self.say("月结以后不能再往那个月记；要补录请主管先反月结，写明原因")
        self.table.moved.connect(lambda _: self._offer())
        self.first_focus = self.table
        self.refresh()
        self.table.choose_first()
        if not allowed(context.clerk, Role.SUPERVISOR):
            self.strip.say("blue", "这里可以看，月结要主管来办。请找主管登录")

    def refresh(self) -> None:
        """The last twelve months as they stand."""
        today = self.context.today()
        with self.context.db.read() as session:
            known = {row.month: row for row in closed_months(session)}
            lines = []
            for month in _months(today):
                closed = known.get(month)
                kept = closed is not None and not closed.is_open
                figures = dict(closed.figures) if kept and closed else month_counts(session, month)
                lines.append(MonthLine(month, figures, closed, month < f"{today:%Y-%m}"))
        self.model.show_rows(lines)
        self._offer()

    def close_chosen(self) -> None:
        """Make the chosen month's figures final."""
        row: MonthLine | None = self.table.current()
        if row is None:
            return
        context = self.context
        try:
            with context.db.write() as session:
                close_month(session, context.clerk, row.id, local_now(context))
        except UserError as error:
            self.strip.say("red", str(error))
            return
        self.strip.say("green", f"{row.id} 已月结，数字已经定下来")
        self.refresh()

    def reopen_chosen(self) -> None:
        """Open it again, with a reason that stays beside it."""
        row: MonthLine | None = self.table.current()
        reason = ask_reason(self, reopen_question(row.id)) if row is not None else None
        if row is None or reason is None:
            return
        context = self.context
        try:
            with context.db.write() as session:
                reopen_month(session, context.clerk, row.id, reason, local_now(context))
        except UserError as error:
            self.strip.say("red", str(error))
            return
        self.strip.say("green", f"{row.id} 已反月结，可以补录了；补完请再月结")
        self.refresh()

    def print_chosen(self) -> None:
        """办件月结表 of a closed month, for the archive."""
        row: MonthLine | None = self.table.current()
        if row is None:
            return
        context, month = self.context, row.id

        def work(_progress: Progress) -> PaperRow:
            from gridhall.service_desk.documents import closing  # drawing is loaded when needed

            at = closing.At(context.db, context.clerk, context.hall, context.today())
            return closing.issue_month_sheet(at, month)

        self.start(work, lambda paper: context.desk.preview(paper.id))

    def _offer(self) -> None:
        """One of the two acts, by what the month is."""
        row: MonthLine | None = self.table.current()
        may = allowed(self.context.clerk, Role.SUPERVISOR) and row is not None
        state = row.state if row is not None else ""
        self.close_month_button.setEnabled(may and state in ("可以月结", "已反月结"))
        self.reopen_button.setEnabled(may and state == "已月结")
        self.print_button.setEnabled(state == "已月结")


def _months(today: date) -> list[str]:
    """This month and the eleven before it."""
    day, found = today.replace(day=1), []
    for _ in range(_SHOWN):
        found.append(f"{day:%Y-%m}")
        day = (day - timedelta(days=1)).replace(day=1)
    return found


def reopen_question(month: str) -> Question:
    """What is asked before a closed month is opened again."""
    return Question(
        title="反月结",
        text=f"把 {month} 重新打开？",
        detail="打开以后可以补录，报过的数字会变。请写原因：",
        act="反月结",
        leave="不反",
        danger=True,
        reason="反月结的原因",
        glyph="undo",
    )
