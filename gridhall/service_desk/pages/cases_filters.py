"""The pills above the queue: as many as there is room for, the rest in 更多; and 只看我的."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.forms.ui_cases_page import Ui_CasesPage
from gridhall.qt.theme import current_theme

# The filter's name in the queue and its word; the last few go into 更多 first.
PILLS: Mapping[str, str] = {
    "open": "待办",
    "overdue": "超期",
    "due_today": "今天到期",
    "supplement": "待补正",
    "received": "已收件",
    "suspended": "暂停",
    "undelivered": "待领取",
    "finished": "已办结",
}
_EVER, _MORE = 2, "更多 ▾"  # so many are never in 更多
_UNCOUNTED = "finished"  # everything ever done: its number says nothing
_PADDING, _GAP = 24, 6  # px at 100 %: a pill round its words, and between two


class QueueFilters(QObject):
    """Which cases the queue shows."""

    changed = Signal()

    def __init__(self, page: QWidget, ui: Ui_CasesPage) -> None:
        super().__init__(page)
        self._ui, self.which = ui, next(iter(PILLS))
        self._words: dict[str, str] = dict(PILLS)
        self._shown = len(PILLS)
        ui.filterPills.set_items(tuple(PILLS.values()))
        ui.filterPills.setMinimumWidth(1)  # pills follow the page's width, they do not hold it open
        ui.filterPills.chosen.connect(self._choose_place)
        ui.morePill.clicked.connect(self._open_menu)
        ui.minePill.toggled.connect(lambda _: self.changed.emit())
        ui.minePill.setText("只看我的 Alt+O")
        QShortcut(QKeySequence("Alt+F"), page, self._open_menu)
        QShortcut(QKeySequence("Alt+O"), page, ui.minePill.toggle)
        self._dress()

    @property
    def mine(self) -> bool:
        """Whether only the clerk's own cases are wanted."""
        return self._ui.minePill.isChecked()

    def choose(self, which: str) -> None:
        """Show this filter's cases."""
        self.which = which
        self._dress()
        self.changed.emit()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show each count after its word."""
        for which, word in PILLS.items():
            many = None if which == _UNCOUNTED else counts.get(which)
            self._words[which] = word if many is None else f"{word} {many}"
        self._dress()

    def lay_out(self, room: int) -> None:
        """Show what fits `room` px; what does not is in 更多."""
        wide = [self._width(words) for words in self._words.values()]
        shown = len(wide)
        if sum(wide) - current_theme().px(_GAP) > room:
            shown = _fitting(wide, room - self._width(_MORE))
            if list(PILLS).index(self.which) >= shown:  # its own words stand on 更多
                shown = _fitting(wide, room - self._width(f"{self._words[self.which]} ▾"))
        self._shown = max(_EVER, shown)
        self._dress()

    def _width(self, words: str) -> int:
        theme = current_theme()
        bold = QFontMetrics(theme.font("sm", True)).horizontalAdvance(words)
        return bold + theme.px(_PADDING + _GAP)

    def _dress(self) -> None:
        ui, names = self._ui, list(PILLS)
        shown = [self._words[one] for one in names[: self._shown]]
        ui.filterPills.set_counts(shown, [None] * len(shown))
        place = names.index(self.which)
        stowed = place >= self._shown
        ui.filterPills.choose(-1 if stowed else place)
        ui.morePill.setVisible(self._shown < len(names))
        ui.morePill.setText(f"{self._words[self.which]} ▾" if stowed else _MORE)
        ui.morePill.setChecked(stowed)

    def _choose_place(self, place: int) -> None:
        self.choose(list(PILLS)[place])

    def _open_menu(self) -> None:
        """Every filter that has no pill of its own; all of them where a key asks for them."""
        pill = self._ui.morePill
        pill.setChecked(list(PILLS).index(self.which) >= self._shown)
        at = pill if pill.isVisible() else self._ui.filterPills
        menu = QMenu(at)
        menu.setObjectName("filterMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = self._shown if pill.isVisible() else 0
        for which in list(PILLS)[first:]:
            menu.addAction(self._words[which], partial(self.choose, which))
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))


def _fitting(wide: Sequence[int], room: int) -> int:
    """How many of the first ones fit."""
    return sum(end <= room for end in accumulate(wide))
