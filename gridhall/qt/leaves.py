"""The pages of a document on the screen: whole page, page width, or a zoom between (预览)."""

from bisect import bisect
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gridhall.qt.rendering import POINTS, Pages
from gridhall.qt.theme import current_theme

_MARGIN, _STEP, _LEAST, _MOST = 16, 1.2, 0.2, 4.0


class Leaves(QScrollArea):
    """Renders only what is visible, as sharp as the screen."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages: Pages | None = None
        self._fit: str | None = "page"
        self.zoom = 1.0
        self._leaves: list[_Leaf] = []

    def show_pages(self, pages: Pages) -> None:
        """Show another document, a whole page at a time."""
        self.pages = pages
        ground = QWidget()
        ground.setProperty("ground", "true")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_MARGIN)
        self._leaves = [_Leaf(pages, number) for number in range(len(pages))]
        for leaf in self._leaves:
            column.addWidget(leaf, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(ground)
        self.setAccessibleName(f"文书预览，共 {len(pages)} 页")
        self.fit_page()

    def fit_page(self) -> None:
        """A whole page."""
        self._fit = "page"
        self._apply()

    def fit_width(self) -> None:
        """The page's width."""
        self._fit = "width"
        self._apply()

    def step(self, by: int) -> None:
        """Larger or smaller."""
        self._fit = None
        self.zoom = max(_LEAST, min(_MOST, self.zoom * _STEP**by))
        self._apply()

    def page_number(self) -> int:
        """The page that is looked at, counted from 1: in the middle of the view, of short ones
        the first that is mostly in sight; at the end of the scroll bar the last.
        """
        bar, margin = self.verticalScrollBar(), _margin()
        if 0 < bar.maximum() == bar.value():
            return len(self._leaves)
        heights = [leaf.maximumHeight() for leaf in self._leaves]
        half = min([self.viewport().height(), *heights]) // 2
        ends = list(accumulate(height + margin for height in heights))
        return min(bisect(ends, bar.value() + half - margin) + 1, len(ends))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was fitted fitted."""
        super().resizeEvent(event)
        if self._fit:
            self._apply()

    def _apply(self) -> None:
        if self.pages is None or not len(self.pages):
            return
        size = self.pages.sizes[0]
        dpi = self.logicalDpiX() / POINTS
        room = self.viewport().size() - QSize(2 * _margin(), 2 * _margin())
        wide = room.width() / (size.width() * dpi)
        if self._fit:
            whole = min(wide, room.height() / (size.height() * dpi))
            self.zoom = max(_LEAST, wide if self._fit == "width" else whole)
        for leaf in self._leaves:
            leaf.set_zoom(self.zoom * self.logicalDpiX())
        self.zoomed.emit(self.zoom)


def _margin() -> int:
    """Round a page, as `fit` has scaled it."""
    return current_theme().px(_MARGIN)


class _Leaf(QWidget):
    """One page, rendered when it is painted; always on white, also at night."""

    def __init__(self, pages: Pages, number: int) -> None:
        super().__init__()
        self.setProperty("ownSize", True)
        self._pages, self._number, self._dpi = pages, number, 96.0
        self._picture: QImage | None = None

    def set_zoom(self, dpi: float) -> None:
        """So many device-independent pixels to the inch."""
        self._dpi, self._picture = dpi, None
        size = self._pages.sizes[self._number] * (dpi / POINTS)
        self.setFixedSize(round(size.width()), round(size.height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and a hairline round it."""
        ratio = self.devicePixelRatioF()
        if self._picture is None:
            self._picture = self._pages.image(self._number, self._dpi * ratio)
            self._picture.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.drawImage(QPoint(0, 0), self._picture)
        painter.setPen(current_theme().color("border"))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
