"""一窗受理·便民借用: one box, always focused; scan or type, Enter decides."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.slips import scanned_code
from gridhall.lending.columns.counter import ALL, LINES, OVERDUE, PILLS, Line, counts, lines
from gridhall.lending.pages.acts import CounterActs
from gridhall.lending.pages.panel import LendingPanel
from gridhall.lending.queries.board import Board, LineCard, board, card
from gridhall.lending.queries.scanning import decide
from gridhall.lending.service.taking_back import take_back
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.scaling import fit

_TABLES = frozenset(
    {
        "loan", "loan_call", "thing", "thing_kind", "kit_item", "stock_entry", "deposit",
        "found_item", "stock_taking", "taking_line",
    }
)  # fmt: skip
_MANNER = Manner(
    name="一行",
    placeholder="扫条码，或输入编号、取件码、姓名首字母",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="umbrella",
    side=430,
    row_px=50,
    key=lambda row: row.key,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LendingPage(ListedPage):
    """What is out, what is kept, what there is; a scan lends or takes back."""

    panel: LendingPanel

    def __init__(self, context: Context) -> None:
        self.board: Board | None = None
        super().__init__(context, _MANNER, LendingPanel())
        self.acts = CounterActs(self)
        self.keep_button = button("寄存", "Alt+J", "", "inventory_2")
        self.found_button = button("登记失物", "Alt+W", "", "search")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        acts, side = self.acts, self.panel
        self.bind(
            (
                (self.keep_button, acts.keep),
                (self.found_button, acts.find),
                (self.more_button, self._menu),
                (side.first, acts.first),
                (side.second, acts.second),
                (side.third, acts.third),
                (side.call, acts.call),
            )
        )
        self.add_key("Ctrl+N", partial(self.act, self.acts.add_thing))
        self.add_key("Ctrl+P", partial(self.act, self.acts.print_line))
        self.add_key("Alt+K", partial(self.act, self.acts.take_stock))
        self.panel.things.opened.connect(lambda row: self.show_thing(row.id))
        self.ui.pills.chosen.connect(lambda _: self.ui.filterEdit.clear())
        self._stand_box_alone()
        self.idle.say("选一行", "这里显示它的情况和经过", "umbrella")

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.found_button, self.keep_button)

    # The box

    def scanned(self, text: str) -> bool:
        """A hand scanner's text, wherever the focus was; a certificate's code is not ours."""
        if text.startswith("GH1:"):
            return False
        self.ui.filterEdit.setText(text)
        self.submit()
        return True

    def start(self) -> None:
        """F4: the box, empty and focused."""
        self._close_side()
        self.ui.notice.hide()
        self.ui.filterEdit.clear()
        self.ui.filterEdit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Enter: what the code means is done; what is no code leads into the list."""
        typed = self.ui.filterEdit.text()
        try:
            with self.context.db.read() as session:
                found = decide(session, typed, self.context.today())
        except UserError as error:
            if self._leads_into_list(typed):
                return
            self.ui.notice.say("red", str(error))
            self.ui.filterEdit.selectAll()  # the next scan begins anew
            return
        self.ui.notice.hide()
        self.ui.filterEdit.clear()
        self.act(partial(self.acts.follow, found, scanned_code(typed)))

    def _leads_into_list(self, typed: str) -> bool:
        """Whether what was typed is no code but finds lines: the arrows go on from there."""
        if not self.model.rows or any(one.isdigit() for one in typed):
            return False
        self.ui.notice.hide()
        self.ui.table.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter decides; the other keys are the list's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched is self.ui.filterEdit
            and Qt.Key(event.key()) in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.ui.filterEdit.text().strip()
        ):
            self.submit()
            return True
        return super().eventFilter(watched, event)

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """Everything at once: a counter has hundreds of lines, not thousands."""
        today = self.context.today()
        return lambda session: board(session, today)

    def take(self, told: Any) -> None:
        """Pills with their counts; how many are overdue stands in the view's title."""
        self.board = told
        numbers = counts(told, self.context.today())
        self.ui.pills.set_counts(PILLS, numbers)
        self.counted.emit(numbers[1] or 0)
        out, late = numbers[ALL] or 0, numbers[OVERDUE] or 0
        going_on = " · 盘点还没有结束（Alt+K）" if told.taking_id is not None else ""
        urgent = sum(one.is_urgent for one in told.todos)
        kits = f" · 药箱要换 {urgent} 项" if urgent else ""
        self.ui.countLabel.setText(f"在外 {out} 笔 · 超期 {late} 笔{kits}{going_on}")
        self.ui.keysLabel.setText("Enter 办理 · Ctrl+P 打印 · F4 扫下一件")

    def rows(self) -> Sequence[Line]:
        """What the pill asks for."""
        if self.board is None:
            return ()
        return lines(self.board, self.ui.pills.current(), self.context.today())

    def typed_as(self, row: Line) -> str:
        """By what, who, number and code."""
        return f"{row.who} {row.what} {row.below}"

    def reading_card(self, row: Line) -> Callable[[Any], Any]:
        """The card of the line."""
        return lambda session: card(session, *row.key)

    def show_card(self, told: LineCard) -> None:
        """Fill the card."""
        self.panel.show_card(told, self.context.today())

    def open_row(self, row: Line) -> None:
        """Enter on a row: its first act."""
        self.acts.first()

    def say_empty(self) -> None:
        """Nothing is out: scan something."""
        pill = self.ui.pills.current()
        empty = self.ui.empty
        if pill == ALL:
            empty.say("没有借出在外的东西", "扫条码借出；新东西按 Ctrl+N 登记", "umbrella")
        else:
            empty.say(f"“{PILLS[pill]}”里没有", "按 ← 回到“全部”", "check_circle")
        empty.offer("")

    def show_thing(self, thing_id: int) -> None:
        """A thing that the search found: its loan if it is out, else its own card."""
        with self.context.db.read() as session:
            told = card(session, "thing", thing_id)
        self.ui.filterEdit.clear()
        open_one = next((one for one in told.past if one.is_open), None)
        if open_one is not None:
            self.choose_line(ALL, ("loan", open_one.id))
            return
        self.ui.table.clearSelection()
        self.show_card(told)
        self.ui.sideStack.setCurrentWidget(self.panel)

    def show_loan(self, loan_id: int | None) -> None:
        """A loan that 今日 leads to; None: what is overdue, the list focused."""
        self.ui.notice.hide()
        if loan_id is not None:
            self.choose_line(ALL, ("loan", loan_id))
            return
        self.ui.filterEdit.clear()
        self.ui.pills.choose(OVERDUE)
        self.relist()
        self.ui.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_kind(self, name: str) -> None:
        """Who has some of a kind: the arrows choose, Enter takes back."""
        self.ui.pills.choose(ALL)
        self.ui.filterEdit.setText(name)
        self.ui.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_sheet(self, sheet: ActSheet) -> None:
        """What was said of the scan before goes."""
        self.ui.notice.hide()
        super().open_sheet(sheet)

    def documents(self) -> Any:
        """The counter's papers."""
        from gridhall.lending.documents import issuing

        return issuing

    def undo(self, session: Any, action_id: int) -> None:
        """An act of the counter."""
        take_back(session, self.context.clerk, action_id)

    def tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back; the box waits for the next scan."""
        super().tell(done)
        self.ui.notice.hide()
        self.ui.filterEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    # Its look

    def _stand_box_alone(self) -> None:
        """The box has a row of its own and is bigger; the pills stand below it."""
        ui = self.ui
        ui.filterRow.removeWidget(ui.pills)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 10)
        row.addWidget(ui.pills)
        row.addStretch(1)
        ui.layout8.insertLayout(1, row)
        ui.filterRow.setStretch(0, 1)
        ui.filterEdit.setProperty("size", "lg")
        ui.filterEdit.setMinimumHeight(40)
        stops = (ui.filterEdit, *ui.pills.findChildren(QAbstractButton), ui.table)
        for before, after in pairwise(stops):  # as they stand
            self.setTabOrder(before, after)
        fit(self)

    def _menu(self) -> None:
        acts = self.acts
        self.open_menu(
            self.more_button,
            (
                ("登记物品…", "Ctrl+N", acts.add_thing),
                ("新建种类…", "", acts.add_kind),
                ("盘点全部…", "Alt+K", acts.take_stock),
                ("只盘点这一种…", "", acts.take_stock_of_kind),
                ("", "", None),
                ("打印这一行的单子", "Ctrl+P", acts.print_line),
                ("打印 80 毫米小票", "", acts.print_narrow),
                ("打印超期名单", "", acts.print_overdue),
                ("打印失物招领公告", "", acts.print_found),
                ("打印条码标签", "", acts.print_labels),
            ),
        )
