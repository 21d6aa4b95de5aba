"""岗位目录: the posts the hall offers again and again; changed below the list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gridhall.clerks.labels import ROLES
from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.buttons import Btn, button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.queries.plan import DutyRow, duties, skills, squads
from gridhall.volunteering.rules.duties import DutyDraft
from gridhall.volunteering.service import duties as service


def _many(row: DutyRow) -> str:
    least = "" if row.minimum == row.wanted else f"，最少 {row.minimum}"
    return f"{row.wanted} 人{least}"


def _asks(row: DutyRow) -> str:
    """What a duty asks of people: 医疗 · 要有党员."""
    asked = (
        row.skill_name, row.squad_name, "要有党员" if row.needs_party else "",
        "有危险" if row.is_dangerous else "",
    )  # fmt: skip
    return " · ".join(filter(None, asked))


def _state(row: DutyRow) -> str:
    return "停用" if row.ended_on else "在用"


def _tone(row: DutyRow) -> str:
    return "grey" if row.ended_on else "green"


_COLUMNS: tuple[Column[DutyRow], ...] = (
    Column("岗位", lambda row: row.name, 140, kind="bold"),
    Column("服务内容", lambda row: row.content, 240, stretch=True),
    Column("每班", _many, 110),
    Column("要求", _asks, 210),
    Column("状态", _state, 80, kind="chip", tone=_tone),
)


class DutiesSheet(Sheet):
    """One is chosen in the list and changed below it; `carried` comes after each act."""

    carried = Signal(object)  # Carried

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "岗位目录", "assignment", (960, 660))
        self.context, self.banner, self.table = context, Banner(), Table()
        self.model = RowsModel(_COLUMNS, self)
        self.name, self.content = QLineEdit(), QLineEdit()
        self.skill, self.squad = QComboBox(), QComboBox()
        self.wanted, self.minimum = QSpinBox(), QSpinBox()
        self.party, self.danger = QCheckBox("要有党员"), QCheckBox("有危险，不排未成年人")
        self._row: DutyRow | None = None
        self._may = allowed(context.clerk, Role.SUPERVISOR)
        self.set_body(self._body())
        self._foot()
        self.say("排一天的岗位时按首字母就能选；停用以后排好的日子不变")
        self.table.moved.connect(self._show)
        self.first_focus = self.table
        self.refresh()

    def refresh(self) -> None:
        """Every duty, those no longer offered at the end."""
        with self.context.db.read() as session:
            rows = duties(session, ended=True)
        self.model.show_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        self._show(self.table.current())
        self.fill_button.setVisible(not rows)

    def draft(self, *, new: bool = False) -> DutyDraft:
        """The duty as typed; `new` is another beside the chosen one."""
        row = None if new else self._row
        return DutyDraft(
            self.name.text(),
            self.content.text(),
            self.skill.currentData(),
            self.squad.currentData(),
            self.wanted.value(),
            self.minimum.value(),
            self.party.isChecked(),
            self.danger.isChecked(),
            row.id if row else None,
            row.version if row else 0,
        )

    def save(self) -> None:
        """Keep what was changed of the chosen duty."""
        draft = self.draft()
        self._do(lambda s: service.save_duty(s, self.context.clerk, draft), "已保存")

    def add(self) -> None:
        """Keep what is typed as a further duty."""
        if self._row is not None and self.name.text().strip() == self._row.name:
            self.banner.say("amber", "请先把名称改成新岗位的名称，再按“加岗位”")
            self.name.setFocus()
            self.name.selectAll()
            return
        draft = self.draft(new=True)
        self._do(lambda s: service.save_duty(s, self.context.clerk, draft), "已加")

    def end(self) -> None:
        """停用, or 恢复 of one that was ended."""
        row = self._row
        if row is None:
            return
        day = None if row.ended_on else self.context.today()
        words = "已恢复" if row.ended_on else "已停用"
        self._do(lambda s: service.end_duty(s, self.context.clerk, row.id, day), words)

    def carry(self, by: int) -> None:
        """The chosen duty further up or down."""
        row = self._row
        if row is not None:
            self._do(lambda s: service.move_duty(s, self.context.clerk, row.id, by), "已移动")

    def fill(self) -> None:
        """The shipped duties, in a hall that has none."""
        with self.context.db.write() as session:
            service.install_duties(session, self.context.clerk)
        self.refresh()
        self.banner.say("green", "已装入自带的岗位")

    def _do(self, act: Callable[[Any], int], words: str) -> None:
        name = self.name.text().strip()
        try:
            with self.context.db.write() as session:
                action_id = act(session)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.refresh()
        self.banner.say("green", f"{words}“{name}”")
        self.carried.emit(Carried(action_id, f"{words}岗位“{name}”"))

    def _show(self, row: DutyRow | None) -> None:
        self._row = row
        if row is None:
            return
        self.name.setText(row.name)
        self.content.setText(row.content)
        self.content.setCursorPosition(0)
        self.skill.setCurrentIndex(max(0, self.skill.findData(row.skill_id)))
        self.squad.setCurrentIndex(max(0, self.squad.findData(row.squad_id)))
        self.wanted.setValue(row.wanted)
        self.minimum.setValue(row.minimum)
        self.party.setChecked(row.needs_party)
        self.danger.setChecked(row.is_dangerous)
        self.end_button.setText("恢复" if row.ended_on else "停用")

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        self.table.setModel(self.model)
        self.table.setAccessibleName("岗位目录")
        for widget in (self.banner, self.table, Line()):
            column.addWidget(widget, 1 if widget is self.table else 0)
        column.addLayout(self._form())
        return body

    def _offer(self) -> None:
        """What the fields allow."""
        with self.context.db.read() as session:
            lists = (self.skill, skills(session), "不要求"), (self.squad, squads(session), "不限")
        for combo, rows, none in lists:
            combo.addItem(none, None)
            for key, name in rows:
                combo.addItem(name, key)
        for box, least in ((self.wanted, 1), (self.minimum, 0)):
            box.setRange(least, 99)
            box.setSuffix(" 人")

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self._offer()
        fields = (
            ("名称", self.name, 0, 0), ("服务内容", self.content, 0, 2),
            ("每班", self.wanted, 1, 0), ("技能", self.skill, 1, 2),
            ("最少", self.minimum, 2, 0), ("小分队", self.squad, 2, 2),
        )  # fmt: skip
        for words, field, row, place in fields:
            field.setAccessibleName(words)
            grid.addWidget(label(words, "label"), row, place)
            grid.addWidget(field, row, place + 1)
        ticks = QHBoxLayout()
        ticks.setSpacing(16)
        for tick in (self.party, self.danger):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        grid.addLayout(ticks, 3, 1, 1, 3)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(3, 3)
        self.name.setMaxLength(30)
        self.content.setMaxLength(100)
        return grid

    def _foot(self) -> None:
        self.end_button = _act("停用", "Alt+T", self.end)
        self.fill_button = _act("装入自带的岗位", "", self.fill)
        left = (
            self.end_button,
            _act("上移", "Alt+↑", lambda: self.carry(-1)),
            _act("下移", "Alt+↓", lambda: self.carry(1)),
            self.fill_button,
        )
        add = _act("加岗位", "Alt+N", self.add, "")
        save = foot_button("保存修改", "Ctrl+Enter", "primary", "check")
        save.clicked.connect(self.save)
        for one in (*left, add, save):
            one.setEnabled(self._may)
        if not self._may:
            who = ROLES[Role.SUPERVISOR]
            self.banner.say("blue", f"这里可以看，要改请找{who}登录")
        self.set_foot(left, [add, save])


def _act(words: str, hint: str, act: Callable[[], object], kind: str = "text") -> Btn:
    made = button(words, hint, kind)
    if hint:
        made.bind_key()
    made.clicked.connect(lambda _=False: act())
    return made
