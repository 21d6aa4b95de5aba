"""What a type-ahead list offers, and how one offer is painted: code, title, second line, right."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gridhall.qt.choice import Choice, Find, loosely
from gridhall.qt.theme import Theme, current_theme
from gridhall.qt.tokens import ROW_RESULT
from gridhall.qt.whole_rows import cover_cut, scroll_by_rows, unless_cut

__all__ = ["Choice", "ChoiceDelegate", "ChoiceList", "ChoiceModel", "Find", "loosely", "paint_pill"]

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ChoiceModel(QAbstractListModel):
    """The offers on show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Replace everything on show."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """All lines for screen readers, the title for the rest."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(filter(None, (choice.title, choice.sub, choice.right)))
        return None


class ChoiceList(QListView):
    """A list of offers that never takes the focus from the box above it."""

    def __init__(self, parent: QWidget | None = None, *, row: int = 44) -> None:
        super().__init__(parent)
        self.offers = ChoiceModel(self)
        self.setModel(self.offers)
        self.setItemDelegate(ChoiceDelegate(self, row))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_rows(self)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        current_theme().changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> Choice | None:
        """The offer that is chosen now."""
        place = self.currentIndex().row()
        return self.offers.choices[place] if 0 <= place < len(self.offers.choices) else None

    def step(self, by: int) -> None:
        """Move the choice up or down, round the ends."""
        count = len(self.offers.choices)
        if count:
            self.setCurrentIndex(self.offers.index((self.currentIndex().row() + by) % count))

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the offers and choose the first."""
        self.offers.show_choices(choices)
        if choices:
            self.setCurrentIndex(self.offers.index(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only."""
        super().paintEvent(event)
        cover_cut(self, super().indexAt)

    def indexAt(self, place: QPoint) -> QModelIndex:
        """A row that is not shown cannot be hit."""
        return unless_cut(self, super().indexAt(place))

    def wanted_height(self, rows: int) -> int:
        """Room for the first `rows` offers and the frame."""
        count = min(rows, len(self.offers.choices))
        return sum(self.sizeHintForRow(place) for place in range(count)) + 2 * self.frameWidth() + 2


class ChoiceDelegate(QStyledItemDelegate):
    """Paints an offer; fonts and colours come prebuilt from the Theme."""

    def __init__(self, parent: QListView, row: int) -> None:
        super().__init__(parent)
        self._row = row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line 34 px, two lines the list's row; a first-of-group has a heading above."""
        theme, choice = current_theme(), self._choice(index)
        tall = self._row if choice.sub else min(self._row, 34)
        return QSize(theme.px(100), theme.px(tall + (26 if self._heads(index) else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Heading, bar of selection, code, title and second line, right-hand words."""
        theme, choice = current_theme(), self._choice(index)
        box = QRectF(cast(Any, option).rect)  # Qt's stubs leave fields out
        selected = self._view().currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._heads(index):
            box = _paint_heading(painter, box, choice.group, theme)
        painter.fillRect(box, theme.color("sel" if selected else "surface"))
        if self._row >= ROW_RESULT:
            painter.setPen(theme.color("border"))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        if selected:
            bar = QRectF(box.left(), box.top(), theme.px(3), box.height())
            painter.fillRect(bar, theme.color("primary"))
        inner = box.adjusted(theme.px(12), 0, -theme.px(10), 0)
        _paint_choice(painter, inner, choice, theme)
        painter.restore()

    def _view(self) -> QListView:
        view = self.parent()
        assert isinstance(view, QListView)
        return view

    def _choice(self, index: Index) -> Choice:
        model = self._view().model()
        assert isinstance(model, ChoiceModel)
        return model.choices[index.row()]

    def _heads(self, index: Index) -> bool:
        model = self._view().model()
        assert isinstance(model, ChoiceModel)
        here = model.choices[index.row()].group
        before = model.choices[index.row() - 1].group if index.row() else ""
        return bool(here) and here != before


def _paint_heading(painter: QPainter, box: QRectF, words: str, theme: Theme) -> QRectF:
    head = QRectF(box.left(), box.top(), box.width(), theme.px(26))
    painter.fillRect(head, theme.color("surface2"))
    place = head.adjusted(theme.px(12), 0, 0, 0)
    _text(painter, place, words, theme.font("xs", True), theme.color("text2"))
    return box.adjusted(0, theme.px(26), 0, 0)


def _paint_choice(painter: QPainter, box: QRectF, choice: Choice, theme: Theme) -> None:
    quiet, small = theme.color("text2"), theme.font("xs")
    if choice.code:
        code = QRectF(box.left(), box.top(), theme.px(62), box.height())
        _text(painter, code, choice.code, small, quiet)
        box = box.adjusted(theme.px(62), 0, 0, 0)
    if choice.right:
        box = _paint_right(painter, box, choice, theme)
    bold, ink = theme.font("base", True), theme.color("text")
    if not choice.sub:
        _text(painter, box, choice.title, bold, ink)
        return
    high = box.height()
    upper = QRectF(box.left(), box.top() + high * 0.10, box.width(), high * 0.42)
    lower = QRectF(box.left(), box.top() + high * 0.51, box.width(), high * 0.40)
    _text(painter, upper, choice.title, bold, ink)
    _text(painter, lower, choice.sub, small, quiet)


def _paint_right(painter: QPainter, box: QRectF, choice: Choice, theme: Theme) -> QRectF:
    small = theme.font("xs")
    wide = QFontMetrics(small).horizontalAdvance(choice.right) + 2
    if choice.tone:
        wide += theme.px(16)
        pill = QRectF(box.right() - wide, box.center().y() - theme.px(10), wide, theme.px(20))
        paint_pill(painter, pill, choice.right, choice.tone)
    else:
        place = QRectF(box.right() - wide, box.top(), wide, box.height())
        _text(painter, place, choice.right, small, theme.color("text2"))
    return box.adjusted(0, 0, -wide - theme.px(8), 0)


def paint_pill(painter: QPainter, pill: QRectF, words: str, tone: str) -> None:
    """A chip as delegates paint it."""
    theme = current_theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}_bg"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(theme.font("xs"))
    painter.setPen(theme.color(f"{tone}_fg"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _text(painter: QPainter, box: QRectF, words: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _MIDDLE, shown)
