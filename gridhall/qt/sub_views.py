"""A tab of several views: the switch at the left, what one can do at the right, one page below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.qt.buttons import Segments
from gridhall.qt.scaling import fit
from gridhall.qt.theme import current_theme

EDGE, TOP, GAP = 16, 12, 8  # px at 100 %


@dataclass(frozen=True)
class View:
    """One sub-view (子视图): its page is built when it is first shown."""

    title: str
    build: Callable[[], QWidget]


class SubViews(QWidget):
    """Alt+1, Alt+2 ... switch. A page may have `actions_above()`: the buttons for the row above it.

    A page may further have a focus proxy, `show_for_width(effective)` and `keep_draft()`, as a
    tab's page has them; its own outer margins are 16 at the sides, 0 above.
    """

    built = Signal(QWidget)  # a page just made: the shell fits it to its width

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self._views, self._pages = tuple(views), dict[int, QWidget]()
        self._effective = 10_000
        self.segments, self._stack, self._actions = Segments(), QStackedWidget(), QStackedWidget()
        self.segments.set_items([view.title for view in self._views])
        self.segments.setAccessibleName("子视图")
        for _ in self._views:
            self._stack.addWidget(_holder())
            self._actions.addWidget(_holder(at_right=True))
        self._lay_out()
        self.segments.chosen.connect(self._show)
        for place in range(len(self._views)):
            key = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            key.activated.connect(partial(self._switch, place))

    def go(self, title: str) -> QWidget:
        """Switch to a view by its title; its page, which has the focus if the tab is on show."""
        place = [view.title for view in self._views].index(title)
        if self.isVisible():
            self._switch(place)
        else:
            self.segments.choose(place)
            self._show(place)
        return self._pages[place]

    def page(self, title: str) -> QWidget | None:
        """A view's page if it was shown already."""
        return self._pages.get([view.title for view in self._views].index(title))

    def current(self) -> QWidget | None:
        """The page on show, None before the first."""
        return self._pages.get(self._stack.currentIndex())

    def start(self) -> None:
        """Show the first view if none is on show yet."""
        if not self._pages:
            self._show(0)

    def set_count(self, title: str, count: int | None) -> None:
        """A view's title with how many wait there: 人户分离 46."""
        place = [view.title for view in self._views].index(title)
        self.segments.set_title(place, title if count is None else f"{title} {count}")

    def keep_draft(self) -> None:
        """Every page keeps what was typed."""
        for page in self._pages.values():
            keep = getattr(page, "keep_draft", None)
            if keep is not None:
                keep()

    def show_for_width(self, effective: int) -> None:
        """Pages adapt to the window's width divided by the font scale."""
        self._effective = effective
        for page in self._pages.values():
            _adapt(page, effective)
        self._fit_segments()

    def _fit_segments(self) -> None:
        """The views' names get what the buttons beside them leave."""
        px = current_theme().px
        taken = self._actions.sizeHint().width() + px(2 * EDGE + GAP)
        self.segments.fit_into(px(self._effective) - taken)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, TOP, EDGE, GAP)
        row.addWidget(self.segments)
        row.addStretch(1)
        row.addWidget(self._actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _switch(self, place: int) -> None:
        self.segments.choose(place)
        self._show(place)
        page = self._pages[place]
        if page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.focusNextChild()

    def _show(self, place: int) -> None:
        page = self._build(place)
        self._stack.setCurrentIndex(place)
        self._actions.setCurrentIndex(place)
        self._fit_segments()
        self.setFocusProxy(page.focusProxy() or page)

    def _build(self, place: int) -> QWidget:
        if place not in self._pages:
            page = self._views[place].build()
            self._pages[place] = page
            _put(self._stack.widget(place), [page])
            actions = getattr(page, "actions_above", None)
            _put(self._actions.widget(place), actions() if actions is not None else [])
            fit(page)
            _adapt(page, self._effective)
            self.built.emit(page)
        return self._pages[place]


def _holder(*, at_right: bool = False) -> QWidget:
    """An empty place that a page or its buttons come into."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if at_right:  # the place is as wide as the widest of them needs
        row.addStretch(1)
    return holder


def _put(holder: QWidget, widgets: Sequence[QWidget]) -> None:
    layout = holder.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)


def _adapt(page: QWidget, effective: int) -> None:
    adapt = getattr(page, "show_for_width", None)
    if adapt is not None:
        adapt(effective)
