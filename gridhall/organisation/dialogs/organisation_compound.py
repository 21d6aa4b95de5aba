"""小区情况: what a compound is, who governs and who manages it."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.compounds import CompoundRow
from gridhall.organisation.rules.drafts import refusal
from gridhall.organisation.service.compounds import CompoundDraft, change_compound
from gridhall.places.labels import BODIES, COMPOUND_KINDS
from gridhall.qt.context import Context

_UNSAID = "没有填"


class CompoundSheet(ActSheet):
    """The compound of the organisation on show."""

    def __init__(
        self, parent: QWidget, context: Context, row: CompoundRow, organisation_id: int
    ) -> None:
        face = Face(f"小区情况 · {short(row.name)}", "apartment", (560, 420), "保存")
        super().__init__(parent, context, face)
        self._row, self._organisation_id = row, organisation_id
        self.kind, self.body = QComboBox(), QComboBox()
        self.company, self.phone, self.year = QLineEdit(), QLineEdit(), QLineEdit()
        for combo, words, chosen in (
            (self.kind, COMPOUND_KINDS, row.kind),
            (self.body, BODIES, row.governing_body),
        ):
            combo.addItem(_UNSAID, "")
            for code, said in words.items():
                combo.addItem(said, code)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
        self.company.setText(row.property_company)
        self.phone.setText(row.property_phone)
        self.year.setText(str(row.built_year or ""))
        self.year.setPlaceholderText("例如 2012，可不填")
        self.add_row("小区类别", self.kind, "kind")
        self.add_row("自治组织", self.body, "governing_body")
        self.add_row("物业公司", self.company, "property_company")
        self.add_row("物业电话", self.phone, "property_phone")
        self.add_row("建成年份", self.year, "built_year")
        self.first_focus = self.kind

    def carry_out(self, session: Any) -> Carried:
        """Write it."""
        context, typed = self.context, self.year.text().strip()
        if typed and not typed.isdecimal():
            raise refusal("built_year", f"建成年份请写 4 位数字，现在是“{typed}”")
        draft = CompoundDraft(
            str(self.kind.currentData()),
            str(self.body.currentData()),
            self.company.text(),
            self.phone.text(),
            int(typed) if typed else None,
        )
        act = change_compound(session, context.clerk, self._row.id, draft, context.today())
        return Carried(act, f"已保存“{self._row.name}”的小区情况", self._organisation_id)
