"""What a picture would show and a reviewer might miss: clipped words, nameless or tiny controls.

`audit(widget)` on anything that is shown; `dressed` gives the real theme to a test.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gridhall.qt.theme import apply_theme
from gridhall.qt.tokens import Mode

SMALLEST = 24  # px: the least side of anything to be clicked
ROWS = 30  # rows of a table that are looked at

Dress = Callable[[str, int], None]


@dataclass
class Findings:
    """Everything that is wrong, in words; an empty one is what a test asks for."""

    clipped: list[str] = field(default_factory=list)
    elided: list[str] = field(default_factory=list)  # table cells, which have their own rule
    unnamed: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """All but elided cells."""
        return [*self.clipped, *self.unnamed, *self.small]


@pytest.fixture
def dressed(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dress]:
    """The real theme: `dressed("dark", 150)`; undressed again after the test."""
    cache = Path(tmp_path_factory.getbasetemp()) / "themes"

    def dress(mode: str = "light", percent: int = 100) -> None:
        apply_theme(qapp, Mode(mode), percent, cache)

    yield dress
    apply_theme(qapp, Mode.LIGHT, 100, cache)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


def bring_up(qtbot: QtBot, widget: QWidget) -> None:
    """Show a window and wait until keys and shortcuts reach it."""
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def audit(root: QWidget) -> Findings:
    """Look at everything visible inside a shown widget."""
    for _ in range(3):  # layouts settle from the inside out
        QApplication.processEvents()
    found = Findings()
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        _look_for_clipping(widget, found)
        if _takes_tab(widget) and not _name(widget):
            found.unnamed.append(f"{type(widget).__name__} {widget.objectName()} has no name")
        if _is_target(widget) and min(widget.width(), widget.height()) < SMALLEST:
            found.small.append(f"{_name(widget)} is {widget.width()} x {widget.height()} px")
    return found


def tab_chain(root: QWidget) -> list[str]:
    """The names that Tab goes through, from the first in the ring."""
    chain, now = list[str](), root.nextInFocusChain()
    while now is not None and now is not root:
        if root.isAncestorOf(now) and now.isVisible() and now.isEnabled() and _takes_tab(now):
            chain.append(_name(now))
        now = now.nextInFocusChain()
    return chain


def _look_for_clipping(widget: QWidget, found: Findings) -> None:
    if isinstance(widget, QLabel):
        _label(widget, found)
    elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)):
        if widget.text() and widget.sizeHint().width() > widget.width() + 1:
            found.clipped.append(_told(widget, widget.text(), widget.sizeHint().width()))
    elif isinstance(widget, QComboBox):
        _words(widget, widget.currentText(), 44, found)
    elif isinstance(widget, QLineEdit):
        if not isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox)):
            margins = widget.textMargins()
            room = 24 + margins.left() + margins.right()
            _words(widget, widget.text() or widget.placeholderText(), room, found)
    elif isinstance(widget, QTableView) and widget.model() is not None:
        _table(widget, found)
    elif isinstance(widget, QTabBar):
        _tabs(widget, found)


def _tabs(bar: QTabBar, found: Findings) -> None:
    for place in range(bar.count()):
        wanted = bar.fontMetrics().horizontalAdvance(bar.tabText(place)) + 24
        if bar.tabText(place) and bar.tabRect(place).width() < wanted:
            found.clipped.append(_told(bar, bar.tabText(place), wanted))


def _label(label: QLabel, found: Findings) -> None:
    if not label.text() or not label.pixmap().isNull():
        return
    hint = label.sizeHint()
    if label.wordWrap():
        bad = label.heightForWidth(label.width()) > label.height() + 1
    else:
        bad = hint.width() > label.width() + 1 or hint.height() > label.height() + 2
    if bad:
        found.clipped.append(_told(label, label.text(), hint.width()))


def _words(widget: QWidget, words: str, room: int, found: Findings) -> None:
    wanted = widget.fontMetrics().horizontalAdvance(words) + room
    if wanted > widget.width():
        found.clipped.append(_told(widget, words, wanted))


def _table(table: QTableView, found: Findings) -> None:
    model, head = table.model(), table.horizontalHeader()
    for column in range(model.columnCount()):
        if table.isColumnHidden(column):
            continue
        wide = table.columnWidth(column)
        heading = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if head.isVisible() and head.fontMetrics().horizontalAdvance(heading) > wide - 16:
            found.clipped.append(_told(table, heading, wide))
        for row in range(min(model.rowCount(), ROWS)):
            words = str(model.index(row, column).data() or "")
            if table.fontMetrics().horizontalAdvance(words) > wide - 14:
                found.elided.append(_told(table, words, wide))


def _is_target(widget: QWidget) -> bool:
    untouchable = widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return isinstance(widget, QAbstractButton) and not untouchable


def _takes_tab(widget: QWidget) -> bool:
    inner = isinstance(widget, QLineEdit) and isinstance(
        widget.parentWidget(), (QComboBox, QAbstractSpinBox)
    )
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isEnabled() and not inner and not isinstance(widget, QScrollArea)


def _name(widget: QWidget) -> str:
    seen = QAccessible.queryAccessibleInterface(widget)
    return (seen.text(QAccessible.Text.Name) if seen else "") or widget.accessibleName()


def _told(widget: QWidget, words: str, wanted: int) -> str:
    kind = type(widget).__name__
    return f"{kind} “{words[:24]}” has {widget.width()} x {widget.height()} px, wants {wanted}"
