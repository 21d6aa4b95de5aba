"""What the views of grids, units and members share: a list, a card beside it, acts taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.core.progress import Progress
from gridhall.forms.ui_organisation_list import Ui_OrganisationList
from gridhall.organisation.pages.acting import ActingPage
from gridhall.organisation.pages.side import SidePanel
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.frames import EmptyState
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width
from gridhall.qt.table import Column, RowsModel

TWO_PANES = 1100  # effective width from which both panes show
_SETTLE_MS = 60  # a card is read once the arrows rest
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a view looks: what its rows are called, its columns, pills, the card's width."""

    name: str
    placeholder: str
    columns: Sequence[Column[Any]]
    tables: frozenset[str]
    pills: Sequence[str] = ()
    glyph: str = "lan"
    side: int = 440  # px at 100 %
    row_px: int = 46
    day_words: str = ""  # what is seen of a past day; "" where there is none
    key: Callable[[Any], object] = lambda row: row.id


class ListedPage(ActingPage):
    """Type initials to find, arrows to walk; the card follows, read on the worker."""

    counted = Signal(int)

    def __init__(self, context: Context, manner: Manner, panel: SidePanel) -> None:
        super().__init__(context)
        self.manner, self.panel = manner, panel
        self.ui: Ui_OrganisationList = Ui_OrganisationList()
        self.ui.setupUi(self)
        self.model = RowsModel(manner.columns, self, key=manner.key)
        self.idle = EmptyState()
        self._round, self._asked, self._effective, self._side_wanted = 0, 0, 10_000, False
        self._wanted: object = None  # to be chosen once the list is read
        self.is_read = False
        self.day_button = button("看某一天", "Alt+D", "", "event")
        self.day_button.setParent(self)
        self.day_button.setProperty("secondary", True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._dress()
        self._connect()
        Refreshing(self, context.bus, manner.tables).use(self.refresh)

    # What a subclass says

    def reading(self) -> Callable[[Any], Any]:
        """What reads the list within a session; it runs on the worker."""
        raise NotImplementedError

    def take(self, told: Any) -> None:
        """What was read."""
        raise NotImplementedError

    def rows(self) -> Sequence[Any]:
        """The rows that the pill asks for."""
        raise NotImplementedError

    def typed_as(self, row: Any) -> str:
        """What a row may be typed as besides its initials."""
        raise NotImplementedError

    def reading_card(self, row: Any) -> Callable[[Any], Any]:
        """What reads the card within a session; on the worker."""
        raise NotImplementedError

    def show_card(self, told: Any) -> None:
        """What was read of the row that is chosen."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        """Enter on a row."""
        raise NotImplementedError

    def say_empty(self) -> None:
        """Why there is nothing, and the next step."""
        raise NotImplementedError

    def follow(self) -> None:
        """After the list was shown or another day was chosen; for subclasses."""

    # What the window asks of the page

    def hasHeightForWidth(self) -> bool:
        """Sentences that wrap scroll in their pane; they do not make the page higher."""
        return False

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that the list or the card."""
        self._effective = effective
        self.ui.table.show_for_width(effective)
        self._lay_out()

    def choose(self, key: object) -> None:
        """Choose a record, as another page wants it."""
        self.ui.filterEdit.clear()
        self._wanted = None if self.ui.table.choose(key) else key

    def refresh(self) -> None:
        """Read the list anew on the worker."""
        self._round += 1
        read, db = self.reading(), self.context.db

        def work(_progress: Progress) -> Any:
            with db.read() as session:
                return read(session)

        taken, failed = partial(self._take, self._round), self.context.desk.show_error
        self.context.jobs.start(work, done=taken, failed=failed)

    def job_strip(self) -> ProgressStrip:
        """Below the list."""
        return self.ui.jobStrip

    def chosen(self) -> Any:
        """The row that is chosen; a refusal if none is."""
        row = self.ui.table.current()
        if row is None:
            raise UserError(f"请先在左边选{self.manner.name}")
        return row

    def relist(self) -> None:
        """Show what the pill and the filter ask for."""
        ui, words = self.ui, self.ui.filterEdit.text().lower().split()
        rows = [row for row in self.rows() if self._fits(row, words)]
        self.model.show_rows(rows)
        if self._wanted is not None and ui.table.choose(self._wanted):
            self._wanted = None
        elif rows and ui.table.current() is None:
            ui.table.choose_first()
        if not rows:
            self._say_none(words)
            ui.sideStack.setCurrentWidget(self.idle)
        ui.listStack.setCurrentWidget(ui.tablePage if rows else ui.empty)
        self.follow()

    def choose_line(self, pill: int, key: Any) -> None:
        """Show a line under its pill."""
        self.ui.filterEdit.clear()
        self.ui.pills.choose(pill)
        self._wanted = key
        self.relist()

    # Reading

    def _take(self, round_: int, told: Any) -> None:
        if round_ != self._round:
            return
        self.is_read = True
        self.take(told)
        self.relist()

    def _show_row(self, _row: object = None) -> None:
        self._settle.start()

    def _ask_card(self) -> None:
        row = self.ui.table.current()
        if row is None:
            self.ui.sideStack.setCurrentWidget(self.idle)
            return
        self._asked += 1
        read, db = self.reading_card(row), self.context.db

        def work(_progress: Progress) -> Any:
            with db.read() as session:
                return read(session)

        taken, failed = partial(self._take_card, self._asked), self.context.desk.show_error
        self.context.jobs.start(work, done=taken, failed=failed)

    def _take_card(self, asked: int, told: Any) -> None:
        if asked == self._asked:
            self.show_card(told)
            self.ui.sideStack.setCurrentWidget(self.panel)

    # The filter

    def _fits(self, row: Any, words: Sequence[str]) -> bool:
        key = self.typed_as(row)
        return all(word in _known_as(key) for word in words)

    def _say_none(self, words: Sequence[str]) -> None:
        if words:
            typed = self.ui.filterEdit.text().strip()
            self.ui.empty.say(f"没有找到“{typed}”", "换首字母或名称，按 Esc 清空", "search")
            self.ui.empty.offer("")
        else:
            self.say_empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the filter box: Enter and down go into the list, Esc clears."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, box = Qt.Key(event.key()), self.ui.filterEdit
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in _ENTER or key == Qt.Key.Key_Down:
            self.ui.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Escape and box.text():
            box.clear()
        else:
            return False
        return True

    # A past day

    def _toggle_day(self) -> None:
        if self.as_at is not None:
            self._back_to_today()
            return
        today = self.context.today()
        self.ui.asAtEdit.blockSignals(True)
        self.ui.asAtEdit.set_value(today)
        self.ui.asAtEdit.blockSignals(False)
        self.ui.asAtStrip.show()
        self.ui.asAtEdit.setFocus()
        self._choose_day(today)

    def _choose_day(self, day: date) -> None:
        today = self.context.today()
        self.as_at = min(day, today)
        late = day > today
        self.ui.asAtLabel.setText("还没有到，看的是今天" if late else self.manner.day_words)
        self.day_button.hide()
        self.refresh()

    def _back_to_today(self) -> None:
        self.as_at = None
        self.ui.asAtStrip.hide()
        self.day_button.show()
        self.ui.table.setFocus()
        self.refresh()

    # Its look

    def _dress(self) -> None:
        ui, manner = self.ui, self.manner
        ui.table.setProperty("rowPx", manner.row_px)
        ui.table.setModel(self.model)
        ui.table.setAccessibleName(f"{manner.name}名单")
        ui.filterEdit.setPlaceholderText(manner.placeholder)
        ui.filterEdit.setAccessibleName(f"筛选{manner.name}，{manner.placeholder}")
        ui.filterEdit.setProperty("submits", True)
        FieldIcon(ui.filterEdit, "search", leading=True)
        ui.pills.set_items(list(manner.pills))
        ui.pills.setAccessibleName("筛选")
        ui.pills.setVisible(bool(manner.pills))
        ui.asAtEdit.setAccessibleName("看哪一天")
        ui.asAtStrip.hide()
        self.day_button.setVisible(bool(manner.day_words))
        ui.sideStack.addWidget(self.idle)
        ui.sideStack.addWidget(self.panel)
        self.idle.say(f"选一个{manner.name}", "这里显示它的情况", manner.glyph)
        self.idle.offer("")
        ui.empty.say("正在读取", "", manner.glyph)
        ui.empty.offer("")
        ui.listStack.setCurrentWidget(ui.empty)
        self.setFocusProxy(ui.filterEdit)
        self._lay_out()

    def _connect(self) -> None:
        ui = self.ui
        ui.filterEdit.installEventFilter(self)
        ui.filterEdit.textChanged.connect(lambda _: self.relist())
        ui.pills.chosen.connect(lambda _: self.relist())
        ui.table.moved.connect(self._show_row)
        ui.table.opened.connect(self._open_row)
        ui.asAtEdit.dateChanged.connect(lambda _: self._choose_day(ui.asAtEdit.value()))
        ui.todayButton.clicked.connect(self._back_to_today)
        self._settle.timeout.connect(self._ask_card)
        self.panel.back_wanted.connect(self._close_side)
        self.add_key("Ctrl+F", self._start_filter)
        if self.manner.day_words:
            self.day_button.clicked.connect(self._toggle_day)
            self.add_key("Alt+D", self._toggle_day)  # the button is not there on a past day

    def _start_filter(self) -> None:
        self.ui.filterEdit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.filterEdit.selectAll()

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        self.ui.listCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.sideCard, self.manner.side if both else None)
        self.panel.show_back(not both)

    def _open_row(self, row: Any) -> None:
        if self._effective >= TWO_PANES:
            self.act(partial(self.open_row, row))
            return
        self._side_wanted = True
        self._lay_out()
        self.panel.ui.backButton.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_side(self) -> None:
        self._side_wanted = False
        self._lay_out()
        self.ui.table.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the card back to the list, and from a past day to today."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.as_at is not None and self.ui.table.hasFocus():
            self._back_to_today()
        else:
            self._close_side()


@lru_cache(maxsize=65536)  # the same names are read anew after every act
def _known_as(words: str) -> str:
    """Words with their initials, as they may be typed."""
    initials = (key for word in words.split() for key in name_keys(word).initials)
    return f"{words} {' '.join(initials)}".lower()
