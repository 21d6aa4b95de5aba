"""Material Symbols tinted at load; a missing icon never raises, for it would kill a paintEvent."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Property, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QWidget

from gridhall.core.resources import resource
from gridhall.qt.labels import PlainLabel
from gridhall.qt.theme import application, current_theme


def pixmap(name: str, token: str = "text2", size: int = 20) -> QPixmap:
    """The icon as a pixmap of `size` px (already scaled), in a token's colour or a `#RRGGBB`."""
    color = token if token.startswith("#") else current_theme().hex(token)
    ratio = application().devicePixelRatio()
    key = f"gh:{name}:{color}:{size}:{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = _kept(name, color, size, ratio)
    QPixmapCache.insert(key, made)
    return made


def _kept(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """From the theme's cache folder if it is there: the first window then needs no SVG reader."""
    folder = current_theme().cache
    if folder is None:
        return _draw(name, color, size, ratio)
    path = folder / f"{name}-{color.removeprefix('#')}-{size}-{ratio:g}.png"
    made = QPixmap(str(path)) if path.exists() else QPixmap()
    if made.isNull():
        made = _draw(name, color, size, ratio)
        aside = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # a cache that cannot be written is only slower
            if made.save(str(aside), "PNG"):
                aside.replace(path)
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, token: str = "text2", size: int = 20) -> QIcon:
    """The icon as a QIcon; `size` is at 100 %."""
    return QIcon(pixmap(name, token, current_theme().px(size)))


def _draw(name: str, color: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(size, size) * ratio)
    made.fill(Qt.GlobalColor.transparent)
    svg = _svg(name, color)
    if svg:
        from PySide6.QtSvg import QSvgRenderer  # kept icons need none

        painter = QPainter(made)
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, made.width(), made.height()))
        painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _svg(name: str, color: str) -> bytes:
    for candidate in (name, name.removesuffix("-fill"), "help"):
        path: Path = resource("icons", f"{candidate}.svg")
        if path.exists():
            svg = path.read_text("utf-8").replace("<path ", f'<path fill="{color}" ')
            return svg.encode()
    return b""


class IconLabel(PlainLabel):
    """One icon on its own; `glyph`, `ink` (a token) and `px` may be set in Designer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ownSize", True)
        self.setProperty("art", "true")
        self._glyph, self._ink, self._size = "help", "text2", 20
        current_theme().changed.connect(self._refresh)
        self._refresh()

    def show_icon(self, glyph: str, ink: str = "text2", size: int = 20) -> "IconLabel":
        """Show another icon; `size` at 100 %."""
        self._glyph, self._ink, self._size = glyph, ink, size
        self._refresh()
        return self

    def _set_glyph(self, glyph: str) -> None:
        self.show_icon(glyph, self._ink, self._size)

    def _set_ink(self, ink: str) -> None:
        self.show_icon(self._glyph, ink, self._size)

    def _set_px(self, size: int) -> None:
        self.show_icon(self._glyph, self._ink, size)

    glyph = Property(str, lambda self: self._glyph, _set_glyph)
    ink = Property(str, lambda self: self._ink, _set_ink)
    px = Property(int, lambda self: self._size, _set_px)

    def _refresh(self) -> None:
        side = current_theme().px(self._size)
        self.setPixmap(pixmap(self._glyph, self._ink, side))
        self.setFixedSize(side, side)
