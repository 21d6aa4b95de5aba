"""报表模板: the superiors' workbooks, how often they are due, what goes into them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.periods import KINDS
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.reports.columns import LAYOUTS
from gridhall.reports.dialogs.mapping import MappingSheet
from gridhall.reports.queries.layouts import LayoutRow, ReceiverRow, layouts, receivers
from gridhall.reports.service.layouts import (
    LayoutDraft,
    change_layout,
    import_layout,
    read_workbook,
    save_receiver,
)

_LATEST_DAY = 60


class AskWorkbook:
    """The system's own dialog; None when the clerk leaves it."""

    def to_open(self, parent: QWidget) -> Path | None:
        """The superior's workbook."""
        path, _ = QFileDialog.getOpenFileName(parent, "选上级的表", "", "工作簿 (*.xlsx)")
        return Path(path) if path else None


class LayoutsSheet(TellingSheet):
    """Ctrl+N brings a workbook in; Enter shows what goes where."""

    def __init__(self, context: Context, parent: QWidget, files: AskWorkbook | None = None) -> None:
        super().__init__(context, parent, ("报表模板", "description"), (900, 560))
        self._files = files or AskWorkbook()
        self.model, self.table = RowsModel(LAYOUTS, self), Table()
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("报表模板")
        self.body.addWidget(self.table, 1)
        told = (
            "请上级把要填的格写成 {{收件}}、{{大厅}}、{{期间}} 这样，导入时自动认出；"
            "没有写的，导入后在“填什么”里选格子。"
        )
        self.body.addWidget(label(told, "sub", wrap=True))
        self.import_button = foot_button("导入模板…", "Ctrl+N", "primary", "upload_file")
        self.map_button = foot_button("填什么…", "Alt+Y", "", "fact_check")
        self.change_button = foot_button("改资料…", "Alt+G", "", "edit")
        self.renew_button = foot_button("换新表…", "Alt+H", "", "upload_file")
        self.end_button = foot_button("停用", "Alt+T")
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        for made, act in (
            (self.import_button, self.bring),
            (self.map_button, self.map_chosen),
            (self.change_button, self.change_chosen),
            (self.renew_button, self.renew_chosen),
            (self.end_button, self.end_chosen),
        ):
            made.clicked.connect(act)
        left = [self.map_button, self.change_button, self.renew_button, self.end_button]
        self.set_foot(left, [leave, self.import_button])
        self.table.opened.connect(lambda _: self.map_chosen())
        self.table.moved.connect(lambda _: self._offer())
        self.first_focus = self.table
        self.refresh()
        self.table.choose_first()
        if not allowed(context.clerk, Role.SUPERVISOR):
            self.strip.say("blue", "这里可以看，改报表模板要主管来办。请找主管登录")

    def refresh(self) -> None:
        """Every layout, those no longer used too."""
        with self.context.db.read() as session:
            self.model.show_rows(layouts(session, ended=True))
        self._offer()

    def bring(self) -> None:
        """A superior's workbook comes in."""
        path = self._files.to_open(self)
        data = self._read(path) if path is not None else None
        if path is None or data is None:
            return
        sheet = LayoutSheet(self, self.context, data=data, name=path.stem)
        sheet.carried.connect(self._carried)
        sheet.exec()

    def change_chosen(self) -> None:
        """Name, receiver, period, day."""
        row = self._chosen()
        if row is not None:
            sheet = LayoutSheet(self, self.context, row=row)
            sheet.carried.connect(self._carried)
            sheet.exec()

    def renew_chosen(self) -> None:
        """A newer workbook for a layout; the mapping stays if the workbook asks for nothing."""
        row = self._chosen()
        path = self._files.to_open(self) if row is not None else None
        data = self._read(path) if path is not None else None
        if row is None or data is None:
            return
        draft = _draft(row)
        self._write(lambda session: import_layout(
            session, self.context.clerk, draft, data, row.id
        ), f"“{row.name}”换成了新的表")  # fmt: skip

    def map_chosen(self) -> None:
        """What goes into which cell."""
        row = self._chosen()
        if row is not None:
            MappingSheet(self.context, self, row).exec()
            self.refresh()

    def end_chosen(self) -> None:
        """No longer used, or again; what was sent stays."""
        row = self._chosen()
        if row is None:
            return
        draft = replace(_draft(row), active=not row.active)
        words = f"“{row.name}”{'又用起来了' if draft.active else '停用了，以前报的都留着'}"
        clerk = self.context.clerk
        self._write(lambda session: change_layout(session, clerk, row.id, draft), words)

    def _chosen(self) -> LayoutRow | None:
        row: LayoutRow | None = self.table.current()
        return row

    def _read(self, path: Path) -> bytes | None:
        try:
            return read_workbook(path)
        except UserError as error:
            self.refuse(error)
            return None

    def _write(self, act: Callable[[Any], object], words: str) -> None:
        def write() -> None:
            with self.context.db.write() as session:
                act(session)

        if self.attempt(write):
            self.refresh()
            self.tell(words)

    def _carried(self, done: Carried) -> None:
        self.refresh()
        self.table.choose(done.organisation_id)
        self.tell(done.words)

    def _offer(self) -> None:
        row = self._chosen()
        may = allowed(self.context.clerk, Role.SUPERVISOR)
        self.import_button.setEnabled(may)
        for made in (self.map_button, self.change_button, self.renew_button, self.end_button):
            made.setEnabled(row is not None and (may or made is self.map_button))
        self.end_button.setText("停用" if row is None or row.active else "重新启用")


