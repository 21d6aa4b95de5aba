"""调整网格: the balancer's proposal, changed by hand, carried out as one change order."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.organisation.columns.grids import PLANNED_GRIDS, PLANNED_MOVES
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.queries.balancing import Town, propose, town
from gridhall.organisation.rules.balance import Piece, Proposal, fit_range
from gridhall.organisation.rules.balance_plan import GridFacts, Plan
from gridhall.organisation.service.grids import Order, order_entrances
from gridhall.qt.buttons import button
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.qt.suggest import Suggest
from gridhall.qt.table import RowsModel, Table

_SIZE = (1240, 690)
_STEPS, _OFFERS, _SAID = 100, 10, 3
Found = tuple[Town, Proposal]


class MovesTable(Table):
    """Space or a click ticks, Ctrl+A ticks all or none."""

    toggled = Signal(int)
    all_toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows_model = RowsModel(PLANNED_MOVES, self)
        self.setModel(self.rows_model)
        self.setAccessibleName("要调整的单元，空格勾选")
        self.clicked.connect(self._toggle)

    def _toggle(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index.row())
        if row is not None:
            self.toggled.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Ctrl+A."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif event.key() == Qt.Key.Key_A and held:
            self.all_toggled.emit()
        else:
            super().keyPressEvent(event)


class BalanceSheet(WorkingSheet):
    """What is proposed, grid by grid and entrance by entrance; `carried` after it was ordered."""

    carried = Signal(object)  # Carried

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(context, parent, ("调整网格", "lan"), _SIZE)
        self.found: Found | None = None
        self.plan: Plan | None = None
        self._key = str(uuid4())
        self.sentence, self.doubts = label("", "md", wrap=True), Banner()
        self.grids, self.grids_model = Table(), RowsModel(PLANNED_GRIDS, self)
        self.moves = MovesTable()
        self.entrance, self.to, self.add_button = Suggest(), QComboBox(), button("加进来", "Alt+A")
        self.number, self.day = QLineEdit(), DateEdit()
        self.counted = label("", "b")
        self.again_button = foot_button("重新拟方案", "F5", "", "wand_stars")
        self.order_button = foot_button("下调整令", "Ctrl+Enter", "primary", "check")
        self._dress()
        self._lay_out()
        self._connect()
        self.first_focus = self.moves
        self.propose()

    def propose(self) -> None:
        """Let the balancer work; it can be stopped."""
        db, today = self.context.db, self.context.today()

        def work(progress: Progress) -> Found:
            with db.read() as session:
                where = town(session, today)
            return where, propose(where, progress=progress)

        stopped = "已停下，没有方案，网格都没有动。按 F5 重新拟"
        kept = "在找要搬动的户数最少、相邻单元不拆散的办法；停下不影响现在的网格"
        self.run(Doing("正在拟调整方案", "步", _STEPS, kept, stopped), work, self._take)

    def order(self) -> None:
        """下调整令: as one act, on the worker."""
        if self.plan is None or self.found is None or self.busy:
            return
        order, context = self._order(self.plan, self.found), self.context

        def work(_progress: Progress) -> int:
            with context.db.write() as session:
                return order_entrances(session, context.clerk, order, context.today())

        said = f"已下调整令，{len(order.moves)} 个单元 {self.plan.households:,} 户换了网格"
        self.run(
            Doing("正在下调整令", "项", 1, "要么全部调整，要么都不动"),
            work,
            partial(self._done, said),
        )

    def reject(self) -> None:
        """Left without an order: that says that nothing changed."""
        if self.plan is not None and not self.busy:
            self.context.desk.toast("没有下调整令，网格都没有动")
        super().reject()

    def show_busy(self) -> None:
        """While it works nothing is changed."""
        super().show_busy()
        ready = not self.busy and self.plan is not None
        for part in (self.moves, self.entrance, self.to, self.add_button, self.order_button):
            part.setEnabled(ready)
        self.again_button.setEnabled(not self.busy)
        if self.plan is not None:
            self._show()
        if ready and not self.gone:
            self.moves.setFocus(Qt.FocusReason.TabFocusReason)

    def add(self) -> None:
        """An entrance by hand; one that is listed already goes to the other grid."""
        key, plan = self.entrance.choice.key if self.entrance.choice else None, self.plan
        if plan is None or not isinstance(key, int):
            self.refuse(UserError("请先选要调整的单元，输楼栋或单元，从列表里选"))
            return
        plan.put(key, self.to.currentData())
        self.entrance.choose(None)
        self.strip.hide()
        self._show()
        self.moves.choose(key)
        self.entrance.setFocus()

    # How it does it

    def _take(self, found: Found) -> None:
        where, proposal = found
        self.found = found
        pieces: list[Piece] = [one for region in where.regions for one in region.pieces]
        facts = {
            grid: GridFacts(
                where.codes[grid],
                where.grid_names[grid],
                target,
                *fit_range(target, where.tolerance),
            )
            for region in where.regions
            for grid, target in region.targets.items()
        }
        self.plan = Plan(pieces, facts, where.entrance_names, proposal.moves)
        self.to.clear()
        for one, each in facts.items():
            self.to.addItem(f"{each.code} {each.name}", one)
        self.sentence.setText(proposal.sentence)
        self._show()
        self.moves.choose_first()
        self._key = str(uuid4())
        refit(self)

    def _show(self) -> None:
        plan = self.plan
        if plan is None:
            return
        self.grids_model.show_rows(plan.lines())
        self.moves.rows_model.show_rows(plan.rows())
        many = len(plan.moves)
        how = "照方案" if plan.is_as_proposed else "手工改过"
        self.counted.setText(f"{how}：{many} 个单元，{plan.households:,} 户")
        self.order_button.setEnabled(bool(many) and not self.busy)
        doubts = plan.doubts()
        if doubts and many:
            more = f"；另有 {len(doubts) - _SAID} 处" if len(doubts) > _SAID else ""
            self.doubts.say("amber", "；".join(doubts[:_SAID]) + more)
        else:
            self.doubts.hide()

    def _order(self, plan: Plan, found: Found) -> Order:
        where, proposal = found
        seen = {one: where.grids[one] for one in plan.moves}
        return Order(
            plan.moves,
            self.day.value(),
            self.number.text(),
            seen,
            proposal if plan.is_as_proposed else None,
            self._key,
        )

    def _done(self, said: str, action_id: int) -> None:
        if not self.gone:
            self.accept()
        self.carried.emit(Carried(action_id, said))

    def _toggle(self, entrance: int) -> None:
        if self.plan is not None and not self.busy:
            self.plan.toggle(entrance)
            self._show()

    def _toggle_all(self) -> None:
        if self.plan is not None:
            rows = self.plan.rows()
            self.plan.tick_all(ticked=not all(row.ticked for row in rows))
            self._show()

    def _offers(self, typed: str) -> Sequence[Choice]:
        plan, words = self.plan, typed.split()
        if plan is None:
            return ()
        found = (one for one, name in plan.names.items() if all(word in name for word in words))
        return [self._offer(plan, one) for one, _ in zip(found, range(_OFFERS), strict=False)]

    def _offer(self, plan: Plan, one: int) -> Choice:
        piece = plan.pieces[one]
        facts = plan.grids.get(piece.grid or 0)
        whose = facts.name if facts is not None else "没有网格"
        return Choice(one, plan.names[one], whose, f"{piece.households} 户")

    # Its look

    def _dress(self) -> None:
        self.grids.setModel(self.grids_model)
        self.grids.setAccessibleName("各网格调整前后")
        self.entrance.set_find(self._offers)
        self.entrance.setPlaceholderText("加单元，例如 3号楼")
        self.entrance.setAccessibleName("手工加单元")
        self.to.setAccessibleName("划到哪个网格")
        self.to.setMinimumWidth(130)
        self.to.setMaxVisibleItems(16)
        self.number.setPlaceholderText("不填就自动编号")
        self.number.setAccessibleName("调整令文号")
        self.number.setMaxLength(40)
        self.number.setMinimumWidth(140)
        self.day.set_value(self.context.today())
        self.day.setAccessibleName("从哪天起")

    def _lay_out(self) -> None:
        left, right, halves = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for column, title, table in (
            (left, "各网格调整前后", self.grids),
            (right, "要调整的单元，空格勾选或取消", self.moves),
        ):
            column.setSpacing(6)
            column.addWidget(label(title, "b"))
            column.addWidget(table, 1)
        left.addLayout(
            _row(label("文号", "label"), self.number, label("从哪天起", "label"), self.day)
        )
        right.addLayout(_row(self.entrance, self.to, self.add_button))
        halves.setSpacing(20)
        halves.addLayout(left, 1)
        halves.addLayout(right, 1)
        for part in (self.sentence, self.doubts, self.progress):
            self.body.addWidget(part)
        self.body.addLayout(halves, 1)
        leave = foot_button("先不调", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([self.counted], [self.again_button, leave, self.order_button])

    def _connect(self) -> None:
        self.moves.toggled.connect(self._toggle)
        self.moves.all_toggled.connect(self._toggle_all)
        self.add_button.bind_key().clicked.connect(self.add)
        self.entrance.picked.connect(lambda _: self.to.setFocus())
        self.again_button.clicked.connect(self.propose)
        self.order_button.clicked.connect(self.order)


def _row(*parts: QWidget) -> QHBoxLayout:
    """Fields in a row; those that can be wider are."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, isinstance(part, QLineEdit))
    return row
