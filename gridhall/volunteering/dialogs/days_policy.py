"""服务日规则: which days of the month, what happens on a day off; the year that follows from it."""

import re
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.text import half_width
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label, set_look
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.dialogs.days import said
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.labels import POLICY_NAMES
from gridhall.volunteering.queries.days import policies, policy, preview
from gridhall.volunteering.rules.days import PlannedDay, Policy, check_policy
from gridhall.volunteering.service.days import set_policy


def _actual(row: PlannedDay) -> str:
    if row.actual is None:
        return "不办"
    return "同一天" if row.actual == row.nominal else said(row.actual)


def _reason(row: PlannedDay) -> str:
    guess = "暂估" if row.provisional else ""
    return " · ".join(filter(None, (row.reason, guess)))


_COLUMNS: tuple[Column[PlannedDay], ...] = (
    Column("原定", lambda row: f"{row.nominal.year}年{said(row.nominal)}", 170),
    Column("举办", _actual, 110, kind="bold"),
    Column("原因", _reason, 260, stretch=True),
)


class PolicySheet(DayActSheet):
    """Past days never move; what the next twelve months become is seen before saving."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        face = Face("服务日规则", "event", (1080, 600), "改规则", role=Role.ADMINISTRATOR)
        super().__init__(parent, context, face)
        self.nominal, self.code, self.merge = QLineEdit(), QComboBox(), QSpinBox()
        self.same_month, self.only_holidays = QCheckBox("改期不跨月"), QCheckBox()
        self.since, self.told = DateEdit(), label("", "warn", wrap=True)
        self.table, self.model = Table(), RowsModel(_COLUMNS, self)
        self.head = label("", "b")
        self.only_holidays.setText("只避开法定节假日，普通双休日照常举行")
        self._rows_of()
        self._fill()
        for signal in (
            self.nominal.textChanged, self.code.currentIndexChanged, self.merge.valueChanged,
            self.same_month.toggled, self.only_holidays.toggled, self.since.dateChanged,
        ):  # fmt: skip
            signal.connect(self.look)
        self.look()
        self.first_focus = self.nominal

    def write(self, session: Any) -> Carried:
        """From the day on."""
        context, since = self.context, self.since.value()
        set_policy(session, context.clerk, self.chosen(), since, context.today())
        return Carried(None, f"{since} 起按新规则：{POLICY_NAMES[self.chosen().code]}")

    def chosen(self) -> Policy:
        """The policy in the fields; raises UserError."""
        return check_policy(
            Policy(
                read_days(self.nominal.text()),
                str(self.code.currentData()),
                self.merge.value(),
                self.same_month.isChecked(),
                self.only_holidays.isChecked(),
            )
        )

    def look(self, *_: object) -> None:
        """The year that would follow."""
        context, since = self.context, self.since.value()
        try:
            chosen = self.chosen()
        except UserError as error:
            self.model.show_rows([])
            self._tell(str(error), "err")
            return
        with context.db.read() as session:
            rows = preview(session, context.calendar, chosen, since)
        self.model.show_rows(rows)
        moved = sum(row.actual != row.nominal for row in rows)
        self.head.setText(f"{since} 起一年：{len(rows)} 个服务日，改期 {moved} 个")
        unknown = sorted({row.nominal.year for row in rows} - self._published(rows))
        years = "、".join(map(str, unknown))
        words = f"{years} 年的放假通知还没有，那些日子是暂估；有了通知在大厅设置里读入"
        self._tell(words if unknown else "", "warn")

    def _published(self, rows: list[PlannedDay]) -> set[int]:
        calendar = self.context.calendar
        return {row.nominal.year for row in rows if calendar.is_published(row.nominal.year)}

    def _tell(self, words: str, tone: str) -> None:
        set_look(self.told, role=tone)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _rows_of(self) -> None:
        self.add_row("每月几日", self.nominal, needed=True)
        self.add_row("遇到休息日", self.code)
        self.add_row("相隔少于", self.merge)
        self.add_row("", self.same_month)
        self.add_row("", self.only_holidays)
        self.add_row("从哪天起", self.since, needed=True)
        note = "过去的服务日不会变；已经开始安排的日子留在原处，跟新规则不一样的会在月历上说明。"
        self.add_wide(label(note, "sub", wrap=True))
        self.add_wide(self.told)
        self.same_month.setAccessibleName("改期不跨月")
        self.only_holidays.setAccessibleName("只避开法定节假日")
        self.nominal.setPlaceholderText("例如 15、25；31 表示最后一天")
        for code, words in POLICY_NAMES.items():
            self.code.addItem(words, code)
        self.merge.setRange(0, 10)
        self.merge.setSuffix(" 天的两次并成一次")
        self.merge.setSpecialValueText("不合并")
        self.table.setModel(self.model)
        self.table.setAccessibleName("按这个规则，一年的服务日")
        self.show_right([self.head, self.table], 14)

    def _fill(self) -> None:
        today = self.context.today()
        with self.context.db.read() as session:
            known, rows = policy(session, today), policies(session)
        self.nominal.setText("、".join(map(str, known.nominal_days)))
        self.code.setCurrentIndex(self.code.findData(known.code))
        self.merge.setValue(known.merge_closer_than)
        self.same_month.setChecked(known.same_month)
        self.only_holidays.setChecked(known.only_holidays)
        self.since.set_value(today)
        last = rows[-1] if rows else None
        self.say(_history(last.since, last.clerk_name) if last else "现在用的是自带的规则")


def read_days(text: str) -> tuple[int, ...]:
    """15、25 or 15,25 as days of the month; raises UserError for other words."""
    words = [word for word in re.split(r"[,、;\s日号]+", half_width(text)) if word]
    if not all(word.isdigit() and len(word) < 3 for word in words):
        raise UserError("每月几日请写成 15、25 这样")
    return tuple(map(int, words))


def _history(since: date, name: str) -> str:
    return f"现在的规则从 {since} 起，由 {name} 设"
