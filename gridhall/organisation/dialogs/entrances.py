"""划单元: entrances without a grid, or of another one, are given to a grid by one order."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.columns.grids import state_words
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.grid_places import Stair, stairs
from gridhall.organisation.queries.grids import GridLine
from gridhall.organisation.service.grids import Order, order_entrances
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable

_LONE = "没有网格的单元"


class EntrancesSheet(ActSheet):
    """At the left which grid, from when; at the right the entrances, those without a grid first."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        lines: Sequence[GridLine],
        chosen: GridLine | None,
    ) -> None:
        super().__init__(parent, context, Face("划单元", "apartment", (940, 600), "划进网格"))
        self._lines = {one.id: one for one in lines}
        self._stairs: dict[int, Stair] = {}
        self.into, self.where, self.number = QComboBox(), QComboBox(), QLineEdit()
        self.ticks, self.told = TickTable(), label("", "b", wrap=True)
        self.number.setPlaceholderText("不填就自动编号")
        self.number.setMaxLength(40)
        for line in lines:
            self.into.addItem(f"{line.code} {line.name}　{line.households} 户", line.id)
        if chosen is not None:
            self.into.setCurrentIndex(max(0, self.into.findData(chosen.id)))
        self.into.setMaxVisibleItems(16)
        self.add_row("划进", self.into)
        self.add_row("看哪些单元", self.where)
        self.add_row("从哪天起", self.day)
        self.add_row("调整令文号", self.number)
        self.add_wide(self.told)
        note = "别的网格的单元也可以划过来，原来的网格从这天起不再管它；可以撤回"
        self.add_wide(label(note, "sub", wrap=True))
        self.ticks.setAccessibleName("要划的单元，空格勾选")
        self.ticks.setMinimumHeight(340)
        self.show_right([label("勾上要划的单元", "b"), self.ticks])
        self.where.currentIndexChanged.connect(self._offer)
        self.into.currentIndexChanged.connect(self._offer)
        self.ticks.changed.connect(self.recount)
        self.first_focus = self.ticks
        self._ask()

    def carry_out(self, session: Any) -> Carried:
        """Give them."""
        ids, context, line = self.chosen(), self.context, self._target()
        if not ids:
            raise UserError("请先勾选要划的单元")
        order = Order(
            dict.fromkeys(ids, line.id),
            self.on(),
            self.number.text(),
            {one: self._stairs[one].grid_id for one in ids},
            request_key=self.key,
        )
        act = order_entrances(session, context.clerk, order, context.today())
        return Carried(act, f"已把 {len(ids)} 个单元划进“{line.name}”")

    def chosen(self) -> list[int]:
        """The entrances that are ticked."""
        return [one for one in self.ticks.ticked() if isinstance(one, int)]

    def recount(self) -> None:
        """What the grid comes to."""
        line, ids = self._target(), self.chosen()
        more = sum(self._stairs[one].households for one in ids)
        whole = line.households + more
        said = state_words(whole, line.least, line.most)
        self.told.setText(f"划进 {len(ids)} 个单元 {more:,} 户，{line.name}共 {whole:,} 户，{said}")

    def _target(self) -> GridLine:
        if not self._lines:
            raise UserError("还没有网格，请先新建网格")
        return self._lines[self.into.currentData()]

    def _ask(self) -> None:
        db = self.context.db

        def work(_progress: Progress) -> list[Stair]:
            with db.read() as session:
                return stairs(session)

        self.told.setText("正在读取单元…")
        self.context.jobs.start(work, done=self._take, failed=self.context.desk.show_error)

    def _take(self, found: Sequence[Stair]) -> None:
        self._stairs = {one.id: one for one in found}
        lone = sum(one.grid_id is None for one in found)
        self.where.blockSignals(True)
        self.where.addItem(f"{_LONE} {lone} 个", "")
        for compound in dict.fromkeys(one.compound for one in found):
            self.where.addItem(compound, compound)
        if not lone and self.where.count() > 1:
            self.where.setCurrentIndex(1)
        self.where.blockSignals(False)
        self._offer()

    def _offer(self) -> None:
        where, into = self.where.currentData(), self._target().id
        found = [
            one
            for one in self._stairs.values()
            if (one.compound == where if where else one.grid_id is None) and one.grid_id != into
        ]
        self.ticks.show_choices([(one.id, self._words(one)) for one in found], ())
        self.recount()

    def _words(self, one: Stair) -> str:
        line = self._lines.get(one.grid_id or 0)
        return f"{one.name}　{one.households} 户　{line.name if line else '没有网格'}"
