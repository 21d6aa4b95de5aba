"""The filters above the residents' list: four pills, the others behind 更多."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from gridhall.qt.buttons import FilterPills
from gridhall.registry.queries import Which

PILLS = {
    Which.ALL: "全部",
    Which.APART: "人户分离",
    Which.OLD: "60 岁以上",
    Which.PARTY: "党员",
}
BEHIND = {Which.OUTSIDE: "外地户籍", Which.UNSETTLED: "未入户"}
_MORE = "更多 ▾"


class Picks(QWidget):
    """One line of pills; the last opens a menu, and says what was chosen there."""

    picked = Signal()

    def __init__(self, offered: Callable[[], Mapping[Which, str]]) -> None:
        super().__init__()
        self.which, self.pills = Which.ALL, FilterPills()
        self._offered, self._words = offered, ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.pills)
        line.addStretch()
        self.pills.set_items([*PILLS.values(), _MORE])
        self.pills.setAccessibleName("筛选居民")
        self.pills.chosen.connect(self._chosen)

    def title(self) -> str:
        """The filter in words."""
        return PILLS.get(self.which, self._words)

    def choose(self, which: Which, words: str = "") -> None:
        """Keep the list to these people; `words` for one behind 更多."""
        self.which, self._words = which, words or BEHIND.get(which, "")
        self._show()
        self.picked.emit()

    def menu(self) -> QMenu:
        """What stands behind 更多, as far as this clerk may know who it is."""
        menu = QMenu(self)
        for which, words in {**self._offered(), **BEHIND}.items():
            entry = menu.addAction(words.replace("&", "&&"), partial(self.choose, which, words))
            entry.setCheckable(True)
            entry.setChecked(which is self.which)
        return menu

    def _chosen(self, place: int) -> None:
        if place < len(PILLS):
            self.choose(tuple(PILLS)[place])
            return
        self._show()  # until something is chosen there, the list stays as it is
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(self.pills.width() // 2, self.height())))

    def _show(self) -> None:
        behind = self.which not in PILLS
        self.pills.set_title(len(PILLS), f"{self._words} ▾" if behind else _MORE)
        self.pills.choose(len(PILLS) if behind else tuple(PILLS).index(self.which))
