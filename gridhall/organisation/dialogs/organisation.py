"""新建下级 and 修改: the form of an organisation."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import path_words, short
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, OrganisationPick
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.queries.spots import Spot, spots
from gridhall.organisation.queries.tree import OrganisationRow, history
from gridhall.organisation.rules.drafts import LIMITS, OrganisationDraft
from gridhall.organisation.rules.kinds import KINDS
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import tree as service
from gridhall.places import queries as places
from gridhall.places.rules import parse_address
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest

_OUTSIDE = "不在层级图里"
_NOTE_HIGH = 62  # px at 100 %: two lines
_OFFERS = 10
_SIZE = (940, 520)  # room for a sentence below a field


class OrganisationSheet(ActSheet):
    """What both forms share: level, kind, names, place, days."""

    def __init__(self, parent: QWidget, context: Context, tree: Tree, face: Face) -> None:
        super().__init__(parent, context, face)
        self.tree = tree
        self.level, self.kind = QComboBox(), QComboBox()
        self.name, self.short_name = QLineEdit(), QLineEdit()
        self.address, self.phone, self.note = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.spot, self.dwelling = Suggest(), Suggest()
        self.founded = MaybeDay("成立日期")
        self.term = MaybeDay("本届届满", "没有届期")
        with context.db.read() as session:
            self.levels, self._spots = levels(session), spots(session)
        self._dress()
        self.first_focus = self.name

    # What subclasses use

    def lay_out(self) -> None:
        """The rows after the subclass's own, the lesser ones at the right."""
        self.add_row("层级", self.level, "level")
        self.add_row("类别", self.kind, "kind")
        self.add_row("名称", self.name, "name", needed=True)
        self.add_row("简称", self.short_name, "short_name")
        self.add_row("成立日期", self.founded, "founded_on")
        self.add_row("本届届满", self.term, "term_until")
        self.go_right()
        self.add_row("小区楼栋", self.spot, "compound_id")
        self.add_row("住址", self.dwelling, "dwelling_id")
        self.add_row("地址", self.address, "address")
        self.add_row("电话", self.phone, "phone")
        self.add_row("备注", self.note, "note")

    def draft(self, **more: Any) -> OrganisationDraft:
        """The form as it stands."""
        spot = self._spot()
        return OrganisationDraft(
            name=self.name.text(),
            kind=str(self.kind.currentData()),
            level=self.level.currentData(),
            short_name=self.short_name.text(),
            founded_on=self.founded.value(),
            address=self.address.text(),
            phone=self.phone.text(),
            note=self.note.toPlainText(),
            compound_id=spot.compound_id if spot and spot.building_id is None else None,
            building_id=spot.building_id if spot else None,
            dwelling_id=self._dwelling(),
            term_until=self.term.value(),
            **more,
        )

    def choose_level(self, place: int | None) -> None:
        """Choose a level, and the kind that goes with it."""
        self.level.setCurrentIndex(max(0, self.level.findData(place)))
        self._follow_level()

    # Its own

    def _dress(self) -> None:
        for level in self.levels:
            self.level.addItem(f"{level.place}　{level.name}", level.place)
        self.level.addItem(_OUTSIDE, None)
        for kind in KINDS.values():
            self.kind.addItem(kind.name, kind.code)
        for field in ("name", "short_name", "address", "phone"):
            getattr(self, field).setMaxLength(LIMITS[field])
        self.level.activated.connect(self._follow_level)
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.short_name.setPlaceholderText("图上写的短名，可不填")
        self.spot.setPlaceholderText("管一个小区或一栋楼时填，例如 御景 3")
        self.spot.set_find(self._find_spots)
        self.dwelling.setPlaceholderText("中心户的门牌，例如 3-1-202")
        self.dwelling.set_find(self._find_dwellings)
        self.note.setFixedHeight(_NOTE_HIGH)
        self.note.setTabChangesFocus(True)
        today = self.context.today()
        self.founded.set_value(today, today)
        self.term.set_value(None, today.replace(year=today.year + 3, day=min(today.day, 28)))

    def _follow_level(self, _: int = 0) -> None:
        place = self.level.currentData()
        kind = next((level.kind for level in self.levels if level.place == place), None)
        if kind is not None:
            self.kind.setCurrentIndex(self.kind.findData(kind))

    def _follow_kind(self, _: int) -> None:
        """Only a 中心户 has a door of its own."""
        self.dwelling.setEnabled(self.kind.currentData() == "center_household")

    def _find_spots(self, typed: str) -> Sequence[Choice]:
        parts = typed.lower().split()
        fitting = [one for one in self._spots if all(part in one.title for part in parts)]
        return [
            Choice(one, one.title, "", "楼栋" if one.building_id else "小区")
            for one in fitting[:_OFFERS]
        ]

    def _find_dwellings(self, typed: str) -> Sequence[Choice]:
        try:
            address = parse_address(typed)
        except UserError:
            return []
        with self.context.db.read() as session:
            found = places.dwellings_at(session, address, _OFFERS)
        return [Choice(row.id, row.address.short, row.grid_name) for row in found]

    def _spot(self) -> Spot | None:
        if self.spot.choice is None and self.spot.text().strip():
            raise UserError("没有选中小区或楼栋，请从列表里选一个，或清空这一格")
        key = self.spot.choice.key if self.spot.choice else None
        return key if isinstance(key, Spot) else None

    def _dwelling(self) -> int | None:
        if not self.dwelling.isEnabled():
            return None
        if self.dwelling.choice is None and self.dwelling.text().strip():
            raise UserError("没有选中住址，请输楼-单元-室再从列表里选，或清空这一格")
        key = self.dwelling.choice.key if self.dwelling.choice else None
        return key if isinstance(key, int) else None


