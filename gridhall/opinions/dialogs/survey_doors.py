"""走访名单: all doors, every so-manieth, or some buildings; printed forms for them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from gridhall.core.clerk import Role
from gridhall.opinions.dialogs.fields_talks import count, line
from gridhall.opinions.documents.issuing_talks import MOST_BLANK, Printing
from gridhall.opinions.queries.doors import Door, doors
from gridhall.opinions.queries.surveys import SurveyRow, visits
from gridhall.opinions.service.survey_visits import choose_doors, every
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.pages.side import Section
from gridhall.places.labels import building_label
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable

_BLANK = 50


class DoorsSheet(ActSheet):
    """Buildings are ticked, every n-th of their doors is taken; who answered already stays."""

    def __init__(self, parent: QWidget, context: Context, row: SurveyRow) -> None:
        face = Face("走访名单", "group", (620, 560), "定名单", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        with context.db.read() as session:
            self._doors = doors(session, row.scope)
            asked = visits(session, row.id)
        self._kept = {one.door.id for one in asked if one.state != "waiting"}
        self.step = count(1, 1000, 1, "户走访 1 户")
        self.step.setPrefix("每 ")
        self.visitor = line("例如 宋永东；几个人的先空着", 60)
        self.buildings, self.told = TickTable(), label("", "b", wrap=True)
        self.buildings.setAccessibleName("楼栋，空格勾选，Ctrl+A 全选")
        self.buildings.setMinimumHeight(220)
        self.say(f"{row.place} · 共 {len(self._doors)} 户 · 名单里现有 {row.households} 户")
        self._fill()
        self.add_row("楼栋", self.buildings, "dwellings")
        self.add_row("间隔", self.step)
        self.add_row("走访人", self.visitor, "visitor")
        self.add_wide(self.told)
        self.step.valueChanged.connect(self._count)
        self.buildings.changed.connect(self._count)
        self._count()
        self.first_focus = self.buildings

    def chosen(self) -> list[int]:
        """The doors: those chosen, and those that answered already."""
        ticked = set(self.buildings.ticked())
        walked = [one for one in self._doors if _building(one) in ticked]
        mine = every(walked, self.step.value())
        return [*mine, *(one for one in self._kept if one not in set(mine))]

    def _fill(self) -> None:
        counted: dict[str, int] = {}
        for one in self._doors:
            counted[_building(one)] = counted.get(_building(one), 0) + 1
        choices = [(name, f"{name}（{many} 户）") for name, many in counted.items()]
        self.buildings.show_choices(choices, counted.keys())

    def _count(self) -> None:
        kept = f"，其中 {len(self._kept)} 户已经问过" if self._kept else ""
        self.told.setText(f"要走访 {len(self.chosen())} 户{kept}")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        done = choose_doors(
            session, self.context.clerk, self._row.id, self.chosen(), self.visitor.text()
        )
        words = f"走访名单 {len(self.chosen())} 户"
        if self._row.state == "draft":
            words += "，可以印调查表（Ctrl+P），再开始调查"
        return Carried(done.action_id, words, self._row.id)


def _building(door: Door) -> str:
    return f"{door.address.compound} {building_label(door.address.building)}"


class PrintSheet(Sheet):
    """One for each door, or so many blank ones; of forms two to a sheet, or one."""

    wanted = Signal(object)  # Printing

    def __init__(self, parent: QWidget, title: str, doors_left: int, *, halves: bool) -> None:
        super().__init__(parent, title, "print", (520, 400))
        self.by_door = QRadioButton(f"一户一份，印好门牌（{doors_left} 户）")
        self.by_blank = QRadioButton("空白的，印")
        self.many = count(1, MOST_BLANK, _BLANK, "份")
        self.two = QRadioButton("一张纸印两份（横放，中间裁开）")
        self.one = QRadioButton("一张纸印一份（字大）")
        self.by_door.setChecked(doors_left > 0)
        self.by_blank.setChecked(not doors_left)
        self.by_door.setEnabled(doors_left > 0)
        self.two.setChecked(True)
        self.many.setAccessibleName("空白的印几份")
        self.many.valueChanged.connect(lambda _: self.by_blank.setChecked(True))
        body = Section("印给谁", [self.by_door, self.by_blank, self.many])
        body.layout().setContentsMargins(20, 14, 20, 14)  # type: ignore[union-attr]
        if halves:
            body.layout().addWidget(Section("怎么印", [self.two, self.one]))  # type: ignore[union-attr]
        body.layout().addStretch(1)  # type: ignore[union-attr]
        self.set_body(body)
        act = foot_button("生成", "Ctrl+Enter", "primary", "print")
        act.clicked.connect(self._tell)
        leave = foot_button("先不印", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, act])
        self.first_focus = self.by_door if doors_left else self.many

    def _tell(self) -> None:
        blank = self.many.value() if self.by_blank.isChecked() else 0
        printing = Printing(blank, two=self.two.isChecked())
        self.accept()
        self.wanted.emit(printing)
