"""What there is to know of the chosen day: its date and why, how full it is, the next one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.frames import Line
from gridhall.qt.labels import chip, label, set_look
from gridhall.volunteering.columns.board import day_state, day_title, filled_words, nominal_note
from gridhall.volunteering.pages.board.chips import Legend
from gridhall.volunteering.pages.board.reading import Shown
from gridhall.volunteering.queries.board import Board
from gridhall.volunteering.queries.days import DayRow


class FactsPane(QWidget):
    """Below the month."""

    next_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.state = label("", "md"), chip("")
        self.name, self.nominal = label("", "sub", wrap=True), label("", "meta", wrap=True)
        self.bar, self.filled, self.counts = QProgressBar(), label("", "sub"), label("", "meta")
        self.published = label("", "meta", wrap=True)
        self.other = button("", "", "text", "swap_horiz")
        self.next_title, self.next_state = label("下一个", "sub"), chip("")
        self.next_button = button("", "", "text")
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(_row(self.title, None, self.state))
        for widget in (self.name, self.nominal, self.bar):
            column.addWidget(widget)
        column.addLayout(_row(self.filled, None, self.counts))
        column.addWidget(self.published)
        column.addWidget(self.other)
        column.addWidget(Line())
        column.addLayout(_row(self.next_title, self.next_button, None, self.next_state))
        column.addStretch(1)
        self._legend = (label("图例", "label"), Legend(self))
        for shown in self._legend:
            column.addWidget(shown)
        self.next_button.clicked.connect(self.next_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.other.hide()

    def show_day(self, shown: Shown, today: date) -> None:
        """A day of the month, whether it is a service day or not."""
        day, row, board = shown.day, shown.row, shown.board
        at = row.held_on if row is not None and row.held_on is not None else day
        self.title.setText(day_title(at))
        for widget in (self.bar, self.filled, self.counts, self.published):
            widget.setVisible(board is not None)
        self.state.setVisible(row is not None)
        if row is None:
            self.name.setText("没有服务日")
            self.nominal.hide()
            return
        words, tone = day_state(row, today)
        self.state.setText(words)
        set_look(self.state, chip=tone)
        self.name.setText("，".join(filter(None, (_odd_name(row), row.spot))))
        self.name.setVisible(bool(self.name.text()))
        self._say_nominal(row)
        if board is not None:
            self._say_filled(row, board)
            self._say_published(board, shown.unpublished)

    def show_legend(self, shown: bool) -> None:
        """Where the screen is low the day needs the room; chips say what they are anyway."""
        for widget in self._legend:
            widget.setVisible(shown)

    def show_next(self, row: DayRow | None) -> None:
        """The service day after today's or the chosen one."""
        for widget in (self.next_title, self.next_button, self.next_state):
            widget.setVisible(row is not None)
        if row is not None and row.held_on is not None:
            words, tone = day_state(row)
            self.next_button.setText(day_title(row.held_on))
            self.next_button.setAccessibleName(f"看下一个服务日 {day_title(row.held_on)}")
            self.next_state.setText(words)
            set_look(self.next_state, chip=tone)

    def show_others(self, others: Sequence[DayRow]) -> None:
        """Other activities of the same date, one press away."""
        self.other.setVisible(bool(others))
        if others:
            self.other.setText(f"同一天还有 {others[0].name}")

    def _say_nominal(self, row: DayRow) -> None:
        said = nominal_note(row)
        if row.provisional:
            said = "；".join(filter(None, (said, "当年放假安排还没公布，暂估")))
        if row.policy_says is not None:
            said = "；".join(filter(None, (said, f"按现在的规则应在{day_title(row.policy_says)}")))
        self.nominal.setText(said)
        self.nominal.setVisible(bool(said))

    def _say_filled(self, row: DayRow, board: Board) -> None:
        self.bar.setRange(0, max(1, board.wanted))
        self.bar.setValue(board.filled)
        set_look(self.bar, tone="amber" if board.missing else "green")
        self.filled.setText(filled_words(row))
        self.bar.setAccessibleName(self.filled.text())
        self.counts.setText(f"{len(board.posts)} 岗 · {len(board.shifts)} 班")

    def _say_published(self, board: Board, unpublished: int) -> None:
        at = board.day.published_at
        said = f"{at.astimezone():%m月%d日 %H:%M} 发布过" if at else "还没发布"
        if unpublished and board.day.closed_at is None:
            said += f"，又改了 {unpublished} 处"
        self.published.setText(said)


def _odd_name(row: DayRow) -> str:
    """The name of what is no ordinary service day."""
    return row.name if row.nominal is None or row.name != "集中服务日" else ""


def _row(*parts: QWidget | None) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(4)
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made
