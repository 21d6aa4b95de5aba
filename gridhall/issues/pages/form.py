"""记问题: the form beside the list, never modal; a mentioned problem in eight keys."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.progress import Progress
from gridhall.issues.dialogs.fields import (
    CategoryPick,
    PlacePick,
    choices,
    line,
    paragraph,
    unpicked,
)
from gridhall.issues.labels import CHANNELS, LEVELS, PATHS
from gridhall.issues.pages.duplicates import MOST, DuplicatesPart
from gridhall.issues.pages.raiser import RaiserPick
from gridhall.issues.queries.categories import leaves
from gridhall.issues.queries.choices import owner_choices
from gridhall.issues.queries.duplicates import Likely, Place, likely
from gridhall.issues.queries.issues import IssueRow
from gridhall.issues.queries.places import PlaceRow, place_rows
from gridhall.issues.rules.drafts import Concerned, IssueDraft, refusal
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.focus import EnterNext
from gridhall.qt.frames import Banner, Line
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel, label, tip, titled

_WAIT_MS = 180  # after the last key, before what is alike is looked for
_LEAST = 2  # letters of a title that say something
# What a channel says of the path, where nothing else was chosen.
_PATH_OF = {"12345": 1, "meeting": 2}
_SHOWN_AS = {"category": "类别", "raiser": "反映人"}


class IssueForm(QWidget):
    """What is typed is kept when the form is closed, until it is written down or emptied."""

    save_wanted = Signal(bool)  # whether another follows
    close_wanted = Signal()
    look_wanted = Signal(int)
    join_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._row = context, None
        self._key, self._asked, self._people = str(uuid4()), 0, ()
        self.banner, self.title = Banner(), line("一句话，例如 2单元楼道灯不亮", 80)
        self.place, self.category = PlacePick(), CategoryPick()
        self.raiser, self.phone = RaiserPick(context), line("登记过的可以不写", 30)
        self.path, self.channel = choices(PATHS, 3), choices(CHANNELS, "visit")
        self.content, self.day = paragraph("可以不写", 62), DateEdit()
        self.level, self.spot = choices(LEVELS, 2), line("例如 2单元楼道、东门外", 60)
        self.alike = DuplicatesPart(self.title)
        self._settle = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._guessed: tuple[PlaceRow | None, int | None] = (None, None)
        self._fields: dict[str, tuple[QWidget, PlainLabel]] = {}
        self._build()
        self.problems = FormProblems(self.banner, self._fields, self)
        self._enter = EnterNext(self)
        self._connect()
        self.clear()

    _row: IssueRow | None  # that is changed; None for a new one
    _people: tuple[Concerned, ...]

    # What the page asks of the form

    def learn(self) -> None:
        """The hall's places, categories and units, read anew."""
        context = self._context
        with context.db.read() as session:
            self.place.set_places(place_rows(session))
            self.category.set_categories(leaves(session))
            self.raiser.set_units(owner_choices(session, context.today()))

    def is_blank(self) -> bool:
        """Whether nothing was typed that could be lost."""
        typed = (self.title, self.place, self.raiser, self.phone, self.spot)
        return not any(one.text().strip() for one in typed) and not self.content.toPlainText()

    def is_change(self) -> bool:
        """Whether it changes an issue that is there."""
        return self._row is not None

    def changed_row(self) -> IssueRow | None:
        """The issue that is changed."""
        return self._row

    def clear(self, *, keep: bool = False) -> None:
        """An empty form; `keep` leaves where and how the last one came, as on a patrol."""
        at, spot = self.place.place(), self.spot.text()
        self._row, self._key, self._people = None, str(uuid4()), ()
        self._guessed = (None, None)
        for edit in (self.title, self.raiser, self.phone, self.spot):
            edit.clear()
        self.raiser.choose(None)
        self.category.choose(None)
        self.place.choose(None)
        self.content.clear()
        if keep:
            self.place.show_place(at)
            self.spot.setText(spot if at is not None else "")
        else:
            self._set(self.path, 3)
            self._set(self.channel, "visit")
        self._set(self.level, 2)
        self.day.set_value(self._context.today())
        self.problems.clear()
        self._show_manner()
        self.alike.show_likely(())

    def load(self, row: IssueRow, people: tuple[Concerned, ...]) -> None:
        """An issue to be changed."""
        self.clear()
        self._row, self._people = row, people
        self.title.setText(row.title)
        self.place.show_place(self._place_of(row), "")
        self.spot.setText(row.spot)
        self.category.show_category(row.category_id)
        self.raiser.show_raiser(row.person_id, row.raiser_unit_id, row.raiser)
        self.phone.setText(row.phone)
        self._set(self.path, row.path)
        self._set(self.channel, row.channel)
        self._set(self.level, row.first_level)
        self.content.setPlainText(row.content)
        self.day.set_value(row.received_on)
        self._show_manner()

    def draft(self) -> IssueDraft:
        """What is in the fields now."""
        at, category = self.place.place(), self.category.category()
        row = self._row
        spot = " ".join(filter(None, (self.place.spot(), self.spot.text().strip())))
        return IssueDraft(
            self.title.text(),
            self.content.toPlainText(),
            int(self.path.currentData()),
            str(self.channel.currentData()),
            category.id if category is not None else None,
            size=row.size if row else category.size if category else "",
            manner=row.manner if row else "",
            person_id=self.raiser.person_id(),
            raiser_unit_id=self.raiser.unit_id(),
            raiser=self.raiser.words(),
            phone=self.phone.text(),
            grid_id=at.grid_id if at else None,
            compound_id=at.compound_id if at else None,
            building_id=at.building_id if at else None,
            spot=spot,
            received_on=self.day.value(),
            level=int(self.level.currentData()),
            people=self._people,
            request_key=self._key,
        )

    def check_picked(self) -> None:
        """Refuse initials that nothing was chosen by, for they would be kept as a name."""
        for key, field, what in (
            ("place", self.place, "地点"), ("raiser", self.raiser, "反映人"),
        ):  # fmt: skip
            if field.is_unpicked():
                raise unpicked(key, field, what)
        if self.category.text().strip() and self.category.category() is None:
            said = self.category.text().strip()
            raise refusal("category", f"没有选中“{said}”这个类别。按 ↓ 从名单里选，或清空先不选")

    def show_problems(self, wrong: DraftProblems) -> None:
        """Every field to put right, in red, with its sentence; what has no field above all."""
        known = [one for one in wrong.problems if one.field in self._fields]
        if len(known) < len(wrong.problems):
            self.banner.say("red", "；".join(one.sentence for one in wrong.problems))
            return
        self.problems.show([Problem(one.field, one.title, one.sentence) for one in known])

    def refuse(self, words: str) -> None:
        """What cannot be done, above the fields; what was typed stays."""
        self.banner.say("red", words)

    def joiner(self) -> Concerned | None:
        """Who is typed as raiser, as somebody concerned by the issue that is joined."""
        name = self.raiser.text().strip()
        if not name:
            return None
        return Concerned(name, "affected", self.phone.text(), self.raiser.person_id())

    def focus_open(self) -> None:
        """The first field that still waits."""
        waits = next((one for one in (self.title, self.place) if not one.text()), self.title)
        waits.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What the title says

    def _read_title(self) -> None:
        """The place and the category a title names are filled in until others are chosen."""
        said = self.title.text()
        place, category = self._guessed
        if self.place.place() is place and (place is not None or not self.place.text()):
            place = self.place.named_in(said)
            self.place.show_place(place)
        chosen = self.category.category()
        if (chosen.id if chosen else None) == category and (chosen or not self.category.text()):
            found = self.category.said_in(said)
            category = found.id if found is not None else None
            self.category.show_category(category)
        self._guessed = (place, category)
        self._settle.start()

    def _look_for_alike(self) -> None:
        """On the worker: the ledger may be long."""
        typed, at = self.title.text().strip(), self.place.place()
        self._asked += 1
        if len(typed) < _LEAST or self.is_change():
            self.alike.show_likely(())
            return
        place = Place(*((at.grid_id, at.compound_id, at.building_id) if at else (None,) * 3))
        db = self._context.db

        def work(_progress: Progress) -> list[Likely]:
            with db.read() as session:
                return likely(session, typed, place, MOST)

        done, failed = partial(self._show_alike, self._asked), self._context.desk.show_error
        self._context.jobs.start(work, done=done, failed=failed)

    def _show_alike(self, asked: int, rows: list[Likely]) -> None:
        if asked == self._asked and not self.is_change():
            self.alike.show_likely(rows if self.title.text().strip() else ())

    # Its look

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._body())
        column.addWidget(area, 1)
        column.addWidget(Line())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        self.name, self.saved = label("记问题", "md"), label("", "meta")
        self.close_button = button("关闭", "Esc", "ghost")
        row.addWidget(IconLabel().show_icon("edit", "primary", 20))
        row.addWidget(self.name)
        row.addWidget(self.saved, 1)
        row.addWidget(self.close_button)
        return row

    def _body(self) -> QWidget:
        body = QWidget()
        outer, self._grid = QVBoxLayout(body), QGridLayout()
        outer.setContentsMargins(16, 10, 16, 10)
        outer.setSpacing(8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        outer.addWidget(self.banner)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._rows = 0
        self._add("问题", self.title, "title", needed=True)
        self._grid.addWidget(self.alike, self._rows, 0, 1, 2)
        self._rows += 1
        self._add("地点", self.place, "place")
        self._add("具体位置", self.spot, "spot")
        self._add("类别", self.category, "category")
        self._add("反映人", self.raiser, "raiser")
        self._add("电话", self.phone, "phone")
        self._add("来源", _beside(self.path, self.channel), "path")
        self._add("内容", self.content, "content")
        self._add("反映日期", _beside(self.day, self.level), "received_on")
        return body

    def _add(self, title: str, field: QWidget, key: str, *, needed: bool = False) -> None:
        note = label("", "err", wrap=True)
        note.hide()
        if not field.accessibleName():
            field.setAccessibleName(f"{title}，必填" if needed else title)
        at = Qt.AlignmentFlag.AlignTop if field is self.content else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(titled(title, needed=needed), self._rows, 0, at)
        self._grid.addWidget(field, self._rows, 1)
        self._grid.addWidget(note, self._rows + 1, 1)
        self._rows += 2
        marked = {"path": self.path, "received_on": self.day}.get(key, field)
        self._fields[key] = (marked, note)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        self.save_button = button("记下", "Ctrl+Enter", "primary", "check").bind_key()
        self.again_button = button("记下再记一件", "Ctrl+S").bind_key()
        row.addWidget(self.save_button, 1)
        row.addWidget(self.again_button)
        return row

    def _connect(self) -> None:
        for name, field in (("来源", self.path), ("渠道", self.channel), ("受理层级", self.level)):
            field.setAccessibleName(name)
        self.day.setAccessibleName("反映日期")
        self.title.textEdited.connect(lambda _: self._read_title())
        self.place.picked.connect(lambda _: self.place.focusNextChild())
        self.category.picked.connect(lambda _: self.category.focusNextChild())
        self.raiser.picked.connect(lambda _: self.raiser.focusNextChild())
        self.place.textChanged.connect(lambda _: self._settle.start())
        self.channel.currentIndexChanged.connect(lambda _: self._follow_channel())
        self._settle.timeout.connect(self._look_for_alike)
        self.alike.look_wanted.connect(self.look_wanted)
        self.alike.join_wanted.connect(self.join_wanted)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(False))
        self.again_button.clicked.connect(lambda: self.save_wanted.emit(True))
        self.close_button.clicked.connect(self.close_wanted)

    def _follow_channel(self) -> None:
        path = _PATH_OF.get(str(self.channel.currentData()))
        if path is not None:
            self._set(self.path, path)

    def _show_manner(self) -> None:
        row = self._row
        self.name.setText("记问题" if row is None else "修改问题")
        self.saved.setText("" if row is None else row.number)
        self.save_button.setText("记下" if row is None else "保存修改")
        self.again_button.setVisible(row is None)
        self.level.setEnabled(row is None)
        tip(self.level, "" if row is None else "首接层级记下后不改；要交给上一级，按 Alt+R 上报")

    def _place_of(self, row: IssueRow) -> PlaceRow | None:
        if row.grid_id is None and row.compound_id is None:
            return None
        words = " ".join(filter(None, (row.compound, row.building))) or row.grid
        ids = (row.grid_id, row.compound_id, row.building_id)
        return PlaceRow(words, row.compound, "", row.grid, *ids)

    def _set(self, combo: QComboBox, code: object) -> None:
        combo.setCurrentIndex(max(0, combo.findData(code)))


def _beside(first: QWidget, second: QWidget) -> QWidget:
    """Two fields in one row."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    both.setFocusProxy(first)
    return both
