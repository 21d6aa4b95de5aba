"""一窗受理·统计报表: figures, or the reports due; one switch between them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.reports.pages.figures import FiguresView
from gridhall.reports.pages.sending import SendingView

FIGURES, SENDING = 0, 1


class ReportsPage(QWidget):
    """统计 and 上报; the buttons of the one on show stand above."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.segments, self._stack, self._above = Segments(), QStackedWidget(), QStackedWidget()
        self.figures, self.sending = FiguresView(context), SendingView(context)
        self.segments.set_items(["统计", "上报"])
        self.segments.setAccessibleName("统计或上报")
        for view in (self.figures, self.sending):
            self._stack.addWidget(view)
            self._above.addWidget(_row(view.buttons()))
        self.segments.chosen.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 12)
        column.addWidget(self._stack)
        self.setFocusProxy(self.figures)

    def actions_above(self) -> Sequence[QWidget]:
        """The switch, and what one can do here."""
        return (self._above, self.segments)

    def show_for_width(self, effective: int) -> None:
        """Lesser columns go where it is narrow."""
        self.figures.show_for_width(effective)
        self.sending.show_for_width(effective)

    def show_sending(self, layout_id: int | None = None) -> None:
        """上报, on this layout if one is given."""
        self.segments.choose(SENDING)
        self._show(SENDING)
        if layout_id is not None:
            self.sending.choose(layout_id)

    def _show(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._above.setCurrentIndex(place)
        self.setFocusProxy((self.figures, self.sending)[place])


def _row(buttons: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return holder
