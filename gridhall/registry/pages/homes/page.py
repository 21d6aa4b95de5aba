"""居民登记·户与房屋: the buildings, one of them drawn door by door, who is behind a door."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.core.progress import Progress
from gridhall.forms.ui_homes_page import Ui_HomesPage
from gridhall.places import queries as places
from gridhall.places.rules import parse_address
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.door_grid import DoorGrid
from gridhall.qt.frames import EmptyState
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit, set_width
from gridhall.registry import queries
from gridhall.registry.columns.homes import DOOR_LOOKS, building_choice, drawing
from gridhall.registry.labels import DOORS
from gridhall.registry.pages.homes.panel import HomePanel
from gridhall.registry.queries import buildings
from gridhall.registry.queries.buildings import BuildingRow
from gridhall.registry.queries.home_story import home_story

LIST, SIDE, THREE_PANES = 236, 384, 1100  # px at 100 %; effective width for all three panes
_SHOWN = 400  # buildings in the list; typing narrows it down
_DOORS = 5
_OURS = frozenset(
    {"person", "household", "membership", "person_place", "past_value", "past_address"}
) | {"dwelling", "entrance", "building", "compound", "grid", "person_tag", "tag_kind"}


class HomesPage(QWidget):
    """Type a building or a door; arrows move from door to door, Enter shows who is behind it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_HomesPage()
        self.ui.setupUi(self)
        self.grid, self.panel, self._idle = DoorGrid(), HomePanel(context.today), EmptyState()
        self._rows: Sequence[BuildingRow] = ()
        self._keys: dict[int, str] = {}  # what a building may be typed as
        self._building, self._home = -1, -1
        self._stale, self._side_wanted, self._effective = True, False, 10_000
        self._dress()
        self._connect()

    def _dress(self) -> None:
        ui = self.ui
        ui.searchBox.set_find(self._find, "楼栋，或 3-2-501", "找楼栋或房屋")
        ui.searchBox.empty.say("没有这栋楼", "核对小区和楼号，或直接输 3-2-501", "search")
        ui.searchBox.empty.offer("")
        ui.doorsPage.layout().replaceWidget(ui.doorsArea, self.grid)  # type: ignore[union-attr]
        ui.doorsArea.deleteLater()
        self.grid.setAccessibleName("楼栋图，方向键移动，Enter 打开")
        ui.sideStack.addWidget(self._idle)
        ui.sideStack.addWidget(self.panel)
        self._idle.say("选一扇门", "用方向键移动，按 Enter 看住着谁", "apartment")
        self._idle.offer("")
        ui.empty.say("还没有楼栋", "登记居民的住址或导入名册以后，这里画出每一栋楼", "apartment")
        ui.empty.offer("")
        self.setFocusProxy(ui.searchBox)
        self._lay_out()

    def _connect(self) -> None:
        panel, search = self.panel, self.ui.searchBox
        search.picked.connect(self._pick)
        self.grid.opened.connect(self.open_door)
        panel.person_wanted.connect(self._context.desk.open_resident)
        panel.home_wanted.connect(self._show_home)
        panel.day_wanted.connect(lambda _: self._show_home(self._home))
        panel.back_wanted.connect(self._back)
        self._context.bus.changed.connect(self._hear)

    # What the window asks of the page

    def show_for_width(self, effective: int) -> None:
        """Three panes where there is room; below that the door takes the list's place."""
        self._effective = effective
        self._lay_out()

    def show_building(self, building_id: int) -> None:
        """Draw a building."""
        context, same = self._context, building_id == self._building
        with context.db.read() as session:
            view = buildings.building_view(session, context.clerk, building_id, context.today())
        self._building = building_id
        self.ui.titleLabel.setText(view.row.title)
        doors = sum(len(part.doors) for part in view.entrances)
        self.ui.talliesLabel.setText(f"{doors} 处房屋 · {view.row.households} 户")
        self._show_legend(view.tally())
        self.grid.show_blocks(*drawing(view))
        self.ui.doorsStack.setCurrentWidget(self.ui.doorsPage)
        self._mark_in_list(building_id)
        if not same:
            self.ui.sideStack.setCurrentWidget(self._idle)

    def open_door(self, dwelling_id: int) -> None:
        """Show who is behind a door."""
        with self._context.db.read() as session:
            card = buildings.door_card(session, dwelling_id, self._context.today())
            ended = buildings.ended_here(session, dwelling_id)
        self.panel.show_door(card, ended)
        self._home = card.households[0].id if card.households else -1
        self._show_home(self._home)
        self.ui.sideStack.setCurrentWidget(self.panel)
        self._side_wanted = True
        self._lay_out()

    def show_dwelling(self, dwelling_id: int) -> None:
        """The building of a dwelling, with this door open."""
        with self._context.db.read() as session:
            building_id = buildings.building_of(session, dwelling_id)
        self.show_building(building_id)
        self.grid.choose(dwelling_id)
        self.grid.setFocus()
        self.open_door(dwelling_id)

    def refresh(self) -> None:
        """Read the buildings anew, off the screen's thread, then what is on show."""
        self._stale = False
        db = self._context.db

        def work(_progress: Progress) -> list[BuildingRow]:
            with db.read() as session:
                return buildings.buildings(session)

        failed = self._context.desk.show_error
        self._context.jobs.start(work, done=self._take, failed=failed)

    # Buildings

    def _take(self, rows: Sequence[BuildingRow]) -> None:
        self._rows = rows
        compounds = {row.compound: name_keys(row.compound).initials for row in rows}
        self._keys = {
            row.id: " ".join((row.title, row.number, *compounds[row.compound])).lower()
            for row in rows
        }
        self.ui.searchBox.refresh()
        households = sum(row.households for row in rows)
        self.ui.countLabel.setText(f"{len(rows):,} 栋 · {households:,} 户")
        known = {row.id for row in rows}
        if self._building in known:
            self.show_building(self._building)
            if self.ui.sideStack.currentWidget() is self.panel and self.panel.card is not None:
                self.open_door(self.panel.card.dwelling_id)
        elif rows:
            self.show_building(rows[0].id)
        else:
            self.ui.doorsStack.setCurrentWidget(self.ui.empty)

    def _find(self, words: str) -> Sequence[Choice]:
        """Buildings that hold every word that was typed; a door as 3-2-501."""
        parts = words.lower().split()
        rows = [row for row in self._rows if all(part in self._keys[row.id] for part in parts)]
        return [*self._doors(words), *map(building_choice, rows[:_SHOWN])]

    def _mark_in_list(self, building_id: int) -> None:
        """The list shows which building is drawn, if it is in sight."""
        offers = self.ui.searchBox.list.offers
        keys = [choice.key for choice in offers.choices]
        if building_id in keys:
            self.ui.searchBox.list.setCurrentIndex(offers.index(keys.index(building_id)))

    def _doors(self, words: str) -> list[Choice]:
        try:
            address = parse_address(words)
        except UserError:
            return []
        with self._context.db.read() as session:
            found = places.dwellings_at(session, address, _DOORS)
        return [
            Choice(
                ("door", row.id),
                row.address.door,
                " · ".join(filter(None, (row.address.compound, row.grid_name))),
                group="房屋",
            )
            for row in found
        ]

    def _pick(self, choice: Choice) -> None:
        if isinstance(choice.key, tuple):
            self.show_dwelling(choice.key[1])
        elif isinstance(choice.key, int):
            self.show_building(choice.key)
            self.grid.setFocus()

    def _show_legend(self, tally: dict[str, int]) -> None:
        column = self.ui.legendColumn
        empty(column)
        states = list(DOORS)
        half = len(states) if self._effective >= THREE_PANES else (len(states) + 1) // 2
        for some in (states[:half], states[half:]):
            if some:
                column.addWidget(_legend_row(some, tally))
        refit(self.ui.legend)

    # One door

    def _show_home(self, household_id: int) -> None:
        if household_id < 0:
            return
        day = self._day()
        with self._context.db.read() as session:
            home = queries.household(session, household_id, day)
            story = home_story(session, household_id, day)
        self._home = household_id
        self.panel.show_home(home, story, day)

    def _day(self) -> date:
        """The day asked for, never a day to come."""
        return min(self.panel.ui.asAtEdit.value(), self._context.today())

    def _back(self) -> None:
        self._side_wanted = False
        self._lay_out()
        self.grid.setFocus()

    def _lay_out(self) -> None:
        all_three = self._effective >= THREE_PANES
        self.ui.listCard.setVisible(all_three or not self._side_wanted)
        self.ui.sideCard.setVisible(all_three or self._side_wanted)
        set_width(self.ui.listCard, LIST)
        set_width(self.ui.sideCard, SIDE)
        self.panel.show_back(not all_three)

    # Events

    def _hear(self, tables: frozenset[str]) -> None:
        if not tables & _OURS:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()


def _legend_row(states: Sequence[str], tally: dict[str, int]) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for state in states:
        glyph, tone = DOOR_LOOKS[state]
        row.addWidget(IconLabel().show_icon(glyph, f"{tone}_fg" if tone else "text3", 16))
        row.addWidget(label(f"{DOORS[state]} {tally[state]}", "sub"))
        row.addSpacing(10)
    row.addStretch(1)
    return line
