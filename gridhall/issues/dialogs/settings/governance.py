"""治理设置: how often the meeting is held, deadlines in working days, what gives points."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox, QWidget

from gridhall.core.text import clean
from gridhall.issues.labels import ROUTES, SHORT_ROUTES
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.settings import MOST_DAYS, RHYTHMS, SCORE_WORDS, Governance
from gridhall.issues.service.settings import set_governance
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_DAYS: Mapping[str, str] = {
    "report_days": "报到期限",
    "reply_days": "督办回复",
    "rectify_days": "隐患整改",
    "objection_days": "异议答复",
}
_WORKING = " 个工作日"


class GovernanceSheet(ActSheet):
    """A supervisor changes them; everybody may look. Deadlines already set stay."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        face = Face("治理设置", "settings", (980, 690), "保存设置")
        super().__init__(parent, context, face)
        with context.db.read() as session:
            self.kept = governance(session)
        self.rhythm, self.manners = QComboBox(), QPlainTextEdit()
        self.routes = {route: _spin(self.kept.route_days[route]) for route in (0, *ROUTES)}
        self.days = {name: _spin(getattr(self.kept, name)) for name in _DAYS}
        self.notice = _spin(self.kept.notice_days, " 天")
        self.scores = {kind: _points(self.kept.scores[kind]) for kind in SCORE_WORDS}
        self._dress()
        self._rows_of()
        self.first_focus = self.rhythm

    def carry_out(self, session: Any) -> Carried:
        """Keep what was chosen."""
        set_governance(session, self.context.clerk, self.chosen())
        return Carried(None, "治理设置已保存，以后定的期限按新的算")

    def chosen(self) -> Governance:
        """The settings as they stand in the fields."""
        manners = (clean(line) for line in self.manners.toPlainText().splitlines())
        return Governance(
            rhythm=str(self.rhythm.currentData()),
            route_days={route: spin.value() for route, spin in self.routes.items()},
            notice_days=self.notice.value(),
            manners=tuple(filter(None, manners)),
            scores={kind: spin.value() for kind, spin in self.scores.items()},
            **{name: spin.value() for name, spin in self.days.items()},
        )

    def _dress(self) -> None:
        for code, said in RHYTHMS.items():
            self.rhythm.addItem(said, code)
        self.rhythm.setCurrentIndex(max(0, self.rhythm.findData(self.kept.rhythm)))
        self.manners.setPlainText("\n".join(self.kept.manners))
        self.manners.setTabChangesFocus(True)
        self.manners.setFixedHeight(112)

    def _rows_of(self) -> None:
        self.add_row("联席会议", self.rhythm)
        self.add_row("就地办理", self.routes[0])
        for route, said in ROUTES.items():
            field = self.routes[route]
            field.setAccessibleName(f"{said}的期限")
            self.add_row(SHORT_ROUTES[route], field)
        for name, said in _DAYS.items():
            self.add_row(said, self.days[name])
        self.add_row("公示天数", self.notice)
        self.add_row("议事规则", self.manners)
        self.go_right()
        self.add_wide(label("量化考核的分值", "label"))
        for kind, said in SCORE_WORDS.items():
            self.add_row(said, self.scores[kind])
        self.add_wide(label("已经定下的期限不变；分值一改，各期都按新的算。", "sub", wrap=True))


def _spin(value: int, unit: str = _WORKING) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(1, MOST_DAYS)
    spin.setSuffix(unit)
    spin.setValue(value)
    return spin


def _points(value: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(-100, 100)
    spin.setSuffix(" 分")
    spin.setValue(value)
    return spin
