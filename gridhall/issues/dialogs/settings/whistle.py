"""吹哨规则 (五哨五到): who blows, who reports in, by which route, how soon."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from gridhall.issues.dialogs.settings.editing import Act, EditingSheet
from gridhall.issues.labels import ROUTES, SHORT_ROUTES
from gridhall.issues.queries.categories import RuleRow, rules
from gridhall.issues.rules.categories import LONGEST_NAME, RuleDraft
from gridhall.issues.rules.settings import MOST_DAYS
from gridhall.issues.service import rules_of_whistle as service
from gridhall.issues.service.install import ready_governance
from gridhall.qt.context import Context
from gridhall.qt.table import Column

_COLUMNS: tuple[Column[RuleRow], ...] = (
    Column("谁吹哨", lambda row: row.blower, 130, "bold", stretch=True),
    Column("谁报到", lambda row: row.responder, 130, stretch=True),
    Column("响应", lambda row: SHORT_ROUTES.get(row.route or 0, "不定"), 84),
    Column("几天内", lambda row: f"{row.report_days} 个工作日", 100),
    Column("用过", lambda row: f"{row.used:,} 次" if row.used else "—", 72, right=True),
    Column(
        "", lambda row: "已停用" if row.ended_on else "", 78, "chip", tone=lambda _row: "grey"
    ),
)  # fmt: skip


class WhistleSheet(EditingSheet):
    """The hall's whistle matrix."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        ready_governance(context.db, context.clerk)
        super().__init__(parent, context, "吹哨规则", _COLUMNS)
        self.blower, self.responder, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.route, self.days = QComboBox(), QSpinBox()
        self._dress()
        self.set_buttons()
        self.ready()

    def read(self, session: Any) -> list[RuleRow]:
        """The matrix in its order."""
        return rules(session, counted=True)

    def fill(self, row: RuleRow | None) -> None:
        """A line's fields."""
        self.blower.setText(row.blower if row else "")
        self.responder.setText(row.responder if row else "")
        self.note.setText(row.note if row else "")
        self.route.setCurrentIndex(max(0, self.route.findData(row.route if row else None)))
        self.days.setValue(row.report_days if row else 1)

    def write(self, row: RuleRow | None) -> Act:
        """Add or change one."""
        draft = RuleDraft(
            self.blower.text(),
            self.responder.text(),
            self.route.currentData(),
            self.days.value(),
            self.note.text(),
        )
        if row is None:
            return lambda session, clerk: service.add_rule(session, clerk, draft)
        return lambda session, clerk: service.change_rule(
            session, clerk, row.id, draft, row.version
        )

    def stop(self, row: RuleRow) -> Act:
        """停用 or 恢复."""
        today = self.context.today()
        return lambda session, clerk: service.end_rule(session, clerk, row.id, today)

    def _dress(self) -> None:
        for field, hint in ((self.blower, "社区党组织"), (self.responder, "网格部门")):
            field.setMaxLength(LONGEST_NAME + 1)
            field.setPlaceholderText(f"例如 {hint}")
        self.note.setMaxLength(101)
        self.route.addItem("不定", None)
        for code, said in ROUTES.items():
            self.route.addItem(f"{code} {said}", code)
        self.days.setRange(1, MOST_DAYS)
        self.days.setSuffix(" 个工作日内报到")
        self.add_row("谁吹哨", self.blower, "blower", needed=True)
        self.add_row("谁报到", self.responder, "responder", needed=True)
        self.add_row("响应", self.route, "route")
        self.add_row("期限", self.days, "report_days")
        self.add_row("说明", self.note, "note")
