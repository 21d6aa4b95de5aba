"""The big board of numbers on a second screen (大屏): 请 A012 到 2号窗口, nothing of anybody."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.second_screen import SecondScreen
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import TOKENS, Mode
from gridhall.tickets.queries.waiting import Board, Call, LaneCount, board

_EMPTY = Board((), ())
_FLASHES, _FLASH_MS, _TICK_MS, _READ_TICKS = 10, 500, 1000, 20
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class _Look(NamedTuple):
    """A text's colour, how much of its box's height it takes, where it stands."""

    ink: str
    part: float
    align: Qt.AlignmentFlag


_WEEK = "一二三四五六日"


class BoardWindow(SecondScreen):
    """The newest call huge, the four before it, how many wait, the clock; dark on any theme.

    It beeps and flashes at a new call and at a repeated one. It stays while the desk is locked.
    """

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner, "ticket_board", "叫号大屏", outlives_page=True)
        self._context, self.board = context, _EMPTY
        self._ticks, self.flashes = 0, 0
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._flash = QTimer(self, interval=_FLASH_MS)
        self._flash.timeout.connect(self._blink)
        self.closed.connect(self._clock.stop)
        Refreshing(self, context.bus, frozenset({"queue_ticket", "ticket_lane"})).use(self.refresh)

    def open_up(self) -> None:
        """Show it; the clock goes while it is on show."""
        self._clock.start()
        super().open_up()

    def refresh(self) -> None:
        """Read the calls anew; a new one is heard and seen."""
        before, was_read = self.board.calls, self.board is not _EMPTY
        with self._context.db.read() as session:
            self.board = board(session, self._context.today())
        if was_read and _is_new(before, self.board.calls):
            QApplication.beep()
            self.flashes = _FLASHES
            self._flash.start()
        self.update()

    def words(self) -> str:
        """What the board says, for a screen reader and for tests."""
        if not self.board.calls:
            return "请取号等候"
        newest = self.board.calls[0]
        return f"请 {newest.number} 到 {newest.counter}"

    def _tick(self) -> None:
        self._ticks += 1
        if self._ticks % _READ_TICKS == 0:  # another program may have called on the same file
            self.refresh()
        self.update()

    def _blink(self) -> None:
        self.flashes -= 1
        if self.flashes <= 0:
            self._flash.stop()
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head with the clock, the newest call, the earlier ones, the lanes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _ink("header"))
        wide, high = self.width(), self.height()
        edge, head, foot = wide // 40, high // 9, high // 7
        self._paint_head(painter, QRect(edge, 0, wide - 2 * edge, head))
        body = QRect(0, head, wide, high - head - foot)
        if not self.board.calls:
            _say(painter, body, "请取号等候", _Look("text", 0.3, _MIDDLE))
        else:
            split = round(wide * 0.62)
            self._paint_newest(painter, QRect(0, head, split, body.height()))
            self._paint_earlier(painter, QRect(split, head, wide - split, body.height()))
        self._paint_lanes(painter, QRect(0, high - foot, wide, foot))
        self.setAccessibleDescription(self.words())

    def _paint_head(self, painter: QPainter, box: QRect) -> None:
        now = datetime.now()
        day = f"{now.month}月{now.day}日 星期{_WEEK[now.weekday()]}  {now:%H:%M}"
        half = box.width() // 2
        name = QRect(box.left(), box.top(), half, box.height())
        _say(painter, name, self._context.hall.name, _Look("text2", 0.36, _LEFT))
        right = QRect(box.left() + half, box.top(), half, box.height())
        _say(painter, right, day, _Look("text", 0.42, _RIGHT))

    def _paint_newest(self, painter: QPainter, box: QRect) -> None:
        newest = self.board.calls[0]
        lit = self.flashes % 2 == 1
        painter.fillRect(box, _ink("amber_fg" if lit else "bg"))
        ink = "bg" if lit else "amber_fg"
        high, inner = box.height(), box.adjusted(box.width() // 24, 0, -box.width() // 24, 0)
        rows = (
            (0.02, 0.2, "请", "text2", 0.62),
            (0.2, 0.46, newest.number, ink, 0.95),
            (0.68, 0.28, f"到 {newest.counter}", "text", 0.66),
        )
        for top, tall, words, colour, size in rows:
            place = QRect(inner.left(), box.top() + round(high * top), inner.width(), 0)
            place.setHeight(round(high * tall))
            _say(painter, place, words, _Look("bg" if lit else colour, size, _MIDDLE))

    def _paint_earlier(self, painter: QPainter, box: QRect) -> None:
        edge, high = box.width() // 14, box.height() // 5
        inner = box.adjusted(edge, 0, -edge, 0)
        head = QRect(inner.left(), inner.top(), inner.width(), high)
        _say(painter, head, "刚才叫到", _Look("text2", 0.32, _LEFT))
        for place, call in enumerate(self.board.calls[1:], 1):
            row = QRect(inner.left(), box.top() + place * high, inner.width(), high)
            painter.fillRect(QRect(row.left(), row.top(), row.width(), 1), _ink("border"))
            _paint_call(painter, row, call)

    def _paint_lanes(self, painter: QPainter, box: QRect) -> None:
        painter.fillRect(box, _ink("surface2"))
        lanes = self.board.lanes
        if not lanes:
            return
        wide = box.width() / len(lanes)
        for place, one in enumerate(lanes):
            cell = QRectF(box.left() + place * wide, box.top(), wide, box.height()).toRect()
            _paint_lane(painter, cell, one)
            if place:
                line = QRect(
                    cell.left(), cell.top() + cell.height() // 5, 1, cell.height() * 3 // 5
                )
                painter.fillRect(line, _ink("border"))


def _paint_call(painter: QPainter, row: QRect, call: Call) -> None:
    half = round(row.width() * 0.48)
    number = QRect(row.left(), row.top(), half, row.height())
    _say(painter, number, call.number, _Look("text", 0.5, _LEFT))
    counter = QRect(row.left() + half, row.top(), row.width() - half, row.height())
    _say(painter, counter, call.counter, _Look("text2", 0.36, _RIGHT))


def _paint_lane(painter: QPainter, cell: QRect, one: LaneCount) -> None:
    inner = cell.adjusted(6, 0, -6, 0)
    half = cell.height() // 2
    upper = QRect(inner.left(), inner.top() + half // 6, inner.width(), half)
    lower = QRect(inner.left(), inner.top() + half, inner.width(), round(half * 0.85))
    _say(painter, upper, one.lane.title, _Look("text2", 0.5, _MIDDLE))
    ink = "amber_fg" if one.waiting else "text2"
    _say(painter, lower, f"等候 {one.waiting} 位", _Look(ink, 0.52, _MIDDLE))


def _is_new(before: Sequence[Call], after: Sequence[Call]) -> bool:
    """Whether somebody was called, or called again, since the board was read."""
    if not after:
        return False
    known = {(one.id, one.calls) for one in before}
    return (after[0].id, after[0].calls) not in known


def _say(painter: QPainter, box: QRect, words: str, look: _Look) -> None:
    """One line of text, this part of the box high, smaller if it would not fit."""
    font = QFont(current_theme().font("base", True))
    font.setPixelSize(max(8, round(box.height() * look.part)))
    wide = QFontMetrics(font).horizontalAdvance(words)
    if wide > box.width():
        font.setPixelSize(max(8, font.pixelSize() * box.width() // wide))
    painter.setFont(font)
    painter.setPen(_ink(look.ink))
    painter.drawText(box, int(look.align), words)


def _ink(token: str) -> QColor:
    """The dark face's colours, whatever the desk wears: they are made for a hall's distance."""
    return QColor(TOKENS[Mode.DARK][token])
