"""Small parts of the card: a fact, a line with a bar."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gridhall.organisation.columns.card import Bar, Fact, grid_bar
from gridhall.organisation.columns.tree import short
from gridhall.organisation.queries.grids import GridLine
from gridhall.qt.labels import label, set_look

_TITLE, _FIGURE, _BAR, _MIDDLE = 72, 60, 200, 150  # px at 100 %
_LONGEST = 12  # characters
_LONG_TITLE, _LONG_FIGURE = 140, 90


class FactLink(QAbstractButton):
    """A fact that opens a list: pressed by mouse, space or Enter."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{fact.words} {fact.figure}，打开名单")

    def sizeHint(self) -> QSize:
        """As large as its labels."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its labels paint themselves."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter as well as space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def fact_part(fact: Fact) -> QWidget:
    """A figure over its word; one that opens a list can be pressed."""
    part: QWidget = FactLink(fact) if fact.link else QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    words = label(short(fact.words, _LONGEST), "link" if fact.link else "sub")
    for shown in (label(fact.figure, "lg", fact.tone), words):
        shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(shown)
    return part


def grid_line(line: GridLine) -> QWidget:
    """第5网格 296 户 ▇▇▇ 网格员 高明 正常."""
    return bar_line(grid_bar(line), (_TITLE, _FIGURE))


def ratio_line(bar: Bar) -> QWidget:
    """自治组织成员中的党员 5 / 9 人 ▇▇▇ 56%."""
    return bar_line(bar, (_LONG_TITLE, _LONG_FIGURE))


def bar_line(bar: Bar, widths: tuple[int, int]) -> QWidget:
    """Title, figure, bar, words, note."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    title, figure = label(short(bar.title, _LONGEST), "b"), label(bar.figure)
    middle = label(short(bar.middle), "sub")
    for made, width in ((title, widths[0]), (figure, widths[1]), (middle, _MIDDLE)):
        made.setMinimumWidth(width)
    drawn = QProgressBar()
    drawn.setRange(0, bar.whole)
    drawn.setValue(bar.part)
    drawn.setTextVisible(False)
    drawn.setFixedWidth(_BAR)
    drawn.setAccessibleName(f"{bar.title} {bar.figure} {bar.note}".strip())
    set_look(drawn, tone=bar.tone)
    for widget in (title, figure, drawn):
        row.addWidget(widget)
    row.addSpacing(8)
    row.addWidget(middle)
    row.addWidget(label(bar.note, "warn" if bar.tone == "amber" else "meta"))
    row.addStretch(1)
    return line
