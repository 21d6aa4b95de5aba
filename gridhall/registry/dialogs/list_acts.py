"""What one can do with a list: choose columns, keep it, remove it, take it out, print it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet
from gridhall.registry.dialogs.list_columns import ColumnsSheet
from gridhall.registry.dialogs.list_export import ExportSheet
from gridhall.registry.dialogs.list_roster import RosterSheet
from gridhall.registry.dialogs.list_saving import SaveSheet
from gridhall.registry.queries.lists import SavedRow
from gridhall.registry.rules.lists import ListDefinition, Wanted
from gridhall.registry.service.lists import Takeout, remove_list, save_list


class ListActs(QObject):
    """The sheets of the list page; each is gone once it is closed."""

    columns_chosen = Signal(object)  # Codes
    saved = Signal(object)  # SavedRow

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._page, self._context = page, context

    def choose_columns(self, columns: Sequence[str]) -> None:
        """选列…"""
        sheet = ColumnsSheet(self._page, columns)
        sheet.chosen.connect(self.columns_chosen)
        self._open(sheet)

    def save(self, definition: ListDefinition, name: str) -> None:
        """存为常用…"""
        sheet = SaveSheet(self._context, self._page, definition, name)
        sheet.saved.connect(self._was_saved)
        self._open(sheet)

    def remove(self, list_id: int) -> None:
        """删掉: at once, and back again by 撤销."""
        context = self._context
        try:
            with context.db.write() as session:
                row = remove_list(session, context.clerk, list_id)
        except UserError as error:
            context.desk.show_error(error)
            return
        context.desk.toast(f"已删常用名单“{row.name}”", partial(_bring_back, context, row))

    def export(self, takeout: Takeout) -> None:
        """导出…"""
        self._open(ExportSheet(self._context, self._page, takeout))

    def print_rosters(self, wanted: Wanted) -> None:
        """打印花名册…; only those who live somewhere can be on one."""
        if wanted.status != "present" or wanted.flow is not None:
            sentence = "花名册按楼栋打印在册的人。请先清空条件，或把在册状态改回“在册”。"
            self._context.desk.show_error(UserError(sentence))
            return
        self._open(RosterSheet(self._context, self._page, wanted))

    def _open(self, sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _was_saved(self, row: SavedRow) -> None:
        self._context.desk.toast(f"已存为常用名单“{row.name}”")
        self.saved.emit(row)


def _bring_back(context: Context, row: SavedRow) -> None:
    with context.db.write() as session:
        save_list(session, context.clerk, row.name, row.definition, replace=True)
