"""有人先改了: what somebody else changed meanwhile, and what comes out of both (合并保存)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.registry.labels import FIELDS
from gridhall.registry.rules.merging import (
    Clash,
    Theirs,
    clashes,
    fields_in_words,
    value_words,
)

_THEIRS, _MINE = "留对方的", "留我的"


class ConflictSheet(Sheet):
    """Merges where the fields differ; where both changed one, each is chosen beside the other.

    `merge_wanted` carries the names of the fields where the other clerk's value stays.
    """

    merge_wanted = Signal(object)  # frozenset[str]

    def __init__(self, parent: QWidget, theirs: Theirs, mine: Mapping[str, Any]) -> None:
        super().__init__(parent, "有人先改了", "warning-fill", (640, 400))
        self.tint("warning-fill", "amber_fg")
        self._theirs, self._mine = theirs, mine
        self.clashes = clashes(mine, theirs)
        self.picks: dict[str, QComboBox] = {}
        self.table = self._comparison()
        self.set_body(self._body())
        self.set_foot([], self._buttons())

    def kept_theirs(self) -> frozenset[str]:
        """The fields where the other clerk's value stays."""
        return frozenset(n for n, pick in self.picks.items() if pick.currentText() == _THEIRS)

    def sentence(self) -> str:
        """Who, when, which field, and whether it touches mine."""
        theirs = self._theirs
        when = f"{theirs.changed_at.astimezone():%H:%M}"
        after = "、".join(
            f"“{FIELDS[name]}”改成 {value_words(name, value)}"
            for name, value in theirs.after.items()
            if name in FIELDS
        )
        told = f"{theirs.clerk_name} {when} 把{after}。" if after else ""
        told = told or f"{theirs.clerk_name} {when} 给这位居民登记了变动。"
        if self.clashes:
            both = "、".join(f"“{one.title}”" for one in self.clashes)
            return f"{told}你也改了{both}，请选留哪一个；其余的一起保存。"
        return f"{told}你改的是“{fields_in_words(self._mine)}”，两处不冲突，可以合并。"

    def _buttons(self) -> list[QWidget]:
        leave = foot_button("先不存", "Esc")
        leave.clicked.connect(self.reject)
        self.compare = foot_button("看对比", "Alt+V")
        self.compare.clicked.connect(self.table.show)
        self.compare.setVisible(not self.clashes)
        words = "按所选保存" if self.clashes else "合并保存"
        self.merge = foot_button(words, "Ctrl+Enter", "primary", "save")
        self.merge.clicked.connect(self._merge)
        first = next(iter(self.picks.values()), self.merge)
        self.first_focus = first
        return [leave, self.compare, self.merge]

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(label(f"{self._theirs.clerk_name}刚改过这份档案", "md", wrap=True))
        column.addWidget(label(self.sentence(), wrap=True))
        column.addWidget(self.table)
        self.table.setVisible(bool(self.clashes))
        column.addStretch(1)
        return body

    def _comparison(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, head in enumerate(("项目", "原来", "对方改成", "你改成", "")):
            grid.addWidget(label(head, "meta"), 0, place)
        both = {one.field: one for one in self.clashes}
        names = [*both, *(name for name in self._theirs.after if name not in both)]
        names += [name for name in self._mine if name not in names]
        for line, name in enumerate(names, 1):
            self._add_line(grid, line, name, both.get(name))
        for place in (1, 2, 3):
            grid.setColumnStretch(place, 1)
        return table

    def _add_line(self, grid: QGridLayout, line: int, name: str, clash: Clash | None) -> None:
        theirs, before = self._theirs.after, self._theirs.before
        words = (
            FIELDS.get(name, name),
            value_words(name, before[name]) if name in before else "",
            value_words(name, theirs[name]) if name in theirs else "",
            value_words(name, self._mine[name]) if name in self._mine else "",
        )
        for place, word in enumerate(words):
            grid.addWidget(label(word, "b" if place == 0 else "", wrap=place > 0), line, place)
        if clash is None:
            return
        pick = QComboBox()
        pick.addItems([_THEIRS, _MINE])
        pick.setAccessibleName(f"{clash.title}留哪一个")
        self.picks[name] = pick
        grid.addWidget(pick, line, 4)

    def _merge(self) -> None:
        keep = self.kept_theirs()
        self.accept()
        self.merge_wanted.emit(keep)
