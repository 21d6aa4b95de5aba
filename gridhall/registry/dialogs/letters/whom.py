"""To whom: buildings, grids, a list of 人户分离, or numbers and doors as they are typed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from gridhall.places import queries as places
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable
from gridhall.registry.columns.separation import state_words
from gridhall.registry.queries.buildings import buildings
from gridhall.registry.queries.letters import Reach
from gridhall.registry.queries.separation import Wanted
from gridhall.registry.rules.separation import APART

BUILDINGS, GRIDS, SEPARATED, TYPED = range(4)
_TITLES = ("按楼栋", "按网格", "人户分离", "输名单")
_NAMED = 6  # places the trail names one by one


class WhomPane(QWidget):
    """One way of choosing at a time; `changed` after every change of it."""

    changed = Signal()

    def __init__(self, context: Context, wanted: Wanted | None = None) -> None:
        super().__init__()
        self._wanted = wanted or Wanted()
        self.ways, self._stack = Segments(), QStackedWidget()
        self.buildings, self.grids = TickTable(), TickTable()
        self.state, self.grid, self.building = QComboBox(), QComboBox(), QComboBox()
        self.typed = QPlainTextEdit()
        self.ways.set_items(list(_TITLES))
        self.ways.setAccessibleName("写给谁")
        self._build()
        self._offer(context)
        self._connect()
        self.ways.choose(SEPARATED if wanted is not None else BUILDINGS)
        self._show_way(self.ways.current())

    def reach(self) -> Reach:
        """What is chosen."""
        way = self.ways.current()
        if way == BUILDINGS:
            return Reach(buildings=tuple(int(str(one)) for one in self.buildings.ticked()))
        if way == GRIDS:
            return Reach(grids=tuple(int(str(one)) for one in self.grids.ticked()))
        if way == SEPARATED:
            return Reach(separated=self._asked())
        return Reach(typed=self.typed.toPlainText())

    def words(self) -> str:
        """The choice as the trail tells it, nobody named."""
        way = self.ways.current()
        if way in (BUILDINGS, GRIDS):
            table = self.buildings if way == BUILDINGS else self.grids
            names = [row.words.split("　")[0] for row in table.rows_model.rows if row.ticked]
            more = f"等 {len(names)} 处" if len(names) > _NAMED else ""
            return "、".join(names[:_NAMED]) + more
        if way == SEPARATED:
            boxes = (self.state, self.grid, self.building)
            fresh = ("未满期限",) if self._wanted.fresh else ()
            return " · ".join(("人户分离", *(box.currentText() for box in boxes), *fresh))
        return "输入的名单"

    def first_field(self) -> QWidget:
        """Where choosing begins."""
        return (self.buildings, self.grids, self.state, self.typed)[self.ways.current()]

    def _build(self) -> None:
        self.typed.setAccessibleName("户号或门牌，一行一个，也可以用逗号隔开")
        self.typed.setPlaceholderText("户号或门牌，一行一个，例如\n000123\n御景小区 3-2-501")
        self.typed.setTabChangesFocus(True)
        self.buildings.setAccessibleName("楼栋，空格勾选，Ctrl+A 全选")
        self.grids.setAccessibleName("网格，空格勾选，Ctrl+A 全选")
        fresh = "，未满期限的" if self._wanted.fresh else ""
        listed = label(f"名单上的人所在的户，每户一封{fresh}", "sub", wrap=True)
        by_list = QWidget()
        column = QVBoxLayout(by_list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for name, box in (("状态", self.state), ("网格", self.grid), ("楼栋", self.building)):
            box.setAccessibleName(name)
            column.addWidget(box)
        column.addWidget(listed)
        column.addStretch(1)
        for page in (self.buildings, self.grids, by_list, self.typed):
            self._stack.addWidget(page)
        self._stack.setMinimumHeight(180)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.ways)
        whole.addWidget(self._stack, 1)

    def _offer(self, context: Context) -> None:
        with context.db.read() as session:
            rows, grids = buildings(session), places.grids(session)
        titles = [(row.id, row.title) for row in rows]
        ticks = [(row.id, f"{row.title}　{row.households} 户") for row in rows if row.households]
        names = [(row.id, f"{row.code} {row.name}") for row in grids]
        self.buildings.show_choices(ticks, ())
        self.grids.show_choices(names, ())
        wanted = self._wanted
        every = [("全部分离", APART), *((state_words(one), (one,)) for one in APART)]
        if wanted.states not in [states for _, states in every]:
            every.append(("、".join(map(state_words, wanted.states)), wanted.states))
        for words, states in every:
            self.state.addItem(words, list(states))
        self.state.setCurrentIndex([states for _, states in every].index(wanted.states))
        _fill(self.grid, "全部网格", names, wanted.grid_id)
        _fill(self.building, "全部楼栋", titles, wanted.building_id)

    def _connect(self) -> None:
        self.ways.chosen.connect(self._show_way)
        for table in (self.buildings, self.grids):
            table.changed.connect(self.changed)
        for box in (self.state, self.grid, self.building):
            box.currentIndexChanged.connect(self.changed)
        self.typed.textChanged.connect(self.changed)

    def _show_way(self, way: int) -> None:
        self._stack.setCurrentIndex(way)
        self.changed.emit()

    def _asked(self) -> Wanted:
        return replace(
            self._wanted,
            states=tuple(self.state.currentData()),
            grid_id=self.grid.currentData(),
            building_id=self.building.currentData(),
            by_since=False,
        )


def _fill(box: QComboBox, every: str, items: Sequence[tuple[int, str]], chosen: int | None) -> None:
    box.addItem(every, None)
    for key, words in items:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
