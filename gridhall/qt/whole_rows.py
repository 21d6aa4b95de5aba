"""Lists show whole rows only: one that the lower edge would cut is left for the next step down."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from gridhall.qt.theme import current_theme

Find = Callable[[QPoint], QModelIndex]


def scroll_by_rows(view: QAbstractItemView) -> None:
    """The upper edge always stands between two rows."""
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)


def unless_cut(view: QAbstractItemView, index: QModelIndex) -> QModelIndex:
    """The index, or none if its row reaches below the lower edge: what is not seen is no target."""
    row = view.visualRect(index)
    cut = row.bottom() >= view.viewport().height() and row.top() > 0
    return QModelIndex() if cut else index


def cover_cut(view: QAbstractItemView, find: Find) -> None:
    """Paint over the row that the lower edge cuts; `find` is Qt's own indexAt."""
    port = view.viewport()
    last = find(QPoint(1, port.height() - 1))
    if not last.isValid() or unless_cut(view, last).isValid():
        return
    top = view.visualRect(last).top()
    painter = QPainter(port)
    painter.fillRect(0, top, port.width(), port.height() - top, current_theme().color("surface"))
    painter.end()
