"""The list of offers under a type-ahead field (候选)."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gridhall.qt.choice import ROWS, Choice
from gridhall.qt.choices import ChoiceList
from gridhall.qt.theme import current_theme


class OfferPopup(QFrame):
    """The list of offers, drawn over the window: no window of its own, no focus to steal."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("popup", "true")
        self.setProperty("ownSize", True)
        self.list = ChoiceList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)

    def show_under(self, field: QWidget, offers: Sequence[Choice]) -> None:
        """Below the field, or above it where there is more room."""
        self.list.show_choices(offers)
        gap, window = current_theme().px(3), field.window()
        top = field.mapTo(window, QPoint(0, 0))
        below = window.height() - top.y() - field.height() - gap
        above = top.y() - gap
        wanted = self.list.wanted_height(ROWS) + 2
        under = below >= min(wanted, above)
        high = min(wanted, below if under else above)
        y = top.y() + field.height() + gap if under else top.y() - gap - high
        wide = max(field.width(), current_theme().px(300))
        x = max(0, min(top.x(), window.width() - wide))
        self.setGeometry(x, y, wide, high)
        self.show()
        self.raise_()
