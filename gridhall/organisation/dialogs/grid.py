"""新建网格 and 修改网格: what a grid is called, how many households, whose it is, where it ends."""

import re
from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, OrganisationPick
from gridhall.organisation.queries.grids import GridLine, grid_history
from gridhall.organisation.rules.seats import SeatDraft
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import grids as service
from gridhall.organisation.service import seats as seat_service
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_MOST = 5_000  # households
PAIR = ("grid_main", "grid_assistant")  # 1+1
_HINT = "例如 东至长江路，西至御景小区西墙，南至和平街，北至御景 5 号楼"


class GridSheet(ActSheet):
    """A new grid, with its 1+1 seats, or one that is there already."""

    def __init__(
        self, parent: QWidget, context: Context, known: tuple[Tree, Iterable[GridLine], int],
        line: GridLine | None = None,
    ) -> None:  # fmt: skip
        face = Face("修改网格", "edit", (620, 520), "保存修改")
        if line is None:
            face = Face("新建网格", "add", (620, 560), "新建网格")
        super().__init__(parent, context, face)
        tree, lines, target = known
        self._line = line
        self.code, self.name, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.target, self.area = QSpinBox(), QPlainTextEdit()
        self.owner = OrganisationPick(tree, "所属组织")
        self.since = MaybeDay("从哪天起用", "一直就有")
        self._dress()
        self._rows_of(line)
        if line is None:
            code, name = next_grid(lines)
            self.code.setText(code)
            self.name.setText(name)
            self.target.setValue(target)
            self.since.set_value(context.today(), context.today())
        else:
            self._fill(line)
        self.first_focus = self.name

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        if self._line is None:
            return self._add(session)
        return self._change(session, self._line)

    def draft(self) -> service.GridDraft:
        """The grid as typed."""
        is_new = self._line is None
        return service.GridDraft(
            self.code.text(),
            self.name.text(),
            self.target.value(),
            self.area.toPlainText(),
            self.phone.text(),
            self.since.value() if is_new else None,
            self.owner.value() if is_new else None,
            self.key,
        )

    def _add(self, session: Any) -> Carried:
        context, today = self.context, self.context.today()
        grid_id = service.add_grid(session, context.clerk, self.draft(), today)
        first = _last_act(session, grid_id)
        day = self.since.value()
        drafts = [SeatDraft(title, grid_id=grid_id, created_on=day) for title in PAIR]
        seats = [seat_service.add_seat(session, context.clerk, one, today) for one in drafts]
        acts = (first, *(done.action_id for done in seats))
        words = f"已新建“{self.name.text().strip()}”，网格员和助理员的席位也设好了"
        return Carried(acts[-1], words, None, tuple(one for one in acts[:-1] if one is not None))

    def _change(self, session: Any, line: GridLine) -> Carried:
        context, today = self.context, self.context.today()
        before, owner = _last_act(session, line.id), self.owner.value()
        service.change_grid(session, context.clerk, line.id, self.draft(), line.version, today)
        changed = _last_act(session, line.id)
        acts = [changed] if changed is not None and changed != before else []
        if owner != line.organisation_id:
            acts.append(service.hold(session, context.clerk, line.id, owner, self.on(), today))
        if not acts:
            return Carried(None, f"“{line.name}”没有改动")
        words = f"已修改“{self.name.text().strip()}”"
        return Carried(acts[-1], words, None, tuple(acts[:-1]))

    def _dress(self) -> None:
        for field, most in ((self.code, 20), (self.name, 40), (self.phone, 30)):
            field.setMaxLength(most)
        self.code.setPlaceholderText("例如 G09")
        self.name.setPlaceholderText("例如 第9网格")
        self.phone.setPlaceholderText("印在公示牌上，居民可以打")
        self.target.setRange(1, _MOST)
        self.target.setSuffix(" 户")
        self.area.setPlaceholderText(_HINT)
        self.area.setTabChangesFocus(True)
        self.area.setMinimumHeight(44)
        self.area.setMaximumHeight(52)

    def _rows_of(self, line: GridLine | None) -> None:
        self.add_row("编号", self.code, "code")
        self.add_row("名称", self.name, "name")
        self.add_row("目标户数", self.target)
        self.add_row("四至", self.area)
        self.add_row("监督电话", self.phone)
        self.add_row("所属组织", self.owner)
        if line is None:
            self.add_row("从哪天起用", self.since)
        else:
            self.add_row("换归属从哪天起", self.day)
        note = "新网格还没有单元：建好以后在“划单元”里划进来，或由“调整网格”拟方案"
        self.add_wide(label(note if line is None else "日期只在换所属组织时用", "sub", wrap=True))

    def _fill(self, line: GridLine) -> None:
        self.code.setText(line.code)
        self.name.setText(line.name)
        self.phone.setText(line.supervision_phone)
        self.target.setValue(line.target)
        self.area.setPlainText(line.area)
        self.owner.show_organisation(line.organisation_id)


def next_grid(lines: Iterable[GridLine]) -> tuple[str, str]:
    """The code and name that would come next: G09 第9网格."""
    found = [re.fullmatch(r"(\D*)(\d+)", line.code) for line in lines]
    known = [(int(one[2]), one[1], len(one[2])) for one in found if one]
    last, stem, width = max(known, default=(0, "G", 2))
    return f"{stem}{last + 1:0{width}d}", f"第{last + 1}网格"


def _last_act(session: Any, grid_id: int) -> int | None:
    return max((row.id for row in grid_history(session, grid_id)), default=None)
