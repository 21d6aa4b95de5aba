"""What is behind a door: its households as at a day, their people, what happened to them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from gridhall.forms.ui_home_panel import Ui_HomePanel
from gridhall.qt.buttons import button
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.qt.table import RowsModel
from gridhall.qt.theme import current_theme
from gridhall.registry.columns.homes import member_columns
from gridhall.registry.columns.separation import STATE_TONES, state_words
from gridhall.registry.labels import HOUSEHOLD_KINDS
from gridhall.registry.queries import HouseholdCard
from gridhall.registry.queries.buildings import DoorCard, OtherHere
from gridhall.registry.queries.home_story import FormerMember, HomeEvent, HomeStory
from gridhall.registry.rules.separation import household_state

_MOST_EVENTS = 12
_ASPECTS = {"residence": "现住这里", "property": "房主"}


class HomePanel(QWidget):
    """Shows a door; what is pressed is told to the page."""

    person_wanted = Signal(int)
    home_wanted = Signal(int)  # another household behind this door, by its id
    day_wanted = Signal(object)  # date
    back_wanted = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_HomePanel()
        self.ui.setupUi(self)
        self.today, self.card = today, None
        self.home: HouseholdCard | None = None
        self.members = RowsModel(member_columns(today), self, key=lambda row: row.person_id)
        ui = self.ui
        ui.membersTable.setModel(self.members)
        ui.membersTable.setAccessibleName("户内成员")
        ui.asAtEdit.setAccessibleName("看哪一天的成员")
        ui.homesPills.setAccessibleName("这里的户")
        ui.asAtEdit.set_value(today())
        ui.membersTable.opened.connect(lambda row: self.person_wanted.emit(row.person_id))
        ui.membersTable.clicked.connect(self._click)
        ui.homesPills.chosen.connect(self._choose_home)
        ui.asAtEdit.dateChanged.connect(lambda _: self.day_wanted.emit(ui.asAtEdit.value()))
        ui.todayButton.clicked.connect(lambda: ui.asAtEdit.set_value(self.today()))
        ui.backButton.clicked.connect(self.back_wanted)

    card: DoorCard | None

    def show_door(self, card: DoorCard, ended: Sequence[HouseholdCard]) -> None:
        """A door with its households; the page then shows one of them."""
        ui, self.card = self.ui, card
        ui.addressLabel.setText(card.address.long)
        ui.gridLabel.setText(card.grid_name or "还没有划进网格")
        ui.homesPills.setVisible(len(card.households) > 1)
        ui.homesPills.set_items([home.title for home in card.households])
        ui.homeBox.setVisible(bool(card.households))
        ui.vacantLabel.setVisible(not card.households)
        self._fill(ui.othersBox, ui.othersColumn, map(self._other, card.others))
        self._fill(ui.endedBox, ui.endedColumn, map(self._ended, ended))
        if not card.households:
            self.home = None
            for box in (ui.formerBox, ui.eventsBox):
                box.hide()
        refit(self)

    def show_home(self, home: HouseholdCard, story: HomeStory, day: date) -> None:
        """One household as it was on a day."""
        ui, self.home = self.ui, home
        ui.homeBox.show()
        ui.homeLabel.setText(home.title)
        empty(ui.homeChipRow)
        state = household_state(one.state for one in story.members)
        ui.homeChipRow.addWidget(chip(state_words(state), STATE_TONES.get(state, "grey")))
        ui.homeFacts.setText(_facts(home))
        ui.todayButton.setVisible(day != self.today())
        self.members.show_rows(story.members)
        ui.membersTable.setVisible(bool(story.members))
        ui.emptyLabel.setVisible(not story.members)
        ui.emptyLabel.setText(f"{day} 这一户没有成员")
        self._fit_members(len(story.members))
        self._fill(ui.formerBox, ui.formerColumn, map(self._former, story.former))
        told = [_event_line(one) for one in story.events[:_MOST_EVENTS]]
        self._fill(ui.eventsBox, ui.eventsColumn, told)
        refit(self)

    def show_back(self, shown: bool) -> None:
        """The way back to the building, where only two panes fit."""
        self.ui.backButton.setVisible(shown)

    def _fit_members(self, count: int) -> None:
        members = self.ui.membersTable
        members.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        members.setProperty("ownSize", True)
        members.setFixedHeight(current_theme().px(34 + 46 * count + 2))

    def _fill(self, box: QWidget, column: QBoxLayout, lines: Iterable[QWidget]) -> None:
        empty(column)
        found = list(lines)
        for line in found:
            column.addWidget(line)
        box.setVisible(bool(found))

    def _other(self, one: OtherHere) -> QWidget:
        since = f"{one.since} 起" if one.since else ""
        return self._person_line(one.person_id, one.name, _ASPECTS[one.aspect], since)

    def _former(self, one: FormerMember) -> QWidget:
        span = f"{one.since or '登记以前'} 至 {one.until}"
        return self._person_line(one.person_id, one.name, one.relation_label, span)

    def _ended(self, home: HouseholdCard) -> QWidget:
        look = button(f"户号 {home.number}", "", "text")
        look.setAccessibleName(f"看已销的户 {home.number}")
        look.clicked.connect(partial(self.home_wanted.emit, home.id))
        return _line([look], f"{home.ended_on} 销户")

    def _person_line(self, person_id: int, name: str, what: str, when: str) -> QWidget:
        look = button(name, "", "text")
        look.setAccessibleName(f"打开居民 {name}")
        look.clicked.connect(partial(self.person_wanted.emit, person_id))
        return _line([look, label(what, "sub")], when)

    def _choose_home(self, place: int) -> None:
        if self.card is not None:
            self.home_wanted.emit(self.card.households[place].id)

    def _click(self) -> None:
        row = self.ui.membersTable.current()
        if row is not None:
            self.person_wanted.emit(row.person_id)


def _facts(home: HouseholdCard) -> str:
    """户号 000012 · 家庭户 · 户主 张桂花 · 2019-03-01 立户."""
    head = f"户主 {home.head.name}" if home.head else "没有户主"
    old = f"原户号 {home.ledger_number}" if home.ledger_number else ""
    since = f"{home.established_on} 立户" if home.established_on else ""
    ended = f"{home.ended_on} 销户" if home.ended_on else ""
    kind = HOUSEHOLD_KINDS.get(home.kind, home.kind)
    return " · ".join(filter(None, (f"户号 {home.number}", old, kind, head, since, ended)))


def _event_line(event: HomeEvent) -> QWidget:
    words = f"{event.label}　{event.names}" if event.names else event.label
    right = " ".join(filter(None, (str(event.happened_on), event.clerk_name)))
    return _line([label(words, wrap=True)], right)


def _line(words: Sequence[QWidget], right: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for at, widget in enumerate(words):
        row.addWidget(widget, int(len(words) == 1 and at == 0 and widget.inherits("QLabel")))
    row.addStretch(0 if len(words) == 1 and words[0].inherits("QLabel") else 1)
    row.addWidget(label(right, "meta"))
    return line
