"""借用超期 and 急救药箱 on 今日: who to call, which kit to see to, one key from the counter."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.forms.ui_today import Ui_TodayPage
from gridhall.qt.buttons import Btn, button
from gridhall.qt.context import Context
from gridhall.qt.frames import Card
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import chip, label, tip
from gridhall.qt.layouts import empty
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import refit
from gridhall.qt.theme import current_theme

if TYPE_CHECKING:
    from gridhall.db.database import Database
    from gridhall.lending.queries.loans import LoanRow
    from gridhall.lending.queries.things import Todo
    from gridhall.today.queries.lending import LendingTodos

_LATER_MS = 260  # the queue, the transfers and the service day come first
_LINE_PX = 28  # at 100 %: three loans and a kit leave the queue its height
_ROOMY_PX = 720  # at 100 %: a window of 768 leaves the page about 620
_OURS = frozenset({"loan", "thing", "thing_kind", "kit_item", "person"})


class LendingTodo(Card):
    """Below the transfers; hidden while nothing is overdue and no kit is to be seen to."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._context, self._page = context, page
        self._loans: list[QWidget] = []
        self.title = label("", "md")
        self.all_button = button("看名单", "Alt+J", "text")
        self.all_button.bind_key().clicked.connect(lambda: context.desk.open_loan(None))
        self._area = QWidget()
        self._lines = QVBoxLayout(self._area)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._lay_out()
        self.hide()
        Refreshing(page, context.bus, _OURS).use(self.read)

    def read(self) -> None:
        """On the worker, for it brings the counter's tables in."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        work = partial(_todos, self._context.db, self._context.today())
        self._context.jobs.start(work, done=self._show, failed=self._context.desk.show_error)

    def _show(self, told: "LendingTodos") -> None:
        empty(self._lines)
        self.title.setText(f"借用超期 {told.overdue}" if told.overdue else "急救药箱")
        self.all_button.setVisible(told.overdue > 0)
        self._loans = [self._loan_line(row) for row in told.oldest]
        for line in self._loans:
            self._lines.addWidget(line)
        if told.kits:
            self._lines.addWidget(self._kit_line(told.kits[0], len(told.kits) - 1))
        self.setVisible(bool(told.overdue or told.kits))
        refit(self)
        self.adapt()

    def adapt(self) -> None:
        """On a low screen only the oldest loan stands here; the others are one key away."""
        window = self._page.parentWidget() or self._page
        roomy = window.height() >= current_theme().px(_ROOMY_PX)
        for line in self._loans[1:]:
            line.setVisible(roomy)

    def _loan_line(self, row: "LoanRow") -> QWidget:
        """韩强 132****1468 · 人字梯 18 天."""
        late = row.late(self._context.today())
        made, line = _line()
        look = _low(f"{row.borrower} {row.masked_phone}".strip())
        look.setAccessibleName(f"看{row.borrower}借的{row.what}，超期 {late} 天")
        tip(look, f"{row.what}，{row.due_on} 应还。{row.last_call or '还没有催过'}")
        look.clicked.connect(partial(self._context.desk.open_loan, row.id))
        line.addWidget(look)
        line.addStretch(1)
        line.addWidget(chip(f"{row.kind} {late} 天", "red"))
        return made

    def _kit_line(self, first: "Todo", more: int) -> QWidget:
        """YX-002 烫伤膏已过期，还有 1 项."""
        made, line = _line()
        said = first.words.split("（")[0] + (f"，还有 {more} 项" if more else "")
        look = _low("去看")
        look.setAccessibleName(f"去看：{said}")
        look.clicked.connect(partial(self._context.desk.open_thing, first.thing_id))
        ink = "red_fg" if first.is_urgent else "amber_fg"
        line.addWidget(IconLabel().show_icon("warning-fill", ink))
        line.addWidget(label(said, wrap=True), 1)
        line.addWidget(look)
        return made

    def _lay_out(self) -> None:
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.all_button)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._area)


def _line() -> tuple[QWidget, QHBoxLayout]:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    return made, line


def _low(text: str) -> Btn:
    made = button(text, "", "text")
    made.setFixedHeight(_LINE_PX)
    return made


class DaysAhead(QObject):
    """接下来五个工作日 gives way to what is to be done: it stands where everything has room."""

    def __init__(self, page: QWidget, ui: Ui_TodayPage) -> None:
        super().__init__(page)
        self._page, self._ui = page, ui
        ui.layout25.addStretch()
        ui.rightColumn.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something came, went or was resized."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            beside = self._ui.paneRow.direction() == QBoxLayout.Direction.LeftToRight
            self._ui.aheadCard.setVisible(not beside or self._room() >= 0)
        return False

    def _room(self) -> int:
        """What the column has left below everything, these days included; px."""
        ui, page = self._ui, self._page
        column, window = ui.layout25, page.parentWidget()
        over = max(0, page.height() - window.height()) if window is not None else 0
        cards = [one for one in column.parentWidget().findChildren(Card) if one is not ui.aheadCard]
        shown = [one for one in cards if one.parent() is ui.rightColumn and not one.isHidden()]
        needed = sum(_tall(one) + column.spacing() for one in shown) + _tall(ui.aheadCard)
        return ui.rightColumn.height() - over - needed


def _tall(card: QWidget) -> int:
    """How tall it is when nothing in it is squeezed."""
    high = card.heightForWidth(card.width()) if card.hasHeightForWidth() else -1
    return high if high > 0 else card.sizeHint().height()


def _todos(db: "Database", today: date, _progress: Progress) -> "LendingTodos":
    from gridhall.today.queries.lending import lending_todos

    with db.read() as session:
        return lending_todos(session, today)
