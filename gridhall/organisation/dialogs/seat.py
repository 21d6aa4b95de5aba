"""增设席位 and 修改席位: what a seat is called and where it stands."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.seats import SeatRow
from gridhall.organisation.queries.spots import Spot, spots
from gridhall.organisation.rules.seats import SeatDraft
from gridhall.organisation.rules.titles import TITLES
from gridhall.organisation.service import seats as service
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest

_LONGEST, _LANE, _MOST = 30, 40, 99
_GROUPS = {
    "committee": "班子",
    "part_time": "兼职",
    "below": "下级",
    "body": "自治组织",
    "house": "楼栋",
}


class SeatSheet(ActSheet):
    """A seat of an organisation; 楼栋长 and 街巷长 say of which building or lane."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        owner: tuple[int, str],
        row: SeatRow | None = None,
    ) -> None:
        title, act = ("修改席位", "保存修改") if row else ("增设席位", "增设")
        super().__init__(parent, context, Face(title, "badge", (560, 460), act))
        self._owner, self._row = owner, row
        self.title_of, self.name, self.lane = QComboBox(), QLineEdit(), QLineEdit()
        self.place, self.building = QSpinBox(), Suggest()
        with context.db.read() as session:
            self._spots = [one for one in spots(session) if one.building_id is not None]
        self._dress()
        self.add_row("席位类别", self.title_of, "title")
        self.add_row("叫法", self.name, "name")
        self.add_row("排第几", self.place)
        self.add_row("楼栋", self.building)
        self.add_row("街巷", self.lane)
        if row is None:
            self.add_row("从哪天起", self.day)
        else:
            self._fill(row)
        self.say(owner[1])
        self.first_focus = self.title_of if row is None else self.name

    def carry_out(self, session: Any) -> Carried:
        """Write the seat."""
        context, draft, today = self.context, self._draft(), self.context.today()
        if self._row is None:
            done = service.add_seat(session, context.clerk, draft, today)
            words = f"已增设席位“{self.said()}”"
        else:
            done = service.change_seat(session, context.clerk, self._row.id, draft, today)
            words = f"已修改席位“{self.said()}”"
        return Carried(done.action_id, words, self._owner[0])

    def said(self) -> str:
        """The seat as it will be called."""
        return self.name.text().strip() or TITLES[str(self.title_of.currentData())].name

    def _draft(self) -> SeatDraft:
        if self.building.choice is None and self.building.text().strip():
            raise UserError("没有选中楼栋，请从列表里选一栋，或清空这一格")
        spot = self.building.choice.key if self.building.choice else None
        return SeatDraft(
            str(self.title_of.currentData()),
            self._owner[0],
            name=self.name.text(),
            place=self.place.value(),
            building_id=spot.building_id if isinstance(spot, Spot) else None,
            entrance_id=self._row.entrance_id if self._row and isinstance(spot, Spot) else None,
            lane=self.lane.text(),
            created_on=self.on() if self._row is None else self._row.created_on,
            version=self._row.version if self._row else 0,
            request_key=self.key,
        )

    def _dress(self) -> None:
        for title in TITLES.values():
            if title.group in _GROUPS:
                self.title_of.addItem(f"{title.name}　{_GROUPS[title.group]}", title.code)
        self.title_of.setMaxVisibleItems(16)
        self.name.setMaxLength(_LONGEST)
        self.name.setPlaceholderText("例如 组织委员；不填就用类别的名称")
        self.lane.setMaxLength(_LANE)
        self.lane.setPlaceholderText("街巷长填，例如 和平巷")
        self.building.setPlaceholderText("楼栋长填，例如 御景 3")
        self.building.set_find(self._find)
        self.place.setRange(0, _MOST)
        self.place.setSpecialValueText("排在最后")

    def _find(self, typed: str) -> list[Choice]:
        parts = typed.split()
        fitting = [one for one in self._spots if all(part in one.title for part in parts)]
        return [Choice(one, one.title) for one in fitting[:10]]

    def _fill(self, row: SeatRow) -> None:
        self.title_of.setCurrentIndex(max(0, self.title_of.findData(row.title)))
        self.name.setText(row.name)
        self.place.setValue(row.place)
        self.lane.setText(row.lane)
        spot = next((one for one in self._spots if one.building_id == row.building_id), None)
        self.building.choose(Choice(spot, spot.title) if spot and row.building_id else None)
