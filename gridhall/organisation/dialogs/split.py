"""拆分网格 and 合并网格: what would become of the households is seen before it is done."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.columns.grids import state_words
from gridhall.organisation.dialogs.grid import next_grid
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.balancing import halves
from gridhall.organisation.queries.grid_places import pieces_of
from gridhall.organisation.queries.grids import GridCard, GridLine
from gridhall.organisation.rules.balance import Piece
from gridhall.organisation.rules.balance_plan import island_words
from gridhall.organisation.service import grids as service
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable

_NUMBER = "不填就自动编号"
Told = tuple[dict[int, Piece], frozenset[int]]


class SplitSheet(ActSheet):
    """拆分: two halves are proposed, each in one piece; the clerk may change which goes where."""

    def __init__(
        self, parent: QWidget, context: Context, card: GridCard, lines: Sequence[GridLine]
    ) -> None:
        face = Face(f"拆分 · {card.line.name}", "swap_horiz", (920, 600), "拆分网格")
        super().__init__(parent, context, face)
        self._card, self._pieces = card, dict[int, Piece]()
        self._names = {one.id: one.label for one in card.entrances}
        self.code, self.name, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.target, self.ticks, self.doubts = QSpinBox(), TickTable(), Banner()
        self.stays, self.goes = label("", "b", wrap=True), label("", "b", wrap=True)
        code, name = next_grid(lines)
        self.code.setText(code)
        self.name.setText(name)
        self.number.setPlaceholderText(_NUMBER)
        self.number.setMaxLength(40)
        self.target.setRange(1, 5_000)
        self.target.setSuffix(" 户")
        self.target.setValue(card.line.target)
        self._lay_out_rows()
        self.ticks.setAccessibleName("划给新网格的单元，空格勾选")
        self.ticks.setMinimumHeight(320)
        choices = [(one.id, f"{one.label}　{one.households} 户") for one in card.entrances]
        self.ticks.show_choices(choices, ())
        self.ticks.changed.connect(self.recount)
        self.show_right([label("勾上的划给新网格", "b"), self.ticks])
        self.first_focus = self.name
        self._ask()

    def carry_out(self, session: Any) -> Carried:
        """Split it."""
        context, line = self.context, self._card.line
        split = service.Split(
            line.id,
            self.code.text(),
            self.name.text(),
            self.chosen(),
            self.on(),
            self.target.value(),
            self.number.text(),
            self.key,
        )
        act = service.split_grid(session, context.clerk, split, context.today())
        return Carried(act, f"已从“{line.name}”拆分出“{self.name.text().strip()}”")

    def chosen(self) -> list[int]:
        """The entrances of the new grid."""
        return [one for one in self.ticks.ticked() if isinstance(one, int)]

    def recount(self) -> None:
        """How many households stay and go, and whether each part hangs together."""
        mine = {one.id: one.households for one in self._card.entrances}
        goes = set(self.chosen())
        stays, line = set(mine) - goes, self._card.line
        self.stays.setText(_counted(line.name, [mine[one] for one in stays], line))
        self.goes.setText(
            _counted(self.name.text().strip() or "新网格", [mine[one] for one in goes], line)
        )
        told = [
            island_words(part, self._pieces, self._names)
            for part in (stays, goes)
            if part <= set(self._pieces)
        ]
        doubts = list(filter(None, told))
        if doubts:
            self.doubts.say("amber", "；".join(doubts))
        else:
            self.doubts.hide()

    def _lay_out_rows(self) -> None:
        self.add_row("原来的网格", label(self._card.line.name, "b"))
        self.add_row("新网格编号", self.code, "code")
        self.add_row("新网格名称", self.name, "name")
        self.add_row("目标户数", self.target)
        self.add_row("从哪天起", self.day)
        self.add_row("调整令文号", self.number)
        self.add_wide(self.stays)
        self.add_wide(self.goes)
        self.add_wide(self.doubts)
        self.add_wide(label("新网格仍归原来的组织；它的网格员要另外设席位、任命", "sub", wrap=True))

    def _ask(self) -> None:
        """Two halves, found on the worker."""
        db, grid_id = self.context.db, self._card.line.id

        def work(_progress: Progress) -> Told:
            with db.read() as session:
                return pieces_of(session, grid_id), halves(session, grid_id)

        self.stays.setText("正在拟方案…")
        self.context.jobs.start(work, done=self._take, failed=self.context.desk.show_error)

    def _take(self, told: Told) -> None:
        self._pieces, goes = told
        if not self.chosen():
            self.ticks.tick(goes)
        self.recount()


class MergeGridsSheet(ActSheet):
    """合并: grids end, one gets all their entrances; whose seat is lost is said before."""

    def __init__(
        self, parent: QWidget, context: Context, lines: Sequence[GridLine], chosen: GridLine
    ) -> None:
        face = Face("合并网格", "handshake", (880, 540), "合并网格", danger=True)
        super().__init__(parent, context, face)
        self._lines, self._asked = {one.id: one for one in lines}, 0
        self.into, self.number, self.ticks = QComboBox(), QLineEdit(), TickTable()
        self.told, self.doubts = label("", "b", wrap=True), Banner()
        self.number.setPlaceholderText(_NUMBER)
        self.number.setMaxLength(40)
        for line in lines:
            self.into.addItem(f"{line.code} {line.name}　{line.households} 户", line.id)
        self.into.setCurrentIndex(max(0, self.into.findData(chosen.id)))
        self.into.setMaxVisibleItems(16)
        self.add_row("并入", self.into)
        self.add_row("从哪天起", self.day)
        self.add_row("调整令文号", self.number)
        self.add_wide(self.told)
        self.add_wide(self.doubts)
        note = "并进来的网格从这天起撤销，单元、席位随之变动；以前的记录都保留，可以撤回"
        self.add_wide(label(note, "sub", wrap=True))
        self.ticks.setAccessibleName("并进来的网格，空格勾选")
        self.ticks.setMinimumHeight(280)
        self.show_right([label("勾上的并进来", "b"), self.ticks])
        self.into.currentIndexChanged.connect(self._offer)
        self.ticks.changed.connect(self.recount)
        self.first_focus = self.ticks
        self._offer()

    def carry_out(self, session: Any) -> Carried:
        """Merge them."""
        ids, context = self.chosen(), self.context
        if not ids:
            raise UserError("请先勾选要并进来的网格")
        merge = service.Merge(ids, self.into.currentData(), self.on(), self.number.text(), self.key)
        act = service.merge_grids(session, context.clerk, merge, context.today())
        names = "、".join(self._lines[one].name for one in ids)
        return Carried(act, f"已把“{names}”并入“{self._target().name}”")

    def chosen(self) -> list[int]:
        """The grids that end."""
        return [one for one in self.ticks.ticked() if isinstance(one, int)]

    def recount(self) -> None:
        """What the one grid comes to; who loses a seat."""
        ids, line = self.chosen(), self._target()
        whole = [line.households, *(self._lines[one].households for one in ids)]
        self.told.setText(
            _counted(f"并入以后 {line.name}", whole, line) if ids else "还没有勾选网格"
        )
        with self.context.db.read() as session:
            doubts = service.merge_doubts(session, ids, self.context.today())
        if doubts:
            self.doubts.say("amber", "；".join(doubts))
        else:
            self.doubts.hide()

    def _target(self) -> GridLine:
        return self._lines[self.into.currentData()]

    def _offer(self) -> None:
        into = self._target()
        others = [one for one in self._lines.values() if one.id != into.id]
        others.sort(key=lambda one: one.organisation_id != into.organisation_id)
        words = [(one.id, f"{one.code} {one.name}　{one.households} 户") for one in others]
        self.ticks.show_choices(words, set(self.chosen()) - {into.id})
        self.recount()


def _counted(name: str, households: Sequence[int], like: GridLine) -> str:
    """第5网格 148 户（6 个单元）, and how far that is from the range."""
    whole = sum(households)
    said = state_words(whole, like.least, like.most)
    return f"{name}：{whole:,} 户，{said}（{like.least}—{like.most} 户为正常）"