class FoundSheet(OrganisationSheet):
    """新建下级: below the organisation that was chosen, one level down."""

    def __init__(
        self, parent: QWidget, context: Context, tree: Tree, parent_id: int | None
    ) -> None:
        title = "新建下级" if parent_id is not None else "新建组织"
        super().__init__(parent, context, tree, Face(title, "add", _SIZE, "成立"))
        self.above = OrganisationPick(tree, "上级组织")
        self.above.show_organisation(parent_id)
        self.add_row("上级", self.above, "parent_id")
        self.lay_out()
        self._suggest(parent_id)
        self.above.picked.connect(lambda one: self._suggest(one.key))
        self.say(path_words(tree, parent_id, whole=True))

    def carry_out(self, session: Any) -> Carried:
        """Found it, with the seats of its level."""
        context, draft = self.context, self.draft(parent_id=self.above.value())
        new = service.found(session, context.clerk, draft, context.today(), self.key)
        act = history(session, new)[0]
        return Carried(act.id, f"已成立“{draft.name.strip()}”", new)

    def _suggest(self, parent_id: int | None) -> None:
        """One level down; below the last one, or below a governing body, 其他组织."""
        place = self._next_level(parent_id)
        self.choose_level(place)
        if place is None:
            self.kind.setCurrentIndex(self.kind.findData("other"))

    def _next_level(self, parent_id: int | None) -> int | None:
        """One below the parent's; the top for the first."""
        if parent_id is None:
            return self.levels[0].place if self.levels else None
        above = self.tree.nodes[parent_id].level
        places = {level.place for level in self.levels}
        return above + 1 if above is not None and above + 1 in places else None


class ChangeSheet(OrganisationSheet):
    """修改: what is kept of an organisation; a new name counts from a day, or always did."""

    def __init__(self, parent: QWidget, context: Context, tree: Tree, row: OrganisationRow) -> None:
        super().__init__(
            parent, context, tree, Face(f"修改 · {short(row.name)}", "edit", _SIZE, "保存修改")
        )
        self.row, self.correction = row, QCheckBox("原来就是这样，现在只是更正")
        self.lay_out()
        self.day.setAccessibleName("名称、类别、层级从哪一天起变")
        self.add_row("变更日期", self.day, "changed_on")
        self.add_wide(self.correction)
        self.correction.toggled.connect(self.day.setDisabled)
        self._fill(row)
        self.say(path_words(tree, row.id))

    def carry_out(self, session: Any) -> Carried:
        """Write the changes."""
        context, row = self.context, self.row
        more = {"changed_on": self.on(), "correction": self.correction.isChecked()}
        act = service.change(
            session, context.clerk, row.id, self.draft(**more), row.version, context.today()
        )
        return Carried(act, f"已修改“{self.name.text().strip()}”", row.id)

    def _fill(self, row: OrganisationRow) -> None:
        self.level.setCurrentIndex(max(0, self.level.findData(row.level)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind)))
        for field in ("name", "short_name", "address", "phone"):
            getattr(self, field).setText(getattr(row, field))
        self.note.setPlainText(row.note)
        today = self.context.today()
        self.founded.set_value(row.founded_on, today)
        self.term.set_value(row.term_until, today)
        spot = next((one for one in self._spots if _is_of(one, row)), None)
        self.spot.choose(Choice(spot, spot.title) if spot else None)
        if row.dwelling_id is not None:
            with self.context.db.read() as session:
                door = places.dwelling(session, row.dwelling_id)
            self.dwelling.choose(Choice(door.id, door.address.short))
        self._follow_kind(0)


def _is_of(spot: Spot, row: OrganisationRow) -> bool:
    if row.building_id is not None:
        return spot.building_id == row.building_id
    return row.compound_id is not None and spot == Spot(row.compound_id, spot.compound)