class LayoutSheet(ActSheet):
    """A layout's facts: to whom, what it is called, how often, by when."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        *,
        data: bytes | None = None,
        name: str = "",
        row: LayoutRow | None = None,
    ) -> None:
        title = "导入报表模板" if row is None else "改报表模板"
        act = "导入" if row is None else "保存修改"
        super().__init__(parent, context, Face(title, "description", (620, 420), act))
        self._data, self._row = data, row
        self.receiver, self.name = QComboBox(), QLineEdit(row.name if row else name[:60])
        self.period, self.due = QComboBox(), QSpinBox()
        self._known = self._receivers()
        self._fill_fields(row)
        self.add_row("接收单位", self.receiver, needed=True)
        self.add_row("模板名称", self.name, needed=True)
        self.add_row("多久报一次", self.period)
        self.add_row("期后第几个工作日前报", self.due)
        self.add_wide(label("0 是不限期。到期没有报的，会在这里和今日提醒。", "sub", wrap=True))
        self.first_focus = self.receiver

    def _receivers(self) -> list[ReceiverRow]:
        with self.context.db.read() as session:
            return receivers(session)

    def _fill_fields(self, row: LayoutRow | None) -> None:
        self.receiver.setEditable(True)
        self.receiver.addItems([one.name for one in self._known])
        if row is not None:
            self.receiver.setCurrentText(row.receiver)
        edit = self.receiver.lineEdit()
        if edit is not None:
            edit.setMaxLength(60)
            edit.setAccessibleName("接收单位，必填")
        self.name.setMaxLength(60)
        for key, words in KINDS.items():
            self.period.addItem(words, key)
        self.period.setCurrentIndex(max(0, self.period.findData(row.period if row else "month")))
        self.due.setRange(0, _LATEST_DAY)
        self.due.setValue(row.due_day if row else 5)

    def carry_out(self, session: Any) -> Carried:
        """A receiver nobody knows yet is added."""
        clerk, typed = self.context.clerk, self.receiver.currentText().strip()
        known = next((one.id for one in self._known if one.name == typed), None)
        receiver_id = known or save_receiver(session, clerk, typed)
        draft = LayoutDraft(
            receiver_id,
            self.name.text(),
            str(self.period.currentData()),
            self.due.value(),
            self._row.active if self._row else True,
        )
        if self._row is not None:
            change_layout(session, clerk, self._row.id, draft)
            return Carried(None, "已保存", self._row.id)
        layout_id = import_layout(session, clerk, draft, self._data or b"")
        return Carried(None, f"已导入“{draft.name}”，看看“填什么”里认出的对不对", layout_id)


def _draft(row: LayoutRow) -> LayoutDraft:
    return LayoutDraft(row.receiver_id, row.name, row.period, row.due_day, row.active)
