"""A drop-down of choices with values; "不限" first; a set that is no choice of its own fits too."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

Values = tuple[Any, ...]
_LONGEST = 30  # characters of a choice


class PickCombo(QComboBox):
    """Chooses values; `chosen` is () for 不限."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Values] = []
        self._own = 0
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def set_choices(self, choices: Sequence[tuple[str, Values]]) -> None:
        """Replace the choices; what was chosen stays chosen if it is still there."""
        before, words = self.chosen(), self.currentText()
        self.blockSignals(True)
        self.clear()
        self._values = [values for _, values in choices]
        self._own = len(choices)
        self.addItems([said[:_LONGEST] for said, _ in choices])
        self.blockSignals(False)
        self.choose(before, words)

    def chosen(self) -> Values:
        """The values of the choice on show."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else ()

    def choose(self, values: Values, words: str = "") -> None:
        """Choose without telling; values that are no choice are shown as `words`."""
        self.blockSignals(True)
        while self.count() > self._own:
            self.removeItem(self.count() - 1)
            self._values.pop()
        if values not in self._values and words:
            self.addItem(words[:_LONGEST])
            self._values.append(values)
        self.setCurrentIndex(self._values.index(values) if values in self._values else 0)
        self.blockSignals(False)
