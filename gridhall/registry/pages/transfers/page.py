"""居民登记·户籍迁移: every transfer with its clock, one card beside, months and their lists."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.forms.ui_transfers_page import Ui_TransfersPage
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.frames import EmptyState
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width
from gridhall.qt.table import RowsModel
from gridhall.registry.columns.transfers import LISTED, Listed
from gridhall.registry.dialogs.letters import LettersSheet
from gridhall.registry.dialogs.transfer import CategoriesSheet, TransferDialog
from gridhall.registry.pages.transfers.acts import TransferActs
from gridhall.registry.pages.transfers.card import TransferPanel
from gridhall.registry.pages.transfers.totals import TotalsPanel, totals_line
from gridhall.registry.queries import transfers
from gridhall.registry.queries.transfers import Stage, TransferCard, TransferRow

PILLS = (
    ("在办", Stage.OPEN),
    ("待补材料", Stage.WAITING),
    ("派出所在办", Stage.POLICE),
    ("快到期", Stage.EXPIRING),
    ("已办结", Stage.SETTLED),
    ("未办成", Stage.ENDED),
)
SIDE, TWO_PANES = 430, 1100  # px at 100 %; effective width from which both panes show
_LIMIT, _TYPING_MS = 500, 150
_UNCOUNTED = frozenset({Stage.SETTLED, Stage.ENDED})
_OURS = frozenset(
    {"hukou_transfer", "transfer_material", "transfer_step", "transfer_draft", "paper"}
)
_NOTHING = {
    Stage.OPEN: ("没有在办的迁移", "有人来迁户口，按 Ctrl+N 新办一件"),
    Stage.WAITING: ("没有等补材料的迁移", "出过一次性告知书的会列在这里"),
    Stage.POLICE: ("派出所没有在办的迁移", "移交过去、等准迁证和迁移证的会列在这里"),
    Stage.EXPIRING: ("没有快到期的证件", "准迁证 40 天、迁移证 30 天，剩 7 天以内会列在这里"),
    Stage.SETTLED: ("还没有办结的迁移", "办结落户、迁出的会列在这里"),
    Stage.ENDED: ("没有未办成的迁移", "不予办理、撤回、过期、退回的会列在这里"),
}


class TransfersPage(QWidget):
    """Built once by the window; holds nothing but what is on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._acts = context, TransferActs(context, self)
        self.ui = Ui_TransfersPage()
        self.ui.setupUi(self)
        self._stage, self._month = Stage.OPEN, (0, 0)
        self._effective, self._side_wanted = 10_000, False
        self._ticked: set[int] = set()
        self.list = RowsModel(LISTED, self)
        self.ui.transferTable.setModel(self.list)
        self.panel, self.totals, self._idle = (
            TransferPanel(context),
            TotalsPanel(context),
            EmptyState(),
        )
        for side in (self._idle, self.panel, self.totals):
            self.ui.sideStack.addWidget(side)
        self.new_button = button("新办迁移", "Ctrl+N", "primary", "swap_horiz")
        self.draft_button = button("接着填", "", "", "history")
        self.letters_button = button("公开信", "Alt+L", "", "campaign")
        self.categories_button = button("迁移类别…", "", "text")
        for made in (
            self.new_button,
            self.draft_button,
            self.letters_button,
            self.categories_button,
        ):
            made.setParent(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._dress()
        self._connect()
        Refreshing(self, context.bus, _OURS).use(self.refresh)

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.categories_button, self.draft_button, self.letters_button, self.new_button)

    def new_transfer(self, person_id: int | None = None) -> None:
        """Ctrl+N or Ctrl+M: the dialog, with this person if one is given."""
        self._open(TransferDialog(self, self._context, person_id))

    def resume(self) -> None:
        """接着填: the dialog with what was not finished."""
        dialog = TransferDialog(self, self._context)
        dialog.resume()
        self._open(dialog)

    def show_categories(self) -> None:
        """迁移类别与材料: everybody looks, an administrator changes."""
        CategoriesSheet(self._context, self).open()

    def write_letters(self) -> None:
        """公开信: to whom, what it says, one paper for all of them."""
        LettersSheet(self._context, self).open()

    def show_transfer(self, transfer_id: int) -> None:
        """A transfer's card at the right, and its row chosen where it is listed."""
        try:
            self._load(transfer_id)
        except UserError as error:
            self._context.desk.show_error(error)
            return
        self._show_side(self.panel)
        self.ui.transferTable.choose(transfer_id)
        wide = self._effective >= TWO_PANES
        (self.ui.transferTable if wide else self.panel).setFocus()

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that the list or the card."""
        self._effective = effective
        self.ui.transferTable.show_for_width(effective)
        self.categories_button.setVisible(effective >= TWO_PANES)  # it is in the user's menu too
        self.letters_button.show_hint(effective >= TWO_PANES)
        self._lay_out()

    def refresh(self, *, keep: bool = True) -> None:
        """Read everything on show anew.

        `keep`: the transfer at work stays in the list though a step took it to another stage.
        """
        context, today = self._context, self._context.today()
        typed, (year, month) = self.ui.filterEdit.text(), self._month
        with context.db.read() as session:
            counts = transfers.transfer_counts(session, today)
            if month:
                rows = transfers.move_ins(session, year, month, today)
            else:
                rows = transfers.transfers(session, self._stage, today, _LIMIT, typed)
            if keep:
                rows = self._with_card(session, rows)
            months = transfers.running_totals(session, today.year)
            draft = transfers.stored_draft(session, context.clerk)
        self._ticked &= {row.id for row in rows}
        self.list.show_rows([Listed(row, row.id in self._ticked) for row in rows])
        shown = [counts[stage] if stage not in _UNCOUNTED else None for _, stage in PILLS]
        self.ui.stagePills.set_counts([title for title, _ in PILLS], shown)
        self.ui.totalsLabel.setText(totals_line(months, today.month))
        self.draft_button.setVisible(draft is not None)
        self._show_list(bool(rows))
        self._count_ticks()
        if self.panel.card is not None:
            self._load(self.panel.card.id)
        if self.ui.sideStack.currentWidget() is self.totals:
            self.totals.refresh()

    def _with_card(self, session: Any, rows: list[TransferRow]) -> list[TransferRow]:
        """Its next step is at hand, and its row where it was."""
        card, held = self.panel.card, [one.id for one in self.list.rows]
        if card is None or card.id not in held or any(row.id == card.id for row in rows):
            return rows
        now = transfers.transfer_card(session, card.id, self._context.today()).row
        at = held.index(card.id)
        return [*rows[:at], now, *rows[at:]]

    # List

    def _dress(self) -> None:
        ui = self.ui
        ui.stagePills.set_items([title for title, _ in PILLS])
        FieldIcon(ui.filterEdit, "search", leading=True)
        ui.transferTable.horizontalHeader().setProperty("ownSize", True)
        self._idle.say("选一件迁移", "这里显示人员、材料、文书和下一步", "swap_horiz")
        self._idle.offer("新办迁移", "Ctrl+N", "swap_horiz")
        self.setFocusProxy(ui.transferTable)
        self._show_side(self._idle, wanted=False)

    def _connect(self) -> None:
        ui = self.ui
        ui.stagePills.chosen.connect(self._choose_stage)
        ui.filterEdit.textChanged.connect(lambda: self._typing.start())
        self._typing.timeout.connect(lambda: self.refresh(keep=False))
        ui.transferTable.opened.connect(lambda one: self.show_transfer(one.id))
        ui.transferTable.moved.connect(self._follow)
        ui.transferTable.clicked.connect(self._click)
        ui.listEmpty.acted.connect(self._act_on_nothing)
        ui.totalsButton.bind_key().clicked.connect(self._show_totals)
        ui.handoverButton.bind_key().clicked.connect(self._hand_over)
        ui.monthBanner.acted.connect(self._leave_month)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), ui.transferTable)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self._tick(ui.transferTable.current()))
        self.new_button.bind_key().clicked.connect(lambda: self.new_transfer())
        self.draft_button.clicked.connect(self.resume)
        self.categories_button.clicked.connect(self.show_categories)
        self.letters_button.bind_key().clicked.connect(self.write_letters)
        self._idle.acted.connect(lambda: self.new_transfer())
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.close_side)
        self._connect_panel()

    def _connect_panel(self) -> None:
        panel, acts, desk = self.panel, self._acts, self._context.desk
        panel.ui.closeButton.clicked.connect(self.close_side)
        panel.step_wanted.connect(lambda state: self._on_card(lambda c: acts.step(c, state)))
        panel.receive_wanted.connect(lambda got: self._on_card(lambda c: acts.receive(c, got)))
        panel.print_wanted.connect(lambda kind: self._on_card(lambda c: acts.print(c, kind)))
        panel.amend_wanted.connect(lambda: self._on_card(acts.amend))
        panel.reverse_wanted.connect(lambda: self._on_card(acts.reverse))
        panel.paper_wanted.connect(desk.preview)
        panel.person_wanted.connect(desk.open_resident)
        self.totals.month_wanted.connect(self._show_month)
        self.totals.close_wanted.connect(self.close_side)

    def _choose_stage(self, place: int) -> None:
        self._stage, self._month = PILLS[place][1], (0, 0)
        self.refresh(keep=False)
        self.ui.transferTable.choose_first()

    def _show_list(self, some: bool) -> None:
        ui, (year, month) = self.ui, self._month
        ui.listStack.setCurrentWidget(ui.listPage if some else ui.emptyPage)
        ui.monthRow.setVisible(bool(month))
        if month:
            said = f"正在看 {year} 年 {month} 月迁入落户的 {len(self.list.rows)} 件"
            ui.monthBanner.say("blue", said, "看在办的", "")
        if some:
            return
        typed = ui.filterEdit.text().strip()
        title, text = _NOTHING[self._stage]
        if month:
            title, text = "这个月没有迁入落户的", "换一个月，或看在办的"
        elif typed:
            title, text = f"没有找到“{typed}”", "换个编号或姓名，或清空筛选"
        ui.listEmpty.say(title, text, "swap_horiz")
        searching = bool(typed or month)
        ui.listEmpty.offer("看在办的" if searching else "新办迁移", "" if searching else "Ctrl+N")

    def _act_on_nothing(self) -> None:
        if self.ui.filterEdit.text().strip() or self._month[1]:
            self._leave_month()
        else:
            self.new_transfer()

    def _leave_month(self) -> None:
        self._month, self._stage = (0, 0), Stage.OPEN
        self.ui.filterEdit.clear()
        self.ui.stagePills.choose(0)
        self.refresh(keep=False)

    def _show_month(self, year: int, month: int) -> None:
        self._month = (year, month)
        self.refresh(keep=False)
        if self._effective < TWO_PANES:
            self._show_side(self._idle, wanted=False)
        self.ui.transferTable.setFocus()
        self.ui.transferTable.choose_first()

    def _follow(self, one: Listed | None) -> None:
        """The card follows the chosen row."""
        if one is None or self.ui.sideStack.currentWidget() is self.totals:
            return
        self._load(one.id)
        self._show_side(self.panel, wanted=self._side_wanted)

    # Ticks for the hand-over

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._tick(self.list.row_at(index.row()))

    def _tick(self, one: Listed | None) -> None:
        if one is None:
            return
        self._ticked ^= {one.id}
        rows = [Listed(each.row, each.id in self._ticked) for each in self.list.rows]
        self.list.show_rows(rows)
        self._count_ticks()

    def _count_ticks(self) -> None:
        many = len(self._ticked)
        self.ui.handoverButton.setVisible(many > 0)
        self.ui.handoverButton.setText(f"移交派出所（{many} 件）")

    def _hand_over(self) -> None:
        context, today = self._context, self._context.today()
        chosen = [one.id for one in self.list.rows if one.id in self._ticked]
        if not chosen:
            return
        with context.db.read() as session:
            cards = [transfers.transfer_card(session, one, today) for one in chosen]
        self._acts.hand_over(cards)
        self._ticked.clear()
        self.refresh()

    # Side

    def close_side(self) -> None:
        """Esc: the card or the months away; the list has the keys again."""
        self._show_side(self._idle, wanted=False)
        self._follow(self.ui.transferTable.current())
        self.ui.transferTable.setFocus()

    def _load(self, transfer_id: int) -> None:
        with self._context.db.read() as session:
            card = transfers.transfer_card(session, transfer_id, self._context.today())
        self.panel.show_card(card)

    def _show_totals(self) -> None:
        self.totals.refresh()
        self._show_side(self.totals)
        self.totals.table.setFocus()

    def _show_side(self, side: QWidget, *, wanted: bool = True) -> None:
        self.ui.sideStack.setCurrentWidget(side)
        self._side_wanted = wanted
        self._lay_out()

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        self.ui.listCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.sideCard, SIDE if both else None)
        busy = self.ui.sideStack.currentWidget() is self.panel
        self.new_button.setProperty("kind", "" if busy else "primary")  # one filled button

    def _on_card(self, act: Callable[[TransferCard], object]) -> None:
        if self.panel.card is not None:
            act(self.panel.card)

    def _open(self, dialog: TransferDialog) -> None:
        dialog.opened.connect(self.show_transfer)
        dialog.open()

    def event(self, event: QEvent) -> bool:
        """F2 belongs to the window; with a card on show it means this transfer's applicant."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        shown = self.panel.card is not None and self.panel.isVisible()
        return event.key() == Qt.Key.Key_F2 and shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the side, open lists have taken theirs before; F2 is a case for the card."""
        if self._takes(event) and self.panel.card is not None:
            row = self.panel.card.row
            self._context.desk.new_case(row.applicant_id, row.id)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.close_side()
            return
        super().keyPressEvent(event)
