"""A table in a card whose rows have two lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from gridhall.organisation.pages.side import ShortTable
from gridhall.qt.table import Column
from gridhall.qt.theme import current_theme

_ROW, _HEAD = 46, 34  # px at 100 %


class TallTable(ShortTable):
    """As high as its rows, up to `most`; then it scrolls."""

    def __init__(self, columns: Sequence[Column[Any]], name: str, most: int) -> None:
        super().__init__(columns, name, most)
        self.setProperty("rowPx", _ROW)
        self._rescale()

    def _fit(self) -> None:
        many, px, policy = len(self.rows_model.rows), current_theme().px, Qt.ScrollBarPolicy
        shown = min(max(many, 1), self._most)
        self.setFixedHeight(px(_ROW) * shown + px(_HEAD) + 2)
        over = policy.ScrollBarAsNeeded if many > self._most else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(over)
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff)
        self.setVisible(bool(many))
