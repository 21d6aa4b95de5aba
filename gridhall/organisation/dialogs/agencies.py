"""登记机构 and 修改机构: a line of the directory of agencies."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.organisation.rules.agencies import KINDS, LIMITS, AgencyDraft
from gridhall.organisation.service import agencies as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class AgencySheet(ActSheet):
    """An office or a hotline, new or known."""

    def __init__(self, parent: QWidget, context: Context, row: AgencyRow | None = None) -> None:
        title, act = ("修改机构", "保存修改") if row else ("登记机构", "登记机构")
        super().__init__(parent, context, Face(title, "call", (960, 500), act))
        self._row = row
        self.name, self.kind, self.does = QLineEdit(), QComboBox(), QPlainTextEdit()
        self.address, self.phone, self.hours = QLineEdit(), QLineEdit(), QLineEdit()
        self.aliases, self.plate = QPlainTextEdit(), QCheckBox("印在楼栋便民服务牌上")
        self._dress()
        self._rows_of()
        if row is not None:
            self._fill(row)
        filled = row is not None and not row.phone
        self.first_focus = self.phone if filled else self.name

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context = self.context
        done = service.save_agency(session, context.clerk, self.draft(), context.today())
        words = "已修改" if self._row else "已登记"
        return Carried(done.action_id, f"{words}“{self.name.text().strip()}”", done.row_id)

    def draft(self) -> AgencyDraft:
        """The agency as typed."""
        return AgencyDraft(
            self.name.text(),
            str(self.kind.currentData()),
            self.aliases.toPlainText(),
            self.does.toPlainText(),
            self.address.text(),
            self.hours.text(),
            self.phone.text(),
            self.plate.isChecked(),
            self._row.id if self._row else None,
            self._row.version if self._row else 0,
            self.key,
        )

    def _dress(self) -> None:
        for code, said in KINDS.items():
            self.kind.addItem(said, code)
        for field, key, said in (
            (self.name, "name", "例如 翠屏派出所"),
            (self.address, "address", "例如 文化路 8 号"),
            (self.phone, "phone", "几个号码用、分开"),
            (self.hours, "hours", "例如 工作日 09:00–17:00"),
        ):
            field.setMaxLength(LIMITS[key] + 1)
            field.setPlaceholderText(said)
        self.does.setPlaceholderText("例如 户口、身份证、居住证")
        self.aliases.setPlaceholderText("一行一个，例如 公安机关")
        for wide, high in ((self.does, 64), (self.aliases, 150)):
            wide.setTabChangesFocus(True)
            wide.setMinimumHeight(high)
            wide.setMaximumHeight(high)

    def _rows_of(self) -> None:
        self.add_row("名称", self.name, "name", needed=True)
        self.add_row("类别", self.kind, "kind")
        self.add_row("办什么", self.does, "does")
        self.add_row("电话", self.phone, "phone")
        self.add_row("地址", self.address, "address")
        self.add_row("办公时间", self.hours, "hours")
        self.go_right()
        self.add_row("别名", self.aliases, "aliases")
        said = "材料的“出具机构”写的是别名，也找得到这里的地址和电话"
        self.add_row("", label(said, "sub", wrap=True))
        self.add_row("服务牌", self.plate, "on_plate")

    def _fill(self, row: AgencyRow) -> None:
        for field, said in (
            (self.name, row.name), (self.address, row.address),
            (self.phone, row.phone), (self.hours, row.hours),
        ):  # fmt: skip
            field.setText(said)
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind)))
        self.does.setPlainText(row.does)
        self.aliases.setPlainText("\n".join(row.aliases))
        self.plate.setChecked(row.on_plate)
