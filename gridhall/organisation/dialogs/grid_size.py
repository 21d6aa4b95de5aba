"""户数标准: how many households a grid should look after, and by how much it may miss that."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.grids import GridLine
from gridhall.places.queries import grid_size
from gridhall.places.rules import GridSize, grid_state, household_range
from gridhall.places.service import set_grid_size
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_MOST, _PER_CENT = 9_999, 100  # typed freely; what is too much is refused in words
_NOTE = (
    "目标户数用于以后新建的网格；已有网格的目标不变，在网格的“修改”里改。偏差保存后马上用于全部网格"
)


class GridSizeSheet(ActSheet):
    """The hall's target and tolerance; how many grids are then in range is seen before saving."""

    def __init__(self, parent: QWidget, context: Context, lines: Sequence[GridLine]) -> None:
        face = Face("户数标准", "lan", (560, 400), "改户数标准", role=Role.ADMINISTRATOR)
        super().__init__(parent, context, face)
        self._lines, self.target, self.tolerance = lines, QSpinBox(), QSpinBox()
        self.range, self.told = label("", "b", wrap=True), label("", "md", wrap=True)
        with context.db.read() as session:
            self.was = grid_size(session)
        for field, most, suffix, value in (
            (self.target, _MOST, " 户", self.was.target),
            (self.tolerance, _PER_CENT, " %", self.was.tolerance),
        ):
            field.setRange(0, most)
            field.setSuffix(suffix)
            field.setValue(value)
            field.valueChanged.connect(self.recount)
        self.add_row("每个网格的目标户数", self.target)
        self.add_row("允许上下偏差", self.tolerance)
        self.add_wide(self.range)
        self.add_wide(self.told)
        self.add_wide(label(_NOTE, "sub", wrap=True))
        self.first_focus = self.target
        self.recount()

    def carry_out(self, session: Any) -> Carried:
        """Write both down."""
        context, size = self.context, self.chosen()
        if size == self.was:
            raise UserError("目标户数和偏差都没有改。不改的话按 Esc 离开")
        size = set_grid_size(session, context.clerk, size.target, size.tolerance)
        return Carried(None, f"户数标准已改为 {size.target} 户，上下 {size.tolerance}%")

    def put_back(self) -> None:
        """Take it back; refused if it was changed again since."""
        with self.context.db.write() as session:
            if grid_size(session) != self.chosen():
                raise UserError("户数标准后来又改过，不能撤回。请在“户数标准”里直接改")
            set_grid_size(session, self.context.clerk, self.was.target, self.was.tolerance)

    def chosen(self) -> GridSize:
        """What stands in the fields."""
        return GridSize(self.target.value(), self.tolerance.value())

    def recount(self, *_: object) -> None:
        """The range of a new grid; how many of those there are would be in theirs."""
        size = self.chosen()
        least, most = household_range(size.target, size.tolerance)
        self.range.setText(f"新网格 {least}—{most} 户为正常")
        now, then = self._in_range(self.was.tolerance), self._in_range(size.tolerance)
        self.told.setText(
            f"现有 {len(self._lines)} 个网格，户数正常的现在 {now} 个，改了以后 {then} 个"
            if self._lines
            else "还没有网格"
        )

    def _in_range(self, tolerance: int) -> int:
        states = (grid_state(one.households, one.target, tolerance) for one in self._lines)
        return sum(state == "ok" for state in states)
