"""The desk's frame: tabs built when first shown, toasts, keys, undo, font scale (主界面)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.qt.ask import say
from gridhall.qt.bug_report import BugSheet
from gridhall.qt.buttons import Btn, key_sequences
from gridhall.qt.dialog import reject_dialogs
from gridhall.qt.field_keys import FieldKeys
from gridhall.qt.focus import FocusRing, Regions
from gridhall.qt.header import HeaderTabs, MenuItem
from gridhall.qt.letters import PickByLetters
from gridhall.qt.more import stow_lesser
from gridhall.qt.scaling import fit
from gridhall.qt.shortcuts import KeyRow, ShortcutSheet
from gridhall.qt.status import StatusLine
from gridhall.qt.sub_views import SubViews
from gridhall.qt.table import Table
from gridhall.qt.theme import application, apply_theme, current_theme
from gridhall.qt.toast import Toast
from gridhall.qt.tokens import SCALES, Mode
from gridhall.qt.undo import UndoStack

HINTS, SECONDARY = 1000, 1000  # effective widths from which key hints and lesser buttons show


@dataclass(frozen=True)
class Tab:
    """One tab: its page is built when it is first shown."""

    title: str
    glyph: str
    build: Callable[[], QWidget]


class Shell(QWidget):
    """Everything round the pages, and nothing that knows what they are about.

    A page may set a focus proxy (where work begins) and may have `show_for_width(effective)`,
    called with the window's width divided by the font scale. To lock, the program shows another
    page in this one's place: what is not shown gets no keys, and hiding ends its dialogs.
    """

    search_wanted = Signal()  # Ctrl+K
    lock_wanted = Signal()  # Ctrl+L
    look_changed = Signal(str, int)  # mode, per cent: for the settings file
    shown = Signal(str)  # the tab now on show

    def __init__(
        self, hall: Hall, clerk: Clerk, tabs: Sequence[Tab], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("window", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tabs, self._areas = tuple(tabs), list[QScrollArea]()
        self._pages: dict[int, QWidget] = {}
        self._effective = -1
        self.more_keys: list[KeyRow] = []
        self.header = HeaderTabs(hall, clerk)
        self.status, self.undo_stack = StatusLine(), UndoStack(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header, 1)
        column.addWidget(self.status)
        for number, tab in enumerate(self._tabs, 1):
            self._areas.append(self.header.add(tab.title, tab.glyph, number))
        self._ring, self._toast, self._regions = FocusRing(self), Toast(self), Regions(self)
        self._letters, self._field_keys = PickByLetters(self), FieldKeys(self)
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        self.header.currentChanged.connect(self._show_page)
        self.header.tools.search_wanted.connect(self.search_wanted)
        self.header.tools.lock_wanted.connect(self.lock_wanted)
        current_theme().changed.connect(self._refit)

    def _bind_keys(self) -> None:
        for number in range(1, len(self._tabs) + 1):
            self.add_key(f"Ctrl+{number}", partial(self._switch, number - 1))
        self.add_key("Ctrl+K", self.search_wanted.emit)
        self.add_key("Ctrl+L", self.lock_wanted.emit)
        self.add_key("Ctrl+Z", self.undo)
        self.add_key("Alt+U", self.header.tools.open_menu)
        self.add_key("F1", self.show_keys)
        self.add_key("F6", self._next_region)
        self.add_key("Ctrl+0", lambda: self.set_look(percent=100))
        for keys in ("Ctrl++", "Ctrl+="):
            self.add_key(keys, lambda: self._step_scale(1))
        self.add_key("Ctrl+-", lambda: self._step_scale(-1))

    # What the program asks of the window

    def start(self) -> None:
        """Build and show the first tab; call once, after `show`."""
        self._show_page(self.header.currentIndex())

    def add_key(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works on every page, and not while another page is in the desk's place."""
        action = QAction(self)
        action.setShortcuts(key_sequences(keys) if "Enter" in keys else [QKeySequence(keys)])
        action.triggered.connect(lambda: act())
        self.addAction(action)

    def set_menu(self, items: Sequence[MenuItem | None]) -> None:
        """Fill the user's menu."""
        self.header.tools.set_items(items)

    def set_badge(self, title: str, overdue: int) -> None:
        """The red number on a tab: overdue only."""
        self.header.set_badge(title, overdue)

    def page(self, title: str) -> QWidget:
        """A tab's page, built now if need be."""
        return self._build(self.header.titles().index(title))

    def built(self, title: str) -> QWidget | None:
        """A tab's page if it was shown already."""
        return self._pages.get(self.header.titles().index(title))

    def go(self, title: str) -> QWidget:
        """Switch to a tab by its title; its page."""
        place = self.header.titles().index(title)
        self.header.setCurrentIndex(place)
        return self._build(place)

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; with `undo`, offer to take it back here and by Ctrl+Z."""
        if undo is not None:
            self.undo_stack.push(text, undo)
        self._toast.say(text, self.undo if undo is not None else None)

    def undo(self) -> None:
        """Take back the newest act and say which."""
        try:
            name = self.undo_stack.undo()
        except UserError as error:
            self.show_error(error)
            return
        self._toast.say(f"已撤销：{name}" if name else "没有可以撤销的操作")

    def show_error(self, error: BaseException) -> None:
        """A UserError as its sentence, anything else as a report that can be copied."""
        if isinstance(error, UserError):
            say(self, str(error))
        else:
            BugSheet(self, error).exec()

    def show_keys(self) -> None:
        """F1: all keys, the pages' own included."""
        ShortcutSheet(self, self.more_keys).exec()

    def set_look(self, mode: Mode | None = None, percent: int | None = None) -> None:
        """Switch between light and dark or change the font scale, now."""
        theme = current_theme()
        application().setOverrideCursor(Qt.CursorShape.WaitCursor)
        apply_theme(application(), mode or theme.mode, percent or theme.percent)
        application().restoreOverrideCursor()
        self.look_changed.emit(theme.mode, theme.percent)

    # How it does it

    def _switch(self, place: int) -> None:
        self.header.setCurrentIndex(place)
        self.focus_work()

    def _show_page(self, place: int) -> None:
        if place < 0:
            return
        page = self._build(place)
        self._regions.set_places([page, self.header.tabBar(), self.header.tools.search])
        self.shown.emit(self._tabs[place].title)
        self.focus_work()
        page.update()

    def _build(self, place: int) -> QWidget:
        if place not in self._pages:
            page = self._tabs[place].build()
            self._pages[place] = page
            self._areas[place].setWidget(page)
            if isinstance(page, SubViews):
                page.built.connect(lambda _made, tab=page: self._narrow(tab))
                page.start()
            fit(page)
            self._narrow(page)
        return self._pages[place]

    def focus_work(self) -> None:
        """First focus is in the work area, never in the header."""
        page = self._pages.get(self.header.currentIndex())
        if page is None:
            return
        if page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.focusNextChild()

    def _next_region(self) -> None:
        self._regions.next()

    def _step_scale(self, by: int) -> None:
        place = SCALES.index(current_theme().percent) + by
        if 0 <= place < len(SCALES):
            self.set_look(percent=SCALES[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breakpoints are on the effective width: px divided by the font scale."""
        super().resizeEvent(event)
        self._adapt()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page takes this one's place: dialogs and notes over it go too."""
        if not event.spontaneous():  # minimised by the system: nothing changes
            self._toast.hide()
            reject_dialogs(self.window())
        super().hideEvent(event)

    def _refit(self) -> None:
        for page in self._pages.values():
            fit(page)
        fit(self.status)
        self._effective = -1
        self._adapt()

    def _adapt(self) -> None:
        effective = self.width() * 100 // current_theme().percent
        if effective != self._effective:
            self._effective = effective
            self.header.show_for_width(effective)
            for page in self._pages.values():
                self._narrow(page)
        self._toast.place()

    def _narrow(self, page: QWidget) -> None:
        effective = self._effective
        for made in page.findChildren(Btn):
            made.show_hint(effective >= HINTS)
        stow_lesser(page, effective < SECONDARY)
        for table in page.findChildren(Table):
            table.show_for_width(effective)
        adapt = getattr(page, "show_for_width", None)
        if adapt is not None:
            adapt(effective)
