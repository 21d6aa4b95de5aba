"""The week of a volunteer as a small grid: seven days, morning, afternoon, evening."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gridhall.qt.theme import current_theme
from gridhall.volunteering.labels import WEEKDAYS
from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.rules.telling import PARTS, halves_of, joined

FREE, AWAY, PART, UNSAID = "有空", "没空", "部分", ""
_TONES = {FREE: "green", AWAY: "grey", PART: "amber"}
_HEAD, _SIDE, _ROW = 22, 40, 26  # px at 100 %
Cell = tuple[int, str]  # weekday, half


def week_of(times: Iterable[FreeTime]) -> dict[Cell, str]:
    """What is said of each part of the week; who said nothing is always free."""
    weekly = [row for row in times if row.weekday is not None]
    some_free = any(row.is_free for row in weekly)
    found = {}
    for day in range(7):
        mine = [row for row in weekly if row.weekday == day]
        for half, span in PARTS.items():
            found[day, half] = _said(mine, span, some_free=some_free)
    return found


def _said(mine: list[FreeTime], span: tuple[int, int], *, some_free: bool) -> str:
    touching = [row for row in mine if row.starts < span[1] and span[0] < row.ends]
    free = [row for row in touching if row.is_free]
    if any(not row.is_free for row in touching):
        whole = any(not r.is_free and r.starts <= span[0] and span[1] <= r.ends for r in touching)
        return AWAY if whole else PART
    if any(row.starts <= span[0] and span[1] <= row.ends for row in free):
        return FREE
    return PART if free else AWAY if some_free else UNSAID


def times_from(ticked: Iterable[Cell]) -> tuple[FreeTime, ...]:
    """Weekly free times of the ticked parts."""
    return joined(FreeTime(day, None, None, *PARTS[half], True) for day, half in ticked)


def ticked_by(times: Iterable[FreeTime]) -> tuple[set[Cell], list[FreeTime]]:
    """The parts that whole weekly free times tick, and the times that are told otherwise."""
    ticked: set[Cell] = set()
    others = []
    for row in times:
        halves = halves_of(row) if row.is_free and row.weekday is not None else ()
        if halves:
            ticked |= {(row.weekday or 0, half) for half in halves}
        else:
            others.append(row)
    return ticked, others


class WeekGrid(QWidget):
    """Shows a week; where it may be changed, arrows walk, space ticks, a click too."""

    changed = Signal()

    def __init__(self, *, can_change: bool = False) -> None:
        super().__init__()
        self._said: dict[Cell, str] = {}
        self._can_change, self._at = can_change, (0, 0)
        self.setAccessibleName("每周可服务时段")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if can_change:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        current_theme().changed.connect(self.updateGeometry)

    def show_week(self, said: dict[Cell, str]) -> None:
        """Show what is said of each part."""
        self._said = dict(said)
        free = [f"{WEEKDAYS[day]}{half}" for (day, half), one in said.items() if one == FREE]
        self.setAccessibleDescription("有空：" + ("、".join(free) or "没有写"))
        self.update()

    def ticked(self) -> list[Cell]:
        """The parts with 有空."""
        return [cell for cell, said in self._said.items() if said == FREE]

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        px = current_theme().px
        return QSize(px(320), px(_HEAD) + len(PARTS) * px(_ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        """No narrower than seven words."""
        return QSize(current_theme().px(280), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heads, then the parts; the word is told beside the colour."""
        painter, theme = QPainter(self), current_theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("xs"))
        painter.setPen(theme.color("text3"))
        middle = Qt.AlignmentFlag.AlignCenter
        for day, name in enumerate(WEEKDAYS):
            painter.drawText(self._box(day, -1), middle, name)
        for line, half in enumerate(PARTS):
            painter.setPen(theme.color("text3"))
            painter.drawText(self._side(line), middle, half)
            for day in range(7):
                self._paint_cell(painter, (day, line), self._said.get((day, half), UNSAID))
        painter.end()

    def _paint_cell(self, painter: QPainter, at: tuple[int, int], said: str) -> None:
        theme, box = current_theme(), self._box(*at).adjusted(2, 2, -2, -2)
        tone = _TONES.get(said, "")
        here = self._can_change and self.hasFocus() and at == self._at
        painter.setPen(QPen(theme.color("primary" if here else "border"), 2 if here else 1))
        painter.setBrush(theme.color(f"{tone}_bg") if tone else theme.color("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color(f"{tone}_fg") if tone else theme.color("text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said or "不限")

    def _box(self, day: int, line: int) -> QRectF:
        px = current_theme().px
        wide = (self.width() - px(_SIDE)) / 7
        top = 0 if line < 0 else px(_HEAD) + line * px(_ROW)
        return QRectF(px(_SIDE) + day * wide, top, wide, px(_HEAD if line < 0 else _ROW))

    def _side(self, line: int) -> QRectF:
        px = current_theme().px
        return QRectF(0, px(_HEAD) + line * px(_ROW), px(_SIDE), px(_ROW))

    # Changing it

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ticks a part, on a weekday's name the whole day."""
        if not self._can_change:
            super().mousePressEvent(event)
            return
        for day in range(7):
            if self._box(day, -1).contains(event.position()):
                self._tick([(day, half) for half in PARTS])
            for line, half in enumerate(PARTS):
                if self._box(day, line).contains(event.position()):
                    self._at = (day, line)
                    self._tick([(day, half)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, space."""
        steps: dict[int, tuple[int, int]] = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if not self._can_change:
            super().keyPressEvent(event)
        elif event.key() in steps:
            step = steps[event.key()]
            self._at = ((self._at[0] + step[0]) % 7, (self._at[1] + step[1]) % len(PARTS))
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self._tick([(self._at[0], list(PARTS)[self._at[1]])])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame of where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No frame."""
        super().focusOutEvent(event)
        self.update()

    def _tick(self, cells: list[Cell]) -> None:
        ticked = set(self.ticked())
        ticked = ticked - set(cells) if set(cells) <= ticked else ticked | set(cells)
        self.show_week(week_of(times_from(ticked)))
        self.changed.emit()
