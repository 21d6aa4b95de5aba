"""The table of two records: a line for each field, marked where they differ."""

from PySide6.QtWidgets import QGridLayout, QWidget

from gridhall.qt.frames import Line
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel, chip, label
from gridhall.qt.layouts import empty
from gridhall.registry.queries.comparing import ComparedField, Comparison

_STATES = {
    "same": ("相同", "check", "grey"),
    "different": ("不同", "warning-fill", "amber"),
    "one": ("只有左边", "arrow_back", "blue"),
    "other": ("只有右边", "arrow_forward", "blue"),
}


class SidesTable(QWidget):
    """Colour, icon and word say where the records differ; what is alike is quiet."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("两份档案对比")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(4, 1)
        self.words: dict[str, tuple[str, str]] = {}

    def show_sides(self, shown: Comparison, titles: tuple[str, str]) -> None:
        """Fill the table anew."""
        empty(self._grid)
        self.words = {field.field: (field.one, field.other) for field in shown.fields}
        for place, title in zip((1, 4), titles, strict=True):
            side = "左" if place == 1 else "右"
            self._grid.addWidget(label(f"{side}　{title}", "md"), 0, place)
        self._grid.addWidget(Line(), 1, 0, 1, 5)
        for line, field in enumerate(shown.fields, 2):
            self._add(line, field)

    def _add(self, line: int, field: ComparedField) -> None:
        word, glyph, tone = _STATES[field.state]
        quiet = field.state == "same"
        self._grid.addWidget(label(field.title, "sub"), line, 0)
        self._grid.addWidget(_value(field.one, tone, quiet=quiet), line, 1)
        icon = IconLabel().show_icon(glyph, "text3" if quiet else f"{tone}_fg", 16)
        self._grid.addWidget(icon, line, 2)
        self._grid.addWidget(label(word, "meta") if quiet else chip(word, tone), line, 3)
        self._grid.addWidget(_value(field.other, tone, quiet=quiet), line, 4)


def _value(words: str, tone: str, *, quiet: bool) -> PlainLabel:
    return label(words, "" if quiet else "b", "" if quiet else tone, wrap=True)
