"""集中服务日·双报到认领: the three lists, the units that report, and what is made of them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.pages.listed import TWO_PANES
from gridhall.pledges.dialogs.categories import CategoriesSheet
from gridhall.pledges.dialogs.meeting import MeetingSheet
from gridhall.pledges.dialogs.papers import MonthSheet
from gridhall.pledges.pages.items import ItemsPage
from gridhall.pledges.pages.units import UnitYearsPage
from gridhall.pledges.queries.months import posted
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.volunteering.service.taking_back import take_back

_UNITS, _LISTS = ("双报到单位", "domain"), ("三张清单", "fact_check")


class PledgesPage(QWidget):
    """Two views in one place; Alt+S goes from one to the other."""

    counted = Signal(int)  # needs and projects that wait to be claimed

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.items, self.units = ItemsPage(context), UnitYearsPage(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.items)
        self.stack.addWidget(self.units)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.switch_button = button(_UNITS[0], "Alt+S", "", _UNITS[1])
        self.meeting_button = button("联席会议认领", "Alt+H", "", "handshake")
        self.month_button = button("月服务清单", "Alt+Y", "", "campaign")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        for made, act in (
            (self.switch_button, self.switch),
            (self.meeting_button, self.meet),
            (self.more_button, self._menu),
        ):
            made.setParent(self)
            made.bind_key().clicked.connect(act)
        self.month_button.setParent(self)
        self.month_button.clicked.connect(self.month)
        self.items.add_key("Alt+Y", self.month)  # the button is not there where it is narrow
        self.units.add_key("Alt+Y", self.month)
        self.items.counted.connect(self.counted)
        self.units.item_wanted.connect(self.choose)
        self.setFocusProxy(self.items)

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        left = (self.more_button, self.month_button, self.meeting_button, self.switch_button)
        return (*left, self.items.new_button)

    def hasHeightForWidth(self) -> bool:
        """Sentences that wrap scroll in their pane; they do not make the page higher."""
        return False

    def show_for_width(self, effective: int) -> None:
        """Both views follow the window's width; where it is narrow 月服务清单 is in 更多."""
        self.month_button.setVisible(effective >= TWO_PANES)
        self.meeting_button.setText("联席会议认领" if effective >= TWO_PANES else "会议认领")
        self.items.show_for_width(effective)
        self.units.show_for_width(effective)

    def choose(self, item_id: object) -> None:
        """Show an item, as the search or a unit's card wants it."""
        self._show(self.items)
        self.items.choose(item_id)
        self.items.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def switch(self) -> None:
        """From the lists to the units and back."""
        self._show(self.units if self.stack.currentWidget() is self.items else self.items)

    def meet(self) -> None:
        """The screen of a joint meeting (联席会议)."""
        sheet = MeetingSheet(self, self.context)
        sheet.ended.connect(self._told)
        sheet.open()

    def month(self) -> None:
        """月服务清单: post a month, or open one that was posted."""
        with self.context.db.read() as session:
            known = posted(session)
        sheet = MonthSheet(self, self.context, known)
        make = self.items.make_paper
        sheet.wanted.connect(
            lambda month: make("月服务清单", lambda i, at, _: i.issue_month(at, month))
        )
        sheet.chosen.connect(
            lambda one: make("月服务清单", lambda i, at, _: i.issue_posted(at, one))
        )
        sheet.open()

    def categories(self) -> None:
        """服务类别."""
        CategoriesSheet(self, self.context).open()

    def bring(self) -> None:
        """导入三张清单."""
        from gridhall.exchange.dialogs import ImportSheet
        from gridhall.pledges.sheets import PledgeSheet

        ImportSheet(self.context, PledgeSheet(), self.window()).exec()

    def export(self) -> None:
        """导出三张清单 for a supervisor who says what for."""
        from gridhall.pledges.dialogs.export import ExportSheet
        from gridhall.pledges.sheets.export import PLEDGES

        sheet = ExportSheet(self, self.context)
        sheet.wanted.connect(partial(self._write, "pledges", PLEDGES))
        sheet.open()

    def export_years(self) -> None:
        """导出单位年度表 of the year on show."""
        from gridhall.pledges.dialogs.export import YEARS_SAID, ExportSheet
        from gridhall.pledges.sheets.years import unit_years

        book = unit_years(int(self.units.year.currentData()))
        sheet = ExportSheet(self, self.context, (book.title, YEARS_SAID))
        sheet.wanted.connect(partial(self._write, "unit-years", book))
        sheet.open()

    def _show(self, page: Any) -> None:
        self.stack.setCurrentWidget(page)
        words, glyph = _LISTS if page is self.units else _UNITS
        self.switch_button.setText(words)
        self.switch_button.setProperty("glyph", glyph)
        self.items.new_button.setVisible(page is self.items)
        self.setFocusProxy(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menu(self) -> None:
        self.items.open_menu(
            self.more_button,
            (
                ("月服务清单…", "Alt+Y", self.month),
                ("", "", None),
                ("导入清单…", "", self.bring),
                ("导出清单…", "", self.export),
                ("导出单位年度表…", "", self.export_years),
                ("", "", None),
                ("服务类别…", "", self.categories),
            ),
        )

    def _told(self, told: Sequence[tuple[int, str]]) -> None:
        """What was claimed in the meeting, each to be taken back by Ctrl+Z, the last first."""
        for action, words in told:
            self.context.desk.toast(words, partial(_undo, self.context, action))

    def _write(self, kind: str, book: Any, path: Path, reason: str) -> None:
        from gridhall.organisation.sheets.exporting import export_workbook

        context = self.context
        try:
            asked = (path, reason, context.today())
            work = export_workbook(context.db, context.clerk, (kind, book), asked)
        except UserError as error:
            context.desk.show_error(error)
            return
        done = partial(_exported, context, path.name)
        context.jobs.start(work, done=done, failed=context.desk.show_error)


def _undo(context: Context, action: int) -> None:
    with context.db.write() as session:
        take_back(session, context.clerk, action)


def _exported(context: Context, name: str, rows: int) -> None:
    context.desk.toast(f"已导出 {rows} 行到“{name}”")
