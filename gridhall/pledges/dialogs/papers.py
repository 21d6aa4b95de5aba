"""Which month's list to post, which quarter to report: asked before the paper is made."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.pledges.queries.months import PostedRow
from gridhall.pledges.rules.spans import (
    month_of,
    quarter_before,
    quarter_of,
    say_month,
    say_quarter,
)
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label, titled
from gridhall.qt.table import Column, RowsModel, Table

_MONTHS, _QUARTERS = 14, 9


def _made(row: PostedRow) -> str:
    return f"{row.made_at.astimezone():%Y-%m-%d %H:%M}"


_POSTED: tuple[Column[PostedRow], ...] = (
    Column("月份", lambda row: f"{row.month}（第 {row.ordinal} 次）", 150, "bold", stretch=True),
    Column("公布", _made, 140),
    Column("项目", lambda row: f"{row.lines} 项", 70, right=True),
    Column("经办", lambda row: row.clerk_name, 80),
)


class MonthSheet(Sheet):
    """月服务清单: post a month as it is now, or print one that was posted."""

    wanted = Signal(str)  # the month to post
    chosen = Signal(int)  # a list that was posted

    def __init__(self, parent: QWidget, context: Context, posted: Sequence[PostedRow]) -> None:
        super().__init__(parent, "月服务清单", "campaign", (640, 520))
        self.month, self.table, self.banner = QComboBox(), Table(), Banner()
        day = context.today()
        for _ in range(_MONTHS):
            self.month.addItem(say_month(month_of(day)), month_of(day))
            day = _month_before(day)
        self.month.setAccessibleName("月份")
        self.model = RowsModel(_POSTED, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("公布过的清单，Enter 打开")
        self.model.show_rows(posted)
        self.table.opened.connect(self._open)
        self.post_button = foot_button("公布并打印", "Ctrl+Enter", "primary", "print")
        self.post_button.clicked.connect(self._post)
        if not allowed(context.clerk, Role.SUPERVISOR):
            self.post_button.setEnabled(False)
            self.banner.say("blue", "公布月服务清单要主管登录；公布过的可以再打印")
        self._lay_out(bool(posted))
        self.first_focus = self.month

    def _post(self) -> None:
        self.accept()
        self.wanted.emit(str(self.month.currentData()))

    def _open(self, row: PostedRow) -> None:
        self.accept()
        self.chosen.emit(row.id)

    def _lay_out(self, has_posted: bool) -> None:
        body, grid = QWidget(), QGridLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        grid.addWidget(titled("月份", needed=True), 0, 0)
        grid.addWidget(self.month, 0, 1)
        grid.setColumnStretch(1, 1)
        note = "公布时照现在的样子存下来，以后改了清单，公布过的不变；居民姓名和电话自动遮住"
        column.addWidget(self.banner)
        column.addLayout(grid)
        column.addWidget(label(note, "sub", wrap=True))
        head = label("公布过的", "b")
        head.setVisible(has_posted)
        self.table.setVisible(has_posted)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addStretch(0 if has_posted else 1)
        self.set_body(body)
        leave = foot_button("先不公布", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.post_button])


class QuarterSheet(Sheet):
    """双报到季度报告: which quarter; of the chosen unit, or of all."""

    wanted = Signal(object, bool, bool)  # (year, quarter), all units, silent ones too

    def __init__(self, parent: QWidget, context: Context, unit: str) -> None:
        super().__init__(parent, "双报到季度报告", "send", (560, 380))
        self.quarter, self.scope = QComboBox(), QComboBox()
        self.silent = QCheckBox("没有报到、没有认领的单位也出一份")
        year, number = quarter_of(context.today())
        usual = quarter_before(context.today())
        for _ in range(_QUARTERS):
            self.quarter.addItem(say_quarter(year, number), (year, number))
            year, number = (year, number - 1) if number > 1 else (year - 1, 4)
        self.quarter.setCurrentText(say_quarter(*usual))
        if unit:
            self.scope.addItem(unit, False)
        self.scope.addItem("全部单位，一个文件，每家另起一页", True)
        self.scope.currentIndexChanged.connect(self._follow)
        self._lay_out()
        self.first_focus = self.quarter
        self._follow()

    def _lay_out(self) -> None:
        body, grid = QWidget(), QGridLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        for line, (title, field) in enumerate((("季度", self.quarter), ("单位", self.scope))):
            field.setAccessibleName(title)
            grid.addWidget(titled(title, needed=True), line, 0)
            grid.addWidget(field, line, 1)
        grid.addWidget(self.silent, 2, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        note = "报告给单位看：报到党员、认领和办成的事、服务次数和时长。只写姓名，不写电话和证件号"
        column.addWidget(label(note, "sub", wrap=True))
        column.addStretch(1)
        self.set_body(body)
        make = foot_button("出报告", "Ctrl+Enter", "primary", "print")
        make.clicked.connect(self._make)
        leave = foot_button("先不出", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, make])

    def _follow(self) -> None:
        self.silent.setVisible(bool(self.scope.currentData()))

    def _make(self) -> None:
        self.accept()
        quarter, whole = self.quarter.currentData(), bool(self.scope.currentData())
        self.wanted.emit(tuple(quarter), whole, whole and self.silent.isChecked())


def _month_before(day: date) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
