"""The panes of the view and where they stand as the window narrows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import Card, Line
from gridhall.qt.labels import chip, label
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.scaling import refit, set_width
from gridhall.qt.theme import current_theme
from gridhall.volunteering.pages.board.facts import FactsPane
from gridhall.volunteering.pages.board.grid import BoardTable
from gridhall.volunteering.pages.board.month import MonthPane
from gridhall.volunteering.pages.board.pool import PoolPane
from gridhall.volunteering.pages.board.strips import CellFoot, EmptyDay, SuggestionStrip

MONTH, POOL = 260, 256  # px at 100 %
ALL_PANES, MONTH_BESIDE = 1240, 1000  # effective widths


class BoardFrame(QWidget):
    """All panes beside each other; below 1240 the pool comes over the board when it is wanted.

    Below 1000 the month takes the board's place, there and back by Alt+←.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        today = context.today()
        self.month, self.facts = MonthPane(today), FactsPane()
        self.table, self.foot, self.empty = BoardTable(), CellFoot(), EmptyDay()
        self.suggestions, self.strip = SuggestionStrip(), ProgressStrip()
        self.pool = PoolPane(self)
        self.back_button = button("月历", "Alt+←", "text", "calendar_month")
        self.here, self.here_state = label("", "b"), chip("")
        self._effective, self._month_wanted, self._pool_wanted = 10_000, False, False
        self._build()
        self.back_button.clicked.connect(self.toggle_month)

    @property
    def is_pool_beside(self) -> bool:
        """Whether the pool has a place of its own."""
        return self._effective >= ALL_PANES

    def show_for_width(self, effective: int) -> None:
        """Take the window's width divided by the font scale."""
        self._effective = effective
        self.foot.show_keys(effective >= ALL_PANES)
        self.facts.show_legend(effective >= ALL_PANES)
        self._pool_wanted, had = False, QApplication.focusWidget()
        self._lay_out()
        if had is not None and self.isAncestorOf(had) and not had.isVisible():
            self.setFocus()  # what had the focus is stowed: on with the board, not with a button

    def toggle_month(self) -> None:
        """Where both have no room: from the board to the month and back."""
        self._month_wanted, self._pool_wanted = not self._month_wanted, False
        self._lay_out()
        (self.month if self._month_wanted else self.table).setFocus()

    def leave_month(self) -> None:
        """To the board, wherever the month stands."""
        self._month_wanted = False
        self._lay_out()

    def open_pool(self) -> None:
        """The pool over the board where it has no place of its own; the keys go into its box."""
        self._pool_wanted = True
        self._lay_out()
        self.pool.start()

    def close_pool(self) -> None:
        """Back to the board."""
        self._pool_wanted = False
        self._lay_out()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands over the board stays at its edge."""
        super().resizeEvent(event)
        self._place_pool()

    def _build(self) -> None:
        self._left, self._panes = Card(), QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._left.setLayout(self._panes)
        self._rule = Line()
        self._panes.setContentsMargins(12, 10, 12, 12)
        self._panes.setSpacing(8)
        self._panes.addWidget(self.month)
        self._panes.addWidget(self._rule)
        self._panes.addWidget(_Rolled(self.facts), 1)
        self._head, self._banner = self._narrow_head(), QWidget()
        self.stack, self._board = QStackedWidget(), QWidget()
        _stacked(self._banner, (self.suggestions, self.strip), 10)
        _stacked(self._board, (self.table, Line(), self.foot)).setStretch(0, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._board)
        self._middle = Card()
        _stacked(self._middle, (self._head, self._banner, self.stack), 1).setStretch(2, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 12)
        self._row.setSpacing(12)
        self._row.addWidget(self._left)
        self._row.addWidget(self._middle, 1)
        self._row.addWidget(self.pool)
        self.setFocusProxy(self.table)

    def show_banner(self) -> None:
        """The room above the board, only while something stands there."""
        self._banner.setVisible(not (self.suggestions.isHidden() and self.strip.isHidden()))

    def show_board_or_empty(self, has_board: bool) -> None:
        """The board, or what to begin with."""
        self.stack.setCurrentWidget(self._board if has_board else self.empty)
        self.setFocusProxy(self.table if has_board else self.month)
        self.pool.setEnabled(has_board)
        self._has_board = has_board
        self._lay_out()

    def _narrow_head(self) -> QWidget:
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(6, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addWidget(self.here)
        row.addWidget(self.here_state)
        row.addStretch(1)
        self.here.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        return head

    _has_board = False

    def _lay_out(self) -> None:
        beside = self._effective >= MONTH_BESIDE
        self._left.setVisible(beside or self._month_wanted)
        self._middle.setVisible(beside or not self._month_wanted)
        self._head.setVisible(not beside)
        set_width(self._left, MONTH if beside else None)
        way = QBoxLayout.Direction
        self._panes.setDirection(way.TopToBottom if beside else way.LeftToRight)
        self._rule.setVisible(beside)
        set_width(self.pool, POOL)
        if self.is_pool_beside:
            if self._row.indexOf(self.pool) < 0:
                self._row.addWidget(self.pool)
            self.pool.setVisible(self._has_board)
        else:
            self._row.removeWidget(self.pool)
            self.pool.setVisible(self._has_board and self._pool_wanted)
            self._place_pool()

    def _place_pool(self) -> None:
        if self._row.indexOf(self.pool) >= 0:
            return
        px, inner = current_theme().px, self.rect()
        wide = px(POOL + 24)
        left = inner.right() - px(16) - wide
        self.pool.setGeometry(left, px(6), wide, inner.height() - px(24))
        self.pool.raise_()
        refit(self.pool)


class _Rolled(QScrollArea):
    """A pane that scrolls by itself where the window is low, so that the page need not."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(pane)

    def sizeHint(self) -> QSize:
        """It takes what is left; the page is as high as its size hints say."""
        return self.minimumSizeHint()


def _stacked(holder: QWidget, widgets: Sequence[QWidget], edge: int = 0) -> QVBoxLayout:
    """One above the other, without gaps."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
