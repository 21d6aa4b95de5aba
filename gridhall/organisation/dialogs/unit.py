"""登记单位, 修改单位 and 停止共建; the credit code is checked while it is typed."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, OrganisationPick
from gridhall.organisation.queries.owing import owing
from gridhall.organisation.queries.units import UnitRow
from gridhall.organisation.rules.credit_code import check_credit_code
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.rules.units import UNIT_KINDS, UnitDraft
from gridhall.organisation.service import units as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label, set_look

_CODE = 18


class UnitSheet(ActSheet):
    """A partner unit, new or known."""

    def __init__(
        self, parent: QWidget, context: Context, tree: Tree, row: UnitRow | None = None
    ) -> None:
        title, act = ("修改单位", "保存修改") if row else ("登记单位", "登记单位")
        super().__init__(parent, context, Face(title, "domain", (980, 520), act))
        self._row = row
        self.name, self.short, self.code = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.owner = QComboBox(), OrganisationPick(tree, "所属社区")
        self.address, self.contact, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.resources, self.note = QPlainTextEdit(), QLineEdit()
        self.since, self.said = MaybeDay("开始共建", "不清楚"), label("", "sub", wrap=True)
        self._dress()
        self._rows_of()
        if row is not None:
            self._fill(row)
        else:
            self.since.set_value(context.today(), context.today())
        self.code.textChanged.connect(self.check_code)
        self.check_code()
        self.first_focus = self.name

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context = self.context
        done = service.save_unit(session, context.clerk, self.draft(), context.today())
        words = "已修改" if self._row else "已登记"
        return Carried(done.action_id, f"{words}“{self.name.text().strip()}”")

    def draft(self) -> UnitDraft:
        """The unit as typed."""
        return UnitDraft(
            self.name.text(),
            str(self.kind.currentData()),
            self.code.text(),
            self.owner.value(),
            self.short.text(),
            self.address.text(),
            self.contact.text(),
            self.phone.text(),
            self.resources.toPlainText(),
            self.note.text(),
            self.since.value(),
            self._row.id if self._row else None,
            self._row.version if self._row else 0,
            self.key,
        )

    def check_code(self) -> None:
        """Say at once what is wrong; how many characters are missing while it is not whole."""
        typed = "".join(self.code.text().split())
        try:
            kept = check_credit_code(typed)
        except UserError as error:
            missing = _CODE - len(typed)
            whole = missing <= 0 or "位是" in str(error)
            said = str(error) if whole else f"还差 {missing} 位"
            self._say_code(said, "err" if whole else "sub")
        else:
            self._say_code(
                "代码正确" if kept else "18 位，在营业执照或法人证书上", "ok" if kept else "sub"
            )

    def _say_code(self, said: str, role: str) -> None:
        self.said.setText(said)
        set_look(self.said, role=role)

    def _dress(self) -> None:
        for code, said in UNIT_KINDS.items():
            self.kind.addItem(said, code)
        for field, most in (
            (self.name, 100), (self.short, 40), (self.code, 24), (self.address, 200),
            (self.contact, 60), (self.phone, 30), (self.note, 400),
        ):  # fmt: skip
            field.setMaxLength(most)
        self.name.setPlaceholderText("照公章上的写")
        self.code.setPlaceholderText("可以先不填")
        self.resources.setPlaceholderText("一行一项，例如 会议室 80 座，周末可借")
        self.resources.setTabChangesFocus(True)
        self.resources.setMinimumHeight(96)
        self.resources.setMaximumHeight(130)

    def _rows_of(self) -> None:
        self.add_row("单位名称", self.name, "name")
        self.add_row("简称", self.short, "short_name")
        self.add_row("类别", self.kind, "kind")
        self.add_row("信用代码", self.code, "credit_code")
        self.add_row("", self.said)
        self.add_row("所属社区", self.owner)
        self.add_row("开始共建", self.since, "active_from")
        self.go_right()
        self.add_row("地址", self.address, "address")
        self.add_row("联系人", self.contact, "contact")
        self.add_row("电话", self.phone, "phone")
        self.add_row("可提供资源", self.resources, "resources")
        self.add_row("备注", self.note, "note")

    def _fill(self, row: UnitRow) -> None:
        for field, said in (
            (self.name, row.name), (self.short, row.short_name), (self.code, row.credit_code),
            (self.address, row.address), (self.contact, row.contact), (self.phone, row.phone),
            (self.note, row.note),
        ):  # fmt: skip
            field.setText(said)
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind)))
        self.owner.show_organisation(row.organisation_id)
        self.resources.setPlainText("\n".join(row.resources))
        self.since.set_value(row.active_from, self.context.today())


class EndUnitSheet(ActSheet):
    """停止共建: from a day on it is no partner; what it did stays."""

    def __init__(self, parent: QWidget, context: Context, row: UnitRow) -> None:
        face = Face("停止共建", "do_not_disturb_on", (520, 340), "停止共建", danger=True)
        super().__init__(parent, context, face)
        self.tint("do_not_disturb_on", "red_fg")
        self._row = row
        self.add_row("单位", label(row.name, "b", wrap=True))
        self.add_row("从哪天起", self.day)
        note = "以前的报到和席位都保留；还有在册的报到党员时，先结束他们的报到"
        self.add_wide(label(note, "sub", wrap=True))
        self.first_focus = self.day
        with context.db.read() as session:
            owes = owing(session, f"unit:{row.id}")
        if owes:
            self.banner.say("amber", f"“{row.name}”{owes}")

    def carry_out(self, session: Any) -> Carried:
        """End it."""
        context, row = self.context, self._row
        done = service.end_unit(session, context.clerk, row.id, self.on(), context.today())
        return Carried(done.action_id, f"“{row.name}”已停止共建")
