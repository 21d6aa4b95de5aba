"""登记现住地、登记房产: a home of the hall or an address elsewhere, from a day on."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.places import queries as places
from gridhall.places.queries import DwellingRow
from gridhall.places.rules import parse_address
from gridhall.qt.buttons import Segments
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.entry import Field
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.registry.rules.separation import LONGEST
from gridhall.registry.service.places_of_people import (
    PlaceDraft,
    add_property,
    door_typed,
    end_property,
    set_months,
    set_residence,
)

HERE, ELSEWHERE = 0, 1
_DOORS = 8
_TITLES = {"residence": ("登记现住地", "home"), "property": ("登记房产", "key")}
_SAID = {
    "residence": "人现在实际住在哪里。登记以后，人户分离的状态按日期自动算，不用另填",
    "property": "本人名下的房屋。登记以后，房户分离的状态按日期自动算，不用另填",
}


class PlaceDialog(Sheet):
    """Where somebody lives or owns, and since when; `saved` tells the action and what to say."""

    saved = Signal(int, str)

    def __init__(
        self, parent: QWidget, context: Context, person: tuple[int, str], aspect: str
    ) -> None:
        title, glyph = _TITLES[aspect]
        super().__init__(parent, f"{title} · {person[1]}", glyph, (520, 430))
        self._context, self._person, self._aspect = context, person, aspect
        self._key = str(uuid4())
        self.where, self.banner = Segments(), Banner()
        self.door, self.address, self.since = Suggest(), QLineEdit(), DateEdit()
        self.reason = QLineEdit()
        self.set_body(self._body())
        self._foot(title)
        self.where.chosen.connect(self._turn)
        self.door.set_find(self._find)
        self.door.textChanged.connect(self._tell_door)
        self.since.set_value(context.today())
        self._turn(HERE if aspect == "property" else ELSEWHERE)

    def fill(self, address: str) -> None:
        """Propose a door of the hall, such as the home to come back to."""
        self._turn(HERE)
        self.door.setText(address)

    def _body(self) -> QWidget:
        self.where.set_items(("本辖区的房屋", "辖区外"))
        self.where.setAccessibleName("在本辖区还是辖区外")
        self.door.setPlaceholderText("小区 楼-单元-室，例如 御景小区 3-2-501")
        self.address.setPlaceholderText("省市区和门牌，例如 昆明市盘龙区青年路 8 号")
        self.address.setMaxLength(200)
        self.reason.setMaxLength(200)
        self._door = Field("房屋", self.door, "必填")
        self._address = Field("地址", self.address, "必填")
        since = "从哪天起住在那里" if self._aspect == "residence" else "从哪天起归本人"
        return _column(
            label(_SAID[self._aspect], "sub", wrap=True),
            self.banner,
            _left(self.where),
            self._door,
            self._address,
            Field(since, self.since),
            Field("来源", self.reason, "可不填，如：上门核实、电话核实"),
        )

    def _foot(self, title: str) -> None:
        save = foot_button(title, "Ctrl+Enter", "primary")
        save.clicked.connect(self._save)
        leave = foot_button("不登记", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, save])

    def _turn(self, place: int) -> None:
        self.where.choose(place)
        self._door.setVisible(place == HERE)
        self._address.setVisible(place == ELSEWHERE)
        field = self.door if place == HERE else self.address
        self.first_focus = field
        if self.isVisible():
            field.setFocus()

    def _find(self, words: str) -> Sequence[Choice]:
        return [
            Choice(row.id, row.address.short, row.address.long, row.grid_name or "未划网格")
            for row in self._doors_at(words)
        ]

    def _doors_at(self, words: str) -> list[DwellingRow]:
        try:
            address = parse_address(words)
        except UserError:
            return []
        with self._context.db.read() as session:
            return places.dwellings_at(session, address, _DOORS)

    def _tell_door(self) -> None:
        """One line under the door: known, or to be added."""
        words = self.door.text().strip()
        known = self.door.choice is not None or not words or self._doors_at(words)
        try:
            new = "" if known else f"还没有这处房屋，保存时添上 {parse_address(words).short}"
        except UserError:
            new = ""
        self._door.say(new, "warn")

    def _save(self) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                draft = self._draft()
                if self.where.current() == HERE and draft.dwelling_id is None:
                    at = door_typed(session, context.clerk, self.door.text())
                    draft = replace(draft, dwelling_id=at)
                act = set_residence if self._aspect == "residence" else add_property
                done = act(session, context.clerk, draft, context.today())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.saved.emit(done.action_id, f"已{_TITLES[self._aspect][0]}：{self._person[1]}")

    def _draft(self) -> PlaceDraft:
        """What is on the form; a door that was typed has no dwelling yet."""
        here, choice = self.where.current() == HERE, self.door.choice
        chosen = choice.key if here and choice is not None else None
        return PlaceDraft(
            self._person[0],
            self.since.value(),
            chosen if isinstance(chosen, int) else None,
            "" if here else self.address.text(),
            self.reason.text(),
            self._key,
        )


class EndPropertyDialog(Sheet):
    """房产已转让: from which day on the home is no longer the person's."""

    saved = Signal(int, str)

    def __init__(self, parent: QWidget, context: Context, place: tuple[int, str, str]) -> None:
        super().__init__(parent, f"房产已转让 · {place[1]}", "key", (440, 290))
        self._context, self._place = context, place
        self.banner, self.day = Banner(), DateEdit()
        self.day.set_value(context.today())
        said = label(f"{place[2]} 从这一天起不再归 {place[1]} 所有，记录会保留", wrap=True)
        self.set_body(_column(said, self.banner, Field("转让日期", self.day)))
        save = foot_button("记下转让", "Ctrl+Enter", "primary")
        save.clicked.connect(self._save)
        leave = foot_button("不记", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, save])
        self.first_focus = self.day

    def _save(self) -> None:
        context, day = self._context, self.day.value()
        try:
            with context.db.write() as session:
                done = end_property(session, context.clerk, self._place[0], day, context.today())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.saved.emit(done.action_id, f"已记下转让：{self._place[1]}")


class MonthsDialog(Sheet):
    """统计口径: from how many months on a separation is counted; the administrator's."""

    saved = Signal(int)

    def __init__(self, parent: QWidget, context: Context, months: int) -> None:
        super().__init__(parent, "人户分离的统计口径", "settings", (440, 290))
        self._context = context
        self.banner, self.months = Banner(), QSpinBox()
        self.months.setRange(0, LONGEST)
        self.months.setSuffix(" 个月")
        self.months.setValue(months)
        said = "普查口径是离开半年以上。改了以后，名单和统计马上按新的月数算，登记的日期不变"
        self.set_body(
            _column(label(said, wrap=True), self.banner, Field("满多久计入", self.months))
        )
        save = foot_button("改口径", "Ctrl+Enter", "primary")
        save.clicked.connect(self._save)
        leave = foot_button("不改", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, save])
        self.first_focus = self.months

    def _save(self) -> None:
        context, months = self._context, self.months.value()
        try:
            with context.db.write() as session:
                set_months(session, context.clerk, months)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.saved.emit(months)


def _column(*parts: QWidget) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(20, 14, 20, 12)
    column.setSpacing(10)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return body


def _left(widget: QWidget) -> QWidget:
    """A widget of its own width at the left."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return line
