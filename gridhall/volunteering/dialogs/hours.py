"""时长台账 of one volunteer: every row with its running total; corrected by reversing rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.clock import number_of_hours, say_hours, say_span
from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.buttons import FilterPills
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.dialogs.hours_entry import EntrySheet
from gridhall.volunteering.dialogs.merits import MeritsSheet
from gridhall.volunteering.queries.hours import HoursRow, entries, names_of
from gridhall.volunteering.queries.merits import merits
from gridhall.volunteering.queries.stars import Stars, stars_of
from gridhall.volunteering.rules.hours import QUALITIES
from gridhall.volunteering.service.hours import reverse

PILLS = ("全部", "有效", "更正")
SOURCES = {
    "day": "服务日",
    "typed": "补记",
    "import": "导入",
    "visit": "走访",
    "correction": "更正",
}

HOURS: tuple[Column[HoursRow], ...] = (
    Column("条", lambda row: str(row.seq), 48, "dim", right=True),
    Column("日期", lambda row: f"{row.served_on}", 96),
    Column("起止", lambda row: say_span(row.starts, row.ends), 116),
    Column("小时", lambda row: number_of_hours(row.minutes), 56, "bold", right=True,
           tone=lambda row: "red" if row.minutes < 0 else ""),
    Column("内容", lambda row: row.content, 150, "two-plain", sub=lambda row: row.activity,
           stretch=True),
    Column("组织单位", lambda row: "本单位" if row.is_own else row.organiser, 110,
           tone=lambda row: "" if row.is_own else "blue"),
    Column("评价", lambda row: QUALITIES.get(row.quality, ""), 52),
    Column("说明", lambda row: _note(row), 170, "two-plain", sub=lambda row: _noted(row)),
)  # fmt: skip


class HoursSheet(Sheet):
    """Alt+E 更正, Alt+R 冲正 (supervisors), Alt+N 补记, Alt+T 培训表彰."""

    def __init__(self, parent: QWidget, context: Context, volunteer_id: int) -> None:
        super().__init__(parent, "时长台账", "history", (1000, 640))
        self._context, self._volunteer_id = context, volunteer_id
        self._rows: Sequence[HoursRow] = ()
        self.banner, self.table, self.pills = Banner(), Table(), FilterPills()
        self.total = label("", "md")
        self.model = RowsModel(HOURS, self, key=lambda row: row.seq)
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("时长台账")
        self.pills.set_items(list(PILLS))
        self.pills.setAccessibleName("筛选台账")
        self.pills.chosen.connect(lambda _: self._list())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        for widget in (self.banner, self.total, self.pills):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.set_body(body)
        self._set_foot()
        self.first_focus = self.table
        self.refresh()

    def refresh(self) -> None:
        """Read the ledger anew."""
        one = self._volunteer_id
        with self._context.db.read() as session:
            self._rows = list(reversed(entries(session, one)))
            name = names_of(session, [one])[one]
            stars, taught = stars_of(session, one), len(merits(session, one))
        self.say(name)
        self.name = name
        own = sum(row.minutes for row in self._rows if row.is_own)
        self.total.setText(_totals(stars, own))
        self.merits_button.setText(f"培训与表彰 {taught}" if taught else "培训与表彰")
        self._list()

    def correct(self) -> None:
        """更正: the row is reversed and written anew."""
        row = self._chosen("更正")
        sheet = EntrySheet(self, self._context, (self._volunteer_id, self.name), row)
        sheet.stored.connect(self._told)
        sheet.open()

    def add(self) -> None:
        """补记: a service that no day knows of."""
        sheet = EntrySheet(self, self._context, (self._volunteer_id, self.name), None)
        sheet.stored.connect(self._told)
        sheet.open()

    def undo_row(self) -> None:
        """冲正: the row counts no more."""
        row, context = self._chosen("冲正"), self._context
        said = f"冲正第 {row.seq} 条：{row.served_on} {row.content} {say_hours(row.minutes)}？"
        asked = Question("冲正时长", said, "冲正", "不冲正", "原来那一条留着，另记一条负数抵掉它。",
                         reason="冲正的原因")  # fmt: skip
        why = ask_reason(self, asked)
        if why is None:
            return
        with context.db.write() as session:
            reverse(session, context.clerk, row.seq, why, context.today())
        self._told(f"已冲正第 {row.seq} 条")

    def _act(self, act: Any) -> None:
        try:
            act()
        except UserError as error:
            self.banner.say("red", str(error))

    def _chosen(self, act: str) -> HoursRow:
        row: HoursRow | None = self.table.current()
        if row is None:
            raise UserError(f"请先选要{act}的那一条")
        if not row.is_standing:
            raise UserError(f"第 {row.seq} 条已经冲正过，或本身就是冲正，不能再{act}")
        return row

    def _told(self, words: str) -> None:
        self.refresh()
        self.banner.say("green", words)

    def _list(self) -> None:
        place = max(0, self.pills.current())
        standing = [row for row in self._rows if row.is_standing]
        changed = [row for row in self._rows if not row.is_standing or row.source == "correction"]
        shown = (self._rows, standing, changed)[place]
        self.model.show_rows(shown)
        self.pills.set_counts(PILLS, (len(self._rows), len(standing), len(changed)))
        if self.table.current() is None:
            self.table.choose_first()

    def _set_foot(self) -> None:
        may = allowed(self._context.clerk, Role.SUPERVISOR)
        self.merits_button = foot_button("培训与表彰", "Alt+T", "", "stars")
        self.merits_button.clicked.connect(self._show_merits)
        add = foot_button("补记", "Alt+N", "", "add")
        undo = foot_button("冲正", "Alt+R", "", "undo")
        change = foot_button("更正", "Alt+E", "primary", "edit")
        for made, act in ((add, self.add), (undo, self.undo_row), (change, self.correct)):
            made.clicked.connect(lambda _=False, act=act: self._act(act))
            made.setEnabled(may)
        if not may:
            self.banner.say("blue", "这里可以看；补记、更正和冲正要主管登录")
        self.set_foot([self.merits_button], [add, undo, change])

    def _show_merits(self) -> None:
        sheet = MeritsSheet(self, self._context, (self._volunteer_id, self.name))
        sheet.finished.connect(lambda _: self.refresh())
        sheet.open()


def _totals(stars: Stars, own: int) -> str:
    said = f"合计 {say_hours(stars.minutes)}"
    if own != stars.minutes:
        said += f"，其中本单位组织 {say_hours(own)}（只有这些能开证明）"
    if stars.stars:
        said += f" · {'★' * stars.stars} {stars.stars} 星"
    if stars.to_next is not None:
        said += f" · 离下一星还差 {say_hours(stars.to_next)}"
    return said


def _note(row: HoursRow) -> str:
    if row.reverses_seq is not None:
        return f"冲正第 {row.reverses_seq} 条"
    if row.reversed_by is not None:
        return f"已被第 {row.reversed_by} 条冲正"
    return SOURCES.get(row.source, row.source)


def _noted(row: HoursRow) -> str:
    return row.reason or f"{row.clerk_name} {row.recorded_on}"
