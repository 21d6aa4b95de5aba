"""The 52 px strip: brand at the left, tabs, then search, lock and user (页头)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.clerk import Clerk
from gridhall.core.hall import Hall
from gridhall.qt.frames import Avatar
from gridhall.qt.icons import IconLabel, icon
from gridhall.qt.labels import PlainLabel, label, tip, tip_text
from gridhall.qt.scaling import fit
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import HEADER

FULL, MIDDLE, BRAND = 1240, 900, 1180  # effective widths: search words, tab words, hall's name


@dataclass
class _TabFace:
    """How one tab looks; the words go away where it is narrow."""

    title: str
    glyph: str


class HeaderTabs(QTabWidget):
    """A tab widget whose bar shares its strip with other widgets.

    Not setCornerWidget: Qt puts corner widgets a few pixels lower than the bar.
    """

    def __init__(self, hall: Hall, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._faces: list[_TabFace] = []
        self._effective = FULL
        self.brand, self.tools = Brand(hall, self), Tools(clerk, self)
        self._left = -1
        self._dress_bar()
        self.currentChanged.connect(self._repaint_faces)
        current_theme().changed.connect(self._rescale)

    def add(self, title: str, glyph: str, number: int) -> QScrollArea:
        """One more tab, with the scroll area its page will live in."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._faces.append(_TabFace(title, glyph))
        self.addTab(area, icon(glyph, "on_header2"), title)
        self.setTabToolTip(self.count() - 1, tip_text(f"{title}（Ctrl+{number}）"))
        self.tabBar().setAccessibleTabName(self.count() - 1, title)
        self._repaint_faces()
        return area

    def titles(self) -> list[str]:
        """The tabs' titles in order."""
        return [face.title for face in self._faces]

    def set_badge(self, title: str, count: int) -> None:
        """How many are overdue on that tab; nothing for 0."""
        place = self.titles().index(title)
        bar, side = self.tabBar(), QTabBar.ButtonPosition.RightSide
        if not count:
            bar.setTabButton(place, side, None)
            return
        badge = PlainLabel(text=str(count))
        badge.setProperty("badge", "red")
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.setAccessibleName(f"{count} 件超期")
        tip(badge, f"{count} 件超期")
        bar.setTabButton(place, side, badge)

    def show_for_width(self, effective: int) -> None:
        """Drop words that do not fit: hall's name, search words, other tabs' titles."""
        self._effective = effective
        self.brand.words.setVisible(effective >= BRAND)
        self.tools.show_words(search=effective >= FULL, user=effective >= MIDDLE)
        self._repaint_faces()
        self._rescale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep both ends in the strip."""
        super().resizeEvent(event)
        self._place_ends()

    def _dress_bar(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # also silences the bar, its proxy
        bar = self.tabBar()
        bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.setAccessibleName("主标签页")

    def _repaint_faces(self) -> None:
        side = current_theme().px(20)
        for place, face in enumerate(self._faces):
            here = place == self.currentIndex()
            glyph = f"{face.glyph}-fill" if here else face.glyph
            self.setTabIcon(place, icon(glyph, "on_header" if here else "on_header2"))
            words = here or self._effective >= MIDDLE
            self.setTabText(place, face.title if words else "")
        self.setIconSize(QSize(side, side))

    def _rescale(self) -> None:
        for end in (self.brand, self.tools):
            fit(end)
            end.adjustSize()
        wide = self.brand.sizeHint().width()
        if wide != self._left:  # a style sheet of its own polishes everything below it anew
            self._left = wide
            self.setStyleSheet(f"QTabWidget#main::tab-bar{{left:{wide}px;}}")
        self._place_ends()

    def _place_ends(self) -> None:
        high = current_theme().px(HEADER)
        self.brand.setGeometry(0, 0, self.brand.sizeHint().width(), high)
        wide = self.tools.sizeHint().width()
        self.tools.setGeometry(self.width() - wide, 0, wide, high)
        self.brand.raise_()
        self.tools.raise_()


class Brand(QWidget):
    """The red tile and whose hall it is."""

    def __init__(self, hall: Hall, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("hdr", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tile = PlainLabel(text="网")
        tile.setProperty("tile", "true")
        tile.setFixedSize(32, 32)
        tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QWidget()
        lines = QVBoxLayout(self.words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(label("网格厅", "b"))
        lines.addWidget(label(hall.name, "meta"))
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(10)
        row.addWidget(tile)
        row.addWidget(self.words)


class Tools(QWidget):
    """Search, lock and the user's menu."""

    search_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, clerk: Clerk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("hdr", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search_words = (label("搜居民 / 工单 / 命令", "meta"), label("Ctrl+K", "meta"))
        self._user_words = (
            QWidget(),
            IconLabel().show_icon("keyboard_arrow_down", "on_header2", 18),
        )
        self.search = self._search_button()
        self.lock = _flat("锁屏 快捷键 Ctrl+L", "锁屏（Ctrl+L）")
        self.user = self._user_button(clerk)
        self.menu = QMenu(self.user)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        for made in (self.search, self.lock, self.user):
            row.addWidget(made)
        lock_row = QHBoxLayout(self.lock)
        lock_row.setContentsMargins(8, 0, 8, 0)
        lock_row.addWidget(IconLabel().show_icon("lock", "on_header2"))
        self.search.clicked.connect(self.search_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.user.clicked.connect(self.open_menu)

    def show_words(self, *, search: bool, user: bool) -> None:
        """Icons only where it is narrow."""
        for word in self._search_words:
            word.setVisible(search)
        for part in self._user_words:
            part.setVisible(user)

    def open_menu(self) -> None:
        """Alt+U: the user's menu under their name."""
        corner = self.user.mapToGlobal(self.user.rect().bottomRight())
        corner.setX(corner.x() - self.menu.sizeHint().width())
        self.menu.popup(corner)

    def set_items(self, items: Sequence["MenuItem | None"]) -> None:
        """Fill the user's menu; None draws a line."""
        self.menu.clear()
        for item in items:
            if item is None:
                self.menu.addSeparator()
            else:
                words = f"{item.words}\t{item.keys}" if item.keys else item.words
                self.menu.addAction(words.replace("&", "&&"), item.act)

    def _search_button(self) -> QPushButton:
        made = _Wide()
        made.setAccessibleName("全局搜索 快捷键 Ctrl+K")
        self._search_words[1].setContentsMargins(40, 0, 0, 0)  # goes away with its words
        row = QHBoxLayout(made)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel().show_icon("search", "on_header2", 18))
        row.addWidget(self._search_words[0])
        row.addWidget(self._search_words[1])
        return made

    def _user_button(self, clerk: Clerk) -> QPushButton:
        made = _flat(f"{clerk.name}，{clerk.counter}，打开用户菜单 快捷键 Alt+U", "")
        made.setFixedHeight(44)  # two lines
        avatar = Avatar(side=28)
        avatar.setProperty("avatar", "header")
        avatar.show_name(clerk.name)
        lines = QVBoxLayout(self._user_words[0])
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(clerk.name, "sm"))
        if clerk.counter:
            lines.addWidget(label(clerk.counter, "meta"))
        row = QHBoxLayout(made)
        row.setContentsMargins(6, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(avatar)
        for part in self._user_words:
            row.addWidget(part)
        return made


@dataclass(frozen=True)
class MenuItem:
    """One line of the user's menu."""

    words: str
    act: Callable[[], object]
    keys: str = ""


class _Wide(QPushButton):
    """A button as wide as the layout inside it; a plain one looks only at its text."""

    def sizeHint(self) -> QSize:
        """Follow the inner layout."""
        hint = super().sizeHint()
        inner = self.layout()
        if inner is not None:
            hint.setWidth(inner.sizeHint().width())
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what is in it."""
        return self.sizeHint()


def _flat(name: str, words: str) -> _Wide:
    made = _Wide()
    made.setProperty("kind", "plain")
    made.setAccessibleName(name)
    tip(made, words)
    return made
