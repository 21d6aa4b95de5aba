"""居民登记·名单统计: two halves, the list and the figures; a figure's bar opens its people."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.registry.pages.lists import ListsPage
from gridhall.registry.pages.statistics import StatisticsPage
from gridhall.registry.rules.lists import Wanted

LIST, FIGURES = 0, 1
_KEY, _HINTED = "Alt+T", 1100  # effective px from which there is room for the key beside the switch


class RollsPage(QWidget):
    """Built by the tab; its switch and the half's buttons stand in the row above it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.lists, self.figures = ListsPage(context), StatisticsPage(context)
        self.switch, self._stack = Segments(), QStackedWidget()
        self._above = QStackedWidget()  # one width for both: the switch beside it stands still
        self.switch.set_items(["名单", "统计"])
        self.switch.setAccessibleName(f"名单或统计 {_KEY}")
        self._hint = label(_KEY, "meta")
        self._hint.setParent(self)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self._other_half)
        for half in (self.lists, self.figures):
            self._stack.addWidget(half)
            self._above.addWidget(_in_a_row(half.buttons()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.switch.chosen.connect(self.show_half)
        self.figures.people_wanted.connect(self._open_people)
        self.show_half(LIST)

    def actions_above(self) -> Sequence[QWidget]:
        """The switch and what one can do, for the row beside the views' switch."""
        return (self._hint, self.switch, self._above)

    def show_half(self, place: int) -> None:
        """Show the list or the figures."""
        self.switch.choose(place)
        self._stack.setCurrentIndex(place)
        self._above.setCurrentIndex(place)
        half = self.lists if place == LIST else self.figures
        self.setFocusProxy(half.focusProxy() or half)

    def show_for_width(self, effective: int) -> None:
        """Both halves adapt."""
        self._hint.setVisible(effective >= _HINTED)
        self.lists.show_for_width(effective)
        self.figures.show_for_width(effective)

    def _other_half(self) -> None:
        """Alt+T: from the list to the figures and back, the keys with it."""
        self.show_half(LIST if self._stack.currentIndex() == FIGURES else FIGURES)
        self.setFocus()  # its proxy's

    def _open_people(self, wanted: Wanted, title: str) -> None:
        """Exactly the people behind a figure."""
        self.show_half(LIST)
        self.lists.show_wanted(wanted, title)
        self.lists.ui.listTable.setFocus()


def _in_a_row(buttons: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addStretch(1)
    for made in buttons:
        row.addWidget(made)
    return holder
