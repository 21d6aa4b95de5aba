"""年度放假安排: paste the notice, see its days, keep them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gridhall.clerks.rules import allowed
from gridhall.core.calendar import Notice, WorkCalendar, parse_notice
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.hall import queries
from gridhall.hall.columns import YEARS, YearRow
from gridhall.hall.labels import days_in_words
from gridhall.hall.service import enter_holidays
from gridhall.hall.service.notices import KINDS, notice_text, notice_year, read_notice
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table

_HINT = "把国务院办公厅通知里“一、元旦……七、国庆节……”的几段粘贴在这里，或按 Alt+O 从文件读"
_SHOWN_YEARS = 4  # back from next year


class HolidaysPane(QWidget):
    """Years at the left; at the right the notice's text and, as it is read, its days."""

    entered = Signal(int, object)  # the year, the WorkCalendar with it

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.may_enter = allowed(context.clerk, Role.SUPERVISOR)
        self.model, self.table = RowsModel(YEARS), Table()
        self.year, self.text = QSpinBox(), QPlainTextEdit()
        self.strip = Banner()
        self.off, self.work = label("", "sub", wrap=True), label("", "sub", wrap=True)
        self.notice: Notice | None = None
        self.file_button = button("从文件读", "Alt+O", "", "upload_file")
        self.file_button.bind_key().clicked.connect(self.choose_file)
        self.file_button.setEnabled(self.may_enter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        self.table.setModel(self.model)
        self.table.setAccessibleName("各年的放假安排")
        self.table.setFixedWidth(340)
        row.addWidget(self.table)
        row.addLayout(self._form(), 1)
        self.refresh()
        self._read()
        self.table.moved.connect(self._take_year)
        self.year.valueChanged.connect(self._read)
        self.text.textChanged.connect(self._read)

    def refresh(self) -> None:
        """Which years are known, the newest first."""
        with self._context.db.read() as session:
            calendar, noted = queries.calendar(session), queries.notices(session)
        own = {notice.year: notice for notice in noted}
        last = max([self._context.today().year + 1, *own])
        rows = [
            YearRow(year, calendar.is_published(year), own[year].noted_at, own[year].clerk_name)
            if year in own
            else YearRow(year, calendar.is_published(year))
            for year in range(last, last - _SHOWN_YEARS, -1)
        ]
        self.model.show_rows(rows)
        missing = [row.year for row in rows if not row.published]
        self.year.setValue(min(missing) if missing else last)

    def enter(self) -> None:
        """Keep what was read; new limits are counted by it from now on."""
        if self.notice is None:
            self.strip.say("red", "先粘贴通知，下面列出放假和上班的日子以后再记下")
            self.text.setFocus()
            return
        try:
            calendar = self._store(self.notice)
        except UserError as error:
            self.strip.say("red", str(error))
            return
        year = self.notice.year
        self.text.clear()
        self.refresh()
        self.entered.emit(year, calendar)

    def choose_file(self) -> None:
        """Ask for the notice's file and read it."""
        chosen: Any = QFileDialog.getOpenFileName(self, "放假通知", "", KINDS)
        if chosen[0]:
            self.read_file(Path(chosen[0]))

    def read_file(self, path: Path) -> None:
        """Show what a file says; it is kept by the same button as what was pasted."""
        try:
            if path.suffix.lower() == ".json":
                self._show_notice(read_notice(path))
                return
            text = notice_text(path)
        except UserError as error:
            self.strip.say("red", str(error))
            return
        year = notice_year(text)
        if year is not None:
            self.year.setValue(year)
        self.text.setPlainText(text.strip())

    def _show_notice(self, notice: Notice) -> None:
        """A notice that is no text: its days alone."""
        self.text.clear()
        self.year.setValue(notice.year)
        self.notice = notice
        self._show(notice.off_days, notice.work_days)

    def _store(self, notice: Notice) -> WorkCalendar:
        clerk, days = self._context.clerk, (notice.off_days, notice.work_days)
        with self._context.db.write() as session:
            enter_holidays(session, clerk, notice.year, *days)
        with self._context.db.read() as session:
            return queries.calendar(session)

    def _form(self) -> QVBoxLayout:
        column, head = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(8)
        self.year.setRange(2004, 2100)
        self.year.setSuffix(" 年")
        self.year.setAccessibleName("年份")
        self.year.setMinimumWidth(110)
        head.addWidget(label("通知的年份", "label"))
        head.addWidget(self.year)
        head.addStretch(1)
        head.addWidget(self.file_button)
        self.text.setPlaceholderText(_HINT)
        self.text.setAccessibleName("放假通知")
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(not self.may_enter)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.strip)
        column.addWidget(self._days())
        return column

    def _days(self) -> Card:
        card = Card(soft=True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(6)
        inside.addWidget(self.off)
        inside.addWidget(self.work)
        return card

    def _take_year(self, row: YearRow | None) -> None:
        if row is not None:
            self.year.setValue(row.year)

    def _read(self) -> None:
        """Show what the text says, or the sentence that could not be read."""
        self.notice = None
        text, year = self.text.toPlainText(), self.year.value()
        self.strip.hide()
        if not text.strip():
            self._show_known(year)
            return
        try:
            self.notice = parse_notice(text, year)
        except UserError as error:
            self.strip.say("red", str(error))
            self._show(set(), set())
            return
        self._show(self.notice.off_days, self.notice.work_days)

    def _show_known(self, year: int) -> None:
        with self._context.db.read() as session:
            calendar = queries.calendar(session)
        known = next((notice for notice in calendar.notices if notice.year == year), None)
        self._show(known.off_days if known else set(), known.work_days if known else set())

    def _show(self, off: Iterable[date], work: Iterable[date]) -> None:
        self.off.setText(f"放假　{days_in_words(off) or '（还没有读到）'}")
        self.work.setText(f"周末上班　{days_in_words(work) or '（没有）'}")
